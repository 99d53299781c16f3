"""The chain: what was recorded cannot be changed, and a change made with force shows."""

from __future__ import annotations

import datetime as dt
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from skpd_eval.errors import RefusedError
from skpd_eval.ledger import Ledger, chain, schema
from skpd_eval.model import (
    Dimension,
    Finding,
    IndicatorLine,
    Note,
    PlanLine,
    ProgressLine,
    Severity,
    StatedTotal,
)

from .conftest import HEALTH, NOW, SCHOOLS, adjust, assist, export, line, reading


@pytest.fixture
def full(path: Path) -> Path:
    """A closed ledger with a row in every table: submissions 1 and 2, of which 1 is withdrawn."""
    everything = export(
        agencies=(HEALTH, SCHOOLS),
        names={(Dimension.ACTIVITY, "1.02.01"): "Penunjang", (Dimension.ACCOUNT, "5.1"): "Operasi"},
        plans=(PlanLine(0, None, "1.02.01", "5.1", 12, (1,) * 12, 20),),
        progress=(ProgressLine(0, None, None, 9, 8, 7, 6, 5, *[Decimal("1.5")] * 4, 21),),
        indicators=(IndicatorLine(0, None, "1.02.01", "Pasien", "orang", Decimal(2), Decimal(1), 22),),
        totals=(StatedTotal(0, "agency", "5", 1, 2, 30),),
        notes=(Note(0, None, "problem", "Lelang gagal", 40),),
        findings=(Finding("blank", Severity.WARNING, {"n": 2}),),
    )
    with Ledger.open(path, write=True) as ledger:
        for content, file in ((b"bad", "lra.xlsx"), (b"worse", "worse.xlsx")):
            ledger.refuse(reading(content, file=file, findings=(Finding("damaged", Severity.ERROR),)), NOW)
        ledger.record(reading(b"one", everything), b"one", NOW)
        ledger.record(reading(b"two", export(line(budget=3))), b"two", NOW)
        ledger.withdraw(1, "wrong", NOW)
        assert ledger.verify() == 3
    return path


def forced(path: Path, statement: str) -> None:
    """Change the file as someone would who removes the triggers first."""
    database = sqlite3.connect(path, isolation_level=None)
    triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        database.execute(f"DROP TRIGGER {name}")
    changed = database.execute(statement).rowcount
    database.close()
    assert changed != 0


def named(record: str) -> str:
    """What the error of a broken chain says of a record, as a pattern."""
    kind, number = record.split()
    return f"(chain-broken|record-unchained).*entry='{kind}', record='{number}\\b"


@pytest.mark.parametrize(
    ("statement", "record"),
    [
        pytest.param("UPDATE account_lines SET realization = 4100 WHERE agency = 1", "submission 1", id="realization"),
        pytest.param("UPDATE account_lines SET budget = NULL WHERE submission = 2", "submission 2", id="unknown"),
        pytest.param("UPDATE account_lines SET row = row + 1 WHERE submission = 2", "submission 2", id="row"),
        pytest.param("DELETE FROM account_lines WHERE submission = 2", "submission 2", id="line gone"),
        pytest.param("INSERT INTO notes VALUES (2, 9, 1, NULL, 'remark', 'x', 1)", "submission 2", id="note added"),
        pytest.param("UPDATE plan_lines SET m07 = 2", "submission 1", id="plan"),
        pytest.param("UPDATE progress_lines SET physical_pct = '1.50'", "submission 1", id="physical"),
        pytest.param("UPDATE indicator_lines SET target = '3'", "submission 1", id="indicator"),
        pytest.param("UPDATE stated_totals SET realization = 3", "submission 1", id="stated total"),
        pytest.param("UPDATE notes SET text = 'Lelang selesai'", "submission 1", id="note"),
        pytest.param("UPDATE findings SET severity = 'info'", "submission 1", id="finding"),
        pytest.param("UPDATE agencies SET name = 'Dinas X' WHERE id = 1", "submission 1", id="agency"),
        pytest.param(
            "UPDATE submission_agencies SET name = 'Dinas X' WHERE submission = 2", "submission 2", id="as named"
        ),
        pytest.param("UPDATE accounts SET code = '5.2' WHERE code = '5.1'", "submission 1", id="account code"),
        pytest.param("UPDATE activity_names SET name = 'X'", "submission 1", id="activity name"),
        pytest.param("UPDATE account_names SET name = 'X'", "submission 1", id="account name"),
        pytest.param("UPDATE governments SET name = 'Kota Malang'", "submission 1", id="government"),
        pytest.param("UPDATE submissions SET cutoff = '2023-06-30' WHERE number = 2", "submission 2", id="cut-off"),
        pytest.param("UPDATE submissions SET columns = '{}' WHERE number = 2", "submission 2", id="columns"),
        pytest.param(
            "UPDATE originals SET content = x'789c030000000001' WHERE name = 'lra.xlsx'", "submission 1", id="bytes"
        ),
        pytest.param("UPDATE originals SET content = x'00'", "submission 1", id="bytes that are no zlib"),
        pytest.param("DELETE FROM originals", "submission 1", id="original gone"),
        pytest.param("UPDATE withdrawals SET reason = 'right'", "withdrawal 1", id="reason"),
        pytest.param("DELETE FROM withdrawals", "withdrawal 1", id="withdrawal gone"),
        pytest.param("INSERT INTO withdrawals VALUES (2, 'quietly', '2024')", "withdrawal 2", id="withdrawal added"),
        pytest.param("UPDATE chain SET at = '2020' WHERE seq = 2", "submission 2", id="time of an entry"),
        pytest.param("UPDATE chain SET previous = 'x' WHERE seq = 3", "withdrawal 1", id="link"),
        pytest.param("DELETE FROM chain WHERE seq = 1", "submission 1", id="first entry gone"),
        pytest.param("DELETE FROM chain WHERE seq = 3", "withdrawal 1", id="last entry gone"),
    ],
)
def test_verify__names_the_record_that_was_tampered_with(full: Path, statement: str, record: str) -> None:
    forced(full, statement)
    with Ledger.open(full) as ledger, pytest.raises(RefusedError, match=named(record)):
        ledger.verify()


@pytest.mark.parametrize(
    ("entry", "change", "broken"),
    [
        pytest.param(2, "UPDATE account_lines SET budget = 4 WHERE submission = 2", "withdrawal 1", id="figure"),
        pytest.param(3, "UPDATE chain SET previous = '' WHERE seq = 3", "withdrawal 1", id="link"),
        pytest.param(3, "UPDATE chain SET seq = 4 WHERE seq = 3", "withdrawal 1", id="number"),
    ],
)
def test_verify__entry_hashed_again_shows_next_to_its_neighbours(
    full: Path, entry: int, change: str, broken: str
) -> None:
    """Whoever changes a row and makes its own entry fit has still to make every later one fit."""
    forced(full, change)
    database = sqlite3.connect(full, isolation_level=None)
    (seq, kind, ref, previous, at) = database.execute(
        "SELECT seq, kind, ref, previous, at FROM chain WHERE seq >= ? ORDER BY seq LIMIT 1", (entry,)
    ).fetchone()
    digest = chain.payload(database, kind, ref)
    own = chain.entry_hash(seq, kind, ref, digest, previous, at)
    database.execute("UPDATE chain SET payload = ?, hash = ? WHERE seq = ?", (digest, own, seq))
    database.close()
    with Ledger.open(full) as ledger, pytest.raises(RefusedError, match=named(broken)):
        ledger.verify()


def test_tables__refuse_change_and_deletion(full: Path) -> None:
    with Ledger.open(full, write=True) as ledger:
        assist(ledger)
        ledger.adjustments.withdraw(adjust(ledger), "twice", "Tim", NOW)
    database = sqlite3.connect(full)
    for table in schema.table_names(database):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute(f"DELETE FROM {table}")
        (column, *_) = (name for _, name, *_ in database.execute(f"PRAGMA table_info({table})"))
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute(f"UPDATE {table} SET {column} = {column}")
    database.close()


def test_head__depends_on_content_and_order_only(tmp_path: Path) -> None:
    def head(folder: str, *contents: bytes) -> str:
        with Ledger.open(tmp_path / folder / "ledger", write=True) as ledger:
            for content in contents:
                ledger.record(reading(content, export()), content, NOW)
            return ledger.head()

    assert head("a", b"one", b"two") == head("b", b"one", b"two")
    assert head("c", b"two", b"one") != head("a", b"one", b"two")


def test_head__grows_link_by_link(ledger: Ledger) -> None:
    heads = [ledger.head()]
    for day in range(3):
        content = str(day).encode()
        ledger.record(reading(content, export()), content, NOW + dt.timedelta(days=day))
        heads.append(ledger.head())
    assert heads[0] == ""
    assert len(set(heads)) == 4
    assert [ledger.head(NOW.date() + dt.timedelta(days=day)) for day in range(-1, 3)] == heads


def test_verify__names_the_file_of_the_record(full: Path) -> None:
    forced(full, "UPDATE account_lines SET budget = 7 WHERE submission = 2")
    with Ledger.open(full) as ledger, pytest.raises(RefusedError, match=r"record='2 \(lra\.xlsx\)'"):
        ledger.verify()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        pytest.param(
            "UPDATE notes SET text = CAST(x'ff41' AS TEXT)", named("submission 1"), id="text of no encoding"
        ),
        pytest.param(
            "UPDATE submissions SET cutoff = '2023-09-31' WHERE number = 2",
            named("submission 2"),
            id="date that is none",
        ),
        pytest.param(
            "UPDATE submissions SET columns = '{' WHERE number = 2", named("submission 2"), id="no JSON"
        ),
        pytest.param("UPDATE refusals SET findings = '['", "refusals-damaged", id="no JSON beside the chain"),
        pytest.param("UPDATE refusals SET first_told_at = '2023-13-01'", "refusals-damaged", id="no instant beside it"),
        pytest.param(
            "UPDATE refusals SET path = CAST(x'ff' AS TEXT)", "ledger-damaged", id="no text beside it"
        ),
        pytest.param(
            "INSERT INTO resolutions VALUES (99, '2023')", "ledger-damaged-at.*resolutions", id="reference lost"
        ),
        pytest.param("ALTER TABLE notes RENAME COLUMN text TO tekst", "ledger-damaged", id="another column"),
    ],
)
def test_verify__finds_what_the_chain_cannot_read(full: Path, statement: str, found: str) -> None:
    forced(full, statement)
    with Ledger.open(full) as ledger, pytest.raises(RefusedError, match=found):
        ledger.verify()


def test_entries_since__a_paper_s_head(full: Path) -> None:
    """A chain whose end was cut off whole verifies; only the head that a paper prints tells."""
    with Ledger.open(full) as ledger:
        head = ledger.head()
        assert ledger.entries_since(head[:16]) == 0
    for statement in ("DELETE FROM withdrawals", "DELETE FROM chain WHERE seq = 3"):
        forced(full, statement)
    with Ledger.open(full) as ledger:
        assert ledger.verify() == 2
        with pytest.raises(RefusedError, match=f"head-not-found.*{head[:16]}"):
            ledger.entries_since(head[:16])


def test_entries_since__counts_what_came_after_the_paper(ledger: Ledger) -> None:
    ledger.record(reading(b"one", export()), b"one", NOW)
    head = ledger.head()
    for content in (b"two", b"three"):
        ledger.record(reading(content, export()), content, NOW)
    assert ledger.entries_since(head[:16]) == 2
