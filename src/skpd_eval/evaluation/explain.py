"""One figure of an agency explained: taken where the ranking has it, with its operands."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.errors import UsageError
from skpd_eval.evaluation.operands import COMPUTED, Figure, Followed, Subject
from skpd_eval.evaluation.parts import AgencyPart
from skpd_eval.evaluation.tracing import sources_behind
from skpd_eval.model import Explanation, Goal
from skpd_eval.model.measure import taken
from skpd_eval.model.measures import MEASURES


def figure_of(text: str) -> Figure:
    """Read ``absorption``, ``absorption_pct`` or ``missing:5.1.02``: the measure's key or name, then the part.

    Raises UsageError ``measure-unknown``, listing the measures.
    """
    asked, _, part = text.strip().partition(":")
    by_name = {measure.name: measure for measure in MEASURES.values()}
    measure = MEASURES.get(asked) or by_name.get(asked) or MEASURES.get(asked.replace("_", "-"))
    if measure is None:
        raise UsageError("measure-unknown", asked=asked, known=", ".join(MEASURES))
    return Figure(measure, part.strip() or None)


def explain(subject: Subject, figure: Figure) -> Explanation:
    """Say what a figure of an agency is made from; the lines of an amount sum exactly to it.

    A measure that is unknown is explained by what is known of its operands. Raises UsageError
    ``part-unknown`` (listing the parts) where the measure has no such part, or only parts.
    """
    one = Followed(subject, figure, _part_of(subject, figure), _goal_of(subject, figure))
    measure = figure.measure
    of_itself = (measure.key,)
    ranked, row = subject.ranked, subject.tracer.row
    operands = tuple(one.operand(key) for key in measure.operands or of_itself)
    return Explanation(
        agency_code=row.code,
        agency_name=subject.name,
        cutoff=subject.tracer.money.cutoff if ranked is None else ranked.figures.cutoff,
        measure=measure,
        part=figure.part,
        part_name=one.name(),
        value=one.value(measure.key),
        operands=operands,
        realization_basis=subject.evaluation.realization_basis
        if ranked is None
        else ranked.figures.realization_basis,
        rules=subject.rules.cited(subject.evaluation.cutoff),
        sources=sources_behind(subject.evaluation.sources, operands),
        ledger_head=subject.evaluation.ledger_head,
    )


def _part_of(subject: Subject, figure: Figure) -> AgencyPart | None:
    measure = figure.measure
    of_whole = figure.part is None and subject.ranked is not None
    if measure.goal or (of_whole and (measure.row or measure.key in COMPUTED)):
        return None
    found = subject.parts.get(figure.part or "") if measure.part else None
    if found is None:
        parts = [code for code, part in subject.parts.items() if taken(part, measure.part) is not None]
        _refuse(figure, parts)
    return found


def _goal_of(subject: Subject, figure: Figure) -> Goal | None:
    """Give the plan asked for, else that of the year's end."""
    outlook = None if subject.ranked is None else subject.ranked.outlook
    goals = () if outlook is None else outlook.goals
    by_day = {goal.day.isoformat(): goal for goal in goals}
    if not figure.measure.goal or figure.part is None:
        return goals[-1] if goals else None
    if figure.part not in by_day:
        _refuse(figure, list(by_day))
    return by_day[figure.part]


def _refuse(figure: Figure, parts: Sequence[str]) -> None:
    asked = figure.measure.key if figure.part is None else f"{figure.measure.key}:{figure.part}"
    known = ", ".join(f"{figure.measure.key}:{part}" for part in parts if part)
    raise UsageError("part-unknown" if known else "no-such-figure", asked=asked, known=known)
