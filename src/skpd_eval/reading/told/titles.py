"""What the lines above a header say: government, year, period, version of the budget, unit."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from skpd_eval import codes, period
from skpd_eval.codes import CodeKind
from skpd_eval.errors import PeriodError
from skpd_eval.model import BudgetBasis
from skpd_eval.period import PeriodMention, Quarter
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.units import declared_factor
from skpd_eval.reading.cells.values import is_figure

_T = TypeVar("_T")

LONGEST_TITLE = 400
_ANY_YEAR = 2000
MOST_NOTES = 60
"""Rows at the end of a sheet that are looked through for notes."""
_REVISED = re.compile(
    r"\b(?:perubahan\s+(?:apbd|anggaran|dpa)|p-?apbd|apbd-?p|apbd\s+perubahan|dppa|pak)\b", re.IGNORECASE
)
_REALIZED = re.compile(r"\brealisasi\b", re.IGNORECASE)
_ORIGINAL = re.compile(r"\b(?:(?:apbd|anggaran)\s+(?:murni|induk))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Titles:
    """What the title lines say; ``None`` where they are silent."""

    lines: tuple[str, ...] = ()
    government: str | None = None
    year: int | None = None
    period: PeriodMention | None = None
    basis: BudgetBasis | None = None
    unit_factor: int | None = None
    agency: str | None = None
    """The one agency the file is of, where a labelled line names it (``OPD : …``)."""
    unreadable_period: str | None = None
    """A line whose period cannot be, where no other line names one."""
    notes: tuple[str, ...] = ()
    """Lines of text beneath the table."""

    @property
    def text(self) -> str:
        """All lines in lower case, for recognizing a layout."""
        return " ".join(" ".join(self.lines).casefold().split())


def read_titles(grid: Grid, before: int) -> Titles:
    """Read the rows above ``before`` (zero-based), each row's cells as one line."""
    lines = tuple(line for line in (_line(grid, row) for row in range(before)) if line)
    return titles_of(lines)


def titles_of(lines: tuple[str, ...]) -> Titles:
    """What title lines say; the first line that says a thing decides it."""
    found = _position([mention for line in lines if (mention := line_period(line)) is not None])
    return Titles(
        lines=lines,
        government=_first(codes.government_name(line) for line in lines),
        year=_first(period.find_budget_year(line) for line in lines)
        or _first(period.find_year(line) for line in lines),
        period=found,
        basis=_first(_basis(line) for line in lines),
        unit_factor=_first(declared_factor(line)[0] for line in lines),
        agency=_first(_agency(line) for line in lines),
        unreadable_period=None if found else _first(line for line in lines if _cannot_be(line)),
    )


def notes_of(grid: Grid, last_row: int) -> tuple[str, ...]:
    """Texts of the last rows beneath a header (zero-based last row) that hold no figure."""
    rows = range(max(last_row + 1, len(grid.rows) - MOST_NOTES), len(grid.rows))
    return tuple(
        _line(grid, row) for row in rows if any(grid.rows[row]) and not any(map(is_figure, grid.rows[row]))
    )


def _line(grid: Grid, row: int) -> str:
    cells = [value for value in grid.rows[row] if value is not None and not isinstance(value, bool)]
    texts = [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in cells]
    return " ".join(" ".join(texts).split())[:LONGEST_TITLE]


_OTHER_DATE = re.compile(
    r"\b(?:di)?cetak\b|\bprint|\bunduh|\bdownload|\blampiran\b|\bsurat\b|\bnomor\b|\bnota\s+dinas\b|\brapat\b|\bbahan\b|"
    r"\bundangan\b|\bper(?:da|bup|wali|gub|kada)\b|\bperaturan\b|\bkeputusan\b|\bundang\b|\bpukul\b|\bjam\b|"
    r"\bdi(?:susun|buat|terbitkan|tetapkan|sahkan)\b|^\W*(?:tanggal|tgl)\b(?!\s+(?:posisi|data|cut))",
    re.IGNORECASE,
)
"""What dates a paper, a meeting or a law, and no position."""
_CUE = re.compile(
    r"\b(?:posisi|keadaan|periode|s\W{0,3}d\b|sampai|triwulan|realisasi|per\s+(?:tanggal|tgl)\b)", re.IGNORECASE
)


def line_period(line: str) -> PeriodMention | None:
    """The period that a title line names for its table; ``None`` for the date of a paper, a meeting or a law."""
    if period.looks_like_signature_date(line):
        return None
    if _OTHER_DATE.search(line):
        cue = _CUE.search(line)
        return None if cue is None else _found_period(_OTHER_DATE.split(line[cue.start() :])[0])
    # A line that dates the budget and the realization apart speaks of the realization.
    starts = [0, *(found.start() for found in _REALIZED.finditer(line))]
    # One that names a week's month and its day says after "posisi" which day it is.
    starts += [] if _cannot_be(line) else [found.start() for found in _POSITION.finditer(line)]
    return _first(_found_period(line[start:]) for start in starts)


_POSITION = re.compile(r"\b(?:posisi|keadaan)\b", re.IGNORECASE)
_FINENESS = ("year", "quarter", "month", "day")


def _position(mentions: list[PeriodMention]) -> PeriodMention | None:
    """The first period that lines name, or a finer one of a later line that lies in it."""
    first = next(iter(mentions), None)
    if first is None or (first.month is None and first.quarter is None):
        return first
    for other in mentions[1:]:
        finer = _FINENESS.index(other.precision) > _FINENESS.index(first.precision)
        if finer and other.month is not None and _lies_in(other, first):
            return dataclasses.replace(other, year=other.year or first.year)
    return first


def _lies_in(other: PeriodMention, first: PeriodMention) -> bool:
    if len({other.year, first.year} - {None}) > 1 or other.month is None:
        return False
    if first.month is not None:
        return other.month == first.month
    return first.quarter is not None and other.month in Quarter(_ANY_YEAR, first.quarter).months


def _found_period(line: str) -> PeriodMention | None:
    try:
        return period.find_period(line)
    except PeriodError:
        return None


def _cannot_be(line: str) -> bool:
    if period.looks_like_signature_date(line):
        return False
    try:
        period.find_period(line)
    except PeriodError:
        return True
    return False


_AGENCY = re.compile(
    r"^(?:nama\s+)?(?:sub\s+)?(?:unit\s+organisasi|skpd|opd|perangkat\s+daerah|satuan\s+kerja(?:\s+perangkat\s+daerah)?|"
    r"unit\s+kerja|organisasi)(?:\s*[:=]\s*|\s+(?=\d[\d.]+\d\s))(?P<name>.+)$",
    re.IGNORECASE,
)

_LABEL_WITHIN = re.compile(r"\s(?:sub\s+)?unit\s+organisasi\s*[:=]", re.IGNORECASE)
_CODE_BEHIND = re.compile(r"(?P<name>.*\w.*?)\s*[\[(]\s*(?P<code>[0-9][0-9.]+)\s*[\])]")


def _agency(line: str) -> str | None:
    """The agency of a labelled line, or of one that is its name and code; dots are a form left unfilled."""
    found = _AGENCY.match(line)
    name = _LABEL_WITHIN.split(found["name"])[0].strip(" :.…-") if found else _coded_name(line)
    return name if any(map(str.isalpha, name)) else None


def _coded_name(line: str) -> str:
    """Code and name of a line that is nothing but both, in either order: ``DINAS PENDIDIKAN [1.01.…]``."""
    bracketed = _CODE_BEHIND.fullmatch(line)
    code, name = (bracketed["code"], bracketed["name"]) if bracketed else codes.split_code_and_name(line)
    kind = None if code is None else codes.classify(code)
    return f"{code} {name}" if kind in (CodeKind.AGENCY, CodeKind.UNIT) and name else ""


def _basis(line: str) -> BudgetBasis | None:
    if _REVISED.search(line):
        return BudgetBasis.REVISED
    return BudgetBasis.ORIGINAL if _ORIGINAL.search(line) else None


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)
