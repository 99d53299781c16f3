"""Compare what several sources state of the same agencies at one position."""

from __future__ import annotations

import dataclasses

from skpd_eval.evaluation import Selection
from skpd_eval.evaluation.compare import compare
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluated, selected
from skpd_eval.jobs.located import located
from skpd_eval.jobs.scope import scope_of
from skpd_eval.jobs.witnesses import witnesses
from skpd_eval.ledger import Ledger
from skpd_eval.model import Comparison, Evaluation
from skpd_eval.regulations import number_in_force


def compare_sources(context: Context, request: EvaluationRequest) -> tuple[Comparison, Evaluation]:
    """Every amount that accounts and progress reports of each realization basis state apart.

    Raises what an evaluation raises.
    """
    request = dataclasses.replace(request, detail=False)
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        evaluation = evaluated(ledger, context, request, scope, None)
        query, _, rules = selected(context, request, scope)
        tolerance = number_in_force("source_difference", query.day, context.settings.rules) / 100

        def fetch(selection: Selection) -> Fetched:
            return located(ledger, context, selection.choices, request.asked.as_of)

        return compare(witnesses(context.settings, scope, query, fetch), rules, tolerance), evaluation
