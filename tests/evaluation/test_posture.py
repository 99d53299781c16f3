from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpd_eval.evaluation.entries import Entry
from skpd_eval.evaluation.posture import apart, beside, own_revenue, posture_lines, ungrouped
from skpd_eval.model import Balance, Witness


def entries(**amounts):
    """Accounts (``a4_1``) with budget and realization, as a budget and a realization entry each."""
    found = []
    for name, (budget, realization) in amounts.items():
        account = name[1:].replace("_", ".")
        found += [Entry("", None, account, budget=budget), Entry("", None, account, realization=realization)]
    return found


def test_posture__booked_lines_and_balances():
    lines = posture_lines(
        entries(
            a4_1_01=(100, 90), a4_2_01=(900, 800), a5_1_02=(800, 500), a5_2_02=(300, 100),
            a6_1_01=(150, 150), a6_2_02=(50, 0),
        )
    )  # fmt: skip
    assert [(line.code or line.balance.value, line.budget, line.realization) for line in lines] == [
        ("4", 1000, 890),
        ("4.1", 100, 90),
        ("4.2", 900, 800),
        ("5", 1100, 600),
        ("5.1", 800, 500),
        ("5.2", 300, 100),
        ("surplus", -100, 290),
        ("6.1", 150, 150),
        ("6.2", 50, 0),
        ("net-financing", 100, 150),
        ("silpa", 0, 440),
    ]
    assert lines[0].ratio == Fraction(89, 100)


@pytest.mark.parametrize(
    ("stated", "unknown"),
    [
        pytest.param({"a5_1_02": (800, 500)}, Balance.SURPLUS, id="no revenue"),
        pytest.param({"a5_1_02": (800, 500), "a6_1_01": (1, 1)}, Balance.SILPA, id="no revenue, so no SiLPA"),
        pytest.param({"a4_1": (9, 9), "a5_1_02": (8, 5)}, Balance.NET_FINANCING, id="no financing"),
        pytest.param({"a4_1": (9, 9), "a5_1_02": (8, 5)}, Balance.SILPA, id="no financing, so no SiLPA"),
    ],
)
def test_posture__what_depends_on_the_unknown_is_unknown(stated, unknown):
    lines = posture_lines(entries(**stated))
    [line] = [line for line in lines if line.balance is unknown]
    assert (line.budget, line.realization) == (None, None)


def test_posture__a_line_without_an_account_is_expenditure():
    [whole] = [line for line in posture_lines([Entry("", None, None, budget=7)]) if line.code == "5"]
    assert (whole.budget, whole.realization) == (7, None)


ACCOUNTS = st.sampled_from(("4.1.01", "4.2.01", "5.1.02", "5.4.01", "6.1.01", "6.2.02"))


@given(st.lists(st.tuples(ACCOUNTS, st.integers(0, 10**15))))
def test_posture__groups_sum_to_their_account(given_entries):
    lines = posture_lines([Entry("", None, account, budget=amount) for account, amount in given_entries])
    for account in ("4", "5"):
        parts = [
            line.budget for line in lines if line.code is not None and line.code.startswith(f"{account}.")
        ]
        whole = [line.budget for line in lines if line.code == account]
        assert sum(parts) == sum(whole)


MILIAR = 10**9 * 100
TENTH = MILIAR // 100
"""One unit of the second decimal of a miliar, sen."""
WITNESS = Witness("djpk.csv", "djpk-postur", dt.date(2023, 9, 30), TENTH)


@pytest.mark.parametrize(
    ("stated", "agrees"),
    [
        pytest.param(100 * MILIAR + TENTH // 2, True, id="half of the last digit"),
        pytest.param(100 * MILIAR + TENTH // 2 + 1, False, id="a sen more"),
    ],
)
def test_beside__within_the_precision_of_the_source(stated: int, agrees: bool) -> None:
    own = entries(a5_2_01=(100 * MILIAR, 0))
    lines = beside(own, entries(a5_2_01=(stated, 0)), TENTH)
    assert {line.code: line.agrees for line in lines if line.code} == {"5": agrees, "5.2": agrees}
    assert [finding.arguments["account"] for finding in apart(lines, WITNESS)] == ([] if agrees else ["5.2"])


def test_beside__a_sum_may_be_off_once_for_each_amount() -> None:
    own = entries(a5_1_01=(MILIAR, 0), a5_1_02=(MILIAR, 0))
    stated = entries(a5_1_01=(MILIAR + TENTH // 2, 0), a5_1_02=(MILIAR + TENTH // 2, 0))
    assert all(line.agrees for line in beside(own, stated, TENTH) if line.code)


def test_beside__lines_of_one_side_stand_without_a_verdict_in_their_order() -> None:
    lines = beside(entries(a5_1_01=(8, 5)), entries(a4_1_01=(9, 7), a5_1_01=(8, 5), a6_1_01=(1, 0)), 1)
    assert [(line.code or line.balance.value, line.budget, line.stated_budget) for line in lines] == [
        ("4", None, 9), ("4.1", None, 9), ("5", 8, 8), ("5.1", 8, 8), ("surplus", None, 1),
        ("6.1", None, 1), ("net-financing", None, 1), ("silpa", None, 2),
    ]  # fmt: skip
    assert [line.agrees for line in lines if line.code == "5"] == [True]
    assert {line.agrees for line in lines if line.code != "5" and line.code != "5.1"} == {None}


def test_beside__groups_of_a_partly_ungrouped_account_are_not_compared() -> None:
    stated = [*entries(a5_1_01=(6, 5)), Entry("", None, "5", budget=2)]
    lines = beside(entries(a5_1_01=(8, 5)), stated, 1)
    found = {line.code: (line.stated_budget, line.agrees) for line in lines if line.code}
    assert found == {"5": (8, True), "5.1": (6, None)}
    assert ungrouped(stated) == ("5",)
    assert ungrouped([Entry("", None, None, budget=2)]) == (), "expenditure that no group is known of"


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param({"a4_1_01": (10, 5)}, (Fraction(1, 2), True), id="of the agencies"),
        pytest.param({"a5_1_01": (10, 5)}, (Fraction(7, 9), False), id="as stated"),
    ],
)
def test_own_revenue__is_the_agencies_own_where_they_state_it(own, expected) -> None:
    assert own_revenue(beside(entries(**own), entries(a4_1_02=(9, 7)), 1)) == expected
