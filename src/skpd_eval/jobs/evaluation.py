"""Evaluate a position of the ledger: select, fetch, sum, rank, with the movement since the quarter before."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from dataclasses import dataclass, field

from skpd_eval.errors import MissingMonthError, NotIngestedError
from skpd_eval.evaluation import Query, Selection, evaluate, fetched, figures, select
from skpd_eval.jobs.allow import allowed
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.scope import Asked, Scope, scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import BudgetChoice, Dimension, Evaluation, Finding, Kind, RankingKey, Severity
from skpd_eval.regulations import rulebook


@dataclass(frozen=True, slots=True)
class EvaluationRequest:
    """What to evaluate and how. ``detail`` adds sub-activities to the figures (drivers, an agency's page)."""

    asked: Asked = field(default_factory=Asked)
    key: RankingKey = RankingKey.ABSORPTION
    budget: BudgetChoice = BudgetChoice.IN_FORCE
    level: str = "agency"
    group: str | None = None
    exclude_dissolved: bool = False
    detail: bool = False


def evaluate_position(context: Context, request: EvaluationRequest) -> Evaluation:
    """The evaluation of what was asked.

    Raises MissingInputError (no ledger), NotIngestedError, GovernmentNotNamedError, MissingMonthError,
    RegulationError.
    """
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        previous = _previous(ledger, context, request, scope)
        return _evaluated(ledger, context, request, scope, previous)


def _previous(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope
) -> Evaluation | None:
    """The quarter before, at its newest position; ``None`` where the ledger has nothing of it."""
    before = scope.quarter.previous()
    asked = Asked(
        scope.government if scope.government is not None else request.asked.government,
        before.year,
        before.number,
        None,
        request.asked.as_of,
    )
    try:
        earlier = scope_of(ledger, context, asked)
        return _evaluated(ledger, context, dataclasses.replace(request, detail=False), earlier, None)
    except (NotIngestedError, MissingMonthError):
        return None


def _evaluated(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope, previous: Evaluation | None
) -> Evaluation:
    settings = context.settings
    query = Query(
        scope.quarter,
        scope.cutoff,
        request.budget,
        request.level,
        request.group,
        request.exclude_dissolved,
    )
    selection = select(scope.holdings, settings.agencies, settings.evaluation.realization_basis_order, query)
    rules = rulebook(
        query.day,
        settings.evaluation.scale_boundary,
        settings.evaluation.deviation_status,
        settings.rules,
        context.language,
    )
    amounts = ledger.account_amounts(
        selection.pairs(Kind.ACCOUNTS), by="activity" if request.detail else "account"
    )
    zone = settings.timezone
    names = ledger.names(Dimension.ACCOUNT, request.asked.as_of, zone)
    if request.detail:
        names |= ledger.names(Dimension.ACTIVITY, request.asked.as_of, zone)
    found = figures(
        selection,
        fetched(
            amounts,
            ledger.plan_amounts(selection.pairs(Kind.PLAN)),
            ledger.progress_amounts(selection.pairs(Kind.PHYSICAL)),
            names,
        ),
        rules,
    )
    evaluation = evaluate(
        found,
        query,
        request.key,
        settings,
        rules,
        selection=selection,
        previous=previous,
        notes=_notes(ledger, selection),
        government=scope.government,
        ledger_head=ledger.head(request.asked.as_of, zone),
        as_of=request.asked.as_of,
    )
    return _judged(_with_thinner(evaluation, scope), context)


def _notes(ledger: Ledger, selection: Selection) -> dict[str, tuple[str, ...]]:
    """What the sources say in words, by the identity of the agency."""
    said: dict[str, list[str]] = defaultdict(list)
    pairs = (*selection.pairs(Kind.PHYSICAL), *selection.pairs(Kind.ACCOUNTS))
    for _, agency_id, note in ledger.notes(pairs):
        said[selection.identities.by_id[agency_id]].append(note.text)
    return {key: tuple(dict.fromkeys(texts)) for key, texts in said.items()}


def _judged(evaluation: Evaluation, context: Context) -> Evaluation:
    return dataclasses.replace(evaluation, findings=allowed(evaluation.findings, context.settings))


def _with_thinner(evaluation: Evaluation, scope: Scope) -> Evaluation:
    if scope.thinner is None:
        return evaluation
    newer = Finding(
        "thinner-quarter",
        Severity.WARNING,
        {"quarter": scope.thinner.number, "year": scope.thinner.year, "shown": scope.quarter.number},
    )
    return dataclasses.replace(evaluation, findings=(newer, *evaluation.findings))
