"""Finding the period that a text mentions: points, ranges, and which of several counts."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from skpd_eval.errors import PeriodError
from skpd_eval.period.mention import PeriodMention, last_day
from skpd_eval.period.quarter import Quarter
from skpd_eval.period.spelling import (
    DAY,
    JOINER,
    LONGEST,
    MONTH,
    NO_LETTER_BEFORE,
    NO_MARK_BEFORE,
    NO_NUMBER_BEFORE,
    NUMERIC_DATE,
    QUARTER_NUMBER,
    QUARTER_WORD,
    UNTIL,
    YEAR,
    YEAR_WORD,
    day_of,
    month_number,
    parse_date,
    quarter_number,
)


def _year_after(name: str) -> str:
    return rf"(?:[\s,/:(_-]*(?:{YEAR_WORD})?(?P<{name}>{YEAR}))?"


_NO_MEASURE_AFTER = rf"(?!\s*(?!{YEAR})[0-9]{{3}}|\s*[0-9]+[.,][0-9])"
"""``Sep. 100 M'`` and ``Sep 2.146 M'`` are lengths (*sepanjang*), not September."""
_POINT = re.compile(
    rf"(?P<date>{NUMERIC_DATE})"
    rf"|(?:{NO_NUMBER_BEFORE}{NO_MARK_BEFORE}(?:(?P<first_day>{DAY})\s*{JOINER}\s*)?(?P<day>{DAY})\s*-?\s*)?"
    rf"{NO_LETTER_BEFORE}(?P<month>{MONTH}){_NO_MEASURE_AFTER}{_year_after('month_year')}"
    rf"|{NO_LETTER_BEFORE}(?:{QUARTER_WORD}|q\s?)(?:(?P<first_quarter>{QUARTER_NUMBER})\s*"
    rf"(?:{JOINER}|dan\b|&)\s*)?(?P<quarter>{QUARTER_NUMBER}){_year_after('quarter_year')}"
    rf"|{NO_LETTER_BEFORE}(?:semester|smt)[\s.:_-]*(?:i\s*(?:{JOINER}|dan\b|&)\s*)?"
    rf"(?P<half>ii|i|2|1|kedua|kesatu|pertama)(?![^\W_])"
    rf"{_year_after('half_year')}",
    re.IGNORECASE,
)
_JOINED = re.compile(rf"\s*{JOINER}\s*(?:(?:dengan|bulan|tanggal|tgl\.?)\s*)*", re.IGNORECASE)
_WORD_UNTIL = re.compile(
    rf"\s*{UNTIL}\s*(?:(?:bulan|tanggal|tgl\.?)\s*)*(?:{DAY}\s*-?\s*)?[^\W\d_]{{3,}}", re.IGNORECASE
)
"""A range whose end is a word that no spelling knows."""
_ANY_YEAR = re.compile(rf"(?<![\w.,/-])({YEAR})(?!\w|[.,/-][0-9])")
_HALF_NUMBERS = {"i": 1, "1": 1, "kesatu": 1, "pertama": 1, "ii": 2, "2": 2, "kedua": 2}
_ANY = 2000
"""A year for questions whose answer no year changes."""


class _Point(NamedTuple):
    """A time as one stretch of text names it."""

    day: int | None
    month: int | None
    quarter: int | None
    year: int | None

    @property
    def first_month(self) -> int:
        return self.month if self.month is not None else Quarter(_ANY, self.quarter or 1).first_month

    @property
    def precision(self) -> str:
        if self.month is None:
            return "quarter"
        return "month" if self.day is None else "day"


class _Expression(NamedTuple):
    """A point, or a range from one to another, and where it stands."""

    first: _Point | None
    last: _Point
    start: int
    end: int

    @property
    def is_quarter(self) -> bool:
        return self.last.quarter is not None


def find_period(text: str) -> PeriodMention | None:
    """Find the period that a title line, a header or a sheet's name mentions.

    Understands days, months, quarters, half-years, and ranges of them in the spellings of
    :mod:`skpd_eval.period.spelling`. A range goes before what stands beside it; a month or day goes before
    the quarter it lies in. ``None`` where nothing or two different periods stand there, for a year alone (see
    :func:`find_year`) and for a text of more than a thousand characters. Raises :class:`PeriodError` for a
    day that does not exist, a range that runs backwards or to an unknown word, and a month beside a quarter
    without it. A week of a month (*Minggu III Oktober*) is no month: ``None``, unless a day stands there.
    """
    rest, weeks = _WEEK.subn(" ", text)
    mention = search_period(rest).mention
    return None if weeks and mention is not None and mention.precision == "month" else mention


_WEEK = re.compile(r"\bminggu\s*(?:ke)?[\s-]*(?:[IV]{1,3}|[1-5]|pertama|kedua|ketiga|keempat|kelima)\b", re.IGNORECASE)


class Found(NamedTuple):
    """A mention, ``None`` if the text names different periods, and the stretches of text that name one."""

    mention: PeriodMention | None
    spans: tuple[tuple[int, int], ...]


def search_period(text: str) -> Found:
    """Find a period and where it stands; see :func:`find_period` for the rules and :class:`PeriodError`."""
    expressions = _expressions(text) if len(text) <= LONGEST else []
    quarters = [one for one in expressions if one.is_quarter]
    finer = [one for one in expressions if not one.is_quarter]
    quarter = _only(quarters)
    if quarter is not None and _only(finer) is None and all(_lies_in(one, quarter) for one in finer):
        finer = []
    main = _only(finer) if finer else quarter
    beside = quarter if finer else None
    if main is not None and main.first is None and _WORD_UNTIL.match(text, main.end):
        raise PeriodError(text)
    mention = None if main is None else _mention(main, beside, text)
    return Found(mention, tuple((one.start, one.end) for one in expressions))


def _lies_in(one: _Expression, quarter: _Expression) -> bool:
    return one.last.month in Quarter(_ANY, quarter.last.quarter or 1).months


def _only(expressions: list[_Expression]) -> _Expression | None:
    ranges = [one for one in expressions if one.first is not None]
    candidates = ranges or expressions
    different = {(one.first and one.first[:3], one.last[:3]) for one in candidates}
    return candidates[-1] if len(different) == 1 else None


def _expressions(text: str) -> list[_Expression]:
    expressions: list[_Expression] = []
    for found in _POINT.finditer(text):
        one = _expression(found, text)
        before = expressions[-1] if expressions else None
        if (
            before is not None
            and before.is_quarter <= one.is_quarter
            and _joined(text, before.end, one.start)
        ):
            expressions[-1] = _Expression(before.first or before.last, one.last, before.start, one.end)
        else:
            expressions.append(one)
    return expressions


def _joined(text: str, start: int, end: int) -> bool:
    return _JOINED.fullmatch(text, start, end) is not None


def _expression(found: re.Match[str], text: str) -> _Expression:
    first = None
    if found["date"]:
        date = parse_date(found["date"])
        last = _Point(date.day, date.month, None, date.year)
    elif found["quarter"]:
        last = _Point(None, None, quarter_number(found["quarter"]), _int(found["quarter_year"]))
        if found["first_quarter"]:
            first = _Point(None, None, quarter_number(found["first_quarter"]), None)
    elif found["half"]:
        number = 2 * _HALF_NUMBERS[found["half"].casefold()]
        first = _Point(None, None, 1, None)
        last = _Point(None, None, number, _int(found["half_year"]))
    else:
        day = None if _is_list_number(found, text) else _int(found["day"])
        last = _Point(day, month_number(found["month"]), None, _int(found["month_year"]))
        if found["first_day"]:
            first = _Point(int(found["first_day"]), last.month, None, None)
    return _Expression(first, last, found.start(), found.end())


def _is_list_number(found: re.Match[str], text: str) -> bool:
    """Tell the numbered sheets ``03 Maret``, ``08-Agustus`` from days."""
    return (
        found.start() == 0
        and found["month_year"] is None
        and _int(found["day"]) == month_number(found["month"])
        and _JOINED.match(text, found.end()) is None
    )


def _int(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _mention(main: _Expression, beside: _Expression | None, text: str) -> PeriodMention:
    first, last = main.first, main.last
    quarter = last.quarter if beside is None else beside.last.quarter
    if last.month is not None and quarter is not None and last.month not in Quarter(_ANY, quarter).months:
        raise PeriodError(text)
    year = last.year or (first and first.year) or (beside and beside.last.year) or _only_year(text)
    end = None if year is None else last_day(year, last.quarter, last.month, last.day, text)
    start = _start(first, year, text)
    first_month = None if first is None else first.first_month
    _refuse_backwards(first, last, start, end, text)
    return PeriodMention(start, end, last.month, quarter, year, last.precision, first_month, last.day)


def _start(first: _Point | None, year: int | None, text: str) -> dt.date | None:
    if first is None or (first.year is None and year is None):
        return None
    return day_of(first.year or year or _ANY, first.first_month, first.day or 1, text)


def _refuse_backwards(
    first: _Point | None, last: _Point, start: dt.date | None, end: dt.date | None, text: str
) -> None:
    if first is None:
        return
    if start is not None and end is not None:
        is_backwards = start > end
    else:
        is_backwards = (first.first_month, first.day or 1) > (last.first_month, last.day or 31)
    if is_backwards:
        raise PeriodError(text)


def _only_year(text: str) -> int | None:
    years = {int(found[1]) for found in _ANY_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else None
