from __future__ import annotations

from fractions import Fraction

import pytest

from evaluation.building import END, figures
from skpd_eval.evaluation import Query, evaluate
from skpd_eval.evaluation.figures import Figures
from skpd_eval.evaluation.groups import grouped, grouping, kind_of
from skpd_eval.model import GroupBy, RankingKey
from skpd_eval.period import Quarter
from skpd_eval.regulations import load, rulebook, scale_in_force
from skpd_eval.settings import Settings

PREFIXES = load("agency_kind").in_force(END).prefixes
SIZES = scale_in_force("budget_size", END)
BILLION = 10**9 * 100


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("Dinas Kesehatan", "department", id="dinas"),
        pytest.param("DINAS  SOSIAL", "department", id="capitals and blanks"),
        pytest.param("Badan Pendapatan Daerah", "body", id="badan"),
        pytest.param("Kec. Junrejo", "district", id="short form"),
        pytest.param("Inspektorat", "inspectorate", id="the whole name"),
        pytest.param("Sekretariat DPRD", "secretariat", id="sekretariat"),
        pytest.param("Dinasti", "other", id="a beginning is a whole word"),
        pytest.param("Satuan Polisi Pamong Praja", "department", id="satpol"),
    ],
)
def test_kind_of(name, kind):
    assert kind_of(name, PREFIXES) == kind


@pytest.mark.parametrize(
    ("billions", "size"),
    [
        pytest.param(Fraction(50), "jumbo", id="50 is jumbo"),
        pytest.param(Fraction(50) - Fraction(1, 10**9), "large", id="a rupiah below"),
        pytest.param(Fraction(10), "large", id="10 is large"),
        pytest.param(Fraction(2), "medium", id="2 is medium"),
        pytest.param(Fraction(1), "small", id="small"),
    ],
)
def test_size(billions, size):
    group_of = grouping(GroupBy.SIZE, PREFIXES, SIZES)
    assert group_of(figures(budget=int(billions * BILLION))) == size


def ranked(*agencies):
    return evaluate(
        Figures(agencies), Query(Quarter(2023, 3)), RankingKey.ABSORPTION, Settings(), rulebook(END)
    )


def test_grouped__ranks_within_groups_and_ties_as_in_the_whole():
    evaluation = ranked(
        figures("Dinas A", 100, 80),
        figures("Kecamatan B", 100, 70),
        figures("Dinas C", 100, 50),
        figures("Dinas D", 200, 100),
        figures("Dinas E", 100, 10),
    )
    found = grouped(evaluation, grouping(GroupBy.KIND, PREFIXES, SIZES))
    assert [group.code for group in found] == ["department", "district"]
    assert [(one.rank, one.row.rank, one.row.figures.name) for one in found[0].agencies] == [
        (1, 1, "Dinas A"),
        (2, 3, "Dinas D"),
        (2, 3, "Dinas C"),
        (4, 5, "Dinas E"),
    ]
    assert found[0].absorption == Fraction(240, 500)
    assert sum(group.budget for group in found) == evaluation.total.budget


def test_grouped__agencies_without_a_field_come_last():
    evaluation = ranked(figures("A", 100, 90), figures("B", 100, 10, group="Asisten I"))
    found = grouped(evaluation, grouping(GroupBy.FIELD, PREFIXES, SIZES))
    assert [group.code for group in found] == ["Asisten I", None]


def test_grouped__a_sum_that_nobody_states_is_unknown_and_a_share_is_of_those_that_state_both():
    evaluation = evaluate(
        Figures(
            (
                figures("Dinas A", 100, None, physical=50),
                figures("Kecamatan B", 100, 40, physical=40),
                figures("Kecamatan C", 100, None, physical=30),
            )
        ),
        Query(Quarter(2023, 3)),
        RankingKey.PHYSICAL,
        Settings(),
        rulebook(END),
    )
    departments, districts = grouped(evaluation, grouping(GroupBy.KIND, PREFIXES, SIZES))
    assert (departments.budget, departments.realization, departments.absorption) == (100, None, None)
    assert (districts.budget, districts.realization) == (200, 40)
    assert districts.absorption == Fraction(40, 100)
