"""Account codes of the order of 2007 to 2020 in plain tables: read as the accounts of today that hold them.

There ``5.1`` is *Belanja Tidak Langsung* and ``5.2`` is *Belanja Langsung*; a jenis has one digit (``5.2.3``).
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Iterable, Mapping

from skpd_eval.codes import clean_code
from skpd_eval.errors import CodeError
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.words.groupnames import expenditure_kind, known_accounts

LAST_YEAR = 2020
_ONE_DIGIT = re.compile(r"[4-6]\.[0-9]\.[0-9](?:\.|$)")


def read_older(header: Header, collector: Collector, year: int | None) -> Grid:
    """The grid with today's accounts in place of older ones; one of no account of today is an error at its row.

    Codes are older ones where the table is of that time and so writes them, or names the groups of that time. Rows
    of which one is part of another would become the same account: an error, too.
    """
    column = header.column("account_code")
    codes = {} if column is None else _codes(header, collector, column.index)
    if column is None or not (_so_written(codes.values(), year) or _so_named(header, collector, codes)):
        return collector.grid
    lines = {code: row for row, code in reversed(codes.items())}
    rows = [list(row) for row in collector.grid.rows]
    for row, code in codes.items():
        account, above = known_accounts().of_older(code), _above(code, lines)
        if account is None:
            collector.error("old-code-unnamed", row, column.index, name=code)
        elif above is not None:
            told = {"code": code, "name": _name(header, collector, row), "other": f"{collector.grid.line(above)}"}
            collector.error("accounts-overlap", row, column.index, **told)
        else:
            rows[row][column.index] = account.code
    row = next(iter(codes))
    account = known_accounts().of_older(codes[row])
    read = "?" if account is None else account.code
    collector.inform("accounts-older", row, column.index, count=len(codes), text=codes[row], code=read)
    return dataclasses.replace(collector.grid, rows=rows)


def _codes(header: Header, collector: Collector, column: int) -> dict[int, str]:
    """The codes that can be read, by zero-based row."""
    found: dict[int, str] = {}
    for row in range(header.last_row + 1, len(collector.grid.rows)):
        value = collector.grid.value(row, column)
        with contextlib.suppress(CodeError):
            found |= {row: clean_code(value).code} if isinstance(value, str) and value.strip() else {}
    return found


def _so_written(codes: Iterable[str], year: int | None) -> bool:
    return (year is None or year <= LAST_YEAR) and any(map(_ONE_DIGIT.match, codes))


def _so_named(header: Header, collector: Collector, rows: Iterable[int]) -> bool:
    """Whether a row is called as the groups of that time are, which hold several accounts of today."""
    kinds = (expenditure_kind(_name(header, collector, row)) for row in rows)
    return any(kind is not None and kind.holds for kind in kinds)


def _name(header: Header, collector: Collector, row: int) -> str:
    column = header.column("account_name")
    return "" if column is None else str(collector.grid.value(row, column.index) or "")[:60]


def _above(code: str, lines: Mapping[str, int]) -> int | None:
    """The row of a code that holds another, if there is one."""
    parts = code.split(".")
    holders = (".".join(parts[:length]) for length in range(1, len(parts)))
    return next((lines[one] for one in holders if one in lines), None)
