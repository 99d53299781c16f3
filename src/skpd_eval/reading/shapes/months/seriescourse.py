"""Whether a row of months holds each month alone or the year so far: proved by its own figures, else left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from skpd_eval.reading.shapes.months.seriesrows import SeriesRow

Months = Sequence[int | None]
"""Twelve amounts in sen, ``None`` where the cell is blank."""

FEWEST_FALLS = 2
MONTHS_OF_QUARTER = 3
MONTHS = range(1, 13)


class Course(StrEnum):
    """How the months of a row follow each other."""

    EMPTY = "empty"
    """Nothing but zeros and blanks: not filled in."""
    ALONE = "alone"
    """Each month by itself."""
    SO_FAR = "so-far"
    """Each month includes those before it."""
    UNCLEAR = "unclear"


@dataclass(slots=True)
class Series:
    """A row of months as read: its twelve amounts in sen, its quarter cells, and how the months run."""

    line: SeriesRow
    months: Months
    quarters: dict[int, int | None]
    budget: int | None
    course: Course = Course.EMPTY


def last_filled(months: Months) -> int:
    """The last month (1-12) with an amount other than zero, 0 where there is none."""
    return max((number for number, amount in enumerate(months, 1) if amount), default=0)


def quarter_months(months: Months, quarter: int) -> list[int]:
    """Amounts of a quarter's months that are known."""
    first = (quarter - 1) * MONTHS_OF_QUARTER
    return [amount for amount in months[first : first + MONTHS_OF_QUARTER] if amount is not None]


def latest(amounts: Sequence[int]) -> int | None:
    """The last amount other than zero."""
    return next((amount for amount in reversed(amounts) if amount), None)


def course_of_plan(months: Months, quarters: Mapping[int, int | None], budget: int | None) -> Course:
    """How a row of targets runs. A cash plan is by month; only its own figures prove another.

    It runs so far where it never falls and either its quarter cells repeat the quarter's last month, or its
    last month is the budget and the sum of the months is not.
    """
    filled = [amount for amount in months if amount]
    if not filled:
        return Course.EMPTY
    known = [amount for amount in months if amount is not None]
    sums, lasts = _evidence(months, quarters)
    rises = _falls(filled) == 0
    ends_at_budget = bool(budget) and len(filled) > 1 and known[-1] == budget and sum(known) != budget
    if rises and len(filled) > 1 and (ends_at_budget or (lasts and not sums)):
        return Course.SO_FAR
    return Course.UNCLEAR if lasts and not sums else Course.ALONE


def course_of_realization(months: Months, quarters: Mapping[int, int | None], budget: int | None) -> Course:
    """How a row of realizations runs; ``UNCLEAR`` where its figures allow both.

    A series so far does not fall but for a correction: two falls, or a last month below half of the highest,
    prove months alone. A sum in a quarter cell proves nothing: the formula stands in many forms whatever the
    months hold. Amounts that rise from month to month and whose sum is within the budget may be either.
    """
    filled = [amount for amount in months if amount]
    if not filled:
        return Course.EMPTY
    sums, lasts = _evidence(months, quarters)
    falls = _falls(filled)
    over = budget is not None and 0 < budget < sum(filled)
    if falls == 0 and len(filled) > 1 and ((lasts and not sums) or (over and filled[-1] <= (budget or 0))):
        return Course.SO_FAR
    alone = falls >= FEWEST_FALLS or 2 * filled[-1] < max(filled)
    blank_inside = any(amount is None for amount in months[: last_filled(months)])
    if alone and not over and not blank_inside and not lasts:
        return Course.ALONE
    return Course.UNCLEAR


def _falls(filled: Sequence[int]) -> int:
    return sum(later < earlier for earlier, later in pairwise(filled))


def _evidence(months: Months, quarters: Mapping[int, int | None]) -> tuple[int, int]:
    """Quarter cells that are the sum of their months, and those that repeat their last one; only where these differ."""
    sums = lasts = 0
    for quarter, stated in quarters.items():
        amounts = quarter_months(months, quarter)
        end = latest(amounts)
        if not stated or end is None or end == sum(amounts):
            continue
        sums += stated == sum(amounts)
        lasts += stated == end
    return sums, lasts
