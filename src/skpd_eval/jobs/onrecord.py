"""What people put on record beside the exports: confirmations of assisted agencies, and adjustments."""

from __future__ import annotations

from collections.abc import Iterable

from skpd_eval import codes
from skpd_eval.evaluation.adjusting import with_adjustments
from skpd_eval.evaluation.casework import cases_of, confirmations, with_confirmations
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation
from skpd_eval.model.assistance import Case


def on_record(ledger: Ledger, context: Context, evaluation: Evaluation) -> Evaluation:
    """The evaluation with what was confirmed and what was booked by its day, beside its own figures."""
    zone = context.settings.timezone
    known = cases_of(ledger.cases.events(evaluation.as_of, zone))
    found = cases_in(known, evaluation.government, evaluation.year, evaluation.quarter)
    if found:
        evaluation = with_confirmations(evaluation, confirmations(found, zone))
    return with_adjustments(evaluation, ledger.adjustments.all(evaluation.as_of, zone))


def cases_in(cases: Iterable[Case], government: str | None, year: int, quarter: int) -> tuple[Case, ...]:
    """The cases of a government's quarter, in the order they were opened."""
    key = codes.government_key(government or "")
    return tuple(
        case
        for case in cases
        if (case.year, case.quarter) == (year, quarter) and codes.government_key(case.government or "") == key
    )
