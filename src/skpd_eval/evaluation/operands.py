"""What a figure of an agency is made from: other figures, and lines found on the way that the ranking goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from skpd_eval import codes, period
from skpd_eval.errors import UsageError
from skpd_eval.evaluation.detail import labels_of
from skpd_eval.evaluation.entries import Entry
from skpd_eval.evaluation.explain_total import TOTAL, lines_behind, operand_of_total, summed_in
from skpd_eval.evaluation.items import kind_of
from skpd_eval.evaluation.parts import ACCOUNTS, EXCLUDED, AgencyPart
from skpd_eval.evaluation.ratios import months_left
from skpd_eval.evaluation.shortfall import lacking
from skpd_eval.evaluation.tracing import Tracer
from skpd_eval.model import (
    Ask,
    BudgetChoice,
    Evaluation,
    Goal,
    Measure,
    Number,
    Operand,
    RankedAgency,
    Source,
    TracedLine,
)
from skpd_eval.model.measure import taken
from skpd_eval.model.measures import KEYS, MEASURES
from skpd_eval.regulations import Rulebook

_PREFIX = f"{TOTAL}-"


@dataclass(frozen=True, slots=True)
class Figure:
    """What is asked for: a measure, of the whole or of a part of it."""

    measure: Measure
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """An agency with all that its figures are taken from; ``ranked`` is ``None`` where it is only excluded."""

    evaluation: Evaluation
    tracer: Tracer
    rules: Rulebook
    name: str
    ranked: RankedAgency | None
    weights: tuple[Decimal, Decimal]
    """Of physical progress and absorption in the combined measure."""
    parts: dict[str, AgencyPart] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Followed:
    """A figure that is followed back, with the part or the plan to come that it is of."""

    subject: Subject
    figure: Figure
    part: AgencyPart | None
    goal: Goal | None

    def name(self) -> str:
        """Give the name of the part, empty where it is the whole."""
        part = self.part
        if part is None:
            return ""
        return (
            self.subject.tracer.data.names.get(part.code, part.code) if part.level == EXCLUDED else part.name
        )

    def value(self, key: str) -> Number:
        """Take a figure from the part, the plan to come or the agency that it is of."""
        measure = MEASURES[key]
        if measure.goal:
            return taken(self.goal, measure.goal)
        if self.part is not None and measure.part:
            return taken(self.part, measure.part)
        if key in COMPUTED and self.subject.ranked is not None:
            return COMPUTED[key](self)
        return taken(self.subject.ranked, measure.row)

    def operand(self, key: str) -> Operand:
        """Give a figure with its lines where it is made of lines, else with how to ask for it."""
        if key.startswith(_PREFIX):
            return operand_of_total(self.subject.evaluation, MEASURES[key.removeprefix(_PREFIX)])
        measure, value = MEASURES[key], self.value(key)
        if measure.operands or key not in _TRACED or (self.subject.ranked is None and self.part is None):
            ask = None if key in COMPUTED or key == self.figure.measure.key else self.asked(measure)
            return Operand(measure, value, ask=ask)
        return _TRACED[key](self, key, value)

    def asked(self, measure: Measure) -> Ask:
        """Say how another figure of the same agency, part or plan is asked for."""
        of_part = self.part is not None and measure.part
        part = self.figure.part if of_part or measure.goal else None
        return Ask(self.subject.name, measure.key if part is None else f"{measure.key}:{part}")

    def entries(self) -> Sequence[Entry]:
        """Give the entries of the part, else what the agency's ranking counts."""
        part, tracer = self.part, self.subject.tracer
        if part is None or not part.code:
            return self._counted()
        if part.level == EXCLUDED:
            return tracer.money.found.excluded[part.code]
        if part.level == "kind":
            return [entry for entry in tracer.counted() if kind_of(entry.account or "") == part.code]
        if part.level == ACCOUNTS:
            return [entry for entry in tracer.counted() if _within(entry.account, part.code.split(", "))]
        if part.level == "activity":
            return [entry for entry in tracer.by_activity() if entry.activity == part.code]
        labels = labels_of(tracer.row.progress, tracer.data)[part.level]
        return [entry for entry in tracer.by_activity() if labels.get(entry.activity or "") == part.code]

    def _counted(self) -> Sequence[Entry]:
        """Give what the agency's ranking counts, without personnel where the measure leaves it out."""
        without = self.subject.rules.personnel if self.figure.measure.key == "without-personnel" else ()
        return [entry for entry in self.subject.tracer.counted() if not _within(entry.account, without)]


def _within(account: str | None, above: Sequence[str]) -> bool:
    return account is not None and any(codes.is_within(account, one) for one in above)


_Trace = Callable[[Followed, str, Number], Operand]


def _amounts(one: Followed, key: str, value: Number) -> Operand:
    known = None if value is None else int(value)
    if known is not None and one.figure.measure.key == "without-personnel":
        known = _without_personnel(one, key, known)
    return one.subject.tracer.amounts(key, known, one.entries())


def _without_personnel(one: Followed, key: str, whole: int) -> int | None:
    own: int | None = getattr(_ranked(one).figures, f"personnel_{key}")
    return None if own is None else whole - own


def _plan(one: Followed, key: str, value: Number) -> Operand:
    if one.part is not None:
        return _amounts(one, key, value)
    found = one.subject.tracer.plan(None if value is None else int(value))
    return found if value is None else replace(found, through=_ranked(one).figures.plan_through)


def _behind_in_all(one: Followed, key: str, value: Number) -> Operand:
    return Operand(MEASURES[key], value, lines=lines_behind(one.subject.evaluation))


def _first_plan(one: Followed, key: str, value: Number) -> Operand:
    first = one.subject.tracer.of_first_plan()
    found = first.plan(None if value is None else int(value))
    return replace(found, measure=MEASURES[key], through=_ranked(one).figures.plan_through)


def _other_budget(one: Followed, key: str, value: Number) -> Operand:
    other = one.subject.evaluation.other_basis
    if other is None or value is None:
        return Operand(MEASURES[key], value)
    there = one.subject.tracer.on(BudgetChoice(other))
    return replace(there.amounts("budget", int(value), there.counted()), measure=MEASURES[key])


def _progress(one: Followed, key: str, value: Number) -> Operand:
    return one.subject.tracer.progress(key, value, None if one.part is None else one.part.code)


def _place(one: Followed, key: str, value: Number) -> Operand:
    """List the ranked agencies with what they are ranked by, best first; in another figure a rank is a number."""
    if one.figure.measure.key != key:
        return Operand(MEASURES[key], value, ask=one.asked(MEASURES[key]))
    evaluation = one.subject.evaluation
    by = KEYS[evaluation.key]
    lines = tuple(
        TracedLine(
            *(Source(""), (), None, None, row.figures.called, taken(row, by.row)),
            ask=Ask(row.figures.called, by.key),
        )
        for row in evaluation.rows
    )
    return Operand(by, taken(one.subject.ranked, by.row), lines=lines)


def _before(one: Followed, key: str, value: Number) -> Operand:
    previous = one.subject.evaluation.previous
    if previous is None or value is None:
        return Operand(MEASURES[key], value)
    where = ("--year", str(previous[0]), "--quarter", str(previous[1]))
    return Operand(MEASURES[key], value, ask=Ask(one.subject.name, key.removeprefix("previous-"), where))


def _last_year(one: Followed, key: str, value: Number) -> Operand:
    outlook = _ranked(one).outlook
    last = None if outlook is None else outlook.last_year
    if last is None or value is None:
        return Operand(MEASURES[key], value)
    day = last.cutoff if key == "last-year" else period.month_end(last.cutoff.year, 12)
    who = one.subject.name if last.of_agency else TOTAL
    return Operand(MEASURES[key], value, ask=Ask(who, "absorption", ("--cutoff", day.isoformat())))


def _ranked(one: Followed) -> RankedAgency:
    """Give the agency. Raises UsageError ``no-such-figure`` where it is only excluded."""
    if one.subject.ranked is None:
        raise UsageError("no-such-figure", asked=one.figure.measure.key, known="")
    return one.subject.ranked


_TRACED: dict[str, _Trace] = {
    "budget": _amounts,
    "realization": _amounts,
    "plan": _plan,
    "first-plan": _first_plan,
    "behind-in-all": _behind_in_all,
    "physical": _progress,
    "physical-target": _progress,
    "output": lambda one, _key, _value: one.subject.tracer.outputs(_ranked(one)),
    "adjustment": lambda one, _key, _value: one.subject.tracer.booked(_ranked(one)),
    "other-budget": _other_budget,
    "rank": _place,
    "previous-rank": _before,
    "previous-absorption": _before,
    "previous-realization": _before,
    "previous-budget": _before,
    "last-year": _last_year,
    "last-year-end": _last_year,
}
"""How the figures that no formula makes are followed back."""


def _gone(one: Followed) -> Fraction:
    return period.months_gone(_ranked(one).figures.cutoff)


COMPUTED: dict[str, Callable[[Followed], Number]] = {
    "months-gone": _gone,
    "months-left": lambda one: months_left(_gone(one)),
    "goal-months": lambda one: None if one.goal is None else period.months_gone(one.goal.day) - _gone(one),
    "behind-in-all": lambda one: lacking(summed_in(one.subject.evaluation)),
    "physical-weight": lambda one: Fraction(one.subject.weights[0]),
    "absorption-weight": lambda one: Fraction(one.subject.weights[1]),
}
"""Figures of the calendar and the configuration, which no record holds."""
