"""Several tables of one form in one sheet, each under a title of its own period: each is read as a sheet of its own.

They stand beneath each other (a block a month) or side by side (a quarter beside the other). Headings that are printed
again without another period above them are those of one table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpd_eval import period
from skpd_eval.errors import PeriodError
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.rearranged import Cell, rearranged, whole_row
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.reshape.besides import SEARCHED_ROWS, Blocks, blocks_of
from skpd_eval.reading.reshape.cellwords import filled, heads_agencies

TALLEST_TITLE = 3
FEWEST_HEADINGS = 3


def tables_of(grid: Grid) -> tuple[Grid, ...]:
    """The tables of a grid, each named after its period too; the grid alone where it holds one."""
    return tuple(_beneath(grid)) or tuple(_beside(grid)) or (grid,)


def _beneath(grid: Grid) -> Iterator[Grid]:
    """Tables beneath each other: the same headings again, each time under another period."""
    heads = _headings_again(grid)
    titles = [_title_above(grid, head) for head in heads]
    said = [_period(grid, row) for row in titles if row is not None]
    if len(said) != len(heads) or len(heads) < 2 or len({*said}) < len(said):
        return
    starts = [row for row in titles if row is not None]
    for start, end in zip(starts, [*starts[1:], len(grid.rows)], strict=True):
        rows: list[list[Cell]] = [whole_row(grid, row) for row in (*range(starts[0]), *range(start, end))]
        yield rearranged(grid, rows, name=_named(grid, grid.rows[start]))


def _headings_again(grid: Grid) -> list[int]:
    """The first row that heads agencies, and those that hold the same cells."""
    searched = range(min(len(grid.rows), SEARCHED_ROWS))
    first = next((row for row in searched if _is_heading(grid.rows[row])), None)
    if first is None:
        return []
    return [row for row in range(first, len(grid.rows)) if grid.rows[row] == grid.rows[first]]


def _is_heading(cells: Sequence[CellValue]) -> bool:
    texts = [value for value in cells if not is_blank(value)]
    return len(texts) >= FEWEST_HEADINGS and any(map(heads_agencies, texts))


def _title_above(grid: Grid, head: int) -> int | None:
    """The row right above headings, or a little higher, whose only text names a period."""
    for row in range(head - 1, max(head - 1 - TALLEST_TITLE, -1), -1):
        if len(filled(grid, row)) == 1 and _period(grid, row) is not None:
            return row
    return None


def _period(grid: Grid, row: int) -> str | None:
    return _period_of(next((value for value in grid.rows[row] if not is_blank(value)), None))


def _period_of(value: CellValue) -> str | None:
    """The period that a title names, in one spelling; a year alone is none."""
    try:
        found = period.find_period(value) if isinstance(value, str) else None
    except PeriodError:
        return None
    dated = found is not None and (found.month or found.quarter)
    return str((found.year, found.month, found.quarter, found.day)) if found is not None and dated else None


def _named(grid: Grid, cells: Sequence[CellValue]) -> str:
    title = " ".join(str(next(value for value in cells if not is_blank(value))).split())
    return f"{grid.name} › {title}" if grid.name else title


def _beside(grid: Grid) -> Iterator[Grid]:
    """Tables side by side: the same headings again, each under another period."""
    found = blocks_of(grid)
    row = None if found is None else _row_of_periods(grid, found)
    if found is None or row is None:
        return
    for start in found.starts:
        columns = found.columns(start)
        rows: list[list[Cell]] = [whole_row(grid, above) for above in range(row)]
        rows += [[(below, column) for column in columns] for below in range(row, len(grid.rows))]
        own = [grid.value(row, column) for column in columns]
        yield rearranged(grid, rows, name=_named(grid, own))


def _row_of_periods(grid: Grid, found: Blocks) -> int | None:
    """The row above the headings in which each block names a period of its own."""
    for row in range(found.heads.start - 1, max(found.heads.start - 1 - TALLEST_TITLE, -1), -1):
        told = [
            next((said for column in found.columns(start) if (said := _period_of(grid.value(row, column)))), None)
            for start in found.starts
        ]
        if None not in told and len({*told}) == len(told):
            return row
    return None
