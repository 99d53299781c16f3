"""Rows that print the header again, as at the top of each page: blanked once, before any reader sees them."""

from __future__ import annotations

import dataclasses

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.words.rowkinds import is_number_row

FEWEST_CELLS = 2
"""One cell alone may be the name of a row."""


def blank_reprinted(header: Header, collector: Collector) -> int:
    """Blank each row that repeats one of the header's, and what belongs to it beneath; how many there were."""
    grid = collector.grid
    gone: set[int] = set()
    for row in range(header.last_row + 1, len(grid.rows)):
        beneath = row - 1 in gone and (is_number_row(grid.rows[row]) or _repeats(header, grid, row, 1))
        if beneath or _repeats(header, grid, row, FEWEST_CELLS) or _heads_codes(header, grid, row):
            gone.add(row)
    if gone:
        rows: list[list[CellValue]] = [
            [None] * len(cells) if row in gone else cells for row, cells in enumerate(grid.rows)
        ]
        collector.grid = dataclasses.replace(grid, rows=rows)
    return len(gone)


def _repeats(header: Header, grid: Grid, row: int, fewest: int) -> bool:
    """Whether all cells of a row, and so many of them, stand so in one row of the header."""
    cells = {column: value for column, value in enumerate(grid.rows[row]) if not is_blank(value)}
    return len(cells) >= fewest and any(
        all(grid.value(above, column) == value for column, value in cells.items())
        for above in range(header.first_row, header.last_row + 1)
    )


def _heads_codes(header: Header, grid: Grid, row: int) -> bool:
    """Whether the heading of the codes stands where a code should."""
    if not header.code_columns:
        return False
    first = header.code_columns[0]
    value = grid.value(row, first)
    heads = [grid.value(above, first) for above in range(header.first_row, header.last_row + 1)]
    return isinstance(value, str) and not is_blank(value) and value in heads
