"""Where a layout's header stands in a grid: searched for, never assumed at a row."""

from __future__ import annotations

from functools import lru_cache

from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.units import cell_factor
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.headings.header import Header, match_header
from skpd_eval.reading.headings.headings import normalize
from skpd_eval.reading.headings.headwords import meaning
from skpd_eval.reading.headings.roles import role_taught
from skpd_eval.reading.headings.vocabulary import spelled
from skpd_eval.reading.layout.layout import Layout
from skpd_eval.reading.words.rowkinds import is_unit

SEARCHED_ROWS = 80
TALLEST_HEADER = 5
DIGITS_OF_A_YEAR = 4


@lru_cache(maxsize=64)
def _first_parts(layout: Layout) -> tuple[frozenset[str], tuple[str, ...]]:
    """First parts of a layout's patterns: whole words, and beginnings of words."""
    parts = {spelled(pattern[0]) for rule in layout.columns for pattern in rule.headers}
    parts |= {*map(spelled, layout.neutral)}
    return (
        frozenset(part for part in parts if not part.endswith("*")),
        tuple(part[:-1] for part in parts if part.endswith("*")),
    )


def _may_begin_header(values: list[CellValue], layout: Layout) -> bool:
    if layout.by_words and sum(not is_blank(value) for value in values) < 2:
        return False  # a title stands alone in its row
    if any(role_taught(index, (_text_of(value),), layout) for index, value in enumerate(values)):
        return True
    whole, beginnings = _first_parts(layout)
    for value in values:
        if isinstance(value, str) and value.strip():
            words = spelled(_text_of(value))
            if words in whole or words.startswith(beginnings) or (layout.by_words and meaning((words,))):
                return True
    return False


def _text_of(value: CellValue) -> str:
    """The words of a heading; empty for a figure."""
    return normalize(value)[0] if isinstance(value, str) and not is_figure(value) else ""


def _is_amount(value: CellValue) -> bool:
    """Whether a cell holds an amount, which no heading does; a year or the number of a column is none."""
    if isinstance(value, str):
        return (
            is_figure(value)
            and not value.strip().isdigit()
            and sum(map(str.isdigit, value)) > DIGITS_OF_A_YEAR + 1
        )
    return isinstance(value, int | float) and abs(value) >= 10 ** (DIGITS_OF_A_YEAR + 1)


def find_header(grid: Grid, layout: Layout, in_force: PeriodMention | None = None) -> Header | None:
    """The header that gives a layout the most of its columns, in as few rows as possible.

    Returns the nearest miss (with ``missing``) when no rows satisfy the layout, ``None`` when nothing matches.
    """
    best: tuple[tuple[int, ...], Header] | None = None
    for first in range(min(len(grid.rows), SEARCHED_ROWS)):
        if not _may_begin_header(grid.rows[first], layout):
            continue
        for height in range(1, TALLEST_HEADER + 1):
            last = first + height - 1
            if last >= len(grid.rows) or (height > 1 and any(map(_is_amount, grid.rows[last]))):
                break
            header = match_header(grid, layout, first, last, in_force)
            if not header.columns:
                continue
            headed = len((*header.columns, *header.unknown, *header.passed)) if layout.by_words else 0
            score = (-len(header.missing), len(header.columns), len(header.rivals), headed, -height, -first)
            if best is None or score > best[0]:
                best = (score, header)
    return None if best is None else _with_units(grid, best[1], in_force)


def _with_units(grid: Grid, header: Header, in_force: PeriodMention | None) -> Header:
    """The header with the row of units right beneath it, where that row holds nothing else: ``(juta Rp) | (%)``."""
    below = header.last_row + 1
    texts = (
        [str(value) for value in grid.rows[below] if not is_blank(value)] if below < len(grid.rows) else []
    )
    if not any(cell_factor(text) not in (None, 1) for text in texts) or not all(map(is_unit, texts)):
        return header
    taller = match_header(grid, header.layout, header.first_row, below, in_force)
    return header if taller.missing else taller
