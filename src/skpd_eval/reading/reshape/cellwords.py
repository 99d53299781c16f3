"""What a cell would be as a heading: a measure, an agency, or neither."""

from __future__ import annotations

import re
from functools import lru_cache

from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.headings.headercells import month_of
from skpd_eval.reading.headings.headings import normalize
from skpd_eval.reading.headings.headwords import meaning
from skpd_eval.reading.words.rowkinds import is_number_row

ASIDE = "aside"
"""A measure that is worked out of others, and left unread."""
MONTH = "month"
BUDGETS = frozenset({"budget", "budget_original", "budget_revised"})
SPENT = frozenset({"realization", "realization_pct"})
TALLEST_HEAD = 4
AGENCY_ROLES = ("agency_name", "agency_code")
_ASIDE = re.compile(
    r"^(?:sisa|saldo|selisih|deviasi|remaining|balance)\b|^(?:(?:per|pro|pre)sen\w*|%|capaian|absorption)(?:\s.*)?$"
)
_NUMBER = frozenset({"no", "nomor", "no urut", "nomor urut", "number", "id"})


def words_of(value: CellValue) -> str:
    """The words of a cell as a heading, without its unit and period; empty for what is no text."""
    return normalize(value)[0] if isinstance(value, str) and not is_figure(value) else ""


def measure_of(value: CellValue) -> str | None:
    """The role of an amount or a percentage that a text names, ``aside`` for what is worked out of others."""
    return measure_named((value,)) if isinstance(value, str) else None


@lru_cache(maxsize=8192)
def measure_named(path: tuple[CellValue, ...]) -> str | None:
    """The same of a path of headings from the outermost to the innermost; a month alone is ``month``."""
    parts = tuple(words for value in path if (words := words_of(value)))
    if not parts:
        return None
    role = meaning(parts)
    if role is not None:
        return None if role in AGENCY_ROLES else role
    if month_of(parts[-1]) is not None:
        return MONTH
    return ASIDE if _ASIDE.match(parts[0]) else None


def heads_agencies(value: CellValue) -> bool:
    """Whether a text is a heading of names of agencies."""
    words = words_of(value)
    return bool(words) and meaning((words,)) == AGENCY_ROLES[0]


def heads_numbers(value: CellValue) -> bool:
    """Whether a text is a heading of running numbers."""
    return words_of(value) in _NUMBER


def filled(grid: Grid, row: int) -> list[int]:
    """Columns of a row that hold something."""
    return [column for column, value in enumerate(grid.rows[row]) if not is_blank(value)]


def figures(grid: Grid, row: int) -> list[int]:
    """Columns of a row that hold a figure."""
    return [column for column, value in enumerate(grid.rows[row]) if is_figure(value)]


def heads_above(grid: Grid, first: int, start: int = 0) -> tuple[int, ...]:
    """The rows right above a row of data whose cells from a column on are all texts, two at least."""
    found: list[int] = []
    first -= 1 if first > 1 and is_number_row(grid.rows[first - 1]) else 0
    for row in range(first - 1, max(first - 1 - TALLEST_HEAD, -1), -1):
        across = [value for value in grid.rows[row][start:] if not is_blank(value)]
        if len(across) < 2 or not all(isinstance(value, str) for value in across):
            break
        found.insert(0, row)
    return tuple(found)
