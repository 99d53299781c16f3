"""Years in headings and in columns: of several side by side the fiscal year's counts, a column of one says it."""

from __future__ import annotations

import dataclasses

from skpd_eval import period
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.columns.header import Header, headings
from skpd_eval.reading.columns.headings import Column

YEAR_HEADINGS = frozenset({"tahun", "tahun anggaran", "thn", "ta", "thang", "year", "fiscal year"})


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


def year_of_rows(header: Header, collector: Collector) -> int | None:
    """The one year that a column of years states.

    Rows of several years are an error where the layout has no role for them: they would be added up.
    """
    grid, read = collector.grid, header.column("year")
    heads = headings(grid, header.first_row, header.last_row, header.layout.neutral)
    index = next((place for place, heading in enumerate(heads) if heading.text in YEAR_HEADINGS), None)
    index = index if read is None else read.index
    if index is None:
        return None
    rows = range(header.last_row + 1, len(grid.rows))
    told = {row: year for row in rows if (year := _year(grid.value(row, index))) is not None}
    first = next(iter(told.values()), None)
    other = next((row for row, year in told.items() if year != first), None)
    if other is not None and read is not None:
        return None
    if other is not None:
        collector.error("years-in-rows", other, index, year=told[other], other=str(first))
    return first


def _year(value: CellValue) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return period.find_year(str(value)) if isinstance(value, int | str) else None
