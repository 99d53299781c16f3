"""What a table proves of its own figures while it is read: which identities hold, over how much, how exactly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Identity(StrEnum):
    """A way in which a table states an amount a second time."""

    TOTAL = "total"
    """A total row is the sum of the rows that count."""
    PARENTS = "parents"
    """A row that holds others is their sum."""
    PERCENT = "percent"
    """A printed percentage is realization over budget."""
    REMAINDER = "remainder"
    """A printed remainder is budget less realization."""
    MONTHS = "months"
    """Twelve months are the year's budget, or the sum that the row prints."""
    BALANCE = "balance"
    """A printed balance is revenue less expenditure plus financing."""


class Degree(StrEnum):
    """How much of a table's amounts is proved: the one word of its :class:`Certificate`."""

    PROVED = "proved"
    """Every measure that counts stands under an identity that holds in every row."""
    PARTLY = "partly"
    """An identity holds, and not of every measure or not in every row."""
    NOT = "not"
    """No amount is stated a second time: a cell that was typed wrong could not be seen."""


class Proven(NamedTuple):
    """One identity that holds, and over what."""

    identity: Identity
    measures: tuple[str, ...]
    """``budget``, ``budget_original``, ``budget_revised``, ``realization``, ``plan``: what it speaks of."""
    columns: int
    met: int
    """Rows (of parents: sums) in which it holds."""
    of: int
    """Rows that it would have to hold in."""
    slack: int = 0
    """How far, in sen, a figure may lie from the other and still be it: both are rounded."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The measures of money that the lines of an export state, and the identities that hold of them."""

    measures: tuple[str, ...] = ()
    proven: tuple[Proven, ...] = ()

    @property
    def degree(self) -> Degree | None:
        """How much is proved; ``None`` where no amount of money is stated, so that there is nothing to prove."""
        if not self.measures:
            return None
        if all(any(_is_whole(one, measure) for one in self.proven) for measure in self.measures):
            return Degree.PROVED
        touched = any(one.met and set(one.measures) & set(self.measures) for one in self.proven)
        return Degree.PARTLY if touched else Degree.NOT


def _is_whole(one: Proven, measure: str) -> bool:
    return measure in one.measures and 0 < one.met == one.of


NO_CERTIFICATE = Certificate()
"""Of what states no amount of money."""
