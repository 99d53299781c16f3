"""Follow one figure of one agency back to the cells it stands in."""

from __future__ import annotations

import dataclasses

from skpd_eval.evaluation.explain import explain
from skpd_eval.evaluation.gathering import rows_of
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluated, selected
from skpd_eval.jobs.located import located
from skpd_eval.jobs.onrecord import on_record
from skpd_eval.jobs.scope import scope_of
from skpd_eval.jobs.show import agency_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation, Explanation, Measure


def explain_figure(
    context: Context, request: EvaluationRequest, agency: str, measure: Measure
) -> tuple[Explanation, Evaluation]:
    """The figure that a ranking shows for an agency, with its formula, operands, lines and cells.

    Raises UsageError (``agency-unknown``, ``agency-ambiguous``) and what an evaluation raises.
    """
    request = dataclasses.replace(request, detail=False)
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        evaluation = on_record(ledger, context, evaluated(ledger, context, request, scope, None))
        row = agency_of(evaluation, agency)
        query, selection, rules = selected(context, request, scope)
        identity = row.figures.identity
        choice = next(
            one
            for one in selection.choices
            if identity == one.identity.key or identity.startswith(f"{one.identity.key}/")
        )
        data = located(ledger, context, [choice], request.asked.as_of)
        [found] = [one for one in rows_of(choice, selection, data) if one.key == identity]
        explanation = explain(
            row,
            found,
            data,
            measure,
            query.budget,
            rules,
            evaluation.ledger_head,
            outputs=choice.outputs,
            adjustments=evaluation.adjustments,
        )
        return explanation, evaluation
