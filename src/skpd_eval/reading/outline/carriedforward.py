"""A table that ends by carrying its sum to a page that is not there is a part, whatever its rows come to."""

from __future__ import annotations

import re

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue

_CARRIED = re.compile(
    r"^\W*(?:jumlah|total|sub\s*-?\s*(?:jumlah|total))?\s*(?:di|yang\s+di)?"
    r"(?:pindah(?:kan|an)?\b(?!\s+dari)|bawa\s+ke\b).*(?<!dari)$",
    re.IGNORECASE,
)
_BROUGHT = re.compile(r"\b(?:pindahan|dari\s+hal(?:aman|\.)?|bawaan|jumlah\s+halaman\s+sebelumnya)\b", re.IGNORECASE)


def refuse_carried_forward(last_header_row: int, collector: Collector) -> None:
    """An error at the last row that carries a sum forward, where nothing beneath it takes the sum up."""
    grid = collector.grid
    carried: int | None = None
    for row in range(last_header_row + 1, len(grid.rows)):
        texts = [value for value in grid.rows[row] if isinstance(value, str)]
        if any(_is_carried(text) for text in texts):
            carried = row
        elif carried is not None and (any(map(_BROUGHT.search, texts)) or _has_more(grid.rows[row])):
            carried = None
    if carried is not None:
        collector.error("table-goes-on", carried)


def _is_carried(text: str) -> bool:
    words = " ".join(text.split())
    return _CARRIED.match(words) is not None and "pindahan" not in words.casefold().replace("dipindahkan", "")


def _has_more(values: list[CellValue]) -> bool:
    """Whether a row beneath holds figures: the table goes on in this very sheet."""
    return sum(isinstance(value, int | float) and not isinstance(value, bool) for value in values) > 1
