"""Recording, refusing and withdrawing: each inside one transaction of the caller, nothing ever changed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence

from skpd_eval.errors import RefusedError, UsageError
from skpd_eval.ledger import chain, keys, rows
from skpd_eval.ledger.originals import store
from skpd_eval.ledger.positions import outcome_at_positions
from skpd_eval.ledger.records import RecordOutcome, instant_text
from skpd_eval.ledger.refusals import resolve
from skpd_eval.model import Dimension, Export, FileReading, Finding, Severity


def record(
    connection: sqlite3.Connection, reading: FileReading, content: bytes, now: dt.datetime
) -> RecordOutcome:
    """Store a file's bytes and its exports; see :meth:`Ledger.record`."""
    if not reading.exports:
        return RecordOutcome()
    at = instant_text(now)
    store(connection, reading.sha256, reading.file, content)
    (before,) = connection.execute("SELECT ifnull(max(number), 0) FROM submissions").fetchone()
    numbers: list[int] = []
    unchanged: list[int] = []
    for export in reading.exports:
        government = keys.government_id(connection, export.government)
        agencies = [keys.agency_id(connection, government, agency) for agency in export.agencies]
        same = _identical(connection, reading, export, government, agencies, before, unchanged)
        if same is not None:
            unchanged.append(same)
            continue
        findings = export.findings if numbers else (*reading.findings, *export.findings)
        number = before + len(numbers) + 1
        numbers.append(number)
        try:
            _add_submission(connection, number, reading, export, government, agencies, at)
            _add_lines(connection, number, export, agencies, findings)
        except OverflowError as error:
            raise RefusedError("amount-too-large", file=reading.file) from error
        chain.append(connection, "submission", number, at)
    resolve(connection, reading.sha256, reading.path, at)
    superseded, absent = outcome_at_positions(connection, numbers, unchanged, before)
    return RecordOutcome(tuple(numbers), tuple(unchanged), superseded, absent)


def refuse(connection: sqlite3.Connection, reading: FileReading, now: dt.datetime) -> bool:
    """Remember refused bytes; see :meth:`Ledger.refuse`."""
    at = instant_text(now)
    findings = _errors(reading)
    codes = " ".join(sorted({finding.code for finding in findings}))
    identity = (reading.sha256, codes)
    told = connection.execute("SELECT 1 FROM refusals WHERE sha256 = ? AND codes = ?", identity).fetchone()
    seen = connection.execute(
        "UPDATE refusals SET last_seen_at = ? WHERE sha256 = ? AND codes = ?"
        " AND id NOT IN (SELECT refusal FROM resolutions)",
        (at, *identity),
    )
    if seen.rowcount == 0:
        kept = rows.json_text([row[2:] for row in rows.finding_rows(findings, 0)])
        connection.execute(
            "INSERT INTO refusals (sha256, codes, file, path, findings, first_told_at, last_seen_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*identity, rows.path_text(reading.file), rows.path_text(reading.path), kept, at, at),
        )
    return told is None


def withdraw(connection: sqlite3.Connection, number: int, reason: str, now: dt.datetime, who: str) -> None:
    """Mark a submission as withdrawn; see :meth:`Ledger.withdraw`."""
    if connection.execute("SELECT 1 FROM submissions WHERE number = ?", (number,)).fetchone() is None:
        raise UsageError("no-such-submission", number=number)
    if connection.execute("SELECT 1 FROM withdrawals WHERE submission = ?", (number,)).fetchone() is not None:
        raise UsageError("already-withdrawn", number=number)
    at = instant_text(now)
    connection.execute("INSERT INTO withdrawals VALUES (?, ?, ?)", (number, rows.signed(reason, who), at))
    chain.append(connection, "withdrawal", number, at)


def _identical(
    connection: sqlite3.Connection,
    reading: FileReading,
    export: Export,
    government: int,
    agencies: list[int],
    before: int,
    taken: list[int],
) -> int | None:
    """Find a submission in force that came from the same bytes and says the same about the same agencies.

    One whose bytes were since told to be something else at that position (another period kind, unit or layout) says
    it no more: who tells it again means it anew.
    """
    wanted = (
        *(reading.sha256, export.sheet, export.layout, export.kind.value, government, export.year),
        *(_cutoff(export), export.period_kind.value, export.budget_basis.value),
        *(export.realization_basis.value, export.unit_factor, before),
    )
    found = connection.execute(
        """SELECT s.number FROM submissions AS s WHERE s.sha256 = ? AND s.sheet IS ? AND s.layout = ?
        AND s.kind = ? AND s.government = ? AND s.year = ? AND s.cutoff = ? AND s.period_kind = ?
        AND s.budget_basis = ? AND s.realization_basis = ? AND s.unit_factor = ? AND s.number <= ?
        AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.submission = s.number)
        AND NOT EXISTS (SELECT 1 FROM submissions AS t WHERE t.sha256 = s.sha256 AND t.sheet IS s.sheet
            AND t.kind = s.kind AND t.cutoff = s.cutoff AND t.government = s.government
            AND t.budget_basis = s.budget_basis AND t.realization_basis = s.realization_basis
            AND t.recorded_at > s.recorded_at
            AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.submission = t.number)
            AND (t.period_kind, t.unit_factor, t.layout) <> (s.period_kind, s.unit_factor, s.layout))
        ORDER BY s.number""",
        wanted,
    )
    coverage = "SELECT agency FROM submission_agencies WHERE submission = ? ORDER BY position"
    for (number,) in found.fetchall():
        stated = [agency for (agency,) in connection.execute(coverage, (number,))]
        if number not in taken and stated == agencies:
            return int(number)
    return None


def _add_submission(
    connection: sqlite3.Connection,
    number: int,
    reading: FileReading,
    export: Export,
    government: int,
    agencies: list[int],
    at: str,
) -> None:
    units = rows.units_only(export)
    if export.period_origin is None:
        raise ValueError("an export without a period is refused before it is recorded")
    row = (
        *(number, government, export.year, export.kind.value, export.level.value, export.layout),
        *(_cutoff(export), export.precision.value, export.period_kind.value, export.period_origin.value),
        *(export.budget_basis.value, export.realization_basis.value, export.unit_factor),
        *(rows.path_text(reading.file), rows.path_text(reading.path), export.sheet, reading.sha256),
        *(len(agencies) - len(units), export.count),
        *(export.rows_read, export.rows_skipped, rows.json_text(export.columns), at),
    )
    _insert(connection, "submissions", [row])
    roles = ["unit" if position in units else "agency" for position in range(len(agencies))]
    _insert(
        connection,
        "submission_agencies",
        [
            (number, position, agency, role, given.name, given.alias)
            for position, (agency, role, given) in enumerate(
                zip(agencies, roles, export.agencies, strict=True)
            )
        ],
    )


def _add_lines(
    connection: sqlite3.Connection,
    number: int,
    export: Export,
    agencies: list[int],
    findings: tuple[Finding, ...],
) -> None:
    ids = {
        dimension: keys.code_ids(connection, dimension, rows.codes_used(export, dimension))
        for dimension in Dimension
    }
    for dimension in Dimension:
        keys.add_names(connection, dimension, export, number, ids[dimension])
    known = rows.Keys(number, agencies, ids[Dimension.ACTIVITY], ids[Dimension.ACCOUNT])
    # In key order each row goes to the end of its table, which keeps pages full.
    _insert(connection, "account_lines", sorted(rows.account_rows(export, known), key=_line_key))
    _insert(connection, "plan_lines", sorted(rows.plan_rows(export, known), key=_line_key))
    _insert(connection, "progress_lines", list(rows.progress_rows(export, known)))
    _insert(connection, "indicator_lines", list(rows.indicator_rows(export, known)))
    _insert(connection, "stated_totals", list(rows.total_rows(export, known)))
    _insert(connection, "notes", list(rows.note_rows(export, known)))
    _insert(connection, "findings", list(rows.finding_rows(findings, number)))
    _insert(connection, "certificates", [rows.certificate_row(export.certificate, number)])


def _line_key(row: rows.Row) -> tuple[rows.Value, rows.Value]:
    return row[1], row[2]


def _insert(connection: sqlite3.Connection, table: str, values: Sequence[rows.Row]) -> None:
    if values:
        places = ", ".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", values)


def _errors(reading: FileReading) -> list[Finding]:
    found = [*reading.findings, *(finding for export in reading.exports for finding in export.findings)]
    return [finding for finding in found if finding.severity is Severity.ERROR]


def _cutoff(export: Export) -> str:
    if export.cutoff is None or export.year is None:
        raise ValueError("an export without a period is refused before it is recorded")
    return export.cutoff.isoformat()
