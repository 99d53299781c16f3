"""The hash chain over submissions, withdrawals, assistance and adjustments: any later change shows.

The payload of a submission is the SHA-256 of its metadata and all its rows, one JSON array a row, read from
the tables in key order with codes and government as text; so whoever holds the file can compute it again.
An entry's hash covers its payload and the hash before it. The last one is the head that papers print.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib

from skpd_eval.errors import RefusedError
from skpd_eval.ledger.schema import MONTHS, has_certificates, table_names

_CHUNK = 2_000
_CODED = """FROM {table} AS l LEFT JOIN activities AS act ON act.id = l.activity
    LEFT JOIN accounts AS acc ON acc.id = {account}
    WHERE l.submission = ? ORDER BY l.agency, l.line"""
_LINE = "l.line, l.row, l.agency, l.unit, act.code"
_BUDGETS = "l.budget, l.budget_original, l.budget_revised"

_PAYLOAD: dict[str, str] = {
    "submission": """SELECT s.number, g.key, g.name, s.year, s.kind, s.level, s.layout, s.cutoff, s.precision,
        s.period_kind, s.period_origin, s.budget_basis, s.realization_basis, s.unit_factor, s.file, s.path,
        s.sheet, s.sha256, s.agencies, s.lines, s.rows_read, s.rows_skipped, s.columns, s.recorded_at
        FROM submissions AS s JOIN governments AS g ON g.id = s.government WHERE s.number = ?""",
    "agencies": """SELECT c.position, c.agency, c.role, c.name, c.alias, a.government, a.code, a.name_key,
        a.dissolved, a.name, a.alias FROM submission_agencies AS c JOIN agencies AS a ON a.id = c.agency
        WHERE c.submission = ? ORDER BY c.position""",
    "activity_names": """SELECT d.code, n.name FROM activity_names AS n JOIN activities AS d ON d.id = n.code
        WHERE n.submission = ? ORDER BY d.code, n.name""",
    "account_names": """SELECT d.code, n.name FROM account_names AS n JOIN accounts AS d ON d.id = n.code
        WHERE n.submission = ? ORDER BY d.code, n.name""",
    "account_lines": f"""SELECT {_LINE}, acc.code, {_BUDGETS}, l.realization
        {_CODED.format(table="account_lines", account="l.account")}""",
    "plan_lines": f"""SELECT {_LINE}, acc.code, l.budget, {", ".join(MONTHS)}
        {_CODED.format(table="plan_lines", account="l.account")}""",
    "progress_lines": f"""SELECT {_LINE}, {_BUDGETS}, l.realization, l.plan,
        l.plan_pct, l.realization_pct, l.physical_target_pct, l.physical_pct
        {_CODED.format(table="progress_lines", account="NULL")}""",
    "indicator_lines": f"""SELECT {_LINE}, l.indicator, l.measure, l.target, l.realization
        {_CODED.format(table="indicator_lines", account="NULL")}""",
    "stated_totals": """SELECT line, row, agency, level, account, budget, realization FROM stated_totals
        WHERE submission = ? ORDER BY line""",
    "notes": """SELECT line, row, agency, activity, topic, text FROM notes
        WHERE submission = ? ORDER BY line""",
    "findings": """SELECT line, code, severity, arguments, file, sheet, cell FROM findings
        WHERE submission = ? ORDER BY line""",
    "certificates": "SELECT measures, proven FROM certificates WHERE submission = ?",
}
_LATER = frozenset({"certificates"})
"""Parts that older entries were made without: where nothing is stored, nothing of them is digested."""
_PAYLOADS: dict[str, dict[str, str]] = {
    "submission": _PAYLOAD,
    "withdrawal": {"withdrawal": "SELECT submission, reason, at FROM withdrawals WHERE submission = ?"},
    "assistance": {
        "assistance": """SELECT e.number, e.case_number, g.key, g.name, e.year, e.quarter, e.identity,
        e.agency_code, e.agency_name, e.kind, e.who, e.at, e.sha256, e.payload
        FROM assistance_events AS e JOIN governments AS g ON g.id = e.government WHERE e.number = ?"""
    },
    "adjustment": {
        "adjustment": """SELECT a.number, g.key, g.name, a.cutoff, a.identity, a.agency_code, a.agency_name,
        a.account, a.amount, a.document, a.reason, a.who, a.at
        FROM adjustments AS a JOIN governments AS g ON g.id = a.government WHERE a.number = ?"""
    },
    "adjustment-withdrawal": {
        "adjustment-withdrawal": """SELECT adjustment, reason, who, at FROM adjustment_withdrawals
        WHERE adjustment = ?"""
    },
}
"""By kind of entry: the parts of its payload, each with its query by the entry's number."""


def payload(connection: sqlite3.Connection, kind: str, ref: int) -> str:
    """Compute the digest (hex SHA-256) of what is stored under the number of an entry of a kind."""
    digest = hashlib.sha256()
    for part, query in _PAYLOADS[kind].items():
        if part == "certificates" and not has_certificates(connection):
            continue
        cursor = connection.execute(query, (ref,))
        rows = cursor.fetchmany(_CHUNK)
        if rows or part not in _LATER:
            digest.update(f"{part}\n".encode())
        while rows:
            # Without the outer brackets the text does not depend on how many rows a chunk has.
            text = json.dumps(rows, separators=(",", ":"), default=repr)
            digest.update(text.encode()[1:-1] + b"\n")
            rows = cursor.fetchmany(_CHUNK)
    return digest.hexdigest()


def append(connection: sqlite3.Connection, kind: str, ref: int, at: str) -> str:
    """Add the entry for what is stored under a number, inside the caller's transaction; its hash."""
    last = connection.execute("SELECT seq, hash FROM chain ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = (1, "") if last is None else (last[0] + 1, last[1])
    digest = payload(connection, kind, ref)
    own = entry_hash(seq, kind, ref, digest, previous, at)
    row = (seq, kind, ref, digest, previous, own, at)
    connection.execute("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return own


def entry_hash(seq: int, kind: str, ref: int, digest: str, previous: str, at: str) -> str:
    """Hash (hex SHA-256) of a chain entry: its fields as a JSON array."""
    text = json.dumps([seq, kind, ref, digest, previous, at], separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode()).hexdigest()


def head(connection: sqlite3.Connection, before: str) -> str:
    """Hash of the last entry made before an instant; empty where there is none."""
    query = "SELECT hash FROM chain WHERE at < ? ORDER BY seq DESC LIMIT 1"
    found = connection.execute(query, (before,)).fetchone()
    return "" if found is None else str(found[0])


def entries_since(connection: sqlite3.Connection, head: str) -> int:
    """How many entries were made after the one whose hash begins with ``head``, as a paper prints it.

    Raises RefusedError ``head-not-found``: the entries of that paper are gone, or it is of another ledger.
    """
    query = "SELECT max(seq) FROM chain WHERE substr(hash, 1, ?) = ?"
    (found,) = connection.execute(query, (len(head), head)).fetchone()
    if found is None:
        raise RefusedError("head-not-found", head=head)
    (after,) = connection.execute("SELECT count(*) FROM chain WHERE seq > ?", (found,)).fetchone()
    return int(after)


def verify(connection: sqlite3.Connection) -> int:
    """Compute every entry again and return how many there are.

    Raises RefusedError ``record-unchained`` for something recorded that no entry covers, and ``chain-broken``
    for the first entry that does not match what is stored; both say which record: ``entry`` is its kind,
    ``record`` its number and file.
    """
    for kind in _COVERED:
        number = _unchained(connection, kind)
        if number is not None:
            raise _broken(connection, "record-unchained", kind, number)
    previous, count = "", 0
    entries = connection.execute("SELECT seq, kind, ref, payload, previous, hash, at FROM chain ORDER BY seq")
    for seq, kind, ref, digest, before, own, at in entries.fetchall():
        count += 1
        linked = seq == count and before == previous and own == entry_hash(seq, kind, ref, digest, before, at)
        if not (linked and kind in _COVERED and _holds(connection, kind, ref, digest)):
            raise _broken(connection, "chain-broken", kind, ref)
        previous = own
    return count


def _holds(connection: sqlite3.Connection, kind: str, ref: int, digest: str) -> bool:
    """Whether what is stored under an entry's number is what was recorded; unreadable pages are not."""
    try:
        return digest == payload(connection, kind, ref) and _original_holds(connection, kind, ref)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            return False
        raise


def _broken(connection: sqlite3.Connection, code: str, kind: str, number: int) -> RefusedError:
    query = "SELECT file FROM submissions WHERE number = ?"
    found = connection.execute(query, (number,)).fetchone() if kind == "submission" else None
    file = "" if found is None else f" ({visible_text(found[0])})"
    return RefusedError(code, entry=str(kind), record=f"{number}{file}")


def visible_text(value: object) -> str:
    """Text that any stream takes, also where the bytes in the file are none."""
    return str(value).encode(errors="backslashreplace").decode()


_COVERED = {
    "submission": ("submissions", "number"),
    "withdrawal": ("withdrawals", "submission"),
    "assistance": ("assistance_events", "number"),
    "adjustment": ("adjustments", "number"),
    "adjustment-withdrawal": ("adjustment_withdrawals", "adjustment"),
}
"""By kind of entry: the table it covers, and that table's key."""


def _unchained(connection: sqlite3.Connection, kind: str) -> int | None:
    """Return the number of the first row that has no entry in the chain."""
    table, key = _COVERED[kind]
    if table not in table_names(connection):
        return None
    # Without a row nothing else would meet a table that is not as it was made.
    payload(connection, kind, 0)
    query = f"""SELECT {key} FROM {table}
        WHERE NOT EXISTS (SELECT 1 FROM chain WHERE kind = ? AND ref = {key}) ORDER BY {key} LIMIT 1"""
    found = connection.execute(query, (kind,)).fetchone()
    return None if found is None else int(found[0])


def _original_holds(connection: sqlite3.Connection, kind: str, ref: int) -> bool:
    """Whether the file of a submission or answer still has the SHA-256 and size it is stored under."""
    if kind not in ("submission", "assistance"):
        return True
    table, key = _COVERED[kind]
    query = f"""SELECT s.sha256, o.content, o.size FROM {table} AS s
        LEFT JOIN originals AS o ON o.sha256 = s.sha256 WHERE s.{key} = ?"""
    sha256, packed, size = connection.execute(query, (ref,)).fetchone()
    if kind == "assistance" and sha256 is None:
        return True
    try:
        content = zlib.decompress(packed)
    except (zlib.error, TypeError):
        return False
    return len(content) == size and hashlib.sha256(content).hexdigest() == str(sha256)
