"""The texts of header cells: merged headings spread over their columns, and the month that a cell names."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from skpd_eval import period
from skpd_eval.errors import PeriodError
from skpd_eval.reading.cells.grid import CellValue, Grid

LONGEST_MONTH = 40
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
UNTIL = re.compile(rf"\b{period.UNTIL}|\b(?:kumulatif|akumulasi)\b|\bper\s+\d", re.IGNORECASE)
_PERIOD_WORDS = re.compile(
    rf"(?:{period.UNTIL}|(?:bulan|bln|tahun|thn|ta|sd|dengan|kumulatif|anggaran(?=\W*\d)|per|posisi)\b|[\W\d_])*",
    re.IGNORECASE,
)
_NUMBERED_MONTH = re.compile(r"(?:bulan|bln)(?:\s*ke)?[\s.-]*(?P<number>1[0-2]|[1-9])", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"(?:bulan\s+)?(?P<month>[^\W\d_]+)\.?(?:[\s'-]+(?:20)?\d{2})?", re.IGNORECASE)


def header_texts(grid: Grid, first: int, last: int) -> list[list[str]]:
    """Texts of the header rows with merged headings spread over their columns; blank is ``""``."""
    width = max((len(row) for row in grid.rows[first : last + 1]), default=0)
    texts = [[_text(grid.value(row, col)) for col in range(width)] for row in range(first, last + 1)]
    spread = [merge for merge in grid.merges if first <= merge[0] <= last and merge[3] > merge[1]]
    for top, left, bottom, right in spread:
        for col in range(left, min(right, width - 1) + 1):
            if any(row[col] for row in texts[bottom + 1 - first :]):
                texts[top - first][col] = texts[top - first][col] or texts[top - first][left]
    if not spread:
        _spread_blanks(texts)
    return texts


def _spread_blanks(texts: list[list[str]]) -> None:
    """Without merges a heading spreads to the right over blank cells, also past a column that is blank beneath.

    A column with a heading of its own above ends it: what stands behind belongs to nobody's group.
    """
    for level in reversed(range(len(texts) - 1)):
        row, below = texts[level], texts[level + 1]
        group = 0
        for col in range(1, len(row)):
            starts_own_heading = any(upper[col] for upper in texts[:level])
            if starts_own_heading:
                group = col
            elif row[col - 1] or below[col - 1]:
                group = col - 1
            if not row[col] and row[group] and below[col] and below[group] and not starts_own_heading:
                row[col] = row[group]


def _text(value: CellValue) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        value = value.date()
    return plain(str(value))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A heading as words: ``realisasi_sd_tw1``, ``realizedAmount`` and ``Realisasi  s.d. TW 1`` are alike."""
    flat = unicodedata.normalize("NFKC", text).replace("_", " ")
    return _CAMEL.sub(" ", flat).strip()


@lru_cache(maxsize=8192)
def names_period_alone(cell: str) -> bool:
    """Whether a cell is a period and nothing else: ``TW II``, ``s.d. Maret``, ``Tahun 2023``."""
    if len(cell) > LONGEST_MONTH:
        return False
    try:
        rest, mention = period.strip_period(" ".join(cell.split()))
    except PeriodError:
        return False
    return mention is not None and _PERIOD_WORDS.fullmatch(rest) is not None


@lru_cache(maxsize=8192)
def month_of(cell: str) -> int | None:
    """The month that a cell names: ``Peb``, ``Bulan Maret``, ``Januari 2022``, ``Bulan 3``."""
    numbered = _NUMBERED_MONTH.fullmatch(cell.strip()) if len(cell) <= LONGEST_MONTH else None
    if numbered is not None:
        return int(numbered["number"])
    found = _MONTH_AND_YEAR.fullmatch(cell.strip()) if len(cell) <= LONGEST_MONTH else None
    return period.month_number(found["month"] if found else cell)


def month_beneath(
    parts: tuple[str, ...], month: int | None, groups: tuple[tuple[str, ...], ...]
) -> int | None:
    """The month of a heading that is a month alone, or stands beneath or behind one of the groups."""
    if month is not None and (len(parts) == 1 or parts[:-1] in groups):
        return month
    if len(parts) != 1:
        return None
    behind = (parts[0].removeprefix(group[0] + " ") for group in groups if len(group) == 1)
    return next((month_of(rest) for rest in behind if rest != parts[0]), None)
