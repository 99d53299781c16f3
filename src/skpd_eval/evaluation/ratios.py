"""Ratios of domain formulas F-10 to F-19, exact; percentages are these times 100."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from skpd_eval import money
from skpd_eval.model import AgencyFigures, BudgetEffect, Ratios

_MONTHS = 12


def share(part: int | Fraction | None, whole: int | None) -> Fraction | None:
    """Divide; ``None`` where an operand is unknown or the divisor is not positive."""
    if part is None or whole is None or whole <= 0:
        return None
    return Fraction(part) / whole


def difference(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    """Subtract; ``None`` where either is unknown."""
    return None if left is None or right is None else left - right


def remaining(budget: int | None, realization: int | None) -> int | None:
    """Give what is left of the budget (F-18) in sen, negative when overspent."""
    return None if budget is None or realization is None else budget - realization


def shortfall(plan: int | None, realization: int | None) -> int | None:
    """Give what is behind the plan (F-19) in sen, never negative."""
    return None if plan is None or realization is None else max(0, plan - realization)


def needed_per_month(left: int | None, gone: Fraction) -> int | None:
    """Spread what is left over the year's other months (F-20): sen, rounded half-up; ``gone`` in months.

    ``None`` where it is unknown or no month is left; an overspent agency needs nothing.
    """
    months = months_left(gone)
    if left is None or months <= 0:
        return None
    return int(money.round_half_up(Fraction(max(0, left)) / months, 0))


def months_left(gone: Fraction) -> Fraction:
    """Give how much of the year is left in months."""
    return _MONTHS - gone


def combined(
    physical: Fraction | None,
    absorption: Fraction | None,
    physical_weight: Decimal,
    absorption_weight: Decimal,
) -> Fraction | None:
    """Weigh physical progress and absorption; a measure of weight zero need not be known."""
    total = Fraction(0)
    for value, weight in ((physical, physical_weight), (absorption, absorption_weight)):
        if not weight:
            continue
        if value is None:
            return None
        total += value * Fraction(weight)
    return total


def ratios_of(
    figures: AgencyFigures,
    physical_weight: Decimal = Decimal("0.5"),
    absorption_weight: Decimal = Decimal("0.5"),
) -> Ratios:
    """Compute all ratios of an agency from its figures."""
    found = ratios(
        figures.budget,
        figures.realization,
        figures.plan,
        physical_target=percent(figures.physical_target),
        physical=percent(figures.physical),
        without_personnel=without_personnel(figures),
        weights=(physical_weight, absorption_weight),
    )
    return replace(found, output_achievement=figures.output_mean)


def ratios(
    budget: int | None,
    realization: int | None,
    plan: int | None,
    *,
    physical_target: Fraction | None,
    physical: Fraction | None,
    without_personnel: Fraction | None,
    weights: tuple[Decimal, Decimal],
) -> Ratios:
    """Compute ratios from amounts in sen and physical shares as fractions of one."""
    absorption, plan_share = share(realization, budget), share(plan, budget)
    return Ratios(
        absorption=absorption,
        without_personnel=without_personnel,
        plan_share=plan_share,
        plan_achievement=share(realization, plan),
        deviation=difference(absorption, plan_share),
        physical_target=physical_target,
        physical=physical,
        physical_deviation=difference(physical, physical_target),
        combined=combined(physical, absorption, *weights),
        remaining=remaining(budget, realization),
        shortfall=shortfall(plan, realization),
        physical_achievement=physical_achievement(physical, physical_target),
    )


def budget_effect(now: AgencyFigures, before: AgencyFigures) -> BudgetEffect | None:
    """Split the change of absorption inside a year: what was realized since, and what the budget's change did.

    Realized: the added realization over the earlier budget; the rest is the budget's. ``None`` where an
    amount is unknown or a budget is not positive.
    """
    spent, budget = now.realization, now.budget
    spent_before, budget_before = before.realization, before.budget
    if spent is None or spent_before is None or not budget or not budget_before:
        return None
    if budget < 0 or budget_before < 0:
        return None
    return BudgetEffect(
        realized=Fraction(spent - spent_before, budget_before),
        budget=Fraction(spent, budget) - Fraction(spent, budget_before),
        realization_before=spent_before,
        budget_before=budget_before,
    )


def physical_achievement(physical: Fraction | None, target: Fraction | None) -> Fraction | None:
    """Divide physical progress by its target (F-17); ``None`` without a positive target."""
    return None if physical is None or target is None or target <= 0 else physical / target


def percent(value: Fraction | None) -> Fraction | None:
    """Turn a stated percentage (0-100) into a fraction of one."""
    return None if value is None else value / 100


def without_personnel(figures: AgencyFigures) -> Fraction | None:
    """Give the absorption of all but personnel; ``None`` where either part is unknown."""
    known = (figures.budget, figures.realization, figures.personnel_budget, figures.personnel_realization)
    if None in known:
        return None
    budget, realization, own_budget, own_realization = (amount or 0 for amount in known)
    return share(realization - own_realization, budget - own_budget)
