"""The tables of the ledger and what marks a file as one of ours.

One table per grain, integer sen, codes as text behind small dimension tables (so that forty thousand lines
take some 2 MB), decimal text for percentages, UTC instants as ISO text that sorts by time. Triggers refuse
any deletion and any change, whoever opens the file: what was recorded stays.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from skpd_eval.errors import ConfigurationError

APPLICATION_ID = 0x736B7064
"""``PRAGMA application_id`` of a ledger: the letters ``skpd``."""
VERSION = 3
"""``PRAGMA user_version`` that this program writes and the newest that it reads; 2 added assistance, 3 certificates."""

_STORE = """
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, content BLOB NOT NULL
) STRICT;
CREATE TABLE governments (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT) STRICT;
CREATE TABLE agencies (
    id INTEGER PRIMARY KEY, government INTEGER NOT NULL REFERENCES governments, code TEXT,
    name_key TEXT NOT NULL, dissolved INTEGER NOT NULL, name TEXT NOT NULL, alias TEXT
) STRICT;
CREATE UNIQUE INDEX agencies_identity ON agencies (government, ifnull(code, ''), name_key, dissolved);
CREATE TABLE activities (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE accounts (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE submissions (
    number INTEGER PRIMARY KEY, government INTEGER NOT NULL REFERENCES governments, year INTEGER NOT NULL,
    kind TEXT NOT NULL, level TEXT NOT NULL, layout TEXT NOT NULL, cutoff TEXT NOT NULL,
    precision TEXT NOT NULL, period_kind TEXT NOT NULL, period_origin TEXT NOT NULL,
    budget_basis TEXT NOT NULL, realization_basis TEXT NOT NULL, unit_factor INTEGER NOT NULL,
    file TEXT NOT NULL, path TEXT NOT NULL, sheet TEXT, sha256 TEXT NOT NULL REFERENCES originals,
    agencies INTEGER NOT NULL, lines INTEGER NOT NULL, rows_read INTEGER NOT NULL,
    rows_skipped INTEGER NOT NULL, columns TEXT NOT NULL, recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX submissions_sha256 ON submissions (sha256);
CREATE INDEX submissions_position ON submissions (government, year, cutoff, kind);
CREATE TABLE submission_agencies (
    submission INTEGER NOT NULL REFERENCES submissions, position INTEGER NOT NULL,
    agency INTEGER NOT NULL REFERENCES agencies, role TEXT NOT NULL CHECK (role IN ('agency', 'unit')),
    name TEXT NOT NULL, alias TEXT, PRIMARY KEY (submission, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE activity_names (
    code INTEGER NOT NULL REFERENCES activities, name TEXT NOT NULL,
    submission INTEGER NOT NULL REFERENCES submissions, PRIMARY KEY (code, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_names_submission ON activity_names (submission);
CREATE TABLE account_names (
    code INTEGER NOT NULL REFERENCES accounts, name TEXT NOT NULL,
    submission INTEGER NOT NULL REFERENCES submissions, PRIMARY KEY (code, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_names_submission ON account_names (submission);
"""

_LINE_KEY = """
    submission INTEGER NOT NULL REFERENCES submissions, agency INTEGER NOT NULL REFERENCES agencies,
    line INTEGER NOT NULL, unit INTEGER REFERENCES agencies, activity INTEGER REFERENCES activities,
"""
_LINE_END = "row INTEGER NOT NULL, PRIMARY KEY (submission, agency, line)) STRICT, WITHOUT ROWID;"
MONTHS = tuple(f"m{month:02}" for month in range(1, 13))
"""The twelve month columns of ``plan_lines``."""

_LINES = f"""
CREATE TABLE account_lines ({_LINE_KEY}
    account INTEGER REFERENCES accounts, budget INTEGER, budget_original INTEGER, budget_revised INTEGER,
    realization INTEGER, {_LINE_END}
CREATE TABLE plan_lines ({_LINE_KEY}
    account INTEGER REFERENCES accounts, budget INTEGER, {" INTEGER, ".join(MONTHS)} INTEGER, {_LINE_END}
CREATE TABLE progress_lines ({_LINE_KEY}
    budget INTEGER, budget_original INTEGER, budget_revised INTEGER, realization INTEGER, plan INTEGER,
    plan_pct TEXT, realization_pct TEXT, physical_target_pct TEXT, physical_pct TEXT, {_LINE_END}
CREATE TABLE indicator_lines ({_LINE_KEY}
    indicator TEXT NOT NULL, measure TEXT, target TEXT, realization TEXT, {_LINE_END}
CREATE TABLE stated_totals (
    submission INTEGER NOT NULL REFERENCES submissions, line INTEGER NOT NULL,
    agency INTEGER REFERENCES agencies, level TEXT NOT NULL, account TEXT, budget INTEGER,
    realization INTEGER, row INTEGER NOT NULL, PRIMARY KEY (submission, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE notes (
    submission INTEGER NOT NULL REFERENCES submissions, line INTEGER NOT NULL,
    agency INTEGER NOT NULL REFERENCES agencies, activity TEXT, topic TEXT NOT NULL, text TEXT NOT NULL,
    row INTEGER NOT NULL, PRIMARY KEY (submission, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE findings (
    submission INTEGER NOT NULL REFERENCES submissions, line INTEGER NOT NULL, code TEXT NOT NULL,
    severity TEXT NOT NULL, arguments TEXT NOT NULL, file TEXT, sheet TEXT, cell TEXT,
    PRIMARY KEY (submission, line)
) STRICT, WITHOUT ROWID;
"""

_EVENTS = """
CREATE TABLE refusals (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, codes TEXT NOT NULL, file TEXT NOT NULL,
    path TEXT NOT NULL, findings TEXT NOT NULL, first_told_at TEXT NOT NULL, last_seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX refusals_sha256 ON refusals (sha256);
CREATE TABLE resolutions (refusal INTEGER PRIMARY KEY REFERENCES refusals, at TEXT NOT NULL) STRICT;
CREATE TABLE withdrawals (
    submission INTEGER PRIMARY KEY REFERENCES submissions, reason TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TRIGGER keep_refusals BEFORE UPDATE OF
    id, sha256, codes, file, path, findings, first_told_at ON refusals
    BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
"""


_CHAIN = """
CREATE TABLE chain (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN
        ('submission', 'withdrawal', 'assistance', 'adjustment', 'adjustment-withdrawal')),
    ref INTEGER NOT NULL, payload TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,
    at TEXT NOT NULL, UNIQUE (kind, ref)
) STRICT;
"""

_ASSISTANCE = """
CREATE TABLE assistance_events (
    number INTEGER PRIMARY KEY, case_number INTEGER NOT NULL,
    government INTEGER NOT NULL REFERENCES governments, year INTEGER NOT NULL, quarter INTEGER NOT NULL,
    identity TEXT NOT NULL, agency_code TEXT, agency_name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN
        ('opened', 'form-written', 'answered', 'noted', 'checked', 'closed')),
    who TEXT NOT NULL, at TEXT NOT NULL, sha256 TEXT REFERENCES originals, payload TEXT NOT NULL
) STRICT;
CREATE INDEX assistance_events_case ON assistance_events (case_number);
CREATE TABLE adjustments (
    number INTEGER PRIMARY KEY, government INTEGER NOT NULL REFERENCES governments, cutoff TEXT NOT NULL,
    identity TEXT NOT NULL, agency_code TEXT, agency_name TEXT NOT NULL, account TEXT NOT NULL,
    amount INTEGER NOT NULL, document TEXT NOT NULL, reason TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE adjustment_withdrawals (
    adjustment INTEGER PRIMARY KEY REFERENCES adjustments, reason TEXT NOT NULL, who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
"""
_CERTIFICATES = """
CREATE TABLE certificates (
    submission INTEGER PRIMARY KEY REFERENCES submissions, measures TEXT NOT NULL, proven TEXT NOT NULL
) STRICT;
"""
_ASSISTANCE_TABLES = ("adjustment_withdrawals", "adjustments", "assistance_events")


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database, inside the caller's transaction."""
    for statement in _statements(_STORE + _LINES + _EVENTS + _CHAIN + _ASSISTANCE + _CERTIFICATES):
        connection.execute(statement)
    for table in table_names(connection):
        _keep(connection, table)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an older ledger to this version in place, inside the caller's transaction; nothing is lost.

    From 1: the chain is copied as it is into a table that takes more kinds of entries, and the tables of
    assistance and adjustments are added. From 2: the table of certificates is added; what was recorded before has
    none, and its entry in the chain stays as it is.
    """
    if version(connection) == 1:
        _add_assistance(connection)
    if version(connection) == 2:
        for statement in _statements(_CERTIFICATES):
            connection.execute(statement)
        _keep(connection, "certificates")
        connection.execute("PRAGMA user_version = 3")


def _add_assistance(connection: sqlite3.Connection) -> None:
    for event in ("delete", "update"):
        connection.execute(f"DROP TRIGGER no_{event}_chain")
    connection.execute("ALTER TABLE chain RENAME TO chain_1")
    for statement in _statements(_CHAIN + _ASSISTANCE):
        connection.execute(statement)
    connection.execute("INSERT INTO chain SELECT * FROM chain_1 ORDER BY seq")
    connection.execute("DROP TABLE chain_1")
    for table in ("chain", *_ASSISTANCE_TABLES):
        _keep(connection, table)
    connection.execute("PRAGMA user_version = 2")


def version(connection: sqlite3.Connection) -> int:
    """Version of the tables in the file."""
    return _pragma(connection, "user_version")


def has_assistance(connection: sqlite3.Connection) -> bool:
    """Whether the file has the tables of assistance and adjustments; one of version 1 has none."""
    return version(connection) > 1


def has_certificates(connection: sqlite3.Connection) -> bool:
    """Whether the file has the table of certificates; one of version 1 or 2 has none."""
    return version(connection) > 2


def _keep(connection: sqlite3.Connection, table: str) -> None:
    for event in ("DELETE",) if table == "refusals" else ("DELETE", "UPDATE"):
        connection.execute(
            f"CREATE TRIGGER no_{event.lower()}_{table} BEFORE {event} ON {table}"
            " BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END"
        )


def table_names(connection: sqlite3.Connection) -> list[str]:
    """Names of the tables in the database, sorted; SQLite's own are left out."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    return [name for (name,) in connection.execute(query)]


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether nothing was ever written into the database, so that it may become a ledger."""
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return objects == 0 and _pragma(connection, "application_id") == 0


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Raise ConfigurationError ``not-a-ledger`` or ``ledger-newer`` unless this program can read the file."""
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise not_a_ledger(path)
    found = version(connection)
    if found > VERSION:
        raise ConfigurationError(str(path), "user_version", str(found), code="ledger-newer")


def not_a_ledger(path: Path) -> ConfigurationError:
    """Return the error for a file that is no SQLite database, or one of another program."""
    return ConfigurationError(str(path), "ledger", "not-a-ledger", code="not-a-ledger")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def _statements(script: str) -> list[str]:
    """Split a script into statements: ``executescript`` would commit the caller's transaction."""
    statements, pending = [], ""
    for piece in script.split(";"):
        pending += piece + ";"
        if sqlite3.complete_statement(pending):
            if pending.strip(" \n;"):
                statements.append(pending)
            pending = ""
    return statements
