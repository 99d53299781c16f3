"""Adjustments beside the figures: the export's amounts stay as they are, the booked ones stand apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from skpd_eval import codes
from skpd_eval.model import Evaluation, RankedAgency
from skpd_eval.model.assistance import Adjustment


def with_adjustments(evaluation: Evaluation, adjustments: Iterable[Adjustment]) -> Evaluation:
    """Set beside each agency the sum of what was booked for it at its very cut-off, and their sum in all.

    An amount booked for one cut-off says nothing of another: a later export may hold it already. Those
    withdrawn, of another government, or for an agency that is not there are left out.
    """
    booked: dict[tuple[str, object], int] = defaultdict(int)
    key = codes.government_key(evaluation.government or "")
    for one in adjustments:
        if one.withdrawn_at is None and codes.government_key(one.government or "") == key:
            booked[one.agency.identity, one.cutoff] += one.amount
    if not booked:
        return evaluation

    def beside(rows: tuple[RankedAgency, ...]) -> tuple[RankedAgency, ...]:
        return tuple(
            replace(row, adjustment=booked.get((row.figures.identity, row.figures.cutoff))) for row in rows
        )

    rows, unranked = beside(evaluation.rows), beside(evaluation.unranked)
    found = [row.adjustment for row in (*rows, *unranked) if row.adjustment is not None]
    total = replace(evaluation.total, adjustment=sum(found) if found else None)
    return replace(evaluation, rows=rows, unranked=unranked, total=total)
