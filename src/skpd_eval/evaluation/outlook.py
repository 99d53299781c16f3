"""What it would take: rupiah to reach the plan, and a pace judged against last year's, never a straight line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from fractions import Fraction

from skpd_eval import money, period
from skpd_eval.evaluation.eachrow import with_each_row
from skpd_eval.model import AgencyFigures, Evaluation, Exclusion, Goal, LastYear, Outlook, RankedAgency, Total
from skpd_eval.period import Quarter

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Reference:
    """Last year at the same date and at its end, where the ledger has them."""

    same_date: Evaluation | None = None
    year_end: Evaluation | None = None
    at: dict[str, Fraction] = field(default_factory=dict)
    """Absorption at the same date by identity."""
    ended: dict[str, Fraction] = field(default_factory=dict)
    """The same at the year's end."""
    whole: bool = True
    """Whether so many agencies reported then that their total is the government's."""


def reference(same_date: Evaluation | None, year_end: Evaluation | None) -> Reference:
    """Order what last year's evaluations say by agency; a year that does not reach its last day has no end."""
    if year_end is not None and year_end.cutoff != dt.date(year_end.year, _MONTHS, 31):
        year_end = None
    return Reference(same_date, year_end, _absorptions(same_date), _absorptions(year_end))


def _absorptions(evaluation: Evaluation | None) -> dict[str, Fraction]:
    rows = () if evaluation is None else (*evaluation.rows, *evaluation.unranked)
    return {
        row.figures.identity: found
        for row in rows
        if (found := row.ratios.absorption) is not None
        and evaluation is not None
        and row.figures.cutoff == evaluation.cutoff
    }


def outlook(figures: AgencyFigures, absorption: Fraction | None, before: Reference) -> Outlook:
    """Say what an agency would have to spend, and how fast last year went on from the same date."""
    goals = _goals(figures)
    gone = period.months_gone(figures.cutoff)
    known = figures.realization is not None and gone > 0
    pace = Fraction(figures.realization or 0) / gone if known else None
    last = last_year(figures.identity, before)
    return Outlook(
        goals=goals,
        pace=None if pace is None else int(money.round_half_up(pace, 0)),
        speed_needed=_speed_needed(goals, pace, gone),
        last_year=last,
        since_last_year=None if last is None or absorption is None else absorption - last.absorption,
    )


def last_year(identity: str, before: Reference) -> LastYear | None:
    """Give the agency's own last year, else the government's; ``None`` where the ledger has neither."""
    if before.same_date is None:
        return None
    cutoff = before.same_date.cutoff
    own = before.at.get(identity)
    if own is not None:
        ended = before.ended.get(identity)
        return LastYear(True, cutoff, own, ended, _speed(own, ended, cutoff))
    at = before.same_date.total.ratios.absorption
    if at is None or not before.whole:
        return None
    ended = None if before.year_end is None else _of(before.year_end.total)
    return LastYear(False, cutoff, at, ended, _speed(at, ended, cutoff))


def _of(total: Total) -> Fraction | None:
    return total.ratios.absorption


def _speed(at: Fraction, ended: Fraction | None, cutoff: dt.date) -> Fraction | None:
    """Divide the monthly pace after a date by the one before it; both of their own budget in force."""
    gone = period.months_gone(cutoff)
    if ended is None or at <= 0 or not 0 < gone < _MONTHS:
        return None
    return (ended - at) / (_MONTHS - gone) / (at / gone)


def _goals(figures: AgencyFigures) -> tuple[Goal, ...]:
    if figures.realization is None or not figures.plan_by_month:
        return ()
    year = figures.cutoff.year
    following = Quarter.of(figures.cutoff)
    if figures.cutoff == following.end and following.number < 4:
        following = following.next()
    months = dict.fromkeys((following.months[-1], _MONTHS))
    gone = period.months_gone(figures.cutoff)
    found = []
    for month in months:
        plan = figures.plan_by_month[month - 1]
        if plan is not None and month > gone:
            needed = max(0, plan - figures.realization)
            each = int(money.round_half_up(Fraction(needed) / (month - gone), 0))
            found.append(Goal(period.month_end(year, month), plan, needed, each))
    return tuple(found)


def _speed_needed(goals: tuple[Goal, ...], pace: Fraction | None, gone: Fraction) -> Fraction | None:
    """``None`` where the plan does not reach the year's end."""
    at_year_end = goals and goals[-1].day.month == _MONTHS
    return _times(goals[-1].needed, pace, gone) if at_year_end else None


def _times(needed: int, pace: Fraction | None, gone: Fraction) -> Fraction | None:
    """Divide the monthly pace that would spend an amount by the year's end by the one so far."""
    if not pace or pace <= 0 or gone >= _MONTHS:
        return None
    return Fraction(needed) / (_MONTHS - gone) / pace


def with_government(evaluation: Evaluation) -> Evaluation:
    """Put beside each agency's pace the one that the government as a whole needs at the same date."""
    speed = _government_speed(evaluation)

    def beside_it(row: RankedAgency) -> RankedAgency:
        return (
            row if row.outlook is None else replace(row, outlook=replace(row.outlook, government_speed=speed))
        )

    return with_each_row(evaluation, beside_it)


def _government_speed(evaluation: Evaluation) -> Fraction | None:
    """``None`` for one agency alone, for agencies of several dates, and where the year's plan of a part is unknown."""
    agencies = [row.figures for row in (*evaluation.rows, *evaluation.unranked)]
    everything: list[AgencyFigures | Exclusion] = [*agencies, *evaluation.exclusions]
    counted = [part for part in everything if part.budget or part.realization]
    known = [part.plan_of_year for part in counted if part.plan_of_year is not None]
    alike = {agency.cutoff for agency in agencies} == {evaluation.cutoff}
    silent = len(known) < len(counted) or any(part.realization is None for part in counted)
    if evaluation.total.agencies < 2 or not alike or silent:
        return None
    gone, realization = period.months_gone(evaluation.cutoff), evaluation.total.realization
    if realization is None:
        return None
    pace = Fraction(realization) / gone if gone else None
    return _times(max(0, sum(known) - realization), pace, gone)
