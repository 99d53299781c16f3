"""Rows that hold others, told by sums alone: a row that states what the rows beneath it add up to holds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

_T = TypeVar("_T")
Stated = Sequence[int | None]
"""Sen of a row, a measure each; ``None`` where the cell is blank."""


def is_sum(stated: Stated, parts: Sequence[Stated]) -> bool:
    """Whether a row states the sum of others in each measure that it states, and more than nothing."""
    told = [(place, amount) for place, amount in enumerate(stated) if amount is not None]
    return any(amount for _, amount in told) and all(
        sum(part[place] or 0 for part in parts) == amount for place, amount in told
    )


def sums_above(stated: Stated, above: Sequence[Stated]) -> bool:
    """Whether a row states the sum of the last rows above it, of however many."""
    return any(is_sum(stated, above[-count:]) for count in range(1, len(above) + 1))


def outermost(rows: Sequence[_T], stated: Callable[[_T], Stated], look: Callable[[_T], object]) -> list[_T]:
    """The rows that no other holds. One row alone is held only by one that looks otherwise."""
    tops: list[_T] = []
    for row in reversed(rows):
        held = next((count for count in range(1, len(tops) + 1) if _holds(row, tops[:count], stated, look)), 0)
        tops = [row, *tops[held:]]
    return tops


def _holds(row: _T, parts: Sequence[_T], stated: Callable[[_T], Stated], look: Callable[[_T], object]) -> bool:
    if len(parts) == 1 and look(row) == look(parts[0]):
        return False
    return is_sum(stated(row), [stated(part) for part in parts])
