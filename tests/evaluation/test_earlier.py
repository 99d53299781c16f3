"""Figures beside the position right before: another unit (V-09), or a stale copy."""

from __future__ import annotations

import datetime as dt

import pytest

from evaluation.building import END, figures
from skpd_eval.evaluation.earlier import earlier_findings
from skpd_eval.evaluation.ratios import ratios_of
from skpd_eval.model import RankedAgency, Severity

BEFORE = dt.date(2023, 6, 30)
LAST_YEAR = dt.date(2022, 12, 31)


def row(name, budget, realization, cutoff=END):
    agency = figures(name, budget, realization, cutoff=cutoff)
    return RankedAgency(1, agency, ratios_of(agency), None, None)


def found(now, before, cutoff=BEFORE):
    """Findings for agencies of (budget, realization), one letter each, now and at the position before."""
    return earlier_findings(
        [row(name, *amounts) for name, amounts in now.items()],
        [row(name, *amounts, cutoff=cutoff) for name, amounts in before.items()],
    )


@pytest.mark.parametrize(
    ("now", "before", "factor"),
    [
        pytest.param(5_000, 5_000_000, 1_000, id="in thousands now"),
        pytest.param(5_000_000, 5_000, 1_000, id="in thousands before"),
        pytest.param(7, 5_000_000, 1_000_000, id="in millions now"),
        pytest.param(9_000_000, 6_000, 1_000, id="grown by half besides"),
    ],
)
def test_unit__of_one_agency(now, before, factor):
    others = {"B": (100, 1), "C": (100, 2)}
    [finding] = found({"A": (now, 3), **others}, {"A": (before, 1), **dict.fromkeys(others, (90, 0))})
    assert (finding.code, finding.severity) == ("unit-mismatch-suspected", Severity.WARNING)
    assert finding.arguments == {"agency": "A", "factor": factor, "budget": now, "before": before}


@pytest.mark.parametrize(
    ("now", "before"),
    [
        pytest.param(100, 100, id="equal"),
        pytest.param(100_000, 1_000, id="a hundredfold"),
        pytest.param(100_000_000, 1_000, id="a hundred thousandfold"),
        pytest.param(0, 1_000, id="no budget now"),
        pytest.param(1_000, None, id="unknown before"),
        pytest.param(-1_000, 1, id="negative"),
    ],
)
def test_unit__is_not_suspected(now, before):
    assert found({"A": (now, 3), "B": (5, 1)}, {"A": (before, 2), "B": (5, 0)}) == ()


def test_unit__of_most_agencies_is_one_finding():
    now = {"A": (5_000_000, 3), "B": (7_000_000, 2), "C": (100, 1)}
    [finding] = found(now, {"A": (5_000, 1), "B": (7_000, 1), "C": (100, 0)})
    assert finding.arguments == {
        "agencies": 2, "count": 3, "factor": 1_000, "budget": 12_000_100, "before": 12_100,
    }  # fmt: skip


def test_unit__of_half_the_agencies_is_a_finding_each():
    now = {"A": (5_000_000, 3), "B": (7_000_000, 2), "C": (100, 1), "D": (100, 1)}
    before = {"A": (5_000, 1), "B": (7_000, 1), "C": (100, 0), "D": (100, 0)}
    assert [finding.arguments["agency"] for finding in found(now, before)] == ["A", "B"]


@pytest.mark.parametrize(
    ("now", "before", "factor"),
    [
        pytest.param({"A": (90, 7), "B": (90, 4)}, {"A": (90, 5_000), "B": (90, 4_100)}, 1_000, id="in thousands now"),
        pytest.param({"A": (90, 5_000), "B": (90, 4_100)}, {"A": (90, 4), "B": (90, 4)}, 1_000, id="before"),
        pytest.param({"A": (None, 7), "B": (0, 4)}, {"A": (None, 5_000_000), "B": (0, 4_100_000)}, 1_000_000,
            id="no budgets"),
        pytest.param(
            {"A": (90, 7), "B": (90, 4), "C": (90, 30)}, {"A": (90, 5_000), "B": (90, 4_100), "C": (90, 20)}, 1_000,
            id="most",
        ),
    ],
)  # fmt: skip
def test_unit__of_the_realizations_of_most_agencies(now, before, factor):
    [finding] = found(now, before)
    assert finding.code == "unit-mismatch-suspected"
    assert finding.arguments == {
        "agencies": 2, "count": len(now), "factor": factor,
        "realization": sum(spent for _, spent in now.values()), "before": sum(spent for _, spent in before.values()),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("now", "before", "cutoff"),
    [
        pytest.param({"A": (90, 5_000)}, {"A": (90, 4)}, BEFORE, id="one agency's large payment"),
        pytest.param(
            {"A": (90, 5_000), "B": (90, 9)}, {"A": (90, 4), "B": (90, 8)}, BEFORE, id="half of them"
        ),
        pytest.param(
            {"A": (90, 7), "B": (90, 4)}, {"A": (90, 0), "B": (90, None)}, BEFORE, id="nothing before"
        ),
        pytest.param(
            {"A": (90, 4), "B": (90, 5)}, {"A": (90, 5_000), "B": (90, 4_000)}, LAST_YEAR, id="a new year"
        ),
    ],
)
def test_unit__of_realizations_is_not_suspected(now, before, cutoff):
    assert found(now, before, cutoff) == ()


def test_stale__all_realizations_are_those_of_the_position_before():
    now = {"A": (120, 30), "B": (100, 20), "C": (100, None)}
    [finding] = found(now, {"A": (100, 30), "B": (100, 20), "C": (100, 5)})
    assert (finding.code, finding.severity) == ("stale-copy", Severity.WARNING)
    assert finding.arguments == {"agencies": 2, "cutoff": "2023-09-30", "earlier": "2023-06-30"}


@pytest.mark.parametrize(
    ("now", "before", "cutoff"),
    [
        pytest.param({"A": (9, 3), "B": (9, 4)}, {"A": (9, 3), "B": (9, 5)}, BEFORE, id="one moved"),
        pytest.param({"A": (9, 3)}, {"A": (9, 3)}, BEFORE, id="one agency alone"),
        pytest.param({"A": (9, 0), "B": (9, 0)}, {"A": (9, 0), "B": (9, 0)}, BEFORE, id="nothing spent yet"),
        pytest.param({"A": (9, 3), "B": (9, 4)}, {"A": (9, 3), "B": (9, 4)}, END, id="the same position"),
        pytest.param({"A": (9, 3), "B": (9, 4)}, {"C": (9, 3), "D": (9, 4)}, BEFORE, id="other agencies"),
    ],
)
def test_stale__is_not_said(now, before, cutoff):
    assert found(now, before, cutoff) == ()
