"""The parts of an agency that have figures of their own: accounts, activities, labels, and what is not ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from skpd_eval.evaluation.ratios import percent, remaining, share
from skpd_eval.model import Contribution, Driver, Exclusion, ItemFigures, Mismatch, RankedAgency

EXCLUDED = "excluded"
"""Level of a part that is in the total and not in the ranking."""
ACCOUNTS = "accounts"
"""Level of a part that is all accounts under its codes, where ``kind`` is one kind of expenditure alone."""


@dataclass(frozen=True, slots=True)
class AgencyPart:
    """Figures of a part of an agency: amounts in sen, shares as fractions of one."""

    level: str
    """``kind``, ``accounts``, ``activity``, a topic of notes, or ``excluded``."""
    code: str
    name: str
    budget: int | None
    realization: int | None
    plan: int | None
    physical: Fraction | None = None
    missing: int | None = None
    share: Fraction | None = None
    contribution: Contribution | None = None
    mismatch: int | None = None

    @property
    def absorption(self) -> Fraction | None:
        """Realization over budget (F-10)."""
        return share(self.realization, self.budget)

    @property
    def remaining(self) -> int | None:
        """Budget minus realization (F-18)."""
        return remaining(self.budget, self.realization)

    @property
    def missing_in_all(self) -> int | None:
        """What ``share`` is a share of."""
        return int(self.missing / self.share) if self.missing and self.share else None


def parts_of(ranked: RankedAgency) -> dict[str, AgencyPart]:
    """Give the parts of a ranked agency by code, what drives its shortfall with what it lacks."""
    found = {part.code: part for part in _items(ranked)}
    for driver in ranked.drivers:
        known = found.get(driver.code)
        found[driver.code] = _of_driver(driver, None if known is None else known.physical)
    for mismatch in ranked.mismatches:
        found[mismatch.code] = _with_mismatch(found, mismatch)
    return found


def excluded_parts(code: str | None, name: str, exclusions: Sequence[Exclusion]) -> dict[str, AgencyPart]:
    """Give what an agency has outside the ranking by account; the whole of an excluded agency by no account."""
    return {
        one.account or "": AgencyPart(
            EXCLUDED,
            one.account or "",
            one.agency_name,
            one.budget,
            one.realization,
            one.plan,
            contribution=one.contribution,
        )
        for one in exclusions
        if (one.agency_code, one.agency_name) == (code, name)
    }


def _items(ranked: RankedAgency) -> Iterator[AgencyPart]:
    figures = ranked.figures
    capital = () if ranked.capital is None else (ranked.capital,)
    levels = (
        ("kind", figures.kinds),
        (ACCOUNTS, capital),
        ("activity", figures.activities),
        *figures.labels,
    )
    for level, items in levels:
        yield from (_of_item(level, item) for item in items)


def _of_item(level: str, item: ItemFigures) -> AgencyPart:
    return AgencyPart(
        level, item.code, item.name, item.budget, item.realization, item.plan, percent(item.physical)
    )


def _of_driver(driver: Driver, physical: Fraction | None) -> AgencyPart:
    level = ACCOUNTS if driver.level == "kind" else driver.level
    return AgencyPart(
        level,
        driver.code,
        driver.name,
        driver.budget,
        driver.realization,
        driver.plan,
        physical,
        driver.missing,
        driver.share,
    )


def _with_mismatch(found: dict[str, AgencyPart], mismatch: Mismatch) -> AgencyPart:
    known = found.get(mismatch.code)
    part = known or AgencyPart("activity", mismatch.code, mismatch.name, None, None, None)
    return replace(part, mismatch=mismatch.amount)
