"""How a government stands in the few figures that page one of its papers holds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model.figures import ItemFigures
from skpd_eval.model.result import RankedAgency


class StatusCount(NamedTuple):
    """How many ranked agencies have a status; ``None`` is without one."""

    status: str | None
    agencies: int


class LargestShortfalls(NamedTuple):
    """The agencies whose shortfall against plan is largest, and their part of all shortfalls together."""

    rows: tuple[RankedAgency, ...]
    share: Fraction
    """Of the sum of all agencies' shortfalls, a fraction of one; what others are ahead is not set against it."""
    planned: int
    """Ranked agencies whose plan is known: of the others nobody knows whether they fall short."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The government at one position; amounts in sen, ``None`` where unknown."""

    statuses: tuple[StatusCount, ...] = ()
    """The worst first, in the order of the rule's bands; empty where nobody has a status."""
    shortfalls: LargestShortfalls | None = None
    capital: ItemFigures | None = None
    """Capital spending of all ranked agencies, where it is behind its plan (without one: behind the whole)."""
    unpaid: tuple[RankedAgency, ...] = ()
    """Physical progress on target, spending behind plan: the bills are not handed in."""
    ahead_of_work: tuple[RankedAgency, ...] = ()
    """Spending on plan, physical progress behind its target."""
    needed_per_month: int | None = None
    """What is left of the budget over the months left (F-20)."""
    pace: int | None = None
    """Realization a month so far."""
    speed_needed: Fraction | None = None
    """``needed_per_month`` over ``pace``."""
