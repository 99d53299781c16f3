"""Ingest runs: what is recorded, refused, superseded, withdrawn, and what a nightly run says of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from .conftest import BATU, Run

Tidy = Callable[..., Path]
EDUCATION, HEALTH = "1.01.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0000"
TWO = [(EDUCATION, "Dinas Pendidikan", 1000, 300), (HEALTH, "Dinas Kesehatan", 500, 250)]


@pytest.fixture
def at(here: Run, tmp_path: Path) -> Run:
    """Run a command on a ledger of the test's own."""

    def started(*arguments: object) -> Any:
        return here(*arguments, "--ledger", tmp_path / "own" / "l.db")

    return started


def states(result: Any) -> dict[str, str]:
    return {row["file"]: row["state"] for row in result.json()["rows"]}


def ranked(at: Run, *more: object) -> dict[str, tuple[float, float]]:
    rows = at("rank", "--format", "json", "--quiet", *more).json()["rows"]
    return {row["agency_name"]: (row["budget"], row["realization"]) for row in rows}


def test_good_files_beside_bad_ones_are_recorded(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    tidy("good.csv", TWO)
    (tmp_path / "bad.csv").write_text("this is;no export\n1;2\n")
    Workbook().save(tmp_path / "empty.xlsx")
    first = at("ingest", tmp_path, "--quiet", "--lang", "en")
    assert (first.status, first.text) == (65, "")
    assert "bad.csv" in first.said
    assert "empty.xlsx" in first.said
    assert len(first.lines) <= 2 * 3
    assert ranked(at) == {"Dinas Pendidikan": (1000, 300), "Dinas Kesehatan": (500, 250)}

    second = at("ingest", tmp_path, "--quiet", "--lang", "en")
    assert (second.status, second.text, second.said) == (0, "", "")

    status = at("status", "--lang", "en")
    assert "bad.csv" in status.text + status.said
    assert "empty.xlsx" in status.text + status.said


def test_all_or_nothing__records_nothing_beside_a_bad_file(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    tidy("good.csv", TWO)
    (tmp_path / "bad.csv").write_text("this is;no export\n1;2\n")
    result = at("ingest", tmp_path, "--all-or-nothing", "--quiet")
    assert result.status == 65
    assert at("rank").status == 66
    (tmp_path / "bad.csv").unlink()
    assert at("ingest", tmp_path, "--all-or-nothing", "--quiet").status == 0
    assert len(ranked(at)) == 2


def test_what_is_not_there__holds_back_nothing_of_what_is(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    good = tidy("good.csv", TWO)
    result = at("ingest", good, "missing.xlsx", tmp_path / "gone", "--lang", "en")
    assert result.status == 66
    assert "missing.xlsx" in result.said
    assert "gone" in result.said
    assert "3 files: 1 recorded, 2 not there." in result.text
    assert len(ranked(at)) == 2
    nothing = at("ingest", "missing.xlsx", tmp_path / "gone", "--quiet")
    assert (nothing.status, nothing.text, len(nothing.lines)) == (66, "", 2)


def test_what_is_not_there__gives_way_to_a_refused_file(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    """Refused bytes are told once; what is missing is told again by the next run."""
    (tmp_path / "bad.csv").write_text("this is;no export\n1;2\n")
    given = ("ingest", tidy("good.csv", TWO), tmp_path / "bad.csv", "missing.xlsx", "--quiet")
    assert [at(*given).status, at(*given).status] == [65, 66]


def test_all_or_nothing__records_nothing_where_something_is_not_there(at: Run, tidy: Tidy) -> None:
    result = at("ingest", tidy("good.csv", TWO), "missing.xlsx", "--all-or-nothing", "--quiet")
    assert result.status == 66
    assert at("rank").status == 66


def test_the_summary_adds_up(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    """Eleven files: nine recorded, one refused, one passed over."""
    folder = tmp_path / "in"
    folder.mkdir()
    for month in range(1, 10):
        tidy(f"in/{month}.csv", TWO, f"2023-{month:02}-28")
    (folder / "bad.csv").write_text("this is;no export\n1;2\n")
    (folder / "notes.txt").write_text("none")
    said = at("ingest", folder, "--lang", "en").text
    assert "11 files: 9 recorded, 1 refused, 1 passed over." in said


def test_a_budget_alone__is_called_that_and_asks_for_the_realization(at: Run, tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(
        ["Tahun", "Kode SKPD", "Nama SKPD", "Nama Sub Kegiatan", "Kode Rekening", "Nama Rekening", "Pagu"]
    )
    for code, name, budget, _ in TWO:
        book.active.append([2023, code, name, "Penyusunan", "5.1.02.01.01.0001", "Belanja Alat", budget])
    book.save(tmp_path / "pagu.xlsx")
    said = at("ingest", tmp_path / "pagu.xlsx", "--quarter", 3)
    assert (said.status, "Pagu saja" in said.text) == (0, True)
    for command in (["rank"], ["lowest", "--quarter", 3], ["trend"], ["show", "Dinas Kesehatan"]):
        missing = at(*command)
        assert (missing.status, "hanya memuat pagu; realisasinya belum dicatat" in missing.said) == (66, True)


def test_a_position_in_the_future__is_told_and_refused_under_strict(at: Run, tidy: Tidy) -> None:
    path = tidy("a.csv", TWO, "2097-09-30")
    strict = at("ingest", path, "--strict", "--quiet", "--period", "cumulative")
    assert (strict.status, "30 September 2097 ada di masa depan" in strict.said) == (65, True)
    assert "30 September 2097 ada di masa depan" in " ".join(at("inspect", path).text.split())
    told = at("ingest", path)
    assert (told.status, "30 September 2097 ada di masa depan" in told.said) == (0, True)


def test_dry_run__writes_no_ledger(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    result = at("ingest", tidy("good.csv", TWO), "--dry-run", "--lang", "en")
    assert result.status == 0
    assert "good.csv" in result.text
    assert not (tmp_path / "own").exists()


def test_inspect__writes_no_ledger_and_names_the_layout(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    result = at("inspect", tidy("good.csv", TWO))
    assert (result.status, result.said) == (0, "")
    assert "tidy" in result.text
    assert not (tmp_path / "own").exists()


def test_the_same_bytes_twice_change_nothing(at: Run, tidy: Tidy) -> None:
    path = tidy("good.csv", TWO)
    at("ingest", path, "--quiet")
    before = at("history", "--format", "json").json()
    again = at("ingest", path)
    assert again.status == 0
    assert at("history", "--format", "json").json() == before


def test_the_same_bytes_under_two_names_in_one_run(at: Run, tidy: Tidy) -> None:
    assert at("ingest", tidy("a.csv", TWO), tidy("b.csv", TWO), "--quiet").status == 0
    assert len(at("history", "--format", "json").json()["rows"]) == 1


def test_two_different_files_for_one_position_name_each_other(at: Run, tidy: Tidy) -> None:
    other = [(EDUCATION, "Dinas Pendidikan", 1000, 301)]
    result = at("ingest", tidy("a.csv", TWO), tidy("b.csv", other), "--quiet")
    assert result.status == 65
    assert result.said.count("a.csv") >= 2
    assert result.said.count("b.csv") >= 2
    assert at("rank").status == 66


def test_a_newer_file_supersedes(at: Run, tidy: Tidy) -> None:
    at("ingest", tidy("a.csv", TWO), "--quiet")
    corrected = [(EDUCATION, "Dinas Pendidikan", 1000, 350), (HEALTH, "Dinas Kesehatan", 500, 250)]
    second = at("ingest", tidy("b.csv", corrected))
    assert second.status == 0
    assert "menggantikan No. 1" in second.text
    assert ranked(at)["Dinas Pendidikan"] == (1000, 350)
    rows = at("history", "--format", "json").json()["rows"]
    assert [(row["state"], row["superseded_by"]) for row in rows] == [("superseded", "2"), ("in-force", None)]


def test_a_withdrawn_file_no_longer_counts_and_stays_listed(at: Run, tidy: Tidy) -> None:
    at("ingest", tidy("a.csv", TWO), "--quiet")
    at("ingest", tidy("b.csv", [(EDUCATION, "Dinas Pendidikan", 1000, 999)]), "--quiet")
    assert at("history", "--withdraw", 2, "--reason", "salah unggah").status == 0
    assert ranked(at)["Dinas Pendidikan"] == (1000, 300)
    listed = at("history").text
    assert "salah unggah" in listed
    assert "b.csv" in listed
    twice = at("history", "--withdraw", 2, "--reason", "lagi")
    assert twice.status == 2
    assert at("history", "--withdraw", 99, "--reason", "x").status == 2


def test_as_of__shows_the_ledger_as_it_was(at: Run, tidy: Tidy) -> None:
    at("ingest", tidy("a.csv", TWO), "--quiet")
    assert at("rank", "--as-of", "2020-01-01").status == 66
    assert len(ranked(at, "--as-of", "2099-01-01")) == 2


def test_several_governments__must_be_named(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    at("ingest", tidy("a.csv", TWO), "--quiet")
    text = (tmp_path / "a.csv").read_text().replace("Kota Contoh", "Kab. Contoh").replace("300", "400")
    (tmp_path / "kab.csv").write_text(text)
    assert at("ingest", tmp_path / "kab.csv", "--quiet").status == 0
    result = at("rank")
    assert (result.status, result.text) == (2, "")
    assert "Kota Contoh" in result.said
    assert "Kab. Contoh" in result.said
    named = at("rank", "--government", "PEMERINTAH KABUPATEN CONTOH", "--format", "json").json()
    assert [row["realization"] for row in named["rows"]][-1] == 400


def test_a_thinner_newer_quarter_is_named_and_not_taken(at: Run, tidy: Tidy) -> None:
    three = [*TWO, ("1.03.0.00.0.00.01.0000", "Dinas PUPR", 700, 70)]
    at("ingest", tidy("q2.csv", three, "2023-06-30"), tidy("q3.csv", TWO[:1]), "--quiet")
    result = at("rank", "--format", "json", "--lang", "en")
    assert result.json()["quarter"] == 2
    assert any(finding["code"] == "thinner-quarter" for finding in result.json()["findings"])
    assert "quarter" in result.said.casefold()


def test_not_reported__is_neither_zero_nor_ranked(at: Run, tidy: Tidy) -> None:
    at("ingest", tidy("q2.csv", TWO, "2023-06-30"), tidy("q3.csv", TWO[:1]), "--quiet")
    result = at("rank", "-q", 3, "--format", "json").json()
    assert [row["agency_name"] for row in result["rows"]] == ["Dinas Pendidikan"]
    assert [entry["agency_name"] for entry in result["not_reported"]] == ["Dinas Kesehatan"]


def test_no_budget__is_listed_apart(at: Run, tidy: Tidy) -> None:
    at("ingest", tidy("a.csv", [*TWO, ("1.03.0.00.0.00.01.0000", "Dinas PUPR", 0, 0)]), "--quiet")
    result = at("rank", "--format", "json").json()
    assert len(result["rows"]) == 2
    assert [(row["agency_name"], row["absorption_pct"]) for row in result["unranked"]] == [
        ("Dinas PUPR", None)
    ]


def test_an_option_for_another_quarter_is_refused_unless_forced(at: Run, tidy: Tidy) -> None:
    path = tidy("a.csv", TWO)
    refused = at("ingest", path, "--quarter", 2, "--quiet")
    assert refused.status == 65
    assert "a.csv" in refused.said
    assert at("ingest", path, "--quarter", 2, "--force", "--quiet").status == 0
    assert at("rank", "--format", "json").json()["cutoff"] == "2023-06-30"


def test_a_manifest_in_the_folder_is_used_by_itself(at: Run, tmp_path: Path) -> None:
    folder = tmp_path / "uploads"
    folder.mkdir()
    for number, spent in ((1, 300), (2, 250)):
        (folder / f"{number}.csv").write_text(f"nama skpd;pagu;realisasi\nX;1000;{spent}\n")
    (folder / "manifest.csv").write_text(
        "file;agency;agency_id;government;year;quarter\n"
        "1.csv;1.01.0.00.0.00.01.0000 Dinas Pendidikan;A1;Kota Contoh;2023;III\n"
        "2.csv;1.02.0.00.0.00.01.0000 Dinas Kesehatan;A2;Kota Contoh;2023;III\n"
    )
    assert at("ingest", folder, "--quiet").status == 0
    assert ranked(at) == {"Dinas Pendidikan": (1000, 300), "Dinas Kesehatan": (1000, 250)}


NAMES = [
    "[/]", "[bold]x[/bold]", "[link=file:///etc/passwd]x[/link]", ":smiley:", "\\[x]",
    "=HYPERLINK(x)", "+1+1", "-2", "@SUM(1)", "NA", "nan", "None", "null", "TRUE", "0",
]  # fmt: skip
HOSTILE = ["\x1b[31mDinas", "Dinas\x9b1m", "\u202eDinas", "Dinas\u2028Baru"]


def test_names_are_shown_literally(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    rows = [
        (f"1.{n:02}.0.00.0.00.01.0000", name, 1000 + n, n) for n, name in enumerate([*NAMES, *HOSTILE], 1)
    ]
    assert at("ingest", tidy("a.csv", rows), "--quiet").status == 0
    names = [row["agency_name"] for row in at("rank", "--format", "json", "--quiet").json()["rows"]]
    assert set(NAMES) <= set(names)
    assert len(names) == len(rows)
    table, text = at("rank", "--quiet").text, at("rank", "--format", "csv", "--quiet").text
    for name in NAMES:
        assert name in table
    for hostile in ("\x1b", "\x9b", "\u202e", "\u2028"):
        assert hostile not in table
        assert hostile not in text
    for name in ("=HYPERLINK(x)", "+1+1", "-2", "@SUM(1)"):
        assert f",{name}," not in text, "a spreadsheet would run it"
    assert at("report", "--out", "r.xlsx", "--quiet").status == 0
    cells = [
        cell
        for sheet in load_workbook(tmp_path / "r.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in NAMES
    ]
    assert {cell.value for cell in cells} == set(NAMES)
    assert {cell.data_type for cell in cells} == {"s"}


def test_file_names_are_shown_without_control_characters(at: Run, tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31mre\u202ekap\n.csv"
    path.write_text("this is;no export\n1;2\n")
    result = at("ingest", path, "--log-file", "run.log")
    assert result.status == 65
    assert "\x1b" not in result.text + result.said
    assert "\u202e" not in result.text + result.said
    assert len(result.lines) <= 3
    assert len((tmp_path / "run.log").read_text().splitlines()) == 1


def test_sample_folder__says_of_each_file_what_it_is(at: Run) -> None:
    files = sorted(BATU.glob("rfk*.xlsx"))
    result = at("ingest", *files, "--format", "json", "--quiet")
    assert result.status == 0
    assert [row["cutoff"] for row in result.json()["rows"]] == [
        "2023-03-31",
        "2023-06-30",
        "2023-09-30",
        "2023-12-31",
    ]


def unnamed(path: Path, cutoff: str = "2023-09-30") -> Path:
    path.write_text(
        f"cutoff;kode skpd;nama skpd;pagu;realisasi\n{cutoff};{HEALTH};Dinas Kesehatan;500;200\n"
    )
    return path


@pytest.mark.parametrize("together", [True, False], ids=["in-one-run", "in-a-later-run"])
def test_a_file_without_government__is_of_the_only_one_known_and_says_so(
    at: Run, tidy: Tidy, tmp_path: Path, together: bool
) -> None:
    named = tidy("named.csv", TWO[:1])
    nameless = unnamed(tmp_path / "nameless.csv")
    runs = [(named, nameless)] if together else [(named,), (nameless,)]
    last = [at("ingest", *files, "--lang", "en") for files in runs][-1]
    assert last.status == 0
    assert "nameless.csv: The file names no government; taken for Kota Contoh" in last.said
    assert ranked(at) == {"Dinas Pendidikan": (1000, 300), "Dinas Kesehatan": (500, 200)}


def test_a_file_without_government__stays_nameless_beside_two(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    tidy("one.csv", TWO[:1])
    other = tidy("two.csv", TWO[:1])
    other.write_text(other.read_text().replace("Kota Contoh", "Kota Lain"))
    unnamed(tmp_path / "nameless.csv")
    assert at("ingest", tmp_path).status == 0
    refused = at("rank", "--lang", "en")
    assert (refused.status, "-, Kota Contoh, Kota Lain" in refused.said) == (2, True)


def test_a_file_without_government__is_refused_by_the_strict(at: Run, tidy: Tidy, tmp_path: Path) -> None:
    tidy("named.csv", TWO[:1])
    unnamed(tmp_path / "nameless.csv")
    assert at("ingest", tmp_path, "--strict").status == 65


UNPROVED, PROVED = TWO, [*TWO, ("", "JUMLAH", 1500, 550)]


def test_what_nothing_proves__says_so_where_it_is_printed(at: Run, tidy: Tidy) -> None:
    bare, summed = tidy("bare.csv", UNPROVED), tidy("summed.csv", PROVED, "2023-06-30")
    shown = at("ingest", bare, summed, "--quiet", "--format", "json", "--lang", "en").json()["rows"]
    assert [(row["proof"], row["proof_label"]) for row in shown] == [("not", "not proved"), ("proved", "proved")]
    nothing = "not proved: no figure is stated a second time"
    inspected = at("inspect", bare, "--lang", "en")
    assert nothing in inspected.text
    assert "Proved by nothing in their own file: the figures of bare.csv." in at("rank", "--lang", "en").text
    explained = at("explain", "Dinas Kesehatan", "budget", "--lang", "en")
    assert f"No. 1, bare.csv: {nothing}." in " ".join(explained.text.split())
    listed = at("history", "--format", "json", "--lang", "en").json()["rows"]
    assert [row["proved_by"] for row in listed] == [None, "total row (2 columns, 2 rows)"]


def test_what_nothing_proves__is_refused_by_the_strict(at: Run, tidy: Tidy) -> None:
    strict = ("--strict", "--quiet", "--period", "cumulative")
    refused = at("ingest", tidy("bare.csv", UNPROVED), *strict)
    assert (refused.status, "Tidak satu pun angka tabel ini dinyatakan dua kali" in refused.said) == (65, True)
    assert at("ingest", tidy("summed.csv", PROVED), *strict).status == 0


def test_what_is_left_unread__is_counted_in_the_summary_and_named_by_inspect(at: Run, tidy: Tidy) -> None:
    path = tidy("packages.csv", TWO)
    header, *rows = path.read_text().splitlines()
    path.write_text("\n".join([f"{header};jumlah paket", *(f"{row};{7 - at}" for at, row in enumerate(rows))]))
    told = at("ingest", path, "--lang", "en")
    assert "Left unread: 1 columns; inspect names them." in told.text
    assert at("ingest", path, "--format", "json", "--quiet").json()["unread"] == {
        "columns": 1,
        "rows": 0,
        "dimensions": 0,
        "sheets": 0,
    }
    (table,) = at("inspect", path, "--format", "json").json()["files"][0]["tables"]
    assert table["unread"] == {"columns": ["G"], "rows": [], "dimensions": []}
