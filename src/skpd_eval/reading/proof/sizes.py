"""Whether the budgets of agencies can be what they say: a unit that is missing, declared twice, or mixed.

The bounds lie far beyond what any government or agency has, so that only a wrong unit crosses them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from skpd_eval.model import counted_lines
from skpd_eval.reading.proof.counted import Counted
from skpd_eval.reading.proof.lines import Lines
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
BUDGETS = ("budget", "budget_revised", "budget_original")


def check_sizes(table: Counted) -> None:
    """Say budgets of agencies whose size speaks against their unit; a unit that the user told is not doubted."""
    header, collector = table.header, table.collector
    column = next((one for one in header.columns if one.measure in BUDGETS), None)
    known = [
        (budget, row)
        for lines in table.made
        for name, budget, row in _budgets(lines)
        if budget > 0 and names_agency(name)
    ]
    if column is None or len(known) < FEWEST_AGENCIES:
        return
    known.sort()
    if sum(budget for budget, _ in known) > LARGEST_TOTAL or known[0][0] > LARGEST_SMALLEST:
        collector.error("unit-too-large", known[-1][1], column.index, amount=known[-1][0])
    if table.options.unit_factor is not None:
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


def _budgets(lines: Lines) -> Iterator[tuple[str, int, int]]:
    """Name of each agency, what its lines budget together, in sen, and the zero-based row of the first."""
    found: dict[int, int] = {}
    first: dict[int, int] = {}
    for line in lines.accounts or counted_lines(lines.progress) or lines.plans:
        told = (getattr(line, role, None) for role in BUDGETS)
        budget = next((amount for amount in told if amount is not None), 0)
        found[line.agency] = found.get(line.agency, 0) + budget
        first.setdefault(line.agency, line.row - 1)
    return ((lines.agencies[agency].name, budget, first[agency]) for agency, budget in found.items())
