"""Worked examples of output indicators, of IKPA as a reference and of efficiency: files of ``tests/cases``.

``kind`` says what a file is. ``outputs``: ``[[indicator]]`` blocks with polarity, target, realization and what
the achievement is (``raw`` as the formula gives it, ``counted`` as it goes into the mean, or the ``reason`` why
there is none). ``ikpa`` and ``efficiency``: ``[[part]]`` blocks of kinds or outputs. Percentages as printed.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from skpd_eval import money
from skpd_eval.evaluation import efficiency, ikpa
from skpd_eval.evaluation.outputs import achievement, counted, mean
from skpd_eval.model import ItemFigures, Polarity
from skpd_eval.regulations import load, rulebook
from test_cases import REFERENCE

SEN = 100
CAP = Fraction(1)


def of_kind(kind: str) -> list:
    return [pytest.param(case, id=stem) for stem, case in REFERENCE.items() if case["kind"] == kind]


def printed(value: Fraction | None, digits: int = 2) -> str | None:
    return None if value is None else f"{money.round_half_up(value * 100, digits):.{digits}f}"


def number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def assessed(one: dict) -> tuple:
    return achievement(
        Polarity(one["polarity"]),
        number(one["target"]),
        number(one.get("realization")),
        number(one.get("upper")),
    )


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(one, id=f"{stem}: {one['name']}")
        for stem, case in REFERENCE.items()
        for one in case.get("indicator", [])
    ],
)
def test_indicator(one):
    raw, reason = assessed(one)
    found = {"raw": printed(raw), "counted": printed(counted(raw, CAP)), "reason": reason and reason.value}
    assert {name: found[name] for name in found if name in one} == {
        name: one[name] for name in found if name in one
    }
    assert ("raw" in one) is not ("reason" in one)


@pytest.mark.parametrize("case", [p for p in of_kind("outputs") if "expected" in p.values[0]])
def test_mean_of_indicators(case):
    raws = [assessed(one)[0] for one in case["indicator"]]
    scale = rulebook(dt.date(2023, 9, 30)).performance
    capped, raw = mean(counted(one, CAP) for one in raws), mean(raws)
    assert {
        "mean": printed(capped),
        "raw_mean": printed(raw),
        "category": scale.code_of(capped * 100),
        "raw_category": scale.code_of(raw * 100),
    } == case["expected"]


@pytest.mark.parametrize("case", of_kind("ikpa"))
def test_ikpa(case):
    items = [
        ItemFigures(one["account"], "", one["budget"] * SEN, one["realization"] * SEN, None)
        for one in case["part"]
    ]
    targets = load("ikpa_targets").in_force(case["day"]).quarters
    found = ikpa.absorption_score(items, targets, case["quarter"])
    ratios = {kind.account: printed(kind.ratio, 3) for kind in found.kinds}
    assert ratios == {one["account"]: one["ratio"] for one in case["part"]}
    before = [Fraction(score, 100) for score in case["quarters_before"]]
    parts = [(one["budget"], one["plan"], one["in_month"]) for one in case["part"]]
    assert {
        "score": printed(found.score, 3),
        "target": printed(found.target, 3),
        "absorption": printed(found.absorption, 3),
        "gap": printed(found.gap, 3),
        "indicator": printed(ikpa.indicator([*before, found.score]), 3),
        "plan_deviation_score": printed(ikpa.plan_deviation_score(parts), 3),
    } == case["expected"]


@pytest.mark.parametrize("case", of_kind("efficiency"))
def test_efficiency(case):
    parts = [(one["budget"], Fraction(one["achievement"], 100), one["realization"]) for one in case["part"]]
    free, capped = efficiency.budget_efficiency(parts), efficiency.budget_efficiency(parts, CAP)
    assert {
        "efficiency": printed(free),
        "value": printed(efficiency.efficiency_value(free)),
        "capped_efficiency": printed(capped),
        "capped_value": printed(efficiency.efficiency_value(capped)),
    } == case["expected"]


def test_efficiency__ratio_and_index_are_inverses():
    """95 % of the outputs for 80 % of the money (section 5)."""
    done, spent = Fraction(95, 100), Fraction(80, 100)
    assert printed(efficiency.efficiency_index(done, spent)) == "84.21"
    assert money.round_half_up(efficiency.efficiency_ratio(done, spent), 2) == Decimal("1.19")
    assert efficiency.efficiency_ratio(done, spent) * efficiency.efficiency_index(done, spent) == 1
    assert efficiency.efficiency_difference(done, spent) == Fraction(15, 100)


@pytest.mark.parametrize(
    ("quarter", "done", "expected"),
    [
        pytest.param(3, Fraction(1), True, id="all outputs are there"),
        pytest.param(3, Fraction(99, 100), False, id="not yet"),
        pytest.param(4, Fraction(1, 2), True, id="the year is over"),
        pytest.param(4, None, False, id="unknown"),
    ],
)
def test_efficiency__is_not_judged_before_outputs_are_there(quarter, done, expected):
    assert efficiency.assessable(quarter, done) is expected


def test_low_absorption_without_outputs_is_not_efficient():
    assert efficiency.efficiency_index(Fraction(0), Fraction(1, 10)) is None
    assert efficiency.budget_efficiency([(100, Fraction(0), 10)]) is None
