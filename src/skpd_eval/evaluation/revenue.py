"""Revenue: the same figures as of expenditure on other accounts, and the effectiveness of own-source revenue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from skpd_eval.evaluation.entries import Row, added
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.figures import Figures, figures
from skpd_eval.evaluation.position import Selection
from skpd_eval.evaluation.ratios import share
from skpd_eval.model import AgencyFigures, Amounts, Evaluation, ItemFigures, PlanAmounts, Revenue, RevenueRow
from skpd_eval.regulations import Rulebook, Scale

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class RevenueRules:
    """Accounts and scale of revenue in force on a day."""

    accounts: tuple[str, ...]
    own: tuple[str, ...]
    effectiveness: Scale


def revenue_figures(selection: Selection, data: Fetched, rules: Rulebook, revenue: RevenueRules) -> Figures:
    """Sum revenue accounts only, with nothing excluded; agencies without a target and realization are left out.

    Lines without an account are expenditure, and so is what a progress report states.
    """
    accounts = replace(
        selection,
        choices=tuple(replace(choice, progress=()) for choice in selection.choices if choice.accounts),
    )
    coded = replace(data, amounts=_coded(data.amounts), plans=_coded(data.plans))
    found = figures(accounts, coded, replace(rules, expenditure=revenue.accounts, excluded=(), capital=()))
    return replace(found, agencies=tuple(one for one in found.agencies if one.budget or one.realization))


def _coded(given: Mapping[tuple[int, int], Sequence[Row]]) -> dict[tuple[int, int], list[Row]]:
    return {pair: [line for line in lines if _account(line) is not None] for pair, lines in given.items()}


def _account(line: object) -> str | None:
    return line.account if isinstance(line, Amounts | PlanAmounts) else None


def revenue_of(evaluation: Evaluation, rules: RevenueRules) -> Revenue:
    """Add the own-source revenue (F-36) to a ranking by revenue: realization over target, never capped."""
    everyone = [row.figures for row in (*evaluation.rows, *evaluation.unranked)]
    target, realization = _own(everyone, rules)
    ratio = share(realization, target)
    rows = []
    for row in (*evaluation.rows, *evaluation.unranked):
        own_target, own_realization = _own([row.figures], rules)
        own = share(own_realization, own_target)
        rows.append(RevenueRow(row, own_target, own_realization, own, _category(own, rules)))
    return Revenue(evaluation, tuple(rows), target, realization, ratio, _category(ratio, rules))


def _own(agencies: Iterable[AgencyFigures], rules: RevenueRules) -> tuple[int | None, int | None]:
    items = [item for one in agencies for item in one.kinds if _within(item, rules.own)]
    return added(item.budget for item in items), added(item.realization for item in items)


def _within(item: ItemFigures, accounts: Sequence[str]) -> bool:
    return any(item.code == account or item.code.startswith(f"{account}.") for account in accounts)


def _category(ratio: Fraction | None, rules: RevenueRules) -> str | None:
    return None if ratio is None else rules.effectiveness.code_of(ratio * _PERCENT)
