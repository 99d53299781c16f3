"""Assisted agencies beside the unassisted ones most like them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest

from presentation.factory import evaluation
from skpd_eval.evaluation.assistance import capital_share, distance, outcomes
from skpd_eval.evaluation.ratios import ratios_of
from skpd_eval.model import AgencyFigures, Evaluation, ItemFigures, RankedAgency
from skpd_eval.model.assistance import Agency, Case

from .test_casework import OPENED, STANDING

CAPITAL = ("5.2",)


def agency(name: str, budget: int | None, spent: int | None, capital: int | None = 0) -> AgencyFigures:
    """An agency of which ``capital`` of the budget is capital spending."""
    base = evaluation().rows[0].figures
    kinds = (
        ()
        if capital is None or budget is None
        else (
            ItemFigures("5.1.02", "", budget - capital, 0, None),
            ItemFigures("5.2.02", "", capital, 0, None),
        )
    )
    return replace(base, code=name, name=name, identity=name, budget=budget, realization=spent, kinds=kinds)


def position(*agencies: AgencyFigures) -> Evaluation:
    half = Fraction(1, 2)
    rows = tuple(RankedAgency(1, one, ratios_of(one, half, half), None, None) for one in agencies)
    return replace(evaluation(), rows=rows, unranked=())


def case(name: str, number: int = 1) -> Case:
    return Case(number, "Kota Batu", 2023, 3, Agency(name, name, name), "", "Sari", OPENED, STANDING)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(("a", 100, 30), ("b", 100, 30), Fraction(0), id="the same"),
        pytest.param(("a", 100, 30), ("b", 140, 70), Fraction(20, 100), id="absorption alone"),
        pytest.param(("a", 100, 50), ("b", 400, 200), Fraction(150, 200), id="remaining budget alone"),
        pytest.param(("a", 100, 50, 10), ("b", 100, 50, 70), Fraction(60, 100), id="capital share alone"),
        pytest.param(("a", 100, 50, None), ("b", 100, 50, 70), Fraction(1), id="capital share unknown"),
        pytest.param(("a", 100, 50, None), ("b", 100, 50, None), Fraction(0), id="unknown in both"),
        pytest.param(("a", 100, 100), ("b", 50, 50), Fraction(0), id="nothing left in either"),
        pytest.param(("a", 0, 0), ("b", 50, 50), None, id="no budget"),
        pytest.param(("a", 10, None), ("b", 50, 50), None, id="nothing reported"),
    ],
)
def test_distance(one: tuple[str, int, int], other: tuple[str, int, int], expected: Fraction | None) -> None:
    there, back = (distance(agency(*a), agency(*b), CAPITAL) for a, b in ((one, other), (other, one)))
    assert there == back == expected


@pytest.mark.parametrize(("capital", "expected"), [(25, Fraction(1, 4)), (0, Fraction(0)), (None, None)])
def test_capital_share(capital: int | None, expected: Fraction | None) -> None:
    assert capital_share(agency("a", 100, 0, capital), CAPITAL) == expected


BEFORE = (
    agency("assisted", 100, 30),
    agency("near", 100, 32),
    agency("nearer", 100, 31),
    agency("far", 900, 800),
    agency("also assisted", 100, 30),
)
AFTER = (
    agency("assisted", 100, 80),
    agency("near", 100, 62),
    agency("nearer", 100, 71),
    agency("far", 900, 810),
    agency("also assisted", 120, 60),
)


def test_outcomes__nearest_unassisted_first() -> None:
    first, second = outcomes(
        (case("assisted"), case("also assisted", 2)), position(*BEFORE), position(*AFTER), CAPITAL, 2
    )
    assert [peer.agency.name for peer in first.peers] == ["nearer", "near"]
    assert first.own is not None
    assert (first.own.gain, first.own.realized) == (Fraction(50, 100), 50)
    assert first.peers_mean == (Fraction(40, 100) + Fraction(30, 100)) / 2
    assert first.difference == Fraction(50, 100) - Fraction(35, 100)
    assert second.own is not None
    assert second.own.gain == Fraction(60, 120) - Fraction(30, 100)


def test_outcomes__order_of_rows_does_not_matter() -> None:
    expected = outcomes((case("assisted"),), position(*BEFORE), position(*AFTER), CAPITAL)
    turned = outcomes((case("assisted"),), position(*BEFORE[::-1]), position(*AFTER[::-1]), CAPITAL)
    assert turned == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(BEFORE[1:], AFTER, id="not at the first position"),
        pytest.param(BEFORE, AFTER[1:], id="not at the second"),
        pytest.param(BEFORE, (agency("assisted", 0, 0), *AFTER[1:]), id="without a budget later"),
    ],
)
def test_outcomes__agency_that_cannot_be_compared(
    before: tuple[AgencyFigures, ...], after: tuple[AgencyFigures, ...]
) -> None:
    (found,) = outcomes((case("assisted"),), position(*before), position(*after), CAPITAL)
    assert (found.own, found.peers, found.peers_mean, found.difference) == (None, (), None, None)


def test_outcomes__nobody_to_compare_with() -> None:
    (found,) = outcomes((case("assisted"),), position(BEFORE[0]), position(AFTER[0]), CAPITAL)
    assert found.own is not None
    assert (found.peers, found.difference) == ((), None)


@pytest.mark.parametrize("pair", list(combinations(range(4), 2)))
def test_distance__is_between_0_and_3(pair: tuple[int, int]) -> None:
    apart = distance(BEFORE[pair[0]], BEFORE[pair[1]], CAPITAL)
    assert apart is not None
    assert 0 <= apart <= 3
