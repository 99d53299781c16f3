"""The government as a whole: sums over everything, and the figures that are means of agencies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from skpd_eval.evaluation.entries import added
from skpd_eval.evaluation.progress import weighted_share
from skpd_eval.evaluation.ratios import ratios, share
from skpd_eval.model import AgencyFigures, Exclusion, RankedAgency, Total


def total_of(
    rows: Sequence[RankedAgency],
    unranked: Sequence[RankedAgency],
    exclusions: Sequence[Exclusion],
    weights: tuple[Decimal, Decimal],
) -> Total:
    """Sum ranked rows, unranked rows and exclusions, so that the three together are the total, to the sen.

    Absorption is sum over sum, of what states both: a budget without realization or the reverse is in the
    sums alone. ``mean_absorption`` is the plain mean over ranked rows. An amount that a row does not state adds
    nothing, and one that none states is unknown; a plan that lacks one agency's part is unknown, and where it
    lacks an exclusion's part, nothing is divided by it or compared with it.
    """
    agencies = [row.figures for row in (*rows, *unranked)]
    everything: list[AgencyFigures | Exclusion] = [*agencies, *exclusions]
    lacks_agency = any(part.budget and part.plan is None for part in agencies)
    plan = None if lacks_agency else added(part.plan for part in everything)
    physical, target = _weighted(agencies, _physical), _weighted(agencies, _target)
    found = ratios(
        *of_both(agencies, exclusions),
        physical_target=target,
        physical=physical,
        without_personnel=_without_personnel(agencies, exclusions),
        weights=weights,
    )
    if _known(agencies, _physical) != _known(agencies, _target):
        found = replace(found, physical_deviation=None, physical_achievement=None)
    return Total(
        budget=added(part.budget for part in everything),
        realization=added(part.realization for part in everything),
        plan=plan,
        ratios=found,
        mean_absorption=_mean([row.ratios.absorption for row in rows]),
        agencies=len(agencies) + len(only_excluded(agencies, exclusions)),
        physical_weighted=physical,
        physical_target_weighted=target,
        mean_physical=_mean([row.ratios.physical for row in rows]),
        mean_physical_target=_mean([row.ratios.physical_target for row in rows]),
    )


def states_both(part: AgencyFigures | Exclusion) -> bool:
    """Whether a percentage can be made of it: its budget and its realization are known."""
    return part.budget is not None and part.realization is not None


def of_both(
    agencies: Sequence[AgencyFigures], exclusions: Sequence[Exclusion]
) -> tuple[int | None, int | None, int | None]:
    """Budget, realization and plan of the parts that state the first two."""
    everything: list[AgencyFigures | Exclusion] = [*agencies, *exclusions]
    parts = [part for part in everything if states_both(part)]
    lacks_plan = any(part.budget and part.plan is None for part in parts)
    plan = None if lacks_plan else added(part.plan for part in parts)
    return added(part.budget for part in parts), added(part.realization for part in parts), plan


def only_excluded(
    agencies: Sequence[AgencyFigures], exclusions: Sequence[Exclusion]
) -> set[tuple[str | None, str]]:
    """Agencies that reported nothing but what is out of the ranking."""
    ranked = {(agency.code, agency.name) for agency in agencies}
    return {(part.agency_code, part.agency_name) for part in exclusions} - ranked


def _without_personnel(agencies: Sequence[AgencyFigures], exclusions: Sequence[Exclusion]) -> Fraction | None:
    """Take personnel out of the sums; unknown where it is for a part of them, as for an excluded agency."""
    both = [agency for agency in agencies if states_both(agency)]
    own = [agency for agency in both if agency.budget or agency.realization]
    if any(None in (one.personnel_budget, one.personnel_realization) for one in own):
        return None
    if any(exclusion.account is None for exclusion in exclusions):
        return None
    budget, realization, _ = of_both(agencies, exclusions)
    if budget is None or realization is None:
        return None
    planned = added(one.personnel_budget for one in own) or 0
    spent = added(one.personnel_realization for one in own) or 0
    return share(realization - spent, budget - planned)


def _mean(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def _physical(agency: AgencyFigures) -> Fraction | None:
    return agency.physical


def _target(agency: AgencyFigures) -> Fraction | None:
    return agency.physical_target


def _weighted(
    agencies: Sequence[AgencyFigures], share_of: Callable[[AgencyFigures], Fraction | None]
) -> Fraction | None:
    weighted = weighted_share((agency.budget, share_of(agency)) for agency in agencies)
    return None if weighted is None else weighted / 100


def _known(
    agencies: Sequence[AgencyFigures], share_of: Callable[[AgencyFigures], Fraction | None]
) -> set[str]:
    return {agency.identity or agency.name for agency in agencies if share_of(agency) is not None}
