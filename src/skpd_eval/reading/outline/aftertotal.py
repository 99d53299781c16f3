"""Rows of figures beneath the total of a table: the total does not count them, so they must not fall off in silence."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.words.rowkinds import is_aside, is_number_row, is_subtotal


def refuse_after_total(total_row: int, amount_columns: Sequence[int], collector: Collector) -> None:
    """An error at each row beneath the total (zero-based) that has a name before its figures.

    What repeats a total or is worked out from it is passed over, and so is a signature.
    """
    grid = collector.grid
    first = min(amount_columns)
    for row in range(total_row + 1, len(grid.rows)):
        figures = [is_figure(value) for column in amount_columns if not is_blank(value := grid.value(row, column))]
        texts = {column: str(value) for column, value in enumerate(grid.rows[row][:first]) if not is_blank(value)}
        named = {column: text for column, text in texts.items() if any(map(str.isalnum, text))}
        aside = any(is_subtotal(text) or is_aside(text) for text in named.values())
        if figures and all(figures) and named and not aside and not is_number_row(grid.rows[row]):
            collector.error("rows-after-total", row, min(named))
