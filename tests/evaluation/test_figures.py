from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from evaluation.building import CODES, END, IDS, amounts, holding, plan, progress, submission
from skpd_eval.evaluation import Query, fetched, figures, select
from skpd_eval.model import BudgetBasis, BudgetChoice, Kind, PeriodKind, RealizationBasis
from skpd_eval.period import Quarter, month_end
from skpd_eval.regulations import rulebook
from skpd_eval.settings import EvaluationSettings, RegisteredAgency

LABOUR, HEALTH, CLINIC, FINANCE = (IDS[name] for name in ("labour", "health", "clinic", "finance"))
RULES = rulebook(END)
MONTHS = (10,) * 12


def made(held, rows=(), plans=(), lines=(), register=(), names=None, **query):
    asked = Query(Quarter(2023, 3), **query)
    selection = select(held, register, EvaluationSettings().realization_basis_order, asked)
    return figures(selection, fetched(rows, plans, lines, names), RULES)


def one(held, rows=(), **facts):
    [agency] = made(held, rows, **facts).agencies
    return agency


def labour(number=1, **facts):
    return holding(submission(number, **facts), "labour")


def test_figures__only_expenditure_counts():
    agency = one(
        [labour()],
        [
            amounts(1, LABOUR, 100, 40, "5.1.01.01.01.0001"),
            amounts(1, LABOUR, 50, 10, "5.2.02"),
            amounts(1, LABOUR, 7, 2, None),
            amounts(1, LABOUR, 9000, 9000, "4.1.01"),
            amounts(1, LABOUR, 9000, 9000, "6.1.01"),
        ],
    )
    assert (agency.budget, agency.realization) == (100 + 50 + 7, 40 + 10 + 2)


def test_figures__excluded_accounts_stand_apart():
    found = made(
        [holding(submission(), "finance")],
        [
            amounts(1, FINANCE, 100, 40),
            amounts(1, FINANCE, 30, None, "5.3.01.01.01.0001"),
            amounts(1, FINANCE, 70, 70, "5.4.02.05.02.0001"),
            amounts(1, FINANCE, 5, 5, "5.4.01.01.01.0001"),
            amounts(1, FINANCE, 9, 9, "6.2.02"),
        ],
    )
    assert [(agency.budget, agency.realization) for agency in found.agencies] == [(100, 40)]
    assert [(out.account, out.budget, out.realization) for out in found.exclusions] == [
        ("5.3", 30, None),
        ("5.4", 75, 75),
    ]


def test_figures__an_agency_of_excluded_accounts_alone_is_not_ranked():
    found = made([holding(submission(), "finance")], [amounts(1, FINANCE, 30, 0, "5.3.01")])
    assert found.agencies == ()
    assert [out.reason for out in found.exclusions] == ["ppkd-account"]


@pytest.mark.parametrize(("reason", "expected"), [("Bukan SKPD", "Bukan SKPD"), ("", "excluded-agency")])
def test_figures__the_register_excludes_an_agency(reason, expected):
    register = (RegisteredAgency(CODES["labour"], "Dinas", exclude=True, exclude_reason=reason),)
    found = made([labour()], [amounts(1, LABOUR, 100, 40)], register=register)
    assert found.agencies == ()
    [out] = found.exclusions
    assert (out.agency_code, out.account, out.budget, out.realization, out.reason) == (
        CODES["labour"],
        None,
        100,
        40,
        expected,
    )


def test_figures__units_are_part_of_their_agency_or_rows_of_their_own():
    held = [holding(submission(), "health"), holding(submission(), "clinic")]
    rows = [amounts(1, HEALTH, 100, 40), amounts(1, HEALTH, 20, 5, unit_id=CLINIC)]
    assert (one(held, rows).budget, one(held, rows).realization) == (120, 45)
    units = made(held, rows, level="unit").agencies
    assert [(unit.code, unit.name, unit.budget) for unit in units] == [
        (CODES["health"], "Dinas health", 100),
        (CODES["clinic"], "Dinas clinic", 20),
    ]


def test_figures__units_take_no_plan_or_progress_of_the_whole_agency():
    held = [
        holding(submission(1), "health"),
        holding(submission(1), "clinic"),
        holding(submission(2, Kind.PLAN, dt.date(2023, 1, 1)), "health"),
        holding(submission(3, Kind.PHYSICAL, realization_basis=RealizationBasis.AGENCY), "health"),
    ]
    rows = [amounts(1, HEALTH, 100, 40), amounts(1, HEALTH, 20, 5, unit_id=CLINIC)]
    facts = {"plans": [plan(2, HEALTH, MONTHS)], "lines": [progress(3, HEALTH, 120, 45, physical="50")]}
    agency = one(held, rows, **facts)
    assert (agency.plan, agency.physical) == (90, Fraction(50))
    units = made(held, rows, level="unit", **facts).agencies
    assert [(unit.budget, unit.plan, unit.physical) for unit in units] == [
        (100, None, None),
        (20, None, None),
    ]


def test_figures__progress_of_an_agency_is_no_money_beside_its_units_accounts():
    held = [
        holding(submission(1), "health"),
        holding(submission(1), "clinic"),
        holding(submission(3, Kind.PHYSICAL, realization_basis=RealizationBasis.AGENCY), "health"),
    ]
    found = made(
        held, [amounts(1, HEALTH, 20, 5, unit_id=CLINIC)], lines=[progress(3, HEALTH, 20, 5)], level="unit"
    )
    assert sum(unit.budget for unit in found.agencies) == 20


def test_figures__an_agency_that_is_named_without_lines_is_no_missing_one():
    agency = one([labour()])
    assert (agency.budget, agency.realization, agency.cutoff) == (None, None, END)


def test_figures__a_unit_stated_anew_replaces_its_lines_in_the_older_file():
    held = [
        holding(submission(1), "health"),
        holding(submission(1), "clinic"),
        holding(submission(2), "clinic"),
    ]
    rows = [
        amounts(1, HEALTH, 100, 40),
        amounts(1, HEALTH, 20, 5, unit_id=CLINIC),
        amounts(2, CLINIC, 20, 9),
    ]
    agency = one(held, rows)
    assert (agency.budget, agency.realization) == (120, 49)


@pytest.mark.parametrize(
    ("stated", "choice", "expected", "basis"),
    [
        pytest.param({"budget": 7}, "in-force", 7, "unstated", id="unstated"),
        pytest.param({"budget": 7}, "original", None, None, id="unstated is not original"),
        pytest.param(
            {"budget": 7, "original": 5, "revised": 8}, "in-force", 8, "revised", id="revised first"
        ),
        pytest.param({"budget": 7, "original": 5}, "in-force", 7, "unstated", id="then unstated"),
        pytest.param({"original": 5}, "in-force", 5, "original", id="then original"),
        pytest.param({"original": 5, "revised": 8}, "original", 5, "original", id="original asked"),
        pytest.param({"original": 5}, "revised", None, None, id="revised asked, not stated"),
    ],
)
def test_figures__budget_by_column(stated, choice, expected, basis):
    agency = one([labour()], [amounts(1, LABOUR, realization=1, **stated)], budget=BudgetChoice(choice))
    assert (agency.budget, agency.budget_basis, agency.realization) == (expected, basis, 1)


@pytest.mark.parametrize(("choice", "expected"), [("in-force", 8), ("revised", 8), ("original", 5)])
def test_figures__budget_by_submission(choice, expected):
    held = [labour(1, budget_basis=BudgetBasis.ORIGINAL), labour(2, budget_basis=BudgetBasis.REVISED)]
    rows = [amounts(1, LABOUR, 5, 3), amounts(2, LABOUR, 8, 3)]
    agency = one(held, rows, budget=BudgetChoice(choice))
    assert (agency.budget, agency.realization) == (expected, 3)


def test_figures__realization_is_of_the_submission_that_gave_the_budget():
    held = [labour(1, budget_basis=BudgetBasis.REVISED), labour(2, budget_basis=BudgetBasis.ORIGINAL)]
    rows = [amounts(1, LABOUR, 8, 4), amounts(2, LABOUR, 5, 3)]
    assert (one(held, rows).budget, one(held, rows).realization) == (8, 4)


def test_figures__a_budget_list_takes_realization_from_the_other_submission():
    held = [labour(1), labour(2, budget_basis=BudgetBasis.REVISED)]
    rows = [amounts(1, LABOUR, 5, 3), amounts(2, LABOUR, 8)]
    assert (one(held, rows).budget, one(held, rows).realization) == (8, 3)


def test_figures__a_line_that_the_revision_dropped_is_not_in_the_revised_budget():
    rows = [
        amounts(1, LABOUR, realization=0, original=5, revised=8, account="5.2.02"),
        amounts(1, LABOUR, realization=0, original=3, account="5.2.03"),
    ]
    assert one([labour()], rows).budget == 8


def test_figures__months_are_summed_and_the_budget_is_the_newest():
    held = [labour(n, cutoff=month_end(2023, n), period_kind=PeriodKind.MONTH) for n in range(1, 8)]
    rows = [amounts(n, LABOUR, 100 + n, n) for n in range(1, 8)]
    agency = one(held, rows)
    assert (agency.budget, agency.realization, agency.cutoff) == (107, sum(range(1, 8)), dt.date(2023, 7, 31))


@pytest.mark.parametrize(
    ("cutoff", "expected", "through"),
    [
        pytest.param(END, 90, END, id="end of September"),
        pytest.param(dt.date(2023, 9, 29), 80, dt.date(2023, 8, 31), id="a day early: through August"),
        pytest.param(dt.date(2023, 8, 11), 70, dt.date(2023, 7, 31), id="11 August"),
    ],
)
def test_figures__plan_through_the_last_whole_month(cutoff, expected, through):
    held = [labour(1, cutoff=cutoff), labour(2, kind=Kind.PLAN, cutoff=dt.date(2023, 1, 1))]
    agency = one(held, [amounts(1, LABOUR, 120, 40)], plans=[plan(2, LABOUR, MONTHS)])
    assert (agency.plan, agency.plan_through) == (expected, through)


def planned(*lines, rows=None):
    held = [labour(1), labour(2, kind=Kind.PLAN, cutoff=dt.date(2023, 1, 1))]
    return made(held, rows or [amounts(1, LABOUR, 120, 40)], plans=lines)


def test_figures__an_all_zero_plan_is_not_filled_in():
    found = planned(plan(2, LABOUR, (0,) * 12))
    assert [(agency.plan, agency.plan_through) for agency in found.agencies] == [(None, None)]


def test_figures__a_plan_that_begins_late_is_a_plan_of_nothing_so_far():
    [agency] = planned(plan(2, LABOUR, (0,) * 9 + (40, 40, 40))).agencies
    assert agency.plan == 0


def test_figures__a_plan_that_lacks_months_is_unknown_and_says_which():
    found = planned(
        plan(2, LABOUR, (10, None, 10, 10, None, *MONTHS[5:])), plan(2, LABOUR, (None,) * 12, "5.2.02")
    )
    assert found.agencies[0].plan is None
    assert [(f.code, f.arguments["months"]) for f in found.findings] == [("plan-incomplete", "2, 5")]


def test_figures__a_month_that_one_line_leaves_blank_is_no_hole():
    found = planned(plan(2, LABOUR, (None, *MONTHS[1:])), plan(2, LABOUR, MONTHS, "5.2.02"))
    assert (found.agencies[0].plan, found.findings) == (80 + 90, ())


def test_figures__months_after_the_cutoff_may_lack():
    assert planned(plan(2, LABOUR, (10,) * 9 + (None,) * 3)).agencies[0].plan == 90


def test_figures__plan_of_excluded_accounts_goes_with_them():
    rows = [amounts(1, LABOUR, 120, 40), amounts(1, LABOUR, 60, 0, "5.3.01")]
    found = planned(plan(2, LABOUR, MONTHS), plan(2, LABOUR, (1,) * 12, "5.3.01"), rows=rows)
    assert (found.agencies[0].plan, found.exclusions[0].plan) == (90, 9)


def test_figures__a_cash_plan_plans_nothing_for_the_excluded_accounts_it_lacks():
    rows = [amounts(1, LABOUR, 120, 40), amounts(1, LABOUR, 60, 0, "5.3.01")]
    found = planned(plan(2, LABOUR, MONTHS), rows=rows)
    assert (found.agencies[0].plan, found.exclusions[0].plan) == (90, 0)


def test_figures__an_agency_of_excluded_accounts_alone_keeps_its_plan():
    rows = [amounts(1, LABOUR, 60, 0, "5.3.01")]
    found = planned(plan(2, LABOUR, MONTHS, "5.3.01"), rows=rows)
    assert (found.agencies, found.exclusions[0].plan) == ((), 90)


@pytest.mark.parametrize("account", [None, "5"])
def test_figures__a_plan_that_cannot_be_parted_from_excluded_accounts_is_unknown(account):
    rows = [amounts(1, LABOUR, 120, 40), amounts(1, LABOUR, 60, 0, "5.3.01")]
    found = planned(plan(2, LABOUR, MONTHS, account), rows=rows)
    assert (found.agencies[0].plan, found.exclusions[0].plan) == (None, None)
    assert [finding.code for finding in found.findings] == ["plan-not-separable"]


def rfk(*lines, rows=(), **facts):
    held = [labour(5, kind=Kind.PHYSICAL, realization_basis=RealizationBasis.AGENCY)]
    return one([labour(1), *held] if rows else held, rows, lines=lines, **facts)


def test_figures__a_progress_report_gives_money_where_no_account_does():
    agency = rfk(progress(5, LABOUR, 200, 80, target="50", physical="45.5", plan=90))
    assert (agency.budget, agency.realization, agency.plan) == (200, 80, 90)
    assert (agency.physical_target, agency.physical) == (Fraction(50), Fraction("45.5"))
    assert agency.realization_basis is RealizationBasis.AGENCY


def test_figures__accounts_go_before_the_progress_report():
    agency = rfk(progress(5, LABOUR, 200, 80, physical="45"), rows=[amounts(1, LABOUR, 190, 70)])
    assert (agency.budget, agency.realization, agency.physical) == (190, 70, Fraction(45))
    assert agency.realization_basis is RealizationBasis.LRA


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param({"plan": 90, "plan_pct": "10"}, 90, id="the amount first"),
        pytest.param({"plan_pct": "33.333"}, 67, id="share of the budget, half-up"),
        pytest.param({"plan": 0}, None, id="a plan of nothing is not filled in"),
        pytest.param({}, None, id="not stated"),
    ],
)
def test_figures__plan_of_a_progress_report(stated, expected):
    assert rfk(progress(5, LABOUR, 200, 80, **stated)).plan == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param({"budget": 100, "plan": 30}, 90 + 30, id="both planned"),
        pytest.param({"budget": 100}, None, id="one without a plan"),
        pytest.param({"budget": 0}, 90, id="nothing to plan"),
    ],
)
def test_figures__a_plan_that_lacks_an_activity_is_unknown(second, expected):
    first = progress(5, LABOUR, 200, 80, "2.07.02.2.01", plan=90)
    assert rfk(first, progress(5, LABOUR, activity="2.07.02.2.02", **second)).plan == expected


def test_figures__a_share_of_an_unknown_budget_is_unknown():
    assert rfk(progress(5, LABOUR, plan_pct="50"), rows=[amounts(1, LABOUR, realization=70)]).plan is None


def test_figures__a_share_without_its_own_budget_is_of_the_accounts():
    assert rfk(progress(5, LABOUR, plan_pct="50"), rows=[amounts(1, LABOUR, 190, 70)]).plan == 95


MONEY = (
    amounts(1, LABOUR, 800, 200, account="5.1"),
    amounts(1, LABOUR, 100, 10, account="5.3"),
)


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        pytest.param([("5.1", 800, 300), ("5.3", 100, 20)], 300, id="each account's"),
        pytest.param([("5.1.02", 800, 300), ("5.3", 100, 20)], 300, id="deeper than the money"),
        pytest.param([("5.1", 800, 300), ("5.3", 100, None)], None, id="one account's is unknown"),
        pytest.param([("5.1", 800, 300), ("5.3", 0, None)], 300, id="nothing to plan"),
        pytest.param([("5.1", 800, 0), ("5.3", 100, 0)], None, id="not filled in"),
        pytest.param([("5.1", 800, 300), (None, 100, 20)], None, id="a row without an account"),
        pytest.param([("5", 900, 320)], None, id="above what is excluded"),
    ],
)
def test_figures__a_stated_plan_is_parted_from_excluded_accounts(planned, expected):
    lines = [progress(5, LABOUR, budget, plan=plan, account=account) for account, budget, plan in planned]
    assert rfk(*lines, rows=MONEY).plan == expected


def test_figures__a_cash_plan_goes_before_the_progress_report():
    held = [
        labour(5, kind=Kind.PHYSICAL, realization_basis=RealizationBasis.AGENCY),
        labour(2, kind=Kind.PLAN, cutoff=dt.date(2023, 1, 1)),
    ]
    agency = one(held, plans=[plan(2, LABOUR, MONTHS)], lines=[progress(5, LABOUR, 200, 80, plan=1)])
    assert agency.plan == 90


def test_figures__physical_is_weighted_by_budget_where_only_activities_state_it():
    agency = rfk(
        progress(5, LABOUR, 500, 1, "2.07.02.2.01", physical="60"),
        progress(5, LABOUR, 300, 1, "2.07.02.2.02", physical="40"),
        progress(5, LABOUR, 200, 1, "2.07.02.2.03", physical="0"),
    )
    assert agency.physical == agency.physical_weighted == Fraction(42)
    assert (agency.budget, agency.realization) == (1000, 3)
    assert [item.code[-2:] for item in agency.activities] == ["01", "02", "03"]


def test_figures__a_stated_percentage_is_kept_beside_the_weighted_one():
    agency = rfk(
        progress(5, LABOUR, 1000, 9, physical="50"),
        progress(5, LABOUR, 600, 5, "2.07.02.2.01", physical="60"),
        progress(5, LABOUR, 300, 4, "2.07.02.2.02", physical="30"),
    )
    assert (agency.physical, agency.physical_weighted) == (Fraction(50), Fraction(600 * 60 + 300 * 30, 900))
    assert (agency.budget, agency.realization) == (1000, 9)


def test_figures__a_program_is_not_counted_on_top_of_its_activities():
    agency = rfk(
        progress(5, LABOUR, 900, 9, "2.07.02"),
        progress(5, LABOUR, 600, 5, "2.07.02.2.01"),
        progress(5, LABOUR, 300, 4, "2.07.02.2.02"),
    )
    assert (agency.budget, len(agency.activities)) == (900, 2)


def test_figures__kinds_and_activities_have_names_and_sums():
    agency = one(
        [labour()],
        [
            amounts(1, LABOUR, 10, 1, "5.1.02.01.01.0024", activity="2.07.02.2.01.01"),
            amounts(1, LABOUR, 20, 2, "5.1.02.02.01.0001", activity="2.07.02.2.01.02"),
            amounts(1, LABOUR, 40, 4, "5.2.02.01.01.0001", activity="2.07.02.2.01.02"),
        ],
        names={"5.1.02": "Belanja Barang dan Jasa"},
    )
    assert [(item.code, item.name, item.budget, item.realization) for item in agency.kinds] == [
        ("5.1.02", "Belanja Barang dan Jasa", 30, 3),
        ("5.2.02", "Belanja Modal Peralatan dan Mesin", 40, 4),
    ]
    assert [(item.code[-2:], item.budget) for item in agency.activities] == [("01", 10), ("02", 60)]


def test_figures__accounts_of_an_older_classification_are_their_own_kind():
    agency = one([labour()], [amounts(1, LABOUR, 10, 1, "5.2.2.01.01")])
    assert [item.code for item in agency.kinds] == ["5.2.2.01.01"]


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        pytest.param(("5.1.01.01.01.0001", "5.1.02"), (100, 40), id="coded"),
        pytest.param(("5.2.02", "5.1.02"), (0, 0), id="coded, none personnel"),
        pytest.param(("5.1", "5.2"), (None, None), id="too shallow"),
        pytest.param((None, "5.2"), (None, None), id="no account"),
    ],
)
def test_figures__personnel(accounts, expected):
    rows = [amounts(1, LABOUR, 100, 40, accounts[0]), amounts(1, LABOUR, 7, 7, accounts[1])]
    agency = one([labour()], rows)
    assert (agency.personnel_budget, agency.personnel_realization) == expected


def test_figures__a_unit_planned_anew_replaces_its_lines_in_the_older_plan():
    held = [
        holding(submission(1), "health"),
        holding(submission(2, Kind.PLAN, dt.date(2023, 1, 1)), "health"),
        holding(submission(2, Kind.PLAN, dt.date(2023, 1, 1)), "clinic"),
        holding(submission(3, Kind.PLAN, dt.date(2023, 7, 1)), "clinic"),
    ]
    plans = [plan(2, HEALTH, MONTHS), plan(2, HEALTH, MONTHS, unit_id=CLINIC), plan(3, CLINIC, (20,) * 12)]
    assert one(held, [amounts(1, HEALTH, 900, 40)], plans=plans).plan == 9 * 10 + 9 * 20


def test_figures__says_which_submissions_it_used():
    held = [labour(3), labour(4, kind=Kind.PLAN, cutoff=dt.date(2023, 1, 1))]
    agency = one(held, [amounts(3, LABOUR, 120, 40)], plans=[plan(4, LABOUR, MONTHS)])
    assert agency.submissions == (3, 4)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param({"5.1.02": "BELANJA BARANG"}, "BELANJA BARANG", id="by the file"),
        pytest.param({}, "Belanja Barang dan Jasa", id="else by the regulation"),
        pytest.param({"5.1.02": "5.1.02"}, "Belanja Barang dan Jasa", id="a code is no name"),
    ],
)
def test_figures__a_kind_of_expenditure_has_a_name(names, expected):
    [agency] = made([labour()], [amounts(1, 1, 100, 50, account="5.1.02.01.01.0024")], names=names).agencies
    assert [kind.name for kind in agency.kinds] == [expected]
