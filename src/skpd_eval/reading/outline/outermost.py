"""Rows that hold others, told by sums alone: a row that states what the rows beneath it add up to holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

_T = TypeVar("_T")
Stated = Sequence[int | None]
"""Sen of a row, a measure each; ``None`` where the cell is blank."""


def sums_above(stated: Stated, above: Sequence[Stated]) -> bool:
    """Whether a row states the sum of the last rows above it, of however many."""
    return _parts(stated, reversed(above), 1) > 0


def outermost(
    rows: Sequence[_T], stated: Callable[[_T], Stated], look: Callable[[_T], object], *, alone: bool = False
) -> list[_T]:
    """The rows that no other holds, in order.

    One row alone is held only by one that looks otherwise, or where it holds others itself; with ``alone`` always.
    """
    tops: list[tuple[_T, int]] = []  # the nearest last, each with how many it holds
    for row in reversed(rows):
        nested = bool(tops) and (tops[-1][1] > 1 or look(row) != look(tops[-1][0]))
        held = _parts(stated(row), (stated(top) for top, _ in reversed(tops)), 1 if alone or nested else 2)
        del tops[len(tops) - held :]
        tops.append((row, held))
    return [row for row, _ in reversed(tops)]


def _parts(stated: Stated, parts: Iterable[Stated], fewest: int) -> int:
    """How many of the first parts add up to what is stated, in each measure that is; 0 where none do."""
    told = [(place, amount) for place, amount in enumerate(stated) if amount is not None]
    if not any(amount for _, amount in told):
        return 0
    sums = [0] * len(told)
    for count, part in enumerate(parts, 1):
        for at, (place, _) in enumerate(told):
            sums[at] += part[place] or 0
        if count >= fewest and all(sums[at] == amount for at, (_, amount) in enumerate(told)):
            return count
    return 0
