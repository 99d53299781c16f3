"""The V-rules on an export: what they say, of which cell, and where they are silent."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from skpd_eval.checks import (
    CHECKS,
    check,
    check_budgets_repeated,
    check_copied_series,
    check_falling_series,
    check_future,
    check_physical_range,
    check_plan_sums,
    check_template_leftovers,
)
from skpd_eval.model import (
    AccountLine,
    AgencyName,
    BudgetBasis,
    Export,
    Kind,
    Level,
    PeriodKind,
    PeriodOrigin,
    PlanLine,
    Precision,
    ProgressLine,
    RealizationBasis,
)

MILLION = 1_000_000_00


def export(**more: Any) -> Export:
    known = {
        "file": "rfk.xlsx", "sheet": "RFK", "layout": "rfk-recap", "kind": Kind.PHYSICAL, "level": Level.AGENCY,
        "government": "Kota Contoh", "year": 2023, "cutoff": dt.date(2023, 9, 30),
        "period_origin": PeriodOrigin.TITLE, "precision": Precision.QUARTER, "period_kind": PeriodKind.CUMULATIVE,
        "budget_basis": BudgetBasis.UNSTATED, "realization_basis": RealizationBasis.AGENCY, "unit_factor": 1,
        "agencies": (AgencyName(None, "Dinas A"), AgencyName(None, "Dinas B")),
        "columns": {"realization_pct": "J", "physical_pct": "F", "physical_target_pct": "E", "budget": "D"},
    }  # fmt: skip
    return Export(**known | more)


def progress(realized: int | None, stated: str | None, budget: int | None = 3 * MILLION) -> ProgressLine:
    pct = None if stated is None else Decimal(stated)
    return ProgressLine(0, None, None, budget, None, None, realized, None, None, pct, None, None, 7)


def physical(target: str | None, stated: str | None) -> ProgressLine:
    amounts = [None if text is None else Decimal(text) for text in (target, stated)]
    return ProgressLine(0, None, None, MILLION, None, None, None, None, None, None, *amounts, 7)


@pytest.mark.parametrize(
    ("target", "stated", "cells"),
    [
        pytest.param("100", "100", [], id="all done"),
        pytest.param("0", "0", [], id="nothing done"),
        pytest.param(None, None, [], id="not said"),
        pytest.param("90", "100.01", ["F7"], id="more than done"),
        pytest.param("-1", "50", ["E7"], id="less than nothing"),
        pytest.param("150", "120", ["F7", "E7"], id="both"),
    ],
)
def test_physical_range(target: str | None, stated: str | None, cells: list[str]) -> None:
    found = list(check_physical_range(export(progress=(physical(target, stated),))))
    assert [finding.source.cell for finding in found if finding.source] == cells


def plan(agency: int, budget: int | None, *months: int | None) -> PlanLine:
    return PlanLine(agency, None, None, None, budget, (months * 12)[:12], 4 + agency)


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        pytest.param((plan(0, 1200, 100),), [], id="adds up"),
        pytest.param((plan(0, 600, 100), plan(0, 1800, 100)), [], id="adds up over lines"),
        pytest.param((plan(0, 1201, 100),), ["plan-sum-differs"], id="one sen"),
        pytest.param((plan(0, 1200, 0),), ["plan-not-filled"], id="all zero"),
        pytest.param((plan(0, 0, 0),), [], id="nothing planned of nothing"),
        pytest.param((plan(0, 12, 100),), ["plan-scale-suspected"], id="a hundred times"),
        pytest.param((plan(0, 1200, None),), [], id="months not there"),
        pytest.param((plan(0, 1200, 100), plan(1, 5, 100)), ["plan-sum-differs"], id="the second"),
    ],
)
def test_plan_sums(lines: tuple[PlanLine, ...], codes: list[str]) -> None:
    assert [finding.code for finding in check_plan_sums(export(kind=Kind.PLAN, plans=lines))] == codes


TODAY = dt.date(2023, 9, 29)
SPENT = AccountLine(0, None, None, "5.1", 100, None, None, 40, 7)
BUDGETED = SPENT._replace(realization=None)


@pytest.mark.parametrize(
    ("today", "lines", "codes"),
    [
        pytest.param(TODAY, {"accounts": (SPENT,)}, ["cutoff-in-future"], id="spent tomorrow"),
        pytest.param(TODAY, {"progress": (physical(None, "40"),)}, ["cutoff-in-future"], id="built tomorrow"),
        pytest.param(dt.date(2023, 9, 30), {"accounts": (SPENT,)}, [], id="today"),
        pytest.param(TODAY, {"accounts": (BUDGETED,)}, [], id="a budget may be dated ahead"),
        pytest.param(TODAY, {"plans": (plan(0, 1200, 100),)}, [], id="so may a plan"),
    ],
)
def test_a_position_after_today(today: dt.date, lines: dict[str, Any], codes: list[str]) -> None:
    assert [finding.code for finding in check_future(export(**lines), today)] == codes


def test_check__runs_every_rule() -> None:
    both = export(progress=(physical("150", "50"),), plans=(plan(0, 1201, 100),))
    assert {finding.code for finding in check(both)} == {"physical-over-100", "plan-sum-differs"}
    assert len(CHECKS) >= 2


def test_text_files_are_cited_by_line() -> None:
    (finding,) = check_physical_range(export(sheet=None, progress=(physical(None, "120"),)))
    assert finding.source is not None
    assert finding.source.cell == "line 7"


def posture(government: str, *amounts: tuple[str, int, int]) -> Export:
    lines = tuple(
        AccountLine(0, None, None, code, planned, None, None, spent, 2) for code, planned, spent in amounts
    )
    return export(
        file=f"{government}.csv", kind=Kind.ACCOUNTS, level=Level.GOVERNMENT, government=government,
        agencies=(AgencyName(None, government),), accounts=lines,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("second", "told"),
    [
        pytest.param([("4", 900, 700), ("5.1", 300, 200), ("5.2", 10, 5)], True, id="the same expenditure"),
        pytest.param([("5.1", 300, 200), ("5.2", 10, 6)], False, id="another realization"),
    ],
)
def test_check_template_leftovers__two_governments(second: list[tuple[str, int, int]], told: bool) -> None:
    first = posture("Kota Satu", ("4", 800, 600), ("5", 310, 205))
    found = list(check_template_leftovers([first, posture("Kota Dua", *second)]))
    expected = [{"agency": "Kota Dua", "other": "Kota Satu", "file": "Kota Satu.csv"}] if told else []
    assert [finding.arguments for _, finding in found] == expected


def spent(cutoff: dt.date, *amounts: int | None, **more: Any) -> Export:
    lines = tuple(
        AccountLine(place, None, None, "5.1", 900, None, None, amount, 9)
        for place, amount in enumerate(amounts)
    )
    revenue = AccountLine(0, None, None, "4.1", 900, None, None, 1_000 // cutoff.month, 8)
    known = {
        "kind": Kind.ACCOUNTS,
        "cutoff": cutoff,
        "file": f"{cutoff:%m}.xlsx",
        "accounts": (revenue, *lines),
    }
    return export(**known | more)


MAY, JUNE = dt.date(2023, 5, 31), dt.date(2023, 6, 30)


@pytest.mark.parametrize(
    ("later", "arguments"),
    [
        pytest.param(
            spent(JUNE, 70, 50),
            {"agency": "Dinas A", "realization": 70, "before": 80, "since": "2023-05-31"},
            id="one falls",
        ),
        pytest.param(
            spent(JUNE, 70, 20), {"agencies": 2, "count": 2, "realization": 90, "before": 120}, id="all fall"
        ),
        pytest.param(spent(JUNE, 80, 40), None, id="nothing moved"),
        pytest.param(spent(JUNE, None, 40), None, id="unknown"),
        pytest.param(spent(JUNE, 7, 4, period_kind=PeriodKind.MONTH), None, id="told to be months"),
        pytest.param(spent(JUNE, 7, 4, year=2024), None, id="another year"),
        pytest.param(spent(JUNE, 7, 4, government="Kota Lain"), None, id="another government"),
        pytest.param(spent(JUNE, 7, 4, realization_basis=RealizationBasis.SP2D), None, id="another basis"),
        pytest.param(spent(MAY, 7, 4), None, id="the same position"),
    ],
)
def test_check_falling_series(later: Export, arguments: dict[str, object] | None) -> None:
    found = [(of, finding.arguments) for of, finding in check_falling_series([later, spent(MAY, 80, 40)])]
    positions = {"cutoff": "2023-06-30", "since": "2023-05-31", "other": "05.xlsx"}
    assert found == ([] if arguments is None else [(later, arguments | positions)])


def budgeted(name: str, spent: int, *budgets: tuple[str, int], **more: Any) -> Export:
    lines = [AccountLine(0, None, None, account, budget, None, None, spent, 9) for account, budget in budgets]
    known = {
        "kind": Kind.ACCOUNTS,
        "file": f"{name}.xlsx",
        "agencies": (AgencyName(None, name),),
        "accounts": tuple(lines),
    }
    return export(**known | more)


FORM = (("5.1", 700), ("5.2", 200), ("5.3", 0))


@pytest.mark.parametrize(
    ("second", "told"),
    [
        pytest.param(budgeted("Dinas B", 4, *FORM), True, id="the template's budget"),
        pytest.param(budgeted("Dinas B", 4, *FORM, cutoff=MAY), True, id="at another position"),
        pytest.param(budgeted("Dinas B", 3, *FORM), False, id="the realization too: told elsewhere"),
        pytest.param(budgeted("Dinas B", 4, ("5.1", 200), ("5.2", 700)), False, id="other accounts"),
        pytest.param(budgeted("Dinas A", 4, *FORM, file="b.xlsx"), False, id="the same agency"),
        pytest.param(budgeted("Dinas B", 4, *FORM, government="Kota Lain"), False, id="another government"),
        pytest.param(budgeted("Dinas B", 4, *FORM, file="Dinas A.xlsx"), False, id="one table of both"),
    ],
)
def test_check_budgets_repeated(second: Export, told: bool) -> None:
    found = [
        finding.arguments for _, finding in check_budgets_repeated([budgeted("Dinas A", 3, *FORM), second])
    ]
    assert found == ([{"agency": "Dinas B", "other": "Dinas A", "file": "Dinas A.xlsx"}] if told else [])


def test_check_budgets_repeated__one_account_may_be_alike() -> None:
    assert not list(
        check_budgets_repeated([budgeted("Dinas A", 3, FORM[0]), budgeted("Dinas B", 4, FORM[0])])
    )


THREE = {"agencies": tuple(AgencyName(None, f"Dinas {letter}") for letter in "ABC")}


@pytest.mark.parametrize(
    ("later", "told"),
    [
        pytest.param(spent(JUNE, 80, 40, 20, **THREE), True, id="the old table under a new title"),
        pytest.param(spent(JUNE, 80, 40, 21, **THREE), False, id="one moved"),
        pytest.param(spent(JUNE, 80, 40, **THREE), False, id="one is gone"),
        pytest.param(spent(MAY, 80, 40, 20, **THREE), False, id="the same position"),
    ],
)
def test_check_copied_series(later: Export, told: bool) -> None:
    may = spent(MAY, 80, 40, 20, **THREE)
    found = [(of, finding.arguments) for of, finding in check_copied_series([may, later])]
    expected = {"cutoff": "2023-06-30", "since": "2023-05-31", "other": "05.xlsx"}
    assert found == ([(later, expected)] if told else [])
