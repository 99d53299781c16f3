"""Quantities of output indicators: plain numbers in the indicator's own unit, and the marks that are none."""

from __future__ import annotations

from decimal import Decimal

from skpd_eval import money
from skpd_eval.errors import AmountError
from skpd_eval.money import NumberStyle
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.values import is_dash

CHECK_MARKS = frozenset("✓✔☑√vx✗✘●•*") | {"ü", "ya", "þ", "x", "v"}
"""What stands for "planned in this quarter"; ``ü`` and ``þ`` are the tick and the box of Wingdings."""


def read_quantity(value: CellValue, style: NumberStyle | None) -> Decimal | None:
    """The number of a cell, ``None`` where it is none; a dash is zero, a percent sign is left out."""
    if is_dash(value):
        return Decimal(0)
    try:
        if isinstance(value, str):
            return money.parse_decimal(
                value.strip().removesuffix("%").strip(), style or NumberStyle.INDONESIAN
            )
        if isinstance(value, int | float) and not isinstance(value, bool):
            return money.percent_from_number(value)
    except AmountError:
        pass
    return None


def is_check_mark(value: CellValue) -> bool:
    """Whether a cell holds a tick or cross instead of a number."""
    return value is True or (isinstance(value, str) and value.strip().casefold() in CHECK_MARKS)
