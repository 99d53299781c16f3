from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from evaluation.building import figures
from skpd_eval.evaluation.ratios import (
    combined,
    needed_per_month,
    physical_achievement,
    ratios_of,
    remaining,
    share,
    shortfall,
)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        pytest.param(1, 3, Fraction(1, 3), id="exact"),
        pytest.param(0, 3, Fraction(0), id="nothing spent"),
        pytest.param(5, 3, Fraction(5, 3), id="overspent"),
        pytest.param(-1, 4, Fraction(-1, 4), id="contra entry"),
        pytest.param(0, 0, None, id="no budget"),
        pytest.param(1, -3, None, id="negative budget"),
        pytest.param(None, 3, None, id="realization unknown"),
        pytest.param(1, None, None, id="budget unknown"),
    ],
)
def test_share(part, whole, expected):
    assert share(part, whole) == expected


@pytest.mark.parametrize(
    ("plan", "realization", "expected"),
    [(10, 4, 6), (4, 10, 0), (4, 4, 0), (None, 4, None), (4, None, None)],
)
def test_shortfall(plan, realization, expected):
    assert shortfall(plan, realization) == expected


def test_remaining__is_negative_when_overspent():
    assert remaining(100, 130) == -30
    assert remaining(None, 1) is None


@pytest.mark.parametrize(
    ("left", "months_gone", "expected"),
    [
        pytest.param(300, 9, 100, id="three months"),
        pytest.param(5, 10, 3, id="half-up"),
        pytest.param(100, 0, 8, id="whole year, 8.33 down"),
        pytest.param(100, 12, None, id="year is over"),
        pytest.param(-30, 9, 0, id="overspent"),
        pytest.param(None, 9, None, id="unknown"),
    ],
)
def test_needed_per_month(left, months_gone, expected):
    assert needed_per_month(left, months_gone) == expected


@pytest.mark.parametrize(
    ("physical", "absorption", "weights", "expected"),
    [
        pytest.param(Fraction(1, 2), Fraction(1, 4), ("0.5", "0.5"), Fraction(3, 8), id="mean"),
        pytest.param(Fraction(1, 2), Fraction(1, 4), ("0.3", "0.7"), Fraction(13, 40), id="weighted"),
        pytest.param(None, Fraction(1, 4), ("0.5", "0.5"), None, id="physical unknown"),
        pytest.param(None, Fraction(1, 4), ("0", "1"), Fraction(1, 4), id="unknown but of no weight"),
    ],
)
def test_combined(physical, absorption, weights, expected):
    assert combined(physical, absorption, *map(Decimal, weights)) == expected


def test_ratios_of__everything_from_one_agency():
    found = ratios_of(
        figures(
            budget=400,
            realization=100,
            plan=160,
            target=50,
            physical="37.5",
            personnel_budget=100,
            personnel_realization=70,
        )
    )
    assert found.absorption == Fraction(100, 400)
    assert found.plan_share == Fraction(160, 400)
    assert found.plan_achievement == Fraction(100, 160)
    assert found.deviation == Fraction(100, 400) - Fraction(160, 400)
    assert found.physical_deviation == Fraction(375, 1000) - Fraction(1, 2)
    assert found.combined == (Fraction(375, 1000) + Fraction(1, 4)) / 2
    assert found.without_personnel == Fraction(100 - 70, 400 - 100)
    assert (found.remaining, found.shortfall) == (300, 60)


def test_ratios_of__unknown_is_never_zero():
    found = ratios_of(figures(budget=400, realization=None))
    assert (found.absorption, found.deviation, found.remaining, found.shortfall) == (None,) * 4
    assert ratios_of(figures(budget=400, realization=0)).absorption == 0


def test_ratios_of__all_personnel_leaves_nothing_to_divide_by():
    own = figures(budget=400, realization=100, personnel_budget=400, personnel_realization=100)
    assert ratios_of(own).without_personnel is None


def test_physical_achievement():
    assert physical_achievement(Fraction(48, 100), Fraction(60, 100)) == Fraction(4, 5)
    assert physical_achievement(Fraction(48, 100), Fraction(0)) is None
