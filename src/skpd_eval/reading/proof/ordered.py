"""A table that calls itself highest or lowest first and has one row out of that order: a figure typed wrong."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.proof.lines import Lines

FEWEST = 3
_HIGHEST = re.compile(r"\b(tertinggi|terbaik|highest|top)\b")
_LOWEST = re.compile(r"\b(terendah|lowest|bottom)\b")


def check_order(made: Sequence[Lines], title: str, collector: Collector) -> None:
    """Say the row that breaks the order which the title names; a table in no such order says nothing by it."""
    falling, rising = _HIGHEST.search(title), _LOWEST.search(title)
    if bool(falling) is bool(rising):
        return
    for lines in made:
        shares = [
            (line.row, lines.agencies[line.agency].name, share)
            for line in lines.progress
            if (share := line.realization_pct or _share(line.realization, line.budget)) is not None
        ] or [
            (entry.row, lines.agencies[entry.agency].name, share)
            for entry in lines.accounts
            if (share := _share(entry.realization, entry.budget)) is not None
        ]
        breaks = [
            (before, after)
            for before, after in itertools.pairwise(shares)
            if (after[2] > before[2] if falling else after[2] < before[2])
        ]
        if len(shares) >= FEWEST and len(breaks) == 1:
            ((_, other, above), (row, name, share)) = breaks[0]
            collector.warn(
                "order-broken",
                row - 1,
                None,
                agency=name[:60],
                stated=f"{share:.2f}",
                other=other[:60],
                above=f"{above:.2f}",
            )


def _share(realization: int | None, budget: int | None) -> Decimal | None:
    return Decimal(realization) * 100 / budget if budget and realization is not None else None
