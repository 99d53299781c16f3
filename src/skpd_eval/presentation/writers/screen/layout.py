"""How a table fits a screen: names fold, columns that may go are dropped, amounts are shortened, rows stack.

No figure is ever cut. Widths are in terminal cells.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

from skpd_eval.presentation import numbers
from skpd_eval.presentation.show import compactly, shown
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table

_WAYS = ((2, True), (1, True), (1, False))
"""Cells between columns, and whether texts must be comfortable to read; the last where nothing more can go."""
_BAR_WIDTHS = (10, 20)
_COMFORTABLE_NAME = range(24, 41)
_COMFORTABLE_LINES = 3
"""Optional columns are dropped before a text folds to less than the first width, or to more lines than this
where one of these widths is enough for it."""
_SMALLEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Fit:
    """A way to show a table: its columns, each with its width, and what was given up for it."""

    table: Table
    widths: tuple[int, ...]
    full: bool = False
    """Headings stand whole on one line, as in a pipe."""
    unit: int | None = None
    """Rupiah in one of what amounts are shown in; ``None``: amounts in full."""
    dropped: tuple[Column, ...] = ()
    gap: int = _WAYS[0][0]


def heading(column: Column, language: str, *, full: bool, unit: int | None = None) -> str:
    """The heading a screen shows: the short one where there is one, with the unit of shortened amounts."""
    text = column.heading if full or not column.short else column.short
    if unit is None or column.kind is not ColumnKind.RUPIAH:
        return text
    return text.replace("(Rp)", f"(Rp {numbers.scale_word(unit, language)})")


def natural(table: Table, language: str) -> Fit:
    """Every column as wide as its widest content and heading: what a file or a pipe gets."""
    widths = (
        max(cell_len(column.heading), _content(table, place, language, None))
        for place, column in enumerate(table.columns)
    )
    return Fit(table, tuple(widths), full=True)


def fit(table: Table, width: int, language: str) -> Fit | None:
    """The fullest way to show a table in ``width`` cells; ``None`` where its rows must be stacked.

    First texts fold and columns of the lowest priority are dropped, then amounts are shortened too.
    """
    for unit in dict.fromkeys((None, _unit_of(table))):
        found = _fit(table, width, language, unit)
        if found is not None:
            return found
    return None


def _unit_of(table: Table) -> int | None:
    """The unit of a table's amounts, its totals left out of account: one for all of them."""
    places = [place for place, column in enumerate(table.columns) if column.kind is ColumnKind.RUPIAH]
    amounts = (row[place].value for row in table.rows for place in places)
    return numbers.scale_of(amount for amount in amounts if isinstance(amount, int))


def _fit(table: Table, width: int, language: str, unit: int | None) -> Fit | None:
    priorities = sorted({1, *(column.priority for column in table.columns)}, reverse=True)
    for priority in priorities:
        kept = table.keeping(column for column in table.columns if column.priority <= priority)
        dropped = tuple(column for column in table.columns if column.priority > priority)
        widths = tuple(
            max(_heading_word(column, language, unit), _content(kept, place, language, unit))
            for place, column in enumerate(kept.columns)
        )
        for gap, comfortably in _WAYS if priority == 1 else _WAYS[:-1]:
            room = width - gap * (len(widths) - 1)
            folded = _folded(kept, widths, room, language, comfortably=comfortably)
            if folded is not None:
                return Fit(kept, folded, unit=unit, dropped=dropped, gap=gap)
    return None


def _folded(
    table: Table, widths: Sequence[int], room: int, language: str, *, comfortably: bool
) -> tuple[int, ...] | None:
    """The widths with the widest texts and bars narrowed until all fit, or ``None``."""
    narrowed = list(widths)
    least = {
        place: _least(table, place, language, comfortably=comfortably)
        for place, column in enumerate(table.columns)
        if column.kind in {ColumnKind.TEXT, ColumnKind.BAR}
    }
    while sum(narrowed) > room:
        candidates = [place for place, limit in least.items() if narrowed[place] > limit]
        if not candidates:
            return None
        narrowed[max(candidates, key=lambda place: narrowed[place])] -= 1
    return tuple(narrowed)


def _least(table: Table, place: int, language: str, *, comfortably: bool) -> int:
    """How narrow a text may become: short ones stay whole while columns can still go, else words do."""
    column = table.columns[place]
    if column.kind is ColumnKind.BAR:
        return max(_BAR_WIDTHS[0], _heading_word(column, language))
    texts = [str(cell.value or "") for cell in _cells(table, place)]
    whole = max(map(cell_len, texts), default=1)
    if comfortably:
        return max(_heading_word(column, language), min(whole, _comfortable(tuple(texts))))
    if whole > _SMALLEST_NAME:
        return max(_heading_word(column, language), _SMALLEST_NAME)
    return max(
        _heading_word(column, language), max((cell_len(word) for text in texts for word in text.split()), default=1)
    )


@lru_cache
def _comfortable(texts: tuple[str, ...]) -> int:
    """The least width at which no text takes more than the lines that are comfortable."""
    enough = (
        width
        for width in _COMFORTABLE_NAME
        if all(_lines(text, width) <= _COMFORTABLE_LINES for text in texts)
    )
    return next(enough, _COMFORTABLE_NAME[-1])


def _lines(text: str, width: int) -> float:
    """How many lines a text takes that folds at blanks; beyond all bounds where a word has to break."""
    lines, used = 1, 0
    for word in map(cell_len, text.split()):
        if word > width:
            return math.inf
        lines, used = (
            (lines, used + 1 + word) if used and used + 1 + word <= width else (lines + bool(used), word)
        )
    return lines


def _content(table: Table, place: int, language: str, unit: int | None) -> int:
    column = table.columns[place]
    if column.kind is ColumnKind.BAR:
        return _BAR_WIDTHS[1]
    return max((cell_len(worded(cell, column, language, unit)) for cell in _cells(table, place)), default=0)


def worded(cell: Cell, column: Column, language: str, unit: int | None) -> str:
    """What a cell shows, amounts in ``unit`` where there is one."""
    if unit is None:
        return shown(cell.value, column, language)
    return compactly(cell.value, column, language, unit)


def _heading_word(column: Column, language: str, unit: int | None = None) -> int:
    """The longest word of a heading: headings fold at blanks."""
    text = heading(column, language, full=False, unit=unit)
    return max(map(cell_len, text.split()), default=1)


def _cells(table: Table, place: int) -> list[Cell]:
    return [row[place] for row in (*table.rows, *table.total_rows)]
