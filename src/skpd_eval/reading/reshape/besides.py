"""A list printed in blocks side by side, under the same headings: each block continues the one to its left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.rearranged import Cell, rearranged, whole_row
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.reshape.cellwords import figures, heads_agencies, measure_of, words_of
from skpd_eval.reading.words.rowkinds import is_number_row, is_subtotal

SEARCHED_ROWS = 80
TALLEST_HEAD = 3
_APART = re.compile(r"pendapatan|belanja|pembiayaan|20\d\d|triwulan|semester|tahap|murni|perubahan", re.IGNORECASE)
"""What a title says of one block alone makes it another table."""
Part = tuple[int, int]
"""A zero-based row, and the first column of the block that it is read from."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """Zero-based: rows of the headings, first columns of the blocks, their width, the column of names in each."""

    heads: range
    starts: tuple[int, ...]
    width: int
    name: int

    def columns(self, start: int) -> range:
        """The columns of the block that begins there."""
        return range(start, start + self.width)


def stacked(grid: Grid) -> Grid | None:
    """The blocks beneath each other; ``None`` where no heading of agencies stands twice under the same neighbours."""
    found = blocks_of(grid)
    if found is None:
        return None
    amounts = [row for row in range(found.heads.stop, len(grid.rows)) if figures(grid, row)]
    end = max(amounts, default=found.heads[-1]) + 1
    body = _body(grid, found, end)
    if _name_twice(grid, found, body) or _titled_apart(grid, found):
        return None
    rows: list[list[Cell]] = [whole_row(grid, row) for row in range(found.heads.start)]
    rows += [[(row, column) for column in found.columns(found.starts[0])] for row in found.heads]
    rows += [[(row, column) for column in found.columns(start)] for row, start in body]
    rows += [whole_row(grid, row) for row in range(end, len(grid.rows))]
    return rearranged(grid, rows)


def blocks_of(grid: Grid) -> Blocks | None:
    """The first row of headings that stand again beside themselves."""
    tried = (_blocks(grid, row) for row in range(min(len(grid.rows), SEARCHED_ROWS)))
    return next((one for one in tried if one is not None), None)


def _blocks(grid: Grid, row: int) -> Blocks | None:
    """The blocks whose headings stand in a row, where each has the same ones as far from each other."""
    names = [column for column, value in enumerate(grid.rows[row]) if heads_agencies(value)]
    if len(names) < 2 or len({words_of(grid.value(row, column)) for column in names}) > 1:
        return None
    steps = {right - left for left, right in pairwise(names)}
    if len(steps) > 1:
        return None
    heads = range(row, _last_head(grid, row, names, steps.copy().pop()) + 1)
    before = _alike(grid, heads, names, -1)
    behind = _alike(grid, heads, names, 1)
    width = before + 1 + behind
    block = range(names[0] - before, names[0] + behind + 1)
    measured = any(measure_of(grid.value(head, column)) for head in heads for column in block)
    if width > min(steps) or not measured:
        return None
    return Blocks(heads, tuple(name - before for name in names), width, before)


def _last_head(grid: Grid, row: int, names: list[int], step: int) -> int:
    """The last of the rows beneath that hold the same texts in every block, and no figure."""
    last = row
    while last + 1 < min(len(grid.rows), row + TALLEST_HEAD) and not figures(grid, last + 1):
        first, *others = ([grid.value(last + 1, name + place) for place in range(step)] for name in names)
        if all(map(is_blank, first)) or any(other[: step - 1] != first[: step - 1] for other in others):
            break
        last += 1
    return last


def _alike(grid: Grid, heads: range, names: list[int], step: int) -> int:
    """How many columns to one side of the names are headed alike in every block."""
    count = 0
    while True:
        place = (count + 1) * step
        paths = [tuple(words_of(grid.value(row, name + place)) for row in heads) for name in names]
        apart = min(names[0], names[1] - names[0] - 1) if step < 0 else names[1] - names[0] - 1
        if abs(place) > apart or not any(paths[0]) or len(set(paths)) > 1:
            return count
        count += 1


def _body(grid: Grid, found: Blocks, end: int) -> list[Part]:
    """The rows of the first block, then of the next; the only total, wherever it stands, is of them all."""
    first = found.heads.stop
    first += is_number_row(grid.rows[first]) if first < end else 0
    body = [
        (row, start)
        for start in found.starts
        for row in range(first, end)
        if any(not is_blank(grid.value(row, column)) for column in found.columns(start))
    ]
    totals = [part for part in body if _is_total(grid, found, part)]
    if len(totals) == 1:
        body.remove(totals[0])
        body.append(totals[0])
    return body


def _is_total(grid: Grid, found: Blocks, part: Part) -> bool:
    row, start = part
    texts = (grid.value(row, column) for column in range(start, start + found.name + 1))
    return any(isinstance(text, str) and is_subtotal(text) for text in texts)


def _name_twice(grid: Grid, found: Blocks, body: list[Part]) -> bool:
    """Whether a name stands in two blocks: they are two tables of the same agencies then, and continue nothing."""
    named = {
        (words_of(grid.value(row, start + found.name)), start)
        for row, start in body
        if not _is_total(grid, found, (row, start))
    }
    names = [name for name, _ in named if name]
    return len(set(names)) < len(names)


def _titled_apart(grid: Grid, found: Blocks) -> bool:
    """Whether the rows above the headings tell blocks apart: revenue beside expenditure, a year beside another."""
    for row in range(max(found.heads.start - TALLEST_HEAD, 0), found.heads.start):
        texts = [
            " ".join(str(grid.value(row, column) or "") for column in found.columns(start)) for start in found.starts
        ]
        told = [frozenset(map(str.casefold, _APART.findall(text))) for text in texts]
        if len({one for one in told if one}) > 1:
            return True
    return False
