"""How a table fits a screen: names fold, columns that may go are dropped, amounts are shortened, rows stack.

No figure is ever cut. Widths are in terminal cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from skpd_eval.presentation.show import compactly, shown
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table

_GAPS = (2, 1)
_BAR_WIDTHS = (10, 20)
_COMFORTABLE_NAME = 24
"""Optional columns are dropped before names fold to less than this."""
_SMALLEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Fit:
    """A way to show a table: its columns, each with its width, and what was given up for it."""

    table: Table
    widths: tuple[int, ...]
    full: bool = False
    """Headings stand whole on one line, as in a pipe."""
    compact: bool = False
    dropped: tuple[Column, ...] = ()
    gap: int = _GAPS[0]


def heading(column: Column, *, full: bool) -> str:
    """The heading a screen shows: the short one where there is one."""
    return column.heading if full or not column.short else column.short


def natural(table: Table, language: str) -> Fit:
    """Every column as wide as its widest content and heading: what a file or a pipe gets."""
    widths = (
        max(cell_len(column.heading), _content(table, place, language, compact=False))
        for place, column in enumerate(table.columns)
    )
    return Fit(table, tuple(widths), full=True)


def fit(table: Table, width: int, language: str) -> Fit | None:
    """The fullest way to show a table in ``width`` cells; ``None`` where its rows must be stacked.

    First texts fold and columns of the lowest priority are dropped, then amounts are shortened too.
    """
    for compact in (False, True):
        found = _fit(table, width, language, compact=compact)
        if found is not None:
            return found
    return None


def _fit(table: Table, width: int, language: str, *, compact: bool) -> Fit | None:
    priorities = sorted({1, *(column.priority for column in table.columns)}, reverse=True)
    for priority in priorities:
        kept = table.keeping(column for column in table.columns if column.priority <= priority)
        dropped = tuple(column for column in table.columns if column.priority > priority)
        smallest = _COMFORTABLE_NAME if priority > 1 else _SMALLEST_NAME
        widths = tuple(
            max(_heading_word(column), _content(kept, place, language, compact=compact))
            for place, column in enumerate(kept.columns)
        )
        for gap in _GAPS:
            folded = _folded(kept, widths, width - gap * (len(widths) - 1), smallest)
            if folded is not None:
                return Fit(kept, folded, compact=compact, dropped=dropped, gap=gap)
    return None


def _folded(table: Table, widths: Sequence[int], room: int, smallest: int) -> tuple[int, ...] | None:
    """The widths with the widest texts and bars narrowed until all fit, or ``None``."""
    narrowed = list(widths)
    least = {
        place: _least(table, place, smallest)
        for place, column in enumerate(table.columns)
        if column.kind in {ColumnKind.TEXT, ColumnKind.BAR}
    }
    while sum(narrowed) > room:
        candidates = [place for place, limit in least.items() if narrowed[place] > limit]
        if not candidates:
            return None
        narrowed[max(candidates, key=lambda place: narrowed[place])] -= 1
    return tuple(narrowed)


def _least(table: Table, place: int, smallest: int) -> int:
    """How narrow a text may become: short ones stay whole while columns can still go, else words do."""
    column = table.columns[place]
    if column.kind is ColumnKind.BAR:
        return max(_BAR_WIDTHS[0], _heading_word(column))
    texts = [str(cell.value or "") for cell in _cells(table, place)]
    whole = max(map(cell_len, texts), default=1)
    if whole > smallest or smallest == _COMFORTABLE_NAME:
        return max(_heading_word(column), min(whole, smallest))
    return max(
        _heading_word(column), max((cell_len(word) for text in texts for word in text.split()), default=1)
    )


def _content(table: Table, place: int, language: str, *, compact: bool) -> int:
    column = table.columns[place]
    if column.kind is ColumnKind.BAR:
        return _BAR_WIDTHS[1]
    write = compactly if compact else shown
    return max((cell_len(write(cell.value, column, language)) for cell in _cells(table, place)), default=0)


def _heading_word(column: Column) -> int:
    """The longest word of a heading: headings fold at blanks."""
    return max(map(cell_len, heading(column, full=False).split()), default=1)


def _cells(table: Table, place: int) -> list[Cell]:
    return [row[place] for row in (*table.rows, *table.total_rows)]
