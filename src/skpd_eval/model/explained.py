"""Why an agency stands where it does, whether it matters, and what it would take: records of one agency."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an agency adds to the government's shortfall against plan; negative where it is ahead.

    Amounts and points of all agencies and exclusions sum to those of the government, exactly.
    """

    amount: int
    """Plan minus realization, sen."""
    points: Fraction | None
    """The amount over the government's budget, a fraction of one (x 100: percentage points)."""
    share: Fraction | None
    """Of what all that are behind their plan lack together; ``None`` for what is not behind, or where a plan
    is unknown."""


class Goal(NamedTuple):
    """A plan to be reached by a day: ``needed`` is what is lacking today, never negative; sen."""

    day: dt.date
    plan: int
    needed: int
    per_month: int | None
    """``needed`` over the months until then, rounded half-up; ``None`` where none is left."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """How far an agency, else the government, was on the same date of last year."""

    of_agency: bool
    cutoff: dt.date
    absorption: Fraction
    """At ``cutoff``, a fraction of one."""
    year_end: Fraction | None
    """At the end of last year; ``None`` where the ledger has not that position."""
    speed: Fraction | None
    """Pace from ``cutoff`` to the year's end over the pace before, as the government or agency did it."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What it would take. A pace is judged against last year's only: spending never runs in a straight line."""

    goals: tuple[Goal, ...]
    """The end of the next quarter, then the end of the year (one where they are the same), where planned."""
    pace: int | None
    """Realization a month so far, sen, rounded half-up; ``None`` before the first month's end."""
    speed_needed: Fraction | None
    """Pace needed to reach the plan of the year's end over the pace so far."""
    last_year: LastYear | None = None
    since_last_year: Fraction | None = None
    """Absorption now minus that on the same date of last year, a fraction of one."""
    government_speed: Fraction | None = None
    """``speed_needed`` of the government as a whole, at the same date."""


class Quadrant(StrEnum):
    """Physical progress against its target, and spending against its plan."""

    ON_TRACK = "on-track"
    UNPAID = "done-not-paid"
    AHEAD = "paid-not-done"
    BEHIND = "both-behind"


class Mismatch(NamedTuple):
    """A part whose work and money differ."""

    code: str
    name: str
    amount: int
    """Budget x (physical - absorption), sen: positive is work not yet paid, negative is paid ahead of work."""
    physical: Fraction
    absorption: Fraction


class BudgetEffect(NamedTuple):
    """Why absorption differs from the previous position; the two parts sum to the difference."""

    realized: Fraction
    """By what was spent since, over the earlier budget; a fraction of one."""
    budget: Fraction
    """By the changed budget."""
    realization_before: int
    """Sen, as the two above are made from."""
    budget_before: int
