"""Sums over the lines of (submission, agency) pairs, and the lines themselves for explaining a figure.

A sum over amounts of which some are unknown is the sum of the known ones; where all are unknown it is
unknown, never zero. Pairs come as a JSON array of [submission number, agency id].
"""

from __future__ import annotations

import sqlite3
from typing import Any, Literal

from skpd_eval.ledger.queries import PAIRS
from skpd_eval.ledger.rows import decimal
from skpd_eval.ledger.schema import MONTHS
from skpd_eval.model import AccountLine, Amounts, PlanAmounts, PlanLine, ProgressAmounts, ProgressLine

Grain = Literal["activity", "account"]
"""What account lines are grouped by besides submission, agency and unit: activity and account, or account."""

_AMOUNTS = ("budget", "budget_original", "budget_revised", "realization")
_PROGRESS = (*_AMOUNTS, "plan", "plan_pct", "realization_pct", "physical_target_pct", "physical_pct")


def account_amounts(connection: sqlite3.Connection, pairs: str, by: Grain) -> list[Amounts]:
    """Sums of account lines for each submission, agency, unit (activity) and account, in that order."""
    activity = "activity" if by == "activity" else "NULL"
    return [
        Amounts(*row) for row in connection.execute(_grouped("account_lines", activity, _AMOUNTS), (pairs,))
    ]


def plan_amounts(connection: sqlite3.Connection, pairs: str) -> list[PlanAmounts]:
    """Sums of plan lines for each submission, agency, unit, activity and account, in that order."""
    query = _grouped("plan_lines", "activity", ("budget", *MONTHS))
    return [
        PlanAmounts(number, agency, unit, activity, account, budget, tuple(months))
        for number, agency, unit, activity, account, budget, *months in connection.execute(query, (pairs,))
    ]


def progress_amounts(connection: sqlite3.Connection, pairs: str) -> list[ProgressAmounts]:
    """Progress lines as stated, in the order of the file."""
    return [ProgressAmounts(*row[:-1]) for row in _progress(connection, pairs)]


def account_lines(connection: sqlite3.Connection, pairs: str) -> list[AccountLine]:
    """Account lines in the order of the file, with the ledger's ids as ``agency`` and ``unit``."""
    query = f"""SELECT l.agency, l.unit, act.code, acc.code, l.budget, l.budget_original, l.budget_revised,
        l.realization, l.row {_CODED.format(table="account_lines")}"""
    return [AccountLine(*row) for row in connection.execute(query, (pairs,))]


def plan_lines(connection: sqlite3.Connection, pairs: str) -> list[PlanLine]:
    """Plan lines in the order of the file, with the ledger's ids as ``agency`` and ``unit``."""
    query = f"""SELECT l.row, l.agency, l.unit, act.code, acc.code, l.budget, {", ".join(MONTHS)}
        {_CODED.format(table="plan_lines")}"""
    return [
        PlanLine(agency, unit, activity, account, budget, tuple(months), row)
        for row, agency, unit, activity, account, budget, *months in connection.execute(query, (pairs,))
    ]


def progress_lines(connection: sqlite3.Connection, pairs: str) -> list[ProgressLine]:
    """Progress lines in the order of the file, with the ledger's ids as ``agency`` and ``unit``."""
    return [ProgressLine(*row[1:]) for row in _progress(connection, pairs)]


_CODED = f"""FROM {{table}} AS l LEFT JOIN activities AS act ON act.id = l.activity
    LEFT JOIN accounts AS acc ON acc.id = l.account
    WHERE (l.submission, l.agency) IN {PAIRS} ORDER BY l.submission, l.line"""


def _grouped(table: str, activity: str, fields: tuple[str, ...]) -> str:
    """Write the query that sums ``fields``: grouped by ids, which are small, and only then named."""
    sums = ", ".join(f"sum({field}) AS {field}" for field in fields)
    named = ", ".join(f"l.{field}" for field in fields)
    return f"""SELECT l.submission, l.agency, l.unit, act.code, acc.code, {named}
        FROM (SELECT submission, agency, unit, {activity} AS activity, account, {sums} FROM {table}
            WHERE (submission, agency) IN {PAIRS} GROUP BY 1, 2, 3, 4, 5) AS l
        LEFT JOIN activities AS act ON act.id = l.activity LEFT JOIN accounts AS acc ON acc.id = l.account
        ORDER BY l.submission, l.agency, l.unit, act.code, acc.code"""


def _progress(connection: sqlite3.Connection, pairs: str) -> list[tuple[Any, ...]]:
    """Rows of submission, agency, unit, activity, amounts, percentages and row."""
    fields = ", ".join(f"l.{name}" for name in (*_PROGRESS, "row"))
    query = f"""SELECT l.submission, l.agency, l.unit, act.code, {fields}
        FROM progress_lines AS l LEFT JOIN activities AS act ON act.id = l.activity
        WHERE (l.submission, l.agency) IN {PAIRS} ORDER BY l.submission, l.line"""
    return [(*row[:9], *map(decimal, row[9:13]), row[13]) for row in connection.execute(query, (pairs,))]
