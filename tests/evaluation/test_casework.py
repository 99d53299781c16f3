"""Cases as the sum of their events, and what stands beside the figures because of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from presentation.factory import evaluation
from skpd_eval.evaluation.adjusting import with_adjustments
from skpd_eval.evaluation.casework import (
    answer_from,
    answer_payload,
    cases_of,
    confirmations,
    is_overdue,
    standing_from,
    standing_of,
    standing_payload,
    with_confirmations,
)
from skpd_eval.model import Evaluation, ItemFigures
from skpd_eval.model.assistance import (
    Adjustment,
    Agency,
    Answer,
    CaseState,
    Cause,
    Event,
    EventKind,
    Opinion,
    ReasonClass,
    Standing,
)

DAY = dt.date(2023, 9, 30)
OPENED = dt.datetime(2023, 11, 1, 2, 0, tzinfo=dt.UTC)
LABOUR = Agency("labour", "2.07", "Dinas Tenaga Kerja")
STANDING = Standing(DAY, 30, 30, 1000, 300, 700, 400)
ANSWER = Answer(
    Opinion.AGREE,
    None,
    ReasonClass.IN_PROCESS,
    Cause.PROCUREMENT,
    "Lelang ulang",
    "Kabid",
    dt.date(2023, 11, 20),
)


def event(kind: EventKind, payload: Mapping[str, Any], day: int = 1, case: int = 1) -> Event:
    at = OPENED.replace(day=day)
    return Event(day, case, "Kota Batu", 2023, 3, LABOUR, kind, "Sari", at, payload, None, f"{day:064}")


def opened(case: int = 1) -> Event:
    return event(EventKind.OPENED, standing_payload(STANDING), case=case)


def answered(answer: Answer = ANSWER, day: int = 12) -> Event:
    return event(EventKind.ANSWERED, answer_payload(answer), day)


DISPUTE = replace(ANSWER, opinion=Opinion.DISPUTE, own_realization=550)
CLOSED = event(EventKind.CLOSED, {"reason": "done"}, 28)
NOTED = event(EventKind.NOTED, {"text": "Rapat"}, 2)
WRITTEN = event(EventKind.FORM_WRITTEN, {}, 1)


@pytest.mark.parametrize(
    ("events", "state"),
    [
        pytest.param((), CaseState.OPEN, id="asked"),
        pytest.param((WRITTEN, NOTED), CaseState.OPEN, id="a note is no answer"),
        pytest.param((answered(),), CaseState.CONFIRMED, id="agreed"),
        pytest.param((answered(DISPUTE),), CaseState.DISPUTED, id="disputed"),
        pytest.param(
            (answered(DISPUTE), answered(day=14)), CaseState.CONFIRMED, id="the newest answer counts"
        ),
        pytest.param((answered(), CLOSED), CaseState.CLOSED, id="closed"),
    ],
)
def test_cases_of__state(events: tuple[Event, ...], state: CaseState) -> None:
    (case,) = cases_of((opened(), *events))
    assert case.state is state
    assert (case.standing, case.agency, case.opened_by, case.checksum) == (STANDING, LABOUR, "Sari", "0" * 16)


def test_cases_of__keeps_notes_checks_and_closing() -> None:
    later = replace(STANDING, cutoff=dt.date(2023, 10, 31), realization=450)
    check = event(EventKind.CHECKED, standing_payload(later), 20)
    (case,) = cases_of((opened(), NOTED, check, CLOSED))
    assert [(note.text, note.who) for note in case.notes] == [("Rapat", "Sari")]
    assert [(one.standing, one.gained) for one in case.checks] == [(later, 450 - 300)]
    assert (case.closing_reason, case.closed_by, case.closed_at) == ("done", "Sari", CLOSED.at)


def test_cases_of__unknown_realization_gains_nothing_known() -> None:
    check = event(EventKind.CHECKED, standing_payload(replace(STANDING, realization=None)), 20)
    (case,) = cases_of((opened(), check))
    assert case.checks[0].gained is None


@pytest.mark.parametrize("answer", [ANSWER, DISPUTE, replace(ANSWER, cause=Cause.OTHER, remark="banjir")])
def test_answer__survives_the_ledger(answer: Answer) -> None:
    assert answer_from(json.loads(json.dumps(answer_payload(answer)))) == answer


def test_standing__survives_the_ledger() -> None:
    row = whole().rows[-1]
    standing = standing_of(whole(), row)
    assert standing_from(json.loads(json.dumps(standing_payload(standing)))) == standing
    assert standing.absorption == row.ratios.absorption
    assert standing.plan_share == row.ratios.plan_share


def whole() -> Evaluation:
    """The worked example, its lowest agency with seven sub-activities of which one has nothing left."""
    given = evaluation()
    items = tuple(ItemFigures(f"1.{n}", f"Kegiatan {n}", 100 * n, 50, None) for n in range(7))
    spent = ItemFigures("1.9", "Selesai", 900, 900, None)
    row = given.rows[-1]
    low = replace(row, figures=replace(row.figures, identity="labour", activities=(*items, spent)))
    return replace(given, rows=(*given.rows[:-1], low))


def test_standing_of__names_the_largest_remainders() -> None:
    standing = standing_of(whole(), whole().rows[-1])
    assert [(part.name, part.remaining) for part in standing.parts] == [
        (f"Kegiatan {n}", 100 * n - 50) for n in (6, 5, 4, 3, 2)
    ]
    assert (standing.rank, standing.ranked) == (6, 6)


@pytest.mark.parametrize(
    ("events", "today", "overdue"),
    [
        pytest.param((), dt.date(2024, 1, 1), False, id="nothing promised"),
        pytest.param((answered(),), dt.date(2023, 11, 20), False, id="due today"),
        pytest.param((answered(),), dt.date(2023, 11, 21), True, id="due yesterday"),
        pytest.param((answered(), CLOSED), dt.date(2024, 1, 1), False, id="closed"),
    ],
)
def test_is_overdue(events: tuple[Event, ...], today: dt.date, overdue: bool) -> None:
    (case,) = cases_of((opened(), *events))
    assert is_overdue(case, today) is overdue


def test_confirmations__day_is_the_governments() -> None:
    """Five in the afternoon of the 12th in London is the 13th in Batu."""
    late = replace(answered(), at=dt.datetime(2023, 11, 12, 17, 30, tzinfo=dt.UTC))
    found = confirmations(cases_of((opened(), late)), "Asia/Jakarta")
    assert (found["labour"].opinion, found["labour"].day) == (Opinion.AGREE, dt.date(2023, 11, 13))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param((), (None, None), id="asked"),
        pytest.param((answered(DISPUTE),), (Opinion.DISPUTE, 550), id="disputed with its own figure"),
        pytest.param(
            (answered(replace(DISPUTE, opinion=Opinion.AGREE)),), (Opinion.AGREE, None), id="agreed"
        ),
        pytest.param((CLOSED,), None, id="closed unanswered"),
        pytest.param((answered(), CLOSED), (Opinion.AGREE, None), id="closed after its answer"),
        pytest.param((CLOSED, opened(2)), (None, None), id="opened again"),
    ],
)
def test_confirmations(events: tuple[Event, ...], expected: tuple[Opinion | None, int | None] | None) -> None:
    found = confirmations(cases_of((opened(), *events)), "UTC").get("labour")
    assert (None if found is None else (found.opinion, found.own_realization)) == expected


def test_with_confirmations__stands_beside_its_agency_alone() -> None:
    known = confirmations(cases_of((opened(),)), "UTC")
    rows = with_confirmations(whole(), known).rows
    assert [row.confirmation for row in rows] == [None] * 5 + [known["labour"]]


def booking(amount: int = 40, **changes: Any) -> Adjustment:
    plain = Adjustment(1, "Kota Batu", DAY, LABOUR, "5.1.02", amount, "SP2B 1", "BLUD", "Sari", OPENED)
    return replace(plain, **changes)


@pytest.mark.parametrize(
    ("bookings", "expected"),
    [
        pytest.param((), None, id="none"),
        pytest.param((booking(),), 40, id="one"),
        pytest.param((booking(), booking(-15, number=2)), 25, id="sum"),
        pytest.param((booking(withdrawn_at=OPENED),), None, id="withdrawn"),
        pytest.param((booking(cutoff=dt.date(2023, 12, 31)),), None, id="another position"),
        pytest.param((booking(government="Kota Malang"),), None, id="another government"),
        pytest.param((booking(government="PEMERINTAH KOTA BATU"),), 40, id="the same government"),
        pytest.param(
            (booking(agency=replace(LABOUR, identity="x")),), None, id="an agency that is not there"
        ),
    ],
)
def test_with_adjustments(bookings: tuple[Adjustment, ...], expected: int | None) -> None:
    before = whole()
    after = with_adjustments(before, bookings)
    row, old = after.rows[-1], before.rows[-1]
    assert (row.adjustment, after.total.adjustment) == (expected, expected)
    assert (row.figures, row.ratios, row.rank) == (old.figures, old.ratios, old.rank)
    if expected is None:
        assert row.adjusted_absorption is None
    else:
        spent, budget = old.figures.realization, old.figures.budget
        assert spent is not None
        assert budget is not None
        assert row.adjusted_absorption == Fraction(spent + expected, budget)
        assert after.total.adjusted_absorption == Fraction(
            before.total.realization + expected, before.total.budget
        )
