"""A government's posture at a position, from the account lines of its agencies."""

from __future__ import annotations

import dataclasses

from skpd_eval.evaluation import fetched
from skpd_eval.evaluation.posture import posture
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluated, selected
from skpd_eval.jobs.scope import scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Dimension, Evaluation, Kind, PostureLine


def posture_of(
    context: Context, request: EvaluationRequest
) -> tuple[tuple[PostureLine, ...], dict[str, str], Evaluation]:
    """The posture, the names of its accounts, and the evaluation of the same position.

    Raises what an evaluation raises.
    """
    request = dataclasses.replace(request, detail=False)
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        evaluation = evaluated(ledger, context, request, scope, None)
        _, selection, rules = selected(context, request, scope)
        names = ledger.names(Dimension.ACCOUNT, request.asked.as_of, context.settings.timezone)
        data = fetched(
            ledger.account_amounts(selection.pairs(Kind.ACCOUNTS), by="account"),
            progress=ledger.progress_amounts(selection.pairs(Kind.PHYSICAL)),
        )
        return posture(selection, data, rules), names, evaluation
