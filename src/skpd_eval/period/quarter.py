"""Quarters of a budget year and the ends of months."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from skpd_eval.errors import PeriodError

_MONTHS_IN_QUARTER = 3
_QUARTER_NAMES = ("I", "II", "III", "IV")


def month_end(year: int, month: int) -> dt.date:
    """Give the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def whole_months(cutoff: dt.date) -> int:
    """Count the months of the year that have ended by a day, that day included: 30 Sep 9, 29 Sep 8."""
    return cutoff.month if cutoff == month_end(cutoff.year, cutoff.month) else cutoff.month - 1


def months_gone(cutoff: dt.date) -> Fraction:
    """Give how much of the year is over in months, days as parts of theirs: 30 Sep 9, 29 Sep 8 and 29/30."""
    return cutoff.month - 1 + Fraction(cutoff.day, month_end(cutoff.year, cutoff.month).day)


def quarter_name(number: int) -> str:
    """Give a quarter's number as Indonesian reports print it: ``III``; :class:`PeriodError` if not 1-4."""
    if not 1 <= number <= len(_QUARTER_NAMES):
        raise PeriodError(str(number))
    return _QUARTER_NAMES[number - 1]


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter (*triwulan*) of a calendar year; both ends belong to it.

    Raises :class:`PeriodError` for a number outside 1-4.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4):
            raise PeriodError(f"{self.year}-Q{self.number}")

    @classmethod
    def of(cls, day: dt.date) -> Quarter:
        """Give the quarter that contains a day."""
        return cls(day.year, (day.month + 2) // _MONTHS_IN_QUARTER)

    @property
    def first_month(self) -> int:
        """The month it begins with: 1, 4, 7 or 10."""
        return self.number * _MONTHS_IN_QUARTER - 2

    @property
    def months(self) -> tuple[int, int, int]:
        """Its three months."""
        return self.first_month, self.first_month + 1, self.first_month + 2

    @property
    def start(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.first_month, 1)

    @property
    def end(self) -> dt.date:
        """Its last day."""
        return month_end(self.year, self.months[-1])

    def previous(self) -> Quarter:
        """Give the quarter before."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def next(self) -> Quarter:
        """Give the quarter after."""
        return (
            Quarter(self.year + 1, 1)
            if self.number == len(_QUARTER_NAMES)
            else Quarter(self.year, self.number + 1)
        )

    def contains(self, day: dt.date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end
