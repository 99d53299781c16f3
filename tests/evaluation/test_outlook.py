from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.building import END, figures
from skpd_eval.evaluation import Query, Reference, evaluate, reference
from skpd_eval.evaluation.figures import Figures
from skpd_eval.evaluation.outlook import outlook
from skpd_eval.evaluation.ratios import ratios_of
from skpd_eval.evaluation.reasons import capital, mismatches, planned_late, quadrant, unspent
from skpd_eval.model import Exclusion, Goal, ItemFigures, Quadrant, RankingKey
from skpd_eval.period import Quarter
from skpd_eval.regulations import rulebook
from skpd_eval.settings import Settings

EVEN = tuple(range(100, 1300, 100))
"""A plan of 100 a month."""


def evaluated(*agencies, exclusions=(), year=2023, number=3):
    quarter = Quarter(year, number)
    found = Figures(tuple(agencies), tuple(exclusions))
    return evaluate(found, Query(quarter), RankingKey.ABSORPTION, Settings(), rulebook(quarter.end))


amounts = st.integers(0, 10**15)


@given(
    st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=6),
    st.tuples(amounts, amounts, amounts),
)
def test_contributions__sum_to_the_shortfall_of_the_government(given, excluded):
    agencies = [figures(f"Dinas {n}", *one) for n, one in enumerate(given)]
    budget, realization, plan = excluded
    apart = Exclusion(None, "PPKD", "5.3", budget, realization, plan, "ppkd-account")
    found = evaluated(*agencies, exclusions=[apart])
    parts = [part.contribution for part in (*found.rows, *found.unranked, *found.exclusions)]
    assert sum(part.amount for part in parts) == found.total.plan - found.total.realization
    if found.total.budget:
        assert sum(part.points for part in parts) == -found.total.ratios.deviation
    shares = [part.share for part in parts if part.share is not None]
    assert sum(shares) == (1 if any(part.amount > 0 for part in parts) else 0)
    assert all(0 < share <= 1 for share in shares)


def test_contribution__without_a_plan_is_unknown():
    found = evaluated(figures("A", 100, 50, None), figures("B", 100, 50, 80))
    assert {row.figures.name: row.contribution for row in found.rows}["A"] is None


@pytest.mark.parametrize(
    ("cutoff", "expected"),
    [
        pytest.param(dt.date(2023, 6, 30), [(9, 900, 550, 183), (12, 1200, 850, 142)], id="end of a quarter"),
        pytest.param(
            dt.date(2023, 5, 20),
            [(6, 600, 250, round(250 / (1 + 11 / 31))), (12, 1200, 850, round(850 / (7 + 11 / 31)))],
            id="inside",
        ),
        pytest.param(dt.date(2023, 9, 30), [(12, 1200, 850, 283)], id="the next end is the year's"),
        pytest.param(dt.date(2023, 12, 31), [], id="nothing is ahead"),
    ],
)
def test_goals(cutoff, expected):
    agency = figures(budget=1200, realization=350, plan_by_month=EVEN, cutoff=cutoff)
    goals = outlook(agency, None, Reference()).goals
    assert [(goal.day.month, *goal[1:]) for goal in goals] == expected


def test_goals__a_reached_plan_needs_nothing():
    agency = figures(budget=1200, realization=1250, plan_by_month=EVEN)
    assert outlook(agency, None, Reference()).goals == (Goal(dt.date(2023, 12, 31), 1200, 0, 0),)


def test_pace__needed_over_so_far():
    agency = figures(budget=1200, realization=300, plan_by_month=EVEN)
    found = outlook(agency, Fraction(1, 4), Reference())
    assert found.speed_needed == Fraction(900, 3) / Fraction(300, 9)
    assert (found.last_year, found.since_last_year) == (None, None)


def test_last_year__the_agencys_own_where_it_has_one_else_the_governments():
    """Kota Batu's pace: the last quarter ran 2,7 times as fast as the first three (section 7.2b)."""
    then = evaluated(figures("A", 1000, 526, code=None, cutoff=dt.date(2022, 9, 30)), year=2022)
    ended = evaluated(figures("A", 1000, 1000, code=None, cutoff=dt.date(2022, 12, 31)), year=2022, number=4)
    before = reference(then, ended)
    own = outlook(figures("A", 1000, 426), Fraction(426, 1000), before)
    assert own.last_year is not None
    assert own.last_year.of_agency
    assert own.since_last_year == Fraction(-1, 10)
    assert own.last_year.speed == Fraction(474, 3) / Fraction(526, 9)
    other = outlook(figures("B", 1000, 626), Fraction(626, 1000), before).last_year
    assert other is not None
    assert (other.of_agency, other.absorption) == (False, Fraction(526, 1000))


def test_last_year__a_year_that_was_not_ended_tells_no_speed():
    then = evaluated(figures("A", 1000, 526, cutoff=dt.date(2022, 9, 30)), year=2022)
    ended = evaluated(figures("A", 1000, 700, cutoff=dt.date(2022, 11, 30)), year=2022, number=4)
    found = outlook(figures("A", 1000, 426), Fraction(426, 1000), reference(then, ended)).last_year
    assert found is not None
    assert (found.speed, found.year_end) == (None, None)


def item(code, budget, realization, physical=None):
    return ItemFigures(code, f"name of {code}", budget, realization, None, physical)


def test_unspent__of_size_and_largest_first():
    parts = (item("a", 10, 0), item("b", 300, 0), item("c", 400, None), item("d", 290, 5))
    agency = figures(budget=1000, realization=5, activities=parts)
    assert [one.code for one in unspent(agency, Fraction(2, 100))] == ["c", "b"]
    assert unspent(replace(agency, realization=None), Fraction(2, 100)) == ()


def test_unspent__is_not_known_where_spending_is_stated_of_the_agency_alone():
    agency = figures(budget=1000, realization=5, activities=(item("a", 600, None), item("b", 400, None)))
    assert unspent(agency, Fraction(2, 100)) == ()


def kind(code, budget, realization, plan=None):
    return ItemFigures(code, f"name of {code}", budget, realization, plan)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        pytest.param(
            (kind("5.2.02", 300, 10), kind("5.1.02", 700, 490)), None, id="no plan, behind the agency"
        ),
        pytest.param((kind("5.2.02", 300, 300), kind("5.1.02", 700, 200)), "no", id="no plan, ahead of it"),
        pytest.param(
            (kind("5.2.02", 300, 10, 5), kind("5.1.02", 700, 490, 595)), "no", id="ahead of its own plan"
        ),
        pytest.param(
            (kind("5.2.02", 300, 200, 250), kind("5.1.02", 700, 300, 350)), 250, id="behind its own plan"
        ),
        pytest.param(
            (kind("5.2.02", 300, 10), kind("5.1.02", 700, 490, 600)), "no", id="nothing planned of it"
        ),
        pytest.param(
            (kind("5", None, None, 600), kind("5.2", 300, 10), kind("5.1", 700, 490)),
            None,
            id="planned with the rest",
        ),
    ],
)
def test_capital__lags_behind_its_plan_and_without_one_behind_the_agency(kinds, expected):
    plans = [one.plan for one in kinds if one.plan is not None]
    agency = figures(budget=1000, realization=500, plan=sum(plans) if plans else None, kinds=kinds)
    found = capital(agency, ratios_of(agency), ["5.2"], Fraction(2, 100))
    assert ("no" if found is None else found.plan) == expected


@pytest.mark.parametrize(
    ("realization", "plan", "expected"),
    [
        pytest.param(30, 20, True, id="ahead of a plan that is late"),
        pytest.param(30, 30, True, id="on it"),
        pytest.param(19, 20, False, id="behind it"),
        pytest.param(60, 20, False, id="not low"),
        pytest.param(49, 46, False, id="planned as early as the government"),
        pytest.param(30, None, False, id="without a plan"),
    ],
)
def test_planned_late(realization, plan, expected):
    government = figures(budget=1000, realization=500, plan=450)
    agency = figures(budget=100, realization=realization, plan=plan)
    assert planned_late(ratios_of(agency), ratios_of(government)) is expected


@pytest.mark.parametrize(
    ("physical", "realization", "expected"),
    [
        pytest.param(60, 60, Quadrant.ON_TRACK, id="both"),
        pytest.param(60, 40, Quadrant.UNPAID, id="done and not paid"),
        pytest.param(40, 60, Quadrant.AHEAD, id="paid and not done"),
        pytest.param(40, 40, Quadrant.BEHIND, id="neither"),
        pytest.param(None, 40, None, id="unknown"),
    ],
)
def test_quadrant(physical, realization, expected):
    assert quadrant(ratios_of(figures("A", 100, realization, 50, 50, physical))) is expected


def test_mismatches__work_not_paid_and_money_ahead_of_work():
    parts = (
        item("a", 1000, 100, Fraction(50)),
        item("b", 1000, 900, Fraction(30)),
        item("c", 1000, 500, Fraction(51)),
    )
    found = mismatches(figures(budget=3000, activities=parts), Fraction(2, 100))
    assert [(one.code, one.amount) for one in found] == [("b", -600), ("a", 400)]


def test_evaluate__the_row_carries_its_reasons():
    agency = figures("A", 1200, 300, 900, 50, 60, plan_by_month=EVEN, cutoff=END)
    [row] = evaluated(agency).rows
    assert row.quadrant is Quadrant.UNPAID
    assert row.outlook is not None
    assert row.outlook.goals[0].needed == 900


def paced(spent, **facts):
    return figures(f"Dinas {spent}", 1200, spent, 900, plan_by_month=EVEN, cutoff=END, **facts)


PPKD = Exclusion(None, "PPKD", "5.3", 600, 0, 0, "ppkd-account", plan_of_year=600)


@pytest.mark.parametrize(
    ("agencies", "apart", "expected"),
    [
        pytest.param([paced(300), paced(600)], [], Fraction(1500 * 9, 900 * 3), id="sum over sum"),
        pytest.param(
            [paced(300), paced(600)], [PPKD], Fraction(2100 * 9, 900 * 3), id="with what is not ranked"
        ),
        pytest.param([paced(300)], [], None, id="one agency is no yardstick of itself"),
        pytest.param(
            [paced(300), paced(600)],
            [replace(PPKD, plan_of_year=None)],
            None,
            id="the plan of a part unknown",
        ),
        pytest.param(
            [paced(300), replace(paced(600), cutoff=dt.date(2023, 8, 31))],
            [],
            None,
            id="another date among them",
        ),
        pytest.param([paced(300), replace(paced(600), realization=None)], [], None, id="spending unknown"),
    ],
)
def test_outlook__the_pace_that_all_need_stands_beside_an_agencys(agencies, apart, expected):
    found = evaluated(*agencies, exclusions=apart)
    speeds = {row.outlook.government_speed for row in (*found.rows, *found.unranked)}
    assert speeds == {expected}


def test_evaluate__a_group_is_not_set_beside_the_government():
    """Its total is the group's own."""
    quarter = Quarter(2023, 3)
    given = Figures((paced(300), paced(600)), ())
    query = Query(quarter, group="Asisten I")
    found = evaluate(given, query, RankingKey.ABSORPTION, Settings(), rulebook(quarter.end))
    assert {(row.contribution, row.outlook.government_speed) for row in found.rows} == {(None, None)}


def test_outlook__a_plan_that_ends_before_the_year_asks_no_pace_to_its_end():
    half = (*EVEN[:9], None, None, None)
    agency = figures(budget=1200, realization=300, plan_by_month=half, cutoff=dt.date(2023, 6, 30))
    found = outlook(agency, None, Reference())
    assert ([goal.day for goal in found.goals], found.speed_needed) == ([END], None)
