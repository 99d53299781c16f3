"""Versions of a cash plan: which is in force, how often it changed, and what the first would give."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from evaluation.building import END, IDS, amounts, figures, holding, plan, submission
from skpd_eval.evaluation import Figures, Query, evaluate, fetched, select
from skpd_eval.evaluation import figures as sum_figures
from skpd_eval.model import Kind, RankingKey
from skpd_eval.period import Quarter
from skpd_eval.regulations import rulebook
from skpd_eval.settings import EvaluationSettings, Settings

RULES = rulebook(END)
ORDER = EvaluationSettings().realization_basis_order
THIRD = Query(Quarter(2023, 3))


def versions(*starts):
    """Plans of one agency, numbered from 1, and its report at the end of September."""
    plans = [
        holding(submission(number, Kind.PLAN, dt.date(2023, *start)), "labour")
        for number, start in enumerate(starts, 1)
    ]
    return select([*plans, holding(submission(9), "labour")], (), ORDER, THIRD).choices[0]


@pytest.mark.parametrize(
    ("starts", "in_force", "first", "changes"),
    [
        pytest.param(((1, 1),), [1], [], 0, id="one version"),
        pytest.param(((1, 1), (5, 1)), [2], [1], 1, id="changed once"),
        pytest.param(((1, 1), (5, 1), (7, 1)), [3], [1], 2, id="changed twice, the last on the first day"),
        pytest.param(((1, 1), (5, 1), (7, 2)), [2], [1], 1, id="a later one is not in force"),
        pytest.param(((1, 1), (1, 1)), [2], [], 0, id="a correction of the same day is no change"),
        pytest.param(((1, 1), (1, 1), (5, 1)), [3], [2], 1, id="the first as it was corrected"),
        pytest.param(((8, 1), (9, 1)), [1], [], 0, id="none in force yet: the earliest"),
    ],
)
def test_plan_in_force(starts, in_force, first, changes):
    choice = versions(*starts)
    assert [pick.submission.number for pick in choice.plan] == in_force
    assert [pick.submission.number for pick in choice.first_plan] == first
    assert choice.plan_changes == changes


def test_figures__the_first_version_stands_beside_the_one_in_force():
    held = [
        holding(submission(1, Kind.PLAN, dt.date(2023, 1, 1)), "labour"),
        holding(submission(2, Kind.PLAN, dt.date(2023, 6, 1)), "labour"),
        holding(submission(9), "labour"),
    ]
    selection = select(held, (), ORDER, THIRD)
    assert selection.pairs(Kind.PLAN) == ((1, IDS["labour"]), (2, IDS["labour"]))
    data = fetched(
        [amounts(9, IDS["labour"], 1200, 500)],
        [plan(1, IDS["labour"], (100,) * 12), plan(2, IDS["labour"], (50,) * 12)],
    )
    [agency] = sum_figures(selection, data, RULES).agencies
    assert (agency.plan, agency.first_plan, agency.plan_changes) == (50 * 9, 100 * 9, 1)


def test_findings__of_all_agencies_and_of_each():
    changed = replace(figures("Dinas A", 1000, 300, plan=400), plan_changes=2, first_plan=600)
    other = figures("Dinas B", 1000, 100, plan=200)
    found = evaluate(Figures((changed, other)), THIRD, RankingKey.ABSORPTION, Settings(), RULES)
    whole, one = [finding.arguments for finding in found.findings if finding.code == "plan-versions"]
    assert whole == {
        "agencies": 1, "count": 2, "plan": 400 + 200, "before": 600 + 200, "achieved": "66.67",
        "first_achieved": "50.00",
    }  # fmt: skip
    assert one == {
        "agency": "Dinas A", "count": 2, "plan": 400, "before": 600, "achieved": "75.00", "first_achieved": "50.00"
    }  # fmt: skip


def test_findings__a_first_version_that_lacks_months_gives_no_figure():
    changed = replace(figures("Dinas A", 1000, 300, plan=400), plan_changes=1, first_plan=None)
    found = evaluate(Figures((changed,)), THIRD, RankingKey.ABSORPTION, Settings(), RULES)
    whole, one = [finding.arguments for finding in found.findings if finding.code == "plan-versions"]
    assert (whole["before"], whole["first_achieved"], one["before"]) == ("", "", "")


def test_findings__nothing_is_said_of_plans_that_never_changed():
    found = evaluate(Figures((figures(plan=40),)), THIRD, RankingKey.ABSORPTION, Settings(), RULES)
    assert [finding for finding in found.findings if finding.code == "plan-versions"] == []
