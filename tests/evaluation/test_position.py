from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from evaluation.building import CODES, IDS, holding, named, submission
from skpd_eval.errors import MissingMonthError
from skpd_eval.evaluation import Query, default_quarter, select
from skpd_eval.model import BudgetBasis, Kind, PeriodKind, RealizationBasis
from skpd_eval.period import Quarter, month_end
from skpd_eval.settings import EvaluationSettings, RegisteredAgency

THIRD = Query(Quarter(2023, 3))
ORDER = EvaluationSettings().realization_basis_order
JULY, AUGUST, SEPTEMBER = (month_end(2023, month) for month in (7, 8, 9))


def chosen(held, query=THIRD, register=(), order=ORDER):
    return select(held, register, order, query)


def numbers(selection, kind=Kind.ACCOUNTS):
    return [number for number, _ in selection.pairs(kind)]


def monthly(number, month, kind=Kind.ACCOUNTS):
    return submission(number, kind, month_end(2023, month), PeriodKind.MONTH)


def test_select__the_newest_submission_of_one_position_counts():
    held = [holding(submission(number), "labour") for number in (1, 3, 2)]
    assert chosen(held).pairs(Kind.ACCOUNTS) == ((3, IDS["labour"]),)


def test_select__superseding_is_per_agency():
    held = [
        holding(submission(1), "labour"),
        holding(submission(1), "health"),
        holding(submission(2), "labour"),
    ]
    assert chosen(held).pairs(Kind.ACCOUNTS) == ((1, IDS["health"]), (2, IDS["labour"]))


def test_select__units_ingested_one_by_one_stand_beside_each_other():
    held = [holding(submission(n), who) for n, who in enumerate(("hospital", "health", "clinic"), 1)]
    assert numbers(chosen(held)) == [1, 2, 3]


def test_select__a_name_without_a_code_supersedes_the_coded_one():
    held = [holding(submission(1), "labour", "Disnaker"), named(submission(2), 90, "Disnaker")]
    assert chosen(held).pairs(Kind.ACCOUNTS) == ((2, 90),)


def test_select__withdrawn_submissions_never_count():
    gone = submission(2, withdrawn_at=dt.datetime(2023, 10, 2, tzinfo=dt.UTC))
    assert numbers(chosen([holding(submission(1), "labour"), holding(gone, "labour")])) == [1]


@pytest.mark.parametrize(
    ("cutoffs", "query", "expected"),
    [
        pytest.param((JULY, AUGUST), THIRD, [2], id="newest inside the quarter"),
        pytest.param((AUGUST, JULY), THIRD, [1], id="not the one recorded last"),
        pytest.param((dt.date(2023, 6, 30), dt.date(2023, 10, 1)), THIRD, [], id="none inside"),
        pytest.param((JULY, AUGUST), Query(Quarter(2023, 3), JULY), [1], id="exactly that day"),
        pytest.param((JULY, AUGUST), Query(Quarter(2023, 3), SEPTEMBER), [], id="no such day"),
    ],
)
def test_select__cutoff(cutoffs, query, expected):
    held = [holding(submission(n, cutoff=cutoff), "labour") for n, cutoff in enumerate(cutoffs, 1)]
    assert numbers(chosen(held, query)) == expected


def test_select__the_order_of_realization_bases_decides():
    held = [
        holding(submission(1, realization_basis=RealizationBasis.SP2D), "labour"),
        holding(submission(2, realization_basis=RealizationBasis.LRA, cutoff=JULY), "labour"),
    ]
    assert numbers(chosen(held)) == [2]
    assert numbers(chosen(held, order=(RealizationBasis.SP2D, RealizationBasis.LRA))) == [1]


def test_select__each_budget_basis_of_a_position_is_kept():
    held = [
        holding(submission(1, budget_basis=BudgetBasis.ORIGINAL), "labour"),
        holding(submission(2, budget_basis=BudgetBasis.REVISED), "labour"),
    ]
    assert numbers(chosen(held)) == [1, 2]


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        pytest.param(((1, 1), (7, 1), (10, 1)), [1, 2], id="in force on 1 July, beside the first"),
        pytest.param(((1, 1), (7, 2)), [1], id="one day late"),
        pytest.param(((9, 1), (8, 1)), [2], id="the earliest where none was in force"),
        pytest.param(((1, 1), (1, 1)), [2], id="superseded"),
    ],
)
def test_select__plan(starts, expected):
    plans = [
        holding(submission(n, Kind.PLAN, dt.date(2023, *start)), "labour")
        for n, start in enumerate(starts, 1)
    ]
    assert numbers(chosen([*plans, holding(submission(9), "labour")]), Kind.PLAN) == expected


def test_select__a_plan_alone_is_no_report():
    [missing] = chosen([holding(submission(1, Kind.PLAN, dt.date(2023, 1, 1)), "labour")]).missing
    assert (missing.code, missing.reason) == (CODES["labour"], "not-reported")


def test_select__months_are_gathered_from_january():
    held = [holding(monthly(month, month), "labour") for month in range(1, 9)]
    assert numbers(chosen(held)) == list(range(1, 9))


def test_select__cumulative_goes_before_a_month_of_the_same_day():
    held = [
        *(holding(monthly(month, month), "labour") for month in range(1, 10)),
        holding(submission(20), "labour"),
    ]
    assert numbers(chosen(held)) == [20]


@pytest.mark.parametrize(
    ("first", "again", "expected"),
    [
        pytest.param(PeriodKind.CUMULATIVE, PeriodKind.MONTH, [21, 22, 23], id="months after all"),
        pytest.param(PeriodKind.MONTH, PeriodKind.CUMULATIVE, [23], id="cumulative after all"),
    ],
)
def test_select__a_series_told_anew_counts_as_it_was_told_last(first, again, expected):
    held = [
        holding(submission(number + month, Kind.ACCOUNTS, month_end(2023, month), told), "labour")
        for number, told in ((10, first), (20, again))
        for month in (1, 2, 3)
    ]
    assert numbers(chosen(held, Query(Quarter(2023, 1)))) == expected


@pytest.mark.parametrize(
    ("corrected", "lacking"),
    [
        pytest.param((3,), "2", id="the newest month alone"),
        pytest.param((2, 3), None, id="January is the same either way"),
        pytest.param((1, 2), None, id="March is still told to be cumulative"),
    ],
)
def test_select__a_series_half_corrected_mixes_no_month_with_a_sum(corrected, lacking):
    held = [
        *(holding(submission(month, cutoff=month_end(2023, month)), "labour") for month in (1, 2, 3)),
        *(holding(monthly(10 + month, month), "labour") for month in corrected),
        holding(submission(30, cutoff=month_end(2023, 3)), "health"),
    ]
    selection = chosen(held, Query(Quarter(2023, 1)))
    assert [agency.detail for agency in selection.missing] == ([] if lacking is None else [lacking])
    newest = [number for number in numbers(selection) if number != 30]
    assert newest == {(3,): [], (2, 3): [1, 12, 13], (1, 2): [3]}[corrected]


def test_select__a_unit_that_is_still_cumulative_leaves_the_agencys_series_open():
    held = [
        *(holding(monthly(month, month), "health") for month in (1, 2, 3)),
        holding(submission(4, cutoff=month_end(2023, 2)), "clinic"),
        holding(monthly(5, 3), "clinic"),
        holding(submission(30, cutoff=month_end(2023, 3)), "labour"),
    ]
    [missing] = chosen(held, Query(Quarter(2023, 1))).missing
    assert (missing.code, missing.detail) == (CODES["health"], "2")


def test_select__a_corrected_file_of_an_agency_takes_the_place_of_its_units_too():
    cumulative = submission(1, cutoff=month_end(2023, 2))
    held = [
        *(holding(cumulative, who) for who in ("health", "clinic")),
        *(holding(monthly(10 + month, month), "health") for month in (1, 2, 3)),
        holding(monthly(13, 3), "clinic"),
    ]
    selection = chosen(held, Query(Quarter(2023, 1)))
    assert (numbers(selection), selection.missing) == ([11, 12, 13, 13], ())


def test_select__units_of_either_period_stand_beside_each_other():
    held = [
        *(holding(monthly(month, month), "clinic") for month in (1, 2, 3)),
        holding(submission(4, cutoff=month_end(2023, 3)), "hospital"),
    ]
    assert numbers(chosen(held, Query(Quarter(2023, 1)))) == [1, 2, 3, 4]


def test_select__a_form_not_filled_in_takes_no_place_of_one_that_is():
    blank = replace(submission(2), lines=0)
    assert numbers(chosen([holding(submission(1), "labour"), holding(blank, "labour")])) == [1]


AGENCY = RealizationBasis.AGENCY
RFK = {"physical_pct": "F", "realization": "E", "budget": "D"}
TABLE = {"plan": "C", "realization": "B", "budget": "A"}


@pytest.mark.parametrize(
    ("table", "physical", "planned"),
    [
        pytest.param(TABLE, [1], [2], id="a table with a plan"),
        pytest.param(TABLE | {"physical_pct": "D"}, [2], [2], id="a table with both"),
        pytest.param({"physical_target_pct": "C"}, [2], [], id="a table with physical targets"),
    ],
)
def test_select__each_measure_of_progress_comes_from_what_states_it(table, physical, planned):
    rfk = replace(submission(1, Kind.PHYSICAL, realization_basis=AGENCY), columns=RFK)
    other = replace(submission(2, Kind.PHYSICAL), columns=table)
    [choice] = chosen([holding(rfk, "labour"), holding(other, "labour")]).choices
    assert [pick.submission.number for pick in choice.progress] == physical
    assert [pick.submission.number for pick in choice.stated_plan] == planned


@pytest.mark.parametrize(
    "cutoff", [pytest.param(AUGUST, id="before"), pytest.param(SEPTEMBER, id="on the same day")]
)
def test_select__a_newer_plan_goes_before_that_of_a_fuller_report(cutoff):
    both = RFK | {"plan": "G"}
    fuller = replace(submission(1, Kind.PHYSICAL, cutoff), columns=both)
    newer = replace(submission(2, Kind.PHYSICAL), columns=TABLE)
    [choice] = chosen([holding(fuller, "labour"), holding(newer, "labour")]).choices
    assert [pick.submission.number for pick in choice.stated_plan] == [2]
    assert [pick.submission.number for pick in choice.progress] == [1]


def test_select__a_plan_does_not_hide_the_physical_progress_of_the_same_record():
    older = replace(submission(1, Kind.PHYSICAL), columns=RFK)
    newer = replace(submission(2, Kind.PHYSICAL), columns=TABLE)
    [choice] = chosen([holding(older, "labour"), holding(newer, "labour")]).choices
    assert [pick.submission.number for pick in choice.progress] == [1]


def test_select__a_missing_month_is_named():
    held = [holding(monthly(month, month), "labour") for month in (1, 2, 4, 6, 7)] + [
        holding(submission(20), "health")
    ]
    selection = chosen(held)
    [missing] = selection.missing
    assert (missing.reason, missing.detail) == ("month-missing", "3, 5")
    assert [choice.identity.code for choice in selection.choices] == [CODES["health"]]


def test_select__holes_in_a_progress_series_do_not_matter_beside_accounts():
    held = [holding(submission(1), "labour"), holding(monthly(2, 9, Kind.PHYSICAL), "labour")]
    selection = chosen(held)
    assert (numbers(selection), numbers(selection, Kind.PHYSICAL), selection.missing) == ([1], [2], ())


def test_select__dissolved_agencies_that_are_left_out_are_not_missed():
    gone = named(submission(1, cutoff=dt.date(2023, 3, 31)), 90, "Dinas Lama", dissolved=True)
    held = [gone, holding(submission(2), "labour")]
    assert [agency.name for agency in chosen(held).missing] == ["Dinas Lama"]
    assert chosen(held, Query(Quarter(2023, 3), exclude_dissolved=True)).missing == ()


def test_select__refuses_when_holes_leave_nobody():
    with pytest.raises(MissingMonthError, match=r"month-missing.*1, 2"):
        chosen([holding(monthly(1, 3), "labour")], Query(Quarter(2023, 1)))


def test_select__agencies_of_the_register_and_of_the_year_are_missed():
    register = (
        RegisteredAgency(CODES["finance"], "BKAD"),
        RegisteredAgency(None, "Dinas Lama", valid_to=dt.date(2023, 6, 30)),
        RegisteredAgency(None, "Dinas Baru", valid_from=dt.date(2023, 10, 1)),
    )
    held = [holding(submission(1), "labour"), holding(submission(2, cutoff=dt.date(2023, 3, 31)), "health")]
    assert [agency.code for agency in chosen(held, register=register).missing] == [
        CODES["health"],
        CODES["finance"],
    ]


def test_select__group():
    register = (RegisteredAgency(CODES["labour"], "Dinas Tenaga Kerja", group="I"),)
    held = [holding(submission(), "labour"), holding(submission(), "health")]
    selection = chosen(held, Query(Quarter(2023, 3), group="I"), register)
    assert [choice.identity.code for choice in selection.choices] == [CODES["labour"]]
    assert selection.missing == ()


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        pytest.param({1: "lhf", 2: "lhf"}, (2, None), id="newest full"),
        pytest.param({1: "lhf", 2: "l"}, (1, 2), id="a thinner newer one"),
        pytest.param({1: "lhf", 2: "lh"}, (2, None), id="two of three are more than half"),
        pytest.param({1: "lhfc", 2: "lh"}, (2, None), id="exactly half is enough"),
        pytest.param({1: "lh", 2: "f"}, (1, 2), id="known from any quarter"),
        pytest.param({2: "lhf", 3: "l", 4: "h"}, (2, 4), id="the newest of thinner ones"),
    ],
)
def test_default_quarter(reports, expected):
    who = {"l": "labour", "h": "health", "f": "finance", "c": "council"}
    held = [
        holding(submission(quarter, cutoff=Quarter(2023, quarter).end), who[letter])
        for quarter, letters in reports.items()
        for letter in letters
    ]
    chosen_quarter, newer = default_quarter(held, (), 2023)
    assert (chosen_quarter.number, newer and newer.number) == expected


def test_default_quarter__the_register_counts_too():
    register = [RegisteredAgency(None, f"Dinas {n}") for n in range(5)]
    held = [
        *(named(submission(1, cutoff=dt.date(2023, 3, 31)), 100 + n, f"Dinas {n}") for n in range(3)),
        *(named(submission(2), 100 + n, f"Dinas {n}") for n in range(2)),
    ]
    assert default_quarter(held, register, 2023) == (Quarter(2023, 1), Quarter(2023, 3))


def test_default_quarter__nothing_reported():
    assert default_quarter([], (), 2023) is None
    assert default_quarter([holding(submission(1, Kind.PLAN), "labour")], (), 2023) is None


BOTH, SPENT, BUDGETS = {"budget": "C", "realization": "D"}, {"realization:5": "D"}, {"budget": "C"}


@pytest.mark.parametrize(
    ("columns", "cutoffs", "expected"),
    [
        pytest.param((BOTH, SPENT), (AUGUST, AUGUST), [1], id="realization alone, later"),
        pytest.param((SPENT, BOTH), (AUGUST, AUGUST), [2], id="both, later"),
        pytest.param((BOTH, SPENT), (AUGUST, SEPTEMBER), [1], id="realization alone at a newer cut-off"),
        pytest.param((BOTH, BUDGETS), (AUGUST, AUGUST), [1], id="budget alone"),
        pytest.param((BOTH, BOTH), (AUGUST, AUGUST), [2], id="both twice"),
        pytest.param((SPENT, SPENT), (JULY, AUGUST), [2], id="nothing better"),
    ],
)
def test_select__what_states_one_amount_takes_no_place_of_what_states_both(columns, cutoffs, expected):
    held = [
        holding(replace(submission(n, cutoff=cutoff), columns=stated), "labour")
        for n, (stated, cutoff) in enumerate(zip(columns, cutoffs, strict=True), 1)
    ]
    assert numbers(chosen(held)) == expected


def test_default_quarter__a_budget_alone_reports_nothing():
    alone = replace(submission(1, cutoff=dt.date(2023, 1, 1)), columns=BUDGETS)
    assert default_quarter([holding(alone, "labour")], (), 2023) is None


NEW = "2.07.3.32.0.00.01.0000"


def under(code, number, cutoff, name="Dinas labour"):
    held = named(submission(number, cutoff=cutoff), 900 + number, name)
    return replace(held, agency=held.agency._replace(code=code))


def missing(selection):
    return [(one.code, one.name) for one in selection.missing]


@pytest.mark.parametrize(
    "quarter", [pytest.param(2, id="before the new code"), pytest.param(3, id="after it")]
)
def test_select__who_reported_under_another_code_is_not_missing(quarter):
    held = [under(CODES["labour"], 1, dt.date(2023, 6, 30)), under(NEW, 2, SEPTEMBER)]
    assert missing(chosen(held, Query(Quarter(2023, quarter)))) == []


def test_select__who_reported_under_no_code_is_missing_once_under_the_newest():
    held = [
        under(CODES["labour"], 1, dt.date(2023, 3, 31)),
        under(NEW, 2, dt.date(2023, 6, 30)),
        holding(submission(3), "health"),
    ]
    assert missing(chosen(held)) == [(NEW, "Dinas labour")]


def test_select__a_plan_under_the_old_code_is_the_agencys_once_the_register_says_so():
    start = submission(1, Kind.PLAN, dt.date(2023, 1, 1))
    old = replace(under(CODES["labour"], 1, start.cutoff), submission=start)
    register = [RegisteredAgency(NEW, "Dinas labour", codes=(CODES["labour"],))]
    [choice] = chosen([old, under(NEW, 2, SEPTEMBER)], register=register).choices
    assert [pick.submission.number for pick in choice.plan] == [1]


HEIRS = [
    RegisteredAgency(CODES["health"], "Dinas Y", formerly=("Dinas X",), valid_from=dt.date(2023, 7, 1)),
    RegisteredAgency(CODES["finance"], "Dinas Z", formerly=("Dinas X",), valid_from=dt.date(2023, 7, 1)),
]
MERGED = [RegisteredAgency(CODES["health"], "Dinas Y", formerly=("Dinas X", "Dinas W"))]


@pytest.mark.parametrize(
    ("register", "reported", "quarter", "expected"),
    [
        pytest.param(HEIRS, "labour", 2, [], id="split: the old one before"),
        pytest.param(HEIRS, "health", 3, ["Dinas Z"], id="split: one part after"),
        pytest.param(HEIRS, "council", 3, ["Dinas Y", "Dinas Z"], id="split: nobody after"),
        pytest.param(MERGED, "labour", 2, [], id="merged: a part before"),
        pytest.param(MERGED, "health", 3, [], id="merged: the heir after"),
    ],
)
def test_select__what_was_merged_or_split_owes_no_report(register, reported, quarter, expected):
    end = Quarter(2023, quarter).end
    names = {"labour": "Dinas X", "health": "Dinas Y", "council": "DPRD"}
    known = [under(CODES["labour"], 1, dt.date(2023, 3, 31), "Dinas X")]
    held = [*known, under(CODES[reported], 2, end, names[reported])]
    selection = chosen(held, Query(Quarter(2023, quarter)), register)
    assert [one.name for one in selection.missing] == expected
