"""Rankings within groups of agencies, beside the whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model.result import RankedAgency


class GroupBy(StrEnum):
    """What agencies are grouped by."""

    KIND = "kind"
    """Department, body, district …, by the beginning of the name."""
    SIZE = "size"
    """By budget."""
    FIELD = "field"
    """The assistant secretary's field, as the register groups them."""


class GroupedAgency(NamedTuple):
    """A ranked agency with its rank within its group."""

    rank: int
    row: RankedAgency


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies of one group, best first; amounts in sen, absorption sum over sum of those that state both."""

    code: str | None
    """Code of a kind or size, name of a field; ``None``: in no group."""
    agencies: tuple[GroupedAgency, ...]
    budget: int | None
    realization: int | None
    absorption: Fraction | None
