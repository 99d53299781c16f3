"""Headings of columns, and what a column is taken for."""

from __future__ import annotations

from dataclasses import dataclass

from skpd_eval.period import PeriodMention


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
