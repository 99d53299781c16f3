"""Whether an agency matters: its part in what the government is behind its plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from skpd_eval.evaluation.eachrow import with_each_row
from skpd_eval.evaluation.ratios import share
from skpd_eval.model import AgencyFigures, Contribution, Evaluation, Exclusion, RankedAgency, Total


def contribution(
    plan: int | None, realization: int | None, total: Total, behind: int | None
) -> Contribution | None:
    """Give plan minus realization, with its part of ``behind``: what all that lag lack; ``None`` without a plan.

    A realization that is not stated is none, as in the total. Where every agency and exclusion has a plan,
    the amounts sum to the total's plan minus its realization, and the points to minus its deviation; the
    shares of those that lag sum to one, whatever others are ahead by.
    """
    if plan is None:
        return None
    amount = plan - (realization or 0)
    return Contribution(
        amount=amount,
        points=share(amount, total.budget),
        share=Fraction(amount, behind) if behind and amount > 0 else None,
    )


def lacking(parts: Iterable[AgencyFigures | Exclusion]) -> int:
    """Sum what the parts that are behind their plan lack, sen; what others are ahead by makes up for nothing."""
    return sum(max(0, part.plan - (part.realization or 0)) for part in parts if part.plan is not None)


def with_contributions(evaluation: Evaluation) -> Evaluation:
    """Give the same evaluation with every row's and exclusion's contribution; no shares where a plan is unknown."""
    total = evaluation.total
    agencies = [row.figures for row in (*evaluation.rows, *evaluation.unranked)]
    behind = None if total.plan is None else lacking([*agencies, *evaluation.exclusions])

    def contributing(row: RankedAgency) -> RankedAgency:
        figures = row.figures
        return replace(row, contribution=contribution(figures.plan, figures.realization, total, behind))

    exclusions = tuple(
        replace(part, contribution=contribution(part.plan, part.realization, total, behind))
        for part in evaluation.exclusions
    )
    return replace(with_each_row(evaluation, contributing), exclusions=exclusions)
