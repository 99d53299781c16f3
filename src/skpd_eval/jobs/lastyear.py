"""Which positions of last year a pace is judged against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from skpd_eval.period import Quarter


def same_day_last_year(day: dt.date) -> dt.date:
    """The same date one year before; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=day.day - 1)


def nearest_position(cutoffs: Collection[dt.date], day: dt.date) -> dt.date | None:
    """The newest of last year's cut-offs up to the same date, inside its quarter; else the first after it there.

    ``None`` where that quarter has none.
    """
    then = same_day_last_year(day)
    inside = [cutoff for cutoff in cutoffs if Quarter.of(then).contains(cutoff)]
    before = [cutoff for cutoff in inside if cutoff <= then]
    return max(before) if before else min(inside, default=None)
