"""The lines that a figure of an agency is made from, with the cells they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from skpd_eval.evaluation.entries import Entry, Origin, money_entries, weight_of
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.gathering import AgencyRow, Gathered, gather, newest_progress
from skpd_eval.evaluation.items import kind_of
from skpd_eval.evaluation.located import LocatedProgress
from skpd_eval.evaluation.picks import Pick
from skpd_eval.evaluation.progress import line_plan
from skpd_eval.model import (
    BudgetChoice,
    IndicatorLine,
    Measure,
    Number,
    Operand,
    RankedAgency,
    Source,
    SourceUsed,
    Submission,
    TracedKind,
    TracedLine,
    deepest_lines,
    top_lines,
)
from skpd_eval.model.assistance import Adjustment
from skpd_eval.model.measures import MEASURES
from skpd_eval.model.places import cell_at
from skpd_eval.regulations import Rulebook

_OUTPUT_ROLES = tuple(
    f"{measure}{quarter}" for measure in ("realization", "target") for quarter in (":1", ":2", ":3", "")
)
"""Columns of an indicator: those of earlier quarters where each is stated alone, then the position's own."""
_AMOUNTS: dict[str, Callable[[Entry], int | None]] = {
    "budget": lambda entry: entry.budget,
    "realization": lambda entry: entry.realization,
    "plan": lambda entry: entry.plan,
}


@dataclass(frozen=True, slots=True)
class Tracer:
    """An agency's entries with their rows, and where the submissions stand."""

    row: AgencyRow
    money: Gathered
    budget: BudgetChoice
    data: Fetched
    rules: Rulebook
    submissions: Mapping[int, Submission]
    stated_outputs: Sequence[tuple[Submission, IndicatorLine]]
    adjustments: Sequence[Adjustment]
    first: AgencyRow | None = None
    """The agency with the first version of its plan, where another is in force."""

    def amounts(self, key: str, value: int | None, entries: Sequence[Entry]) -> Operand:
        """Trace a budget, realization or plan to those of the entries that state it."""
        measure, amount = MEASURES[key], _AMOUNTS[key]
        if value is None:
            return Operand(measure, None)
        found = [(entry, each) for entry in entries if (each := amount(entry)) is not None]
        by_kind: dict[str, list[int]] = defaultdict(list)
        for entry, each in found:
            by_kind["" if entry.account is None else kind_of(entry.account)].append(each)
        lines = [self._line(entry, each) for entry, each in found]
        names = self.data.names
        return Operand(
            measure,
            value,
            kinds=tuple(
                TracedKind(code, names.get(code, code), sum(parts), len(parts))
                for code, parts in sorted(by_kind.items())
            ),
            lines=tuple(sorted(lines, key=largest)),
        )

    def counted(self) -> Sequence[Entry]:
        """Give what the agency's ranking counts."""
        return self.money.found.counted

    def by_activity(self) -> Sequence[Entry]:
        """Give the entries that its activities are summed from."""
        if any(line.activity for part in self.row.accounts for line in part.lines):
            return self.counted()
        deepest = [replace(part, lines=deepest_lines(part.lines)) for part in self.row.progress]
        return money_entries(deepest, self.budget).entries

    def on(self, budget: BudgetChoice) -> Tracer:
        """Give the same on another version of the budget."""
        return replace(self, budget=budget, money=gather(self.row, budget, self.rules))

    def of_first_plan(self) -> Tracer:
        """Give the same with the year's first plan."""
        row = self.first or self.row
        return replace(self, row=row, money=gather(row, self.budget, self.rules))

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
        return Operand(MEASURES["output"], ranked.ratios.output_achievement, lines=tuple(lines))

    def booked(self, ranked: RankedAgency) -> Operand:
        """Give what was booked for the agency, each with its document in place of a file."""
        mine = [
            one
            for one in self.adjustments
            if (one.agency.identity, one.cutoff) == (ranked.figures.identity, ranked.figures.cutoff)
        ]
        return Operand(MEASURES["adjustment"], ranked.adjustment, lines=booked_lines(mine))

    def plan(self, value: int | None) -> Operand:
        """Trace the plan to the cash plan's lines, else to the progress report that states it."""
        if self.money.planned:
            return self.amounts("plan", value, self.counted())
        return Operand(MEASURES["plan"], None) if value is None else self.progress("plan", value)

    def progress(self, key: str, value: Number, activity: str | None = None) -> Operand:
        """Trace a percentage or a plan of the progress report to the lines that state it."""
        measure = MEASURES[key]
        stated = _stating(self.row, measure, activity)
        lines = [
            self._line(Entry("", line.activity, None, origin=_origin(line, measure)), 0)._replace(
                value=_value(line, measure), weight=weight_of(line)
            )
            for line in stated
        ]
        return Operand(measure, value, lines=tuple(sorted(lines, key=largest)))

    def _line(self, entry: Entry, value: int) -> TracedLine:
        origin = entry.origin
        source = Source("") if origin is None else self._source(origin.submission)
        cells = () if origin is None else cells_of(self.submissions[origin.submission], origin, entry.account)
        code = entry.account or entry.activity or ""
        return TracedLine(
            source, cells, entry.activity, entry.account, self.data.names.get(code, code), value
        )

    def _source(self, number: int) -> Source:
        submission = self.submissions[number]
        return Source(submission.file, submission.sheet)


def tracer_of(
    row: AgencyRow,
    data: Fetched,
    budget: BudgetChoice,
    rules: Rulebook,
    outputs: Sequence[Pick] = (),
    adjustments: Sequence[Adjustment] = (),
    first: AgencyRow | None = None,
) -> Tracer:
    """Order what traces an agency's figures; ``data``, ``row`` and ``first`` come from located lines.

    ``outputs`` are the picks that state the agency's indicators, ``adjustments`` what was booked.
    """
    by_day = sorted(outputs, key=lambda pick: (pick.submission.cutoff, pick.submission.number))
    return Tracer(
        row=row,
        money=gather(row, budget, rules),
        budget=budget,
        data=data,
        rules=rules,
        submissions=row.submissions if first is None else row.submissions | first.submissions,
        stated_outputs=[
            (pick.submission, line) for pick in by_day for line in data.indicators.get(pick.pair, ())
        ],
        adjustments=adjustments,
        first=first,
    )


def booked_lines(adjustments: Sequence[Adjustment]) -> tuple[TracedLine, ...]:
    """Give booked amounts as lines, each with its document in place of a file."""
    return tuple(
        TracedLine(Source(one.document), (), None, one.account, one.reason, one.amount) for one in adjustments
    )


def cells_of(submission: Submission, origin: Origin, account: str | None) -> tuple[str, ...]:
    """Name the cells of a line: ``F12``, or ``line 12`` of a text file; empty where the column is unknown."""
    places = [place for role in origin.roles if (place := _place(submission.columns, role, account))]
    if submission.sheet is None and all(map(str.isalpha, places)):
        return (f"line {origin.row}",)
    cells = [cell for place in places if (cell := cell_at(place, origin.row)) is not None]
    return tuple(f"line {cell}" if cell.isdigit() else cell for cell in dict.fromkeys(cells))


def _place(columns: Mapping[str, str], role: str, account: str | None) -> str | None:
    group = None if account is None else columns.get(f"{role}:{account[:3]}")
    return group or columns.get(role)


def largest(line: TracedLine) -> tuple[Fraction, str, tuple[str, ...]]:
    """Give the key that sorts lines, the largest first."""
    return -abs(Fraction(line.value or 0)), line.source.file, line.cells


def _stating(row: AgencyRow, measure: Measure, activity: str | None) -> list[LocatedProgress]:
    """Give the progress lines that state a measure: the highest ones that do, else the deepest.

    Of an activity, its deepest lines alone.
    """
    newest = newest_progress(row.stated_plan if measure.key == "plan" else row.progress)
    if activity is not None:
        deepest = [line for part in row.progress for line in deepest_lines(part.lines)]
        return [
            line
            for line in deepest
            if isinstance(line, LocatedProgress)
            and line.activity == activity
            and _value(line, measure) is not None
        ]
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
    if measure.key == "plan":
        return line_plan(line, None)
    stated = line.physical_pct if measure.key == "physical" else line.physical_target_pct
    return None if stated is None else Fraction(stated) / 100


def _origin(line: LocatedProgress, measure: Measure) -> Origin:
    if measure.key == "plan":
        return Origin(line.submission, line.row, ("plan",) if line.plan else ("plan_pct", "budget"))
    return Origin(
        line.submission, line.row, ("physical_pct" if measure.key == "physical" else "physical_target_pct",)
    )


def sources_behind(sources: Iterable[SourceUsed], operands: Iterable[Operand]) -> tuple[SourceUsed, ...]:
    """The submissions whose lines operands are made from; of a figure made of other figures, all of them."""
    places = {
        (line.source.file, line.source.sheet)
        for operand in operands
        for line in operand.lines
        if line.source.file
    }
    return tuple(one for one in sources if not places or (one.file, one.sheet) in places)
