"""How the government stands: counts by status, the largest shortfalls, what it would take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from skpd_eval import codes, money, period
from skpd_eval.evaluation.entries import added
from skpd_eval.evaluation.ratios import needed_per_month
from skpd_eval.model import Evaluation, ItemFigures, Quadrant, RankedAgency
from skpd_eval.model.standing import LargestShortfalls, Standing, StatusCount

LARGEST = 5
"""As many shortfalls as page one has room for."""
_STATUS_RULES = frozenset({"deviation_status", "monthly_corridor"})


def standing_of(evaluation: Evaluation, capital_accounts: Sequence[str]) -> Standing:
    """Give what page one says of the government beside its total; ``capital_accounts`` are the rule's."""
    total, rows = evaluation.total, evaluation.rows
    gone = period.months_gone(evaluation.cutoff)
    needed = needed_per_month(total.ratios.remaining, gone)
    pace = None if total.realization is None or gone <= 0 else Fraction(total.realization) / gone
    return Standing(
        statuses=_statuses(evaluation),
        shortfalls=_largest(rows),
        capital=_capital(evaluation, capital_accounts),
        unpaid=tuple(row for row in rows if row.quadrant is Quadrant.UNPAID),
        ahead_of_work=tuple(row for row in rows if row.quadrant is Quadrant.AHEAD),
        needed_per_month=needed,
        pace=None if pace is None else int(money.round_half_up(pace, 0)),
        speed_needed=needed / pace if needed is not None and pace else None,
    )


def _statuses(evaluation: Evaluation) -> tuple[StatusCount, ...]:
    counted = Counter(row.status for row in evaluation.rows)
    if not counted.keys() - {None}:
        return ()
    known = [band.code for rule in evaluation.rules if rule.name in _STATUS_RULES for band in rule.bands]
    order = [*dict.fromkeys(known), *sorted(counted.keys() - {None} - set(known), key=str), None]
    return tuple(StatusCount(code, counted[code]) for code in order if counted[code] or code is not None)


def _largest(rows: Sequence[RankedAgency]) -> LargestShortfalls | None:
    behind = [row for row in rows if row.ratios.shortfall]
    every = sum(row.ratios.shortfall or 0 for row in behind)
    if not every:
        return None
    behind.sort(key=lambda row: (-(row.ratios.shortfall or 0), row.figures.code or "", row.figures.name))
    chosen = tuple(behind[:LARGEST])
    return LargestShortfalls(
        chosen,
        share=Fraction(sum(row.ratios.shortfall or 0 for row in chosen), every),
        planned=sum(row.figures.plan is not None for row in rows),
    )


def _capital(evaluation: Evaluation, accounts: Sequence[str]) -> ItemFigures | None:
    kinds = [kind for row in evaluation.rows for kind in row.figures.kinds if _is_of(kind.code, accounts)]
    if not kinds:
        return None
    plans = [kind.plan for kind in kinds if kind.budget]
    whole = ItemFigures(
        code=", ".join(accounts),
        name="",
        budget=added(kind.budget for kind in kinds),
        realization=added(kind.realization for kind in kinds),
        plan=None if None in plans else added(plans),
    )
    return whole if _is_behind(whole, evaluation.total.ratios.absorption) else None


def _is_of(code: str, accounts: Sequence[str]) -> bool:
    return any(code == account or codes.is_within(code, account) for account in accounts)


def _is_behind(item: ItemFigures, absorption: Fraction | None) -> bool:
    """Against its own plan, else against the government's absorption."""
    if item.plan is not None and item.realization is not None:
        return item.realization < item.plan
    return item.absorption is not None and absorption is not None and item.absorption < absorption
