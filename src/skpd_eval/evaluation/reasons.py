"""What an agency's detail shows beside its largest shortfalls: unspent items, capital, work against money."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from skpd_eval import codes
from skpd_eval.evaluation.entries import added
from skpd_eval.model import AgencyFigures, ItemFigures, Mismatch, Quadrant, Ratios

MOST = 5
"""Items of a kind that are worth a meeting's time."""


def unspent(figures: AgencyFigures, of_size: Fraction, most: int = MOST) -> tuple[ItemFigures, ...]:
    """Give the activities of which nothing is spent and whose budget is ``of_size`` of the agency's or more.

    Largest first. What does not state a realization counts as unspent only where the agency states one.
    """
    if not figures.budget or figures.realization is None:
        return ()
    least = figures.budget * of_size
    found = [item for item in figures.activities if not item.realization and (item.budget or 0) >= least]
    found = [item for item in found if item.budget]
    return tuple(sorted(found, key=lambda item: (-(item.budget or 0), item.code))[:most])


def capital(
    figures: AgencyFigures, ratios: Ratios, accounts: Sequence[str], of_size: Fraction
) -> ItemFigures | None:
    """Give capital spending as one item, where it is of size and behind the agency's own absorption."""
    kinds = [kind for kind in figures.kinds if any(_within(kind.code, account) for account in accounts)]
    whole = ItemFigures(
        code=", ".join(accounts),
        name="",
        budget=added(kind.budget for kind in kinds),
        realization=added(kind.realization for kind in kinds),
        plan=added(kind.plan for kind in kinds),
    )
    if not kinds or not figures.budget or (whole.budget or 0) < figures.budget * of_size:
        return None
    behind = whole.absorption is not None and ratios.absorption is not None
    return whole if behind and (whole.absorption or 0) < (ratios.absorption or 0) else None


def _within(code: str, account: str) -> bool:
    return code == account or codes.is_within(code, account)


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
