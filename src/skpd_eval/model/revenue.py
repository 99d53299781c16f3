"""Revenue of the agencies that collect it, ranked on its own."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from skpd_eval.model.result import Evaluation, RankedAgency


@dataclass(frozen=True, slots=True)
class RevenueRow:
    """One collecting agency: ``row`` holds its whole revenue as budget (target) and realization, sen."""

    row: RankedAgency
    own_target: int | None
    """Own-source revenue (PAD), sen; ``None`` where it has none."""
    own_realization: int | None
    effectiveness: Fraction | None
    """F-36 without a cap, a fraction of one."""
    category: str | None
    """Code of its band."""


@dataclass(frozen=True, slots=True)
class Revenue:
    """A ranking by revenue realized, and the government's own-source revenue as a whole."""

    evaluation: Evaluation
    rows: tuple[RevenueRow, ...]
    own_target: int | None
    own_realization: int | None
    effectiveness: Fraction | None
    category: str | None
