"""A period as a text mentions it: often without a year, often coarser than a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from skpd_eval.errors import PeriodError
from skpd_eval.period.quarter import Quarter, month_end
from skpd_eval.period.spelling import day_of

_DECEMBER = 12


@dataclass(frozen=True)
class PeriodMention:
    """What a title, header or name says about time; ``None`` where it does not say.

    ``end`` is the last day of what is mentioned and is known exactly when ``year`` is; ``start`` only where a
    range says so. ``month`` is the month of the end, ``first_month`` the first month of a range (1 for a
    half-year), ``quarter`` only where a quarter or half-year is named, ``day`` the day of the end.
    """

    start: dt.date | None
    end: dt.date | None
    month: int | None
    quarter: int | None
    year: int | None
    precision: str
    """``day``, ``month``, ``quarter`` or ``year``: how finely the end is stated."""
    first_month: int | None
    day: int | None = None

    def cutoff(self, year: int | None = None) -> dt.date:
        """Give the last day of what is mentioned.

        The mention's own year goes before ``year``. Raises :class:`PeriodError` when neither is known, or
        when the day does not exist in that year.
        """
        if self.end is not None:
            return self.end
        if year is None:
            raise PeriodError(self._described())
        return last_day(year, self.quarter, self.month, self.day, self._described())

    def _described(self) -> str:
        parts = (self.day, self.month, self.quarter and f"Q{self.quarter}", self.year)
        return " ".join(str(part) for part in parts if part is not None)

    @property
    def is_single_month(self) -> bool:
        """Whether the mention itself says that it covers one month alone, from its beginning.

        True of ``1 Agustus s.d 31 Agustus 2022``; a bare ``Agustus`` or ``s.d. Agustus`` does not say.
        """
        if self.first_month is None or self.first_month != self.month:
            return False
        return self.start is None or self.end is None or self.start.year == self.end.year


def last_day(year: int, quarter: int | None, month: int | None, day: int | None, text: str) -> dt.date:
    """Give the last day of a day, month, quarter or year, the finest that is known."""
    if month is not None:
        return month_end(year, month) if day is None else day_of(year, month, day, text)
    if quarter is not None:
        return Quarter(year, quarter).end
    return month_end(year, _DECEMBER)
