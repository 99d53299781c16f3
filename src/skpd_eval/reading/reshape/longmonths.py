"""A row an agency and a month, each month alone: the months turned into columns, whose course the rows prove.

What is cumulative stays as it stands: each month is a position of its own. The budget is the same in every row of an
agency, and counts once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from skpd_eval import period
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.rearranged import Cell, rearranged, whole_row
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.headings.headercells import UNTIL, month_of
from skpd_eval.reading.reshape.cellwords import (
    BUDGETS,
    SPENT,
    figures,
    filled,
    heads_agencies,
    heads_numbers,
    measure_of,
    words_of,
)

SEARCHED_ROWS = 40
MONTHS = 12
MOST_FALLING = 20
"""One agency in so many may fall by a correction of what is cumulative."""
_OF_MONTHS = re.compile(r"(?:nama\s+)?(?:bulan|month|bln)(?:\s+(?:ke|realisasi|anggaran))?")
_OF_YEARS = re.compile(r"tahun(?:\s+anggaran)?|year|thn|ta")
_NOW = re.compile(r"\b(?:per\s+)?(?:bulan|month)(?:\s+ini)?\b")
_DECIMALS = re.compile(r"[.,]\d{1,2}$")


@dataclass(frozen=True, slots=True)
class _Long:
    """Zero-based: the row of the headings, the columns of months and of the realization, those told of an agency."""

    head: int
    month: int
    spent: int
    shared: tuple[int, ...]
    measure: str
    """The words of the realization without *bulan ini*."""


Rows = Mapping[int, int]
"""Zero-based row by month."""


def months_across(grid: Grid) -> Grid | None:
    """The grid with a row an agency and a column a month; ``None`` where no rows of single months stand."""
    tried = (_long(grid, row) for row in range(min(len(grid.rows), SEARCHED_ROWS)))
    found = next((one for one in tried if one is not None), None)
    agencies = None if found is None else _agencies(grid, found)
    if found is None or not agencies or not _fall(grid, found, agencies) or len(_years(grid, found, agencies)) > 1:
        return None
    months = sorted({month for rows in agencies for month in rows})
    if months != [*range(1, len(months) + 1)]:
        return None  # months alone come to a position from January on
    heads: list[Cell] = [(found.head, column) for column in found.shared]
    heads += [f"{found.measure} {period.month_name(month)}" for month in months]
    position: list[Cell] = [" ".join(["s.d.", period.month_name(months[-1]), *_years(grid, found, agencies)])]
    lines = [_line(found, rows, months) for rows in agencies]
    return rearranged(grid, [*(whole_row(grid, row) for row in range(found.head)), position, heads, *lines])


def _line(found: _Long, rows: Rows, months: Sequence[int]) -> list[Cell]:
    first = min(rows.values())
    shared: list[Cell] = [(first, column) for column in found.shared]
    return [*shared, *((rows[month], found.spent) if month in rows else None for month in months)]


def _long(grid: Grid, row: int) -> _Long | None:
    """The headings of a row, if they are of an agency, a month, a budget and one realization."""
    words = {column: words_of(grid.value(row, column)) for column in filled(grid, row)}
    months = [column for column, text in words.items() if _OF_MONTHS.fullmatch(text)]
    told = {column: measure_of(_NOW.sub(" ", text)) for column, text in words.items() if column not in months}
    spent = [column for column, role in told.items() if role in SPENT and role != "realization_pct"]
    budgets = [column for column, role in told.items() if role in BUDGETS]
    agency = any(heads_agencies(grid.value(row, column)) for column in words)
    if len(months) != 1 or len(spent) != 1 or not budgets or not agency:
        return None
    heading = str(grid.value(row, spent[0]))
    if UNTIL.search(heading.replace("_", " ")):
        return None
    shared = [column for column in words if told.get(column) is None or column in budgets]
    shared = [column for column in shared if column not in months and not heads_numbers(grid.value(row, column))]
    measure = " ".join(_NOW.sub(" ", words[spent[0]]).split())
    return _Long(row, months[0], spent[0], tuple(shared), measure)


def _agencies(grid: Grid, found: _Long) -> list[dict[int, int]] | None:
    """The rows of each agency by month; ``None`` where a month stands twice or one is no month."""
    agencies: dict[tuple[CellValue, ...], dict[int, int]] = {}
    for row in range(found.head + 1, len(grid.rows)):
        if not figures(grid, row):
            if filled(grid, row):
                return None
            continue
        month = _month(grid.value(row, found.month))
        own = agencies.setdefault(tuple(grid.value(row, column) for column in found.shared), {})
        if month is None or month in own:
            return None
        own[month] = row
    return [*agencies.values()] if any(len(own) > 1 for own in agencies.values()) else None


def _years(grid: Grid, found: _Long, agencies: Sequence[Rows]) -> set[str]:
    """The years that a column of years holds."""
    columns = [column for column in found.shared if _OF_YEARS.fullmatch(words_of(grid.value(found.head, column)))]
    rows = [row for own in agencies for row in own.values()]
    cells = (str(grid.value(row, column)).removesuffix(".0") for row in rows for column in columns)
    return {str(year) for text in cells if (year := period.find_year(text)) is not None}


def _month(value: CellValue) -> int | None:
    if isinstance(value, str) and not value.strip().isdigit():
        return month_of(value)
    number = None if is_blank(value) or isinstance(value, bool) else str(value).removesuffix(".0").strip()
    return int(number) if number and number.isdigit() and 1 <= int(number) <= MONTHS else None


def _fall(grid: Grid, found: _Long, agencies: Sequence[Rows]) -> bool:
    """Whether the realization falls from month to month of so many agencies that it cannot be cumulative."""
    cells = ([grid.value(rows[month], found.spent) for month in sorted(rows)] for rows in agencies)
    series = ([_size(value) for value in values if not is_blank(value)] for values in cells)
    falling = sum(any(after < before for before, after in pairwise(amounts)) for amounts in series)
    return falling * MOST_FALLING > len(agencies)


def _size(value: CellValue) -> int:
    """How large a figure is, without its decimals."""
    if isinstance(value, int | float):
        return int(value)
    digits = "".join(filter(str.isdigit, _DECIMALS.sub("", value.strip()))) if isinstance(value, str) else ""
    return int(digits or 0)
