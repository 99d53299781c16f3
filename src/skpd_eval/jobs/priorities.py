"""The priority programs of the configuration at a position."""

from __future__ import annotations

from skpd_eval.errors import UsageError
from skpd_eval.evaluation import rules_in_force
from skpd_eval.evaluation.priorities import priorities
from skpd_eval.jobs.context import Context
from skpd_eval.model import Evaluation, PriorityFigures


def priorities_of(context: Context, evaluation: Evaluation) -> tuple[PriorityFigures, ...]:
    """Each priority's figures; the evaluation was made with ``detail``.

    Raises UsageError ``no-priorities`` where the configuration lists none.
    """
    programs = context.settings.priorities
    if not programs:
        raise UsageError("no-priorities")
    rules = rules_in_force(evaluation.cutoff, context.settings, context.language)
    return priorities(evaluation, programs, rules)
