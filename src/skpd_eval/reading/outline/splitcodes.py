"""Codes that a hand-kept table spreads over several columns, a segment each: ``1 | 03 | 01 | 2.01 | 01``.

A whole number in such a column has lost nothing but its leading zero, which the place of the segment gives back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank

FEWEST_FILLED = 3
MOST_DOTS = 1
WIDTH = 2
WIDTH_OF_SUB_ACTIVITY = 4
_TWO_DECIMALS = re.compile(r"[1-9]\.[0-9]{2}")
_DIGITS = re.compile(r"[0-9X]+")


class SegmentError(ValueError):
    """A segment whose digits cannot be known; ``column`` is its index in the grid, ``text`` what stands there."""

    def __init__(self, column: int, text: str) -> None:
        super().__init__(text)
        self.column = column
        self.text = text


@dataclass(frozen=True, slots=True)
class SplitCodes:
    """Puts the segments of a row's code columns together."""

    columns: tuple[int, ...]
    last_width: int = WIDTH

    def code(self, values: Sequence[CellValue]) -> str | None:
        """The code of a row, ``None`` where its segments make none. Raises :class:`SegmentError`."""
        filled = [
            (column, value) for column, value in zip(self.columns, values, strict=True) if not is_blank(value)
        ]
        if len(filled) == 1 and (whole := whole_agency(filled[0][1])) is not None:
            return whole
        segments = [self._segment(place, column, value) for place, (column, value) in enumerate(filled)]
        if not segments or any(segment is None for segment in segments):
            return None
        code = ".".join(str(segment) for segment in segments)
        return code if codes.classify(code, expect=CodeKind.URUSAN) is not None else None

    def _segment(self, place: int, column: int, value: CellValue) -> str | None:
        if isinstance(value, str):
            return value.strip().strip(".'").strip() or None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise SegmentError(column, str(value))
        if float(value).is_integer():
            width = self.last_width if column == self.columns[-1] and place > WIDTH else WIDTH
            return str(int(value)) if place == 0 else f"{int(value):0{width}d}"
        text = str(Decimal(repr(value)))
        if not _TWO_DECIMALS.fullmatch(text):  # 2.1 may have been 2.10 or 2.01
            raise SegmentError(column, text)
        return text


def whole_agency(value: CellValue) -> str | None:
    """The code of an agency or unit that stands whole in one cell, beside codes that are split."""
    code = value.strip(" .'") if isinstance(value, str) else ""
    return code if codes.classify(code) in (CodeKind.AGENCY, CodeKind.UNIT) else None


def split_codes(columns: tuple[int, ...], grid: Grid, first_row: int) -> SplitCodes | None:
    """How a table splits its codes, ``None`` where its code columns hold whole codes.

    They are split where no cell holds more than two segments and some row fills at least three of the columns.
    """
    if len(columns) < FEWEST_FILLED:
        return None
    widest = 0
    last_width = WIDTH
    for row in range(first_row, len(grid.rows)):
        values = [value for column in columns if not is_blank(value := grid.value(row, column))]
        texts = [value.strip(" .'") for value in values if isinstance(value, str)]
        if len(values) == 1 and whole_agency(values[0]) is not None:
            continue
        if any(text.count(".") > MOST_DOTS for text in texts if _DIGITS.match(text)):
            return None
        widest = max(widest, len(values))
        last = grid.value(row, columns[-1])
        if (
            isinstance(last, str)
            and _DIGITS.fullmatch(last.strip())
            and len(last.strip()) == WIDTH_OF_SUB_ACTIVITY
        ) or (isinstance(last, int | float) and not isinstance(last, bool) and last > 10**WIDTH - 1):
            last_width = WIDTH_OF_SUB_ACTIVITY
    return SplitCodes(columns, last_width) if widest >= FEWEST_FILLED else None
