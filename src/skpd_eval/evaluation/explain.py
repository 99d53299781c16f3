"""One figure followed back: the same way as :func:`figures` goes, on lines that know their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from skpd_eval.evaluation.entries import Entry, Origin, weight_of
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.gathering import AgencyRow, Gathered, gather, newest_progress
from skpd_eval.evaluation.items import kind_of
from skpd_eval.evaluation.located import LocatedProgress
from skpd_eval.evaluation.picks import Pick
from skpd_eval.evaluation.progress import line_plan
from skpd_eval.model import (
    BudgetChoice,
    Explanation,
    IndicatorLine,
    Measure,
    Operand,
    RankedAgency,
    Source,
    Submission,
    TracedKind,
    TracedLine,
    Unit,
    deepest_lines,
    top_lines,
)
from skpd_eval.model.assistance import Adjustment
from skpd_eval.model.explanation import Number
from skpd_eval.regulations import Rulebook

_FORMULAS: dict[Measure, tuple[str, Unit, tuple[Measure, ...]]] = {
    Measure.BUDGET: ("", Unit.RUPIAH, (Measure.BUDGET,)),
    Measure.REALIZATION: ("", Unit.RUPIAH, (Measure.REALIZATION,)),
    Measure.PLAN: ("", Unit.RUPIAH, (Measure.PLAN,)),
    Measure.ABSORPTION: ("F-10", Unit.PERCENT, (Measure.REALIZATION, Measure.BUDGET)),
    Measure.PLAN_SHARE: ("F-11", Unit.PERCENT, (Measure.PLAN, Measure.BUDGET)),
    Measure.PLAN_ACHIEVEMENT: ("F-12", Unit.PERCENT, (Measure.REALIZATION, Measure.PLAN)),
    Measure.DEVIATION: ("F-13", Unit.POINTS, (Measure.REALIZATION, Measure.PLAN, Measure.BUDGET)),
    Measure.PHYSICAL: ("F-15", Unit.PERCENT, (Measure.PHYSICAL,)),
    Measure.PHYSICAL_TARGET: ("F-15", Unit.PERCENT, (Measure.PHYSICAL_TARGET,)),
    Measure.PHYSICAL_DEVIATION: ("F-16", Unit.POINTS, (Measure.PHYSICAL, Measure.PHYSICAL_TARGET)),
    Measure.REMAINING: ("F-18", Unit.RUPIAH, (Measure.BUDGET, Measure.REALIZATION)),
    Measure.SHORTFALL: ("F-19", Unit.RUPIAH, (Measure.PLAN, Measure.REALIZATION)),
    Measure.WITHOUT_PERSONNEL: ("", Unit.PERCENT, (Measure.REALIZATION, Measure.BUDGET)),
    Measure.PHYSICAL_ACHIEVEMENT: ("F-17", Unit.PERCENT, (Measure.PHYSICAL, Measure.PHYSICAL_TARGET)),
    Measure.OUTPUT: ("F-5", Unit.PERCENT, (Measure.OUTPUT,)),
    Measure.ADJUSTMENT: ("", Unit.RUPIAH, (Measure.ADJUSTMENT,)),
    Measure.ADJUSTED_ABSORPTION: (
        "",
        Unit.PERCENT,
        (Measure.REALIZATION, Measure.ADJUSTMENT, Measure.BUDGET),
    ),
    Measure.COMBINED: ("", Unit.PERCENT, (Measure.PHYSICAL, Measure.REALIZATION, Measure.BUDGET)),
}
"""Number of the formula, unit of its result, and its operands in their order."""
_OUTPUT_ROLES = tuple(
    f"{measure}{quarter}" for measure in ("realization", "target") for quarter in (":1", ":2", ":3", "")
)
"""Columns of an indicator: those of earlier quarters where each is stated alone, then the position's own."""


@dataclass(frozen=True, slots=True)
class _Tracer:
    """An agency's entries with their rows, and where submissions stand."""

    row: AgencyRow
    money: Gathered
    submissions: Mapping[int, Submission]
    names: Mapping[str, str]
    stated_outputs: Sequence[tuple[Submission, IndicatorLine]]
    adjustments: Sequence[Adjustment]
    without: tuple[str, ...]
    """Accounts that the measure leaves out."""

    def entries(self, amount: Callable[[Entry], int | None]) -> list[tuple[Entry, int]]:
        return [
            (entry, value)
            for entry in self.money.found.counted
            if (value := amount(entry)) is not None and not _within(entry.account, self.without)
        ]

    def line(self, entry: Entry, value: int) -> TracedLine:
        origin = entry.origin
        source = Source("") if origin is None else self._source(origin.submission)
        cells = () if origin is None else cells_of(self.submissions[origin.submission], origin, entry.account)
        code = entry.account or entry.activity or ""
        return TracedLine(source, cells, entry.activity, entry.account, self.names.get(code, code), value)

    def _source(self, number: int) -> Source:
        submission = self.submissions[number]
        return Source(submission.file, submission.sheet)

    def amounts(self, measure: Measure, value: Number, amount: Callable[[Entry], int | None]) -> Operand:
        if value is None:
            return Operand(measure, Unit.RUPIAH, None)
        found = self.entries(amount)
        by_kind: dict[str, list[int]] = defaultdict(list)
        for entry, each in found:
            by_kind["" if entry.account is None else kind_of(entry.account)].append(each)
        lines = [self.line(entry, each) for entry, each in found]
        return Operand(
            measure,
            Unit.RUPIAH,
            value,
            kinds=tuple(
                TracedKind(code, self.names.get(code, code), sum(parts), len(parts))
                for code, parts in sorted(by_kind.items())
            ),
            lines=tuple(sorted(lines, key=_largest)),
        )

    def outputs(self, ranked: RankedAgency) -> Operand:
        """Trace each indicator that is in the mean to the lines that state it; the newest has its achievement."""
        lines = []
        for one in ranked.figures.outputs:
            if one.counted is None:
                continue
            wanted = (one.activity, one.indicator, one.measure)
            stating = [
                (submission, line)
                for submission, line in self.stated_outputs
                if (line.activity, " ".join(line.indicator.split()), line.measure) == wanted
            ]
            for place, (submission, line) in enumerate(stating, 1):
                value = one.counted if place == len(stating) else None
                origin = Origin(submission.number, line.row, _OUTPUT_ROLES)
                cells = cells_of(submission, origin, None)
                source = Source(submission.file, submission.sheet)
                lines.append(TracedLine(source, cells, one.activity, None, one.indicator, value))
        return Operand(Measure.OUTPUT, Unit.PERCENT, ranked.ratios.output_achievement, lines=tuple(lines))

    def booked(self, ranked: RankedAgency) -> Operand:
        """Give what was booked for the agency, each with its document in place of a file."""
        lines = tuple(
            TracedLine(Source(one.document), (), None, one.account, one.reason, one.amount)
            for one in self.adjustments
            if (one.agency.identity, one.cutoff) == (ranked.figures.identity, ranked.figures.cutoff)
        )
        return Operand(Measure.ADJUSTMENT, Unit.RUPIAH, ranked.adjustment, lines=lines)

    def progress(self, measure: Measure, value: Number) -> Operand:
        """Trace a percentage or a plan of the progress report to the lines that state it."""
        stated = _stating(self.row, measure)
        lines = [
            self.line(Entry("", line.activity, None, origin=_origin(line, measure)), 0)._replace(
                value=_value(line, measure), weight=weight_of(line)
            )
            for line in stated
        ]
        unit = Unit.RUPIAH if measure is Measure.PLAN else Unit.PERCENT
        return Operand(measure, unit, value, lines=tuple(sorted(lines, key=_largest)))


def explain(
    ranked: RankedAgency,
    row: AgencyRow,
    data: Fetched,
    measure: Measure,
    budget: BudgetChoice,
    rules: Rulebook,
    ledger_head: str = "",
    *,
    outputs: Sequence[Pick] = (),
    adjustments: Sequence[Adjustment] = (),
) -> Explanation:
    """Say what a figure of an agency is made from; ``data`` and ``row`` come from located lines.

    The lines of an amount sum exactly to it. A measure that is unknown is explained by what is known of its
    operands. ``outputs`` are the picks that state the agency's indicators, ``adjustments`` what was booked.
    """
    formula, unit, operands = _FORMULAS[measure]
    without = rules.personnel if measure is Measure.WITHOUT_PERSONNEL else ()
    by_day = sorted(outputs, key=lambda pick: (pick.submission.cutoff, pick.submission.number))
    stated = [(pick.submission, line) for pick in by_day for line in data.indicators.get(pick.pair, ())]
    money = gather(row, budget, rules)
    tracer = _Tracer(row, money, row.submissions, data.names, stated, adjustments, without)
    return Explanation(
        agency_code=ranked.figures.code,
        agency_name=ranked.figures.name,
        cutoff=ranked.figures.cutoff,
        measure=measure,
        unit=unit,
        value=value_of(ranked, measure),
        formula=formula,
        operands=tuple(_operand(tracer, ranked, operand) for operand in operands),
        realization_basis=ranked.figures.realization_basis,
        rules=rules.cited(ranked.figures.cutoff),
        ledger_head=ledger_head,
    )


def value_of(ranked: RankedAgency, measure: Measure) -> Number:
    """Give a measure of an evaluated agency: sen, or a fraction of one."""
    figures, ratios = ranked.figures, ranked.ratios
    amounts: dict[Measure, Number] = {
        Measure.BUDGET: figures.budget,
        Measure.REALIZATION: figures.realization,
        Measure.PLAN: figures.plan,
        Measure.OUTPUT: ratios.output_achievement,
        Measure.ADJUSTMENT: ranked.adjustment,
        Measure.ADJUSTED_ABSORPTION: ranked.adjusted_absorption,
    }
    if measure in amounts:
        return amounts[measure]
    found: Number = getattr(ratios, measure.value.replace("-", "_"))
    return found


def _operand(tracer: _Tracer, ranked: RankedAgency, operand: Measure) -> Operand:
    figures = ranked.figures
    if operand is Measure.BUDGET:
        value = _less(figures.budget, figures.personnel_budget, tracer.without)
        return tracer.amounts(operand, value, lambda entry: entry.budget)
    if operand is Measure.REALIZATION:
        value = _less(figures.realization, figures.personnel_realization, tracer.without)
        return tracer.amounts(operand, value, lambda entry: entry.realization)
    if operand is Measure.OUTPUT:
        return tracer.outputs(ranked)
    if operand is Measure.ADJUSTMENT:
        return tracer.booked(ranked)
    if operand is not Measure.PLAN:
        return tracer.progress(operand, value_of(ranked, operand))
    if figures.plan is None:
        return Operand(operand, Unit.RUPIAH, None)
    found = tracer.progress(operand, figures.plan)
    if tracer.money.planned:
        found = tracer.amounts(operand, figures.plan, lambda entry: entry.plan)
    return Operand(operand, Unit.RUPIAH, figures.plan, figures.plan_through, found.kinds, found.lines)


def _less(whole: int | None, personnel: int | None, without: Sequence[str]) -> int | None:
    if not without or whole is None:
        return whole
    return None if personnel is None else whole - personnel


def cells_of(submission: Submission, origin: Origin, account: str | None) -> tuple[str, ...]:
    """Name the cells of a line: ``F12``, or ``line 12`` of a text file; empty where the column is unknown."""
    if submission.sheet is None:
        return (f"line {origin.row}",)
    letters = (_letter(submission.columns, role, account) for role in origin.roles)
    return tuple(f"{letter}{origin.row}" for letter in letters if letter is not None)


def _letter(columns: Mapping[str, str], role: str, account: str | None) -> str | None:
    group = None if account is None else columns.get(f"{role}:{account[:3]}")
    return group or columns.get(role)


def _within(account: str | None, ancestors: Iterable[str]) -> bool:
    return account is not None and any(account == one or account.startswith(f"{one}.") for one in ancestors)


def _largest(line: TracedLine) -> tuple[Fraction, str, tuple[str, ...]]:
    return -abs(Fraction(line.value or 0)), line.source.file, line.cells


def _stating(row: AgencyRow, measure: Measure) -> list[LocatedProgress]:
    """Give the progress lines that state a measure: the highest ones that do, else the deepest."""
    newest = newest_progress(row.stated_plan if measure is Measure.PLAN else row.progress)
    for lines in (
        [line for part in newest for line in top_lines(part.lines)],
        [line for part in newest for line in deepest_lines(part.lines)],
    ):
        stating = [
            line for line in lines if isinstance(line, LocatedProgress) and _value(line, measure) is not None
        ]
        if stating:
            return stating
    return []


def _value(line: LocatedProgress, measure: Measure) -> Number:
    if measure is Measure.PLAN:
        return line_plan(line, None)
    stated = line.physical_pct if measure is Measure.PHYSICAL else line.physical_target_pct
    return None if stated is None else Fraction(stated) / 100


def _origin(line: LocatedProgress, measure: Measure) -> Origin:
    if measure is Measure.PLAN:
        return Origin(line.submission, line.row, ("plan",) if line.plan else ("plan_pct", "budget"))
    return Origin(
        line.submission, line.row, ("physical_pct" if measure is Measure.PHYSICAL else "physical_target_pct",)
    )
