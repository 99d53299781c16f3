"""Priority programs of a government: what is spent and done of each."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class PriorityFigures:
    """One priority over all agencies that carry it; amounts in sen, ratios fractions of one."""

    label: str
    owner: str
    codes: tuple[str, ...]
    agencies: tuple[str, ...]
    """Names of those that have activities of it, by name; empty where no source has any."""
    activities: int
    budget: int | None
    realization: int | None
    plan: int | None
    absorption: Fraction | None
    deviation: Fraction | None
    physical: Fraction | None
    """Weighted by budget over the activities whose progress is stated."""
    status: str | None
    """Code of the deviation's colour."""
