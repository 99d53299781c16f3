"""Cases and adjustments on record: appended, chained, and in ledgers of version 1 too."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from pathlib import Path

import pytest

from skpd_eval.errors import BusyError, RefusedError, UsageError
from skpd_eval.ledger import Ledger, chain, schema
from skpd_eval.model import Finding, Severity
from skpd_eval.model.assistance import EventKind

from .conftest import FORM, LABOUR, NOW, Record, adjust, answer, assist, export, reading
from .test_chain import forced, named

LATER = NOW + dt.timedelta(days=9)


def old(path: Path) -> None:
    """Turn a ledger into what version 1 of the tables was."""
    database = sqlite3.connect(path, isolation_level=None)
    for table in ("adjustment_withdrawals", "adjustments", "assistance_events", "certificates"):
        database.execute(f"DROP TABLE {table}")
    database.execute("PRAGMA user_version = 1")
    chained_again(database)
    database.executescript(
        """DROP TRIGGER no_delete_chain; DROP TRIGGER no_update_chain; ALTER TABLE chain RENAME TO new;
        CREATE TABLE chain (
            seq INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('submission', 'withdrawal')),
            ref INTEGER NOT NULL, payload TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,
            at TEXT NOT NULL, UNIQUE (kind, ref)
        ) STRICT;
        INSERT INTO chain SELECT * FROM new; DROP TABLE new;
        CREATE TRIGGER no_delete_chain BEFORE DELETE ON chain BEGIN SELECT raise(ABORT, 'append-only'); END;
        CREATE TRIGGER no_update_chain BEFORE UPDATE ON chain BEGIN SELECT raise(ABORT, 'append-only'); END;"""
    )
    database.close()


def chained_again(database: sqlite3.Connection) -> None:
    """Give each entry the hash that a program without certificates made."""
    entries = database.execute("SELECT seq, kind, ref, at FROM chain ORDER BY seq").fetchall()
    database.execute("DROP TRIGGER no_update_chain")
    previous = ""
    for seq, kind, ref, at in entries:
        payload = chain.payload(database, kind, ref)
        own = chain.entry_hash(seq, kind, ref, payload, previous, at)
        database.execute(
            "UPDATE chain SET payload = ?, previous = ?, hash = ? WHERE seq = ?", (payload, previous, own, seq)
        )
        previous = own
    keep = "BEFORE UPDATE ON chain BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END"
    database.execute(f"CREATE TRIGGER no_update_chain {keep}")


def second(path: Path) -> None:
    """Turn a ledger into what version 2 of the tables was."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("DROP TABLE certificates")
    database.execute("PRAGMA user_version = 2")
    chained_again(database)
    database.close()


@pytest.fixture
def old_path(path: Path) -> Path:
    """A ledger of version 1 with one submission that is withdrawn and one in force."""
    with Ledger.open(path, write=True) as ledger:
        for content in (b"one", b"two"):
            ledger.record(reading(content, export()), content, NOW)
        ledger.withdraw(1, "wrong", NOW)
    old(path)
    return path


def version(path: Path) -> int:
    database = sqlite3.connect(path)
    (found,) = database.execute("PRAGMA user_version").fetchone()
    database.close()
    return int(found)


def test_cases__keep_who_and_when(ledger: Ledger) -> None:
    assist(ledger)
    ledger.cases.add(1, EventKind.NOTED, {"text": "Rapat 12 Oktober"}, "Sari", LATER)
    assert [(one.case, one.kind, one.who, one.at) for one in ledger.cases.events()] == [
        (1, EventKind.OPENED, "Tim", NOW),
        (1, EventKind.ANSWERED, "Kabid", NOW),
        (1, EventKind.NOTED, "Sari", LATER),
    ]
    first = ledger.cases.events()[0]
    assert (first.government, first.year, first.quarter, first.agency) == ("Kota Batu", 2023, 3, LABOUR)
    assert first.payload == {"rank": 30}
    assert ledger.verify() == 3
    assert ledger.head() == ledger.cases.events()[-1].hash


def test_cases__as_of_an_earlier_day(ledger: Ledger) -> None:
    assist(ledger)
    ledger.cases.add(1, EventKind.CLOSED, {"reason": "done"}, "Sari", LATER)
    assert [one.kind for one in ledger.cases.events(NOW.date())] == [EventKind.OPENED, EventKind.ANSWERED]


def test_open__one_case_at_a_time(ledger: Ledger) -> None:
    assist(ledger)
    with pytest.raises(UsageError, match=r"case-open\(number=1"):
        ledger.cases.open("Kota Batu", 2023, 3, LABOUR, {}, "Tim", NOW)
    assert ledger.cases.open("Kota Batu", 2023, 4, LABOUR, {}, "Tim", NOW).case == 2
    ledger.cases.add(1, EventKind.CLOSED, {}, "Tim", NOW)
    assert ledger.cases.open("Kota Batu", 2023, 3, LABOUR, {}, "Tim", NOW).case == 3


@pytest.mark.parametrize(
    ("case", "code"),
    [pytest.param(2, r"case-unknown\(number=2", id="unknown"), pytest.param(1, "case-closed", id="closed")],
)
def test_add__refuses(ledger: Ledger, case: int, code: str) -> None:
    assist(ledger)
    ledger.cases.add(1, EventKind.CLOSED, {}, "Tim", NOW)
    with pytest.raises(UsageError, match=code):
        ledger.cases.add(case, EventKind.NOTED, {}, "Tim", NOW)
    with pytest.raises(UsageError, match=code):
        answer(ledger, {"opinion": "dispute"}, b"b", case=case)
    assert len(ledger.cases.events()) == 3


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("payload", "content", "new"),
    [
        pytest.param({"opinion": "agree"}, FORM, False, id="same bytes"),
        pytest.param({"opinion": "agree"}, b"saved again", False, id="same words in other bytes"),
        pytest.param({"opinion": "dispute"}, FORM, False, id="bytes that were read before"),
        pytest.param({"opinion": "dispute"}, b"changed", True, id="another answer"),
    ],
)
def test_answer__is_recorded_once(ledger: Ledger, payload: dict[str, str], content: bytes, new: bool) -> None:
    assist(ledger)
    head = ledger.head()
    given = answer(ledger, {**payload}, content, file="b.xlsx", now=LATER)
    assert (given is not None) is new
    assert (ledger.head() != head) is new
    if new:
        assert ledger.original(_sha(content)) == ("b.xlsx", content)


def test_answer__earlier_form_beside_a_later_one_changes_nothing(ledger: Ledger) -> None:
    assist(ledger)
    answer(ledger, {"opinion": "dispute"}, b"b")
    assert answer(ledger, {"opinion": "agree"}) is None


def test_answer__bytes_that_changed_meanwhile(ledger: Ledger) -> None:
    ledger.cases.open("Kota Batu", 2023, 3, LABOUR, {}, "Tim", NOW)
    with pytest.raises(BusyError, match="file-changed"):
        ledger.cases.answer(reading(FORM), 1, {}, "Kabid", b"other", NOW)
    assert len(ledger.cases.events()) == 1


@pytest.mark.parametrize("content", [b"filled in at last", FORM], ids=["corrected", "as before"])
def test_answer__closes_the_refusal_of_its_form(ledger: Ledger, content: bytes) -> None:
    assist(ledger)
    incomplete = Finding("form-field-missing", Severity.ERROR, {"field": "Tenggat"})
    ledger.refuse(reading(b"half", file="a.xlsx", findings=(incomplete,)), NOW)
    assert len(ledger.refusals()) == 1
    answer(ledger, {"opinion": "dispute"}, content, now=LATER)
    assert ledger.refusals() == []


def test_adjustments__booked_and_withdrawn(ledger: Ledger) -> None:
    number = adjust(ledger)
    (booked,) = ledger.adjustments.all()
    assert (booked.number, booked.amount, booked.account, booked.agency) == (number, 5_00, "5.1.02", LABOUR)
    assert (booked.cutoff, booked.document, booked.withdrawn_at) == (
        dt.date(2023, 9, 30),
        "SP2B 12/2023",
        None,
    )
    ledger.adjustments.withdraw(number, "in the export now", "Sari", LATER)
    (withdrawn,) = ledger.adjustments.all()
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_by) == (LATER, "Sari")
    assert withdrawn.withdrawal_reason == "in the export now"
    assert ledger.adjustments.all(NOW.date()) == [booked]
    assert ledger.verify() == 2


def test_adjustments__booked_twice(ledger: Ledger) -> None:
    number = adjust(ledger)
    with pytest.raises(UsageError, match=rf"adjustment-known\(number={number}"):
        adjust(ledger)
    assert adjust(ledger, document="SP2B 13/2023") == number + 1
    ledger.adjustments.withdraw(number, "wrong", "Tim", NOW)
    assert adjust(ledger) == number + 2


def test_adjustments__withdrawn_only_once(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no-such-adjustment"):
        ledger.adjustments.withdraw(1, "x", "Tim", NOW)
    ledger.adjustments.withdraw(adjust(ledger), "x", "Tim", NOW)
    with pytest.raises(UsageError, match="adjustment-withdrawn"):
        ledger.adjustments.withdraw(1, "y", "Tim", NOW)


def test_adjustments__beyond_64_bits(ledger: Ledger) -> None:
    with pytest.raises(RefusedError, match="amount-too-large"):
        adjust(ledger, 2**63)


@pytest.mark.parametrize(
    ("statement", "record"),
    [
        pytest.param("UPDATE assistance_events SET payload = '{}' WHERE number = 1", "assistance 1", id="figures then"),
        pytest.param("UPDATE assistance_events SET who = 'X' WHERE number = 2", "assistance 2", id="who answered"),
        pytest.param("UPDATE originals SET content = x'00'", "assistance 2", id="form"),
        pytest.param("DELETE FROM originals", "assistance 2", id="form gone"),
        pytest.param("DELETE FROM assistance_events WHERE number = 2", "assistance 2", id="answer gone"),
        pytest.param("UPDATE adjustments SET amount = 600", "adjustment 1", id="amount"),
        pytest.param("UPDATE adjustment_withdrawals SET reason = 'X'", "adjustment-withdrawal 1", id="why withdrawn"),
        pytest.param("DELETE FROM chain WHERE seq = 4", "adjustment-withdrawal 1", id="withdrawal without an entry"),
    ],
)
def test_verify__names_the_step_of_assistance_that_was_tampered_with(
    path: Path, ledger: Ledger, statement: str, record: str
) -> None:
    assist(ledger)
    ledger.adjustments.withdraw(adjust(ledger), "twice", "Tim", NOW)
    assert ledger.verify() == 4
    ledger.close()
    forced(path, statement)
    with Ledger.open(path) as opened, pytest.raises(RefusedError, match=named(record)):
        opened.verify()


def test_version_1__is_read_as_it_is(old_path: Path) -> None:
    with Ledger.open(old_path) as ledger:
        assert (ledger.cases.events(), ledger.adjustments.all()) == ([], [])
        assert ledger.verify() == 3
    assert version(old_path) == 1


def test_version_1__is_migrated_by_the_first_write(old_path: Path) -> None:
    with Ledger.open(old_path) as ledger:
        head, before = ledger.head(), ledger.submissions()
    with Ledger.open(old_path, write=True) as ledger:
        assert (ledger.head(), ledger.submissions()) == (head, before)
        assist(ledger)
        adjust(ledger)
        assert ledger.verify() == 6
    assert version(old_path) == schema.VERSION


def test_version_1__migrated_is_the_same_as_new(old_path: Path, tmp_path: Path) -> None:
    Ledger.open(old_path, write=True).close()
    Ledger.open(tmp_path / "new", write=True).close()

    def shape(path: Path) -> set[tuple[str, str, str]]:
        database = sqlite3.connect(path)
        found = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        database.close()
        return {(kind, name, " ".join((sql or "").split())) for kind, name, sql in found}

    assert shape(old_path) == shape(tmp_path / "new")


def test_version_1__stays_whole_where_migration_fails(
    old_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(connection: sqlite3.Connection, table: str) -> None:
        raise sqlite3.OperationalError("no luck")

    monkeypatch.setattr(schema, "_keep", failing)
    with pytest.raises(sqlite3.OperationalError, match="no luck"):
        Ledger.open(old_path, write=True)
    assert version(old_path) == 1
    with Ledger.open(old_path) as ledger:
        assert ledger.verify() == 3


def test_submissions_and_cases_share_the_chain(ledger: Ledger, record: Record) -> None:
    assist(ledger)
    record(b"one", export())
    assert ledger.verify() == 3
    assert ledger.submissions()[0].hash == ledger.head()
