"""A damaged ledger: said so by every command, with a documented code, and found by ``ledger verify``."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

Tidy = Callable[..., Path]
ROWS = [(f"1.0{number}.0.00.0.00.01.0000", f"Dinas {number}", 1000, 300) for number in range(1, 5)]
READING = (["rank"], ["lowest"], ["trend"], ["status"], ["history"], ["compare"], ["doctor"])
DOCUMENTED = {0, 65, 66, 78}
"""What damage may end in: nothing read is changed, refused, nothing recorded, or no ledger of ours."""


@pytest.fixture
def small(here: Run, tidy: Tidy, tmp_path: Path) -> Path:
    """A ledger with two positions of four agencies, in one file."""
    path = tmp_path / "small.db"
    for cutoff in ("2023-06-30", "2023-09-30"):
        table = tidy(f"{cutoff}.csv", ROWS, cutoff)
        assert here("ingest", table, "--ledger", path, "--quiet").status == 0
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    database.close()
    return path


def forced(path: Path, statement: str) -> None:
    """Change the file as damage would, past the triggers."""
    database = sqlite3.connect(path, isolation_level=None)
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    assert database.execute(statement).rowcount > 0
    database.close()


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE submissions SET cutoff = '2023-09-31'", id="date that is none"),
        pytest.param("UPDATE submissions SET columns = '{'", id="no JSON"),
        pytest.param("UPDATE submissions SET kind = 'gambar'", id="unknown kind"),
        pytest.param("UPDATE submissions SET file = CAST(x'ff41' AS TEXT)", id="text of no encoding"),
    ],
)
def test_every_command__says_that_the_ledger_is_damaged(
    here: Run, small: Path, statement: str, command: list[str]
) -> None:
    forced(small, statement)
    result = here(*command, "--ledger", small)
    assert result.status == 65
    assert "rusak" in result.said + result.text
    assert "cadangan" in result.said + result.text, "what to do"
    assert "Traceback" not in result.said


def test_verify__names_the_record_and_its_file(here: Run, small: Path) -> None:
    forced(small, "UPDATE account_lines SET realization = 99900 WHERE submission = 2")
    for command in (["ledger", "verify"], ["doctor"]):
        result = here(*command, "--ledger", small)
        assert result.status == 65
        assert "catatan nomor 2 (2023-09-30.csv)" in " ".join((result.said + result.text).split())


def test_report__writes_no_paper_of_figures_that_were_changed(here: Run, small: Path, tmp_path: Path) -> None:
    """The head of the chain stands on every paper: it is not printed where the chain does not hold."""
    given = ("report", "--out", tmp_path / "q3.csv", "--ledger", small)
    assert here(*given).status == 0
    (tmp_path / "q3.csv").unlink()
    forced(small, "UPDATE account_lines SET realization = 99900 WHERE submission = 2")
    result = here(*given)
    assert (result.status, "catatan nomor 2" in result.said) == (65, True)
    assert not (tmp_path / "q3.csv").exists()


def test_a_fault_of_ours__is_not_blamed_on_a_whole_ledger(
    here: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_arguments: object, **_more: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr("skpd_eval.ledger.Ledger.holdings", faulty)
    assert here("rank", "--ledger", small).status == 70


def test_verify__says_whether_the_chain_still_has_a_paper_s_head(
    here: Run, small: Path, tidy: Tidy, tmp_path: Path
) -> None:
    said = here("ledger", "verify", "--ledger", small).said
    head = said.split()[-1].rstrip(".")
    assert len(head) == 16
    assert "tidak ada pencatatan" in here("ledger", "verify", "--head", head, "--ledger", small).said
    later = shutil.copy(small, tmp_path / "later.db")
    table = tidy("new.csv", ROWS, "2023-10-31")
    assert here("ingest", table, "--ledger", later, "--quiet").status == 0
    result = here("ledger", "verify", "--head", head.upper(), "--ledger", later)
    assert (result.status, "sesudahnya: 1" in result.said) == (0, True)
    newer = here("ledger", "verify", "--ledger", later).said.split()[-1].rstrip(".")
    result = here("ledger", "verify", "--head", newer, "--ledger", small)
    assert (result.status, newer in result.said) == (65, True)
    assert here("ledger", "verify", "--head", "ujung", "--ledger", small).status == 2


def content(path: Path) -> dict[str, list[Any]]:
    """Every row that figures, sentences or the chain come from, text as bytes."""
    database = sqlite3.connect(path)
    database.text_factory = bytes
    tables = ("governments", "agencies", "activities", "accounts", "submissions", "submission_agencies",
              "account_lines", "findings", "stated_totals", "notes", "chain")  # fmt: skip
    found = {table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}
    database.close()
    return found


def assert_told(here: Run, whole: bytes, expected: object, path: Path, seed: int) -> None:
    """Change bytes of a ledger; every command ends as documented, and verifying sees what changed."""
    chance = random.Random(seed)
    damaged = bytearray(whole)
    for _ in range(chance.choice((1, 1, 8))):
        damaged[chance.choice([place for place in range(len(whole)) if whole[place]])] ^= 1 << chance.randrange(8)
    path.write_bytes(damaged)
    verified = here("ledger", "verify", "--ledger", path)
    read = here(*chance.choice(READING), "--ledger", path)
    for result in (verified, read):
        assert result.status in DOCUMENTED, f"seed {seed}: {result.said}"
        assert "Traceback" not in result.said
    if verified.status == 0:
        assert content(path) == expected, f"seed {seed}"


SWEEP = (pytest.param(start, marks=pytest.mark.slow) for start in range(20, 400, 20))


@pytest.mark.parametrize("start", [pytest.param(0), *SWEEP])
def test_damaged_bytes__are_found_or_change_nothing(here: Run, small: Path, tmp_path: Path, start: int) -> None:
    whole, expected = small.read_bytes(), content(small)
    for seed in range(start, start + 20):
        assert_told(here, whole, expected, tmp_path / f"{seed}.db", seed)
