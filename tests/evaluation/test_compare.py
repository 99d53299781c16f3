from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluation.building import END, IDS, holding, submission
from skpd_eval.evaluation import Query, fetched, select
from skpd_eval.evaluation.compare import Witness, compare, difference_findings
from skpd_eval.evaluation.located import located_amounts, located_progress
from skpd_eval.model import AccountLine, Kind, ProgressLine, RealizationBasis
from skpd_eval.period import Quarter
from skpd_eval.regulations import rulebook

RULES = rulebook(END)
LABOUR = IDS["labour"]
HALF = Fraction(5, 1000)


def accounts(budget, *spent, cutoff=END):
    given = replace(
        submission(1, cutoff=cutoff),
        sheet="LRA",
        columns={"budget": "F", "realization:5.1": "G", "realization:5.2": "I"},
    )
    lines = [
        AccountLine(LABOUR, None, None, account, each, None, None, paid, row)
        for row, (account, each, paid) in enumerate(
            zip(("5.1.02.01", "5.2.02.01"), (budget, 0), spent, strict=True), 12
        )
    ]
    chosen = select([holding(given, "labour")], (), (RealizationBasis.LRA,), Query(Quarter(2023, 3)))
    return Witness(Kind.ACCOUNTS, RealizationBasis.LRA, chosen, fetched(located_amounts(1, lines)))


def report(budget, realization, cutoff=END):
    given = replace(
        submission(2, Kind.PHYSICAL, cutoff, realization_basis=RealizationBasis.AGENCY),
        sheet="RFK",
        columns={"budget": "D", "realization": "J"},
    )
    line = ProgressLine(LABOUR, None, None, budget, None, None, realization, None, None, None, None, None, 15)
    chosen = select([holding(given, "labour")], (), (RealizationBasis.AGENCY,), Query(Quarter(2023, 3)))
    data = fetched(progress=located_progress(2, [line], {}))
    return Witness(Kind.PHYSICAL, RealizationBasis.AGENCY, chosen, data)


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        pytest.param(500, False, id="the same"),
        pytest.param(505, False, id="exactly half a point"),
        pytest.param(506, True, id="more than half a point"),
        pytest.param(494, True, id="the other way"),
    ],
)
def test_compare__beyond_half_a_point_of_the_budget(stated, told):
    found = compare([accounts(1000, 300, 200), report(1000, stated)], RULES, HALF)
    assert found.compared == 2
    assert [(one.amount, one.difference) for one in found.differences] == (
        [("realization", stated - 500)] if told else []
    )


def test_compare__names_the_cells_of_both():
    [one] = compare([accounts(1000, 300, 200), report(1000, 900)], RULES, HALF).differences
    assert (one.first.value, one.first.sheet, one.first.cells, one.first.lines) == (
        500,
        "LRA",
        ("G12", "I13"),
        2,
    )
    assert (one.second.value, one.second.sheet, one.second.cells) == (900, "RFK", ("J15",))
    assert one.points == Fraction(400, 1000)


def test_compare__a_budget_that_differs_is_told_too():
    found = compare([accounts(1000, 300, 200), report(1100, 500)], RULES, HALF)
    assert [(one.amount, one.points) for one in found.differences] == [("budget", Fraction(1, 10))]


def test_compare__other_cut_offs_are_other_positions():
    earlier = END.replace(month=8, day=31)
    found = compare([accounts(1000, 300, 200), report(1000, 900, earlier)], RULES, HALF)
    assert (found.compared, found.differences) == (0, ())
    [one] = found.uncompared
    assert (one.first[2], one.second[2]) == (END, earlier)


def test_compare__one_source_alone_says_nothing():
    found = compare([accounts(1000, 300, 200)], RULES, HALF)
    assert (found.compared, found.differences) == (0, ())


def test_difference_findings__of_one_agency_with_both_files():
    found = compare([accounts(1000, 300, 200), report(1000, 506)], RULES, HALF)
    [finding] = difference_findings(found)
    assert (finding.code, finding.cutoff) == ("sources-differ", END)
    assert finding.arguments == {
        "agency": "Dinas labour",
        "role": "realization",
        "first_sen": 500,
        "file": "1.xlsx",
        "second_sen": 506,
        "other": "2.xlsx",
        "points": "0.60",
    }


def test_difference_findings__none_within_the_tolerance():
    assert difference_findings(compare([accounts(1000, 300, 200), report(1000, 505)], RULES, HALF)) == ()
