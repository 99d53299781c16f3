"""Exit codes and what is said on stderr: short, without a traceback, and only where it belongs."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

Tidy = Callable[..., Path]
ONE = [("1.01.0.00.0.00.01.0000", "Dinas Pendidikan", 1000, 300)]
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x9b]")


def assert_short(said: str) -> None:
    lines = said.splitlines()
    assert 1 <= len(lines) <= 3
    assert "Traceback" not in said
    assert not CONTROL.search(said)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        pytest.param(["frobnicate"], 2, "frobnicate", id="unknown command"),
        pytest.param(["rank", "--frobnicate"], 2, "--frobnicate", id="unknown option"),
        pytest.param(["rank", "--quarter", "0"], 2, "“0”", id="quarter 0"),
        pytest.param(["rank", "--quarter", "5"], 2, "“5”", id="quarter 5"),
        pytest.param(["rank", "--quarter", "x"], 2, "“x”", id="quarter x"),
        pytest.param(["rank", "--year", "1899"], 2, "1899", id="year 1899"),
        pytest.param(["rank", "--cutoff", "31/31/2023"], 2, "31/31/2023", id="no date"),
        pytest.param(
            ["rank", "--cutoff", "2023-09-30", "--quarter", "1"], 2, "--quarter", id="date outside quarter"
        ),
        pytest.param(["rank", "--cutoff", "2023-09-30", "--year", "2022"], 2, "2022", id="date outside year"),
        pytest.param(["rank", "--fail-below", "lots"], 2, "lots", id="no percentage"),
        pytest.param(
            ["rank", "--rating", "--group-by", "kind"], 2, "--group-by, --rating", id="two tables at once"
        ),
        pytest.param(["rank", "--format", "yaml"], 2, "yaml", id="unknown format"),
        pytest.param(["lowest", "-n", "3", "--below", "80"], 2, "--below", id="two ways to cut"),
        pytest.param(["lowest", "-n", "0"], 2, "0", id="none of them"),
        pytest.param(["history", "--withdraw", "3"], 2, "--reason", id="withdrawal without reason"),
        pytest.param(["report", "--out", "q3.odt"], 2, ".odt", id="unknown suffix"),
        pytest.param(["report", "--out", "q3"], 2, "q3", id="no suffix"),
        pytest.param(["report", "--out", "q3.csv", "--reference", "ikpa"], 2, ".csv", id="no room for it"),
        pytest.param(["report", "--out", "{month}.xlsx"], 2, "month", id="unknown placeholder"),
        pytest.param(["report", "--out", "{.xlsx"], 2, "{", id="open brace"),
        pytest.param(
            ["rank", "--quarter", "3", "--year", "2022"], 66, "Triwulan III 2022", id="year not ingested"
        ),
        pytest.param(["rank", "--cutoff", "2023-08-11"], 66, "Triwulan III 2023", id="date not ingested"),
        pytest.param(["rank", "--government", "Kota Malang"], 66, "Kota Batu", id="government not ingested"),
        pytest.param(["rank", "--fail-below", "31", "-q", "3"], 10, "Di bawah 31%", id="below the threshold"),
        pytest.param(["lowest", "--fail-below", "30,87%", "-q", "3"], 10, "30,86%", id="threshold with a comma"),
        pytest.param(
            ["rank", "--fail-below", "30.86", "-q", "3"], 10, "30,859999996%", id="the exact value below a printed one"
        ),
        pytest.param(["rank", "--fail-below", "30.85", "-q", "3"], 0, "", id="above the threshold"),
        pytest.param(["report", "--out", "missing/q3.xlsx"], 73, "missing", id="missing folder"),
        pytest.param(["report", "--out", "/proc/q3.xlsx"], 73, "/proc", id="folder that takes no files"),
    ],
)
def test_status(read: Run, arguments: list[str], status: int, said: str) -> None:
    result = read(*arguments)
    assert result.status == status
    assert said in result.said
    if status not in (0, 10):
        assert result.text == ""
        assert_short(result.said)


def test_status__no_ledger_names_the_command_to_run(here: Run, tmp_path: Path) -> None:
    result = here("rank", "--ledger", tmp_path / "none.db")
    assert (result.status, result.text) == (66, "")
    assert "none.db" in result.said
    assert "skpd-eval ingest" in result.said
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("path", ["missing.xlsx", "missing/", "name\nwith a newline.xlsx"])
def test_ingest__missing_input(here: Run, tmp_path: Path, path: str) -> None:
    result = here("ingest", path, "--ledger", tmp_path / "l.db")
    assert (result.status, result.text) == (66, "")
    assert path.rstrip("/").partition("\n")[0] in result.said
    assert_short(result.said)
    assert not (tmp_path / "l.db").exists()


def test_ingest__folder_without_exports(here: Run, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "~$rekap.xlsx").write_bytes(b"PK")
    (folder / "notes.txt").write_text("none")
    result = here("ingest", folder, "--ledger", tmp_path / "l.db")
    assert result.status == 66
    assert_short(result.said)


@pytest.mark.parametrize("path", ["/dev/zero", "fifo"])
def test_ingest__no_regular_file_is_refused_at_once(here: Run, tmp_path: Path, path: str) -> None:
    import os

    os.mkfifo(tmp_path / "fifo")
    result = here("ingest", path, "--ledger", tmp_path / "l.db")
    assert result.status == 66
    assert path in result.said
    assert_short(result.said)


def test_report__to_a_folder(read: Run, tmp_path: Path) -> None:
    (tmp_path / "q3.xlsx").mkdir()
    result = read("report", "--out", "q3.xlsx")
    assert result.status == 73
    assert_short(result.said)
    assert list((tmp_path / "q3.xlsx").iterdir()) == []


def test_report__below_a_file(read: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = read("report", "--out", "file/q3.xlsx")
    assert result.status == 73
    assert_short(result.said)


def test_report__a_failure_leaves_the_old_paper(
    read: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "q3.json").write_text("old")

    def full(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    result = read("report", "--out", "q3.json")
    assert result.status == 74
    assert_short(result.said)
    assert (tmp_path / "q3.json").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if "q3" in path.name] == ["q3.json"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("government = [", "skpd-eval.toml", id="no toml"),
        pytest.param("governmint = 'Kota Batu'", "governmint", id="unknown key"),
        pytest.param("[language]\ndefault = 'fr'", "language", id="unknown language"),
    ],
)
def test_configuration__broken(read: Run, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "skpd-eval.toml").write_text(text)
    result = read("rank")
    assert (result.status, result.text) == (78, "")
    assert said in result.said
    assert_short(result.said)


def test_init__writes_a_configuration_that_loads_and_keeps_an_existing_one(read: Run, tmp_path: Path) -> None:
    assert read("init").status == 0
    before = (tmp_path / "skpd-eval.toml").read_bytes()
    assert read("rank", "--quiet").status == 0
    result = read("init")
    assert result.status == 73
    assert_short(result.said)
    assert (tmp_path / "skpd-eval.toml").read_bytes() == before


def test_ledger__busy(here: Run, ledger: Path, tidy: Tidy) -> None:
    holder = sqlite3.connect(ledger, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        result = here("ingest", tidy("t.csv", ONE), "--ledger", ledger, "--lock-timeout", 0.1)
    finally:
        holder.close()
    assert (result.status, result.text) == (75, "")
    assert_short(result.said)


@pytest.mark.parametrize("content", [b"", b"not a database" * 100, b"SQLite format 3\x00" + bytes(200)])
def test_ledger__a_file_that_is_none_is_left_alone(here: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "l.db"
    path.write_bytes(content)
    result = here("rank", "--ledger", path)
    assert result.status in (65, 66, 74, 78)
    assert_short(result.said)
    assert path.read_bytes() == content


def test_ledger__found_by_environment_and_by_configuration_upwards(
    here: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "skpd-eval.toml").write_text('[ledger]\npath = "ledger/ledger.db"\n')
    monkeypatch.chdir(deep)
    assert here("rank", "-q", 3, "--format", "json").json()["government"] == "Kota Batu"
    (tmp_path / "skpd-eval.toml").unlink()
    assert here("rank").status == 66
    monkeypatch.setenv("SKPD_EVAL_LEDGER", str(ledger))
    assert here("rank", "-q", 3, "--format", "json").json()["government"] == "Kota Batu"


def test_log_file__one_line_a_run(read: Run, tmp_path: Path) -> None:
    assert read("rank", "-q", 3, "--log-file", "run.log", "--quiet").status == 0
    assert read("rank", "-q", 3, "--year", 2022, "--log-file", "run.log", "--quiet").status == 66
    first, second = (tmp_path / "run.log").read_text().splitlines()
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00 rank exit=0 .*ranked=30", first)
    assert "exit=66" in second


def test_debug__shows_the_traceback(read: Run) -> None:
    assert "Traceback" in read("rank", "--year", 2022, "--debug").said


def test_report__to_an_ingested_file_keeps_the_ledger(
    here: Run, ledger: Path, tidy: Tidy, tmp_path: Path
) -> None:
    path = tidy("t.csv", ONE)
    assert here("ingest", path, "--ledger", ledger, "--quiet").status == 0
    result = here("report", "--out", path, "--government", "Kota Contoh", "--ledger", ledger)
    assert result.status == 73
    assert_short(result.said)
    assert "Dinas Pendidikan" in path.read_text(), "the input is as it was"
    shown = here("rank", "--government", "Kota Contoh", "--ledger", ledger, "--format", "json").json()
    assert [row["absorption_pct"] for row in shown["rows"]] == [30.00]


def test_report__to_the_ledger_itself(here: Run, ledger: Path, tmp_path: Path) -> None:
    mine = tmp_path / "ledger.json"
    shutil.copy(ledger, mine)
    before = mine.read_bytes()
    result = here("report", "--out", mine, "--ledger", mine)
    assert result.status in (2, 73)
    assert_short(result.said)
    assert mine.read_bytes() == before
