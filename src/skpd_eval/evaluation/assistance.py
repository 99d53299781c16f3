"""What the next quarter showed: each assisted agency beside the unassisted ones that were most like it.

Nothing here proves that assistance helped: agencies are not chosen for it by chance, the lowest rise by
themselves, and nearness in three figures is not sameness.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from skpd_eval import codes
from skpd_eval.evaluation.casework import agency_of_case
from skpd_eval.model import AgencyFigures, Evaluation, RankedAgency
from skpd_eval.model.assistance import Case, Gain, Outcome

PEERS = 3

_Pair = tuple[RankedAgency, RankedAgency]


def outcomes(
    cases: Sequence[Case],
    before: Evaluation,
    after: Evaluation,
    capital: tuple[str, ...],
    peers: int = PEERS,
) -> tuple[Outcome, ...]:
    """Set each case's agency beside its ``peers`` nearest agencies that have no case, between two positions.

    ``capital`` are the accounts of capital spending. Nearness is :func:`distance` at the earlier position;
    ties are broken by code.
    """
    later = {row.figures.identity: row for row in (*after.rows, *after.unranked)}
    pairs: dict[str, _Pair] = {
        row.figures.identity: (row, later[row.figures.identity])
        for row in (*before.rows, *before.unranked)
        if row.figures.identity in later
    }
    assisted = {case.agency.identity for case in cases}
    others = [pair for identity, pair in pairs.items() if identity not in assisted]
    return tuple(_outcome(case, pairs.get(case.agency.identity), others, capital, peers) for case in cases)


def _outcome(
    case: Case, own: _Pair | None, others: Sequence[_Pair], capital: tuple[str, ...], peers: int
) -> Outcome:
    gain = None if own is None else gain_of(*own)
    if own is None or gain is None:
        return Outcome(case, gain, (), None)
    found = []
    for pair in others:
        apart = distance(own[0].figures, pair[0].figures, capital)
        gained = None if apart is None else gain_of(*pair, apart)
        if gained is not None:
            found.append(gained)
    found.sort(key=lambda one: (one.distance or 0, one.agency.code or "", one.agency.name))
    nearest = tuple(found[:peers])
    mean = sum((one.gain for one in nearest), Fraction(0)) / len(nearest) if nearest else None
    return Outcome(case, gain, nearest, mean)


def gain_of(before: RankedAgency, after: RankedAgency, apart: Fraction | None = None) -> Gain | None:
    """How far an agency came; ``None`` where its absorption is unknown at either position."""
    first, last = before.ratios.absorption, after.ratios.absorption
    spent_before, spent_after = before.figures.realization, after.figures.realization
    if first is None or last is None or spent_before is None or spent_after is None:
        return None
    return Gain(agency_of_case(before.figures), first, last, spent_after - spent_before, apart)


def distance(one: AgencyFigures, other: AgencyFigures, capital: tuple[str, ...]) -> Fraction | None:
    """Say how unlike two agencies are, from 0: the sum of three differences, each between 0 and 1.

    The difference of their absorptions (absolute), of their remaining budgets (relative to the larger), and of
    their shares of capital spending in the budget (absolute; 1 where one is unknown, 0 where both are).
    ``None`` where an absorption or a remaining budget is unknown.
    """
    first, second = _absorption(one), _absorption(other)
    if first is None or second is None:
        return None
    return abs(first - second) + _relative(_remaining(one), _remaining(other)) + _capital(one, other, capital)


def _absorption(figures: AgencyFigures) -> Fraction | None:
    if figures.budget is None or figures.budget <= 0 or figures.realization is None:
        return None
    return Fraction(figures.realization, figures.budget)


def _remaining(figures: AgencyFigures) -> int:
    return max((figures.budget or 0) - (figures.realization or 0), 0)


def _relative(first: int, second: int) -> Fraction:
    larger = max(first, second)
    return Fraction(abs(first - second), larger) if larger else Fraction(0)


def _capital(one: AgencyFigures, other: AgencyFigures, accounts: tuple[str, ...]) -> Fraction:
    first, second = capital_share(one, accounts), capital_share(other, accounts)
    if first is None or second is None:
        return Fraction(0 if first is second else 1)
    return abs(first - second)


def capital_share(figures: AgencyFigures, accounts: tuple[str, ...]) -> Fraction | None:
    """Share of capital spending in the budget by kind of expenditure; ``None`` where kinds are unknown."""
    known = [kind for kind in figures.kinds if kind.budget is not None]
    whole = sum(kind.budget or 0 for kind in known)
    if whole <= 0:
        return None
    return Fraction(sum(kind.budget or 0 for kind in known if _within(kind.code, accounts)), whole)


def _within(code: str, accounts: tuple[str, ...]) -> bool:
    return any(code == account or codes.is_within(code, account) for account in accounts)
