"""A government's posture at a position, from the account lines of its agencies and what is stated of it whole."""

from __future__ import annotations

import dataclasses

from skpd_eval.errors import NotIngestedError
from skpd_eval.evaluation import Selection, fetched, of_government
from skpd_eval.evaluation.entries import Entry
from skpd_eval.evaluation.evaluate import sources_of
from skpd_eval.evaluation.posture import (
    apart,
    beside,
    own_revenue,
    posture_entries,
    posture_lines,
    ungrouped,
)
from skpd_eval.jobs.allow import allowed
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluated, selected
from skpd_eval.jobs.governments import PRECISION
from skpd_eval.jobs.scope import Scope, government_scope_of, scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Dimension, Evaluation, Kind, Level, Posture, Witness
from skpd_eval.regulations import Rulebook, scale_in_force

_LAST_QUARTER = 4


def posture_of(context: Context, request: EvaluationRequest) -> tuple[Posture, Evaluation]:
    """The posture of the whole government, and the evaluation of the same position.

    Where no agency reported what was asked for, it is what a source states of the government alone. Raises what
    an evaluation raises.
    """
    request = dataclasses.replace(
        request, detail=False, level=Level.AGENCY.value, group=None, exclude_dissolved=False
    )
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        try:
            scope = scope_of(ledger, context, request.asked)
        except NotIngestedError:
            found_alone = _alone(ledger, context, request)
            if found_alone is None:
                raise
            return found_alone
        evaluation = evaluated(ledger, context, request, scope, None)
        _, selection, rules = selected(context, request, scope)
        own = _entries(ledger, selection, rules)
        names = ledger.names(Dimension.ACCOUNT, request.asked.as_of, context.settings.timezone)
        stated = _stated(ledger, context, request, scope, evaluation)
    if stated is None:
        return _with_own_revenue(context, Posture(posture_lines(own), names), evaluation), evaluation
    witness, entries = stated
    lines = beside(own, entries, witness.precision)
    findings = allowed(tuple(apart(lines, witness)), context.settings)
    found = Posture(lines, names, witness, findings, ungrouped(entries))
    return _with_own_revenue(context, found, evaluation), evaluation


def _alone(ledger: Ledger, context: Context, request: EvaluationRequest) -> tuple[Posture, Evaluation] | None:
    """What a source states of a government of which no agency reported."""
    scope = government_scope_of(ledger, context, request.asked)
    if scope is None:
        return None
    whole = dataclasses.replace(request, level=Level.GOVERNMENT.value)
    evaluation = dataclasses.replace(evaluated(ledger, context, whole, scope, None), level=Level.AGENCY.value)
    stated = _stated(ledger, context, request, scope, evaluation)
    if stated is None:
        return None
    witness, entries = stated
    names = ledger.names(Dimension.ACCOUNT, request.asked.as_of, context.settings.timezone)
    found = Posture(posture_lines(entries), names, witness, partly=ungrouped(entries), alone=True)
    return _with_own_revenue(context, found, evaluation), evaluation


def _with_own_revenue(context: Context, found: Posture, evaluation: Evaluation) -> Posture:
    """How effective own-source revenue is; a band is given when the year is over."""
    ratio, own = own_revenue(found.lines)
    if ratio is None:
        return found
    scale = scale_in_force("pad_effectiveness", evaluation.cutoff, context.settings.rules)
    category = scale.code_of(ratio * 100) if evaluation.quarter == _LAST_QUARTER else None
    return dataclasses.replace(
        found, own_revenue=ratio, own_revenue_category=category, own_revenue_stated=not own
    )


def _entries(ledger: Ledger, selection: Selection, rules: Rulebook) -> list[Entry]:
    data = fetched(
        ledger.account_amounts(selection.pairs(Kind.ACCOUNTS), by="account"),
        progress=ledger.progress_amounts(selection.pairs(Kind.PHYSICAL)),
    )
    return posture_entries(selection, data, rules)


def _stated(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope, evaluation: Evaluation
) -> tuple[Witness, list[Entry]] | None:
    """What one source states of the whole government at the very cut-off of its agencies."""
    day = evaluation.cutoff
    known = ledger.holdings(scope.government, day.year, request.asked.as_of, context.settings.timezone)
    there = [holding for holding in known if of_government(holding)]
    if all(holding.submission.cutoff != day for holding in there):
        return None
    at = dataclasses.replace(scope, cutoff=day, holdings=there)
    whole = dataclasses.replace(request, level=Level.GOVERNMENT.value)
    _, selection, rules = selected(context, whole, at)
    picks = [pick for choice in selection.choices for pick in choice.accounts]
    if not picks:
        return None
    used = max((pick.submission for pick in picks), key=lambda one: one.number)
    found = ledger.findings([used.number])
    precision = max((int(f.arguments["amount"]) for _, f in found if f.code == PRECISION), default=1)
    (source,) = sources_of([used])
    return Witness(used.file, used.layout, day, precision, source), _entries(ledger, selection, rules)
