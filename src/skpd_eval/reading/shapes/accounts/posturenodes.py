"""Rows of named accounts in their place, and what of them counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from skpd_eval.model import Proven
from skpd_eval.reading.shapes.accounts.posturerows import PostureRow


@dataclass(slots=True)
class Node:
    """A row in its place; ``amounts`` are sen by measure, ``None`` where the cell is blank."""

    row: PostureRow
    amounts: dict[str, int | None]
    rows: dict[str, int]
    """Where each amount stands: the row itself, or the sum beneath."""
    children: list[Node] = field(default_factory=list)

    @property
    def code(self) -> str:
        """Account code; empty for a balance."""
        return "" if self.row.account is None else self.row.account.code

    @property
    def told(self) -> bool:
        """Whether any amount is stated."""
        return any(amount is not None for amount in self.amounts.values())

    def walk(self) -> Iterator[Node]:
        """The nodes beneath, in order."""
        for child in self.children:
            yield child
            yield from child.walk()


class Differing(NamedTuple):
    """A sum that its parts do not come to, in sen; ``cells`` are theirs."""

    code: str
    name: str
    stated: int
    sum: int
    cells: str


@dataclass(slots=True)
class Proved:
    """Nodes whose amounts add up to the whole, and those that only repeat or differ from them."""

    leaves: list[Node] = field(default_factory=list)
    totals: list[Node] = field(default_factory=list)
    proven: list[Proven] = field(default_factory=list)
