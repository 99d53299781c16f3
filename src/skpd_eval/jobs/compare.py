"""Compare what several sources state of the same agencies at one position."""

from __future__ import annotations

import dataclasses

from skpd_eval.evaluation import select
from skpd_eval.evaluation.compare import Witness, compare
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluated, selected
from skpd_eval.jobs.located import located
from skpd_eval.jobs.scope import Scope, scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Comparison, Evaluation, Kind
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
        witnesses = _witnesses(ledger, context, request, scope)
        return compare(witnesses, rules, tolerance), evaluation


def _witnesses(ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope) -> list[Witness]:
    settings = context.settings
    query, _, _ = selected(context, request, scope)
    found = []
    for kind in (Kind.ACCOUNTS, Kind.PHYSICAL):
        for basis in settings.evaluation.realization_basis_order:
            alone = [
                holding
                for holding in scope.holdings
                if (holding.submission.kind, holding.submission.realization_basis) == (kind, basis)
            ]
            if alone:
                selection = select(alone, settings.agencies, (basis,), query)
                data = located(ledger, context, selection.choices, request.asked.as_of)
                found.append(Witness(kind, basis, selection, data))
    return found
