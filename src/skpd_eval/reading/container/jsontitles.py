"""What the scalars of a JSON object say about the tables in it, as title lines: whose they are, the period, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from skpd_eval import period

Json = Any

LONGEST_TITLE = 400
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TITLE_WORDS = re.compile(
    r"\b(?:tahun|thn|year|periode|period|bulan|month|triwulan|tw|quarter|pemda|daerah|pemerintah|government|region|kabupaten|kota|"
    r"provinsi|province|skpd|opd|unit|organisasi|judul|title|resource name|disclaimer|satuan|posisi|cutoff|sumber)\b"
)
_ITS_NAME = frozenset({"nama", "name"})
"""The key of an inner object's name: ``{"pemda": {"kode": …, "nama": …}}``."""
_MADE = re.compile(r"\b(?:generated|created|updated|modified|dibuat|diunduh|diperbarui|dicetak)\b")
_FROM = re.compile(r"\b(?:from|dari|awal|mulai|start)\b")
_TO = re.compile(r"\b(?:to|sampai|s d|sd|akhir|selesai|end|as of|cut ?off|posisi|per)\b")
_YEAR = re.compile(r"(?:fiscal|budget)? ?(?:year|tahun|thn)(?: anggaran)?|ta")
_MONTH = re.compile(r"bulan|month")
_QUARTER = re.compile(r"triwulan|tw|quarter")
_DAY = re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)")
_DAY_FIRST = re.compile(r"(?P<day>\d\d)[-/](?P<month>\d\d)[-/](?P<year>20\d\d)$")
_MONTHS = 12


def titles_of(value: dict[str, Json]) -> Iterator[str]:
    """The lines that an object's scalars make, and those of an object beside its tables that holds nothing else."""
    told = {key: word for key, word in _named(value) if _tells(key, word)}
    first, last = _day_under(_FROM, told), _day_under(_TO, told)
    if last:
        yield f"Periode {first} s.d. {last}" if first else f"Posisi {last}"
    for key, word in told.items():
        if _TITLE_WORDS.search(key) and not _bounds(key, word):
            yield _line(key, str(word).strip())[:LONGEST_TITLE]


def _named(value: dict[str, Json]) -> Iterator[tuple[str, Json]]:
    """Every value under its key in words, those of flat objects inside too; their own name under the outer key."""
    for outer, one in value.items():
        yield spaced(outer).casefold(), one
    for outer, one in value.items():
        for key, told in one.items() if isinstance(one, dict) and _is_flat(one) else ():
            yield spaced(outer if key.casefold() in _ITS_NAME else key).casefold(), told


def _tells(key: str, word: Json) -> bool:
    """Whether a value may say something of the table: not when the answer was made."""
    return isinstance(word, str | int) and not isinstance(word, bool) and not _MADE.search(key)


def _day_under(keys: re.Pattern[str], told: dict[str, str | int]) -> str | None:
    """The first day under a key of that kind."""
    days = (_day(word) for key, word in told.items() if keys.search(key))
    return next(filter(None, days), None)


def _bounds(key: str, word: str | int) -> bool:
    """Whether a value is the first or the last day of a period."""
    return bool(_FROM.search(key) or _TO.search(key)) and _day(word) is not None


def _is_flat(value: dict[str, Json]) -> bool:
    return not any(isinstance(one, dict | list) for one in value.values())


def _line(key: str, word: str) -> str:
    """A scalar under its key, as a person would write what it tells of year and period."""
    number = int(word) if word.isascii() and word.isdigit() and len(word) <= len("2000") else 0
    if _YEAR.fullmatch(key) and number:
        return f"tahun: {number}"
    if _MONTH.fullmatch(key) and 1 <= number <= _MONTHS:
        return f"Bulan: {period.month_name(number)}"
    if _QUARTER.fullmatch(key) and number:
        return f"Triwulan {number}"
    return f"{key}: {word}"


def _day(value: str | int) -> str | None:
    found = _DAY.match(str(value)) or _DAY_FIRST.match(str(value))
    return f"{found['day']}/{found['month']}/{found['year']}" if found else None


def spaced(key: str) -> str:
    """A key as words: ``totalBudget``, ``total_budget``."""
    return " ".join(_CAMEL.sub(" ", key.replace("_", " ")).split())
