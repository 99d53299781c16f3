"""Ranks of agencies: who is highest, what a tie is, who is lowest, and who has no rank."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from skpd_eval.model import AgencyFigures, BudgetChoice, RankedAgency, RankingKey, Ratios, UnrankedReason
from skpd_eval.model.measures import KEYS, RANKS


def measure(ratios: Ratios, key: RankingKey) -> Fraction | None:
    """Give the ratio that a key ranks by, a fraction of one."""
    value: Fraction | None = getattr(ratios, KEYS[key].row.removeprefix("ratios."))
    return value


def unranked_reason(
    figures: AgencyFigures,
    ratios: Ratios,
    key: RankingKey,
    budget: BudgetChoice,
    exclude_dissolved: bool = False,
) -> UnrankedReason | None:
    """Say why an agency has no rank, ``None`` where it has one."""
    if figures.dissolved and exclude_dissolved:
        return UnrankedReason.DISSOLVED
    if figures.budget is None:
        in_force = budget is BudgetChoice.IN_FORCE
        return UnrankedReason.NO_BUDGET if in_force else UnrankedReason.NO_BUDGET_OF_THAT_BASIS
    if figures.budget <= 0:
        return UnrankedReason.NEGATIVE_BUDGET if figures.budget else UnrankedReason.NO_BUDGET
    if figures.realization is None and not RANKS[key].without_money:
        return UnrankedReason.NO_REALIZATION
    return UnrankedReason.NO_KEY if measure(ratios, key) is None else None


def rank(
    agencies: Sequence[tuple[AgencyFigures, Ratios]],
    key: RankingKey = RankingKey.ABSORPTION,
    budget: BudgetChoice = BudgetChoice.IN_FORCE,
    exclude_dissolved: bool = False,
) -> tuple[tuple[RankedAgency, ...], tuple[RankedAgency, ...]]:
    """Rank agencies by the exact measure, highest first; give the ranked and the unranked rows.

    Standard competition ranking: equal measures share the smallest rank, and the next rank counts them all
    (1, 2, 2, 4). Inside a tie: larger shortfall, larger budget, code. Unranked rows are ordered by code.
    """
    ranked: list[tuple[Fraction, AgencyFigures, Ratios]] = []
    unranked: list[RankedAgency] = []
    for figures, ratios in agencies:
        reason = unranked_reason(figures, ratios, key, budget, exclude_dissolved)
        value = measure(ratios, key)
        if reason is not None or value is None:
            unranked.append(RankedAgency(None, figures, ratios, None, None, reason=reason))
        else:
            ranked.append((value, figures, ratios))
    ranked.sort(key=lambda row: (-row[0], _inside_tie(row[1], row[2])))
    places: dict[Fraction, int] = {}
    for place, (value, _, _) in enumerate(ranked, 1):
        places.setdefault(value, place)
    return (
        tuple(RankedAgency(places[value], figures, ratios, None, None) for value, figures, ratios in ranked),
        tuple(sorted(unranked, key=lambda row: _by_code(row.figures))),
    )


def lowest(
    rows: Sequence[RankedAgency],
    n: int | None = None,
    below: Fraction | None = None,
    key: RankingKey = RankingKey.ABSORPTION,
) -> tuple[RankedAgency, ...]:
    """Give the lowest of ranked rows, worst first: ``n`` and all that tie at the cut, or those ``below``.

    ``below`` is a fraction of one and is itself not below. With both, a row must satisfy both; with neither,
    all rows come.
    """
    ranked = [row for row in rows if row.rank is not None]
    ranked.sort(key=lambda row: (-(row.rank or 0), _inside_tie(row.figures, row.ratios)))
    if n is not None:
        cut = ranked[n - 1].rank if 0 < n <= len(ranked) else None
        ranked = [row for row in ranked if n > 0 and (cut is None or (row.rank or 0) >= cut)]
    if below is not None:
        ranked = [row for row in ranked if (value := measure(row.ratios, key)) is not None and value < below]
    return tuple(ranked)


def in_lower_half(rows: Sequence[RankedAgency], count: int) -> int:
    """Give how many may be named as the lowest: ``count``, and none of the upper half of those ranked."""
    return max(1, min(count, sum(row.rank is not None for row in rows) // 2))


def _inside_tie(figures: AgencyFigures, ratios: Ratios) -> tuple[int, int, tuple[bool, str, str, str]]:
    return -(ratios.shortfall or 0), -(figures.budget or 0), _by_code(figures)


def _by_code(figures: AgencyFigures) -> tuple[bool, str, str, str]:
    return figures.code is None, figures.code or "", figures.name, figures.identity
