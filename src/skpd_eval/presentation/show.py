"""One value as people read it, by the kind of its column: what every writer for people shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import cast

from skpd_eval.presentation import numbers
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.table import Column, ColumnKind, Value

UNKNOWN = "–"
"""What stands for an unknown figure: never a zero."""

_Shown = Callable[[Value, str], str]


def change(value: int) -> str:
    """Places gained or lost: ``▲2``, ``▼1``, ``=``."""
    if value == 0:
        return "="
    return f"▲{value}" if value > 0 else f"▼{-value}"


_KINDS: dict[ColumnKind, _Shown] = {
    ColumnKind.RUPIAH: lambda value, language: numbers.rupiah(cast(int, value), language),
    ColumnKind.PERCENT: lambda value, language: numbers.percent(cast(Fraction, value), language),
    ColumnKind.POINTS: lambda value, language: numbers.points(cast(Fraction, value), language),
    ColumnKind.COUNT: lambda value, language: numbers.count(cast(int, value), language),
    ColumnKind.DATE: lambda value, language: numbers.date(cast(dt.date, value), language),
    ColumnKind.TIME: lambda value, language: numbers.time(cast(dt.datetime, value), language),
    ColumnKind.NUMBER: lambda value, language: numbers.plain(cast(Fraction, value), language),
    ColumnKind.CHANGE: lambda value, _language: change(cast(int, value)),
    ColumnKind.BAR: lambda value, language: numbers.percent(cast(Fraction, value), language),
}


def shown(value: Value, column: Column, language: str, *, unknown: str = UNKNOWN) -> str:
    """The value in words and figures of the language; unknown as a dash."""
    if value is None:
        return unknown
    worded = None if isinstance(value, str) else _KINDS.get(column.kind)
    return visible(str(value)) if worded is None else worded(value, language)


def compactly(value: Value, column: Column, language: str, unit: int) -> str:
    """The same with amounts in a unit (rupiah) that stands in the heading."""
    if column.kind is ColumnKind.RUPIAH and isinstance(value, int):
        return numbers.scaled(value, unit, language)
    return shown(value, column, language)


def on_paper(value: Value, column: Column, language: str) -> str:
    """The same with a change of places by its sign (``+2``), for which every typeface has the glyphs."""
    if column.kind is ColumnKind.CHANGE and isinstance(value, int) and value:
        return f"{value:+d}".replace("-", numbers.MINUS)
    return shown(value, column, language)
