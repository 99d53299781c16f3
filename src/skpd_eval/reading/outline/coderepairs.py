"""Codes written with a blank, a dot or an apostrophe too many: hundreds of them are one remark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from skpd_eval.model import Severity
from skpd_eval.reading.cells.collect import Collector

SHOWN = 5
UNSAID = "blank-trimmed"
DOUBTFUL = frozenset({"inner-blank"})
"""Ways of repair that join what a person wrote apart: these are warnings."""


@dataclass(slots=True)
class Repairs:
    """Gathers repaired cells by the way of repair, zero-based, with their texts."""

    cells: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)

    def note(self, repairs: Iterable[str], row: int, col: int, text: str) -> None:
        """Remember how the code of a cell was repaired."""
        for repair in repairs:
            if repair != UNSAID:
                self.cells.setdefault(repair, {})[row, col] = text

    def say(self, collector: Collector) -> None:
        """One finding for each way of repair: how many codes, the first text and the first addresses."""
        for repair, cells in self.cells.items():
            (row, col), text = next(iter(cells.items()))
            shown = ", ".join(collector.grid.address(*cell) for cell in list(cells)[:SHOWN])
            collector.add(
                "codes-repaired",
                Severity.WARNING if repair in DOUBTFUL else Severity.INFO,
                row,
                col,
                count=len(cells),
                text=text[:60],
                repair=repair,
                cells=shown + (" …" if len(cells) > SHOWN else ""),
            )
