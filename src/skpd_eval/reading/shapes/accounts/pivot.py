"""Tables with governments side by side in columns and their years beneath: where they are, and whose each column is.

Such a table states one amount an account, government and year; its title says which of budget and realization.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank, is_dash
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column, Heading, normalize
from skpd_eval.reading.layout.layout import Layout

SHAPE = "pivot"
_SEARCHED_ROWS = 30
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_FEWEST = 2
_REALIZED = re.compile(r"(?:\b|_)realisasi(?:\b|_)", re.IGNORECASE)
_BUDGETED = re.compile(r"(?:\b|_)(?:p?apbd|anggaran|pagu)(?:\b|_)", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,13}")
_CUTS = {1: (1,), 2: (1, 1), 3: (1, 1, 1), 4: (1, 1, 2), 6: (1, 1, 2, 2), 8: (1, 1, 2, 2, 2), 9: (1, 1, 2, 2, 3),
         12: (1, 1, 2, 2, 2, 4), 13: (1, 1, 2, 2, 3, 4)}  # fmt: skip
"""Segments of an account code that was written without its points, by its length."""


@dataclass(frozen=True, slots=True)
class PivotColumn:
    """One column of amounts, zero-based: of which government and year."""

    index: int
    government: str
    year: int


@dataclass(frozen=True, slots=True)
class Pivot:
    """A table found: its header, the row of its years, and its columns of amounts."""

    header: Header
    columns: tuple[PivotColumn, ...]


def pivot_row(grid: Grid, layout: Layout) -> tuple[int, int] | None:
    """Zero-based first header row and column of codes of a table with governments in columns, if it is one."""
    codes, names = _words(layout, "code"), _words(layout, "account_name")
    for row in range(min(len(grid.rows), _SEARCHED_ROWS)):
        for column in range(len(grid.rows[row]) - 1):
            if _is(grid.value(row, column), codes) and _is(grid.value(row, column + 1), names):
                years = [_years(grid, row + below, column + 2) for below in (1, 2, 3)]
                if max(years) >= _FEWEST:
                    return row, column
    return None


def pivot_of(layout: Layout, collector: Collector) -> Pivot | None:
    """The columns of amounts with their governments and years; what is unclear is an error at its cell."""
    grid = collector.grid
    found = pivot_row(grid, layout)
    if found is None:
        return None
    first, column = found
    last = max((first + below for below in (1, 2, 3)), key=lambda row: _years(grid, row, column + 2))
    header = Header(
        layout,
        first,
        last,
        (Column("account_name", column + 1, Heading(("uraian",))),),
        code_columns=(column,),
        name_columns=(column + 1,),
    )
    return Pivot(header, tuple(_columns(grid, header, collector)))


def measure_of(words: str) -> str | None:
    """``realization`` or ``budget``, as titles, the sheet's or the file's name say; ``None`` where they do not."""
    if _REALIZED.search(re.sub(r"realisasi\s+anggaran", "realisasi", words, flags=re.IGNORECASE)):
        return "realization"
    return "budget" if _BUDGETED.search(words) else None


def with_points(grid: Grid, header: Header) -> Grid:
    """The grid with codes as account codes are written: 4101 is 4.1.01."""
    column = header.code_columns[0]
    rows = [list(row) for row in grid.rows]
    for row in rows[header.last_row + 1 :]:
        if column < len(row):
            row[column] = _pointed(row[column])
    return dataclasses.replace(grid, rows=rows)


def _pointed(value: CellValue) -> CellValue:
    whole = isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()
    text = str(int(value)) if whole and isinstance(value, int | float) else value
    if not isinstance(text, str) or not _DIGITS.fullmatch(text.strip()):
        return value
    digits, parts, place = text.strip(), [], 0
    for length in _CUTS.get(len(digits), ()):
        parts.append(digits[place : place + length])
        place += length
    return ".".join(parts) or value


def _columns(grid: Grid, header: Header, collector: Collector) -> list[PivotColumn]:
    """Columns with a year; a government's heading reaches from its cell to the next government's."""
    found: list[PivotColumn] = []
    seen: set[tuple[str, int]] = set()
    government = ""
    for column in range(header.name_columns[0] + 1, grid.width):
        above = [grid.value(row, column) for row in range(header.first_row, header.last_row)]
        texts = [" ".join(str(cell).split()) for cell in above if not is_blank(cell)]
        if texts:
            government = next((text for text in texts if any(map(str.isalpha, text))), "")
        year = _year(grid.value(header.last_row, column))
        code = _unread(_is_filled(grid, header, column), government, year, seen)
        if code is None and year is not None:
            seen.add((government, year))
            found.append(PivotColumn(column, government, year))
        elif code:
            told: dict[str, str | int] = {"government": government, "year": year or 0}
            told = {} if code == "pivot-column-unclear" else told
            say = collector.inform if code == "pivot-column-empty" else collector.error
            say(code, header.last_row, column, **told)
    return found


def _unread(filled: bool, government: str, year: int | None, seen: set[tuple[str, int]]) -> str | None:
    """Why a column is not read: the code of what is said, empty where nothing is; ``None`` where it is read."""
    known = bool(government) and year is not None
    if not filled:
        return "pivot-column-empty" if known else ""
    if not known:
        return "pivot-column-unclear"
    return "pivot-column-twice" if (government, year) in seen else None


def _is_filled(grid: Grid, header: Header, column: int) -> bool:
    cells = (grid.value(row, column) for row in range(header.last_row + 1, len(grid.rows)))
    return any(not is_blank(cell) and not is_dash(cell) for cell in cells)


def _words(layout: Layout, role: str) -> frozenset[str]:
    return frozenset(
        part for rule in layout.columns if rule.role == role for words in rule.headers for part in words
    )


def _is(value: CellValue, words: frozenset[str]) -> bool:
    return isinstance(value, str) and normalize(value)[0] in words


def _years(grid: Grid, row: int, first: int) -> int:
    """Cells of a row that are nothing but a year."""
    return sum(_year(grid.value(row, column)) is not None for column in range(first, grid.width))


def _year(value: CellValue) -> int | None:
    if isinstance(value, str):
        text = value.strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    elif isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer():
        number = int(value)
    else:
        return None
    return number if _FIRST_YEAR <= number <= _LAST_YEAR else None
