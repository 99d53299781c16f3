"""Every line that a position, or each position of a year, counts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from skpd_eval.errors import MissingMonthError
from skpd_eval.evaluation import AgencyChoice
from skpd_eval.evaluation.counted_lines import counted_lines
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluated, selected
from skpd_eval.jobs.located import located
from skpd_eval.jobs.scope import Scope, reported, scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model.counted_line import CountedLine
from skpd_eval.period import Quarter


def lines_of(
    context: Context, request: EvaluationRequest, *, every_position: bool = False
) -> tuple[CountedLine, ...]:
    """The lines of what was asked; ``every_position``: of each quarter of its year up to it, oldest first.

    Raises what :func:`~skpd_eval.jobs.evaluation.evaluate_position` raises.
    """
    request = dataclasses.replace(request, detail=False, short_names=False)
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        scopes = [*(_earlier(scope) if every_position else ()), scope]
        return tuple(line for one in scopes for line in _at(ledger, context, request, one, one is scope))


def _earlier(scope: Scope) -> Iterator[Scope]:
    """The quarters of the year before that of a scope, each at its newest position."""
    for number in sorted({Quarter.of(day).number for day in reported(scope.holdings)}):
        if number < scope.quarter.number:
            yield dataclasses.replace(scope, quarter=Quarter(scope.quarter.year, number), cutoff=None)


def _at(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope, is_asked: bool
) -> tuple[CountedLine, ...]:
    try:
        evaluation = evaluated(ledger, context, request, scope, None)
    except MissingMonthError:
        if is_asked:
            raise
        return ()
    _, selection, rules = selected(context, request, scope)
    choices: list[AgencyChoice] = list(selection.choices)
    data = located(ledger, context, choices, request.asked.as_of)
    return counted_lines(evaluation, selection, data, rules)
