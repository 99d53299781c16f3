"""Account codes written without dots (``5102``): read by their digits where a whole column is of such codes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.headings.header import Header

_TODAY = ((1, 1, 2, 2, 2, 4), (1, 1, 2, 2, 3, 5))
"""Digits of the parts of an account (Permendagri 90/2019, and its longer form); no length of a code is of both."""
_UNTIL_2020 = ((1, 1, 1, 2, 2, 3),)
"""The same in the order of 2007 to 2020 (Permendagri 13/2006)."""
FEWEST_DIGITS = 3
"""``51`` alone may be a running number; beside ``5102`` or ``511`` it is a code."""
_ROOTS = "456789"
_SPENT = "5"


def dot_accounts(header: Header, collector: Collector) -> Grid:
    """The grid with dots in the account codes of a column, where every code of it can be told by its digits.

    What stays a number in a column of accounts is of no account: an error, where it may be expenditure.
    """
    column, grid = _column(header), collector.grid
    if column is None:
        return grid
    below = range(header.last_row + 1, len(grid.rows))
    digits = {row: text for row in below if (text := _digits(grid.value(row, column))) is not None}
    own = header.column("account_code") is not None
    longest = max(map(len, digits.values()), default=0)
    codes = _dotted(digits) if longest >= (2 if own else FEWEST_DIGITS) else None
    if codes is None:
        _refuse_spent(digits if own else {}, column, collector)
        return grid
    rows = [list(row) for row in grid.rows]
    for row, code in codes.items():
        rows[row][column] = code
    first = next(row for row, text in digits.items() if len(text) > 1)
    collector.inform("accounts-dotted", first, column, count=len(digits), text=digits[first], code=codes[first])
    return dataclasses.replace(grid, rows=rows)


def _refuse_spent(digits: Mapping[int, str], column: int, collector: Collector) -> None:
    """An error at each row of a number that may be expenditure: the ranking could not place it."""
    for row, text in digits.items():
        if text.startswith(_SPENT) and len(text) > 1:
            collector.error("code-unreadable", row, column, text=text, reason="malformed")


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


def _dotted(digits: Mapping[int, str]) -> dict[int, str] | None:
    """The codes by row, all of one order of accounts; ``None`` where some are of none."""
    for forms in (_TODAY, _UNTIL_2020):
        codes = {row: _parted(text, forms) for row, text in digits.items()}
        known = {row: code for row, code in codes.items() if code is not None}
        if len(known) == len(digits):
            return known
    return None


def _parted(text: str, forms: Iterable[Sequence[int]]) -> str | None:
    for form in forms:
        places = [0, *accumulate(form)]
        if len(text) in places and text[0] in _ROOTS:
            return ".".join(text[start:end] for start, end in pairwise(places) if end <= len(text))
    return None
