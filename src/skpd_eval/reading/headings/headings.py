"""Headings of columns, and what a column is taken for.

A column's heading is the path of the header cells above its data, from top to bottom: ``keuangan > target``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from skpd_eval import period
from skpd_eval.errors import PeriodError
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.units import declared_factor
from skpd_eval.reading.headings.headercells import UNTIL, header_texts, month_of, names_period_alone, plain
from skpd_eval.reading.headings.vocabulary import spelled
from skpd_eval.reading.layout.layout import Layout
from skpd_eval.reading.layout.taught import HARMLESS

_TOKEN = re.compile(r"[^\W_]+|%")
_UNIT_WORDS = frozenset({"rp", "rupiah", "idr"})
_PERCENT_WORDS = frozenset({"persen", "persentase", "prosentase"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: normalized parts from the top, the period it names, its declared unit."""

    parts: tuple[str, ...]
    mention: PeriodMention | None = None
    factor: int | None = None
    month: int | None = None
    beneath: tuple[str, ...] = ()
    """The parts without those that are a period alone (``realisasi`` of ``realisasi > tw i``)."""
    until: bool = False
    """Whether it says that what stands here is cumulative (``s.d. TW II``)."""

    @property
    def text(self) -> str:
        """The parts joined as a person would write them."""
        return " > ".join(self.parts)

    def names_period(self, other: PeriodMention) -> bool:
        """Whether the heading names that very period; a year alone names every period in it."""
        mine = self.mention
        if mine is None or len({mine.year, other.year} - {None}) > 1:
            return False
        if mine.month is None and mine.quarter is None:
            return True
        year = mine.year or other.year or 2000
        return (other.month, other.quarter) != (None, None) and mine.cutoff(year) == other.cutoff(year)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its role, zero-based index and heading."""

    role: str
    index: int
    heading: Heading

    @property
    def measure(self) -> str:
        """The role without its suffix: ``month:3`` is a ``month``."""
        return self.role.partition(":")[0]


@lru_cache(maxsize=8192)
def normalize(text: str) -> tuple[str, PeriodMention | None, int | None]:
    """Words of a header cell (lower case, without period and unit), the period and the unit it names.

    A cell that is only a period (``Januari``) keeps its words.
    """
    flat = " ".join(plain(text).split())
    factor, rest = declared_factor(flat)
    try:
        bare, mention = period.strip_period(rest)
    except PeriodError:
        bare, mention = rest, None
    return (_words(bare) or _words(rest)), mention, factor


def _words(text: str) -> str:
    tokens = [token for token in _TOKEN.findall(text.casefold()) if token not in _UNIT_WORDS]
    return " ".join("%" if token in _PERCENT_WORDS and len(tokens) > 1 else token for token in tokens)


@dataclass(frozen=True, slots=True)
class _Silent:
    """Words that say nothing: of a group above others (``neutral``), and anywhere, as the user says."""

    neutral: frozenset[str]
    harmless: tuple[str, ...] = ()


def _silent(layout: Layout | None) -> _Silent:
    if layout is None:
        return _Silent(frozenset())
    harmless = (spelled(normalize(phrase)[0]) for phrase in layout.taught.phrases(HARMLESS))
    return _Silent(frozenset(map(spelled, layout.neutral)), tuple(harmless))


@lru_cache(maxsize=8192)
def _heading(cells: tuple[str, ...], silent: _Silent) -> Heading:
    parts: list[str] = []
    mention: PeriodMention | None = None
    factor: int | None = None
    month: int | None = None
    beneath: list[str] = []
    for cell in cells:
        if not cell:
            continue
        words, cell_mention, cell_factor = normalize(cell)
        words = _without(words, silent.harmless)
        mention, factor = cell_mention or mention, cell_factor or factor
        month = month_of(cell) or month
        if words and spelled(words) not in silent.neutral and (not parts or parts[-1] != words):
            parts.append(words)
            beneath += [] if names_period_alone(cell) else [words]
    if not parts and silent.neutral:
        return _heading(cells, _Silent(frozenset(), silent.harmless))  # it is the heading where it is alone
    until = any(UNTIL.search(cell) for cell in cells)
    return Heading(tuple(parts), mention, factor, month, tuple(beneath), until)


def _without(words: str, harmless: tuple[str, ...]) -> str:
    """Words without those that say nothing, wherever they stand."""
    for phrase in harmless:
        padded = f" {spelled(words)} "
        if phrase and f" {phrase} " in padded:
            words = padded.replace(f" {phrase} ", " ").strip()
    return words


def headings(grid: Grid, first: int, last: int, layout: Layout | None = None) -> list[Heading]:
    """The heading of every column of the header rows ``first`` to ``last`` (zero-based, inclusive)."""
    texts = header_texts(grid, first, last)
    silent = _silent(layout)
    return [
        _heading(tuple(row[col] for row in texts), silent) for col in range(len(texts[0]) if texts else 0)
    ]
