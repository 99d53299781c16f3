"""What people put on record beside the exports: confirmations of assisted agencies, and adjustments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from skpd_eval import codes
from skpd_eval.evaluation import key_of_today
from skpd_eval.evaluation.adjusting import with_adjustments
from skpd_eval.evaluation.casework import cases_of, confirmations, with_confirmations
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation
from skpd_eval.model.assistance import Agency, Case


def on_record(ledger: Ledger, context: Context, evaluation: Evaluation) -> Evaluation:
    """The evaluation with what was confirmed and what was booked by its day, beside its own figures."""
    zone = context.settings.timezone
    known = all_cases(ledger, context, evaluation.as_of)
    found = cases_in(known, evaluation.government, evaluation.year, evaluation.quarter)
    if found:
        evaluation = with_confirmations(evaluation, confirmations(found, zone))
    booked = ledger.adjustments.all(evaluation.as_of, zone)
    return with_adjustments(
        evaluation, [replace(one, agency=_of_today(one.agency, one.cutoff, context)) for one in booked]
    )


def all_cases(ledger: Ledger, context: Context, as_of: dt.date | None = None) -> tuple[Case, ...]:
    """All cases of the ledger, each of the agency that the register knows it as today."""
    return tuple(
        replace(case, agency=_of_today(case.agency, case.standing.cutoff, context))
        for case in cases_of(ledger.cases.events(as_of, context.settings.timezone))
    )


def _of_today(agency: Agency, day: dt.date, context: Context) -> Agency:
    """Code and name stay as they were recorded; who it is may have gone on under another code since."""
    return replace(agency, identity=key_of_today(agency.identity, day, context.settings.agencies))


def cases_in(cases: Iterable[Case], government: str | None, year: int, quarter: int) -> tuple[Case, ...]:
    """The cases of a government's quarter, in the order they were opened."""
    key = codes.government_key(government or "")
    return tuple(
        case
        for case in cases
        if (case.year, case.quarter) == (year, quarter) and codes.government_key(case.government or "") == key
    )
