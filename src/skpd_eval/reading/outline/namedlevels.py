"""Rows that no code ranks: which of them count, by the total that they come to, else by what holds what.

Marks (``I.``, ``a.``, ``-``), capitals and indents only propose a level: its sums must prove it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from skpd_eval.reading.outline.levels import Stated, forest, levels

FEWEST_WITNESSES = 2
"""So many measures in which a row states what stands beneath it are no chance."""


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row with amounts: zero-based, how it is marked and looks, and its sen by measure."""

    row: int
    mark: str
    """The form of its number or the label before its name; empty where it has none."""
    number: int | None
    look: tuple[bool, int]
    """Whether its name is in capitals, and how far it is indented."""
    stated: tuple[int | None, ...]

    @property
    def style(self) -> tuple[str, tuple[bool, int]]:
        """What rows of one level have in common."""
        return self.mark, self.look


def tops_of(rows: Sequence[NamedRow], *, alone: bool = False) -> list[NamedRow]:
    """The rows that no other holds by its sums."""
    return [top.row for top in forest(rows, _stated, _style, alone=alone)]


def level_of_total(rows: Sequence[NamedRow], total: Stated) -> list[NamedRow] | None:
    """The first level that comes to a total in each measure that it states; ``None`` where none does.

    Levels added up over each other come to a total that counts twice: such a one proves nothing.
    """
    for level in (*levels(rows, _stated, _mark, _style), tops_of(rows, alone=True)):
        sums = sums_of(level)
        told = [(found or 0, amount) for found, amount in zip(sums, total, strict=True) if amount is not None]
        if told and all(found == amount for found, amount in told) and not _counts_twice(level):
            return level
    return None


def level_without_total(rows: Sequence[NamedRow]) -> list[NamedRow] | None:
    """The rows that hold all others, or all of one counted list; ``None`` where they may be of several levels."""
    tops = tops_of(rows)
    style, *others = {one.style for one in tops}
    if others or _counts_again(tops):
        return None
    mark, _ = style
    return tops if mark or len(rows) == 1 or _told_apart(tops, rows) else None


def _told_apart(tops: Sequence[NamedRow], rows: Sequence[NamedRow]) -> bool:
    """Whether rows without marks show their level: they look otherwise than all beneath them, or each holds some."""
    inner = [one for one in rows if one not in tops]
    apart = bool(inner) and tops[0].style not in {one.style for one in inner}
    return apart or all(one in inner for above, one in pairwise([*rows, tops[0]]) if above in tops)


def sums_of(rows: Sequence[NamedRow]) -> list[int | None]:
    """Sums by measure; ``None`` where no row states it."""
    by_measure = zip(*(one.stated for one in rows), strict=True)
    known = [[amount for amount in column if amount is not None] for column in by_measure]
    return [sum(column) if column else None for column in known]


def _stated(one: NamedRow) -> Stated:
    return one.stated


def _mark(one: NamedRow) -> str:
    return one.mark


def _style(one: NamedRow) -> tuple[str, tuple[bool, int]]:
    return one.style


def _counts_twice(level: Sequence[NamedRow]) -> bool:
    """Whether one of some rows surely holds others of them."""
    told = [one for one in level if sum(map(bool, one.stated)) >= FEWEST_WITNESSES]
    kept = {one.row for one in tops_of(level)}
    return len(kept) < len(level) and bool(told) and any(one.row in kept for one in told)


def _counts_again(rows: Sequence[NamedRow]) -> bool:
    """Whether numbers begin again in the midst of rows without a heading between: they count rows of another."""
    return any(
        one.number is not None and other.number is not None and other.number <= one.number and other.row == one.row + 1
        for one, other in pairwise(rows)
    )
