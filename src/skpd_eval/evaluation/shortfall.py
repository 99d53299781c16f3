"""Whether an agency matters: its part in what the government is behind its plan."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from skpd_eval.evaluation.ratios import share
from skpd_eval.model import Contribution, Evaluation, Total


def contribution(plan: int | None, realization: int | None, total: Total) -> Contribution | None:
    """Give plan minus realization with its part of the government's; ``None`` without a plan.

    A realization that is not stated is none, as in the total. Where every agency and exclusion has a plan,
    the amounts sum to the total's plan minus its realization, and the points to minus its deviation.
    """
    if plan is None:
        return None
    amount = plan - (realization or 0)
    behind = None if total.plan is None or total.realization is None else total.plan - total.realization
    return Contribution(
        amount=amount,
        points=share(amount, total.budget),
        share=Fraction(amount, behind) if behind is not None and behind > 0 else None,
    )


def with_contributions(evaluation: Evaluation) -> Evaluation:
    """Give the same evaluation with every row's and exclusion's contribution."""
    total = evaluation.total
    rows, unranked = (
        tuple(
            replace(row, contribution=contribution(row.figures.plan, row.figures.realization, total))
            for row in given
        )
        for given in (evaluation.rows, evaluation.unranked)
    )
    exclusions = tuple(
        replace(part, contribution=contribution(part.plan, part.realization, total))
        for part in evaluation.exclusions
    )
    return replace(evaluation, rows=rows, unranked=unranked, exclusions=exclusions)
