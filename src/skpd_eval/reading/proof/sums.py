"""Do these rows come to that amount: the one comparison of sums, and what it proves.

Amounts are sen by row and role, ``None`` where a cell is blank. A blank among the parts adds nothing; a blank where a
sum would be stated says nothing, and is not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from skpd_eval.model import Identity, Proven

Key = TypeVar("Key")
Stated = Mapping[str, int | None]
"""Sen by role."""
Candidate = TypeVar("Candidate", bound=Sequence[object])


class Differs(NamedTuple):
    """A role whose stated amount its parts do not come to, in sen."""

    role: str
    stated: int
    sum: int


def sum_of(rows: Iterable[Key], amounts: Mapping[Key, Stated], role: str) -> int:
    """What rows come to in one role, blanks left out."""
    return sum(amounts[row].get(role) or 0 for row in rows)


def differences(
    rows: Collection[Key], amounts: Mapping[Key, Stated], stated: Stated, slack: int = 0
) -> tuple[Differs, ...]:
    """The roles, of those that are stated, in which rows come to another amount by more than ``slack`` sen."""
    sums = {role: sum_of(rows, amounts, role) for role, amount in stated.items() if amount is not None}
    return tuple(
        Differs(role, amount, sums[role])
        for role, amount in stated.items()
        if amount is not None and abs(sums[role] - amount) > slack
    )


def meets(rows: Collection[Key], amounts: Mapping[Key, Stated], stated: Stated, slack: int = 0) -> bool:
    """Whether rows come to all that is stated, and anything but zero is."""
    return any(stated.values()) and not differences(rows, amounts, stated, slack)


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
