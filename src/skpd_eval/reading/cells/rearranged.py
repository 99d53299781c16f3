"""A grid whose cells stand in another order, each still called by its address in the file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from skpd_eval.reading.cells.grid import CellValue, Grid, Origins

Cell = tuple[int, int] | str | None
"""A zero-based cell of the grid as it stands, a heading that the file leaves out, or a blank."""


def rearranged(grid: Grid, cells: Sequence[Sequence[Cell]], *, name: str | None = None) -> Grid:
    """The grid with those cells in place of its own, called so or as before.

    Merged ranges that are still whole stay merged. A row or column is hidden where all its cells come from hidden
    rows or columns.
    """
    origins: Origins = tuple(
        tuple(grid.origin(*cell) if isinstance(cell, tuple) else None for cell in row) for row in cells
    )
    rows: list[list[CellValue]] = [[_value(grid, cell) for cell in row] for row in cells]
    placed = {
        (row, column): cell
        for row, line in enumerate(cells)
        for column, cell in enumerate(line)
        if isinstance(cell, tuple)
    }
    return dataclasses.replace(
        grid,
        name=name or grid.name,
        rows=rows,
        merges=tuple(_whole_merges(grid, {cell: place for place, cell in placed.items()})),
        hidden_rows=_hidden(grid, placed, 0),
        hidden_columns=_hidden(grid, placed, 1),
        formula_gaps=frozenset(place for place, cell in placed.items() if cell in grid.formula_gaps),
        percent_cells=frozenset(place for place, cell in placed.items() if cell in grid.percent_cells),
        origins=origins,
    )


def whole_row(grid: Grid, row: int) -> list[Cell]:
    """A row as it stands."""
    return [(row, column) for column in range(len(grid.rows[row]))]


def _value(grid: Grid, cell: Cell) -> CellValue:
    return grid.value(*cell) if isinstance(cell, tuple) else cell


def _whole_merges(grid: Grid, places: dict[tuple[int, int], tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    for top, left, bottom, right in grid.merges:
        first, last = places.get((top, left)), places.get((bottom, right))
        if first and last and (last[0] - first[0], last[1] - first[1]) == (bottom - top, right - left):
            yield *first, *last


def _hidden(grid: Grid, placed: dict[tuple[int, int], tuple[int, int]], axis: int) -> frozenset[int]:
    """Rows (axis 0) or columns (1) all of whose cells that hold something are hidden in the file."""
    shown: dict[int, bool] = {}
    for place, (row, column) in placed.items():
        if grid.value(row, column) is not None:
            seen = row not in grid.hidden_rows and column not in grid.hidden_columns
            shown[place[axis]] = shown.get(place[axis], False) or seen
    return frozenset(index for index, seen in shown.items() if not seen)
