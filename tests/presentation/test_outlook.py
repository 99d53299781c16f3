"""Lines that an official reads out: what they say, in both languages, and when they say nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from skpd_eval.model import Contribution, Evaluation, Goal, ItemFigures, LastYear, Mismatch, Outlook, Quadrant
from skpd_eval.presentation.sentences.outlook import ahead, detail, weight

BILLION = 10**9 * 100
GOALS = (Goal(dt.date(2023, 12, 31), 12 * BILLION, 6 * BILLION, 2 * BILLION),)
LAST = LastYear(True, dt.date(2022, 9, 30), Fraction(44, 100), Fraction(83, 100), Fraction(27, 10))


def outlook(last: LastYear | None) -> Outlook:
    since = None if last is None else Fraction(-13, 100)
    return Outlook(GOALS, BILLION, Fraction(2), last, since)


def test_ahead__with_last_year() -> None:
    assert list(ahead(outlook(LAST), "en")) == [
        "To reach the plan for 31 December 2023 it must spend Rp6.00 billion more, Rp2.00 billion a month.",
        "So far it has spent Rp1.00 billion a month; the year-end plan requires 2.0 times that.",
        "On 30 September 2022 it had reached 44.00%; now that is −13.00 points.",
        "From there to the end of last year spending ran 2.7 times as fast as before, to 83.00%.",
    ]


def test_ahead__without_last_year_gives_no_verdict() -> None:
    [_, pace] = ahead(outlook(None), "en")
    assert "no previous year in the ledger to compare with" in pace


def test_ahead__of_the_government_where_the_agency_has_no_last_year() -> None:
    lines = list(ahead(outlook(replace(LAST, of_agency=False)), "id"))
    assert "pemerintah daerah sudah mencapai 44,00%" in lines[2]


@pytest.mark.parametrize(
    ("amount", "share", "said"),
    [
        pytest.param(
            BILLION, Fraction(1, 4), "It accounts for Rp1.00 billion", id="behind like the government"
        ),
        pytest.param(BILLION, None, "It is Rp1.00 billion behind plan", id="behind, the government is not"),
        pytest.param(-BILLION, Fraction(-1, 4), "It is Rp1.00 billion ahead of plan", id="ahead"),
    ],
)
def test_weight(evaluation: Evaluation, amount: int, share: Fraction | None, said: str) -> None:
    row = replace(evaluation.rows[0], contribution=Contribution(amount, Fraction(1, 100), share))
    [line] = weight(row, "en")
    assert line.startswith(said)
    assert "1.00 points" in line


def test_weight__is_of_those_that_reported_where_others_did_not(evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], contribution=Contribution(BILLION, Fraction(1, 100), Fraction(1, 4)))
    [line] = weight(row, "en", complete=False)
    assert line == (
        "It accounts for Rp1.00 billion (25.00%) of all shortfalls against plan of the agencies that reported: "
        "1.00 points of the absorption of the agencies that reported."
    )


def test_weight__nothing_without_a_plan_or_a_difference(evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], contribution=None)
    assert not [*weight(row, "en")]
    assert not [*weight(replace(row, contribution=Contribution(0, Fraction(0), None)), "en")]


def test_detail__what_is_stuck(evaluation: Evaluation) -> None:
    item = ItemFigures("1.01", "Gedung", 3 * BILLION, 0, None)
    row = replace(
        evaluation.rows[0],
        unspent=(item,),
        capital=ItemFigures("5.2", "", 4 * BILLION, BILLION, 2 * BILLION),
        quadrant=Quadrant.UNPAID,
        mismatches=(
            Mismatch("a", "Jalan", BILLION, Fraction(1, 2), Fraction(1, 4)),
            Mismatch("b", "Buku", -BILLION, Fraction(1, 4), Fraction(1, 2)),
        ),
    )
    assert list(detail(row, "en")) == [
        "Nothing is spent yet of: Gedung (Rp3.00 billion).",
        "Capital spending is behind its plan: Rp1.00 billion of Rp2.00 billion planned by this date "
        "(budget Rp4.00 billion).",
        "The work is on target and payment behind plan: see whether completed work waits to be paid.",
        "Work ahead of the money: Jalan, about Rp1.00 billion (physical 50.00%, financial 25.00%).",
        "Money ahead of the work: Buku, about Rp1.00 billion (physical 25.00%, financial 50.00%).",
    ]


def test_detail__names_the_yardstick_of_capital_spending_without_a_plan(evaluation: Evaluation) -> None:
    row = evaluation.rows[0]
    ratios = replace(row.ratios, absorption=Fraction(3, 4))
    capital = ItemFigures("5.2", "", 4 * BILLION, BILLION, None)
    assert list(detail(replace(row, ratios=ratios, capital=capital), "en")) == [
        "Capital spending absorbs less than the agency as a whole: Rp1.00 billion of Rp4.00 billion "
        "(25.00%, the agency 75.00%)."
    ]


def test_ahead__an_agencys_pace_stands_beside_that_of_all_that_reported() -> None:
    [_, pace] = ahead(replace(outlook(None), government_speed=Fraction(27, 10)), "id")
    assert pace.endswith("kali lipatnya (seluruh SKPD yang lapor: 2,7 kali).")
