"""Every printed figure can be asked for, and explained it is the very figure that is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from skpd_eval.errors import UsageError
from skpd_eval.evaluation import lowest
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.explain import explain_figures
from skpd_eval.jobs.scope import Asked
from skpd_eval.model import Evaluation, Explanation, Operand, Unit
from skpd_eval.model.measures import MEASURES
from skpd_eval.money import round_half_up
from skpd_eval.presentation import machine
from skpd_eval.presentation.machine import Plain
from skpd_eval.presentation.table import ColumnKind, Table
from skpd_eval.presentation.tables import agency
from skpd_eval.presentation.tables.detail import agency_activities, agency_detail
from skpd_eval.presentation.tables.lowest import lowest as lowest_table
from skpd_eval.presentation.tables.ranking import ranking
from skpd_eval.settings import Settings

from .conftest import Run

REQUEST = EvaluationRequest(Asked(quarter=3), detail=True)
FIGURES = {
    ColumnKind.RUPIAH, ColumnKind.PERCENT, ColumnKind.POINTS, ColumnKind.COUNT, ColumnKind.RANK, ColumnKind.CHANGE
}  # fmt: skip
Asks = Callable[[list[tuple[str, str]]], list[Explanation]]
LABOUR, FINANCE = "Dinas Tenaga Kerja", "Badan Keuangan dan Aset Daerah"


def context_of(ledger: Path) -> Context:
    return Context(Settings(), ledger, "id", dt.datetime(2024, 1, 5, tzinfo=dt.UTC))


@pytest.fixture(scope="module")
def evaluation(batu: Path) -> Evaluation:
    return evaluate_position(context_of(batu), REQUEST)


@pytest.fixture(scope="module")
def ask(batu: Path) -> Asks:
    return lambda asked: explain_figures(context_of(batu), REQUEST, asked)[1]


def printed(table: Table) -> Iterator[tuple[str, str, object]]:
    """Agency, column and raw value of every figure in the rows of a table of agencies."""
    who = [column.key for column in table.columns].index("agency_name")
    for row in table.rows:
        for cell, column in zip(row, table.columns, strict=True):
            if column.kind in FIGURES and column.key != "number":
                yield str(row[who].value), column.key, cell.value


def raw(found: Explanation) -> object:
    """The figure as a table's cell holds it."""
    shares = found.measure.unit in (Unit.PERCENT, Unit.POINTS)
    return Fraction(found.value) * 100 if shares and found.value is not None else found.value


def check(ask: Asks, expected: dict[tuple[str, str], Plain]) -> None:
    """Ask for each figure and compare it with what JSON has."""
    assert expected
    found = ask(list(expected))
    given = [machine.number(one.value, one.measure.unit) for one in found]
    assert dict(zip(expected, given, strict=True)) == expected


@pytest.mark.parametrize("which", ["ranking", "lowest"])
def test_every_figure_of_a_table_is_explained_as_it_is_printed(
    which: str, evaluation: Evaluation, ask: Asks
) -> None:
    rows = lowest(evaluation.rows, n=10)
    table = ranking(evaluation) if which == "ranking" else lowest_table(evaluation, rows)
    cells = list(printed(table))
    assert len({column for _, column, _ in cells}) >= 12
    found = ask([(who, column) for who, column, _ in cells])
    assert [(*cell[:2], raw(one)) for cell, one in zip(cells, found, strict=True)] == cells


def test_every_figure_of_the_total_row_is_explained_as_it_is_printed(
    evaluation: Evaluation, ask: Asks
) -> None:
    table = ranking(evaluation)
    whole, mean = table.total_rows
    for row, prefix in ((whole, ""), (mean, "mean_")):
        cells = {
            prefix + column.key: cell.value
            for cell, column in zip(row, table.columns, strict=True)
            if column.kind in FIGURES and cell.value != ""
        }
        found = ask([("total", column) for column in cells])
        assert dict(zip(cells, map(raw, found), strict=True)) == cells


def test_every_figure_of_the_total_in_json_is_explained(evaluation: Evaluation, ask: Asks) -> None:
    total: Any = machine.ranking(evaluation)["total"]
    check(ask, {("Kota Batu", name): value for name, value in total.items()})


def test_every_exclusion_is_explained_by_its_account(evaluation: Evaluation, ask: Asks) -> None:
    exclusions: Any = machine.ranking(evaluation)["exclusions"]
    assert {one["account"] for one in exclusions} == {"5.3", "5.4"}
    check(
        ask,
        {
            (one["agency_name"], f"{name}:{one['account']}"): one[name]
            for one in exclusions
            for name in ("budget", "realization", "plan")
        },
    )


def test_every_cause_of_the_lowest_is_explained_by_its_code(evaluation: Evaluation, ask: Asks) -> None:
    names = ("budget", "realization", "plan", "missing", "share_pct")
    rows: Any = machine.lowest(evaluation, lowest(evaluation.rows, n=10))["rows"]
    assert {driver["level"] for row in rows for driver in row["drivers"]} >= {"kind", "activity"}
    check(
        ask,
        {
            (row["agency_name"], f"{name}:{driver['code']}"): driver[name]
            for row in rows
            for driver in row["drivers"]
            for name in names
        },
    )


def test_every_figure_of_an_agency_page_is_explained(evaluation: Evaluation, ask: Asks) -> None:
    """Contribution, movement, plans to come and pace, capital spending."""
    expected: dict[tuple[str, str], Plain] = {}
    for row in lowest(evaluation.rows, n=3):
        page: Any = agency.to_plain(evaluation, row, [])["agency"]
        outlook = page["outlook"]
        for name in (
            "contribution", "contribution_pp", "contribution_share_pct", "realized_pp", "budget_changed_pp",
            "needed_per_month",
        ):  # fmt: skip
            expected[row.figures.name, name] = page[name]
        for goal in outlook["goals"]:
            for name in ("plan", "needed", "per_month"):
                expected[row.figures.name, f"goal_{name}:{goal['day']}"] = goal[name]
        for name in ("per_month_so_far", "speed_needed_pct"):
            expected[row.figures.name, name] = outlook[name]
        if page["capital"] is not None:
            expected[row.figures.name, f"absorption_pct:{page['capital']['code']}"] = page["capital"][
                "absorption_pct"
            ]
    check(ask, expected)


def test_every_kind_and_activity_of_an_agency_is_explained(evaluation: Evaluation, ask: Asks) -> None:
    row = next(one for one in evaluation.rows if one.figures.name == LABOUR)
    for table in (agency_detail(evaluation, row), agency_activities(evaluation, row)):
        keys = [column.key for column in table.columns]
        cells = {
            f"{column.key}:{given[keys.index('code')].value}": cell.value
            for given in table.rows
            for cell, column in zip(given, table.columns, strict=True)
            if column.kind in FIGURES
        }
        found = ask([(LABOUR, figure) for figure in cells])
        assert dict(zip(cells, map(raw, found), strict=True)) == cells


OTHERS = (
    ("total", "mean_absorption_pct"),
    ("total", "physical_pct"),
    (LABOUR, "rank"),
    (LABOUR, "previous-rank"),
)


@pytest.fixture(scope="module")
def known(ask: Asks) -> dict[tuple[str, str], Explanation]:
    """What is explained below, asked for at once."""
    asked = [*AMOUNTS, *ASKED_ON, *OTHERS]
    return dict(zip(asked, ask(asked), strict=True))


def sums(operand: Operand) -> bool:
    return operand.measure.unit is Unit.RUPIAH and bool(operand.lines)


AMOUNTS = (
    *(("total", figure) for figure in ("budget", "realization", "plan", "absorption", "without-personnel")),
    *((LABOUR, figure) for figure in ("absorption", "deviation", "without-personnel", "remaining")),
    *((LABOUR, f"missing:{code}") for code in ("5.1.02", "2.07.03.2.01.01")),
    *((FINANCE, f"absorption:{code}") for code in ("5.3", "5.4")),
)


@pytest.mark.parametrize(("who", "figure"), AMOUNTS)
def test_the_lines_of_an_amount_sum_to_it_exactly(
    who: str, figure: str, known: dict[tuple[str, str], Explanation]
) -> None:
    summed = [operand for operand in known[who, figure].operands if sums(operand)]
    assert summed
    assert [sum(int(line.value or 0) for line in one.lines) for one in summed] == [
        one.value for one in summed
    ]


SPELT_OUT = {
    "rank-change",
    "missing",
    "last-year-speed",
    "last-year",
    "since-last-year",
    "other-absorption",
    "adjusted-absorption",
}
"""Said in words, or unknown in the sample: without a figure to put in."""
FORMULAS = [
    *(("total", one.key) for one in MEASURES.values() if one.operands and one.total),
    *((LABOUR, one.key) for one in MEASURES.values() if one.operands and one.row),
    *(
        (LABOUR, figure)
        for figure in ("goal-needed", "goal-per-month", "missing-share:5.1.02", "remaining:5.1.02")
    ),
]


def computed(found: Explanation) -> Fraction:
    """What the formula gives with the figures of its operands in it: nothing rounded."""
    formula = found.measure.made.removesuffix(" = {value}").rpartition(": ")[2]
    for name, operand in zip(found.measure.fields, found.operands, strict=True):
        assert operand.value is not None
        formula = formula.replace("{" + name + "}", f"Fraction('{Fraction(operand.value)}')")
    return Fraction(eval(formula.translate({ord("÷"): "/", ord("×"): "*", ord("−"): "-"})))


def test_every_formula_gives_the_figure_with_its_operands_in_it(ask: Asks) -> None:
    asked = [one for one in FORMULAS if one[1] not in SPELT_OUT]
    assert len(asked) > 30
    for (who, figure), found in zip(asked, ask(asked), strict=True):
        exact = computed(found)
        if "at least nothing" in found.measure.made:
            exact = max(Fraction(0), exact)
        expected = round_half_up(exact, 0) if found.measure.unit is Unit.RUPIAH else exact
        assert found.value == expected, (who, figure)


def test_the_mean_is_the_mean_of_its_lines(
    known: dict[tuple[str, str], Explanation],
) -> None:
    found = known["total", "mean_absorption_pct"]
    values = [Fraction(line.value or 0) for line in found.operands[0].lines]
    assert len(values) == 30
    assert found.value == sum(values) / len(values)


def test_a_weighted_figure_of_the_government_is_weighted_by_its_lines(
    known: dict[tuple[str, str], Explanation],
) -> None:
    found = known["total", "physical_pct"]
    lines = [(Fraction(line.value or 0), line.weight or 0) for line in found.operands[0].lines]
    assert found.value == sum(value * weight for value, weight in lines) / sum(weight for _, weight in lines)


def test_a_rank_counts_those_above(
    known: dict[tuple[str, str], Explanation],
) -> None:
    found = known[LABOUR, "rank"]
    [ranked] = found.operands
    above = [line for line in ranked.lines if Fraction(line.value or 0) > Fraction(ranked.value or 0)]
    assert found.value == 1 + len(above)


ASKED_ON = (
    *(
        (LABOUR, figure)
        for figure in ("contribution-share", "needed-per-month", "rank-change", "speed-needed")
    ),
    *(
        (LABOUR, figure)
        for figure in ("combined", "budget-changed", "missing-share:5.1.02", "goal-per-month")
    ),
    *(("total", figure) for figure in ("absorption", "physical-deviation", "mean-physical", "plan")),
)


def further(found: Explanation) -> dict[tuple[str, str], object]:
    """The figures that an explanation is made from and says how to ask for, at the same position."""
    lines = [(line.ask, line.value) for operand in found.operands for line in operand.lines]
    operands = [(one.ask, one.value) for one in found.operands]
    return {
        (to.who, to.figure): value for to, value in (*operands, *lines) if to is not None and not to.where
    }


@pytest.fixture(scope="module")
def in_turn(known: dict[tuple[str, str], Explanation], ask: Asks) -> dict[tuple[str, str], Explanation]:
    asked = list(dict.fromkeys(one for pair in ASKED_ON for one in further(known[pair])))
    return dict(zip(asked, ask(asked), strict=True))


@pytest.mark.parametrize(("who", "figure"), ASKED_ON)
def test_what_a_figure_is_made_from_can_be_asked_for_in_turn(
    who: str,
    figure: str,
    known: dict[tuple[str, str], Explanation],
    in_turn: dict[tuple[str, str], Explanation],
) -> None:
    expected = further(known[who, figure])
    assert expected
    assert {pair: in_turn[pair].value for pair in expected} == expected


def test_an_earlier_rank_is_explained_at_its_own_position(
    known: dict[tuple[str, str], Explanation], batu: Path
) -> None:
    found = known[LABOUR, "previous-rank"]
    [operand] = found.operands
    assert operand.ask is not None
    assert operand.ask.where == ("--year", "2023", "--quarter", "2")
    before = EvaluationRequest(Asked(year=2023, quarter=2), detail=True)
    _, [there] = explain_figures(context_of(batu), before, [(operand.ask.who, operand.ask.figure)])
    assert there.value == found.value


@pytest.mark.parametrize(
    ("who", "figure", "code", "listed"),
    [
        pytest.param(LABOUR, "happiness", "measure-unknown", "needed-per-month", id="no such measure"),
        pytest.param(LABOUR, "missing", "part-unknown", "missing:5.1.02", id="a part is needed"),
        pytest.param(LABOUR, "budget:9.9", "part-unknown", "budget:5.1.02", id="no such part"),
        pytest.param(
            LABOUR, "goal-needed:2023-10-01", "part-unknown", "goal-needed:2023-12-31", id="no such day"
        ),
        pytest.param("total", "missing", "no-such-total", "mean-absorption", id="not of the government"),
        pytest.param(LABOUR, "agencies", "no-such-figure", "agencies", id="not of an agency"),
    ],
)
def test_a_figure_that_is_not_there_is_answered_with_those_that_are(
    who: str, figure: str, code: str, listed: str, ask: Asks
) -> None:
    with pytest.raises(UsageError, match=code) as refused:
        ask([(who, figure)])
    assert listed in str(refused.value.arguments)


def test_help_lists_every_measure(here: Run) -> None:
    said = "".join(here("explain", "--help").text.replace("│", " ").split())
    assert [key for key in MEASURES if key not in said] == []


def test_explain__the_government_in_words(read: Run) -> None:
    shown = read("explain", "total", "absorption_pct", "--quarter", 3, "--lang", "en", "--all").text
    assert "F-10: Realization ÷ budget: Rp588,332,457,123.37 ÷ Rp1,111,833,347,973 = 52.92%" in shown
    assert 'explain "Dinas Tenaga Kerja" budget' in shown
    assert 'explain "Badan Keuangan dan Aset Daerah" realization:5.4' in shown


def test_explain__json_gives_the_arguments_that_ask_further(read: Run) -> None:
    found = read("explain", LABOUR, "contribution_share_pct", "--quarter", 3, "--format", "json").json()
    assert [(one["measure"], one["of_total"], one["explain"]) for one in found["operands"]] == [
        ("contribution", False, [LABOUR, "contribution"]),
        ("behind-in-all", False, []),
    ]


def test_the_first_version_of_a_plan_is_explained_by_its_own_lines(batu: Path) -> None:
    """The sample's cash plan changed once in the fourth quarter: both versions lead to their own file."""
    request = EvaluationRequest(Asked(quarter=4), detail=True)
    asked = [(LABOUR, figure) for figure in ("first-plan", "plan", "plan-changes")]
    evaluation, found = explain_figures(context_of(batu), request, asked)
    row = next(one for one in evaluation.rows if one.figures.name == LABOUR)
    assert [one.value for one in found] == [row.figures.first_plan, row.figures.plan, 1]
    first, now = (one.operands[0] for one in found[:2])
    assert [sum(int(line.value or 0) for line in one.lines) for one in (first, now)] == [
        first.value,
        now.value,
    ]
    assert {line.source.file for line in first.lines}.isdisjoint(line.source.file for line in now.lines)


LAST_YEAR = (
    ("2022-09-30", 400),
    ("2022-12-31", 900),
    ("2023-09-30", 300),
)


def test_last_year_is_explained_at_its_own_position(
    here: Run, tidy: Callable[..., Path], tmp_path: Path
) -> None:
    """A year ago 40 %, then 90 %; now 30 %: the pace went (900 − 400) ÷ 3 over 400 ÷ 9 = 3.75 times."""
    ledger = tmp_path / "own.db"
    for cutoff, spent in LAST_YEAR:
        path = tidy(f"{cutoff}.csv", [("2.07.0.00.0.00.01.0000", "Dinas A", 1000, spent)], cutoff)
        assert here("ingest", path, "--ledger", ledger).status == 0
    asked = {"last-year": 40, "last-year-end": 90, "since-last-year": -10, "last-year-speed": 375}
    request = EvaluationRequest(Asked(year=2023, quarter=3), detail=True)
    _, found = explain_figures(context_of(ledger), request, [("Dinas A", figure) for figure in asked])
    assert {one.measure.key: raw(one) for one in found} == asked
    then, end = (one.operands[0].ask for one in found[:2])
    assert (then and then.where, end and end.where) == (
        ("--cutoff", "2022-09-30"),
        ("--cutoff", "2022-12-31"),
    )
    there = here(
        "explain", "Dinas A", "absorption", "--cutoff", "2022-09-30", "--format", "json", "--ledger", ledger
    )
    assert Decimal(str(there.json()["value"])) == 40


def test_a_dissolved_agency_and_its_heir_are_told_apart_by_the_mark(
    here: Run, tidy: Callable[..., Path], tmp_path: Path
) -> None:
    code, ledger = "2.17.0.00.0.00.01.0000", tmp_path / "own.db"
    path = tidy("dua.csv", [(code, "Dinas Koperasi *)", 100, 80), (code, "Dinas Koperasi", 900, 90)])
    given = here("ingest", path, "--ledger", ledger)
    assert given.status == 0, given.said
    request = EvaluationRequest(Asked(quarter=3), detail=True)
    asked = [("Dinas Koperasi *)", "absorption"), ("Dinas Koperasi", "absorption"), (code, "absorption")]
    _, found = explain_figures(context_of(ledger), request, [*asked, ("total", "budget")])
    assert [raw(one) for one in found[:3]] == [80, 10, 10]
    asks = {line.ask.who: line.value for line in found[3].operands[0].lines if line.ask is not None}
    assert asks == {"Dinas Koperasi *)": 100_00, "Dinas Koperasi": 900_00}


def test_an_agency_that_is_only_excluded_is_explained(here: Run, tmp_path: Path) -> None:
    path = tmp_path / "akun.csv"
    path.write_text(
        "government;cutoff;kode skpd;nama skpd;kode rekening;pagu;realisasi\n"
        "Kota Contoh;2023-09-30;2.07.0.00.0.00.01.0000;Dinas A;5.1.02;1000;300\n"
        "Kota Contoh;2023-09-30;5.02.0.00.0.00.02.0000;PPKD;5.4.02;500;200\n",
        encoding="utf-8",
    )
    ledger = tmp_path / "own.db"
    given = here("ingest", path, "--ledger", ledger)
    assert given.status == 0, given.said
    request = EvaluationRequest(Asked(quarter=3), detail=True)
    asked = [("PPKD", "budget:5.4"), ("PPKD", "absorption:5.4"), ("total", "realization")]
    _, found = explain_figures(context_of(ledger), request, asked)
    assert [raw(one) for one in found] == [500_00, 40, 500_00]
    with pytest.raises(UsageError, match="part-unknown"):
        explain_figures(context_of(ledger), request, [("PPKD", "budget")])
