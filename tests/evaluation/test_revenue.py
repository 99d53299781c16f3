from __future__ import annotations

from fractions import Fraction

import pytest

from evaluation.building import END, IDS, amounts, holding, submission
from skpd_eval.evaluation import Query, evaluate, fetched, select
from skpd_eval.evaluation.revenue import RevenueRules, revenue_figures, revenue_of
from skpd_eval.model import RankingKey, RealizationBasis
from skpd_eval.period import Quarter
from skpd_eval.regulations import rulebook, scale_in_force
from skpd_eval.settings import Settings

BY = RevenueRules(("4",), ("4.1",), scale_in_force("pad_effectiveness", END))
RULES = rulebook(END)


def revenue(*lines):
    given = submission(1)
    query = Query(Quarter(2023, 3))
    held = [holding(given, who) for who in ("labour", "finance", "health")]
    chosen = select(held, (), (RealizationBasis.LRA,), query)
    found = revenue_figures(chosen, fetched(lines), RULES, BY)
    evaluation = evaluate(found, query, RankingKey.ABSORPTION, Settings(), RULES)
    return revenue_of(evaluation, BY)


def line(who, account, budget, realization):
    return amounts(1, IDS[who], budget, realization, account=account)


def test_revenue__only_who_collects_is_ranked_and_nothing_is_capped():
    found = revenue(
        line("finance", "4.1.01.06", 100, 146),
        line("finance", "4.2.01.01", 900, 700),
        line("labour", "4.1.02.01", 50, 25),
        line("labour", "5.1.02.01", 999, 999),
        line("health", "5.1.02.01", 999, 999),
    )
    assert [(one.row.rank, one.row.figures.code[:4]) for one in found.rows] == [(1, "5.02"), (2, "2.07")]
    assert [one.row.figures.budget for one in found.rows] == [1000, 50]
    assert [one.effectiveness for one in found.rows] == [Fraction(146, 100), Fraction(1, 2)]
    assert [one.category for one in found.rows] == ["very-effective", "not-effective"]
    assert (found.own_target, found.own_realization, found.effectiveness) == (150, 171, Fraction(171, 150))


def test_revenue__lines_without_an_account_are_no_revenue():
    assert (
        revenue(line("finance", None, 100, 50), line("labour", "4.1.01.06", 10, 5)).rows[0].row.figures.budget
        == 10
    )


@pytest.mark.parametrize(
    ("percent", "code"),
    [
        pytest.param(Fraction(10001, 100), "very-effective", id="above 100"),
        pytest.param(Fraction(100), "effective", id="100 itself"),
        pytest.param(Fraction(90), "fairly-effective", id="90 itself"),
        pytest.param(Fraction(80), "less-effective", id="80 itself"),
        pytest.param(Fraction(60), "not-effective", id="60 itself"),
        pytest.param(Fraction(6001, 100), "less-effective", id="above 60"),
    ],
)
def test_effectiveness__section_5(percent, code):
    assert BY.effectiveness.code_of(percent) == code
