"""Every accepted spelling of a month, a quarter, a year and a date, as tables and patterns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from skpd_eval.errors import PeriodError

_MONTH_WORDS = {
    1: "januari january jan januri janurari",
    2: "februari pebruari february febuari febuary pebuari febru febr pebr feb peb",
    3: "maret march mar mrt",
    4: "april apr",
    5: "mei may mey",
    6: "juni june juny jun",
    7: "juli july jul",
    8: "agustus august agust agst agus agt ags agu aug",
    9: "september sepetember sept sep",
    10: "oktober october okt oct",
    11: "november nopember nov nop",
    12: "desember december des dec",
}
_SHORTEST_WITH_SLIPS = 7
"""A shorter name with a letter wrong may be another word."""


def slips(word: str) -> Iterator[str]:
    """A long name as hasty hands type it: behind its first letter one is dropped, doubled or swapped with the next."""
    if len(word) < _SHORTEST_WITH_SLIPS:
        return
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]
        yield word[:place] + word[place] + word[place:]
        yield word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]


_NAMES = {word: month for month, words in _MONTH_WORDS.items() for word in words.split()}
_MONTHS = {slip: month for word, month in _NAMES.items() for slip in slips(word)} | _NAMES
_QUARTER_WORDS = {
    1: "i 1 satu kesatu pertama",
    2: "ii 2 dua kedua",
    3: "iii 3 tiga ketiga",
    4: "iv 4 empat keempat",
}
_QUARTERS = {word: number for number, words in _QUARTER_WORDS.items() for word in words.split()}


def _longest_first(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _by_first_letter(words: dict[str, int]) -> str:
    letters = sorted({word[0] for word in words})
    rest = {
        letter: {word[1:]: number for word, number in words.items() if word[0] == letter}
        for letter in letters
    }
    return "|".join(f"{letter}(?:{_longest_first(rest[letter])})" for letter in letters)


NO_LETTER_BEFORE = r"(?<![^\W\d_])"
NO_LETTER_AFTER = r"(?![^\W\d_])"
MONTH = rf"(?:{_by_first_letter(_MONTHS)}){NO_LETTER_AFTER}\.?+"
QUARTER_NUMBER = rf"(?:{_longest_first(_QUARTERS)})(?![^\W_])"
QUARTER_WORD = r"(?:tri\s?wulan|kuartal|kwartal|quarter|tw)(?:[\s.:_-]*ke(?=[\s-]|i))?[\s.:_-]*"
YEAR = r"20[0-9]{2}(?![0-9])"
YEAR_WORD = r"(?:(?:tahun|thn|th)\.?(?:\s*anggaran)?|t\.?\s?a\.?)\s*:?\s*"
UNTIL = r"(?:s\s?[./,]?\s?d\b\.?|sampai(?:\s+dengan)?|hingga)"
JOINER = rf"(?:{UNTIL}|until|to|[-\u2013\u2014])"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
NO_MARK_BEFORE = r"(?<!\b[a-ce-z])"
"""``B09 - September`` counts the month, ``s.d31 Maret`` has a day."""
NO_NUMBER_BEFORE = r"(?<![0-9])(?<![0-9][.,/-])"
_MONTH_DIGITS = r"(?:0?[1-9]|1[0-2])(?![0-9])"
NUMERIC_DATE = (
    rf"{NO_NUMBER_BEFORE}(?:{DAY}(?P<separator>[/.-]){_MONTH_DIGITS}(?P=separator){YEAR}"
    rf"|{YEAR}-{_MONTH_DIGITS}-{DAY})(?![.,/-]?[0-9])"
)

_WORD_DATE = re.compile(
    rf"(?P<day>[0-9]{{1,2}})\s*[\s-]\s*(?P<month>{MONTH})\s*[\s,-]\s*(?P<year>[0-9]{{4}})", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_QUARTER = re.compile(rf"\s*(?:{QUARTER_WORD}|q\s?)?(?P<number>{QUARTER_NUMBER})\s*\.?\s*", re.IGNORECASE)


LONGEST = 1000
"""Longer texts hold no period: no title is so long, and the patterns' time grows with the length's square."""


def month_number(text: str) -> int | None:
    """Give the month (1-12) that a text names in Indonesian or English, if it is that word and no more."""
    return _MONTHS.get(text.strip().casefold().removesuffix("."))


def month_name(number: int) -> str:
    """Give the Indonesian name of a month (1-12), as headings have it."""
    return _MONTH_WORDS[number].partition(" ")[0].capitalize()


def quarter_number(word: str) -> int:
    """Give the number of a quarter written as ``III``, ``3``, ``ketiga``; else :class:`PeriodError`."""
    try:
        return _QUARTERS[word.casefold()]
    except KeyError:
        raise PeriodError(word) from None


def parse_quarter(text: str) -> int:
    """Read a quarter as an option or a cell gives it: ``3``, ``III``, ``TW.3``, ``Triwulan Ketiga``, ``Q3``.

    Raises :class:`PeriodError` for anything else (``0``, ``5``, ``x``).
    """
    found = _QUARTER.fullmatch(text[:LONGEST])
    if found is None or len(text) > LONGEST:
        raise PeriodError(text)
    return quarter_number(found["number"])


def parse_date(text: str) -> dt.date:
    """Read a date: ``15/11/2023`` (day first, always), ``2023-11-15``, ``15 Nopember 2023``.

    Raises :class:`PeriodError` for other text and for a day that does not exist.
    """
    bare = text.strip()[:LONGEST]
    found = _DAY_FIRST.fullmatch(bare) or _YEAR_FIRST.fullmatch(bare) or _WORD_DATE.fullmatch(bare)
    if found is None:
        raise PeriodError(text)
    month = int(found["month"]) if found["month"].isdecimal() else month_number(found["month"])
    return day_of(int(found["year"]), month or 0, int(found["day"]), text)


def day_of(year: int, month: int, day: int, text: str) -> dt.date:
    """Make a date; :class:`PeriodError` naming ``text`` if there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise PeriodError(text) from None


_BARE_YEAR = re.compile(rf"\s*({YEAR})\s*")
_APBD_YEAR = re.compile(rf"\bAPBD(?:\s*-?\s*P|\s+(?:perubahan|murni|induk))?\s+({YEAR})(?![\w/-])", re.IGNORECASE)
_BUDGET_YEAR = re.compile(
    rf"{NO_LETTER_BEFORE}(?:(?:tahun|thn|th)\.?\s*anggaran|t\.?\s?a\.?)\s*:?\s*({YEAR})", re.IGNORECASE
)
_LAST_YEAR = re.compile(rf",\s*({YEAR})\s*(?:\([^()]*\)\s*)?$")
"""*Realisasi Belanja di Kabupaten Ende, 2019 (rupiah)*, as statistical tables are called."""
_CALENDAR_YEAR = re.compile(
    rf"(?P<law>\b(?:nomor|no)\b[\s.:]*\S+\s+)?{NO_LETTER_BEFORE}(?:tahun|thn|th)\b\.?\s*:?\s*(?P<year>{YEAR})",
    re.IGNORECASE,
)


def find_budget_year(text: str) -> int | None:
    """Find the fiscal year that a line names as one: ``TAHUN ANGGARAN 2026``, ``TA 2023``."""
    found = _BUDGET_YEAR.search(text) if len(text) <= LONGEST else None
    return None if found is None else int(found[1])


def find_year(text: str) -> int | None:
    """Find the year that a line states: ``TAHUN ANGGARAN 2026``, ``TA 2023``, ``TAHUN 2021``, bare ``2022``.

    A budget year goes before a plain *tahun*; the year of a law (*Nomor 5 Tahun 2021*) is none.
    """
    if len(text) > LONGEST:
        return None
    found = _BARE_YEAR.fullmatch(text) or _BUDGET_YEAR.search(text) or _APBD_YEAR.search(text)
    found = found or _LAST_YEAR.search(text)
    if found is not None:
        return int(found[1])
    return next((int(year["year"]) for year in _CALENDAR_YEAR.finditer(text) if not year["law"]), None)
