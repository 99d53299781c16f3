"""Records for the tests of the evaluation, with the facts that matter to a test as arguments."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from skpd_eval.model import (
    AgencyFigures,
    AgencyName,
    Amounts,
    BudgetBasis,
    Holding,
    Kind,
    PeriodKind,
    PeriodOrigin,
    PlanAmounts,
    Precision,
    ProgressAmounts,
    RealizationBasis,
    Submission,
)

END = dt.date(2023, 9, 30)
CODES = {
    "labour": "2.07.0.00.0.00.01.0000",
    "health": "1.02.0.00.0.00.01.0000",
    "clinic": "1.02.0.00.0.00.01.0001",
    "hospital": "1.02.0.00.0.00.01.0002",
    "finance": "5.02.0.00.0.00.01.0000",
    "council": "4.02.0.00.0.00.01.0000",
}
IDS = {name: number for number, name in enumerate(CODES, 1)}


def submission(
    number: int = 1,
    kind: Kind = Kind.ACCOUNTS,
    cutoff: dt.date = END,
    period_kind: PeriodKind = PeriodKind.CUMULATIVE,
    budget_basis: BudgetBasis = BudgetBasis.UNSTATED,
    realization_basis: RealizationBasis = RealizationBasis.LRA,
    withdrawn_at: dt.datetime | None = None,
) -> Submission:
    return Submission(
        number=number,
        government="Kota Batu",
        year=2023,
        kind=kind,
        cutoff=cutoff,
        precision=Precision.DAY,
        period_kind=period_kind,
        period_origin=PeriodOrigin.TITLE,
        budget_basis=budget_basis,
        realization_basis=realization_basis,
        layout="lra",
        level="account",
        file=f"{number}.xlsx",
        sheet=None,
        sha256="0" * 64,
        agencies=1,
        lines=1,
        recorded_at=dt.datetime(2023, 10, 1, tzinfo=dt.UTC),
        hash="",
        columns={},
        withdrawn_at=withdrawn_at,
    )


def holding(given: Submission, who: str, name: str | None = None) -> Holding:
    """Hold one of the coded agencies, named as itself."""
    return Holding(given, IDS[who], AgencyName(CODES[who], name or f"Dinas {who}"))


def named(given: Submission, agency_id: int, name: str, **facts: str | bool | None) -> Holding:
    """Hold an agency that the file only names."""
    return Holding(given, agency_id, AgencyName(None, name, **facts))  # type: ignore[arg-type]


def amounts(
    number: int,
    agency_id: int,
    budget: int | None = None,
    realization: int | None = None,
    account: str | None = "5.1.02.01.01.0024",
    unit_id: int | None = None,
    activity: str | None = None,
    original: int | None = None,
    revised: int | None = None,
) -> Amounts:
    return Amounts(number, agency_id, unit_id, activity, account, budget, original, revised, realization)


def plan(
    number: int,
    agency_id: int,
    months: tuple[int | None, ...],
    account: str | None = "5.1.02.01.01.0024",
    unit_id: int | None = None,
) -> PlanAmounts:
    return PlanAmounts(number, agency_id, unit_id, None, account, None, months)


def progress(
    number: int,
    agency_id: int,
    budget: int | None = None,
    realization: int | None = None,
    activity: str | None = None,
    target: str | None = None,
    physical: str | None = None,
    plan: int | None = None,
    plan_pct: str | None = None,
    unit_id: int | None = None,
    account: str | None = None,
) -> ProgressAmounts:
    return ProgressAmounts(
        number,
        agency_id,
        unit_id,
        activity,
        budget,
        None,
        None,
        realization,
        plan,
        _decimal(plan_pct),
        None,
        _decimal(target),
        _decimal(physical),
        account,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def figures(
    name: str = "Dinas A",
    budget: int | None = 100,
    realization: int | None = 50,
    plan: int | None = None,
    target: int | str | None = None,
    physical: int | str | None = None,
    code: str | None = None,
    **facts: object,
) -> AgencyFigures:
    values: dict[str, object] = {
        "dissolved": False,
        "group": None,
        "cutoff": END,
        "plan_through": None if plan is None else END,
        "personnel_budget": None,
        "personnel_realization": None,
        "realization_basis": RealizationBasis.LRA,
        "identity": code or f"name:{name}",
        "budget_basis": BudgetBasis.UNSTATED,
    } | facts
    return AgencyFigures(
        code=code,
        name=name,
        budget=budget,
        realization=realization,
        plan=plan,
        physical_target=None if target is None else Fraction(target),
        physical=None if physical is None else Fraction(physical),
        **values,  # type: ignore[arg-type]
    )
