"""Columns that claim one role: amounts and percentages are parted by their values, years by the fiscal year."""

from __future__ import annotations

import dataclasses

from skpd_eval.money import NumberStyle
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.columns.percents import LARGEST_PERCENT, SMALLEST_BUDGET, largest_of
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.layout.layout import PERCENT_ROLES


def part_rivals(header: Header, grid: Grid, style: NumberStyle | None) -> Header:
    """Give one of two columns of an ambiguous role the role that is meant for values of the other size.

    Only where neither names a period, the other role is free, and the sizes leave no doubt: one column within
    a thousand, the other beyond, in a table of budgets that are rupiah. Where both are within a thousand, the
    words part them if just one heading says percent.
    """
    for role in header.ambiguous:
        header = _parted(header, role, grid, style or NumberStyle.INDONESIAN)
    return header


def _parted(header: Header, role: str, grid: Grid, style: NumberStyle) -> Header:
    claimants = [column for column in header.rivals if column.role == role]
    other = header.rules[role].or_role if role in header.rules else None
    if role == "physical_pct" and len(claimants) == 2:
        return _without_value(header, claimants, grid, style)
    if len(claimants) != 2 or other is None or header.column(other) is not None:
        return header
    if any(column.heading.mention is not None for column in claimants):
        return header
    rows = range(header.last_row + 1, len(grid.rows))
    budgets = [largest_of(grid, column.index, rows, style) for column in header.of_measure("budget")]
    small, large = sorted(claimants, key=lambda column: largest_of(grid, column.index, rows, style))
    sizes = [largest_of(grid, column.index, rows, style) for column in (small, large)]
    if sizes[1] <= LARGEST_PERCENT:  # nothing was spent yet: the words tell, where just one says percent
        named = [column for column in claimants if "%" in column.heading.text]
        if len(named) != 1:
            return header
        small, large = sorted(claimants, key=lambda column: column not in named)
    elif max(budgets, default=0) < SMALLEST_BUDGET or sizes[0] > LARGEST_PERCENT:
        return header
    percent, amount = (role, other) if role in PERCENT_ROLES else (other, role)
    told = [Column(percent, small.index, small.heading), Column(amount, large.index, large.heading)]
    return dataclasses.replace(
        header,
        columns=tuple(column for column in header.columns if column.role != role) + tuple(told),
        rivals=tuple(column for column in header.rivals if column.role != role),
        ambiguous=tuple(name for name in header.ambiguous if name != role),
    )


def _without_value(header: Header, claimants: list[Column], grid: Grid, style: NumberStyle) -> Header:
    """Physical progress in percent and in rupiah (its value): the percentage is it.

    Not where the table has no other amount of realization: that in rupiah may be it, under the wrong group.
    """
    if header.column("realization") is None:
        return header
    rows = range(header.last_row + 1, len(grid.rows))
    small, large = sorted(claimants, key=lambda column: largest_of(grid, column.index, rows, style))
    sizes = [largest_of(grid, column.index, rows, style) for column in (small, large)]
    if any(column.heading.mention is not None for column in claimants) or not (
        sizes[0] <= LARGEST_PERCENT < SMALLEST_BUDGET <= sizes[1]
    ):
        return header
    return dataclasses.replace(
        header,
        columns=(*(column for column in header.columns if column.role != "physical_pct"), small),
        rivals=tuple(column for column in header.rivals if column.role != "physical_pct"),
        ambiguous=tuple(name for name in header.ambiguous if name != "physical_pct"),
    )


def fiscal_year(header: Header) -> int | None:
    """The one year that the headings of budgets name; ``None`` where they name none or several."""
    years = {
        column.heading.mention.year
        for column in (*header.columns, *header.rivals)
        if column.role.partition(":")[0] == "budget" and column.heading.mention is not None
    } - {None}
    return years.pop() if len(years) == 1 else None


def of_year(header: Header, year: int | None) -> Header:
    """The header with, of several columns of one role, the one whose heading names ``year`` alone."""
    if year is None or not header.ambiguous:
        return header
    chosen: dict[str, Column] = {}
    for role in header.ambiguous:
        same = [column for column in header.rivals if column.role == role]
        mine = [column for column in same if _names_year(column, year)]
        others = [column for column in same if column not in mine]
        if len(mine) == 1 and all(_names_another(column, year) for column in others):
            chosen[role] = mine[0]
    return dataclasses.replace(
        header,
        columns=tuple(chosen.get(column.role, column) for column in header.columns),
        rivals=tuple(column for column in header.rivals if column.role not in chosen),
        ambiguous=tuple(role for role in header.ambiguous if role not in chosen),
    )


def _names_year(column: Column, year: int) -> bool:
    mention = column.heading.mention
    return mention is not None and mention.year == year and mention.month is None and mention.quarter is None


def _names_another(column: Column, year: int) -> bool:
    mention = column.heading.mention
    return mention is not None and mention.year not in (None, year)
