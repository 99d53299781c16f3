"""What an official reads out of one agency: whether it matters, what its detail shows, what it would take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from skpd_eval.model import Evaluation, Goal, ItemFigures, LastYear, Mismatch, Outlook, RankedAgency, Ratios
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences.words import quarter

_QUADRANT = {
    "done-not-paid": mark(
        "The work is on target and payment behind plan: see whether completed work waits to be paid."
    ),
    "paid-not-done": mark(
        "Payment is on plan and the work behind target: see whether money went out ahead of the work."
    ),
}
_BESIDE_GOVERNMENT = mark(
    "So far it has spent {pace} a month; the year-end plan requires {speed} times that "
    "(of all agencies that reported: {whole} times)."
)
_BESIDE_LAST_YEAR = mark("So far it has spent {pace} a month; the year-end plan requires {speed} times that.")
_BESIDE_NOTHING = mark(
    "So far it has spent {pace} a month; the year-end plan requires {speed} times that "
    "(no previous year in the ledger to compare with)."
)
"""What an agency's pace is told beside: it says nothing by itself, as spending is late everywhere."""
_NAMED = 3


def weight(row: RankedAgency, language: str, *, complete: bool = True) -> Iterator[str]:
    """What the agency adds to the government's shortfall, or makes up for.

    Of the agencies that reported, where that are not all of them (``complete``).
    """
    t = translator(language)
    found = row.contribution
    if found is None or not found.amount:
        return
    points = hundredfold(found.points)
    arguments = {
        "amount": numbers.compact_money(abs(found.amount), language),
        "points": "–" if points is None else numbers.percent(abs(points), language),
        "whole": _who(language, complete=complete),
    }
    if found.amount < 0:
        yield t("It is {amount} ahead of plan: {points} points of the absorption of {whole}.", **arguments)
    elif found.share is None:
        yield t("It is {amount} behind plan: {points} points of the absorption of {whole}.", **arguments)
    else:
        yield t(
            "It accounts for {amount} ({share}%) of all shortfalls against plan of {whole}: "
            "{points} points of the absorption of {whole}.",
            share=numbers.percent(found.share * 100, language),
            **arguments,
        )


def _who(language: str, *, complete: bool) -> str:
    t = translator(language)
    return t("the government") if complete else t("the agencies that reported")


def planned_late(row: RankedAgency, total: Ratios, language: str, *, complete: bool = True) -> Iterator[str]:
    """Why an agency that is not behind its plan stands below the government, or below all that reported."""
    if row.planned_late:
        yield translator(language)(
            "It is not behind its plan; it absorbs less than {whole} because it plans less by this date: "
            "{plan}% of its budget, {whole} {value}%.",
            whole=_who(language, complete=complete),
            plan=_percent(row.ratios.plan_share, language),
            value=_percent(total.plan_share, language),
        )


def movement(row: RankedAgency, since: int, language: str) -> Iterator[str]:
    """Why absorption moved since a quarter, where the budget changed too."""
    effect = row.budget_effect
    if effect is None or not effect.budget:
        return
    t = translator(language)
    yield t(
        "Since {quarter}: {points} points, of which {realized} from spending and {budget} from the change of budget.",
        quarter=quarter(since, language),
        points=numbers.points((effect.realized + effect.budget) * 100, language),
        realized=numbers.points(effect.realized * 100, language),
        budget=numbers.points(effect.budget * 100, language),
    )


def compared_ranks(evaluation: Evaluation, language: str) -> Iterator[str]:
    """Of whom a change of rank is told, or why it is not."""
    t = translator(language)
    rows = evaluation.rows
    known = [row for row in rows if row.previous_absorption is not None]
    if any(row.moved_by_others for row in rows):
        yield t("Change of rank: among those that this position and the one before both rank.")
    elif known and evaluation.previous is not None and all(row.rank_change is None for row in rows):
        yield t(
            "No change of rank: {quarter} has {count} of the {of} ranked here.",
            quarter=quarter(evaluation.previous[1], language),
            count=len(known),
            of=len(rows),
        )


def detail(row: RankedAgency, language: str) -> Iterator[str]:
    """Nothing spent, capital stuck, work against money."""
    t = translator(language)
    if row.unspent:
        items = "; ".join(_item(item, language) for item in row.unspent[:_NAMED])
        yield t("Nothing is spent yet of: {items}.", items=items)
    if row.capital is not None:
        yield _capital(row.capital, row.ratios.absorption, language)
    if row.quadrant is not None and row.quadrant in _QUADRANT:
        yield t(_QUADRANT[row.quadrant])
    unpaid = [one for one in row.mismatches if one.amount > 0]
    ahead = [one for one in row.mismatches if one.amount < 0]
    if unpaid:
        yield t("Work ahead of the money: {items}.", items=_mismatches(unpaid, language))
    if ahead:
        yield t("Money ahead of the work: {items}.", items=_mismatches(ahead, language))


def _item(item: ItemFigures, language: str) -> str:
    return f"{visible(item.name)} ({numbers.compact_money(item.budget or 0, language)})"


def _capital(item: ItemFigures, absorption: Fraction | None, language: str) -> str:
    t = translator(language)
    spent = numbers.compact_money(item.realization or 0, language)
    budget = numbers.compact_money(item.budget or 0, language)
    if item.plan is not None:
        return t(
            "Capital spending is behind its plan: {spent} of {plan} planned by this date (budget {budget}).",
            spent=spent,
            plan=numbers.compact_money(item.plan, language),
            budget=budget,
        )
    return t(
        "Capital spending absorbs less than the agency as a whole: "
        "{spent} of {budget} ({value}%, the agency {whole}%).",
        spent=spent,
        budget=budget,
        value=_percent(item.absorption, language),
        whole=_percent(absorption, language),
    )


def _mismatches(given: Sequence[Mismatch], language: str) -> str:
    t = translator(language)
    return "; ".join(
        t(
            "{name}, about {amount} (physical {physical}%, financial {financial}%)",
            name=visible(one.name),
            amount=numbers.compact_money(abs(one.amount), language),
            physical=_percent(one.physical, language),
            financial=_percent(one.absorption, language),
        )
        for one in given[:_NAMED]
    )


def _percent(value: Fraction | None, language: str) -> str:
    exact = hundredfold(value)
    return "–" if exact is None else numbers.percent(exact, language)


def ahead(found: Outlook, language: str) -> Iterator[str]:
    """Rupiah to the plans to come, and the pace beside last year's."""
    for goal in found.goals:
        yield _goal(goal, language)
    if found.pace is not None and found.speed_needed is not None:
        yield _pace(found, found.pace, found.speed_needed, language)
    if found.last_year is not None:
        yield from _last_year(found, found.last_year, language)


def _pace(found: Outlook, pace: int, speed: Fraction, language: str) -> str:
    arguments = {
        "pace": numbers.compact_money(pace, language),
        "speed": numbers.factor(speed, language),
    }
    if found.government_speed is not None:
        message, arguments["whole"] = _BESIDE_GOVERNMENT, numbers.factor(found.government_speed, language)
    else:
        message = _BESIDE_NOTHING if found.last_year is None else _BESIDE_LAST_YEAR
    return translator(language)(message, **arguments)


def _goal(goal: Goal, language: str) -> str:
    t = translator(language)
    day = numbers.date(goal.day, language)
    if not goal.needed:
        return t("The plan of {date} is already reached.", date=day)
    return t(
        "To reach the plan for {date} it must spend {amount} more, {month} a month.",
        date=day,
        amount=numbers.compact_money(goal.needed, language),
        month=numbers.compact_money(goal.per_month or goal.needed, language),
    )


def _last_year(found: Outlook, last: LastYear, language: str) -> Iterator[str]:
    t = translator(language)
    since = hundredfold(found.since_last_year)
    arguments = {
        "date": numbers.date(last.cutoff, language),
        "value": _percent(last.absorption, language),
        "points": "–" if since is None else numbers.points(since, language),
    }
    if last.of_agency:
        yield t("On {date} it had reached {value}%; now that is {points} points.", **arguments)
    else:
        yield t(
            "On {date} the government had reached {value}%; the agency now: {points} points.", **arguments
        )
    if last.speed is not None:
        yield t(
            "From there to the end of last year spending ran {speed} times as fast as before, to {value}%.",
            speed=numbers.factor(last.speed, language),
            value=_percent(last.year_end, language),
        )
