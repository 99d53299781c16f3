"""A year's positions evaluated one after the other, and the same date of last year."""

from __future__ import annotations

import dataclasses
import datetime as dt

from skpd_eval.errors import MissingMonthError, NotIngestedError
from skpd_eval.evaluation import recoded, trend_of, without_repeats
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluated
from skpd_eval.jobs.lastyear import nearest_position
from skpd_eval.jobs.naming import UNNAMED
from skpd_eval.jobs.onrecord import on_record
from skpd_eval.jobs.scope import Asked, Scope, reported, scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation, Trend
from skpd_eval.period import Quarter


def trend(
    context: Context, request: EvaluationRequest, *, every_position: bool = False
) -> tuple[Trend, Evaluation]:
    """The positions of the year up to the one asked for, and that one's evaluation.

    A quarter's position is its newest; ``every_position`` takes all of the year's cut-offs. Raises what
    :func:`~skpd_eval.jobs.evaluation.evaluate_position` raises.
    """
    request = dataclasses.replace(request, detail=False)
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        found = positions_of(ledger, context, request, scope, every_position=every_position)
        last_year = _last_year(ledger, context, request, scope, found[-1].cutoff)
        found[-1] = on_record(ledger, context, _with_recoded(found[-1], last_year))
    return trend_of(found, last_year, context.settings.evaluation.lowest_count), found[-1]


def _with_recoded(now: Evaluation, last_year: Evaluation | None) -> Evaluation:
    if last_year is None:
        return now
    new = recoded((*now.rows, *now.unranked), (*last_year.rows, *last_year.unranked))
    return dataclasses.replace(now, findings=(*now.findings, *without_repeats(new, now.findings)))


def positions_of(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope, *, every_position: bool
) -> list[Evaluation]:
    """A year's positions up to the one of a scope, oldest first. Raises NotIngestedError where there is none."""
    found: list[Evaluation] = []
    for asked in _positions(scope, request.asked, every_position):
        one = _at(ledger, context, request, asked, found[-1] if found else None)
        found += [] if one is None else [one]
    if not found:
        raise NotIngestedError(str(scope.quarter.year), UNNAMED, str(context.ledger))
    return found


def _positions(scope: Scope, asked: Asked, every: bool) -> list[Asked]:
    cutoffs = reported(scope.holdings)
    government = scope.government or UNNAMED
    year = scope.quarter.year
    end = scope.cutoff or scope.quarter.end
    if every:
        days = sorted(day for day in cutoffs if day <= end)
        return [Asked(government, year, None, day, asked.as_of) for day in days]
    quarters = sorted({Quarter.of(day) for day in cutoffs if day <= end})
    return [
        Asked(
            government,
            year,
            quarter.number,
            scope.cutoff if quarter == scope.quarter else None,
            asked.as_of,
        )
        for quarter in quarters
    ]


def _at(
    ledger: Ledger, context: Context, request: EvaluationRequest, asked: Asked, previous: Evaluation | None
) -> Evaluation | None:
    try:
        return evaluated(ledger, context, request, scope_of(ledger, context, asked), previous)
    except (NotIngestedError, MissingMonthError):
        return None


def _last_year(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope, day: dt.date
) -> Evaluation | None:
    before = scope.quarter.year - 1
    zone = context.settings.timezone
    if before not in ledger.years(scope.government, request.asked.as_of, zone):
        return None
    cutoffs = reported(ledger.holdings(scope.government, before, request.asked.as_of, zone))
    then = nearest_position(cutoffs, day)
    if then is None:
        return None
    asked = Asked(scope.government or UNNAMED, before, None, then, request.asked.as_of)
    return _at(ledger, context, request, asked, None)
