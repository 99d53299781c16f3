"""Where the data of a heading really stands: in forms with merged cells it is often beside the heading's column."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Sequence

from skpd_eval.model import Kind
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column, Heading, headings
from skpd_eval.reading.layout.layout import AMOUNT_ROLES, PERCENT_ROLES
from skpd_eval.reading.words.agencynames import names_agency

FEWEST_DIGITS = 4
_AMOUNT = re.compile(r"\(?-?\s*(?:Rp\.?\s*)?(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d{1,2})?\)?", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:anggaran|pagu|realisasi|serapan|penyerapan|budget|realization)\b(?!.*(?:%|\bfisik\b))"
)
_REALIZATION = re.compile(r"\b(?:realisasi|serapan|penyerapan|realization)\b(?!.*\bfisik\b)")


def unread_realization(header: Header, grid: Grid) -> Column | None:
    """A column with figures that speaks of realization, in a table of money where none was understood as that."""
    if header.layout.kind is Kind.PLAN:
        return _beneath_plan(header, grid)
    states_money = header.layout.kind in (Kind.ACCOUNTS, Kind.PHYSICAL) and header.of_measure("budget")
    if not states_money or header.of_measure("realization") or header.of_measure("realization_pct"):
        return None
    rows = range(header.last_row + 1, len(grid.rows))
    return next(
        (
            column
            for column in header.unknown
            if _REALIZATION.search(column.heading.text)
            and any(any(map(str.isdigit, str(grid.value(row, column.index)))) for row in rows)
        ),
        None,
    )


def _beneath_plan(header: Header, grid: Grid) -> Column | None:
    """A heading of realization right beneath those of a plan: half of its columns are none of the plan."""
    row = header.last_row + 1
    cells = enumerate(grid.rows[row] if row < len(grid.rows) else [])
    named = (index for index, value in cells if isinstance(value, str) and _REALIZATION.search(value.casefold()))
    index = next(named, None)
    return None if index is None else Column("", index, Heading((str(grid.value(row, index)),)))


def settle_columns(header: Header, collector: Collector) -> Header:
    """Move the columns of a header to where their figures stand.

    A measure whose column is blank in every row takes the one column with figures between its neighbours'
    headings that no heading claims; the move is said. Two such columns leave it where it is.
    """
    grid = collector.grid
    header = _take_names(header, grid)
    rows = range(header.last_row + 1, len(grid.rows))
    claimed = {column.index for column in (*header.columns, *header.unknown, *header.rivals)}
    claimed |= set(header.passed)
    moved: dict[int, int] = {}
    for column in _measures(header):
        if any(not is_blank(grid.value(row, column.index)) for row in rows):
            continue
        free = [
            index
            for index in _between(column, claimed, grid)
            if index not in claimed and _has_figures(grid, index, rows)
        ]
        if len(free) == 1:
            moved[column.index] = free[0]
            claimed.add(free[0])
            collector.inform(
                "column-shifted",
                header.last_row,
                column.index,
                heading=column.heading.text,
                column=grid.column_name(free[0]),
            )
    _refuse_shifted(header, collector, claimed, moved)
    if not moved:
        return header
    return dataclasses.replace(
        header,
        columns=tuple(_at(column, moved) for column in header.columns),
        rivals=tuple(_at(column, moved) for column in header.rivals),
    )


def _refuse_shifted(header: Header, collector: Collector, claimed: set[int], moved: Collection[int]) -> None:
    """Refuse where a column of figures has no heading, and a heading of money further on has no figures.

    What stands between may all be one column off, so nobody can tell which figures are whose.
    """
    grid = collector.grid
    rows = range(header.last_row + 1, len(grid.rows))
    heads = headings(grid, header.first_row, header.last_row, header.layout)
    figures = {index for index in range(grid.width) if _has_figures(grid, index, rows)}
    measures = {column.index for column in _measures(header)}
    for index, heading in enumerate(heads):
        blank = all(is_blank(grid.value(row, index)) for row in rows)
        if not blank or index in moved or not _MONEY.search(heading.text):
            continue
        for step in (-1, 1):
            place = index + step
            while place in figures and place in claimed:
                place += step
            between = set(range(min(place, index) + 1, max(place, index)))
            if place in figures - claimed and between and measures & (between | {index}):
                column = grid.column_name(place)
                collector.error(
                    "columns-shifted", header.last_row, index, heading=heading.text, column=column
                )


def refuse_hidden_twin(header: Header, collector: Collector) -> None:
    """Refuse a hidden column whose merged heading spreads over a shown one with amounts: nobody says which is meant."""
    grid = collector.grid
    rows = range(header.last_row + 1, len(grid.rows))
    claimed = {column.index for column in (*header.columns, *header.rivals)}
    for column in _measures(header):
        if column.index not in grid.hidden_columns:
            continue
        for top, left, _, right in grid.merges:
            if not (header.first_row <= top <= header.last_row and left <= column.index <= right):
                continue
            twins = [index for index in range(left, right + 1) if index not in claimed]
            if any(_has_figures(grid, index, rows) for index in twins):
                collector.error("column-ambiguous", header.last_row, column.index, role=column.heading.text)


def _measures(header: Header) -> list[Column]:
    return [
        column
        for column in (*header.columns, *header.rivals)
        if column.role.partition(":")[0] in AMOUNT_ROLES + PERCENT_ROLES
    ]


def _between(column: Column, claimed: set[int], grid: Grid) -> Sequence[int]:
    left = max((index for index in claimed if index < column.index), default=-1)
    right = min((index for index in claimed if index > column.index), default=grid.width)
    return [index for index in range(left + 1, right) if index != column.index]


def _has_figures(grid: Grid, column: int, rows: Sequence[int]) -> bool:
    return any(_is_figure(grid.value(row, column)) for row in rows)


def _is_figure(value: CellValue) -> bool:
    """A number, or a text of an amount; a short one may as well be part of a code."""
    if isinstance(value, str):
        return _AMOUNT.fullmatch(value.strip()) is not None and sum(map(str.isdigit, value)) >= FEWEST_DIGITS
    return isinstance(value, int | float) and not isinstance(value, bool)


def _at(column: Column, moved: dict[int, int]) -> Column:
    return dataclasses.replace(column, index=moved.get(column.index, column.index))


def _take_names(header: Header, grid: Grid) -> Header:
    """The header with the agencies' names under a heading that was not understood, where codes stand without any.

    Only where most of what stands there are names of agencies.
    """
    if header.column("agency_code") is None or header.column("agency_name") is not None:
        return header
    rows = range(header.last_row + 1, len(grid.rows))
    for column in header.unknown:
        texts = [value for row in rows if isinstance(value := grid.value(row, column.index), str)]
        if texts and sum(map(names_agency, texts)) * 2 > len(texts):
            named = dataclasses.replace(column, role="agency_name")
            unknown = tuple(other for other in header.unknown if other is not column)
            return dataclasses.replace(header, columns=(*header.columns, named), unknown=unknown)
    return header
