"""A figure of the government followed back to the agencies' figures that it is summed from or the mean of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from skpd_eval.errors import UsageError
from skpd_eval.evaluation.total import of_both, only_excluded, states_both
from skpd_eval.evaluation.tracing import booked_lines, largest
from skpd_eval.model import (
    AgencyFigures,
    Ask,
    Evaluation,
    Exclusion,
    Explanation,
    Measure,
    Operand,
    RankedAgency,
    Source,
    TracedLine,
)
from skpd_eval.model.measure import taken
from skpd_eval.model.measures import MEASURES
from skpd_eval.regulations import Rulebook

TOTAL = "total"
"""Who is asked for the government's own figures."""
_SUMS = ("budget", "realization", "plan")


class _Summed(NamedTuple):
    """Figures that are in the total: an agency's, or what stands outside the ranking."""

    figures: AgencyFigures | Exclusion
    name: str
    account: str | None


def explain_total(evaluation: Evaluation, measure: Measure, rules: Rulebook) -> Explanation:
    """Say what a figure of the government is made from.

    Raises UsageError ``no-such-total`` where the total has no such measure.
    """
    if not measure.total:
        known = ", ".join(one.key for one in MEASURES.values() if one.total)
        raise UsageError("no-such-total", asked=measure.key, known=known)
    return Explanation(
        agency_code=None,
        agency_name=evaluation.government or "",
        cutoff=evaluation.cutoff,
        measure=measure,
        part=None,
        part_name="",
        value=taken(evaluation.total, measure.total),
        operands=tuple(_operands(evaluation, measure)),
        realization_basis=evaluation.realization_basis,
        rules=rules.cited(evaluation.cutoff),
        sources=evaluation.sources,
        ledger_head=evaluation.ledger_head,
    )


def operand_of_total(evaluation: Evaluation, measure: Measure) -> Operand:
    """Give a figure of the government that an agency's is made with, and how to ask for it."""
    value = taken(evaluation.total, measure.total)
    return Operand(measure, value, ask=Ask(TOTAL, measure.key), of_total=True)


def summed_in(evaluation: Evaluation) -> list[AgencyFigures | Exclusion]:
    """Give the figures that the total sums."""
    return [part.figures for part in _summed(evaluation)]


def lines_behind(evaluation: Evaluation) -> tuple[TracedLine, ...]:
    """List what each that is behind its plan lacks, the largest first."""
    rows = _of_rows(_everyone(evaluation), MEASURES["contribution"])
    outside = [
        TracedLine(
            *(Source(""), (), None, one.account, one.agency_name, one.contribution.amount),
            ask=Ask(one.agency_name, f"contribution:{one.account}" if one.account else "contribution"),
        )
        for one in evaluation.exclusions
        if one.contribution is not None
    ]
    return tuple(sorted((line for line in (*rows, *outside) if (line.value or 0) > 0), key=largest))


def _operands(evaluation: Evaluation, measure: Measure) -> Iterator[Operand]:
    if measure.key in _LINES:
        value = taken(evaluation.total, measure.total)
        yield Operand(
            measure, value, lines=tuple(sorted(_LINES[measure.key](evaluation, measure.key), key=largest))
        )
        return
    for key in measure.operands:
        if key in _SUMS:
            yield _of_both(evaluation, measure, key)
        else:
            yield operand_of_total(evaluation, MEASURES[key])


def _of_both(evaluation: Evaluation, measure: Measure, key: str) -> Operand:
    """Sum a part of a ratio over those that state both budget and realization, as the ratio itself does."""
    agencies = [row.figures for row in _everyone(evaluation)]
    value = dict(zip(_SUMS, of_both(agencies, evaluation.exclusions), strict=True))[key]
    without = measure.key == "without-personnel"
    lines = [
        line._replace(value=int(line.value or 0) - _personnel(part, key)) if without else line
        for part in _summed(evaluation)
        if states_both(part.figures)
        for line in _line(part, key)
    ]
    if without and value is not None:
        value = sum(int(line.value or 0) for line in lines)
    return Operand(MEASURES[key], value, lines=() if value is None else tuple(sorted(lines, key=largest)))


def _personnel(part: _Summed, key: str) -> int:
    figures = part.figures
    if isinstance(figures, Exclusion):
        return 0
    own = figures.personnel_budget if key == "budget" else figures.personnel_realization
    return own or 0


def _everyone(evaluation: Evaluation) -> tuple[RankedAgency, ...]:
    return (*evaluation.rows, *evaluation.unranked)


def _summed(evaluation: Evaluation) -> Iterator[_Summed]:
    for row in _everyone(evaluation):
        yield _Summed(row.figures, row.figures.called, None)
    for one in evaluation.exclusions:
        yield _Summed(one, one.agency_name, one.account)


def _line(part: _Summed, key: str) -> Iterator[TracedLine]:
    value: int | None = getattr(part.figures, key)
    if value is not None:
        figure = key if part.account is None else f"{key}:{part.account}"
        yield TracedLine(Source(""), (), None, part.account, part.name, value, ask=Ask(part.name, figure))


def _sum(evaluation: Evaluation, key: str) -> list[TracedLine]:
    return [line for part in _summed(evaluation) for line in _line(part, key)]


def _of_rows(rows: Sequence[RankedAgency], measure: Measure, *, weighted: bool = False) -> list[TracedLine]:
    return [
        TracedLine(
            *(Source(""), (), None, None, row.figures.called, value),
            weight=row.figures.budget if weighted else None,
            ask=Ask(row.figures.called, measure.key),
        )
        for row in rows
        if (value := taken(row, measure.row)) is not None
    ]


def _mean(evaluation: Evaluation, key: str) -> list[TracedLine]:
    return _of_rows(evaluation.rows, MEASURES[key.removeprefix("mean-")])


def _weighted(evaluation: Evaluation, key: str) -> list[TracedLine]:
    return _of_rows(_everyone(evaluation), MEASURES[key], weighted=True)


def _plain(evaluation: Evaluation, key: str) -> list[TracedLine]:
    return _of_rows(_everyone(evaluation), MEASURES[key])


def _agencies(evaluation: Evaluation, _key: str) -> list[TracedLine]:
    """One a line; those of which nothing but an exclusion is reported stand at the end."""
    agencies = [row.figures for row in _everyone(evaluation)]
    outside = sorted(name for _, name in only_excluded(agencies, evaluation.exclusions))
    names = [*(one.called for one in agencies), *outside]
    return [TracedLine(Source(""), (), None, None, name, 1) for name in names]


_LINES: dict[str, Callable[[Evaluation, str], list[TracedLine]]] = {
    **dict.fromkeys(_SUMS, _sum),
    **dict.fromkeys(("physical", "physical-target"), _weighted),
    **dict.fromkeys((key for key in MEASURES if key.startswith("mean-")), _mean),
    "adjustment": lambda evaluation, _key: list(booked_lines(evaluation.adjustments)),
    "other-budget": _plain,
    "agencies": _agencies,
}
"""The agencies' figures that one of the government is summed from, or the mean of."""
