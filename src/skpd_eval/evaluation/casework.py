"""Cases of assistance: from a standing and an answer to what the ledger keeps, and back from its events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast
from zoneinfo import ZoneInfo

from skpd_eval.model import AgencyFigures, Evaluation, ItemFigures, RankedAgency
from skpd_eval.model.assistance import (
    Agency,
    Answer,
    Case,
    CaseNote,
    CasePart,
    Cause,
    Check,
    Confirmation,
    Event,
    EventKind,
    Opinion,
    Plain,
    ReasonClass,
    Standing,
)

PARTS = 5
"""Sub-activities that a case names (``domain.md`` 6)."""
CHECKSUM_LENGTH = 16

Payload = Mapping[str, Plain]


def agency_of_case(figures: AgencyFigures) -> Agency:
    """Who a case about these figures is about."""
    return Agency(figures.identity, figures.code, figures.name)


def standing_of(evaluation: Evaluation, row: RankedAgency) -> Standing:
    """Where an agency stands in an evaluation, with the sub-activities that have the largest remainder."""
    figures = row.figures
    left = [item for item in figures.activities if (item.remaining or 0) > 0]
    left.sort(key=lambda item: (-(item.remaining or 0), item.code))
    return Standing(
        figures.cutoff,
        row.rank,
        len(evaluation.rows),
        *(figures.budget, figures.realization, figures.plan, row.ratios.shortfall),
        tuple(_part(item) for item in left[:PARTS]),
    )


def _part(item: ItemFigures) -> CasePart:
    return CasePart(item.code, item.name, item.budget, item.realization, item.remaining)


def standing_payload(standing: Standing) -> dict[str, Plain]:
    """What the ledger keeps of a standing."""
    return {
        "cutoff": standing.cutoff.isoformat(),
        "rank": standing.rank,
        "ranked": standing.ranked,
        "budget": standing.budget,
        "realization": standing.realization,
        "plan": standing.plan,
        "shortfall": standing.shortfall,
        "parts": [
            [part.code, part.name, part.budget, part.realization, part.remaining] for part in standing.parts
        ],
    }


def standing_from(payload: Payload) -> Standing:
    """Read back what :func:`standing_payload` gave."""
    parts = cast("list[list[Plain]]", payload["parts"])
    return Standing(
        cutoff=dt.date.fromisoformat(str(payload["cutoff"])),
        rank=_sen(payload, "rank"),
        ranked=cast(int, payload["ranked"]),
        budget=_sen(payload, "budget"),
        realization=_sen(payload, "realization"),
        plan=_sen(payload, "plan"),
        shortfall=_sen(payload, "shortfall"),
        parts=tuple(CasePart(*part) for part in parts),  # type: ignore[arg-type]
    )


def _sen(payload: Payload, name: str) -> int | None:
    return cast("int | None", payload[name])


def answer_payload(answer: Answer) -> dict[str, Plain]:
    """What the ledger keeps of an answer."""
    return {
        "opinion": answer.opinion.value,
        "own_realization": answer.own_realization,
        "reason": answer.reason.value,
        "cause": answer.cause.value,
        "action": answer.action,
        "person": answer.person,
        "due": answer.due.isoformat(),
        "remark": answer.remark,
    }


def answer_from(payload: Payload) -> Answer:
    """Read back what :func:`answer_payload` gave."""
    return Answer(
        Opinion(str(payload["opinion"])),
        _sen(payload, "own_realization"),
        ReasonClass(str(payload["reason"])),
        Cause(str(payload["cause"])),
        str(payload["action"]),
        str(payload["person"]),
        dt.date.fromisoformat(str(payload["due"])),
        str(payload["remark"]),
    )


def cases_of(events: Iterable[Event]) -> tuple[Case, ...]:
    """Sum events (oldest first) into cases, in the order they were opened."""
    cases: dict[int, Case] = {}
    for event in events:
        if event.kind is EventKind.OPENED:
            cases[event.case] = _opened(event)
        else:
            cases[event.case] = _after(cases[event.case], event)
    return tuple(cases.values())


def _opened(event: Event) -> Case:
    return Case(
        *(event.case, event.government, event.year, event.quarter, event.agency),
        *(event.hash[:CHECKSUM_LENGTH], event.who, event.at, standing_from(event.payload)),
    )


def _after(case: Case, event: Event) -> Case:
    """The case with one event more; that a form was written changes nothing."""
    if event.kind is EventKind.ANSWERED:
        return replace(case, answer=answer_from(event.payload), answered_at=event.at)
    if event.kind is EventKind.NOTED:
        note = CaseNote(str(event.payload["text"]), event.who, event.at)
        return replace(case, notes=(*case.notes, note))
    if event.kind is EventKind.CHECKED:
        return replace(case, checks=(*case.checks, _check(case, event)))
    if event.kind is EventKind.CLOSED:
        reason = str(event.payload["reason"])
        return replace(case, closed_at=event.at, closed_by=event.who, closing_reason=reason)
    return case


def _check(case: Case, event: Event) -> Check:
    now = standing_from(event.payload)
    then = case.standing.realization
    gained = None if now.realization is None or then is None else now.realization - then
    return Check(now, gained, event.who, event.at)


def is_overdue(case: Case, today: dt.date) -> bool:
    """Whether the action of a case that is not closed should have been done before a day."""
    return case.closed_at is None and case.answer is not None and case.answer.due < today


def confirmations(cases: Sequence[Case], timezone: str) -> dict[str, Confirmation]:
    """What papers print, by the agency's identity: of its newest case, unless that was closed unanswered."""
    newest = {case.agency.identity: case for case in cases}
    return {
        identity: _confirmation(case, ZoneInfo(timezone))
        for identity, case in newest.items()
        if case.answer is not None or case.closed_at is None
    }


def _confirmation(case: Case, zone: ZoneInfo) -> Confirmation:
    day = (case.answered_at or case.opened_at).astimezone(zone).date()
    if case.answer is None:
        return Confirmation(case.number, None, day)
    own = case.answer.own_realization if case.answer.opinion is Opinion.DISPUTE else None
    return Confirmation(case.number, case.answer.opinion, day, own, case.answer.cause)


def with_confirmations(evaluation: Evaluation, known: Mapping[str, Confirmation]) -> Evaluation:
    """The evaluation with each agency's confirmation beside it."""

    def beside(rows: tuple[RankedAgency, ...]) -> tuple[RankedAgency, ...]:
        return tuple(replace(row, confirmation=known.get(row.figures.identity)) for row in rows)

    return replace(evaluation, rows=beside(evaluation.rows), unranked=beside(evaluation.unranked))
