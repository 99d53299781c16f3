"""Assistance as use cases: open cases and write forms, list, note, check, close, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from skpd_eval import codes
from skpd_eval.errors import OutputError, UsageError
from skpd_eval.evaluation.assistance import outcomes
from skpd_eval.evaluation.casework import (
    agency_of_case,
    cases_of,
    is_overdue,
    standing_of,
    standing_payload,
)
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.naming import UNNAMED
from skpd_eval.jobs.onrecord import all_cases, cases_in
from skpd_eval.jobs.scope import Asked, scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation, Kind, RankedAgency
from skpd_eval.model.assistance import Case, CaseState, EventKind, Outcome
from skpd_eval.portable import write_atomically
from skpd_eval.regulations import rulebook

Render = Callable[[Case], bytes]
Name = Callable[[Case], str]


@dataclass(frozen=True, slots=True)
class Opened:
    """A case of the lowest: opened now or before, and its form. A form that is there is left as it is."""

    case: Case
    is_new: bool
    path: Path
    written: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """The cases of a quarter, those overdue among them, and the day that this is measured against."""

    cases: tuple[Case, ...]
    overdue: frozenset[int]
    year: int
    quarter: int
    today: dt.date


def open_cases(
    context: Context,
    evaluation: Evaluation,
    rows: Sequence[RankedAgency],
    folder: Path,
    who: str,
    render: Render,
    name: Name,
) -> list[Opened]:
    """Open a case for each of the rows and write its form into a folder, which is made.

    An agency that has an open case of the quarter keeps it; a form that is there may be filled in and is
    never replaced; an answered case gets none. Raises OutputError, BusyError.
    """
    opened: list[Opened] = []
    _make(folder)
    with Ledger.open(context.ledger, write=True, lock_timeout=context.lock_timeout) as ledger:
        here = _here(ledger, context, evaluation)
        known = {case.agency.identity: case for case in here if case.state is not CaseState.CLOSED}
        for row in rows:
            case = known.get(row.figures.identity)
            is_new = case is None
            if case is None:
                case = _open(ledger, context, evaluation, row, who)
            path = folder / name(case)
            written = not path.exists() and case.state is CaseState.OPEN
            if written:
                write_atomically(path, render(case))
                ledger.cases.add(case.number, EventKind.FORM_WRITTEN, {"file": path.name}, who, context.now)
            opened.append(Opened(case, is_new, path, written))
    return opened


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "not-a-folder" if folder.exists() else "not-writable"
        raise OutputError(str(folder), reason) from error


def _here(ledger: Ledger, context: Context, evaluation: Evaluation) -> tuple[Case, ...]:
    known = all_cases(ledger, context, evaluation.as_of)
    return cases_in(known, evaluation.government, evaluation.year, evaluation.quarter)


def _open(ledger: Ledger, context: Context, evaluation: Evaluation, row: RankedAgency, who: str) -> Case:
    event = ledger.cases.open(
        evaluation.government,
        evaluation.year,
        evaluation.quarter,
        agency_of_case(row.figures),
        standing_payload(standing_of(evaluation, row)),
        who,
        context.now,
    )
    return cases_of([event])[0]


def list_cases(context: Context, asked: Asked) -> Listed:
    """The cases of the quarter that is meant; where none is asked for, of the newest one that has any.

    Raises NotIngestedError, GovernmentNotNamedError.
    """
    zone = context.settings.timezone
    today = asked.as_of or context.now.astimezone(ZoneInfo(zone)).date()
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, asked)
        known = all_cases(ledger, context, asked.as_of)
    year, quarter = scope.quarter.year, scope.quarter.number
    if asked.quarter is None and asked.cutoff is None:
        key = codes.government_key(scope.government or "")
        there = [
            (case.year, case.quarter)
            for case in known
            if codes.government_key(case.government or "") == key and asked.year in (None, case.year)
        ]
        year, quarter = max(there, default=(year, quarter))
    found = cases_in(known, scope.government, year, quarter)
    overdue = frozenset(case.number for case in found if is_overdue(case, today))
    return Listed(found, overdue, year, quarter, today)


def listed_alone(context: Context, case: Case) -> Listed:
    """One case as a list of cases is shown."""
    today = context.now.astimezone(ZoneInfo(context.settings.timezone)).date()
    overdue = frozenset({case.number} if is_overdue(case, today) else ())
    return Listed((case,), overdue, case.year, case.quarter, today)


def case_of(context: Context, number: int) -> Case:
    """One case. Raises UsageError ``case-unknown``, MissingInputError."""
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger:
        for case in all_cases(ledger, context):
            if case.number == number:
                return case
    raise UsageError("case-unknown", number=number)


def note(context: Context, number: int, text: str, who: str) -> Case:
    """Keep a note on a case. Raises UsageError ``case-unknown`` or ``case-closed``."""
    return _add(context, number, EventKind.NOTED, {"text": text}, who)


def close(context: Context, number: int, reason: str, who: str) -> Case:
    """Close a case. Raises UsageError ``case-unknown`` or ``case-closed``."""
    return _add(context, number, EventKind.CLOSED, {"reason": reason}, who)


def _add(context: Context, number: int, kind: EventKind, payload: dict[str, str], who: str) -> Case:
    case_of(context, number)
    with Ledger.open(context.ledger, write=True, lock_timeout=context.lock_timeout) as ledger:
        ledger.cases.add(number, kind, {**payload}, who, context.now)
    return case_of(context, number)


def check(context: Context, number: int, cutoff: dt.date | None, who: str) -> Case:
    """Keep where the agency stands at a later position, the newest one unless told.

    Raises UsageError ``case-unknown``, ``case-closed``, ``no-later-position``, ``check-not-later`` (before the
    case's own position, or in another year, whose budget is another one) or ``agency-not-at-position``, and
    what evaluating a position raises.
    """
    case = case_of(context, number)
    day = cutoff or _newest_after(context, case)
    if day.year != case.year or day <= case.standing.cutoff:
        asked = case.standing.cutoff.isoformat()
        raise UsageError("check-not-later", cutoff=day.isoformat(), asked=asked)
    request = EvaluationRequest(_asked_at(case, day), detail=True)
    evaluation = evaluate_position(context, request)
    for row in (*evaluation.rows, *evaluation.unranked):
        if row.figures.identity == case.agency.identity:
            payload = standing_payload(standing_of(evaluation, row))
            break
    else:
        raise UsageError("agency-not-at-position", agency=case.agency.name, cutoff=day.isoformat())
    with Ledger.open(context.ledger, write=True, lock_timeout=context.lock_timeout) as ledger:
        ledger.cases.add(number, EventKind.CHECKED, payload, who, context.now)
    return case_of(context, number)


def _asked_at(case: Case, day: dt.date) -> Asked:
    return Asked(case.government or UNNAMED, day.year, None, day)


def _newest_after(context: Context, case: Case) -> dt.date:
    """The newest position of the case's year that states the agency, later than the case's own."""
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger:
        holdings = ledger.holdings(case.government, case.year)
    found = [
        holding.submission.cutoff
        for holding in holdings
        if holding.submission.kind in (Kind.ACCOUNTS, Kind.PHYSICAL)
        and holding.submission.cutoff > case.standing.cutoff
        and (holding.agency.code in (case.agency.code, case.agency.identity) if case.agency.code else True)
    ]
    if not found:
        cutoff = case.standing.cutoff.isoformat()
        raise UsageError("no-later-position", agency=case.agency.name, cutoff=cutoff)
    return max(found)


def outcome(context: Context, asked: Asked) -> tuple[tuple[Outcome, ...], Evaluation, Evaluation]:
    """What the quarter that is meant showed of the cases of the quarter before, with both evaluations.

    Raises UsageError ``no-cases``, and what evaluating a position raises. A new fiscal year starts from
    nothing: quarter I is compared with no quarter.
    """
    after = evaluate_position(context, EvaluationRequest(asked))
    if after.quarter == 1:
        raise UsageError("no-cases", quarter=4, year=after.year - 1)
    earlier = Asked(after.government or UNNAMED, after.year, after.quarter - 1, None, asked.as_of)
    before = evaluate_position(context, EvaluationRequest(earlier))
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger:
        found = _here(ledger, context, before)
    if not found:
        raise UsageError("no-cases", quarter=before.quarter, year=before.year)
    settings = context.settings
    rules = rulebook(before.cutoff, settings.evaluation.scale_boundary, "", settings.rules, context.language)
    newest = {case.agency.identity: case for case in found}
    return outcomes(tuple(newest.values()), before, after, rules.capital), before, after
