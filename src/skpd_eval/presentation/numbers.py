"""Figures for people by CLDR: exact values in, text out, rounded half-up once."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

from skpd_eval.money import round_half_up
from skpd_eval.presentation.catalogs import mark, translator

MINUS = "\N{MINUS SIGN}"

_SCALES = (
    (1_000_000_000_000, mark("{amount} trillion")),
    (1_000_000_000, mark("{amount} billion")),
    (1_000_000, mark("{amount} million")),
)


def hundredfold(ratio: Fraction | None) -> Fraction | None:
    """A fraction of one written as a percentage (or a difference of two as percentage points)."""
    return None if ratio is None else ratio * 100


def percent(value: Fraction, language: str) -> str:
    """A percentage 0-100 with two decimals and no sign of percent: ``52,92``."""
    return _decimal(round_half_up(value, 2), "#,##0.00", language)


def percent_below(value: Fraction, line: Fraction, language: str) -> str:
    """A percentage that lies below a line, with as many decimals, two at least, as show that it does."""
    places = next(places for places in itertools.count(2) if round_half_up(value, places) < line)
    return _decimal(round_half_up(value, places), "#,##0." + "0" * places, language)


def points(value: Fraction, language: str) -> str:
    """Percentage points with two decimals and their sign: ``−9,86``, ``+0,50``, ``0,00``."""
    exact = round_half_up(value, 2)
    return ("+" if exact > 0 else "") + _decimal(exact, "#,##0.00", language)


def plain(value: Decimal | Fraction, language: str) -> str:
    """A number of an indicator's own unit, with at most four decimals: ``1.250``, ``6,5``."""
    return _decimal(round_half_up(Fraction(value), 4), "#,##0.####", language)


def factor(value: Fraction, language: str) -> str:
    """How many times, with one decimal: ``2,7``."""
    return _decimal(round_half_up(value, 1), "#,##0.0", language)


def rupiah(sen: int, language: str) -> str:
    """An amount without its symbol: ``1.111.833.347.973``, with two decimals only where there are sen."""
    pattern = "#,##0.00" if sen % 100 else "#,##0"
    return _decimal(Decimal(sen).scaleb(-2), pattern, language)


def money(sen: int, language: str) -> str:
    """An amount with its symbol, as in a sentence: ``Rp1.302.860.151.616``."""
    return _with_symbol(rupiah(sen, language))


MEBIBYTE = 1024 * 1024


def size(count: int, language: str) -> str:
    """An amount of bytes as people write it: ``64 MB``."""
    return f"{_decimal(round_half_up(Fraction(count, MEBIBYTE), 0), '#,##0', language)} MB"


def compact(sen: int, language: str) -> str:
    """An amount to three digits, without symbol: ``1,30 triliun``, ``11,8 miliar``; small ones whole."""
    amount = Fraction(sen, 100)
    for unit, message in _SCALES:
        places = _places(abs(amount) / unit)
        if places is not None:
            number = _decimal(round_half_up(amount / unit, places), "#,##0." + "0" * places, language)
            return translator(language)(message, amount=number)
    return _decimal(round_half_up(amount, 0), "#,##0", language)


def scale_of(amounts: Iterable[int]) -> int | None:
    """The unit (rupiah) in which most of the amounts (sen) are at least one; ``None`` where it is the rupiah."""
    known = sorted(abs(amount) for amount in amounts if amount)
    if not known:
        return None
    usual = Fraction(known[len(known) // 2], 100)
    return next((int(unit) for unit, _ in _SCALES if usual >= unit), None)


def scale_word(unit: int, language: str) -> str:
    """What a unit is called: ``miliar``."""
    message = next(message for known, message in _SCALES if known == unit)
    return translator(language)(message, amount="").strip()


def scaled(sen: int, unit: int, language: str) -> str:
    """An amount in a unit, with two decimals; one that would look like nothing keeps a unit of its own."""
    amount = round_half_up(Fraction(sen, 100) / unit, 2)
    return _decimal(amount, "#,##0.00", language) if amount or not sen else compact(sen, language)


def compact_money(sen: int, language: str) -> str:
    """A compact amount with its symbol: ``Rp1,30 triliun``."""
    return _with_symbol(compact(sen, language))


def _places(amount: Fraction) -> int | None:
    """How many decimals show three digits; ``None`` where the unit is too large for the amount."""
    if round_half_up(amount, 2) < 1:
        return None
    return next((places for places, limit in ((2, 10), (1, 100)) if round_half_up(amount, places) < limit), 0)


def count(value: int, language: str) -> str:
    """A whole number with separators."""
    return _decimal(Decimal(value), "#,##0", language)


def listed(numbers: Iterable[int]) -> str:
    """Numbers of submissions in order, runs of them joined: ``3, 7–12``; empty where there are none."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    return f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run))


def date(day: dt.date, language: str) -> str:
    """``30 September 2023``."""
    return f"{day.day} {month(day.month, language)} {day.year}"


def time(moment: dt.datetime, language: str) -> str:
    """``15 November 2023 19.05 WIB`` (English: ``19:05``); the zone as the moment names it."""
    clock = moment.strftime("%H.%M" if language == "id" else "%H:%M")
    return f"{date(moment, language)} {clock} {moment.strftime('%Z')}".rstrip()


def in_zone(moment: dt.datetime | None, timezone: str | None) -> dt.datetime | None:
    """The moment on the clocks of a time zone (``Asia/Jakarta``), without one as it is; unknown stays unknown."""
    return moment if moment is None or timezone is None else moment.astimezone(ZoneInfo(timezone))


def short_date(day: dt.date, language: str) -> str:
    """``12 Nov 2023``."""
    return f"{day.day} {month(day.month, language, 'abbreviated')} {day.year}"


@lru_cache
def month(number: int, language: str, width: str = "wide") -> str:
    """The month's name, 1 being January; ``abbreviated`` gives its first letters."""
    from babel.core import Locale

    return str(Locale.parse(language).months["format"][width][number])


def _decimal(value: Decimal, pattern: str, language: str) -> str:
    from babel.numbers import format_decimal

    if value == 0:
        value = abs(value)
    return str(format_decimal(value, pattern, locale=language)).replace("-", MINUS)


def _with_symbol(text: str) -> str:
    return f"{MINUS}Rp{text[1:]}" if text.startswith(MINUS) else f"Rp{text}"
