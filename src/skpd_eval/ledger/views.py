"""The ledger as a database: views in rupiah for other programs, with what is in force resolved.

Their names and columns are stable and documented (``docs/python.md``). They are made anew by whoever opens the
ledger for writing where they are not as this program makes them; nothing in the program reads them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from skpd_eval.ledger.positions import COMPLETE
from skpd_eval.ledger.schema import MONTHS
from skpd_eval.regulations import load

_POSITIONS = f"""CREATE VIEW v_positions AS
WITH named AS (
    SELECT government, name_key, min(code) AS code FROM agencies
    WHERE code IS NOT NULL AND dissolved = 0 GROUP BY government, name_key HAVING count(DISTINCT code) = 1
), stated AS (
    SELECT g.name AS government, s.year, (CAST(substr(s.cutoff, 6, 2) AS INTEGER) + 2) / 3 AS quarter,
        s.cutoff, s.kind, s.budget_basis, s.realization_basis, s.period_kind,
        coalesce(a.code, n.code, 'name:' || a.name_key) || CASE a.dissolved WHEN 1 THEN '*' || a.name_key ELSE '' END
            AS agency_id,
        coalesce(a.code, n.code) AS agency_code, c.name AS agency_name, s.number AS submission,
        a.id AS agency, s.file, s.sheet, s.recorded_at, {COMPLETE} AS complete, s.government AS government_id
    FROM submissions AS s JOIN submission_agencies AS c ON c.submission = s.number AND c.role = 'agency'
    JOIN agencies AS a ON a.id = c.agency JOIN governments AS g ON g.id = s.government
    LEFT JOIN named AS n ON n.government = a.government AND n.name_key = a.name_key AND a.dissolved = 0
    WHERE s.lines > 0 AND s.level != 'government'
        AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.submission = s.number)
), counted AS (
    SELECT *, row_number() OVER (PARTITION BY government_id, year, cutoff, kind, budget_basis,
        realization_basis, complete, agency_id ORDER BY submission DESC) AS place FROM stated
)
SELECT government, year, quarter, cutoff, kind, budget_basis, realization_basis, period_kind, agency_id,
    agency_code, agency_name, submission, agency, file, sheet, recorded_at, complete FROM counted WHERE place = 1"""

_PLACES = ", ".join(
    f"p.{name}"
    for name in (
        *("government", "year", "quarter", "cutoff", "kind", "budget_basis", "realization_basis"),
        *("period_kind", "agency_id", "agency_code", "agency_name"),
    )
)
_FOUND_AT = "p.submission, p.file, p.sheet, l.row"
_BUDGET = "coalesce(l.budget_revised, l.budget, l.budget_original)"


def _to_date(last_month: int) -> str:
    """The plan from January to a month, sen."""
    return " + ".join(f"ifnull({month}, 0)" for month in MONTHS[:last_month])


_PLANNED = ", ".join(f"({_to_date(3 * quarter)}) / 100.0 AS plan_to_q{quarter}" for quarter in (1, 2, 3, 4))
_NO_PLAN = ", ".join(f"NULL AS plan_to_q{quarter}" for quarter in (1, 2, 3, 4))

_LINES = f"""CREATE VIEW v_lines AS
SELECT {_PLACES}, t.code AS activity_code, k.code AS account_code, {{standing}} AS standing,
    {_BUDGET} / 100.0 AS budget, l.realization / 100.0 AS realization, NULL AS plan, {_NO_PLAN},
    {_FOUND_AT}, {{budget_cell}} AS budget_cell, {{realization_cell}} AS realization_cell
FROM v_positions AS p JOIN submissions AS s ON s.number = p.submission
JOIN account_lines AS l ON l.submission = p.submission AND l.agency = p.agency
LEFT JOIN activities AS t ON t.id = l.activity LEFT JOIN accounts AS k ON k.id = l.account
UNION ALL
SELECT {_PLACES}, t.code, NULL, 'ranked', {_BUDGET} / 100.0,
    coalesce(l.realization, round(l.realization_pct * {_BUDGET} / 100)) / 100.0, l.plan / 100.0, {_NO_PLAN},
    {_FOUND_AT}, {{budget_cell}}, {{realization_cell}}
FROM v_positions AS p JOIN submissions AS s ON s.number = p.submission
JOIN progress_lines AS l ON l.submission = p.submission AND l.agency = p.agency
LEFT JOIN activities AS t ON t.id = l.activity LEFT JOIN accounts AS k ON 0
WHERE l.activity IS NULL OR NOT EXISTS (
    SELECT 1 FROM progress_lines AS o LEFT JOIN activities AS u ON u.id = o.activity
    WHERE o.submission = l.submission AND o.agency = l.agency
        AND (o.activity IS NULL OR t.code LIKE u.code || '.%'))
UNION ALL
SELECT {_PLACES}, t.code, k.code, {{standing}}, NULL, NULL, NULL, {_PLANNED}, {_FOUND_AT}, NULL, NULL
FROM v_positions AS p JOIN plan_lines AS l ON l.submission = p.submission AND l.agency = p.agency
LEFT JOIN activities AS t ON t.id = l.activity LEFT JOIN accounts AS k ON k.id = l.account"""

_RANKING = """CREATE VIEW v_ranking AS
WITH sums AS (
    SELECT government, year, quarter, cutoff, kind, budget_basis, realization_basis, period_kind, agency_id,
        max(agency_code) AS agency_code, max(agency_name) AS agency_name, submission,
        sum(budget) AS budget, sum(realization) AS realization
    FROM v_lines WHERE kind IN ('accounts', 'physical') AND standing = 'ranked'
    GROUP BY government, year, cutoff, kind, budget_basis, realization_basis, agency_id, submission
), ordered AS (
    SELECT *, row_number() OVER (PARTITION BY government, year, quarter, agency_id ORDER BY kind,
        CASE realization_basis WHEN 'lra' THEN 1 WHEN 'sp2d' THEN 2 WHEN 'spj' THEN 3 ELSE 4 END,
        cutoff DESC, budget IS NULL OR realization IS NULL,
        CASE budget_basis WHEN 'revised' THEN 1 WHEN 'unstated' THEN 2 ELSE 3 END, submission DESC) AS place
    FROM sums
), chosen AS (
    SELECT o.government, o.year, o.quarter, o.cutoff, o.agency_id, o.agency_code, o.agency_name, o.kind,
        o.realization_basis, o.submission, o.budget,
        CASE o.period_kind WHEN 'month' THEN (SELECT sum(e.realization) FROM sums AS e
            WHERE e.government IS o.government AND e.year = o.year AND e.kind = o.kind
            AND e.realization_basis = o.realization_basis AND e.budget_basis = o.budget_basis
            AND e.agency_id = o.agency_id AND e.cutoff <= o.cutoff)
        ELSE o.realization END AS realization
    FROM ordered AS o WHERE place = 1
)
SELECT CASE WHEN budget > 0 AND realization IS NOT NULL THEN rank() OVER (
        PARTITION BY government, year, quarter, budget > 0 AND realization IS NOT NULL
        ORDER BY realization / budget DESC) END AS rank,
    government, year, quarter, cutoff, agency_id, agency_code, agency_name, round(budget, 2) AS budget,
    round(realization, 2) AS realization,
    CASE WHEN budget > 0 THEN round(100 * realization / budget, 2) END AS absorption_pct,
    kind, realization_basis, submission FROM chosen"""


def renew(connection: sqlite3.Connection) -> bool:
    """Make the views as this program has them, inside the caller's transaction; whether any was another."""
    if are_current(connection):
        return False
    for name in reversed(VIEWS):
        connection.execute(f"DROP VIEW IF EXISTS {name}")
    for statement in _statements().values():
        connection.execute(statement)
    return True


def are_current(connection: sqlite3.Connection) -> bool:
    """Whether the file has the views as this program makes them."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'view'"
    found = dict(connection.execute(query))
    return all(found.get(name) == statement for name, statement in _statements().items())


VIEWS = ("v_positions", "v_lines", "v_ranking")


def _statements() -> dict[str, str]:
    lines = _LINES.format(
        standing=_standing(), budget_cell=_cell("budget"), realization_cell=_cell("realization")
    )
    return dict(zip(VIEWS, (_POSITIONS, lines, _RANKING), strict=True))


def _cell(role: str) -> str:
    """Where an amount stands: the column of its kind of expenditure, else of the role, and the row."""
    return (
        "CASE WHEN p.sheet IS NULL THEN 'line ' || l.row ELSE "
        f"coalesce(json_extract(s.columns, '$.\"{role}:' || substr(k.code, 1, 3) || '\"'), "
        f"json_extract(s.columns, '$.{role}')) || l.row END"
    )


def _standing() -> str:
    """Whether the accounts in force at the cut-off rank, stand outside, or are no expenditure."""
    spending, outside = _within("expenditure_account"), _within("excluded_accounts")
    return (
        f"CASE WHEN k.code IS NULL THEN 'ranked' WHEN NOT {spending} THEN 'left-out' "
        f"WHEN {outside} THEN 'outside' ELSE 'ranked' END"
    )


def _within(parameter: str) -> str:
    return f"({' OR '.join(f'({condition})' for condition in _conditions(parameter))})"


def _conditions(parameter: str) -> Iterator[str]:
    values = load(parameter).values
    for value, following in zip(values, (*values[1:], None), strict=True):
        accounts = " OR ".join(f"k.code = '{one}' OR k.code LIKE '{one}.%'" for one in value.accounts)
        until = "" if following is None else f" AND p.cutoff < '{following.since.isoformat()}'"
        yield f"p.cutoff >= '{value.since.isoformat()}'{until} AND ({accounts})"
