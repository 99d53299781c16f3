"""Scores after the central government's IKPA: a reference to read beside a ranking, no rule for agencies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.evaluation.ratios import share
from skpd_eval.model import ItemFigures

_FULL = Fraction(1)


class KindScore(NamedTuple):
    """One kind of expenditure against its target; fractions of one."""

    account: str
    budget: int
    realization: int
    target: Fraction
    absorption: Fraction
    ratio: Fraction
    """Absorption over target, at most one."""


@dataclass(frozen=True, slots=True)
class AbsorptionScore:
    """The kinds that have a target, and what they give together; fractions of one."""

    kinds: tuple[KindScore, ...]
    score: Fraction | None
    """Mean of the kinds' ratios weighted by budget: not the ratio of their sums."""
    target: Fraction | None
    """Mean of the kinds' targets weighted by budget."""
    absorption: Fraction | None

    @property
    def gap(self) -> Fraction | None:
        """Absorption minus target."""
        return None if self.absorption is None or self.target is None else self.absorption - self.target


def absorption_score(
    items: Sequence[ItemFigures], targets: Mapping[str, Sequence[Decimal]], quarter: int
) -> AbsorptionScore:
    """Score a quarter's absorption by kind of expenditure.

    ``targets`` holds four percentages, a quarter each, by account; kinds beneath none of them, without a
    budget or without a stated realization are left out, of the score and of its weights.
    """
    kinds = []
    for account, percents in targets.items():
        found = [item for item in items if item.code == account or item.code.startswith(f"{account}.")]
        budget = sum(item.budget or 0 for item in found)
        known = [item.realization for item in found if item.realization is not None]
        target = Fraction(percents[quarter - 1]) / 100
        if budget > 0 and known and target > 0:
            absorption = Fraction(sum(known), budget)
            kinds.append(
                KindScore(account, budget, sum(known), target, absorption, min(_FULL, absorption / target))
            )
    total = sum(kind.budget for kind in kinds)
    return AbsorptionScore(
        tuple(kinds),
        score=share(sum((kind.budget * kind.ratio for kind in kinds), Fraction(0)), total),
        target=share(sum((kind.budget * kind.target for kind in kinds), Fraction(0)), total),
        absorption=share(sum(kind.realization for kind in kinds), total),
    )


def indicator(scores: Sequence[Fraction]) -> Fraction | None:
    """Give the indicator of the year so far: the plain mean of the quarters' scores."""
    return sum(scores, Fraction(0)) / len(scores) if scores else None


def plan_deviation_score(parts: Sequence[tuple[int, int, int]]) -> Fraction | None:
    """Score how near a month's spending was to its plan: one minus the weighted deviation.

    ``parts`` are (weight, plan, realization) of the kinds; a deviation is at most the plan itself. Parts
    without a plan carry no weight.
    """
    planned = [(weight, plan, done) for weight, plan, done in parts if plan > 0 and weight > 0]
    total = sum(weight for weight, _, _ in planned)
    deviation = sum(
        (weight * min(_FULL, Fraction(abs(done - plan), plan)) for weight, plan, done in planned), Fraction(0)
    )
    return None if not total else _FULL - deviation / total
