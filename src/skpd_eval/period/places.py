"""Periods in particular places: a column's header, a file's name, a signature block."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from skpd_eval.errors import PeriodError
from skpd_eval.period.mention import PeriodMention, last_day
from skpd_eval.period.search import search_period
from skpd_eval.period.spelling import (
    DAY,
    JOINER,
    LONGEST,
    MONTH,
    NO_LETTER_BEFORE,
    NUMERIC_DATE,
    QUARTER_WORD,
    YEAR,
    YEAR_WORD,
)

_MARK = (
    rf"{NO_LETTER_BEFORE}(?:{JOINER}|per|pada|posisi|periode|bulan|tanggal|tgl|keadaan|as\s+of)"
    r"(?![^\W\d_])[\s.:]*"
)
_MARKS_BEFORE = re.compile(rf"(?:{_MARK})+$", re.IGNORECASE)
_YEAR_ALONE = re.compile(rf"(?<![\w.,/-])(?:{YEAR_WORD})?(?P<year>{YEAR})(?!\w|[.,/-][0-9])", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")
_LOOSE_ENDS = " \t\r\n:;,-\u2013\u2014"


@lru_cache(maxsize=8192)
def strip_period(text: str) -> tuple[str, PeriodMention | None]:
    """Part a header into its words and the period it mentions: ``Sisa Dana Juli (Rp)`` -> ``Sisa Dana (Rp)``.

    Words that only introduce a period (*s.d.*, *bulan*, *per*) go with it; spaces are squeezed. A year alone
    (``Realisasi 2016``) counts here, with precision ``year``. Where different periods stand the text stays
    whole and the mention is ``None``. Raises :class:`PeriodError` as :func:`find_period` does.
    """
    if len(text) > LONGEST:
        return _squeezed(text), None
    found = search_period(text)
    if not found.spans:
        return _strip_year(text)
    if found.mention is None:
        return _squeezed(text), None
    spans = list(found.spans)
    loose_year = _YEAR_ALONE.search(text)
    if loose_year is not None and not any(start <= loose_year.start("year") < end for start, end in spans):
        spans.append(loose_year.span())
    return _without(text, sorted(spans)), found.mention


def _strip_year(text: str) -> tuple[str, PeriodMention | None]:
    years = list(_YEAR_ALONE.finditer(text))
    if len({one["year"] for one in years}) != 1:
        return _squeezed(text), None
    year = int(years[0]["year"])
    end = last_day(year, None, None, None, text)
    mention = PeriodMention(None, end, None, None, year, "year", None)
    return _without(text, [one.span() for one in years]), mention


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept = []
    position = 0
    for start, end in spans:
        kept.append(_MARKS_BEFORE.sub("", text[position:start]))
        position = end
    kept.append(text[position:])
    return _squeezed(_EMPTY_BRACKETS.sub(" ", " ".join(kept))).strip(_LOOSE_ENDS)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


_SUFFIX = re.compile(r"\.(?:xls[xmb]?|ods|csv|tsv|txt|html?|xml|json|zip|gz)$", re.IGNORECASE)
_STAMP = re.compile(rf"{NUMERIC_DATE}|(?<![0-9])[0-9]{{5,}}(?:[-_.][0-9]+)*")
_DAY_BEFORE_MONTH = re.compile(rf"(?<![0-9]){DAY}(?=\s*-?\s*(?P<month>{MONTH}))", re.IGNORECASE)
_QUARTER_BEFORE = re.compile(rf"{NO_LETTER_BEFORE}{QUARTER_WORD}$", re.IGNORECASE)
_JOINER_AFTER = re.compile(rf"\s*(?:{YEAR})?\s*{JOINER}\s*[0-9]", re.IGNORECASE)


def find_period_in_name(file_name: str) -> PeriodMention | None:
    """Find a period in the words of a file's name: ``lra_maret.xlsx``, ``q3-2023.csv``, ``JAN-NOP``.

    Digit stamps (``20221130-122621``, ``30-09-2023``) say when a file was made and are not read; a number
    beside a month is a day only after *s.d.*, *per* and their like, or in a range. ``None`` where different
    periods stand there or what stands there is impossible.
    """
    name = re.split(r"[/\\]", file_name)[-1]
    if len(name) > LONGEST:
        return None
    words = _STAMP.sub(" ", _SUFFIX.sub("", name)).replace("_", " ")
    try:
        return search_period(_DAY_BEFORE_MONTH.sub(_day_if_said, words)).mention
    except PeriodError:
        return None


_MADE = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})(?P<dash>-?)(?P<month>0[1-9]|1[0-2])(?:(?P=dash)(?P<day>[0-3][0-9]))?(?![0-9])"
)


def stamp_in_name(file_name: str) -> dt.date | None:
    """The day that a file's name is stamped with: ``20221208-205958``, ``2022-12-08``; of a month its last day.

    ``None`` where there is none, several different ones, or no such day.
    """
    name = re.split(r"[/\\]", file_name)[-1]
    stamps = {(one["year"], one["month"], one["day"]) for one in _MADE.finditer(name[:LONGEST])}
    if len(stamps) != 1:
        return None
    ((year, month, day),) = stamps
    try:
        return last_day(int(year), None, int(month), None if day is None else int(day), name)
    except PeriodError:
        return None


def _day_if_said(found: re.Match[str]) -> str:
    text = found.string
    before = text[: found.start()]
    is_said = _MARKS_BEFORE.search(before) or _JOINER_AFTER.match(text, found.end("month"))
    return found[0] if is_said or _QUARTER_BEFORE.search(before) else " "


_SIGNATURE = re.compile(
    r"\s*(?P<place>[^\W\d_](?:[^\d_,:/]){1,40}),\s*(?:tanggal|tgl\.?)?\s*"
    rf"(?:(?:{DAY}|[.\u2026_]+)?\s*-?\s*(?:{MONTH})\s*{YEAR}|{NUMERIC_DATE})\s*\.?\s*",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(_MARK + r".*|.*\b(?:triwulan|semester|realisasi|laporan|anggaran)\b.*", re.IGNORECASE)


def looks_like_signature_date(text: str) -> bool:
    """Whether a line is the place and date over a signature, and nothing else: ``Batu, 3 November 2023``."""
    found = _SIGNATURE.fullmatch(text) if len(text) <= LONGEST else None
    return found is not None and _NO_PLACE.fullmatch(found["place"].strip()) is None
