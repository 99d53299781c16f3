"""A row whose cells stand one column aside: no sum proves it wrong where the table has no total, its neighbours do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.headings.header import Header

FEWEST_ROWS = 5
"""Fewer rows do not show what a column holds."""
MOST_ALIKE = 10
"""One row in so many at most looks as no other does."""
FEWEST_OFF = 2
"""So many cells must be of another kind than their columns', and none once they stand back."""

SMALL_DIGITS = 3
ANY = "zero"
_DECIMALS = re.compile(r"[.,]\d{1,2}\W*$")
_DIGITS = re.compile(r"\D")


def refuse_shifted(header: Header, collector: Collector) -> None:
    """An error at each row whose cells fit the columns of the other rows only when moved aside by one."""
    grid = collector.grid
    rows = [row for row in range(header.last_row + 1, len(grid.rows)) if len(_filled(grid.rows[row])) > 1]
    if len(rows) < FEWEST_ROWS:
        return
    width = grid.width + 1
    kinds = {row: _kinds(grid.rows[row], width) for row in rows}
    alike = Counter(kinds.values())
    usual = [_usual([kinds[row][column] for row in rows]) for column in range(width)]
    for row in rows:
        off = _off(kinds[row], usual)
        rare = alike[kinds[row]] * MOST_ALIKE <= len(rows) or alike[kinds[row]] == 1
        if rare and len(off) >= FEWEST_OFF and _fits_moved(kinds[row], usual, off[0]):
            collector.error("cells-shifted", row, off[0])


def _filled(values: Sequence[CellValue]) -> list[CellValue]:
    return [value for value in values if not is_blank(value)]


def _kinds(values: Sequence[CellValue], width: int) -> tuple[str, ...]:
    """Of each cell: nothing, a text, a small figure as percentages are, a large one, or a zero, which may be either."""
    kinds = [_kind(value) for value in values]
    return (*kinds, *[""] * (width - len(kinds)))


def _kind(value: CellValue) -> str:
    if is_blank(value):
        return ""
    if not is_figure(value):
        return "text"
    digits = _DIGITS.sub("", _DECIMALS.sub("", str(value))).lstrip("0")
    return ANY if not digits else "large" if len(digits) > SMALL_DIGITS else "small"


def _usual(kinds: Sequence[str]) -> str | None:
    """What nearly all cells of a column are; ``None`` where they are of several kinds."""
    kind, count = Counter(kinds).most_common(1)[0]
    alike = count + (kinds.count(ANY) if kind in ("small", "large") else 0)
    return kind if alike * MOST_ALIKE >= len(kinds) * (MOST_ALIKE - 2) else None


def _off(kinds: Sequence[str], usual: Sequence[str | None]) -> list[int]:
    """Columns whose cell is of another kind than usual."""
    return [
        column
        for column, kind in enumerate(kinds)
        if usual[column] not in (None, kind, ANY) and not (kind == ANY and usual[column] in ("small", "large"))
    ]


def _fits_moved(kinds: Sequence[str], usual: Sequence[str | None], first: int) -> bool:
    """Whether all is as usual once the cells from the first odd one on stand one column back or further."""
    back = (*kinds[:first], *kinds[first + 1 :], "")
    further = (*kinds[:first], usual[first] or "", *kinds[first:-1])
    return not _off(back, usual) or (kinds[-1] == "" and not _off(further, usual))
