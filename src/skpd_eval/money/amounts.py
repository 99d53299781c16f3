"""From cells to exact sen: written amounts, numeric cells, rupiah with unit words, percentages."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from fractions import Fraction

from skpd_eval.errors import AmountError
from skpd_eval.money.grammar import (
    NumberStyle,
    WrittenNumber,
    is_dash,
    is_too_long,
    read_number,
    style_evidence,
    without_percent_sign,
)

_LARGEST = 2**63 - 1
_SEN = 100
_NOISE = Fraction(1, 1000)
"""How far from a whole sen a floating-point cell may lie and still be one, in sen."""

_UNITS = {
    "ribu": 10**3, "rb": 10**3,
    "juta": 10**6, "jt": 10**6,
    "miliar": 10**9, "milyar": 10**9, "m": 10**9,
    "triliun": 10**12, "trilyun": 10**12, "t": 10**12,
}  # fmt: skip
_UNIT = re.compile(rf"(?<=[0-9])\s*(?P<unit>{'|'.join(_UNITS)})\b\.?(?=\s*\)?\s*$)", re.IGNORECASE)
_RUPIAH = re.compile(r"\s*\brupiah(?=\s*\)?\s*$)", re.IGNORECASE)


def parse_amount(
    text: str,
    style: NumberStyle = NumberStyle.INDONESIAN,
    *,
    factor: int = 1,
    dash_is_zero: bool = False,
) -> int:
    """Read a money cell as exact sen.

    ``factor`` is how many rupiah one unit of the text is worth (1, 1000, 1_000_000 …); more than two decimals
    are accepted as long as the result is whole sen. A lone dash is zero only if ``dash_is_zero``.
    Currency marks (``Rp``, ``Rp.``, ``IDR``, ``,-``), typographic spaces, a leading apostrophe and the
    negatives ``-1``, ``1-`` and ``(1)`` are accepted.

    Raises :class:`AmountError`; its ``reason`` is one of ``empty``, ``dash``, ``error-value`` (``#REF!``),
    ``boolean``, ``infinite``, ``percentage``, ``exponent`` (``1E5``), ``bad-sign`` (``(-1)``),
    ``bad-grouping`` (``1,50`` in the English style), ``fraction-of-sen``, ``too-large`` (beyond 64 bits of
    sen), ``ambiguous`` (only :func:`parse_rupiah` and :func:`parse_percent`), ``not-a-number`` (all else).
    """
    if dash_is_zero and is_dash(text):
        return 0
    return _sen(read_number(text, style), factor, text)


def _sen(number: WrittenNumber, factor: int, text: str) -> int:
    sen, rest = divmod(number.signed * factor * _SEN, 10**number.decimals)
    if rest:
        raise AmountError(text, "fraction-of-sen")
    return _within_64_bits(sen, text)


def _within_64_bits(sen: int, text: str) -> int:
    if not -_LARGEST - 1 <= sen <= _LARGEST:
        raise AmountError(text, "too-large")
    return sen


def amount_from_number(value: int | float, *, factor: int = 1) -> tuple[int, bool]:
    """Read a numeric cell as sen; the second value says whether it was whole sen.

    A float counts as whole if it lies within a thousandth of a sen, or within one step of the floating-point
    grid at its size, of a whole sen; otherwise the nearest sen is given, halves away from zero.
    Raises :class:`AmountError` (``boolean``, ``infinite``, ``not-a-number``, ``too-large``).
    """
    number = _decimal(value)
    if number == number.to_integral_value():
        return _within_64_bits(int(number) * factor * _SEN, str(value)), True
    exact = Fraction(number) * factor * _SEN
    sen = _nearest(exact)
    grid = Fraction(math.ulp(value)) * factor * _SEN if isinstance(value, float) else Fraction(0)
    return _within_64_bits(sen, str(value)), abs(exact - sen) <= max(_NOISE, grid)


def _decimal(value: int | float) -> Decimal:
    if isinstance(value, bool):
        raise AmountError(str(value), "boolean")
    if isinstance(value, int):
        return Decimal(value)
    if math.isnan(value):
        raise AmountError(str(value), "not-a-number")
    if math.isinf(value):
        raise AmountError(str(value), "infinite")
    return Decimal(repr(float(value)))


def parse_rupiah(text: str, style: NumberStyle = NumberStyle.INDONESIAN) -> int:
    """Read rupiah as people write them, unit words included, as exact sen: ``Rp1,1 triliun``, ``959 M``.

    ``M`` is *miliar* (10^9), ``T`` *triliun* (10^12), ``jt`` *juta*, ``rb`` *ribu*. Beside a unit word a lone
    group of three (``1.060 triliun``) may as well be decimals: :class:`AmountError` with reason
    ``ambiguous``. Other reasons as for :func:`parse_amount`.
    """
    if is_too_long(text):
        raise AmountError(text, "not-a-number")
    bare = _RUPIAH.sub("", text, count=1)
    unit = _UNIT.search(bare)
    if unit is None:
        return parse_amount(bare, style)
    number = read_number(_UNIT.sub("", bare, count=1), style)
    _refuse_lone_group(number, text)
    return _sen(number, _UNITS[unit["unit"].casefold()], text)


def _refuse_lone_group(number: WrittenNumber, text: str) -> None:
    if number.groups == 1 and number.decimals == 0:
        raise AmountError(text, "ambiguous")


def parse_percent(text: str, style: NumberStyle = NumberStyle.INDONESIAN) -> Decimal:
    """Read a percentage on the scale 0-100, exactly: ``30,86 %``, ``30,86 persen``, ``18%``, ``-9,86``.

    A text that proves another style than ``style`` (``45.2%``) is read in that one. A lone group of three
    (``45.200 %``) is refused as ``ambiguous``. Raises :class:`AmountError`.
    """
    bare = without_percent_sign(text)
    number = read_number(bare, style_evidence(bare) or style)
    _refuse_lone_group(number, text)
    return _exact_decimal(number)


def parse_decimal(text: str, style: NumberStyle = NumberStyle.INDONESIAN) -> Decimal:
    """Read a plain number (an indicator's target or realization) exactly; raises :class:`AmountError`."""
    return _exact_decimal(read_number(text, style))


def _exact_decimal(number: WrittenNumber) -> Decimal:
    return Decimal(f"{number.signed}E-{number.decimals}")


def percent_from_number(value: int | float) -> Decimal:
    """Take a numeric cell as a percentage, as it is written; raises :class:`AmountError` for no number."""
    return _decimal(value)


def round_half_up(value: Fraction | Decimal, digits: int) -> Decimal:
    """Round an exact value once, halves away from zero, to ``digits`` decimals."""
    units = _nearest(Fraction(value) * Fraction(10) ** digits)
    return Decimal(f"{units}E{-digits}")


def _nearest(value: Fraction) -> int:
    units = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -units if value < 0 else units
