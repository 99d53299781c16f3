"""Two sources that state one amount of an agency apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model.kinds import Kind, RealizationBasis


class Statement(NamedTuple):
    """An amount as one kind of source states it: the sum of ``lines`` lines, whose cells come in their order."""

    kind: Kind
    basis: RealizationBasis
    value: int
    file: str
    sheet: str | None
    cells: tuple[str, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One amount (``budget`` or ``realization``) of an agency, stated twice at one cut-off; sen."""

    agency_code: str | None
    agency_name: str
    cutoff: dt.date
    amount: str
    first: Statement
    """By the source that a ranking uses."""
    second: Statement
    points: Fraction | None
    """Second minus first over the budget that a ranking divides by, a fraction of one."""

    @property
    def difference(self) -> int:
        """Second minus first, sen."""
        return self.second.value - self.first.value


class Uncompared(NamedTuple):
    """An agency that two kinds of source state in one quarter, at different cut-offs; nothing is compared."""

    agency_code: str | None
    agency_name: str
    first: tuple[Kind, RealizationBasis, dt.date]
    """The source that a ranking uses."""
    second: tuple[Kind, RealizationBasis, dt.date]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences beyond the tolerance, the largest first."""

    differences: tuple[Difference, ...]
    compared: int
    """Amounts of which two sources at one cut-off were there."""
    tolerance: Fraction
    """A fraction of one."""
    sources: tuple[tuple[Kind, RealizationBasis], ...]
    """The kinds of source compared, the one that a ranking uses first."""
    uncompared: tuple[Uncompared, ...] = ()
