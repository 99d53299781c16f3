"""Scores after rules of others, to be read beside a ranking: no rule for agencies of regional governments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model.result import Evaluation, RankedAgency
from skpd_eval.model.rule import Rule


class ReferenceBy(StrEnum):
    """Which reference."""

    IKPA = "ikpa"
    """After the central government's indicators of budget execution."""
    EFFICIENCY = "efficiency"
    """What outputs cost."""


class IkpaRow(NamedTuple):
    """One agency's score; all are fractions of one, ``None`` where the sources do not give it."""

    rank: int | None
    row: RankedAgency
    absorption: Fraction | None
    """Mean of the quarters' scores."""
    in_quarter: Fraction | None
    """This quarter's score of absorption."""
    target: Fraction | None
    """Mean of the kinds' targets weighted by budget."""
    gap: Fraction | None
    """Absorption of the kinds with a target minus that."""
    deviation: Fraction | None
    """Score of the months' deviations from the plan."""
    months: int
    """Months that the deviation is of."""
    output: Fraction | None
    score: Fraction | None
    """The indicators that are known, weighted anew."""
    category: str | None
    """Code of its band."""


@dataclass(frozen=True, slots=True)
class IkpaScores:
    """Agencies by score, best first, and what the scores were made from."""

    evaluation: Evaluation
    rows: tuple[IkpaRow, ...]
    quarters: tuple[int, ...]
    """That the ledger has."""
    weights: Mapping[str, Decimal]
    """Of all indicators, percent, by code."""
    used: tuple[str, ...]
    """Indicators that at least one agency has."""
    rules: tuple[Rule, ...] = ()


class EfficiencyRow(NamedTuple):
    """What one agency's outputs cost; ``None`` throughout where it cannot be said yet."""

    row: RankedAgency
    achievement: Fraction | None
    """Mean of its indicators without a cap, a fraction of one."""
    difference: Fraction | None
    """F-30, a fraction of one."""
    ratio: Fraction | None
    """F-31."""
    cost_index: Fraction | None
    """F-32, a fraction of one."""
    category: str | None
    """Code of the index's band."""
    efficiency: Fraction | None
    """F-33, of activities with assessed outputs; a fraction of one."""
    value: Fraction | None
    """F-34, a fraction of one."""


@dataclass(frozen=True, slots=True)
class Efficiencies:
    """Agencies in the order of the ranking, with the rules that were used."""

    evaluation: Evaluation
    rows: tuple[EfficiencyRow, ...]
    rules: tuple[Rule, ...] = ()
