"""Columns of several years side by side: the one of the fiscal year counts (``Realisasi 2017 | Realisasi 2016``)."""

from __future__ import annotations

import dataclasses

from skpd_eval.reading.header import Column, Header


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
