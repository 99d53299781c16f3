"""The lowest performers of an evaluation, by number or by a line."""

from __future__ import annotations

from fractions import Fraction

from skpd_eval.evaluation import lowest
from skpd_eval.jobs.context import Context
from skpd_eval.model import Evaluation, RankedAgency


def lowest_of(
    evaluation: Evaluation, context: Context, count: int | None = None, below: Fraction | None = None
) -> tuple[RankedAgency, ...]:
    """The worst first: those below a line (a fraction of one), else ``count``, else as many as configured."""
    if below is not None:
        return lowest(evaluation.rows, below=below, key=evaluation.key)
    return lowest(evaluation.rows, n=count or context.settings.evaluation.lowest_count, key=evaluation.key)
