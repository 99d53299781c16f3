"""What the scalars of a JSON object say about the tables beside or inside it: title lines, as a spreadsheet has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from skpd_eval import period

Json = Any
_LONGEST = 400
_MONTHS = 12
_MOST = 40
"""Titles of one object: more are no titles."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TITLE_WORDS = re.compile(
    r"\b(?:tahun|thn|year|periode|period|bulan|month|triwulan|tw|quarter|pemda|daerah|pemerintah|kabupaten|kota|provinsi|"
    r"government|region|skpd|opd|unit|organisasi|judul|title|disclaimer|satuan|posisi|cutoff|sumber)\b"
)
_FROM = re.compile(r"\b(?:from|dari|awal|mulai|start)\b")
_TO = re.compile(r"\b(?:to|sampai|akhir|selesai|end|as of|s d|sd|posisi|cut ?off|per tanggal)\b")
_OF_THE_ANSWER = re.compile(
    r"\b(?:generated|created|updated|modified|printed|dibuat|dicetak|diunduh|diubah|update|cetak|unduh|"
    r"total|jumlah|count|id)\b"
)
_OF_A_MONTH = re.compile(r"\b(?:bulan|month)\b")
_DAY = re.compile(r"(20\d\d)-(\d\d)-(\d\d)")


def titles_beside(value: dict[str, Json]) -> Iterator[str]:
    """Title lines of an object: of its own scalars, and of the objects in it that hold nothing but scalars."""
    yield from titles_of(value)
    for key, inner in value.items():
        if isinstance(inner, dict) and _says_only(inner):
            before = f"{key}_" if _is_period(key) else ""
            yield from titles_of({f"{before}{name}": one for name, one in inner.items()})


def titles_of(value: dict[str, Json]) -> Iterator[str]:
    """What an object's scalars say about its tables: the period, whose they are, notes."""
    words = {words_of(key).casefold(): inner for key, inner in value.items() if isinstance(inner, str | int)}
    words = {
        key: inner
        for key, inner in words.items()
        if not _OF_THE_ANSWER.search(key) and not isinstance(inner, bool)
    }
    first = next((day for key, inner in words.items() if _FROM.search(key) and (day := _day(inner))), None)
    last = next((day for key, inner in words.items() if _TO.search(key) and (day := _day(inner))), None)
    if first and last:
        yield f"Periode {first} s.d. {last}"
    elif last:
        yield f"Posisi {last}"
    for key, inner in words.items():
        dated = (_FROM.search(key) or _TO.search(key)) and _day(inner)
        if _TITLE_WORDS.search(key) and not dated:
            yield f"{key}: {_named(key, inner)}"[:_LONGEST]


def words_of(key: str) -> str:
    """The words of a key: ``tahunAnggaran`` and ``tahun_anggaran`` are ``tahun Anggaran``."""
    return " ".join(_CAMEL.sub(" ", key.replace("_", " ")).split())


def _says_only(value: dict[str, Json]) -> bool:
    """Whether an object holds scalars alone, and no amounts as a row does."""
    return len(value) <= _MOST and not any(isinstance(inner, dict | list | float) for inner in value.values())


def _is_period(key: str) -> bool:
    return bool(re.search(r"\b(?:periode|period)\b", words_of(key).casefold()))


def _named(key: str, value: str | int) -> str:
    """A value as titles write it: the number of a month by its name."""
    text = str(value).strip()
    number = int(text) if text.isdigit() and _OF_A_MONTH.search(key) else 0
    return period.month_name(number) if 1 <= number <= _MONTHS else text


def _day(value: str | int) -> str | None:
    found = _DAY.match(str(value))
    return f"{found[3]}/{found[2]}/{found[1]}" if found else None
