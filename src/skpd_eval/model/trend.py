"""Positions side by side: how absorption and ranks moved, and the S-curve of plan and realization."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model.explained import BudgetEffect
from skpd_eval.model.kinds import RankingKey


class TrendPoint(NamedTuple):
    """The government at one position; amounts in sen, shares fractions of one.

    ``common`` of the ``of`` agencies that the newest position ranks are ranked here, too. ``thin``: too few of
    them for sums and ranks to be compared.
    """

    year: int
    quarter: int
    cutoff: dt.date
    budget: int | None
    realization: int | None
    plan: int | None
    absorption: Fraction | None
    agencies: int
    common: int
    of: int
    thin: bool


class CurvePoint(NamedTuple):
    """One month's end of the S-curve, shares of the ranked agencies' budget; ``None``: not known.

    Realization is that of the ``agencies`` ranked then and now, ``of`` those ranked now, over their budget alone.
    """

    month: int
    plan: Fraction | None
    realization: Fraction | None
    agencies: int | None = None
    of: int | None = None

    @property
    def partial(self) -> bool:
        """Whether agencies of now are missing there."""
        return self.agencies != self.of

    @property
    def deviation(self) -> Fraction | None:
        """Realization minus plan; ``None``, too, where they are not of the same agencies."""
        if self.plan is None or self.realization is None or self.partial:
            return None
        return self.realization - self.plan


class SameAgencies(NamedTuple):
    """The absorption of the same agencies at each position, a fraction of one; ``None`` where it is thin."""

    agencies: int
    absorptions: tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class AgencyTrend:
    """One agency over the positions of a trend, oldest first; ``None`` where it was not there."""

    code: str | None
    name: str
    dissolved: bool
    measures: tuple[Fraction | None, ...]
    """What is ranked by, a fraction of one."""
    ranks: tuple[int | None, ...]
    """At positions that rank enough of the newest one's agencies; ``None`` at the others, too."""
    rank_change: int | None
    """Places gained (positive) or lost since the position before, among the agencies that both rank."""
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
    same: SameAgencies | None = None
    """Those ranked at every position that is not thin, where they are not all of the newest one's."""
