"""What carries an agency's missing amount: kinds of expenditure and activities that are furthest behind."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from skpd_eval.evaluation.ratios import share
from skpd_eval.model import AgencyFigures, Driver, ItemFigures

MOST = 5
"""Drivers of one level that are worth a meeting's time."""
EXPLAINED = Fraction(4, 5)
"""Share of the missing amount after which the rest is detail."""


def drivers_of(
    figures: AgencyFigures, most: int = MOST, explained: Fraction = EXPLAINED
) -> tuple[Driver, ...]:
    """Name the kinds, the activities, funding sources and ways of procurement that carry what is missing.

    Each level largest first.

    Missing is plan minus realization where the item has a plan, else budget minus realization. A level stops
    when its drivers explain ``explained`` of what is missing, or at ``most``. An item whose budget is
    unknown, or that is not behind, drives nothing; spending that an item does not state is taken as not made.
    """
    return (
        *_level("kind", figures.kinds, figures, most, explained),
        *_level("activity", figures.activities, figures, most, explained),
        *(
            driver
            for topic, items in figures.labels
            for driver in _level(topic, items, figures, most, explained)
        ),
    )


def missing_of(budget: int | None, realization: int | None, plan: int | None) -> int | None:
    """Give plan minus realization, else budget minus realization, in sen; ``None`` where both are unknown."""
    target = budget if plan is None else plan
    return None if target is None or realization is None else target - realization


def _level(
    level: str, items: Sequence[ItemFigures], figures: AgencyFigures, most: int, explained: Fraction
) -> list[Driver]:
    behind = [driver for driver in (_driver(level, item, figures) for item in items) if driver.missing > 0]
    behind.sort(key=lambda driver: (-driver.missing, driver.code))
    found: list[Driver] = []
    total = Fraction(0)
    for driver in behind[:most]:
        found.append(driver)
        total += driver.share or 0
        if total >= explained:
            break
    return found


def _driver(level: str, item: ItemFigures, figures: AgencyFigures) -> Driver:
    realization = item.realization or 0
    missing = missing_of(item.budget, realization, item.plan) or 0
    whole_plan = None if item.plan is None else figures.plan
    return Driver(
        level=level,
        code=item.code,
        name=item.name,
        budget=item.budget or 0,
        realization=realization,
        plan=item.plan,
        missing=missing,
        share=share(missing, missing_of(figures.budget, figures.realization, whole_plan)),
    )
