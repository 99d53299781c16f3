"""Form E.81: quarters alone, blanks that are no zeros, and columns that sum to the agency's figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.building import figures
from skpd_eval.evaluation.e81 import form_e81
from skpd_eval.model import (
    Consolidation,
    IndicatorAchievement,
    ItemFigures,
    Polarity,
)

TRAINING, FAIR = "2.07.03.2.01.0001", "2.07.04.2.03.0002"
NAMES = {"2.07.03": "Program Pelatihan", TRAINING: "Pelatihan"}


def position(budget, realization, outputs=(), **by_code):
    """One position; ``by_code`` names items by the constants' words, each (budget, realization)."""
    codes = {"training": TRAINING, "fair": FAIR, "program": "2.07.03"}
    items = tuple(ItemFigures(codes[word], word, *amounts, None) for word, amounts in by_code.items())
    return replace(figures(budget=budget, realization=realization), activities=items, outputs=outputs)


def indicator(realization, name="Peserta", activity=TRAINING, target=100):
    done = None if realization is None else Decimal(realization)
    raw = None if done is None else Fraction(done) / target
    return IndicatorAchievement(
        name, "orang", activity, Polarity.HIGHER, Decimal(target), None, done, raw, raw
    )


def by_code(form):
    return {row.code: row for row in form.rows}


def test_form__a_quarter_is_its_position_minus_the_one_before():
    form = form_e81(
        [
            position(100, 10, training=(60, 10), fair=(40, 0)),
            position(100, 25, training=(60, 20), fair=(40, 5)),
            position(110, 50, training=(70, 40), fair=(40, 10)),
        ],
        NAMES,
    )
    row = by_code(form)[TRAINING]
    assert row.quarters == (10, 20 - 10, 40 - 20, None)
    assert (row.budget, row.realized, row.achieved) == (70, 40, Fraction(40, 70))
    assert form.total.quarters == (10, 25 - 10, 50 - 25, None)
    assert form.mean_absorption == (Fraction(40, 70) + Fraction(10, 40)) / 2


def test_form__programs_stand_above_what_they_hold():
    form = form_e81([position(100, 50, training=(60, 20), fair=(40, 30))], NAMES)
    codes = [(row.code, row.depth, row.is_leaf) for row in form.rows]
    assert codes == [
        ("2.07.03", 0, False),
        ("2.07.03.2.01", 1, False),
        (TRAINING, 2, True),
        ("2.07.04", 0, False),
        ("2.07.04.2.03", 1, False),
        (FAIR, 2, True),
    ]
    assert by_code(form)["2.07.03"].name == "Program Pelatihan"
    assert by_code(form)["2.07.04"].budget == 40


def test_form__a_quarter_without_a_position_is_blank_and_so_is_the_next():
    form = form_e81(
        [position(100, 10, training=(100, 10)), None, position(100, 50, training=(100, 50))], NAMES
    )
    assert form.missing == (2,)
    assert form.total.quarters == (10, None, None, None)
    assert by_code(form)[TRAINING].quarters == (10, None, None, None)
    assert form.total.realized == 50


def test_form__an_activity_that_is_new_had_nothing_before():
    form = form_e81(
        [position(60, 10, training=(60, 10)), position(100, 35, training=(60, 20), fair=(40, 15))], NAMES
    )
    assert by_code(form)[FAIR].quarters == (None, 15, None, None)


def test_form__what_was_stated_above_leaves_the_quarters_below_unknown():
    form = form_e81([position(60, 10, program=(60, 10)), position(60, 30, training=(60, 30))], NAMES)
    assert by_code(form)[TRAINING].quarters == (None, None, None, None)
    assert by_code(form)["2.07.03"].quarters == (10, 30 - 10, None, None)


def test_form__positions_without_activities_leave_the_rows_unknown_and_the_total_known():
    form = form_e81([position(60, 10), position(60, 30, training=(60, 30))], NAMES)
    assert by_code(form)[TRAINING].quarters == (None, None, None, None)
    assert form.total.quarters == (10, 20, None, None)


def test_form__what_no_activity_states_has_a_row_of_its_own():
    form = form_e81([position(100, 50, training=(60, 20))], NAMES)
    rest = form.rows[-1]
    assert (rest.code, rest.budget, rest.quarters[0], rest.realized) == (None, 100 - 60, 50 - 20, 30)


@pytest.mark.parametrize(
    ("consolidation", "expected"),
    [
        pytest.param(Consolidation.SUM, (30, 70 - 30, None, None), id="additive: the quarter alone"),
        pytest.param(Consolidation.LAST, (30, 70, None, None), id="last: the standing"),
        pytest.param(Consolidation.AVERAGE, (30, 70, None, None), id="average: the standing"),
    ],
)
def test_form__indicators(consolidation, expected):
    stated = [indicator(done)._replace(consolidation=consolidation) for done in ("30", "70")]
    form = form_e81([position(100, 10, (one,), training=(100, 10)) for one in stated], NAMES)
    [course] = by_code(form)[TRAINING].indicators
    assert (course.quarters, course.to_date) == (expected, Decimal(70))


def test_form__an_indicator_that_was_not_reported_is_blank():
    stated = [indicator(done)._replace(consolidation=Consolidation.SUM) for done in ("30", None, "70")]
    form = form_e81([position(100, 10, (one,), training=(100, 10)) for one in stated], NAMES)
    [course] = by_code(form)[TRAINING].indicators
    assert course.quarters == (30, None, None, None)


def test_form__an_indicator_of_no_activity_belongs_to_the_agency():
    form = form_e81([position(100, 10, (indicator("3", activity=None),), training=(100, 10))], NAMES)
    assert [course.newest.indicator for course in form.total.indicators] == ["Peserta"]


def test_form__the_quarter_evaluated_needs_a_position():
    with pytest.raises(ValueError, match="no position"):
        form_e81([position(1, 1), None], NAMES)


amount = st.integers(-(10**6), 10**12)


@given(st.lists(st.tuples(amount, amount, amount, amount, amount), min_size=1, max_size=4))
def test_form__every_column_sums_to_the_agencys_figures(positions):
    given_positions = [
        position(a + b + 7, total, training=(a, x), fair=(b, y)) for a, b, x, y, total in positions
    ]
    form = form_e81(given_positions, NAMES)
    leaves = [row for row in form.rows if row.is_leaf]
    assert sum(row.budget or 0 for row in leaves) == form.total.budget
    assert sum(row.realized or 0 for row in leaves) == form.total.realized
    for place in range(len(positions)):
        assert sum(row.quarters[place] or 0 for row in leaves) == form.total.quarters[place]
    assert sum(amount or 0 for amount in form.total.quarters) == form.total.realized


def test_form__a_position_without_realization_is_none():
    form = form_e81(
        [
            position(60, 10, training=(60, 10)),
            position(60, None, training=(60, None)),
            position(60, 30, training=(60, 30)),
        ],
        NAMES,
    )
    assert (form.missing, form.total.quarters) == ((2,), (10, None, None, None))
    assert by_code(form)[TRAINING].quarters == (10, None, None, None)


def test_form__a_budget_is_shown_although_nothing_is_known_of_its_realization():
    form = form_e81([position(60, None, training=(60, None))], NAMES)
    row = by_code(form)[TRAINING]
    assert (row.budget, row.quarters[0], row.realized, row.achieved) == (60, None, None, None)
