"""The trend as machines read it: the object of ``trend --format json``."""

from __future__ import annotations

from skpd_eval.model import AgencyTrend, CurvePoint, SameAgencies, Trend, TrendPoint
from skpd_eval.presentation import machine
from skpd_eval.presentation.machine import Plain
from skpd_eval.presentation.safe import visible

TREND_SCHEMA = "skpd-eval/trend/1"


def to_plain(found: Trend, language: str = "id") -> dict[str, Plain]:
    """The object of ``trend --format json``."""
    return {
        "schema": TREND_SCHEMA,
        "government": found.government,
        "key": found.key.value,
        "language": language,
        "positions": [_point(point) for point in found.points],
        "same_date_last_year": None if found.last_year is None else _point(found.last_year),
        "same_agencies": None if found.same is None else _same(found.same),
        "agencies": [_agency(one) for one in found.agencies],
        "lowest_count": found.lowest_count,
        "persistent": [visible(one.name) for one in found.persistent],
        "risers": [visible(one.name) for one in found.risers],
        "fallers": [visible(one.name) for one in found.fallers],
        "curve": [_curve_point(point) for point in found.curve],
    }


def _point(point: TrendPoint) -> dict[str, Plain]:
    return {
        "year": point.year,
        "quarter": point.quarter,
        "cutoff": point.cutoff.isoformat(),
        "budget": machine.rupiah(point.budget),
        "realization": machine.rupiah(point.realization),
        "plan": machine.rupiah(point.plan),
        "absorption_pct": machine.hundredths(point.absorption),
        "agencies": point.agencies,
        "agencies_ranked_now": point.of,
        "agencies_in_common": point.common,
        "thin": point.thin,
    }


def _same(same: SameAgencies) -> dict[str, Plain]:
    return {
        "agencies": same.agencies,
        "absorption_pct": [machine.hundredths(value) for value in same.absorptions],
    }


def _agency(one: AgencyTrend) -> dict[str, Plain]:
    effect = one.budget_effect
    return {
        "agency_code": one.code,
        "agency_name": one.name,
        "measures_pct": [machine.hundredths(value) for value in one.measures],
        "ranks": [*one.ranks],
        "rank_change": one.rank_change,
        "change_pp": machine.hundredths(one.change),
        "realized_pp": None if effect is None else machine.hundredths(effect.realized),
        "budget_pp": None if effect is None else machine.hundredths(effect.budget),
        "last_year_pct": machine.hundredths(one.last_year),
        "since_last_year_pp": machine.hundredths(one.since_last_year),
        "times_lowest": one.times_lowest,
        "adjusted_absorption_pct": machine.hundredths(one.adjusted),
    }


def _curve_point(point: CurvePoint) -> dict[str, Plain]:
    return {
        "month": point.month,
        "plan_pct": machine.hundredths(point.plan),
        "realization_pct": machine.hundredths(point.realization),
        "agencies": point.agencies,
    }
