"""Do these rows come to that amount: the one comparison of sums, how a difference is said, and what it proves.

A row is its sen by role, ``None`` where a cell is blank. A blank among the parts adds nothing; a blank where a sum
would be stated says nothing, and is not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from skpd_eval.model import Identity, Proven
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.headings.headings import Column

SHOWN_CELLS = 3
_Key = TypeVar("_Key", bound=Hashable)
_Candidate = TypeVar("_Candidate")
Stated = Mapping[str, int | None]
"""Sen of a row by role."""


class Differs(NamedTuple):
    """A role whose stated amount its parts do not come to, in sen."""

    role: str
    stated: int
    sum: int


def differences(parts: Iterable[Stated], stated: Stated, slack: int = 0) -> tuple[Differs, ...]:
    """The roles, of those that are stated, in which parts come to another amount by more than ``slack`` sen."""
    found = (Differs(role, stated[role] or 0, amount) for role, amount in sums_of(parts, stated).items())
    return tuple(one for one in found if abs(one.sum - one.stated) > slack)


def meets(parts: Iterable[Mapping[_Key, int | None]], stated: Mapping[_Key, int | None]) -> bool:
    """Whether parts come to all that is stated, and anything but zero is; by role, or by column."""
    sums = sums_of(parts, stated) if any(stated.values()) else {}
    return bool(sums) and all(amount == stated[key] for key, amount in sums.items())


def sums_of(
    parts: Iterable[Mapping[_Key, int | None]], stated: Mapping[_Key, int | None]
) -> dict[_Key, int]:
    """What parts come to in each role or column in which anything is stated."""
    sums = {key: 0 for key, amount in stated.items() if amount is not None}
    for part in parts:
        for key in sums:
            sums[key] += part.get(key) or 0
    return sums


def first_meeting(
    candidates: Iterable[_Candidate], parts_of: Callable[[_Candidate], Iterable[Stated]], stated: Stated
) -> _Candidate | None:
    """The first of some sets of rows that comes to what is stated; ``None`` where none does."""
    return next((one for one in candidates if not differences(parts_of(one), stated)), None)


def say_total(
    collector: Collector, row: int, columns: Iterable[Column], differs: Iterable[Differs], parts: Sequence[int]
) -> None:
    """An error at a total row (zero-based) for each role in which its parts (their rows) come to another amount."""
    at = {column.role: column.index for column in columns}
    for one in differs:
        cells = cells_of(collector.grid, parts, at[one.role])
        collector.error("total-differs", row, at[one.role], stated=one.stated, sum=one.sum, cells=cells)


def cells_of(grid: Grid, rows: Sequence[int], column: int) -> str:
    """The first cells of a column in some rows (zero-based), and that there are more."""
    shown = ", ".join(grid.address(row, column) for row in rows[:SHOWN_CELLS])
    return shown + (" …" if len(rows) > SHOWN_CELLS else "")


def proven(
    identity: Identity,
    held: Collection[str],
    roles: Iterable[str],
    *,
    met: int,
    of: int | None = None,
    slack: int = 0,
) -> tuple[Proven, ...]:
    """An identity that holds in the columns ``held`` of all with a role; empty where none holds.

    A measure that stands in several columns is proved where each of them is.
    """
    without = {measure_of(role) for role in roles if role not in held}
    measures = sorted({measure_of(role) for role in held} - without)
    if not measures or not met:
        return ()
    columns = sum(measure_of(role) in measures for role in held)
    return (Proven(identity, tuple(measures), columns, met, met if of is None else of, slack),)


def measure_of(role: str) -> str:
    """The measure that a column's role is of; months are a plan's."""
    measure = role.partition(":")[0]
    return "plan" if measure in ("month", "total_plan") else measure


@dataclass(slots=True)
class Tally:
    """Counts, measure by measure, in how many rows an identity holds and in how many it does not."""

    identity: Identity
    met: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    slack: int = 0

    def add(self, measure: str, *, held: bool, slack: int = 0) -> None:
        """One more row; ``slack`` is what its figure may lie from the other, in sen."""
        self.of[measure] += 1
        self.met[measure] += held
        self.slack = max(self.slack, slack if held else 0)

    def proven(self) -> list[Proven]:
        """What holds of each measure in any row."""
        return [
            held
            for measure, met in sorted(self.met.items())
            for held in proven(self.identity, (measure,), (), met=met, of=self.of[measure], slack=self.slack)
        ]
