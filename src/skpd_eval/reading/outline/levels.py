"""Levels of rows without codes, told by sums: a row that states what the rows beneath it add up to holds them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_T = TypeVar("_T")
Stated = Sequence[int | None]
"""Sen of a row, a measure each; ``None`` where the cell is blank."""
Look = Callable[[_T], Hashable]
"""What tells rows of different levels apart to the eye: a mark, capitals, an indentation."""


@dataclass(frozen=True, slots=True)
class Branch(Generic[_T]):
    """A row and the rows right beneath it that it is the sum of."""

    row: _T
    members: tuple[Branch[_T], ...] = ()

    def every(self) -> Iterator[Branch[_T]]:
        """The branch and all beneath it, in order."""
        yield self
        for member in self.members:
            yield from member.every()


def forest(
    rows: Sequence[_T], stated: Callable[[_T], Stated], look: Look[_T], *, alike: bool = True, alone: bool = False
) -> list[Branch[_T]]:
    """The rows that no other holds, in order, each with those that it does.

    One row alone is held only by one that looks otherwise, or where it holds others itself, with ``alone`` by any;
    with ``alike`` false, several are held only by one that looks otherwise.
    """
    tops: list[Branch[_T]] = []  # the nearest last
    for row in reversed(rows):
        other = bool(tops) and look(row) != look(tops[-1].row)
        fewest = 1 if other or alone or (tops and tops[-1].members) else 2
        parts = (stated(top.row) for top in reversed(tops)) if other or alike else ()
        held = _parts(stated(row), parts, fewest)
        while 0 < held < len(tops) and _adds_nothing(tops[-1 - held].row, tops[-held].row, stated, look):
            held += 1
        members = tops[len(tops) - held :][::-1]
        del tops[len(tops) - held :]
        tops.append(Branch(row, tuple(members)))
    return tops[::-1]


def _adds_nothing(row: _T, member: _T, stated: Callable[[_T], Stated], look: Look[_T]) -> bool:
    """Whether a row beneath the last member looks like it and states nothing that could be missed."""
    return look(row) == look(member) and not any(stated(row))


def levels(rows: Sequence[_T], stated: Callable[[_T], Stated], *looks: Look[_T]) -> Iterator[list[_T]]:
    """Sets of rows that may be the level which a total sums: all, the outermost, and those of each look."""
    yield list(rows)
    if looks:
        yield [top.row for top in forest(rows, stated, lambda row: tuple(look(row) for look in looks))]
    for look in looks:
        kinds = dict.fromkeys(map(look, rows))
        for kind in kinds if len(kinds) > 1 else ():
            yield [row for row in rows if look(row) == kind]


def sums_above(stated: Stated, above: Sequence[Stated]) -> bool:
    """Whether a row states the sum of the last rows above it, of however many."""
    return _parts(stated, reversed(above), 1) > 0


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
