"""How amounts of several periods run, each alone or the year so far: proved by the figures, else left open.

The one place that judges it: rows of months, columns side by side, positions of a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from skpd_eval.model import PeriodKind

Months = Sequence[int | None]
"""Twelve amounts in sen, ``None`` where the cell is blank."""

FEWEST_FALLS = 2
"""So many falls in one row are no correction."""
FEWEST_ROWS = 3
"""Fewer rows may rise by chance."""
FALLING_COLUMNS = 20
"""One row in so many may fall by a correction, or by a copy of an older column, of columns side by side."""
FALLING_POSITIONS = 5
"""One agency in so many may fall from one position to the next that says it is cumulative."""
MONTHS_OF_QUARTER = 3
MONTHS = range(1, 13)


class Course(StrEnum):
    """How periods follow each other."""

    EMPTY = "empty"
    """Nothing but zeros and blanks: not filled in."""
    ALONE = "alone"
    """Each period by itself."""
    SO_FAR = "so-far"
    """Each period includes those before it."""
    SUMMED = "summed"
    """Each by itself, beside their sum, which is the year so far."""
    UNCLEAR = "unclear"
    """Nothing proves it."""


def too_many_fall(falling: int, rows: int, one_in: int) -> bool:
    """Whether so many of the rows fall that they cannot be cumulative; of a few rows one is enough."""
    return falling > 0 if rows < FEWEST_ROWS else falling * one_in > rows


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
    rises = falls_of(filled) == 0
    ends_at_budget = bool(budget) and len(filled) > 1 and known[-1] == budget and sum(known) != budget
    if rises and len(filled) > 1 and (ends_at_budget or (lasts and not sums)):
        return Course.SO_FAR
    return Course.UNCLEAR if lasts and not sums else Course.ALONE


def course_of_realization(
    months: Months, quarters: Mapping[int, int | None], budget: int | None, told: PeriodKind | None = None
) -> Course:
    """How a row of realizations runs, as the user tells it or its figures do; ``UNCLEAR`` where these allow both.

    A series so far does not fall but for a correction: two falls, or a last month below half of the highest,
    prove months alone. A sum in a quarter cell proves nothing: the formula stands in many forms whatever the
    months hold. Amounts that rise from month to month and whose sum is within the budget may be either.
    """
    filled = [amount for amount in months if amount]
    if not filled:
        return Course.EMPTY
    if told is not None:
        return Course.SO_FAR if told is PeriodKind.CUMULATIVE else Course.ALONE
    sums, lasts = _evidence(months, quarters)
    falls = falls_of(filled)
    over = budget is not None and 0 < budget < sum(filled)
    if falls == 0 and len(filled) > 1 and ((lasts and not sums) or (over and filled[-1] <= (budget or 0))):
        return Course.SO_FAR
    alone = falls >= FEWEST_FALLS or 2 * filled[-1] < max(filled)
    blank_inside = any(amount is None for amount in months[: last_filled(months)])
    if alone and not over and not blank_inside and not lasts:
        return Course.ALONE
    return Course.UNCLEAR


def falls_of(filled: Sequence[int]) -> int:
    """How often an amount is less than the one before it."""
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
