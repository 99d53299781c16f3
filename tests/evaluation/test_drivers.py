from __future__ import annotations

from fractions import Fraction

from evaluation.building import figures
from skpd_eval.evaluation import drivers_of
from skpd_eval.model import ItemFigures


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


def test_drivers_of__an_item_without_a_plan_is_measured_against_its_budget():
    agency = figures(budget=1000, realization=200, plan=400, kinds=(item("a", 600, 200, None),))
    [driver] = drivers_of(agency)
    assert (driver.missing, driver.share) == (400, Fraction(400, 800))


def test_drivers_of__who_is_not_behind_drives_nothing():
    agency = figures(
        budget=300, realization=300, kinds=(item("a", 100, 100), item("b", 100, 150), item("c", None, 5))
    )
    assert drivers_of(agency) == ()


def test_drivers_of__spending_that_is_not_stated_is_not_made():
    agency = figures(budget=100, realization=0, kinds=(item("a", 100, None),))
    assert [driver.missing for driver in drivers_of(agency)] == [100]
