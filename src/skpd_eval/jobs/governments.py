"""Rank the governments of the ledger by their totals: their agencies' sum, else what a posture states of them."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skpd_eval.errors import Argument, MissingMonthError, NotIngestedError, UsageError
from skpd_eval.evaluation import Query, evaluate_governments, of_agencies, of_government
from skpd_eval.evaluation.adjusting import of_governments, with_adjustments
from skpd_eval.evaluation.findings import placed
from skpd_eval.findings import say
from skpd_eval.jobs.alike import governments_alike
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluated
from skpd_eval.jobs.naming import UNNAMED
from skpd_eval.jobs.scope import Asked, Scope, asked_text, listed_quarters
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation, Finding, Holding, Level, MissingAgency
from skpd_eval.period import Quarter
from skpd_eval.regulations import rulebook

PRECISION = "precision"
"""Code of the finding in which a submission says how finely it states amounts (sen)."""
Held = Mapping[str | None, Sequence[Holding]]


@dataclass(slots=True)
class _Found:
    """What became of each government: its evaluation, why it has none, and what is odd."""

    evaluations: list[Evaluation] = field(default_factory=list)
    missing: list[MissingAgency] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def evaluate_all_governments(context: Context, request: EvaluationRequest) -> Evaluation:
    """A row a government with its total, nothing excluded.

    Without a quarter: the newest that half of the year's known governments reported. Raises MissingInputError
    (no ledger), NotIngestedError, UsageError.
    """
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        held, quarter, thinner = _held(ledger, context, request.asked)
        before = quarter.previous()
        earlier = (
            held if before.year == quarter.year else _of_year(ledger, context, request.asked, before.year)
        )
        bare = dataclasses.replace(request, detail=False, group=None, exclude_dissolved=False, level="agency")
        past = dataclasses.replace(bare, asked=dataclasses.replace(bare.asked, cutoff=None))
        previous = _evaluated(ledger, context, past, earlier, before, None)
        found = _evaluated(ledger, context, bare, held, quarter, previous)
        alike = tuple(governments_alike(ledger, context, request.asked.as_of))
        if found is None:
            raise NotIngestedError(
                asked_text(request.asked), listed_quarters(_quarters(held)), str(context.ledger)
            )
        found = dataclasses.replace(found, findings=(*found.findings, *alike))
        return found if thinner is None else _with_thinner(found, thinner)


def _held(ledger: Ledger, context: Context, asked: Asked) -> tuple[Held, Quarter, Quarter | None]:
    """Holdings of the year that is meant, its quarter, and a newer one that fewer governments reported."""
    if asked.cutoff and asked.year and asked.cutoff.year != asked.year:
        raise UsageError("cutoff-outside-year", cutoff=asked.cutoff.isoformat(), year=asked.year)
    if asked.cutoff and asked.quarter and Quarter.of(asked.cutoff).number != asked.quarter:
        raise UsageError("cutoff-outside-quarter", cutoff=asked.cutoff.isoformat(), quarter=asked.quarter)
    told = asked.cutoff.year if asked.cutoff else asked.year
    zone = context.settings.timezone
    known = ledger.governments(asked.as_of, zone)
    years = {year for name in known for year in ledger.years(name, asked.as_of, zone)}
    there: set[Quarter] = set()
    for year in [told] if told is not None else sorted(years, reverse=True):
        held = _of_year(ledger, context, asked, year)
        there |= _quarters(held)
        if asked.cutoff is not None:
            return held, Quarter.of(asked.cutoff), None
        if asked.quarter is not None:
            quarter = Quarter(year, asked.quarter)
            if quarter in _quarters(held) or told is not None:
                return held, quarter, None
        elif _quarters(held):
            return held, *_fullest(held)
    raise NotIngestedError(asked_text(asked), listed_quarters(there), str(context.ledger))


def _of_year(ledger: Ledger, context: Context, asked: Asked, year: int) -> Held:
    zone = context.settings.timezone
    return {
        name: holdings
        for name in ledger.governments(asked.as_of, zone)
        if (holdings := ledger.holdings(name, year, asked.as_of, zone))
    }


def _reports(holdings: Sequence[Holding]) -> list[Holding]:
    return [holding for holding in holdings if holding.submission.is_report]


def _quarters(held: Held) -> set[Quarter]:
    return {
        Quarter.of(holding.submission.cutoff) for holdings in held.values() for holding in _reports(holdings)
    }


def _fullest(held: Held) -> tuple[Quarter, Quarter | None]:
    """The newest quarter that at least half of the governments reported, and a newer, thinner one."""
    reported: dict[Quarter, set[str | None]] = defaultdict(set)
    for name, holdings in held.items():
        for holding in _reports(holdings):
            reported[Quarter.of(holding.submission.cutoff)].add(name)
    full = [quarter for quarter, names in reported.items() if 2 * len(names) >= len(held)]
    chosen = max(full) if full else max(reported, key=lambda quarter: (len(reported[quarter]), quarter))
    newest = max(reported)
    return chosen, newest if newest > chosen else None


def _evaluated(
    ledger: Ledger,
    context: Context,
    request: EvaluationRequest,
    held: Held,
    quarter: Quarter,
    previous: Evaluation | None,
) -> Evaluation | None:
    """The ranking at one position; ``None`` where no government has it."""
    found = _Found()
    for name, holdings in held.items():
        scope = Scope(name, quarter, request.asked.cutoff, holdings)
        _government(ledger, context, request, scope, found)
    if not found.evaluations and not any(one.reason == "few-agencies" for one in found.missing):
        return None
    settings = context.settings
    query = Query(quarter, request.asked.cutoff, request.budget, level=Level.GOVERNMENT.value)
    rules = rulebook(
        query.day,
        settings.evaluation.scale_boundary,
        settings.evaluation.deviation_status,
        settings.rules,
        context.language,
    )
    ranking = evaluate_governments(
        found.evaluations,
        query,
        request.key,
        settings,
        rules,
        previous=previous,
        ledger_head=ledger.head(request.asked.as_of, settings.timezone),
        as_of=request.asked.as_of,
    )
    return dataclasses.replace(
        of_governments(ranking, found.evaluations),
        not_reported=tuple(found.missing),
        findings=placed(ranking.cutoff, *ranking.findings, *found.findings),
        sources=tuple(source for one in found.evaluations for source in one.sources),
    )


def _government(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope, found: _Found
) -> None:
    """One government: the sum of its agencies where it has them, with its posture as a witness, else that."""
    name = scope.government or context.settings.government or UNNAMED
    posture = _posture(ledger, context, request, scope)
    try:
        own = _agencies(ledger, context, request, scope)
    except MissingMonthError as error:
        own = None
        if posture is None:
            months = str(error.arguments["months"])
            found.missing.append(MissingAgency(None, name, "month-missing", months))
            return
    if own is not None and posture is not None and own.cutoff == posture.cutoff:
        found.findings.extend(_differences(ledger, name, own, posture))
    if posture is not None:
        found.findings.extend(_aside(ledger, context, request, scope, posture))
    if own is not None and own.not_reported:
        own = posture or _of_some(own, name, found)
        if own is None:
            return
    chosen = own or posture
    if chosen is None:
        found.missing.append(MissingAgency(None, name, "not-reported"))
    else:
        zone, as_of = context.settings.timezone, request.asked.as_of
        named = dataclasses.replace(chosen, government=name)
        found.evaluations.append(with_adjustments(named, ledger.adjustments.all(as_of, zone)))


def _of_some(own: Evaluation, name: str, found: _Found) -> Evaluation | None:
    """A total that lacks agencies: said, and none at all where fewer than half of those known reported."""
    reported = own.total.agencies
    known = reported + len(own.not_reported)
    if 2 * reported < known:
        found.missing.append(MissingAgency(None, name, "few-agencies", f"{reported}/{known}"))
        return None
    arguments: dict[str, Argument] = {"government": name, "reported": reported, "known": known}
    found.findings.append(say("agencies-partial", arguments, cutoff=own.cutoff))
    return own


def _agencies(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope
) -> Evaluation | None:
    there = of_agencies(scope.holdings)
    if not any(_at(scope, holding) for holding in _reports(there)):
        return None
    return evaluated(ledger, context, request, dataclasses.replace(scope, holdings=there), None)


def _posture(ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope) -> Evaluation | None:
    there = [holding for holding in scope.holdings if of_government(holding)]
    if not any(_at(scope, holding) for holding in there):
        return None
    whole = dataclasses.replace(request, level=Level.GOVERNMENT.value)
    return evaluated(ledger, context, whole, dataclasses.replace(scope, holdings=there), None)


def _aside(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope, posture: Evaluation
) -> list[Finding]:
    """What a source without a budget states of the same government apart from the posture that counts."""
    halves = [one for one in scope.holdings if of_government(one) and not one.submission.is_complete]
    if {one.submission.number for one in halves} >= {source.number for source in posture.sources}:
        return []
    other = _posture(ledger, context, request, dataclasses.replace(scope, holdings=halves))
    theirs, stated = None if other is None else other.total.realization, posture.total.realization
    if other is None or theirs is None or stated is None or theirs == stated:
        return []
    name = scope.government or context.settings.government or UNNAMED
    return [
        say(
            "source-aside",
            {
                "government": name,
                "other": other.sources[0].file,
                "other_sen": theirs,
                "other_cutoff": str(other.cutoff),
                "stated": stated,
                "cutoff": str(posture.cutoff),
            },
        )
    ]


def _at(scope: Scope, holding: Holding) -> bool:
    cutoff = holding.submission.cutoff
    return cutoff == scope.cutoff if scope.cutoff is not None else scope.quarter.contains(cutoff)


def _differences(ledger: Ledger, name: str, own: Evaluation, posture: Evaluation) -> list[Finding]:
    """Where the posture states another total than the agencies add up to, beyond its precision."""
    findings = ledger.findings([source.number for source in posture.sources])
    precision = max((int(f.arguments["amount"]) for _, f in findings if f.code == PRECISION), default=0)
    pairs = (
        ("budget", posture.total.budget, own.total.budget),
        ("realization", posture.total.realization, own.total.realization),
    )
    return [
        say(
            "posture-differs",
            {"government": name, "role": measure, "stated": stated, "sum": summed},
            cutoff=own.cutoff,
        )
        for measure, stated, summed in pairs
        if stated is not None and summed is not None and abs(stated - summed) > precision
    ]


def _with_thinner(found: Evaluation, thinner: Quarter) -> Evaluation:
    arguments = {"quarter": thinner.number, "year": thinner.year, "shown": found.quarter}
    return dataclasses.replace(found, findings=(say("thinner-quarter", arguments), *found.findings))
