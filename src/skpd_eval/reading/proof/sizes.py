"""Whether the budgets of agencies can be what they say: a unit that is missing, declared twice, or mixed.

The bounds lie far beyond what any government or agency has, so that only a wrong unit crosses them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.words.agencynames import names_agency

_SEN = 100
LARGEST_TOTAL = 200_000_000_000_000 * _SEN
LARGEST_SMALLEST = 1_000_000_000_000 * _SEN
"""The smallest agency of a table has less than this."""
SMALLEST_LARGEST = 10_000_000 * _SEN
"""The largest agency of a table has more than this."""
SMALLEST_AGENCY = 500_000_000 * _SEN
FEWEST_AGENCIES = 3
APART = 10_000
"""Neighbours in size are never that many times apart, where several stand on either side."""
FEWEST_BESIDE = 2


def check_sizes(
    header: Header,
    rows: Sequence[RecapRow],
    budgets: Sequence[int | None],
    collector: Collector,
    *,
    told: bool,
) -> None:
    """Say budgets (sen, by row) whose size speaks against their unit; ``told`` where the user stated the unit."""
    column = header.column("budget") or header.column("budget_revised") or header.column("budget_original")
    known = [
        (budget, row.row)
        for budget, row in zip(budgets, rows, strict=True)
        if budget and budget > 0 and names_agency(row.agency.name)
    ]
    if column is None or len(known) < FEWEST_AGENCIES:
        return
    known.sort()
    if sum(budget for budget, _ in known) > LARGEST_TOTAL or known[0][0] > LARGEST_SMALLEST:
        collector.error("unit-too-large", known[-1][1], column.index, amount=known[-1][0])
    if told:
        return
    for place, (less, more) in enumerate(pairwise(known), 1):
        beside = min(place, len(known) - place) >= FEWEST_BESIDE
        of_agencies = less[0] < SMALLEST_LARGEST and more[0] >= SMALLEST_AGENCY
        if beside and of_agencies and more[0] >= less[0] * APART:
            other = collector.grid.address(more[1], column.index)
            collector.error("units-apart", less[1], column.index, amount=less[0], other=other)
            return
    if known[-1][0] < SMALLEST_LARGEST:
        collector.warn("unit-suspect", known[-1][1], column.index, amount=known[-1][0])
