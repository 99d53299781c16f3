"""Tables with governments side by side in columns, a year a column: recognized, so that the refusal can say why.

Such a table states one amount an account, government and year, and nothing says whether it is the budget or
what was realized, up to which day.
"""

from __future__ import annotations

from skpd_eval.reading.grid import CellValue, Grid
from skpd_eval.reading.header import normalize

_SEARCHED_ROWS = 30
_CODES = ("kode", "kode rekening", "kode akun")
_NAMES = ("uraian", "nama rekening", "nama akun", "akun")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_FEWEST = 2


def pivot_row(grid: Grid) -> int | None:
    """Zero-based first header row of a table with governments in columns; ``None`` where it is none."""
    for row in range(min(len(grid.rows), _SEARCHED_ROWS)):
        for column in range(len(grid.rows[row]) - 1):
            if _is(grid.value(row, column), _CODES) and _is(grid.value(row, column + 1), _NAMES):
                years = [_years(grid, row + below, column + 2) for below in (1, 2, 3)]
                if max(years) >= _FEWEST:
                    return row
    return None


def _is(value: CellValue, words: tuple[str, ...]) -> bool:
    return isinstance(value, str) and normalize(value)[0] in words


def _years(grid: Grid, row: int, first: int) -> int:
    """Cells of a row that are nothing but a year."""
    cells = [grid.value(row, column) for column in range(first, grid.width)]
    return sum(_year(cell) for cell in cells)


def _year(value: CellValue) -> bool:
    if isinstance(value, str):
        text = value.strip()
        return text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text[:9]) <= _LAST_YEAR
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return float(value).is_integer() and _FIRST_YEAR <= value <= _LAST_YEAR
