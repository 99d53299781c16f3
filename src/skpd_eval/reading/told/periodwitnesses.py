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
from skpd_eval.reading.told.titles import Titles, line_period

LONGEST_SHOWN = 60
_REALIZED = (Kind.ACCOUNTS, Kind.PHYSICAL)


def check_witnesses(kind: Kind, titles: Titles, collector: Collector, options: ReadOptions) -> None:
    """Refuse titles that contradict each other, their sheet, or the day of the signature; whoever tells it has decided.

    A file may be named after the month in which it was made: of its name it is said, unless it was signed then too.
    """
    if options.force or kind not in _REALIZED:
        return
    if options.year is None and options.cutoff is None:
        _agree_on_year(titles, collector)
    stated, year = titles.period, stated_year(options, titles, collector.grid.name, collector.file)
    asked = options.quarter is not None or options.cutoff is not None
    if asked or stated is None or year is None or not _is_position(stated):
        return
    _agree_on_period(stated, year, titles, collector)
    _agree_with_names(stated, year, titles, collector)


def _agree_on_year(titles: Titles, collector: Collector) -> None:
    """A fiscal year beside another, or beside a position of another year."""
    told = [(line, year) for line in titles.lines if (year := period.find_budget_year(line)) is not None]
    mention = titles.period
    if told and mention is not None and mention.year is not None and _is_position(mention):
        told.append((mention.cutoff().isoformat(), mention.year))
    for line, year in told[1:]:
        if year != told[0][1]:
            shown = line[:LONGEST_SHOWN]
            collector.error("titles-of-two-years", year=told[0][1], text=shown, second=year)
            return


def _agree_on_period(stated: PeriodMention, year: int, titles: Titles, collector: Collector) -> None:
    """A line of another period than the first, or a signature before the period began."""
    for line in titles.lines:
        mention = line_period(line)
        if mention is not None and _is_position(mention) and not _goes_with(stated, mention):
            said = {"cutoff": _day(stated, year), "found": _day(mention, year), "text": line[:LONGEST_SHOWN]}
            collector.error("titles-of-two-periods", None, None, **said)
            return
    signed = _months_signed(year, titles.notes)
    first = stated.month or Quarter(year, stated.quarter or 1).first_month
    if signed and max(signed) < first:
        found = dt.date(year, max(signed), 1).isoformat()
        collector.error("signed-before-period", None, None, cutoff=_day(stated, year), found=found)


def _agree_with_names(stated: PeriodMention, year: int, titles: Titles, collector: Collector) -> None:
    name = collector.file.replace("\\", "/").rpartition("/")[2]
    in_sheet, in_name = _named(collector.grid.name), period.find_period_in_name(name)
    for text, mention, of_sheet in ((collector.grid.name, in_sheet, True), (name, in_name, False)):
        if mention is None or not _is_position(mention) or _agree(stated, mention):
            continue
        later = any(month >= _month(mention) > _month(stated) for month in _months_signed(year, titles.notes))
        said = {"cutoff": _day(stated, year), "found": _day(mention, year), "text": (text or "")[:LONGEST_SHOWN]}
        (collector.error if of_sheet or later else collector.warn)("period-contradicts-name", None, None, **said)
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


def _goes_with(stated: PeriodMention, mention: PeriodMention) -> bool:
    """Whether a line is of the same period, or of the day in the next month on which its data were taken."""
    taken = mention.precision == "day" and (_month(mention) - _month(stated)) % 12 == 1
    return taken or _agree(stated, mention)


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


def _months_signed(year: int, notes: Iterable[str]) -> list[int]:
    """The months of the year in which a table was signed."""
    signed = [_named(line) for line in notes if period.looks_like_signature_date(line)]
    return [one.month for one in signed if one is not None and one.month and one.year in (year, None)]
