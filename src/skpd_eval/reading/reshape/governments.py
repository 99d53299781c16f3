"""Accounts of all governments in one table of one year: made into the table with years beneath the governments.

Governments stand across (the code of an account in one column or in several) or down with the accounts across.
"""

from __future__ import annotations

import re

from skpd_eval import codes, period
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.rearranged import Cell, rearranged, whole_row
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.reshape.cellwords import figures, filled, words_of

SEARCHED_ROWS = 30
FEWEST = 2
_CODE = frozenset({"kode", "kode rekening", "kode akun"})
_NAME = frozenset({"uraian", "nama rekening", "nama akun", "akun"})
_YEAR = re.compile(r"20\d\d")
_OF_ALL = ("pendapatan", "belanja")
"""What a table of governments states at least."""


def with_years(grid: Grid) -> Grid | None:
    """The grid with the only year of its titles beneath each government; ``None`` where it is no such table."""
    for head in range(min(len(grid.rows), SEARCHED_ROWS)):
        lines = [str(value) for row in grid.rows[:head] for value in row if not is_blank(value)]
        years = {year for line in lines if (year := period.find_year(line)) is not None}
        rows = (_across(grid, head) or _down(grid, head)) if len(years) == 1 else None
        if rows is not None:
            beneath: list[Cell] = [None, None, *(f"{next(iter(years))}" for _ in rows[0][2:])]
            return rearranged(grid, [*(whole_row(grid, row) for row in range(head)), rows[0], beneath, *rows[1:]])
    return None


def _across(grid: Grid, head: int) -> list[list[Cell]] | None:
    """Accounts down and governments across: the code in one cell, the name, an amount a government."""
    words = [words_of(value) for value in grid.rows[head]]
    code = next((column for column, text in enumerate(words) if text in _CODE), None)
    name = next((column for column, text in enumerate(words) if text in _NAME), None)
    governments = [column for column, value in enumerate(grid.rows[head]) if _is_government(value)]
    if code is None or name is None or code > name or len(governments) < FEWEST or _has_years(grid, head + 1):
        return None
    rows: list[list[Cell]] = [[(head, code), (head, name), *((head, column) for column in governments)]]
    for row in range(head + 1, len(grid.rows)):
        joined = ".".join(_part(grid, row, column) for column in range(code, name) if _part(grid, row, column))
        own: Cell = (row, code) if name == code + 1 else joined or None
        rows.append([own, (row, name), *((row, column) for column in governments)])
    return rows


def _down(grid: Grid, head: int) -> list[list[Cell]] | None:
    """Governments down and accounts across: turned, the accounts known by their names alone."""
    words = {column: words_of(value) for column, value in enumerate(grid.rows[head])}
    accounts = [column for column, text in words.items() if text and _holds_amounts(grid, head, column)]
    named = [any(words[column].startswith(part) for column in accounts) for part in _OF_ALL]
    column = next((one for one in words if _is_government(grid.value(head + 1, one))), None)
    if column is None or not all(named):
        return None
    rows = [row for row in range(head + 1, len(grid.rows)) if _is_government(grid.value(row, column))]
    if len(rows) < FEWEST or any(figures(grid, row) and row not in rows for row in range(head + 1, rows[-1])):
        return None
    top: list[Cell] = ["Kode", "Uraian", *((row, column) for row in rows)]
    behind = [account for account in accounts if account > column]
    turned: list[list[Cell]] = [[None, (head, account), *((row, account) for row in rows)] for account in behind]
    return [top, *turned]


def _is_government(value: object) -> bool:
    return isinstance(value, str) and codes.government_name(value) is not None


def _has_years(grid: Grid, row: int) -> bool:
    told = [_part(grid, row, column) for column in filled(grid, row)] if row < len(grid.rows) else []
    return bool(told) and all(_YEAR.fullmatch(text) for text in told)


def _part(grid: Grid, row: int, column: int) -> str:
    value = grid.value(row, column)
    return "" if is_blank(value) else str(value).removesuffix(".0").strip()


def _holds_amounts(grid: Grid, head: int, column: int) -> bool:
    return any(is_figure(grid.value(row, column)) for row in range(head + 1, len(grid.rows)))
