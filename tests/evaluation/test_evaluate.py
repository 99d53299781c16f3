from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.building import END, IDS, amounts, figures, holding, progress, submission
from skpd_eval.evaluation import (
    Figures,
    Query,
    evaluate,
    evaluate_governments,
    fetched,
    rules_in_force,
    select,
)
from skpd_eval.evaluation import figures as sum_figures
from skpd_eval.model import BudgetBasis, Exclusion, Kind, RankingKey, RealizationBasis, Severity
from skpd_eval.period import Quarter
from skpd_eval.regulations import rulebook
from skpd_eval.settings import EvaluationSettings, RegisteredAgency, Settings

RULES = rulebook(END)
THIRD = Query(Quarter(2023, 3))


def made(*agencies, key=RankingKey.ABSORPTION, exclusions=(), query=THIRD, settings=None, **facts):
    return evaluate(Figures(agencies, exclusions), query, key, settings or Settings(), RULES, **facts)


def codes(evaluation):
    return [finding.code for finding in evaluation.findings]


def test_evaluate__category_is_of_plan_achievement_until_year_end():
    agency = figures(budget=100, realization=60, plan=75)
    assert made(agency).rows[0].category == "high"
    assert made(agency, query=Query(Quarter(2023, 4))).rows[0].category == "low"


def test_evaluate__no_category_and_no_status_without_a_plan():
    [row] = made(figures(budget=100, realization=60)).rows
    assert (row.category, row.status) == (None, None)


def test_evaluate__total_holds_ranked_unranked_and_excluded():
    out = Exclusion("5.02", "BKAD", "5.3", 1000, 0, None, "ppkd-account")
    total = made(figures("a", 100, 50), figures("b", 0, 7), figures("c", None, 3), exclusions=(out,)).total
    assert (total.budget, total.realization, total.agencies) == (1100, 60, 4)
    assert total.ratios.absorption == Fraction(57, 1100), "an unknown budget is in neither side of a share"
    assert total.mean_absorption == Fraction(1, 2)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param([(100, None), (50, None)], (150, None), id="budgets alone"),
        pytest.param([(None, 30)], (None, 30), id="realization alone"),
        pytest.param([(100, 0)], (100, 0), id="nothing spent is known to be nothing"),
        pytest.param([(100, 40), (50, None)], (150, 40), id="one states both"),
        pytest.param([], (None, None), id="nobody"),
    ],
)
def test_evaluate__a_total_that_no_part_states_is_unknown_and_not_zero(stated, expected):
    agencies = [figures(str(place), *amounts) for place, amounts in enumerate(stated)]
    total = made(*agencies, key=RankingKey.PHYSICAL).total
    assert (total.budget, total.realization) == expected


def test_evaluate__a_realization_that_only_an_exclusion_lacks_too_is_unknown():
    out = Exclusion("5.02", "BKAD", "5.3", 1000, None, None, "ppkd-account")
    assert made(figures("a", 100, None), exclusions=(out,)).total.realization is None


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param({"plan": 30}, 70, id="both known"),
        pytest.param({"plan": None}, None, id="one unknown"),
        pytest.param({"plan": None, "budget": 0}, 40, id="unknown where there is nothing to plan"),
    ],
)
def test_evaluate__plan_of_the_total(second, expected):
    assert made(figures("a", plan=40), figures("b", **second)).total.plan == expected


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        pytest.param(10, (50, Fraction(50, 300)), id="planned"),
        pytest.param(0, (40, Fraction(40, 300)), id="nothing planned"),
        pytest.param(None, (40, None), id="unknown: a sum, but no share of a budget that it does not cover"),
    ],
)
def test_evaluate__plan_of_an_exclusion_in_the_total(plan, expected):
    out = Exclusion("5.02", "BKAD", "5.3", 200, 0, plan, "ppkd-account")
    total = made(figures(plan=40), exclusions=(out,)).total
    assert (total.plan, total.ratios.plan_share) == expected


@pytest.mark.parametrize(
    ("second", "exclusions", "expected"),
    [
        pytest.param(
            {"personnel_budget": 0, "personnel_realization": 0}, (), Fraction(90 - 40, 200 - 60), id="known"
        ),
        pytest.param({}, (), None, id="unknown for one"),
        pytest.param(
            {"personnel_budget": 0, "personnel_realization": 0},
            (Exclusion("5.02", "BKAD", "5.3", 10, 0, None, "ppkd-account"),),
            Fraction(90 - 40, 210 - 60),
            id="accounts without personnel",
        ),
        pytest.param(
            {"personnel_budget": 0, "personnel_realization": 0},
            (Exclusion("5.02", "BKAD", None, 10, 0, None, "excluded-agency"),),
            None,
            id="an excluded agency",
        ),
    ],
)
def test_evaluate__total_without_personnel(second, exclusions, expected):
    first = figures("a", 100, 50, personnel_budget=60, personnel_realization=40)
    total = made(first, figures("b", 100, 40, **second), exclusions=exclusions).total
    assert total.ratios.without_personnel == expected


def test_evaluate__physical_of_the_total_covers_who_states_it():
    found = made(
        figures("a", 300, target=50, physical=40), figures("b", 100, physical=80), figures("c", 100)
    ).total
    assert found.physical_weighted == Fraction(300 * 40 + 100 * 80, 400 * 100)
    assert found.physical_target_weighted == Fraction(1, 2)
    assert found.ratios.physical_deviation is None


def test_evaluate__weights_of_the_combined_key_come_from_the_settings():
    settings = Settings(
        evaluation=EvaluationSettings(physical_weight=Decimal(0), absorption_weight=Decimal(1))
    )
    [row] = made(figures(budget=100, realization=30), key=RankingKey.COMBINED, settings=settings).rows
    assert row.ratios.combined == Fraction(3, 10)


def test_evaluate__movement_against_the_quarter_before():
    earlier = [figures("a", 100, 30), figures("b", 100, 20), figures("d", 100, 5)]
    before = made(*earlier, query=Query(Quarter(2023, 2)))
    spent = {"a": 40, "b": 50, "c": 10, "d": 5}
    now = made(*(figures(name, 100, amount) for name, amount in spent.items()), previous=before)
    changes = [("b", 1), ("a", -1), ("c", None), ("d", 0)]
    assert [(row.figures.name, row.rank_change) for row in now.rows] == changes
    assert now.rows[0].previous_absorption == Fraction(1, 5)
    assert now.previous == (2023, 2)


def test_evaluate__an_earlier_position_of_one_agency_moves_nobody():
    before = made(figures("a", 100, 30), query=Query(Quarter(2023, 2)))
    now = made(*(figures(name, 100, spent) for name, spent in {"a": 40, "b": 50, "c": 45}.items()), previous=before)
    [row] = [row for row in now.rows if row.figures.name == "a"]
    assert (row.rank, row.previous_rank, row.rank_change) == (3, None, None)
    assert row.previous_absorption == Fraction(30, 100)


def test_evaluate__who_is_new_moves_nobody_else():
    before = made(*(figures(name, 100, spent) for name, spent in {"a": 9, "b": 8, "c": 7}.items()))
    spent = {"new": 99, "a": 40, "b": 30, "c": 20}
    now = made(*(figures(name, 100, amount) for name, amount in spent.items()), previous=before)
    assert {row.figures.name: row.rank_change for row in now.rows} == {"new": None, "a": 0, "b": 0, "c": 0}


def test_evaluate__a_name_under_a_new_code_since_the_quarter_before_is_told():
    old, new = "2.07.0.00.0.00.01.0000", "2.07.3.32.0.00.01.0000"
    before = made(figures("Dinas Tenaga Kerja", code=old), query=Query(Quarter(2022, 4)))
    now = made(figures("DINAS TENAGA KERJA", code=new), figures("b"), previous=before)
    [finding] = [finding for finding in now.findings if finding.code == "agency-two-codes"]
    assert finding.arguments["found"] == f"{old}, {new}"


def test_evaluate__ranks_by_another_key_are_no_movement():
    before = made(figures("a", plan=10), key=RankingKey.PLAN, query=Query(Quarter(2023, 2)))
    [row] = made(figures("a"), previous=before).rows
    assert (row.previous_rank, row.previous_absorption) == (None, Fraction(1, 2))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"realization": 100}, [], id="all spent"),
        pytest.param({"realization": 101}, ["realization-over-budget"], id="over budget"),
        pytest.param({"realization": 1000}, ["realization-over-budget"], id="tenfold"),
        pytest.param({"realization": 1001}, ["unit-mismatch-suspected"], id="over tenfold"),
        pytest.param({"realization": -1}, ["negative-realization"], id="negative"),
        pytest.param({"budget": 0, "realization": 1}, ["realization-over-budget"], id="without a budget"),
        pytest.param({"plan": 100}, [], id="all planned"),
        pytest.param({"plan": 101}, ["plan-over-budget"], id="more planned than the budget"),
        pytest.param({"physical": 50}, [], id="as far as the money"),
        pytest.param({"physical": "49.99"}, ["physical-below-financial"], id="paid ahead of work"),
        pytest.param({"physical": 100}, [], id="all done"),
        pytest.param({"physical": "100.01"}, ["physical-over-hundred"], id="more than done"),
    ],
)
def test_evaluate__findings_about_one_figure(facts, expected):
    assert codes(made(figures(**facts))) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param({"realization": 50}, [], id="unchanged"),
        pytest.param({"realization": 49}, ["series-falls"], id="falls"),
        pytest.param({"budget": 110}, ["budget-changed"], id="budget"),
        pytest.param({"realization": None}, [], id="unknown now"),
    ],
)
def test_evaluate__findings_against_the_quarter_before(now, expected):
    before = made(figures(), query=Query(Quarter(2023, 2)))
    found = made(figures(**now), previous=before)
    assert codes(found) == expected
    last_year = replace(before, year=2022, quarter=4)
    assert codes(made(figures(**now), previous=last_year)) == []


JUNE, AUGUST, LAST_DECEMBER = dt.date(2023, 6, 30), dt.date(2023, 8, 31), dt.date(2022, 12, 31)


@pytest.mark.parametrize(
    ("quarter_before", "right_before", "told"),
    [
        pytest.param((40, JUNE), (51, AUGUST), [51], id="since last month"),
        pytest.param((60, JUNE), (70, AUGUST), [60], id="since both: said once"),
        pytest.param((60, JUNE), (45, AUGUST), [60], id="since the quarter before alone"),
        pytest.param((90, LAST_DECEMBER), (51, AUGUST), [51], id="last year is no series"),
        pytest.param((40, JUNE), (50, AUGUST), [], id="it does not fall"),
    ],
)
def test_evaluate__a_series_that_falls_inside_the_quarter(quarter_before, right_before, told):
    (spent, day), (later, since) = quarter_before, right_before
    previous = made(figures(realization=spent, cutoff=day), query=Query(Quarter.of(day)))
    between = made(figures(realization=later, cutoff=since), query=Query(Quarter(2023, 3), since))
    found = made(figures(realization=50), previous=previous, right_before=between)
    assert [one.arguments["before"] for one in found.findings if one.code == "series-falls"] == told


def test_evaluate__mixed_bases_and_cutoffs_are_told():
    found = made(
        figures("a"),
        figures("b", realization_basis=RealizationBasis.AGENCY),
        figures("c", cutoff=dt.date(2023, 8, 31)),
    )
    assert codes(found) == ["realization-bases-differ", "cutoffs-differ"]
    assert found.findings[1].arguments["found"] == "2023-08-31 (1), 2023-09-30 (2)"
    assert {finding.severity for finding in found.findings} == {Severity.WARNING}
    assert (found.realization_basis, found.cutoff) == (RealizationBasis.LRA, END)


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        ([BudgetBasis.REVISED, BudgetBasis.REVISED], "revised"),
        ([BudgetBasis.UNSTATED], "in-force"),
        ([BudgetBasis.REVISED, BudgetBasis.UNSTATED], "mixed"),
        ([None], "mixed"),
        ([], "in-force"),
    ],
)
def test_evaluate__budget_basis_found(bases, expected):
    assert (
        made(*(figures(f"{n}", budget_basis=basis) for n, basis in enumerate(bases))).budget_basis == expected
    )


def test_evaluate__needed_per_month_counts_from_the_agencys_own_cutoff():
    agencies = figures("a", 400, 100), figures("b", 400, 100, cutoff=dt.date(2023, 8, 11))
    assert [row.needed_per_month for row in made(*agencies).rows] == [300 // 3, round(300 / (4 + 20 / 31))]


def test_evaluate__cites_rules_and_sources():
    held = [holding(submission(4), "labour")]
    selection = select(held, (), EvaluationSettings().realization_basis_order, THIRD)
    summed = sum_figures(selection, fetched([amounts(4, IDS["labour"], 100, 40)]), RULES)
    found = evaluate(
        summed,
        THIRD,
        RankingKey.ABSORPTION,
        Settings(),
        RULES,
        selection=selection,
        notes={"2.07.0.00.0.00.01.0000": ("late",)},
    )
    assert [source.number for source in found.sources] == [4]
    assert "performance_scale" in [rule.name for rule in found.rules]
    assert found.rows[0].notes == ("late",)


def test_evaluate_governments__a_row_a_government_with_nothing_excluded():
    out = Exclusion("5.02", "BKAD", "5.3", 100, 0, None, "ppkd-account")
    first = made(
        figures("a", 100, 50, physical=40),
        figures("b", 100, 30, physical=60),
        exclusions=(out,),
        government="Kota A",
    )
    second = made(figures("a", 100, 50, plan=60), government="Kota B")
    empty = made(government="Kota C")
    found = evaluate_governments((first, second, empty), THIRD, RankingKey.ABSORPTION, Settings(), RULES)
    assert [(row.figures.name, row.rank, row.ratios.absorption) for row in found.rows] == [
        ("Kota B", 1, Fraction(1, 2)),
        ("Kota A", 2, Fraction(80, 300)),
    ]
    assert [row.figures.plan for row in found.rows] == [60, None]
    assert found.rows[1].figures.physical == Fraction(50)
    assert [row.figures.name for row in found.unranked] == ["Kota C"]
    assert found.exclusions == ()


def test_rules_in_force__follow_the_settings(tmp_path):
    evaluation = EvaluationSettings(scale_boundary="floor", deviation_status="lebong_tepra")
    found = rules_in_force(END, Settings(evaluation=evaluation, rules=tmp_path), "en")
    assert (found.performance.name, found.deviation.name) == ("floor", "lebong_tepra")
    assert found.rules[0].label == "Performance scale"


ACCOUNTS = ("5.1.01.01.01.0001", "5.1.02.01.01.0024", "5.2.02", "5.3.01", "5.4.02", None)
MONEY = st.none() | st.integers(-(10**15), 10**17)
WHO = ("labour", "health", "clinic", "finance")


@st.composite
def ledger(draw):
    held = [holding(submission(1), who) for who in WHO]
    held += [
        holding(submission(2, Kind.PHYSICAL, realization_basis=RealizationBasis.AGENCY), who)
        for who in WHO[:2]
    ]
    rows = draw(
        st.lists(
            st.builds(
                amounts,
                st.just(1),
                st.sampled_from([IDS[who] for who in WHO]),
                MONEY,
                MONEY,
                st.sampled_from(ACCOUNTS),
            ),
            max_size=25,
        )
    )
    lines = draw(
        st.lists(
            st.builds(progress, st.just(2), st.sampled_from([IDS[who] for who in WHO[:2]]), MONEY, MONEY),
            max_size=4,
        )
    )
    excluded = draw(st.booleans())
    return held, rows, lines, (RegisteredAgency("2.07.0.00.0.00.01.0000", "Dinas labour", exclude=excluded),)


@given(ledger(), st.sampled_from(RankingKey), st.sampled_from(("agency", "unit")))
def test_evaluate__rows_unranked_and_exclusions_sum_to_the_total(given_ledger, key, level):
    held, rows, lines, register = given_ledger
    query = Query(Quarter(2023, 3), level=level)
    selection = select(held, register, EvaluationSettings().realization_basis_order, query)
    found = evaluate(
        sum_figures(selection, fetched(rows, (), lines), RULES),
        query,
        key,
        Settings(),
        RULES,
        selection=selection,
    )
    parts = [row.figures for row in (*found.rows, *found.unranked)] + list(found.exclusions)
    for measure in ("budget", "realization"):
        stated = [getattr(part, measure) for part in parts if getattr(part, measure) is not None]
        assert getattr(found.total, measure) == (sum(stated) if stated else None)


@given(ledger())
def test_evaluate__units_and_agencies_give_the_same_total_of_accounts(given_ledger):
    held, rows, _, _ = given_ledger
    totals = []
    for level in ("agency", "unit"):
        query = Query(Quarter(2023, 3), level=level)
        selection = select(held, (), EvaluationSettings().realization_basis_order, query)
        summed = sum_figures(selection, fetched(rows), RULES)
        totals.append(evaluate(summed, query, RankingKey.ABSORPTION, Settings(), RULES).total)
    assert (totals[0].budget, totals[0].realization) == (totals[1].budget, totals[1].realization)


def test_import__brings_no_heavy_library():
    heavy = ("pandas", "openpyxl", "rich", "babel")
    code = f"import sys, skpd_eval.evaluation; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("cutoff", "realization", "status"),
    [
        pytest.param(END, 60, "green", id="September"),
        pytest.param(END, 40, "yellow", id="the lower limit"),
        pytest.param(END, 39, "red", id="below it"),
        pytest.param(
            dt.date(2023, 9, 12), 50, "green", id="a month that has not ended: the limits of August"
        ),
        pytest.param(dt.date(2023, 1, 12), 50, None, id="before the first month has ended"),
    ],
)
def test_evaluate__status_by_the_monthly_corridor(cutoff, realization, status):
    rules = rulebook(END, deviation_status="monthly_corridor")
    agency = figures(budget=100, realization=realization, plan=100, cutoff=cutoff)
    found = evaluate(Figures((agency,)), THIRD, RankingKey.ABSORPTION, Settings(), rules)
    assert found.rows[0].status == status
    [cited] = [rule for rule in found.rules if rule.name == "monthly_corridor"]
    month = 9 if cutoff == END else 8
    assert status is None or cited.detail == f"{month:02d}"
    assert "deviation_status" not in [rule.name for rule in found.rules]


OCTOBER, DECEMBER = dt.date(2023, 10, 31), dt.date(2023, 12, 31)
LAST = Query(Quarter(2023, 4))


def test_evaluate__a_finding_of_an_agency_at_another_date_has_its_position():
    found = made(
        figures("a", 100, 50, cutoff=DECEMBER),
        figures("b", 100, 120, cutoff=DECEMBER),
        figures("c", 100, 120, cutoff=OCTOBER),
        query=LAST,
    )
    over = {one.arguments["agency"]: one.cutoff for one in found.findings if "agency" in one.arguments}
    assert over == {"b": None, "c": OCTOBER}, "only what is not of the page's own position is dated"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        pytest.param(DECEMBER, ["physical-below-financial"], id="of the same day"),
        pytest.param(OCTOBER, [], id="the work of October and the money of December"),
    ],
)
def test_evaluate__work_and_money_are_compared_at_one_day_alone(day, told):
    agency = figures(budget=100, realization=60, physical=59, cutoff=DECEMBER, physical_cutoff=day)
    assert codes(made(agency, query=LAST)) == told


def test_evaluate__progress_over_hundred_has_the_day_of_the_progress():
    agency = figures(budget=100, realization=60, physical=110, cutoff=DECEMBER, physical_cutoff=OCTOBER)
    [finding] = made(agency, query=LAST).findings
    assert (finding.code, finding.cutoff) == ("physical-over-hundred", OCTOBER)


@pytest.mark.parametrize("facts", [{"realization": 49}, {"budget": 110}], ids=["falls", "budget changes"])
def test_evaluate__what_was_before_has_its_day(facts):
    before = made(figures(cutoff=dt.date(2023, 6, 30)), query=Query(Quarter(2023, 2)))
    [finding] = made(figures(**facts), previous=before).findings
    assert finding.arguments["since"] == "2023-06-30"
