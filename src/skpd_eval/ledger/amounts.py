"""Sums over the lines of (submission, agency) pairs, and the lines themselves for explaining a figure.

A sum over amounts of which some are unknown is the sum of the known ones; where all are unknown it is
unknown, never zero. Each pair is one stretch of its table, so each has its own query: sorting many short
stretches for grouping takes half the time of sorting all lines at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Literal

from skpd_eval.ledger import keys
from skpd_eval.ledger.rows import INDICATOR, decimal, with_beside
from skpd_eval.ledger.schema import MONTHS
from skpd_eval.model import (
    AccountLine,
    Amounts,
    Dimension,
    IndicatorLine,
    Note,
    PlanAmounts,
    PlanLine,
    ProgressAmounts,
    ProgressLine,
)

Grain = Literal["activity", "account"]
"""What account lines are grouped by besides submission, agency and unit: activity and account, or account."""
Pairs = Iterable[tuple[int, int]]
_NOTES = (
    "SELECT submission, agency, activity, topic, text, row FROM notes WHERE submission = ? AND agency = ?"
)

_AMOUNTS = ("budget", "budget_original", "budget_revised", "realization")
_PROGRESS = (*_AMOUNTS, "plan", "plan_pct", "realization_pct", "physical_target_pct", "physical_pct")


def account_amounts(connection: sqlite3.Connection, pairs: Pairs, by: Grain) -> list[Amounts]:
    """Sums of account lines for each submission, agency, unit (activity) and account."""
    query = _grouped("account_lines", by, _AMOUNTS)
    return [Amounts(*row) for row in _coded(connection, query, pairs)]


def plan_amounts(connection: sqlite3.Connection, pairs: Pairs) -> list[PlanAmounts]:
    """Sums of plan lines for each submission, agency, unit, activity and account."""
    query = _grouped("plan_lines", "activity", ("budget", *MONTHS))
    return [
        PlanAmounts(number, agency, unit, activity, account, budget, tuple(months))
        for number, agency, unit, activity, account, budget, *months in _coded(connection, query, pairs)
    ]


def progress_amounts(connection: sqlite3.Connection, pairs: Pairs) -> list[ProgressAmounts]:
    """Progress lines as stated, in the order of the file, each with the account of its row."""
    asked = sorted(set(pairs))
    accounts = {pair: progress_accounts(connection, pair) for pair in asked}
    return [
        ProgressAmounts(*(*fields[:-1], accounts[fields[0], fields[1]].get(fields[-1])))
        for fields in _progress(connection, asked)
    ]


def progress_accounts(connection: sqlite3.Connection, pair: tuple[int, int]) -> dict[int, str]:
    """Accounts by row of a table that states progress beside its accounts, which are recorded apart.

    A row that has several has none.
    """
    query = """SELECT l.row, min(a.code) FROM submissions AS p
        JOIN submissions AS s ON s.sha256 = p.sha256 AND s.sheet IS p.sheet AND s.cutoff = p.cutoff
            AND s.layout = p.layout AND s.kind = 'accounts'
        JOIN account_lines AS l ON l.submission = s.number AND l.agency = ?
        JOIN accounts AS a ON a.id = l.account
        WHERE p.number = ? GROUP BY l.row HAVING count(DISTINCT a.code) = 1"""
    number, agency = pair
    return dict(connection.execute(query, (agency, number)))


def account_lines(connection: sqlite3.Connection, pairs: Pairs) -> list[AccountLine]:
    """Account lines in the order of the file, with the ledger's ids as ``agency`` and ``unit``."""
    query = _listed("account_lines", "account", (*_AMOUNTS, "row"))
    return [AccountLine(*row[1:]) for row in _coded(connection, query, pairs)]


def plan_lines(connection: sqlite3.Connection, pairs: Pairs) -> list[PlanLine]:
    """Plan lines in the order of the file, with the ledger's ids as ``agency`` and ``unit``."""
    query = _listed("plan_lines", "account", ("budget", *MONTHS, "row"))
    return [
        PlanLine(agency, unit, activity, account, budget, tuple(months), row)
        for _, agency, unit, activity, account, budget, *months, row in _coded(connection, query, pairs)
    ]


def progress_lines(connection: sqlite3.Connection, pairs: Pairs) -> list[ProgressLine]:
    """Progress lines in the order of the file, with the ledger's ids as ``agency`` and ``unit``."""
    return [ProgressLine(*row[1:]) for row in _progress(connection, pairs)]


def indicators(connection: sqlite3.Connection, pairs: Pairs) -> list[tuple[int, IndicatorLine]]:
    """Indicator lines with their submission; ``agency`` and ``unit`` are the ledger's ids."""
    fields = ("indicator", "measure", "target", "realization", "row")
    query = _listed("indicator_lines", "NULL", fields)
    asked = sorted(set(pairs))
    beside = {
        (number, row): text
        for number, *_, text, row in _rows(connection, f"{_NOTES} AND topic = '{INDICATOR}'", asked)
    }
    found = [_indicator(*row) for row in _coded(connection, query, asked)]
    return [(number, with_beside(line, beside.get((number, line.row)))) for number, line in found]


def notes(connection: sqlite3.Connection, pairs: Pairs) -> list[tuple[int, int, Note]]:
    """Notes with submission and agency; the note's ``agency`` is the ledger's id."""
    query = f"{_NOTES} AND topic != '{INDICATOR}' ORDER BY line"
    return [
        (number, agency, Note(agency, *rest)) for number, agency, *rest in _rows(connection, query, pairs)
    ]


def _grouped(table: str, by: Grain, fields: tuple[str, ...]) -> str:
    # Ids are small and never zero: two of them in one integer sort a quarter faster than side by side.
    pair = "ifnull(unit, 0) << 32 | ifnull(account, 0)"
    activity, group = ("NULL", pair) if by == "account" else ("activity", f"{pair}, activity")
    sums = ", ".join(f"sum({field})" for field in fields)
    return f"""SELECT submission, agency, unit, {activity}, account, {sums} FROM {table}
        WHERE submission = ? AND agency = ? GROUP BY {group}"""


def _listed(table: str, account: str, fields: tuple[str, ...]) -> str:
    return f"""SELECT submission, agency, unit, activity, {account}, {", ".join(fields)} FROM {table}
        WHERE submission = ? AND agency = ? ORDER BY line"""


def _rows(connection: sqlite3.Connection, query: str, pairs: Pairs) -> Iterator[tuple[Any, ...]]:
    return chain.from_iterable(connection.execute(query, pair) for pair in sorted(set(pairs)))


def _coded(connection: sqlite3.Connection, query: str, pairs: Pairs) -> Iterator[tuple[Any, ...]]:
    """Rows of submission, agency, unit, activity, account and more, with codes in place of their ids."""
    activities = keys.codes(connection, Dimension.ACTIVITY)
    accounts = keys.codes(connection, Dimension.ACCOUNT)
    for number, agency, unit, activity, account, *rest in _rows(connection, query, pairs):
        yield (number, agency, unit, activities[activity], accounts[account], *rest)


def _progress(connection: sqlite3.Connection, pairs: Pairs) -> Iterator[tuple[Any, ...]]:
    """Rows of submission, agency, unit, activity, five amounts, four percentages and row."""
    query = _listed("progress_lines", "NULL", (*_PROGRESS, "row"))
    for number, agency, unit, activity, _, *figures, row in _coded(connection, query, pairs):
        yield (number, agency, unit, activity, *figures[:5], *map(decimal, figures[5:]), row)


def _indicator(number: int, *fields: Any) -> tuple[int, IndicatorLine]:
    agency, unit, activity, _, indicator, measure, target, realization, row = fields
    figures = decimal(target), decimal(realization)
    return number, IndicatorLine(agency, unit, activity, indicator, measure, *figures, row)
