"""Evaluations of a year side by side: who moved, who stays lowest, and the S-curve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from skpd_eval import period
from skpd_eval.evaluation.entries import added
from skpd_eval.evaluation.merging import as_merged
from skpd_eval.evaluation.movement import comparable, enough, rank_changes
from skpd_eval.evaluation.ranking import in_lower_half, lowest, measure
from skpd_eval.evaluation.ratios import difference, share
from skpd_eval.model import (
    AgencyTrend,
    CurvePoint,
    Evaluation,
    RankedAgency,
    SameAgencies,
    Trend,
    TrendPoint,
)

MOVERS = 3
"""Risers and fallers that are named."""
_PERSISTENT = 2
_MONTHS = 12


def trend_of(positions: Sequence[Evaluation], last_year: Evaluation | None, lowest_count: int) -> Trend:
    """Lay positions of one year side by side, oldest first; they are ranked by one key.

    An agency is the one of the same identity. Ranks are of the positions that rank enough of the newest one's
    agencies (:func:`~skpd_eval.evaluation.movement.comparable`); risers and fallers moved among the agencies that
    the last two both rank, the most places first, then the most points. The lowest of a position are
    ``lowest_count`` of its agencies, and no more than half of them. A dissolved agency is named nowhere.
    """
    newest = positions[-1]
    everyone = (*newest.rows, *newest.unranked)
    printed, positions = positions, [as_merged(one, everyone) for one in positions]
    last_year = None if last_year is None else as_merged(last_year, everyone)
    over = _Positions(printed, positions, {} if last_year is None else _by_identity(last_year), lowest_count)
    agencies = tuple(over.agency(row) for row in (*newest.rows, *newest.unranked))
    named = [one for one in agencies if not one.dissolved]
    persistent = [one for one in named if one.times_lowest >= _PERSISTENT]
    moved = [one for one in named if one.rank_change]
    return Trend(
        government=newest.government,
        key=newest.key,
        points=tuple(point_of(one, newest) for one in positions),
        last_year=None if last_year is None else _last_year(last_year, newest),
        same=_same(positions),
        agencies=agencies,
        lowest_count=lowest_count,
        persistent=tuple(sorted(persistent, key=lambda one: (-one.times_lowest, -(one.ranks[-1] or 0)))),
        risers=tuple(sorted((one for one in moved if (one.rank_change or 0) > 0), key=_most)[:MOVERS]),
        fallers=tuple(sorted((one for one in moved if (one.rank_change or 0) < 0), key=_most)[:MOVERS]),
        curve=curve_of(positions),
    )


def _most(one: AgencyTrend) -> tuple[int, Fraction, str, str]:
    return -abs(one.rank_change or 0), -abs(one.change or Fraction(0)), one.code or "", one.name


def point_of(evaluation: Evaluation, newest: Evaluation) -> TrendPoint:
    """Give the government's own line of a position, and how many of the newest one's agencies it ranks."""
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
        len(_common([newest, evaluation])),
        len(newest.rows),
        not comparable(newest.rows, evaluation.rows),
    )


def _last_year(evaluation: Evaluation, newest: Evaluation) -> TrendPoint:
    """Codes change with the year: whether the government is there then is a matter of how many report."""
    thin = not enough(evaluation.total.agencies, newest.total.agencies)
    return point_of(evaluation, newest)._replace(thin=thin)


def _common(positions: Sequence[Evaluation]) -> set[str]:
    """Identities that all positions rank."""
    return set.intersection(*({row.figures.identity for row in one.rows} for one in positions))


def _same(positions: Sequence[Evaluation]) -> SameAgencies | None:
    newest = positions[-1]
    thick = [one for one in positions if comparable(newest.rows, one.rows)]
    common = _common(thick) if thick else set()
    if not common or all(common == _common([one]) for one in thick):
        return None
    return SameAgencies(
        len(common), tuple(_absorption(one, common) if one in thick else None for one in positions)
    )


def _absorption(evaluation: Evaluation, among: set[str]) -> Fraction | None:
    figures = [row.figures for row in evaluation.rows if row.figures.identity in among]
    return share(added(one.realization for one in figures), added(one.budget for one in figures))


def _by_identity(evaluation: Evaluation) -> dict[str, RankedAgency]:
    return {row.figures.identity: row for row in (*evaluation.rows, *evaluation.unranked)}


class _Positions:
    """The rows of each position by identity, with who moved and who is lowest there; ranks as they were printed."""

    def __init__(
        self,
        printed: Sequence[Evaluation],
        positions: Sequence[Evaluation],
        last_year: dict[str, RankedAgency],
        lowest_count: int,
    ) -> None:
        newest = positions[-1]
        before = positions[-2].rows if len(positions) > 1 else ()
        self._newest = newest
        self._rows = [_by_identity(one) for one in positions]
        self._printed = [_by_identity(one) for one in printed]
        self._thick = [comparable(newest.rows, one.rows) for one in positions]
        self._lows = [
            _lows(one.rows, lowest_count) if thick else set()
            for one, thick in zip(printed, self._thick, strict=True)
        ]
        self._changes = rank_changes(newest.rows, before)
        self._last_year = last_year

    def agency(self, row: RankedAgency) -> AgencyTrend:
        """One agency over the positions."""
        identity = row.figures.identity
        measures = tuple(self._measure(at.get(identity)) for at in self._rows)
        last = self._measure(self._last_year.get(identity))
        return AgencyTrend(
            code=row.figures.code,
            name=row.figures.name,
            dissolved=row.figures.dissolved,
            measures=measures,
            ranks=tuple(self._ranks(identity)),
            rank_change=self._changes.get(identity),
            times_lowest=_in_a_row(identity, self._lows),
            change=difference(measures[-1], measures[-2]) if len(measures) > 1 else None,
            last_year=last,
            since_last_year=difference(measures[-1], last),
            budget_effect=row.budget_effect,
            adjusted=row.adjusted_absorption,
        )

    def _measure(self, row: RankedAgency | None) -> Fraction | None:
        return None if row is None else measure(row.ratios, self._newest.key)

    def _ranks(self, identity: str) -> Iterator[int | None]:
        for rows, thick in zip(self._printed, self._thick, strict=True):
            row = rows.get(identity)
            yield row.rank if thick and row is not None else None


def _lows(rows: Sequence[RankedAgency], count: int) -> set[str]:
    low = lowest(rows, in_lower_half(rows, count)) if len(rows) > 1 else ()
    return {row.figures.identity for row in low if row.rank != 1}


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
    end a month and rank enough of these agencies: of those that they rank. Both are divided by the newest budget
    of the same agencies, so that neither a change of budget nor a late report bends a line.
    """
    newest = positions[-1]
    budget = added(row.figures.budget for row in newest.rows)
    plans = [_planned(newest, month) for month in range(_MONTHS)]
    realized = {
        period.whole_months(one.cutoff): _realized(one, newest)
        for one in positions
        if period.whole_months(one.cutoff) == one.cutoff.month and comparable(newest.rows, one.rows)
    }
    if not realized and not any(plan is not None for plan in plans):
        return ()
    return tuple(
        CurvePoint(month + 1, share(plan, budget), *realized.get(month + 1, (None, None, None)))
        for month, plan in enumerate(plans)
    )


def _realized(evaluation: Evaluation, newest: Evaluation) -> tuple[Fraction | None, int, int]:
    """The share of the newest budget that the agencies ranked then and now had realized; their number, and all."""
    common = _common([newest, evaluation])
    spent = [row.figures.realization for row in evaluation.rows if row.figures.identity in common]
    budgets = [row.figures.budget for row in newest.rows if row.figures.identity in common]
    return share(added(spent), added(budgets)), len(common), len(newest.rows)


def _planned(evaluation: Evaluation, month: int) -> int | None:
    with_budget = [row.figures for row in evaluation.rows if row.figures.budget]
    if not with_budget or any(not figures.plan_by_month for figures in with_budget):
        return None
    plans = [figures.plan_by_month[month] for figures in with_budget]
    return None if None in plans else added(plans)
