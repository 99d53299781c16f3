"""Output indicators: what was to be achieved, what was, and how far that is."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Polarity(StrEnum):
    """Which realization is a good one."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    """Inside two bounds."""
    STABLE = "stable"
    """As close to the target as can be."""


class Consolidation(StrEnum):
    """How statements of single months or quarters become one of the year so far."""

    SUM = "sum"
    AVERAGE = "average"
    LAST = "last"


class NotAssessed(StrEnum):
    """Why an indicator has no achievement; such a one is in no mean."""

    NOT_REPORTED = "not-reported"
    NO_TARGET = "no-target"


class IndicatorAchievement(NamedTuple):
    """One indicator of an agency; achievements are fractions of one."""

    indicator: str
    measure: str | None
    activity: str | None
    polarity: Polarity
    target: Decimal | Fraction | None
    upper: Decimal | None
    """Upper bound of a target that is a range; ``target`` is then the lower one."""
    realization: Decimal | Fraction | None
    raw: Fraction | None
    """As the formula gives it, above one and below zero too."""
    counted: Fraction | None
    """As it goes into the mean: not below zero, not above the cap."""
    reason: NotAssessed | None = None
    consolidation: Consolidation = Consolidation.LAST
    quarters: tuple[Decimal | None, ...] = ()
    """Realization of each quarter alone, where the file states it."""
    row: int = 0
    """1-based row of the newest statement."""
