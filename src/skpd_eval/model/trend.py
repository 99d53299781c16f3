"""Positions side by side: how absorption and ranks moved, and the S-curve of plan and realization."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model.explained import BudgetEffect
from skpd_eval.model.kinds import RankingKey


class TrendPoint(NamedTuple):
    """The government at one position; amounts in sen, shares fractions of one."""

    year: int
    quarter: int
    cutoff: dt.date
    budget: int | None
    realization: int | None
    plan: int | None
    absorption: Fraction | None
    agencies: int


class CurvePoint(NamedTuple):
    """One month's end of the S-curve, shares of the ranked agencies' budget; ``None``: not known."""

    month: int
    plan: Fraction | None
    realization: Fraction | None

    @property
    def deviation(self) -> Fraction | None:
        """Realization minus plan."""
        return None if self.plan is None or self.realization is None else self.realization - self.plan


@dataclass(frozen=True, slots=True)
class AgencyTrend:
    """One agency over the positions of a trend, oldest first; ``None`` where it was not there."""

    code: str | None
    name: str
    dissolved: bool
    measures: tuple[Fraction | None, ...]
    """What is ranked by, a fraction of one."""
    ranks: tuple[int | None, ...]
    times_lowest: int
    """Positions in a row, up to the newest, at which it was among the lowest."""
    change: Fraction | None
    """The measure since the position before, a fraction of one."""
    last_year: Fraction | None
    """The measure on the same date of last year."""
    since_last_year: Fraction | None
    budget_effect: BudgetEffect | None = None
    adjusted: Fraction | None = None
    """Absorption at the newest position with what was booked that its export lacks; ``None``: nothing was."""

    @property
    def rank_change(self) -> int | None:
        """Places gained (positive) or lost since the position before."""
        if len(self.ranks) < 2:
            return None
        before, now = self.ranks[-2:]
        return None if before is None or now is None else before - now


@dataclass(frozen=True, slots=True)
class Trend:
    """All positions of a year up to one, the same date of last year, and who moved most."""

    government: str | None
    key: RankingKey
    points: tuple[TrendPoint, ...]
    last_year: TrendPoint | None
    agencies: tuple[AgencyTrend, ...]
    """In the order of the newest ranking, then those that it does not rank."""
    lowest_count: int
    persistent: tuple[AgencyTrend, ...]
    """Among the lowest at two positions in a row or more, longest first."""
    risers: tuple[AgencyTrend, ...]
    fallers: tuple[AgencyTrend, ...]
    curve: tuple[CurvePoint, ...]
    """Twelve months, or none where neither plan by month nor realization is known."""
