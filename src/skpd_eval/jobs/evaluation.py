"""Evaluate a position of the ledger: select, fetch, sum, rank, with the movement since the quarter before."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from skpd_eval.errors import MissingMonthError, NotIngestedError
from skpd_eval.evaluation import (
    Query,
    Reference,
    Selection,
    evaluate,
    fetched,
    figures,
    of_agencies,
    of_government,
    reference,
    select,
)
from skpd_eval.evaluation.outputs import OutputRules
from skpd_eval.evaluation.sensitivity import with_other_budget
from skpd_eval.findings import say
from skpd_eval.jobs.allow import allowed
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.lastyear import nearest_position
from skpd_eval.jobs.naming import UNNAMED, with_short_names
from skpd_eval.jobs.onrecord import on_record
from skpd_eval.jobs.scope import Asked, Scope, reported, scope_of
from skpd_eval.jobs.witnesses import with_differences
from skpd_eval.ledger import Ledger
from skpd_eval.model import (
    BudgetChoice,
    Dimension,
    Evaluation,
    Kind,
    Level,
    Note,
    RankingKey,
)
from skpd_eval.period import Quarter
from skpd_eval.regulations import Rulebook, rulebook
from skpd_eval.settings import Settings

_SAID = frozenset({"problem", "solution", "remark"})
"""Topics of notes that are read out; the others describe an activity."""


@dataclass(frozen=True, slots=True)
class EvaluationRequest:
    """What to evaluate and how.

    ``detail`` adds sub-activities to the figures (drivers, an agency's page); ``short_names`` is for tables.
    """

    asked: Asked = field(default_factory=Asked)
    key: RankingKey = RankingKey.ABSORPTION
    budget: BudgetChoice = BudgetChoice.IN_FORCE
    level: str = "agency"
    group: str | None = None
    exclude_dissolved: bool = False
    detail: bool = False
    short_names: bool = False


def evaluate_position(context: Context, request: EvaluationRequest) -> Evaluation:
    """The evaluation of what was asked.

    Raises MissingInputError (no ledger), NotIngestedError, GovernmentNotNamedError, MissingMonthError,
    RegulationError.
    """
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        found = with_movement(ledger, context, request, scope_of(ledger, context, request.asked))
    short = request.short_names or context.settings.short_names
    return with_short_names(found, context.settings.agencies) if short else found


def with_movement(ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope) -> Evaluation:
    """The evaluation of a scope in an open ledger as commands print it: with movement and what is on record."""
    previous = _previous(ledger, context, request, scope)
    last_year = _last_year(ledger, context, request, scope) if request.detail else None
    right_before = _right_before(ledger, context, request, scope)
    evaluation = evaluated(ledger, context, request, scope, previous, last_year, right_before)
    query, _, rules = selected(context, request, scope)
    evaluation = with_differences(ledger, context, evaluation, scope, query, rules)
    return on_record(ledger, context, evaluation)


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
        return evaluated(ledger, context, dataclasses.replace(request, detail=False), earlier, None)
    except (NotIngestedError, MissingMonthError):
        return None


def _right_before(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope
) -> Evaluation | None:
    """The position before the one asked for inside the same quarter; ``None`` where there is none."""
    days = sorted(day for day in reported(scope.holdings) if scope.quarter.contains(day))
    earlier = [day for day in days if day < (scope.cutoff or days[-1])]
    if not earlier:
        return None
    asked = Asked(scope.government or UNNAMED, None, None, earlier[-1], request.asked.as_of)
    try:
        at = scope_of(ledger, context, asked)
        return evaluated(ledger, context, dataclasses.replace(request, detail=False), at, None)
    except (NotIngestedError, MissingMonthError):
        return None


def _last_year(ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope) -> Reference:
    """The same date of last year and that year's end: of the agencies, else what is stated of them together."""
    before = scope.quarter.year - 1
    zone = context.settings.timezone
    if before not in ledger.years(scope.government, request.asked.as_of, zone):
        return Reference()
    held = ledger.holdings(scope.government, before, request.asked.as_of, zone)
    now = [cutoff for cutoff in reported(scope.holdings) if scope.quarter.contains(cutoff)]
    meant = scope.cutoff or max(now, default=scope.quarter.end)
    whole = [holding for holding in held if of_government(holding)]
    for holdings, level in ((of_agencies(held), request.level), (whole, Level.GOVERNMENT.value)):
        cutoffs = {one.submission.cutoff for one in holdings if one.submission.is_report}
        day = nearest_position(cutoffs, meant)
        if day is None:
            continue
        bare = dataclasses.replace(request, detail=False, level=level)
        both = [
            _at(ledger, context, bare, Scope(scope.government, Quarter.of(cutoff), cutoff, holdings))
            for cutoff in (day, dt.date(before, 12, 31))
        ]
        if both[0] is not None:
            return reference(*both)
    return Reference()


def _at(ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope) -> Evaluation | None:
    if not any(one.submission.cutoff == scope.cutoff for one in scope.holdings if one.submission.is_report):
        return None
    try:
        return evaluated(ledger, context, request, scope, None)
    except MissingMonthError:
        return None


def selected(context: Context, request: EvaluationRequest, scope: Scope) -> tuple[Query, Selection, Rulebook]:
    """What is asked of a scope, which submissions give it, and the rules in force on its day."""
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
    return query, selection, rules


def evaluated(
    ledger: Ledger,
    context: Context,
    request: EvaluationRequest,
    scope: Scope,
    previous: Evaluation | None,
    last_year: Reference | None = None,
    right_before: Evaluation | None = None,
) -> Evaluation:
    """The evaluation of a scope in an open ledger, with movement since ``previous``."""
    settings = context.settings
    query, selection, rules = selected(context, request, scope)
    amounts = ledger.account_amounts(
        selection.pairs(Kind.ACCOUNTS), by="activity" if request.detail else "account"
    )
    zone = settings.timezone
    names = ledger.names(Dimension.ACCOUNT, request.asked.as_of, zone)
    if request.detail:
        names |= ledger.names(Dimension.ACTIVITY, request.asked.as_of, zone)
    said = ledger.notes((*selection.pairs(Kind.PHYSICAL), *selection.pairs(Kind.ACCOUNTS)))
    data = fetched(
        amounts,
        ledger.plan_amounts(selection.pairs(Kind.PLAN)),
        ledger.progress_amounts(selection.pairs(Kind.PHYSICAL)),
        names,
        said if request.detail else (),
        ledger.indicators(selection.pairs(Kind.OUTPUTS)),
    )
    found = figures(selection, data, rules, output_rules(settings))
    evaluation = evaluate(
        found,
        query,
        request.key,
        settings,
        rules,
        selection=selection,
        previous=previous,
        notes=_notes(said, selection),
        government=scope.government,
        ledger_head=ledger.head(request.asked.as_of, zone),
        as_of=request.asked.as_of,
        last_year=last_year,
        right_before=right_before,
    )
    evaluation = with_other_budget(evaluation, selection, data, rules, output_rules(settings))
    return _judged(_with_thinner(evaluation, scope), context)


def output_rules(settings: Settings) -> OutputRules:
    """How the configuration has output indicators read."""
    cap = settings.evaluation.output_cap
    return OutputRules(settings.indicators, None if cap is None else Fraction(cap) / 100)


def _notes(said: Iterable[tuple[int, int, Note]], selection: Selection) -> dict[str, tuple[str, ...]]:
    """What the sources say in words of difficulties, by the identity of the agency."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, agency_id, note in said:
        if note.topic in _SAID:
            found[selection.identities.by_id[agency_id]].append(note.text)
    return {key: tuple(dict.fromkeys(texts)) for key, texts in found.items()}


def _judged(evaluation: Evaluation, context: Context) -> Evaluation:
    return dataclasses.replace(evaluation, findings=allowed(evaluation.findings, context.settings))


def _with_thinner(evaluation: Evaluation, scope: Scope) -> Evaluation:
    if scope.thinner is None:
        return evaluation
    newer = say(
        "thinner-quarter",
        {"quarter": scope.thinner.number, "year": scope.thinner.year, "shown": scope.quarter.number},
    )
    return dataclasses.replace(evaluation, findings=(newer, *evaluation.findings))
