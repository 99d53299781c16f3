"""What an agency's detail shows beside its largest shortfalls: unspent items, capital, work against money."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from skpd_eval import codes
from skpd_eval.evaluation.drivers import holds_all_spending
from skpd_eval.evaluation.entries import added
from skpd_eval.model import AgencyFigures, ItemFigures, Mismatch, Quadrant, Ratios

MOST = 5
"""Items of a kind that are worth a meeting's time."""


def unspent(figures: AgencyFigures, of_size: Fraction, most: int = MOST) -> tuple[ItemFigures, ...]:
    """Give the activities of which nothing is spent and whose budget is ``of_size`` of the agency's or more.

    Largest first. One that states no realization is unspent where the others hold all that the agency spent.
    """
    if not figures.budget or figures.realization is None:
        return ()
    least = figures.budget * of_size
    unstated = (0, None) if holds_all_spending(figures.activities, figures) else (0,)
    found = [item for item in figures.activities if item.realization in unstated]
    found = [item for item in found if item.budget and item.budget >= least]
    return tuple(sorted(found, key=lambda item: (-(item.budget or 0), item.code))[:most])


def capital(
    figures: AgencyFigures, ratios: Ratios, accounts: Sequence[str], of_size: Fraction
) -> ItemFigures | None:
    """Give capital spending as one item, where it is of size and lags.

    It lags behind its own plan, where the item has one; without one it lags where its absorption is below the
    agency's.
    """
    kinds = [
        kind for kind in figures.kinds if any(codes.is_within(kind.code, account) for account in accounts)
    ]
    whole = ItemFigures(
        code=", ".join(accounts),
        name="",
        budget=added(kind.budget for kind in kinds),
        realization=added(kind.realization for kind in kinds),
        plan=_plan_of(kinds, figures, accounts),
    )
    if not figures.budget or (whole.budget or 0) < figures.budget * of_size:
        return None
    return whole if _lags(whole, ratios) else None


def _plan_of(kinds: Sequence[ItemFigures], figures: AgencyFigures, accounts: Sequence[str]) -> int | None:
    """Sum the plan of some kinds: nothing where the agency's plan has no line of them, unknown where one is mixed."""
    parted = figures.plan is not None and added(kind.plan for kind in figures.kinds) == figures.plan
    mixed = any(
        kind.plan is not None and codes.is_within(account, kind.code) and kind.code != account
        for kind in figures.kinds
        for account in accounts
    )
    return added([0, *(kind.plan for kind in kinds)]) if parted and not mixed else None


def _lags(whole: ItemFigures, ratios: Ratios) -> bool:
    if whole.realization is None:
        return False
    if whole.plan is not None:
        return whole.realization < whole.plan
    if whole.absorption is None or ratios.absorption is None:
        return False
    return whole.absorption < ratios.absorption


def planned_late(ratios: Ratios, total: Ratios) -> bool:
    """Whether an agency spends less of its budget than the government because it planned so.

    It is not behind its plan, and plans less by this date than the government as a whole does.
    """
    mine, whole = (ratios.absorption, ratios.plan_share), (total.absorption, total.plan_share)
    if None in mine or None in whole or ratios.shortfall != 0:
        return False
    return all(
        own < other for own, other in zip(mine, whole, strict=True) if own is not None and other is not None
    )


def quadrant(ratios: Ratios) -> Quadrant | None:
    """Place an agency by its physical and its financial deviation; ``None`` where either is unknown."""
    if ratios.physical_deviation is None or ratios.deviation is None:
        return None
    if ratios.physical_deviation >= 0:
        return Quadrant.ON_TRACK if ratios.deviation >= 0 else Quadrant.UNPAID
    return Quadrant.AHEAD if ratios.deviation >= 0 else Quadrant.BEHIND


def mismatches(figures: AgencyFigures, of_size: Fraction, most: int = MOST) -> tuple[Mismatch, ...]:
    """Name the activities whose work and money differ by ``of_size`` of the agency's budget or more.

    The difference is in rupiah, largest first: budget x (physical progress - absorption).
    """
    least = (figures.budget or 0) * of_size
    found = []
    for item in figures.activities:
        absorption = item.absorption
        if item.physical is None or absorption is None:
            continue
        physical = item.physical / 100
        amount = int((item.budget or 0) * (physical - absorption))
        if amount and abs(amount) >= least:
            found.append(Mismatch(item.code, item.name, amount, physical, absorption))
    return tuple(sorted(found, key=lambda one: (-abs(one.amount), one.code))[:most])
