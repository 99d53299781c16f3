from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.building import figures
from skpd_eval.evaluation import Query, evaluate, trend_of
from skpd_eval.evaluation.figures import Figures
from skpd_eval.evaluation.ratios import budget_effect
from skpd_eval.model import RankingKey
from skpd_eval.period import Quarter
from skpd_eval.regulations import rulebook
from skpd_eval.settings import Settings

EVEN = tuple(range(100, 1300, 100))


def position(number, year=2023, previous=None, **absorptions):
    """An evaluation of agencies with a budget of 1000, by what they realized; ``None`` is not there."""
    end = Quarter(year, number).end
    agencies = [
        figures(name, 1000, spent, cutoff=end, plan_by_month=EVEN)
        for name, spent in absorptions.items()
        if spent is not None
    ]
    found = Figures(tuple(agencies))
    query = Query(Quarter(year, number))
    return evaluate(found, query, RankingKey.ABSORPTION, Settings(), rulebook(end), previous=previous)


def year():
    first = position(1, A=100, B=90, C=80, D=10)
    second = position(2, A=200, B=290, C=150, D=20, previous=first)
    return [first, second, position(3, A=600, B=500, C=560, D=30, previous=second)]


def test_trend__ranks_and_changes_position_by_position():
    found = trend_of(year(), None, 1)
    rows = {one.name: one for one in found.agencies}
    assert [point.quarter for point in found.points] == [1, 2, 3]
    assert rows["B"].ranks == (2, 1, 3)
    assert rows["B"].measures == (Fraction(9, 100), Fraction(29, 100), Fraction(1, 2))
    assert (rows["B"].rank_change, rows["B"].change) == (-2, Fraction(21, 100))
    assert [one.name for one in found.risers] == ["C", "A"]
    assert [one.name for one in found.fallers] == ["B"]


def test_trend__who_is_lowest_again():
    found = trend_of(year(), None, 2)
    assert {one.name: one.times_lowest for one in found.agencies} == {"A": 0, "B": 1, "C": 0, "D": 3}
    assert [one.name for one in found.persistent] == ["D"]


def test_trend__an_agency_that_was_not_there_has_no_change():
    found = trend_of([position(1, A=100, B=None), position(2, A=200, B=10)], None, 1)
    [missing] = [one for one in found.agencies if one.name == "B"]
    assert (missing.measures[0], missing.ranks[0], missing.change, missing.rank_change) == (None,) * 4


def test_trend__beside_the_same_date_of_last_year():
    found = trend_of(year(), position(3, 2022, A=700, B=450), 1)
    since = {one.name: one.since_last_year for one in found.agencies}
    assert since == {"A": Fraction(-1, 10), "B": Fraction(1, 20), "C": None, "D": None}
    assert found.last_year is not None
    assert found.last_year.cutoff == dt.date(2022, 9, 30)


MANY = dict.fromkeys("BCDEFGH", 400)


def thin_year():
    """One agency of eight in the first half of the year, all of them in the third quarter."""
    first, second = position(1, A=100), position(2, A=200)
    return [first, second, position(3, A=300, previous=second, **MANY)]


def test_trend__a_thin_position_names_nobody():
    found = trend_of(thin_year(), None, 2)
    [alone] = [one for one in found.agencies if one.name == "A"]
    assert (found.persistent, found.risers, found.fallers) == ((), (), ())
    assert (alone.ranks, alone.rank_change, alone.times_lowest) == ((None, None, 8), None, 1)
    assert alone.change == Fraction(1, 10)
    assert [(point.common, point.of, point.thin) for point in found.points] == [
        (1, 8, True), (1, 8, True), (8, 8, False)
    ]  # fmt: skip


def test_curve__a_thin_position_is_no_point():
    known = {one.month: one.realization for one in trend_of(thin_year(), None, 2).curve if one.agencies}
    assert known == {9: Fraction(300 + 7 * 400, 8 * 1000)}


def test_trend__totals_and_points_of_the_same_agencies():
    spent = {"A": 100, "B": 200, "C": 300}
    found = trend_of([position(2, **spent), position(3, D=900, **spent)], None, 1)
    assert found.same == (3, (Fraction(600, 3000),) * 2)
    june = found.curve[5]
    assert (june.realization, june.agencies, june.of, june.deviation) == (Fraction(600, 3000), 3, 4, None)
    assert found.points[0].absorption == Fraction(600, 3000)
    assert found.points[1].absorption == Fraction(1500, 4000)


def test_trend__nobody_is_the_lowest_of_itself_alone():
    found = trend_of([position(number, A=100 * number) for number in (1, 2, 3)], None, 10)
    assert (found.persistent, found.agencies[0].times_lowest) == ((), 0)


def test_trend__the_upper_half_is_not_among_the_lowest():
    spent = {"A": 400, "B": 300, "C": 200, "D": 100}
    found = trend_of([position(2, **spent), position(3, **spent)], None, 10)
    assert [one.name for one in found.persistent] == ["D", "C"]


def test_trend__a_dissolved_agency_is_named_by_no_sentence():
    def at(number, **spent):
        end = Quarter(2023, number).end
        rows = [figures(name, 1000, amount, cutoff=end, dissolved=name == "D") for name, amount in spent.items()]
        query = Query(Quarter(2023, number))
        return evaluate(Figures(tuple(rows)), query, RankingKey.ABSORPTION, Settings(), rulebook(end))

    found = trend_of([at(2, A=300, B=200, C=100, D=50), at(3, A=500, B=400, C=300, D=50)], None, 1)
    assert found.agencies[-1].times_lowest == 2
    assert found.persistent == ()


def test_curve__plan_every_month_and_realization_where_it_is_known():
    curve = trend_of(year(), None, 1).curve
    assert [point.plan for point in curve] == [Fraction(month, 10) for month in range(1, 13)]
    known = {point.month: point.realization for point in curve if point.realization is not None}
    assert known == {3: Fraction(280, 4000), 6: Fraction(660, 4000), 9: Fraction(1690, 4000)}


def test_curve__no_plan_line_where_one_agency_has_none():
    end = Quarter(2023, 3).end
    agencies = (figures("A", 1000, 100, plan_by_month=EVEN), figures("B", 1000, 100))
    one = evaluate(
        Figures(agencies), Query(Quarter(2023, 3)), RankingKey.ABSORPTION, Settings(), rulebook(end)
    )
    assert {point.plan for point in trend_of([one], None, 1).curve} == {None}


@given(st.integers(1, 10**12), st.integers(1, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_budget_effect__the_parts_sum_to_the_change(before_budget, now_budget, before, now):
    found = budget_effect(figures("A", now_budget, now), figures("A", before_budget, before))
    assert found is not None
    assert found.realized + found.budget == Fraction(now, now_budget) - Fraction(before, before_budget)


@pytest.mark.parametrize(
    ("budget", "realized", "changed"),
    [
        pytest.param(200, Fraction(30, 100), Fraction(-25, 100), id="the budget doubled: section 4.4"),
        pytest.param(100, Fraction(30, 100), Fraction(0), id="the same budget"),
    ],
)
def test_budget_effect(budget, realized, changed):
    found = budget_effect(figures("A", budget, 50), figures("A", 100, 20))
    assert found is not None
    assert (found.realized, found.budget) == (realized, changed)


@given(st.permutations(range(6)), st.lists(st.integers(0, 4), min_size=6, max_size=6))
def test_ranks__do_not_depend_on_the_order_of_rows(order, spent):
    def named(places):
        agencies = tuple(figures(f"Dinas {place}", 10, spent[place]) for place in places)
        query = Query(Quarter(2023, 3))
        found = evaluate(
            Figures(agencies), query, RankingKey.ABSORPTION, Settings(), rulebook(Quarter(2023, 3).end)
        )
        return [(row.rank, row.figures.name) for row in found.rows]

    assert named(order) == named(range(6))
