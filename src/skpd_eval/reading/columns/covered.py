"""Amounts in cells that a merged range covers: nobody sees them, though a formula over the range adds them up."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.layout.layout import AMOUNT_ROLES

Cell = tuple[int, int]
"""Zero-based row and column."""


def hide_covered(header: Header, collector: Collector) -> tuple[Grid, Mapping[Cell, int]]:
    """The grid without the numbers beneath a header that a merged cell with a number of its own covers.

    And how often each such visible cell stands again beneath its range. Another number than the visible one
    is an error where it may be an amount: which of the two is meant, nobody can tell. A range over two columns
    that both have a heading of amounts is left as it is.
    """
    claimed = {column.index for column in (*header.columns, *header.rivals) if _is_amount(column.role)}
    rows = [list(row) for row in collector.grid.rows]
    repeats: Counter[Cell] = Counter()
    for visible, hidden in _covered(collector.grid, header.last_row):
        if visible[1] in claimed and hidden[1] in claimed:
            continue
        shown, value = collector.grid.value(*visible), collector.grid.value(*hidden)
        rows[hidden[0]][hidden[1]] = None
        if value == shown:
            repeats[visible] += 1
        elif value and (visible[1] in claimed or hidden[1] in claimed):
            collector.error("covered-amount-differs", *hidden, shown=str(shown), covered=str(value))
    return dataclasses.replace(collector.grid, rows=rows), repeats


def _is_amount(role: str) -> bool:
    return role.partition(":")[0] in AMOUNT_ROLES


def _covered(grid: Grid, below: int) -> Iterator[tuple[Cell, Cell]]:
    """Visible cell and covered cell of merged ranges inside one row, where both hold numbers."""
    for top, left, bottom, right in grid.merges:
        if top != bottom or top <= below or not _is_number(grid.value(top, left)):
            continue
        for column in range(left + 1, right + 1):
            if _is_number(grid.value(top, column)):
                yield (top, left), (top, column)


def _is_number(value: CellValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
