"""Whether what a table is called, what its sheet and its file are called and when it was signed agree on the period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from skpd_eval import period
from skpd_eval.errors import PeriodError
from skpd_eval.model import Kind
from skpd_eval.period import PeriodMention, Quarter
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periods import stated_year
from skpd_eval.reading.told.titles import Titles

_REALIZED = (Kind.ACCOUNTS, Kind.PHYSICAL)


def check_witnesses(kind: Kind, titles: Titles, collector: Collector, options: ReadOptions) -> None:
    """Refuse a title of one period over a sheet of another; of a file's name it is said, unless it was signed then.

    A file may be named after the month in which it was made. Whoever tells the position has decided.
    """
    stated, year = titles.period, stated_year(options, titles, collector.grid.name, collector.file)
    asked = options.quarter is not None or options.cutoff is not None or options.force
    if asked or kind not in _REALIZED or stated is None or year is None or not _is_position(stated):
        return
    name = collector.file.replace("\\", "/").rpartition("/")[2]
    in_sheet, in_name = _named(collector.grid.name), period.find_period_in_name(name)
    for text, mention, of_sheet in ((collector.grid.name, in_sheet, True), (name, in_name, False)):
        if mention is None or not _is_position(mention) or _agree(stated, mention):
            continue
        refused = of_sheet or _signed_with(mention, stated, year, titles.notes)
        said = {"cutoff": _day(stated, year), "found": _day(mention, year), "text": (text or "")[:60]}
        (collector.error if refused else collector.warn)("period-contradicts-name", None, None, **said)
        return


def _named(sheet: str | None) -> PeriodMention | None:
    try:
        return period.find_period(sheet) if sheet else None
    except PeriodError:
        return None


def _is_position(mention: PeriodMention) -> bool:
    return mention.month is not None or mention.quarter is not None


def _month(mention: PeriodMention) -> int:
    return mention.month or Quarter(2000, mention.quarter or 1).months[-1]


def _agree(one: PeriodMention, other: PeriodMention) -> bool:
    """Whether two are of one month, or a month and its quarter."""
    if _month(one) == _month(other):
        return True
    coarse = one.month is None or other.month is None
    return coarse and (_month(one) + 2) // 3 == (_month(other) + 2) // 3


def _day(mention: PeriodMention, year: int) -> str:
    try:
        return mention.cutoff(year).isoformat()
    except PeriodError:
        return dt.date(year, _month(mention), 1).isoformat()


def _signed_with(mention: PeriodMention, stated: PeriodMention, year: int, notes: Iterable[str]) -> bool:
    """Whether it was signed in the month that the name says or after it, and so long after the one of the title."""
    signed = [_named(line) for line in notes if period.looks_like_signature_date(line)]
    months = [one.month for one in signed if one is not None and one.month and one.year in (year, None)]
    return any(month >= _month(mention) > _month(stated) for month in months)
