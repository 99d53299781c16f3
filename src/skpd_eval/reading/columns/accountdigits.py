"""Account codes written without dots (``5102``): read by their digits where a whole column is of such codes."""

from __future__ import annotations

import dataclasses

from skpd_eval.codes import CodeKind, classify
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.columns.header import Header

_SEGMENTS = {
    length: segments
    for form in ((1, 1, 2, 2, 2, 4), (1, 1, 2, 2, 3, 5))
    for segments in (form[:count] for count in range(1, len(form) + 1))
    for length in (sum(segments),)
}
"""Digits of a code to the digits of its parts (Permendagri 90/2019, and its longer form); no length is of both."""
FEWEST_DIGITS = 4
"""``51`` alone may be a running number; beside ``5102`` it is a code."""


def dot_accounts(header: Header, collector: Collector) -> Grid:
    """The grid with dots in the account codes of a column, where every code of it can be told by its digits."""
    column, grid = _column(header), collector.grid
    if column is None:
        return grid
    below = range(header.last_row + 1, len(grid.rows))
    digits = {row: text for row in below if (text := _digits(grid.value(row, column))) is not None}
    dotted = {row: _dotted(text) for row, text in digits.items()}
    if max(map(len, digits.values()), default=0) < FEWEST_DIGITS or None in dotted.values():
        return grid
    rows = [list(row) for row in grid.rows]
    for row, code in dotted.items():
        rows[row][column] = code
    first = next(row for row, text in digits.items() if len(text) > 1)
    told = {"text": digits[first], "code": str(dotted[first])}
    collector.inform("accounts-dotted", first, column, count=len(digits), **told)
    return dataclasses.replace(grid, rows=rows)


def _column(header: Header) -> int | None:
    """The column that holds account codes and nothing else."""
    own = header.column("account_code")
    if own is not None:
        return own.index
    of_accounts = header.layout.codes == "accounts" or header.layout.shape == "posture"
    return header.code_columns[0] if of_accounts and len(header.code_columns) == 1 else None


def _digits(value: CellValue) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if text.isascii() and text.isdigit() else None


def _dotted(text: str) -> str | None:
    parts: list[str] = []
    place = 0
    for length in _SEGMENTS.get(len(text), ()):
        parts.append(text[place : place + length])
        place += length
    code = ".".join(parts)
    return code if classify(code, expect=CodeKind.ACCOUNT) is CodeKind.ACCOUNT else None
