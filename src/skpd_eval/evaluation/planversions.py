"""Versions of a cash plan: the one in force on the quarter's first day, and the year's first one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from skpd_eval import money
from skpd_eval.evaluation.identity import Identities
from skpd_eval.evaluation.picks import Pick
from skpd_eval.findings import say
from skpd_eval.model import Finding, Holding, RankedAgency
from skpd_eval.period import Quarter


class PlanChoice(NamedTuple):
    """Which submissions give an agency's plan, by unit."""

    in_force: tuple[Pick, ...]
    first: tuple[Pick, ...]
    """Empty where the first version is the one in force."""
    changes: int
    """How often the plan changed up to the one in force; what replaces a plan of the same day is no change."""


def plan_in_force(plans: Sequence[Holding], identities: Identities, day: dt.date) -> PlanChoice:
    """Choose the plan in force on the first day of the quarter that a day is in, else the earliest.

    A form handed in without being filled in has no lines and is no version.
    """
    first_day = Quarter.of(day).start
    by_unit: dict[str, list[Holding]] = defaultdict(list)
    for holding in plans:
        if holding.submission.lines:
            by_unit[identities.unit_keys[holding.agency_id]].append(holding)
    in_force, first, days = [], [], set()
    for unit, held in sorted(by_unit.items()):
        started = sorted({holding.submission.cutoff for holding in held})
        until = [cutoff for cutoff in started if cutoff <= first_day] or started[:1]
        in_force.append(_newest(unit, held, until[-1]))
        first.append(_newest(unit, held, until[0]))
        days.update(until[1:])
    return PlanChoice(tuple(in_force), tuple(first) if days else (), len(days))


def _newest(unit: str, held: Sequence[Holding], cutoff: dt.date) -> Pick:
    at = [holding for holding in held if holding.submission.cutoff == cutoff]
    chosen = max(at, key=lambda holding: holding.submission.number)
    return Pick(chosen.submission, chosen.agency_id, unit)


def plan_version_findings(rows: Sequence[RankedAgency]) -> Iterator[Finding]:
    """Say how often plans changed, and what the first versions would give: of all agencies, then of each.

    ``plan-versions`` (information). Amounts are ``plan`` (in force) and ``before`` (first version), sen;
    ``achieved`` and ``first_achieved`` percent. What is unknown is empty. Together are the agencies whose plan
    is known, without what is out of the ranking.
    """
    changed = [row.figures for row in rows if row.figures.plan_changes]
    if not changed:
        return
    planned = [row.figures for row in rows if row.figures.plan is not None]
    first = [agency.first_plan if agency.plan_changes else agency.plan for agency in planned]
    together = _compared(
        sum(agency.plan or 0 for agency in planned),
        None if None in first else sum(plan or 0 for plan in first),
        sum(agency.realization or 0 for agency in planned),
    )
    yield say(
        "plan-versions",
        {
            "agencies": len(changed),
            "count": max(agency.plan_changes for agency in changed),
            **together,
        },
    )
    for agency in changed:
        compared = _compared(agency.plan, agency.first_plan, agency.realization)
        arguments = {"agency": agency.name, "count": agency.plan_changes, **compared}
        yield say("plan-versions", arguments, cutoff=agency.cutoff)


def _compared(plan: int | None, first: int | None, realization: int | None) -> dict[str, int | str]:
    return {
        "plan": "" if plan is None else plan,
        "achieved": _achieved(realization, plan),
        "before": "" if first is None else first,
        "first_achieved": _achieved(realization, first),
    }


def _achieved(realization: int | None, plan: int | None) -> str:
    if realization is None or not plan or plan < 0:
        return ""
    return str(money.round_half_up(Fraction(realization, plan) * 100, 2))
