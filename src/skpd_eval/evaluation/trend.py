"""Evaluations of a year side by side: who moved, who stays lowest, and the S-curve."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from skpd_eval import period
from skpd_eval.evaluation.entries import added
from skpd_eval.evaluation.ranking import lowest, measure
from skpd_eval.evaluation.ratios import difference, share
from skpd_eval.model import (
    AgencyTrend,
    CurvePoint,
    Evaluation,
    RankedAgency,
    Trend,
    TrendPoint,
)

MOVERS = 3
"""Risers and fallers that are named."""
_PERSISTENT = 2
_MONTHS = 12


def trend_of(positions: Sequence[Evaluation], last_year: Evaluation | None, lowest_count: int) -> Trend:
    """Lay positions of one year side by side, oldest first; they are ranked by one key.

    An agency is the one of the same identity. Risers and fallers moved in rank since the position before,
    the most places first, then the most points.
    """
    newest = positions[-1]
    rows = [_by_identity(one) for one in positions]
    lows = [{row.figures.identity for row in lowest(one.rows, lowest_count)} for one in positions]
    then = {} if last_year is None else _by_identity(last_year)
    agencies = tuple(_agency(row, rows, lows, then, newest) for row in (*newest.rows, *newest.unranked))
    persistent = [one for one in agencies if one.times_lowest >= _PERSISTENT]
    moved = [one for one in agencies if one.rank_change]
    return Trend(
        government=newest.government,
        key=newest.key,
        points=tuple(map(point_of, positions)),
        last_year=None if last_year is None else point_of(last_year),
        agencies=agencies,
        lowest_count=lowest_count,
        persistent=tuple(sorted(persistent, key=lambda one: (-one.times_lowest, -(one.ranks[-1] or 0)))),
        risers=tuple(sorted((one for one in moved if (one.rank_change or 0) > 0), key=_most)[:MOVERS]),
        fallers=tuple(sorted((one for one in moved if (one.rank_change or 0) < 0), key=_most)[:MOVERS]),
        curve=curve_of(positions),
    )


def _most(one: AgencyTrend) -> tuple[int, Fraction, str, str]:
    return -abs(one.rank_change or 0), -abs(one.change or Fraction(0)), one.code or "", one.name


def point_of(evaluation: Evaluation) -> TrendPoint:
    """Give the government's own line of a position."""
    total = evaluation.total
    return TrendPoint(
        evaluation.year,
        evaluation.quarter,
        evaluation.cutoff,
        total.budget,
        total.realization,
        total.plan,
        total.ratios.absorption,
        total.agencies,
    )


def _by_identity(evaluation: Evaluation) -> dict[str, RankedAgency]:
    return {row.figures.identity: row for row in (*evaluation.rows, *evaluation.unranked)}


def _agency(
    row: RankedAgency,
    rows: Sequence[dict[str, RankedAgency]],
    lows: Sequence[set[str]],
    then: dict[str, RankedAgency],
    newest: Evaluation,
) -> AgencyTrend:
    identity = row.figures.identity
    over = [at.get(identity) for at in rows]
    measures = tuple(None if one is None else measure(one.ratios, newest.key) for one in over)
    before = then.get(identity)
    last = None if before is None else measure(before.ratios, newest.key)
    return AgencyTrend(
        code=row.figures.code,
        name=row.figures.name,
        dissolved=row.figures.dissolved,
        measures=measures,
        ranks=tuple(None if one is None else one.rank for one in over),
        times_lowest=_in_a_row(identity, lows),
        change=difference(measures[-1], measures[-2]) if len(measures) > 1 else None,
        last_year=last,
        since_last_year=difference(measures[-1], last),
        budget_effect=row.budget_effect,
        adjusted=row.adjusted_absorption,
    )


def _in_a_row(identity: str, lows: Sequence[set[str]]) -> int:
    count = 0
    for low in reversed(lows):
        if identity not in low:
            break
        count += 1
    return count


def curve_of(positions: Sequence[Evaluation]) -> tuple[CurvePoint, ...]:
    """Draw plan and realization of the newest position's ranked agencies, month by month.

    The plan is known in a month where every agency with a budget has one; realization at the positions that
    end a month. Both are divided by the newest budget, so that a change of budget bends neither line.
    """
    newest = positions[-1]
    budget = added(row.figures.budget for row in newest.rows)
    plans = [_planned(newest, month) for month in range(_MONTHS)]
    realized = {
        period.whole_months(one.cutoff): added(row.figures.realization for row in one.rows)
        for one in positions
        if period.whole_months(one.cutoff) == one.cutoff.month
    }
    if not realized and not any(plan is not None for plan in plans):
        return ()
    return tuple(
        CurvePoint(month + 1, share(plan, budget), share(realized.get(month + 1), budget))
        for month, plan in enumerate(plans)
    )


def _planned(evaluation: Evaluation, month: int) -> int | None:
    with_budget = [row.figures for row in evaluation.rows if row.figures.budget]
    if not with_budget or any(not figures.plan_by_month for figures in with_budget):
        return None
    plans = [figures.plan_by_month[month] for figures in with_budget]
    return None if None in plans else added(plans)
