from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from evaluation.building import figures
from skpd_eval.evaluation import Query, evaluate
from skpd_eval.evaluation.figures import Figures
from skpd_eval.evaluation.references import IkpaRules, efficiencies, ikpa_scores
from skpd_eval.model import IndicatorAchievement, ItemFigures, Polarity, RankingKey
from skpd_eval.period import Quarter
from skpd_eval.regulations import rulebook, scale_in_force
from skpd_eval.settings import Settings

TARGETS = {"5.1.01": (Decimal(20), Decimal(50), Decimal(75), Decimal(95)), "5.2": (Decimal(10),) * 4}
WEIGHTS = {
    "absorption": Decimal(20),
    "plan-deviation": Decimal(10),
    "output": Decimal(25),
    "cash": Decimal(45),
}
DAY = dt.date(2023, 9, 30)


def rules(**changes):
    given = {"full_within": Fraction(5, 100), "by_budget": False} | changes
    return IkpaRules(TARGETS, WEIGHTS, categories=scale_in_force("ikpa_category", DAY), **given)


def kind(code, budget, realization, plan=None):
    return ItemFigures(code, code, budget, realization, plan)


def position(cutoff, **agencies):
    """An evaluation of agencies by their kinds of expenditure; a pair adds other figures."""
    found = []
    for name, given in agencies.items():
        kinds, more = given if isinstance(given, tuple) else (given, {})
        budget, spent = sum(one.budget for one in kinds), sum(one.realization for one in kinds)
        found.append(figures(name, budget, spent, cutoff=cutoff, kinds=tuple(kinds), **more))
    query = Query(Quarter.of(cutoff), cutoff)
    return evaluate(Figures(tuple(found)), query, RankingKey.ABSORPTION, Settings(), rulebook(cutoff))


def month(number, *kinds, **more):
    end = (
        Quarter(2023, (number + 2) // 3).end
        if number % 3 == 0
        else dt.date(2023, number + 1, 1) - dt.timedelta(1)
    )
    return position(end, A=(kinds, more))


def only(positions, **changes):
    [row] = ikpa_scores(positions, rules(**changes)).rows
    return row


def test_ikpa__the_mean_of_the_quarters_at_their_newest_positions():
    at = [
        month(2, kind("5.1.01", 100, 0)),
        month(3, kind("5.1.01", 100, 10)),
        month(6, kind("5.1.01", 100, 50)),
    ]
    row = only(at)
    assert (row.absorption, row.in_quarter, row.score) == (Fraction(3, 4), 1, Fraction(3, 4))
    assert (row.gap, row.category, row.rank) == (0, "fair", 1)


@pytest.mark.parametrize(
    ("by_budget", "score"),
    [
        pytest.param(False, (Fraction(9, 10) + Fraction(2, 5)) / 2, id="kinds weigh alike"),
        pytest.param(True, (400 * Fraction(9, 10) + 100 * Fraction(2, 5)) / 500, id="kinds weigh by budget"),
    ],
)
def test_ikpa__a_months_deviation_by_kind(by_budget, score):
    row = only([month(1, kind("5.1.01", 400, 9, 10), kind("5.2.02", 100, 2, 5))], by_budget=by_budget)
    assert (row.deviation, row.months) == (score, 1)


def test_ikpa__a_small_mean_deviation_takes_nothing():
    months = [month(1, kind("5.1.01", 100, 10, 10)), month(2, kind("5.1.01", 100, 19, 20))]
    assert only(months).deviation == 1
    assert only(months, full_within=Fraction(4, 100)).deviation == Fraction(95, 100)


@pytest.mark.parametrize(
    "positions",
    [
        pytest.param([month(3, kind("5.1.01", 100, 10, 10))], id="the month before is not there"),
        pytest.param(
            [month(1, kind("5.1.01", 100, 0, 0)), month(2, kind("5.1.01", 100, 5, 9), plan_changes=1)],
            id="the plan was changed, and nothing was planned in January",
        ),
        pytest.param([month(1, kind("5.1.01", 100, 5))], id="no plan"),
    ],
)
def test_ikpa__a_deviation_that_cannot_be_known_weighs_nothing(positions):
    row = only(positions)
    assert (row.deviation, row.months, row.score) == (None, 0, row.absorption)


def test_ikpa__what_is_known_is_weighted_anew_agency_by_agency():
    kinds = [kind("5.1.01", 100, 75)]
    found = ikpa_scores(
        [position(DAY, A=(kinds, {"output_mean": Fraction(1, 2)}), B=kinds, C=[kind("5.3", 9, 1)])], rules()
    )
    by_name = {one.row.figures.name: one for one in found.rows}
    assert by_name["A"].score == Fraction(20 + 25 * Fraction(1, 2), 45)
    assert (by_name["B"].score, by_name["C"].score) == (1, None)
    assert [(one.row.figures.name, one.rank) for one in found.rows] == [("B", 1), ("A", 2), ("C", None)]
    assert found.used == ("absorption", "output")


def achieved(raw):
    return {"output_raw_mean": raw, "output_mean": min(raw, Fraction(1))}


@pytest.mark.parametrize(
    ("cutoff", "raw", "category"),
    [
        pytest.param(DAY, Fraction(99, 100), None, id="not all is achieved"),
        pytest.param(DAY, Fraction(1), "very-efficient", id="all is achieved"),
        pytest.param(dt.date(2023, 12, 31), Fraction(1, 2), "less-efficient", id="the year is over"),
    ],
)
def test_efficiency__only_where_it_can_be_assessed(cutoff, raw, category):
    [row] = efficiencies(
        position(cutoff, A=([kind("5.1.01", 100, 50)], achieved(raw))),
        scale_in_force("efficiency_index", DAY),
    ).rows
    assert (row.achievement, row.category) == (raw, category)
    assert (row.difference, row.ratio) == (
        (None, None) if category is None else (raw - Fraction(1, 2), 2 * raw)
    )


def test_efficiency__of_the_activities_whose_outputs_are_known():
    def output(activity, counted):
        return IndicatorAchievement("", None, activity, Polarity.HIGHER, None, None, None, counted, counted)

    more = achieved(Fraction(1)) | {
        "outputs": (output("1", Fraction(1)), output("1", Fraction(1, 2)), output("2", None)),
        "activities": (ItemFigures("1", "", 100, 60, None), ItemFigures("2", "", 900, 1, None)),
    }
    at = position(DAY, A=([kind("5.1.01", 1000, 61)], more))
    [row] = efficiencies(at, scale_in_force("efficiency_index", DAY)).rows
    assert row.efficiency == Fraction(75 - 60, 75)
    assert row.value == 1
