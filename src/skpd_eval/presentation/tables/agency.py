"""``show AGENCY --format json``: a ranked row with all that explains it, and its kinds of expenditure."""

from __future__ import annotations

from collections.abc import Iterable

from skpd_eval.model import (
    Evaluation,
    IndicatorAchievement,
    ItemFigures,
    Mismatch,
    Outlook,
    RankedAgency,
)
from skpd_eval.presentation import machine
from skpd_eval.presentation.machine import Plain, hundredths, rupiah
from skpd_eval.presentation.tables.notes import noted_rows

AGENCY_SCHEMA = "skpd-eval/agency/1"


def to_plain(
    evaluation: Evaluation, row: RankedAgency, kinds: list[Plain], language: str = "id"
) -> dict[str, Plain]:
    """One agency as an object: ``rows`` are its kinds of expenditure as every table gives them."""
    contribution, effect = row.contribution, row.budget_effect
    return {
        "schema": AGENCY_SCHEMA,
        "language": language,
        **{name: machine.plain(value) for name, value in machine.about(evaluation)},
        "agency": {
            **machine.lowest_row(evaluation, row, language),
            "contribution": None if contribution is None else rupiah(contribution.amount),
            "contribution_pp": None if contribution is None else hundredths(contribution.points),
            "contribution_share_pct": None if contribution is None else hundredths(contribution.share),
            "realized_pp": None if effect is None else hundredths(effect.realized),
            "budget_changed_pp": None if effect is None else hundredths(effect.budget),
            "plan_changes": row.figures.plan_changes,
            "first_plan": rupiah(row.figures.first_plan),
            "quadrant": None if row.quadrant is None else row.quadrant.value,
            "capital": None if row.capital is None else _item(row.capital),
            "unspent": [_item(item) for item in row.unspent],
            "mismatches": [_mismatch(one) for one in row.mismatches],
            "outlook": None if row.outlook is None else _outlook(row.outlook),
            "outputs": [_indicator(one) for one in row.figures.outputs],
        },
        "rows": kinds,
        "activities": _items(row.figures.activities),
        "stated": [
            {"activity": one.activity, "row": one.row, **one.said} for one in noted_rows(row.figures.notes)
        ],
        "findings": [
            machine.finding(one, language)
            for one in evaluation.findings
            if one.arguments.get("agency") == row.figures.name
        ],
    }


def _items(items: Iterable[ItemFigures]) -> list[Plain]:
    return [_item(item) for item in items]


def _item(item: ItemFigures) -> dict[str, Plain]:
    return {
        "code": item.code,
        "name": item.name or None,
        "budget": rupiah(item.budget),
        "realization": rupiah(item.realization),
        "plan": rupiah(item.plan),
        "absorption_pct": hundredths(item.absorption),
        "physical_pct": None if item.physical is None else hundredths(item.physical / 100),
    }


def _mismatch(one: Mismatch) -> dict[str, Plain]:
    return {
        "code": one.code,
        "name": one.name,
        "amount": rupiah(one.amount),
        "physical_pct": hundredths(one.physical),
        "absorption_pct": hundredths(one.absorption),
    }


def _outlook(found: Outlook) -> dict[str, Plain]:
    last = found.last_year
    return {
        "goals": [
            {
                "day": goal.day.isoformat(),
                "plan": rupiah(goal.plan),
                "needed": rupiah(goal.needed),
                "per_month": rupiah(goal.per_month),
            }
            for goal in found.goals
        ],
        "per_month_so_far": rupiah(found.pace),
        "speed_needed_pct": hundredths(found.speed_needed),
        "government_speed_needed_pct": hundredths(found.government_speed),
        "last_year": None
        if last is None
        else {
            "of": "agency" if last.of_agency else "government",
            "cutoff": last.cutoff.isoformat(),
            "absorption_pct": hundredths(last.absorption),
            "year_end_pct": hundredths(last.year_end),
            "speed_pct": hundredths(last.speed),
        },
        "since_last_year_pp": hundredths(found.since_last_year),
    }


def _indicator(one: IndicatorAchievement) -> dict[str, Plain]:
    realization = one.realization
    return {
        "indicator": one.indicator,
        "measure": one.measure,
        "activity": one.activity,
        "polarity": one.polarity.value,
        "consolidation": one.consolidation.value,
        "target": None if one.target is None else machine.decimal(one.target),
        "upper": one.upper,
        "realization": None if realization is None else machine.decimal(realization),
        "raw_pct": hundredths(one.raw),
        "counted_pct": hundredths(one.counted),
        "reason": None if one.reason is None else one.reason.value,
    }
