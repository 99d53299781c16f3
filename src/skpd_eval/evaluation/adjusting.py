"""Adjustments beside the figures: the export's amounts stay as they are, the booked ones stand apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from skpd_eval import codes
from skpd_eval.evaluation.entries import added
from skpd_eval.evaluation.identity import agency_of
from skpd_eval.model import Evaluation, Level, RankedAgency
from skpd_eval.model.assistance import Adjustment


def with_adjustments(evaluation: Evaluation, adjustments: Iterable[Adjustment]) -> Evaluation:
    """Set beside each agency the sum of what was booked for it at its very cut-off, and their sum in all.

    An amount booked for one cut-off says nothing of another: a later export may hold it already. Those
    withdrawn, of another government, or for an agency that is not there are left out. Nothing says which
    sub-unit an amount is of: among sub-units it is in the total and in no row.
    """
    key = codes.government_key(evaluation.government or "")
    by_unit = evaluation.level == Level.UNIT
    there = {
        (agency_of(row.figures.identity) if by_unit else row.figures.identity, row.figures.cutoff)
        for row in (*evaluation.rows, *evaluation.unranked)
    }
    used = tuple(
        one
        for one in adjustments
        if one.withdrawn_at is None
        and codes.government_key(one.government or "") == key
        and (one.agency.identity, one.cutoff) in there
    )
    if not used:
        return evaluation
    booked: dict[tuple[str, dt.date], int] = defaultdict(int)
    for one in used:
        booked[one.agency.identity, one.cutoff] += one.amount

    def beside(rows: tuple[RankedAgency, ...]) -> tuple[RankedAgency, ...]:
        return (
            rows
            if by_unit
            else tuple(
                replace(row, adjustment=booked.get((row.figures.identity, row.figures.cutoff)))
                for row in rows
            )
        )

    return replace(
        evaluation,
        rows=beside(evaluation.rows),
        unranked=beside(evaluation.unranked),
        total=replace(evaluation.total, adjustment=sum(booked.values())),
        adjustments=used,
    )


def of_governments(ranking: Evaluation, evaluations: Sequence[Evaluation]) -> Evaluation:
    """Set beside each government what was booked for its agencies; ``evaluations`` are its governments, adjusted."""
    booked = {one.government or "": one.total.adjustment for one in evaluations if one.adjustments}
    if not booked:
        return ranking

    def beside(rows: tuple[RankedAgency, ...]) -> tuple[RankedAgency, ...]:
        return tuple(replace(row, adjustment=booked.get(row.figures.name)) for row in rows)

    return replace(
        ranking,
        rows=beside(ranking.rows),
        unranked=beside(ranking.unranked),
        total=replace(ranking.total, adjustment=added(booked.values())),
        adjustments=tuple(used for one in evaluations for used in one.adjustments),
    )
