"""What carries an agency's missing amount: kinds of expenditure and activities that are furthest behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from skpd_eval import codes
from skpd_eval.evaluation.entries import added
from skpd_eval.model import AgencyFigures, Driver, Gap, ItemFigures

MOST = 5
"""Drivers of one level that are worth a meeting's time."""
EXPLAINED = Fraction(4, 5)
"""Share of the missing amount after which the rest is detail."""


class _Comparison(NamedTuple):
    """The parts of one level whose target and realization can be set side by side; amounts in sen."""

    parts: tuple[ItemFigures, ...]
    against_plan: bool
    whole: int
    """What the agency as a whole lacks of the same target; negative where it is ahead."""

    def missing(self, part: ItemFigures) -> int:
        target = part.plan if self.against_plan else part.budget
        return (target or 0) - (part.realization or 0)


def drivers_of(
    figures: AgencyFigures, most: int = MOST, explained: Fraction = EXPLAINED
) -> tuple[Driver, ...]:
    """Name the kinds, the activities, funding sources and ways of procurement that carry what is missing.

    Each level largest first; none for an agency that is not behind its plan. Parts are compared at the deepest
    level at which both their target and their realization are stated: with the plan where the parts hold all of
    it, else with the budget. A share is of all that lags in its level, so never above one. A level stops when its
    drivers explain ``explained`` of that, or at ``most``. A part that states no spending spent nothing where the
    others spent all that the agency did; else nobody knows, and it is not named.
    """
    if figures.plan is not None and (figures.realization or 0) >= figures.plan:
        return ()
    levels = (("kind", figures.kinds), ("activity", figures.activities), *figures.labels)
    return tuple(
        driver for level, items in levels for driver in _level(level, items, figures, most, explained)
    )


def _level(
    level: str, items: Sequence[ItemFigures], figures: AgencyFigures, most: int, explained: Fraction
) -> Iterator[Driver]:
    compared = _compared(level, items, figures)
    if compared is None:
        return
    gap = _gap(compared)
    behind = [part for part in compared.parts if compared.missing(part) > 0]
    behind.sort(key=lambda part: (-compared.missing(part), part.code))
    total = Fraction(0)
    for part in behind[:most]:
        driver = _driver(level, part, compared, gap)
        yield driver
        total += driver.share
        if total >= explained:
            return


def _compared(level: str, items: Sequence[ItemFigures], figures: AgencyFigures) -> _Comparison | None:
    """Compare with the plan, else with the budget; ``None`` where the level says no more than the agency does."""
    spent = figures.realization or 0
    if figures.plan is not None and added(item.plan for item in items) == figures.plan:
        parts = _known(_common(level, items, against_plan=True), figures)
        if not _is_whole(parts):
            return _Comparison(parts, True, figures.plan - spent)
    parts = _known(_common(level, items, against_plan=False), figures)
    if figures.budget is None or _is_whole(parts):
        return None
    return _Comparison(parts, False, figures.budget - spent)


def _known(parts: tuple[ItemFigures, ...], figures: AgencyFigures) -> tuple[ItemFigures, ...]:
    everything = holds_all_spending(parts, figures)
    return tuple(part for part in parts if everything or part.realization is not None)


def holds_all_spending(parts: Iterable[ItemFigures], figures: AgencyFigures) -> bool:
    """Whether parts state all that the agency spent, so that one that states nothing spent nothing."""
    return sum(part.realization or 0 for part in parts) >= (figures.realization or 0)


def _common(level: str, items: Sequence[ItemFigures], *, against_plan: bool) -> tuple[ItemFigures, ...]:
    """Roll the items up to codes at or beneath which both sides are stated; labels stand beside each other."""
    stated = [
        item
        for item in items
        if item.realization is not None or (item.plan if against_plan else item.budget) is not None
    ]
    if level not in ("kind", "activity"):
        return tuple(stated)
    names = {item.code: item.name for item in stated}
    outermost = codes.outermost(names)
    grouped: dict[str, list[ItemFigures]] = defaultdict(list)
    for item in items:
        common = codes.nearest(item.code, outermost)
        if common is not None:
            grouped[common].append(item)
    return tuple(_summed(common, names[common], grouped[common]) for common in sorted(grouped))


def _summed(code: str, name: str, items: Iterable[ItemFigures]) -> ItemFigures:
    given = tuple(items)
    return ItemFigures(
        code=code,
        name=name,
        budget=added(item.budget for item in given),
        realization=added(item.realization for item in given),
        plan=added(item.plan for item in given),
    )


def _is_whole(parts: Sequence[ItemFigures]) -> bool:
    """Whether the parts are the agency's expenditure as a whole, which explains nothing, or none at all."""
    return not parts or (
        len(parts) == 1
        and codes.classify(parts[0].code) is codes.CodeKind.ACCOUNT
        and codes.account_level(parts[0].code) == 1
    )


def _gap(compared: _Comparison) -> Gap:
    """Sum what lags and what is ahead; what the agency lacks beyond its parts lags, too, without a name."""
    amounts = [compared.missing(part) for part in compared.parts]
    beyond = max(0, compared.whole - sum(amounts))
    return Gap(
        behind=sum(amount for amount in amounts if amount > 0) + beyond,
        ahead=-sum(amount for amount in amounts if amount < 0),
    )


def _driver(level: str, part: ItemFigures, compared: _Comparison, gap: Gap) -> Driver:
    return Driver(
        level=level,
        code=part.code,
        name=part.name,
        budget=part.budget,
        realization=part.realization,
        plan=part.plan or 0 if compared.against_plan else None,
        missing=compared.missing(part),
        gap=gap,
    )
