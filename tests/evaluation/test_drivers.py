from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.building import figures
from skpd_eval.evaluation import drivers_of
from skpd_eval.evaluation.entries import added
from skpd_eval.model import Gap, ItemFigures


def item(code, budget, realization, plan=None):
    return ItemFigures(code, f"name of {code}", budget, realization, plan)


def test_drivers_of__largest_first_until_four_fifths_are_explained():
    agency = figures(
        budget=1000,
        realization=0,
        kinds=(item("a", 100, 0), item("b", 500, 0), item("c", 300, 0), item("d", 100, 0)),
    )
    found = drivers_of(agency)
    assert [(driver.level, driver.code, driver.missing, driver.share) for driver in found] == [
        ("kind", "b", 500, Fraction(1, 2)),
        ("kind", "c", 300, Fraction(3, 10)),
    ]


def test_drivers_of__at_most_five_of_a_level():
    kinds = tuple(item(str(n), 10, 0) for n in range(9))
    agency = figures(budget=90, realization=0, kinds=kinds, activities=kinds)
    assert [driver.level for driver in drivers_of(agency)] == ["kind"] * 5 + ["activity"] * 5


def test_drivers_of__against_the_plan_where_there_is_one():
    agency = figures(
        budget=1000, realization=100, plan=400, kinds=(item("a", 900, 50, 100), item("b", 100, 50, 300))
    )
    assert [(driver.code, driver.missing, driver.share) for driver in drivers_of(agency)] == [
        ("b", 250, Fraction(250, 300))
    ]


def test_drivers_of__parts_that_do_not_hold_the_whole_plan_are_measured_against_their_budget():
    kinds = (item("a", 600, 200, None), item("b", 400, 0, 300))
    [first, second] = drivers_of(figures(budget=1000, realization=200, plan=400, kinds=kinds))
    assert {(driver.code, driver.plan, driver.missing, driver.share) for driver in (first, second)} == {
        ("a", None, 400, Fraction(400, 800)),
        ("b", None, 400, Fraction(400, 800)),
    }


def test_drivers_of__what_is_spent_ahead_of_plan_raises_no_share_above_the_whole():
    kinds = (item("a", 500, 100, 400), item("b", 500, 300, 100))
    [driver] = drivers_of(figures(budget=1000, realization=400, plan=500, kinds=kinds))
    assert (driver.missing, driver.share, driver.gap) == (300, 1, Gap(behind=300, ahead=200))


def test_drivers_of__what_lies_outside_the_parts_lags_too():
    agency = figures(budget=1000, realization=0, labels=(("funding_source", (item("DAU", 400, 0),)),))
    assert [(driver.name, driver.share) for driver in drivers_of(agency)] == [("name of DAU", Fraction(2, 5))]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        pytest.param(
            (item("5", None, None, 80), item("5.1", 70, 30), item("5.2", 30, 10)),
            [("5.1", None, 40), ("5.2", None, 20)],
            id="planned as a whole: the budget by groups",
        ),
        pytest.param(
            (item("5.1", None, None, 60), item("5.1.01", 40, 20), item("5.1.02", 30, 10), item("5.2", 30, 10, 20)),
            [("5.1", 60, 30), ("5.2", 20, 10)],
            id="planned by groups, spent by kinds",
        ),
        pytest.param(
            (
                item("5.1", None, 30),
                item("5.1.01", 40, None, 35),
                item("5.1.02", 30, None, 25),
                item("5.2", 30, 10, 20),
            ),
            [("5.1", 60, 30), ("5.2", 20, 10)],
            id="planned by kinds, spent by groups",
        ),
        pytest.param((item("5", 100, 40, 80),), [], id="the whole explains nothing"),
        pytest.param(
            (item("5", None, 40), item("5.1", 70, None), item("5.2", 30, None)), [], id="spent as a whole"
        ),
    ],
)  # fmt: skip
def test_drivers_of__compares_at_the_deepest_level_that_both_sides_have(kinds, expected):
    plan = sum(kind.plan or 0 for kind in kinds) or None
    agency = figures(budget=100, realization=40, plan=plan, kinds=kinds)
    found = drivers_of(agency, explained=Fraction(1))
    assert [(driver.code, driver.plan, driver.missing) for driver in found] == expected


def test_drivers_of__an_activity_is_not_unspent_where_spending_is_known_of_the_agency_alone():
    agency = figures(
        budget=100, realization=40, activities=(item("1.01.01", 60, None), item("1.01.02", 40, None))
    )
    assert drivers_of(agency) == ()


def test_drivers_of__nothing_makes_an_agency_late_that_is_ahead_of_its_plan():
    kinds = (item("a", 500, 100, 200), item("b", 500, 300, 100))
    assert drivers_of(figures(budget=1000, realization=400, plan=300, kinds=kinds)) == ()


amounts = st.one_of(st.none(), st.integers(0, 10**6))
parts = st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=9)


@given(parts, st.booleans())
def test_drivers_of__shares_are_parts_of_what_lags_and_sum_to_all_of_it(given_parts, planned):
    """Gross less what is ahead is what the agency lacks."""
    kinds = tuple(
        item(f"5.1.{place:02}", budget, spent, plan if planned else None)
        for place, (budget, spent, plan) in enumerate(given_parts)
    )
    budget, realization, plan = (
        added(getattr(kind, amount) for kind in kinds) for amount in ("budget", "realization", "plan")
    )
    agency = figures(budget=budget, realization=realization, plan=plan, kinds=kinds)
    found = drivers_of(agency, most=len(kinds), explained=Fraction(2))
    assert all(0 < driver.share <= 1 for driver in found)
    if found:
        target = plan if plan is not None else budget
        assert sum(driver.share for driver in found) == 1
        assert found[0].gap.behind - found[0].gap.ahead == target - (realization or 0)


def test_drivers_of__who_is_not_behind_drives_nothing():
    agency = figures(
        budget=300, realization=300, kinds=(item("a", 100, 100), item("b", 100, 150), item("c", None, 5))
    )
    assert drivers_of(agency) == ()


def test_drivers_of__spending_that_is_not_stated_is_not_made():
    agency = figures(budget=100, realization=0, kinds=(item("a", 100, None),))
    assert [driver.missing for driver in drivers_of(agency)] == [100]


def test_drivers_of__a_part_that_states_no_spending_is_not_named_while_spending_is_unaccounted_for():
    parts = (item("1.01.01", 60, None), item("1.01.02", 40, 10))
    [unknown] = drivers_of(figures(budget=100, realization=40, activities=parts))
    assert (unknown.code, unknown.share) == ("1.01.02", Fraction(30, 60))
    named = drivers_of(figures(budget=100, realization=10, activities=parts))
    assert [(driver.code, driver.missing) for driver in named] == [("1.01.01", 60), ("1.01.02", 30)]
