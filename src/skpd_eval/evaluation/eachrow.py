"""The same evaluation with something added to every agency, ranked or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from skpd_eval.model import Evaluation, RankedAgency


def with_each_row(evaluation: Evaluation, changed: Callable[[RankedAgency], RankedAgency]) -> Evaluation:
    """Give the evaluation with its rows and those apart as ``changed`` gives them, in their order."""
    return replace(
        evaluation,
        rows=tuple(map(changed, evaluation.rows)),
        unranked=tuple(map(changed, evaluation.unranked)),
    )
