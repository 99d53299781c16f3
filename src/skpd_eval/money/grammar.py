"""How a written number is taken apart: currency marks, sign, groups of three, decimals."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from skpd_eval.errors import AmountError


class NumberStyle(StrEnum):
    """Which sign groups thousands and which starts the decimals."""

    INDONESIAN = "id"
    """``1.234.567,89``"""
    ENGLISH = "en"
    """``1,234,567.89``"""

    @property
    def group(self) -> str:
        """The sign between groups of three digits."""
        return "." if self is NumberStyle.INDONESIAN else ","

    @property
    def decimal(self) -> str:
        """The sign before the decimals."""
        return "," if self is NumberStyle.INDONESIAN else "."


class WrittenNumber(NamedTuple):
    """A number as written: ``digits / 10 ** decimals``, negative or not."""

    negative: bool
    digits: int
    decimals: int
    groups: int
    """How many group signs it had; 0 for plain digits."""

    @property
    def signed(self) -> int:
        """The digits with their sign."""
        return -self.digits if self.negative else self.digits


_TYPOGRAPHIC_SPACE = "\u00a0\u2007\u2008\u2009\u202f"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_CLEANING = str.maketrans(
    {**dict.fromkeys(_TYPOGRAPHIC_SPACE, " "), **dict.fromkeys(_INVISIBLE), **dict.fromkeys(_DASHES, "-")}
)
_SPACE_AS_GROUP = re.compile(rf"(?<=[0-9])[{_TYPOGRAPHIC_SPACE}](?=[0-9]{{3}}(?![0-9]))")
_CURRENCY = r"(?:(?:Rp|IDR)\.?\s*)?"
_AFFIXES = re.compile(
    rf"'?\s*(?P<before>[-+(]?)\s*{_CURRENCY}(?P<inner>[-+(]?)\s*"
    r"(?P<core>[0-9](?:[0-9.,]*[0-9])?)(?:[.,](?:--?|=))?\s*(?P<after>[-)]?)",
    re.IGNORECASE,
)
_NO_SEN = re.compile(r"[0-9],--?\s*\)?$")
_LONE_DASH = re.compile(rf"'?\s*{_CURRENCY}--?", re.IGNORECASE)
_CORE = {
    style: re.compile(
        rf"(?P<whole>[1-9][0-9]{{0,2}}(?:{re.escape(style.group)}[0-9]{{3}})+|[0-9]+)"
        rf"(?:{re.escape(style.decimal)}(?P<decimals>[0-9]+))?"
    )
    for style in NumberStyle
}
_SIGNS_OF_NUMBERS = re.compile(r"[0-9.,]*[0-9]")
_SIGNS = {"": False, "+": False, "-": True, "()": True}
_MAXIMUM_DIGITS = 60
_LONGEST = 200
"""Longer texts are prose or an attack: the patterns' time grows with the square of the length."""
_LOOSE = r"[0-9.,\s]*[0-9][0-9.,\s]*"
_REASONS = (
    ("empty", re.compile(r"['\s]*")),
    ("dash", _LONE_DASH),
    ("error-value", re.compile(r"#.*")),
    ("boolean", re.compile(r"true|false|benar|salah", re.IGNORECASE)),
    ("infinite", re.compile(r"[-+]?\s*(?:inf|infinity|∞)", re.IGNORECASE)),
    ("percentage", re.compile(r".*[0-9].*(?:%|\bpersen)\s*\)?", re.IGNORECASE | re.DOTALL)),
    ("exponent", re.compile(r"[-+]?[0-9.,]+e[-+]?[0-9]+", re.IGNORECASE)),
    (
        "bad-grouping",
        re.compile(rf"[-+]?\s*{_CURRENCY}[-+]?{_LOOSE}|\(\s*{_CURRENCY}{_LOOSE}\)", re.IGNORECASE),
    ),
    ("bad-sign", re.compile(rf"[-+()\s]*{_CURRENCY}[-+()\s]*{_LOOSE}[-+()\s]*", re.IGNORECASE)),
)


def read_number(text: str, style: NumberStyle) -> WrittenNumber:
    """Take a written number apart under one style.

    Raises :class:`AmountError` with one of the reasons listed at :func:`skpd_eval.money.parse_amount`.
    """
    plain = _CORE[style].fullmatch(text)
    if plain is not None:
        return _number(text, plain, style, negative=False)
    if is_too_long(text):
        raise AmountError(text, "not-a-number")
    cleaned = _SPACE_AS_GROUP.sub(style.group, text).translate(_CLEANING).strip()
    affixes = _AFFIXES.fullmatch(cleaned)
    if affixes is None:
        raise AmountError(text, _reason(cleaned))
    signs = affixes["before"] + affixes["inner"] + affixes["after"]
    if signs not in _SIGNS:
        raise AmountError(text, "bad-sign")
    core = _CORE[style].fullmatch(affixes["core"])
    if core is None:
        raise AmountError(text, "bad-grouping")
    return _number(text, core, style, negative=_SIGNS[signs])


def _number(text: str, core: re.Match[str], style: NumberStyle, *, negative: bool) -> WrittenNumber:
    whole, decimals = core["whole"], (core["decimals"] or "").rstrip("0")
    if len(whole) + len(decimals) > _MAXIMUM_DIGITS:
        raise AmountError(text, "too-large")
    groups = whole.count(style.group)
    return WrittenNumber(negative, int(whole.replace(style.group, "") + decimals), len(decimals), groups)


def _reason(cleaned: str) -> str:
    return next((reason for reason, form in _REASONS if form.fullmatch(cleaned)), "not-a-number")


def is_dash(text: str) -> bool:
    """Whether the cell holds a dash alone, with or without a currency mark: a zero where that is declared."""
    return not is_too_long(text) and _LONE_DASH.fullmatch(text.translate(_CLEANING).strip()) is not None


def is_too_long(text: str) -> bool:
    """Whether a text is longer than any written amount."""
    return len(text) > _LONGEST


def style_evidence(text: str) -> NumberStyle | None:
    """Tell the style that a text proves: the only one under which it is a well-formed number.

    ``1.234.567``, ``1,50``, ``500,-`` and ``1.234,5`` prove INDONESIAN, their mirror images ENGLISH.
    ``None`` for plain digits, for :func:`is_ambiguous` text and for what is no number in either style.
    A percent sign or *persen* at the end does not matter.
    """
    if _SIGNS_OF_NUMBERS.fullmatch(text):
        return _single([style for style in NumberStyle if _CORE[style].fullmatch(text)])
    if is_too_long(text):
        return None
    bare = without_percent_sign(text)
    if _NO_SEN.search(bare.translate(_CLEANING).strip()) and _is_number(bare, NumberStyle.INDONESIAN):
        return NumberStyle.INDONESIAN
    return _single([style for style in NumberStyle if _is_number(bare, style)])


def _single(possible: list[NumberStyle]) -> NumberStyle | None:
    return possible[0] if len(possible) == 1 else None


def is_ambiguous(text: str) -> bool:
    """Whether a text is a number in both styles but not the same one: ``1.500``, ``12,345``.

    One separator, once, followed by exactly three digits, and one to three digits before it that can head a
    group (``0.123`` and ``1234.567`` can only be decimals).
    """
    try:
        first, second = (read_number(without_percent_sign(text), style) for style in NumberStyle)
    except AmountError:
        return False
    return first.groups != second.groups


def _is_number(text: str, style: NumberStyle) -> bool:
    try:
        read_number(text, style)
    except AmountError:
        return False
    return True


_PERCENT_SIGN = re.compile(r"\s*(?:%|persen|percent)\s*(?=\)?\s*$)", re.IGNORECASE)


def without_percent_sign(text: str) -> str:
    """Drop one ``%`` or *persen* at the end (inside a closing bracket too)."""
    return text if is_too_long(text) else _PERCENT_SIGN.sub("", text, count=1)
