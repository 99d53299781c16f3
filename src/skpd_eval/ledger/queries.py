"""What the ledger holds: submissions, who they state, refusals, findings, names and original files."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator
from typing import Any

from skpd_eval.errors import GovernmentNotNamedError, UsageError
from skpd_eval.ledger import keys, rows, schema
from skpd_eval.ledger.records import FOREVER, Refusal, instant
from skpd_eval.model import (
    AgencyName,
    BudgetBasis,
    Dimension,
    Finding,
    Holding,
    Kind,
    PeriodKind,
    PeriodOrigin,
    Precision,
    RealizationBasis,
    StatedTotal,
    Submission,
)

_SUBMISSIONS = """SELECT s.number, g.name, s.year, s.kind, s.cutoff, s.precision, s.period_kind,
    s.period_origin, s.budget_basis, s.realization_basis, s.layout, s.level, s.file, s.sheet, s.sha256,
    s.agencies, s.lines, s.recorded_at, ifnull(c.hash, ''), s.columns, w.at, w.reason, {certified}
    FROM submissions AS s JOIN governments AS g ON g.id = s.government
    LEFT JOIN chain AS c ON c.kind = 'submission' AND c.ref = s.number
    LEFT JOIN withdrawals AS w ON w.submission = s.number AND w.at < :before {certificates}
    WHERE s.recorded_at < :before"""


def submissions(
    connection: sqlite3.Connection, government: str | None, year: int | None, before: str
) -> list[Submission]:
    """Submissions recorded before an instant, withdrawn ones too, oldest first."""
    key = None if government is None else keys.key_of_government(government)
    return _submissions(connection, key, year, before)


def submission(connection: sqlite3.Connection, number: int) -> Submission:
    """The submission with a number that exists."""
    values = {"before": FOREVER, "number": number}
    query = f"{_listing(connection)} AND s.number = :number"
    return _submission(connection.execute(query, values).fetchone())


def holdings(connection: sqlite3.Connection, government: str | None, year: int, before: str) -> list[Holding]:
    """Who is stated by the submissions of a year that are in force before an instant."""
    key = _government_asked(connection, government, before)
    in_force = [given for given in _submissions(connection, key, year, before) if given.withdrawn_at is None]
    stated = _stated(connection, [given.number for given in in_force])
    return [
        Holding(given, agency_id, agency)
        for given in in_force
        for agency_id, agency in stated.get(given.number, {}).items()
    ]


def governments(connection: sqlite3.Connection, before: str) -> list[tuple[str, str | None]]:
    """Key and name of the governments with a submission in force before an instant, by name."""
    query = f"""SELECT key, name FROM governments WHERE id IN ({_IN_FORCE.format(field="s.government")})
        ORDER BY name IS NOT NULL, name"""
    return connection.execute(query, {"before": before}).fetchall()


def years(connection: sqlite3.Connection, government: str | None, before: str) -> list[int]:
    """Years that a government has submissions in force for before an instant, ascending."""
    query = f"""{_IN_FORCE.format(field="DISTINCT s.year")}
        AND s.government IN (SELECT id FROM governments WHERE key = :key) ORDER BY s.year"""
    values = {"before": before, "key": _government_asked(connection, government, before)}
    return [year for (year,) in connection.execute(query, values)]


def agencies(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, AgencyName]:
    """Agencies by id, as they were first named."""
    query = f"SELECT id, code, name, dissolved, alias FROM agencies WHERE id IN {_IDS} ORDER BY id"
    return {
        number: AgencyName(code, name, bool(dissolved), alias)
        for number, code, name, dissolved, alias in connection.execute(query, (json.dumps(list(ids)),))
    }


def names(connection: sqlite3.Connection, dimension: Dimension, before: str) -> dict[str, str]:
    """Names by code; of several the one that was new last before an instant.

    A list of outputs calls an activity by its indicator: what other submissions call it goes before.
    """
    query = f"""SELECT d.code, n.name FROM {keys.NAMES[dimension]} AS n
        JOIN {keys.TABLES[dimension]} AS d ON d.id = n.code JOIN submissions AS s ON s.number = n.submission
        WHERE s.recorded_at < ?
        ORDER BY d.code, s.kind != 'outputs', n.submission, n.name DESC"""
    return dict(connection.execute(query, (before,)))


def findings(connection: sqlite3.Connection, numbers: Collection[int]) -> list[tuple[int, Finding]]:
    """Findings of submissions, each with its submission's number."""
    query = f"""SELECT submission, code, severity, arguments, file, sheet, cell FROM findings
        WHERE submission IN {_IDS} ORDER BY submission, line"""
    return [(number, rows.finding(*rest)) for number, *rest in _of(connection, query, numbers)]


def stated_totals(connection: sqlite3.Connection, numbers: Collection[int]) -> list[tuple[int, StatedTotal]]:
    """Stated totals of submissions; ``agency`` is the ledger's id."""
    query = f"""SELECT submission, agency, level, account, budget, realization, row FROM stated_totals
        WHERE submission IN {_IDS} ORDER BY submission, line"""
    return [(number, StatedTotal(*rest)) for number, *rest in _of(connection, query, numbers)]


def was_refused(connection: sqlite3.Connection, sha256: str) -> bool:
    """Whether these bytes were ever refused."""
    return connection.execute("SELECT 1 FROM refusals WHERE sha256 = ?", (sha256,)).fetchone() is not None


def refusals(connection: sqlite3.Connection, before: str) -> list[Refusal]:
    """Refused files that nothing readable had replaced before an instant, by path."""
    query = """SELECT sha256, file, path, findings, first_told_at, last_seen_at FROM refusals AS r
        WHERE first_told_at < :before AND NOT EXISTS
        (SELECT 1 FROM resolutions WHERE refusal = r.id AND at < :before) ORDER BY path, id"""
    return [
        Refusal(
            sha256,
            file,
            path,
            tuple(rows.finding(*fields) for fields in json.loads(kept)),
            instant(first),
            instant(last),
        )
        for sha256, file, path, kept, first, last in connection.execute(query, {"before": before})
    ]


def original(connection: sqlite3.Connection, sha256: str) -> tuple[str, bytes]:
    """Name and bytes of a stored file. Raises UsageError ``no-such-original``."""
    query = "SELECT name, content FROM originals WHERE sha256 = ?"
    found = connection.execute(query, (sha256,)).fetchone()
    if found is None:
        raise UsageError("no-such-original", sha256=sha256)
    return found[0], zlib.decompress(found[1])


_IDS = "(SELECT value FROM json_each(?))"
_IN_FORCE = """SELECT {field} FROM submissions AS s WHERE s.recorded_at < :before AND NOT EXISTS
    (SELECT 1 FROM withdrawals AS w WHERE w.submission = s.number AND w.at < :before)"""


def _of(connection: sqlite3.Connection, query: str, numbers: Collection[int]) -> Iterator[Any]:
    return connection.execute(query, (json.dumps(sorted(numbers)),))


def _government_asked(connection: sqlite3.Connection, name: str | None, before: str) -> str:
    """Key of the government a caller means: the one named, else the unnamed one, else the only one."""
    if name is not None:
        return keys.key_of_government(name)
    known = dict(governments(connection, before))
    if "" in known or not known:
        return ""
    if len(known) > 1:
        raise GovernmentNotNamedError(", ".join(sorted(filter(None, known.values()))))
    return next(iter(known))


def _stated(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, dict[int, AgencyName]]:
    """By submission and agency id: the agency as that submission names it (first, if twice)."""
    query = f"""SELECT c.submission, c.agency, a.code, c.name, a.dissolved, c.alias
        FROM submission_agencies AS c JOIN agencies AS a ON a.id = c.agency
        WHERE c.submission IN {_IDS} ORDER BY c.submission, c.position"""
    stated: dict[int, dict[int, AgencyName]] = {}
    for number, agency_id, code, name, dissolved, alias in _of(connection, query, numbers):
        named = AgencyName(code, name, bool(dissolved), alias)
        stated.setdefault(number, {}).setdefault(agency_id, named)
    return stated


def _listing(connection: sqlite3.Connection) -> str:
    """The query of submissions; a ledger of an older version has no certificates."""
    if not schema.has_certificates(connection):
        return _SUBMISSIONS.format(certified="NULL, NULL", certificates="")
    join = "LEFT JOIN certificates AS p ON p.submission = s.number"
    return _SUBMISSIONS.format(certified="p.measures, p.proven", certificates=join)
def told(connection: sqlite3.Connection) -> dict[int, tuple[int, str, str]]:
    """By submission: rupiah per unit, and of its only agency name and alias (empty where it states several)."""
    query = """SELECT s.number, s.unit_factor, ifnull(min(c.name), ''), ifnull(min(c.alias), ''),
        count(DISTINCT c.agency)
        FROM submissions AS s LEFT JOIN submission_agencies AS c ON c.submission = s.number AND c.role = 'agency'
        GROUP BY s.number"""
    return {
        number: (unit, name, alias) if agencies == 1 else (unit, "", "")
        for number, unit, name, alias, agencies in connection.execute(query)
    }


def _submissions(
    connection: sqlite3.Connection, key: str | None, year: int | None, before: str
) -> list[Submission]:
    values = {"before": before, "key": key, "year": year}
    query = f"""{_listing(connection)} AND (:key IS NULL OR g.key = :key) AND (:year IS NULL OR s.year = :year)
        ORDER BY s.number"""
    return [_submission(row) for row in connection.execute(query, values)]


def _submission(row: tuple[Any, ...]) -> Submission:
    number, government, year, kind, cutoff, precision, period_kind, origin, basis, realization, *rest = row
    layout, level, file, sheet, sha256, stated, lines, recorded, own_hash, columns, withdrawn, reason, *held = rest
    return Submission(
        number=number,
        government=government,
        year=year,
        kind=Kind(kind),
        cutoff=dt.date.fromisoformat(cutoff),
        precision=Precision(precision),
        period_kind=PeriodKind(period_kind),
        period_origin=PeriodOrigin(origin),
        budget_basis=BudgetBasis(basis),
        realization_basis=RealizationBasis(realization),
        layout=layout,
        level=level,
        file=file,
        sheet=sheet,
        sha256=sha256,
        agencies=stated,
        lines=lines,
        recorded_at=instant(recorded),
        hash=own_hash,
        columns=json.loads(columns),
        withdrawn_at=None if withdrawn is None else instant(withdrawn),
        certificate=rows.certificate(*held),
        withdrawal_reason=None if reason is None else rows.unsigned(reason)[0],
        withdrawn_by=None if reason is None else rows.unsigned(reason)[1],
    )
