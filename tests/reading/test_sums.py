"""Do these rows come to that amount: one comparison for every shape, blanks and rounding included."""

from __future__ import annotations

import pytest

from skpd_eval.model import Identity, Proven, Severity
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.headings.headings import Column, Heading
from skpd_eval.reading.proof.sums import (
    Differs,
    Stated,
    Tally,
    differences,
    first_meeting,
    meets,
    proven,
    say_total,
)

PARTS: list[Stated] = [{"budget": 600, "realization": 150}, {"budget": 400, "realization": None}]


@pytest.mark.parametrize(
    ("stated", "slack", "differs"),
    [
        pytest.param({"budget": 600 + 400, "realization": 150}, 0, (), id="the sums"),
        pytest.param({"budget": 1000, "realization": None}, 0, (), id="a blank sum says nothing"),
        pytest.param({"budget": 1001}, 0, (Differs("budget", 1001, 1000),), id="a sen too much"),
        pytest.param({"budget": 1001}, 1, (), id="within what was rounded"),
        pytest.param({"plan": 5}, 0, (Differs("plan", 5, 0),), id="lost amounts are no unknown ones"),
    ],
)
def test_differences__are_those_beyond_the_slack(
    stated: Stated, slack: int, differs: tuple[Differs, ...]
) -> None:
    assert differences(PARTS, stated, slack) == differs


@pytest.mark.parametrize(
    "stated", [pytest.param({"budget": None}, id="nothing"), pytest.param({"budget": 0}, id="zero")]
)
def test_no_rows_meet__what_states_nothing(stated: Stated) -> None:
    assert not meets([], stated)


def test_first_meeting__is_the_plainest_set_that_comes_to_it() -> None:
    sets = {"all": PARTS, "first": PARTS[:1], "last": PARTS[1:]}
    assert first_meeting(sets, lambda name: sets[name], {"budget": 400}) == "last"
    assert first_meeting(sets, lambda name: sets[name], {"budget": 7}) is None


def test_a_total_that_differs__is_said_at_its_cell_with_both_figures_and_the_first_parts() -> None:
    collector = Collector("a.xlsx", Grid("LRA", []))
    column = Column("budget", 3, Heading(("pagu",)))
    say_total(collector, 9, [column], [Differs("budget", 1001, 1000)], [4, 5, 6, 7])
    (found,) = collector.findings
    assert (found.code, found.severity, found.source and found.source.cell) == (
        "total-differs",
        Severity.ERROR,
        "D10",
    )
    assert found.arguments == {"stated": 1001, "sum": 1000, "cells": "D5, D6, D7 …"}


@pytest.mark.parametrize(
    ("held", "roles", "expected"),
    [
        pytest.param(["budget", "month:1", "month:2"], [], [("budget", "plan"), 3], id="months are a plan's"),
        pytest.param(
            ["budget:5.1", "realization:5.1", "realization:5.2"],
            ["budget:5.1", "budget:5.2", "realization:5.1", "realization:5.2"],
            [("realization",), 2],
            id="a measure is proved where each of its columns is",
        ),
    ],
)
def test_proven__speaks_of_measures(held: list[str], roles: list[str], expected: list[object]) -> None:
    (found,) = proven(Identity.TOTAL, held, roles, met=30)
    assert [found.measures, found.columns] == expected


def test_tally__keeps_rows_that_hold_and_those_that_do_not() -> None:
    tally = Tally(Identity.PARENTS)
    tally.add("budget", held=True, slack=50)
    tally.add("budget", held=False, slack=900)
    assert tally.proven() == [Proven(Identity.PARENTS, ("budget",), 1, 1, 2, slack=50)]
