"""Answered forms of assistance on their way into the ledger: each belongs to a case, and is recorded once."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from skpd_eval.evaluation.casework import answer_payload, cases_of
from skpd_eval.findings import say
from skpd_eval.jobs.across import Read
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger
from skpd_eval.model import Source
from skpd_eval.model.assistance import Case, EventKind, FormAnswer
from skpd_eval.model.ingestion import FileOutcome, FileState


def with_cases(ledger: Ledger, read: Sequence[Read]) -> list[Read]:
    """Refuse forms of a case that the ledger does not have, or that is closed.

    Findings (errors): ``form-case-unknown``, ``form-of-another-case`` (the number is there, for something
    else: the form comes from another ledger), ``form-case-closed``. A form that was recorded stays good.
    """
    if not any(one.reading.answer for one in read):
        return list(read)
    events = ledger.cases.events()
    recorded = {event.sha256 for event in events if event.kind is EventKind.ANSWERED}
    cases = {case.number: case for case in cases_of(events)}
    return [
        one
        if one.reading.answer is None or one.reading.sha256 in recorded
        else _checked(one, one.reading.answer, cases.get(one.reading.answer.case))
        for one in read
    ]


def _checked(one: Read, given: FormAnswer, case: Case | None) -> Read:
    if case is None:
        code = "form-case-unknown"
    elif case.checksum != given.checksum:
        code = "form-of-another-case"
    elif case.closed_at is not None:
        code = "form-case-closed"
    else:
        return one
    finding = say(code, {"number": given.case}, Source(one.found.file))
    reading = dataclasses.replace(one.reading, findings=(*one.reading.findings, finding), answer=None)
    return dataclasses.replace(one, reading=reading)


def record_answer(ledger: Ledger, context: Context, one: Read) -> FileOutcome:
    """Record the answer of a form; one that is blank or was recorded changes nothing."""
    given = one.reading.answer
    assert given is not None
    outcome = FileOutcome(one.found.file, FileState.UNCHANGED, (), one.findings, answer=given)
    if given.answer is None:
        blank = say("form-blank", {"number": given.case}, Source(one.found.file))
        return dataclasses.replace(outcome, findings=(*outcome.findings, blank))
    event = ledger.cases.answer(
        one.reading,
        given.case,
        answer_payload(given.answer),
        given.answer.person,
        one.found.path.read_bytes(),
        context.now,
    )
    return outcome if event is None else dataclasses.replace(outcome, state=FileState.RECORDED)
