"""Physical progress and targets of an agency from its progress lines (RFK)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from skpd_eval.evaluation.entries import added, share_of, weight_of
from skpd_eval.model import ProgressAmounts


@dataclass(frozen=True, slots=True)
class Progress:
    """What the progress lines say of an agency: percentages exact 0-100, plan in sen."""

    physical_target: Fraction | None = None
    physical: Fraction | None = None
    physical_weighted: Fraction | None = None
    plan: int | None = None
    plan_through: dt.date | None = None
    cutoff: dt.date | None = None
    """The day that the percentages are of."""


def progress_of(
    top: Sequence[ProgressAmounts], detail: Sequence[ProgressAmounts], cutoff: dt.date, budget: int | None
) -> Progress:
    """Read physical target and progress, and the plan, from an agency's lines at one cut-off.

    ``top`` are its own lines or highest activities, ``detail`` the deepest ones. A stated percentage is kept;
    several lines (units, activities) are weighted by their budgets (F-15). The plan is the stated amount,
    else the stated share of the line's budget, else of ``budget``.
    """
    plan = _plan(top, budget)
    weighted = weighted_share((weight_of(line), line.physical_pct) for line in detail)
    stated = weighted_share((weight_of(line), line.physical_pct) for line in top)
    return Progress(
        physical_target=_first(
            weighted_share((weight_of(line), line.physical_target_pct) for line in given)
            for given in (top, detail)
        ),
        physical=weighted if stated is None else stated,
        physical_weighted=weighted,
        plan=plan,
        plan_through=None if plan is None else cutoff,
        cutoff=cutoff,
    )


def weighted_share(pairs: Iterable[tuple[int | None, Decimal | Fraction | None]]) -> Fraction | None:
    """Weigh shares by budgets (F-15); a single share stands as it is, without a weight.

    Pairs with an unknown share, or an unknown or non-positive budget, carry no weight. ``None`` where nothing
    is left.
    """
    known = [(budget, Fraction(share)) for budget, share in pairs if share is not None]
    if len(known) == 1:
        return known[0][1]
    weights = [(budget, share) for budget, share in known if budget is not None and budget > 0]
    total = sum(budget for budget, _ in weights)
    return sum((budget * share for budget, share in weights), Fraction(0)) / total if total else None


def _first(values: Iterable[Fraction | None]) -> Fraction | None:
    return next((value for value in values if value is not None), None)


def _plan(top: Sequence[ProgressAmounts], budget: int | None) -> int | None:
    """Sum the lines' plans; unknown where a line with a budget has none, and a plan of 0 is not filled in."""
    only = budget if len(top) == 1 else None
    plans = [(line, line_plan(line, only)) for line in top]
    if any(plan is None and weight_of(line) != 0 for line, plan in plans):
        return None
    return added(plan for _, plan in plans) or None


def line_plan(line: ProgressAmounts, budget: int | None) -> int | None:
    """Give the plan a line states in sen, else its stated share of its budget, else of ``budget``."""
    if line.plan:
        return line.plan
    own = weight_of(line)
    return share_of(line.plan_pct, budget if own is None else own) if line.plan_pct else line.plan
