"""Which position an export is for: what the user says, else what the file says, never a guess."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from skpd_eval import period
from skpd_eval.errors import PeriodError
from skpd_eval.model import Kind, PeriodKind, PeriodOrigin, Precision
from skpd_eval.period import PeriodMention, Quarter
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.titles import Titles

LONGEST_SHOWN = 80
_ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Position:
    """Year, cut-off (last day covered; for a plan the first day it is in force), and who said so."""

    year: int | None
    cutoff: dt.date | None
    origin: PeriodOrigin | None
    precision: Precision
    period_kind: PeriodKind


@dataclass(frozen=True, slots=True)
class Told:
    """What a table's own period columns say of a group of rows."""

    year: int | None = None
    mention: PeriodMention | None = None


def own_period(titles: Titles, sheet: str | None, file: str) -> tuple[PeriodMention, PeriodOrigin] | None:
    """The period that the file itself names: titles, else the sheet's name, else the file's name."""
    if titles.period is not None:
        return titles.period, PeriodOrigin.TITLE
    in_sheet = _quietly(sheet) if sheet else None
    if in_sheet is not None:
        return in_sheet, PeriodOrigin.SHEET_NAME
    in_name = period.find_period_in_name(file.replace("\\", "/").rpartition("/")[2])
    return (in_name, PeriodOrigin.FILE_NAME) if in_name is not None else None


def _quietly(text: str) -> PeriodMention | None:
    """The period of a sheet's name; a week is none, since its month ends later."""
    if "minggu" in text.casefold():
        return None
    try:
        return period.find_period(text)
    except PeriodError:
        return None


def stated_year(options: ReadOptions, titles: Titles, sheet: str | None, file: str) -> int | None:
    """The fiscal year that the user or else the file names."""
    own = own_period(titles, sheet, file)
    return options.year or titles.year or (own[0].year if own else None)


def position_in_force(options: ReadOptions, titles: Titles, sheet: str | None, file: str) -> dt.date | None:
    """The position that the user or the file names, to choose among columns of several periods."""
    year = stated_year(options, titles, sheet, file)
    if options.cutoff is not None:
        return options.cutoff
    own = own_period(titles, sheet, file)
    try:
        stated = own[0].cutoff(year) if own is not None else None
    except PeriodError:
        stated = None
    if options.quarter is None or year is None:
        return stated
    quarter = Quarter(year, options.quarter)
    return stated if stated is not None and quarter.contains(stated) else quarter.end


def resolve(collector: Collector, options: ReadOptions, titles: Titles, told: Told, kind: Kind) -> Position:
    """Decide an export's position; disagreements become findings at the file."""
    own = own_period(titles, collector.grid.name, collector.file)
    if told.mention is not None:
        own = told.mention, PeriodOrigin.COLUMN
    year = _year(collector, options, titles, told, own)
    if kind is Kind.PLAN:
        return _plan_position(collector, options, year, own)
    stated = _cutoff(collector, own, year)
    cutoff, origin, precision = _decide(collector, options, own, stated, _asked(options, year))
    if cutoff is None and own is None and titles.unreadable_period is not None:
        collector.error("period-unreadable", text=titles.unreadable_period[:LONGEST_SHOWN])
    elif cutoff is None:
        collector.error(_unnamed(options, year, own))
    elif origin is PeriodOrigin.FILE_NAME:
        collector.inform("period-from-file-name", cutoff=cutoff.isoformat())
    elif origin is PeriodOrigin.SHEET_NAME:
        collector.inform("period-from-sheet-name", cutoff=cutoff.isoformat())
    period_kind = options.period_kind or _period_kind(collector, own, titles)
    return Position(cutoff.year if cutoff else year, cutoff, origin, precision, period_kind)


def _unnamed(
    options: ReadOptions, year: int | None, own: tuple[PeriodMention, PeriodOrigin] | None
) -> str:
    """What is still to be asked for: the year, the quarter, or both."""
    if year is not None:
        return "quarter-missing"
    named = options.quarter is not None or (
        own is not None and (own[0].month is not None or own[0].quarter is not None)
    )
    return "year-missing" if named else "period-missing"


def _asked(options: ReadOptions, year: int | None) -> dt.date | None:
    if options.cutoff is not None or options.quarter is None or year is None:
        return options.cutoff
    return Quarter(year, options.quarter).end


def _year(
    collector: Collector,
    options: ReadOptions,
    titles: Titles,
    told: Told,
    own: tuple[PeriodMention, PeriodOrigin] | None,
) -> int | None:
    mentioned = own[0].year if own else None
    stated = told.year or titles.year or mentioned
    asked = options.year or (options.cutoff.year if options.cutoff else None)
    if asked is not None and stated is not None and asked != stated:
        (collector.warn if options.force else collector.error)("year-differs", file=stated, option=asked)
    return asked or stated


def _cutoff(
    collector: Collector, own: tuple[PeriodMention, PeriodOrigin] | None, year: int | None
) -> dt.date | None:
    if own is None or (own[0].month is None and own[0].quarter is None):
        return None
    try:
        return own[0].cutoff(year)
    except PeriodError:
        if year is not None:
            collector.error("period-unreadable", text=str(own[0]))
        return None


def _decide(
    collector: Collector,
    options: ReadOptions,
    own: tuple[PeriodMention, PeriodOrigin] | None,
    stated: dt.date | None,
    asked: dt.date | None,
) -> tuple[dt.date | None, PeriodOrigin | None, Precision]:
    if own is not None and stated is not None:
        itself = stated, own[1], Precision(own[0].precision)
        if asked is None:
            return itself
        same_quarter = Quarter.of(stated) == Quarter.of(asked)
        if options.cutoff is None and same_quarter:
            return itself
        if stated != asked:
            report = collector.warn if same_quarter or options.force else collector.error
            report("period-differs", file=stated.isoformat(), option=asked.isoformat())
    if asked is None:
        return None, None, Precision.QUARTER
    return asked, options.cutoff_origin, Precision.QUARTER if options.cutoff is None else Precision.DAY


_ALONE = re.compile(
    r"\bselama\s+(?:bulan|triwulan|tw)\b|\b(?:bukan|tidak|non)\s*-?\s*kumulatif\b"
    r"|\b(?:hanya|khusus)\s+(?:bulan|triwulan|tw)\b|\b(?:bulan|triwulan|tw)\s+\w+(?:\s+\d{4})?\s+saja\b",
    re.IGNORECASE,
)


def _says_alone(texts: Iterable[str]) -> bool:
    """Whether titles or notes say that what stands here is its period alone: *selama bulan September*."""
    return any(_ALONE.search(text) for text in texts)


def _begins_late(mention: PeriodMention | None) -> bool:
    """Whether a range begins after January and is of several months: then it is no position of the year."""
    if mention is None or mention.first_month in (None, 1) or mention.is_single_month:
        return False
    return mention.precision in ("day", "month")


def heading_period(
    column: Column, row: int, titles: Titles, collector: Collector, options: ReadOptions
) -> PeriodMention | None:
    """The period that the heading of the realization names, where the titles name none.

    An error where it is another one than that of the titles, or a range that begins after January.
    """
    mention = column.heading.mention
    if mention is None or (mention.month is None and mention.quarter is None):
        return None
    if _begins_late(mention) and options.period_kind is None:
        collector.error("period-alone", row, column.index)
    own = titles.period
    if own is None or (own.month is None and own.quarter is None):
        return mention
    try:
        stated, headed = (
            own.cutoff(titles.year or _ANY_YEAR),
            mention.cutoff(own.year or titles.year or _ANY_YEAR),
        )
    except PeriodError:
        return None
    if (stated.month, stated.year) != (headed.month, headed.year):
        said = {"heading": column.heading.text, "cutoff": headed.isoformat(), "found": stated.isoformat()}
        collector.error("period-contradicted", row, column.index, **said)
    return None


def _period_kind(
    collector: Collector, own: tuple[PeriodMention, PeriodOrigin] | None, titles: Titles
) -> PeriodKind:
    mention = own[0] if own is not None and own[1] is not PeriodOrigin.FILE_NAME else None
    alone = _says_alone((*titles.lines, *titles.notes))
    of_month = mention is not None and mention.month is not None and not _begins_late(mention)
    if _begins_late(mention) or (alone and not of_month):
        collector.error("period-alone")
        return PeriodKind.CUMULATIVE
    if mention is None or mention.month == 1 or not (mention.is_single_month or alone):
        return PeriodKind.CUMULATIVE
    collector.warn("single-month-title")
    return PeriodKind.MONTH


def _plan_position(
    collector: Collector,
    options: ReadOptions,
    year: int | None,
    own: tuple[PeriodMention, PeriodOrigin] | None,
) -> Position:
    """A plan covers the year; a month or day it names is when it came into force, else 1 January."""
    if options.cutoff is not None:
        cutoff = options.cutoff
        return Position(cutoff.year, cutoff, options.cutoff_origin, Precision.DAY, PeriodKind.CUMULATIVE)
    if year is None:
        collector.error("year-missing")
        return Position(None, None, None, Precision.YEAR, PeriodKind.CUMULATIVE)
    mention = own[0] if own else None
    if mention is None or own is None or (mention.month is None and mention.quarter is None):
        origin = PeriodOrigin.TITLE if options.year is None else options.cutoff_origin
        return Position(year, dt.date(year, 1, 1), origin, Precision.YEAR, PeriodKind.CUMULATIVE)
    first = mention.first_month or mention.month or Quarter(year, mention.quarter or 1).first_month
    return Position(year, dt.date(year, first, 1), own[1], Precision.MONTH, PeriodKind.CUMULATIVE)
