"""Which edition of a form that an agency hands in month after month a file is."""

from __future__ import annotations

import datetime as dt

from skpd_eval import period
from skpd_eval.errors import PeriodError
from skpd_eval.model import Edition, PeriodOrigin
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periods import own_period
from skpd_eval.reading.told.titles import Titles


def edition_of(titles: Titles, collector: Collector, options: ReadOptions) -> Edition | None:
    """What the user says, else words or a stamp in the file's name, else what the title or the sheet names."""
    if options.cutoff is not None:
        return Edition(options.cutoff, options.cutoff_origin)
    year = options.year or titles.year
    name = collector.file.replace("\\", "/").rpartition("/")[2]
    day = _day(period.find_period_in_name(name), year) or period.stamp_in_name(name)
    if day is not None:
        return Edition(day, PeriodOrigin.FILE_NAME)
    own = own_period(titles, collector.grid.name, collector.file)
    day = None if own is None else _day(own[0], year)
    return None if day is None or own is None else Edition(day, own[1])


def _day(mention: PeriodMention | None, year: int | None) -> dt.date | None:
    if mention is None or (mention.month is None and mention.quarter is None):
        return None
    try:
        return mention.cutoff(year)
    except PeriodError:
        return None
