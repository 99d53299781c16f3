"""Every line that a position counts, each once, so that a plain sum over them is the ranking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from skpd_eval import codes
from skpd_eval.evaluation.entries import Entry, Origin
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.figures import counted_of
from skpd_eval.evaluation.gathering import AgencyRow, newest_progress, rows_of
from skpd_eval.evaluation.position import Selection
from skpd_eval.evaluation.tracing import cells_of
from skpd_eval.model import Evaluation, Kind, Submission
from skpd_eval.model.counted_line import CountedLine, Standing
from skpd_eval.regulations import Rulebook

_MEASURES = ("budget", "realization", "plan")
_LEVELS = {
    codes.CodeKind.PROGRAM: "program",
    codes.CodeKind.ACTIVITY: "activity",
    codes.CodeKind.SUB_ACTIVITY: "sub-activity",
}


@dataclass(slots=True)
class _Line:
    """The amounts that one line of a file states, and their cells."""

    entry: Entry
    origin: Origin
    standing: Standing
    amounts: dict[str, int] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


def counted_lines(
    evaluation: Evaluation, selection: Selection, data: Fetched, rules: Rulebook
) -> tuple[CountedLine, ...]:
    """The lines of an evaluated position, agency by agency in the order of their identities.

    ``data`` are located lines. By agency, budget, realization and plan of the lines that are not ``outside`` sum
    to its row; all of them sum to the total, where that states each.
    """
    standings = {row.figures.identity: Standing.RANKED for row in evaluation.rows}
    standings |= {row.figures.identity: Standing.UNRANKED for row in evaluation.unranked}
    found: list[CountedLine] = []
    for choice in selection.choices:
        for row in rows_of(choice, selection, data):
            standing = standings.get(row.key, Standing.OUTSIDE)
            found += _of_row(evaluation, row, standing, data, rules)
    return tuple(found)


def _of_row(
    evaluation: Evaluation, row: AgencyRow, standing: Standing, data: Fetched, rules: Rulebook
) -> Iterator[CountedLine]:
    counted = counted_of(row, evaluation.budget_choice, rules)
    found = counted.money.found if counted.plan.by_account else counted.found
    pairs = [(entry, standing) for entry in found.counted]
    pairs += [(entry, Standing.OUTSIDE) for entries in found.excluded.values() for entry in entries]
    submissions = row.submissions
    lines = _merged(pairs, submissions)
    if counted.plan.amount is not None and not counted.plan.by_account:
        lines.append(_whole_plan(row, counted.plan.amount, standing, submissions))
    seen: dict[str, int] = {}
    for line in lines:
        submission = submissions[line.origin.submission]
        yield _made(evaluation, row, line, submission, counted.money.cutoff, data.names, seen)


def _merged(pairs: Iterable[tuple[Entry, Standing]], submissions: Mapping[int, Submission]) -> list[_Line]:
    """Join what one line of a file states of budget, realization and plan."""
    lines: dict[tuple[object, ...], _Line] = {}
    for entry, standing in pairs:
        if entry.origin is None:
            continue
        for measure in _MEASURES:
            amount: int | None = getattr(entry, measure)
            if amount is not None:
                line = _with_room(lines, entry, standing, measure)
                line.amounts[measure] = amount
                cells = cells_of(submissions[entry.origin.submission], entry.origin, entry.account)
                line.cells[measure] = " ".join(cells)
    return list(lines.values())


def _with_room(
    lines: dict[tuple[object, ...], _Line], entry: Entry, standing: Standing, measure: str
) -> _Line:
    """The line of an entry's own place, or another one of that place where the measure is taken already."""
    assert entry.origin is not None
    place = (entry.origin.submission, entry.origin.row, entry.unit_key, entry.activity, entry.account)
    turn = 0
    while (line := lines.get((*place, turn))) is not None and measure in line.amounts:
        turn += 1
    return lines.setdefault((*place, turn), _Line(entry, entry.origin, standing))


def _whole_plan(
    row: AgencyRow, amount: int, standing: Standing, submissions: Mapping[int, Submission]
) -> _Line:
    """The plan to date that a report of progress states, which is the agency's as a whole."""
    stating = newest_progress(row.stated_plan)
    lines = [(part.submission, line) for part in stating for line in part.lines]
    submission = stating[0].submission if stating else next(iter(submissions.values()))
    placed = [line for _, line in lines if line.activity is None] or [line for _, line in lines]
    place: int = getattr(placed[0], "row", 0) if placed else 0
    origin = Origin(submission.number, place, ("plan",) if any(line.plan for line in placed) else ("plan_pct",))
    made = _Line(Entry(row.key, None, None), origin, standing, {"plan": amount})
    made.cells["plan"] = " ".join(cells_of(submission, origin, None))
    return made


def _made(
    evaluation: Evaluation,
    row: AgencyRow,
    line: _Line,
    submission: Submission,
    cutoff: dt.date,
    names: Mapping[str, str],
    seen: dict[str, int],
) -> CountedLine:
    entry, origin = line.entry, line.origin
    return CountedLine(
        line_id=_line_id(line, seen),
        government=evaluation.government,
        year=evaluation.year,
        quarter=evaluation.quarter,
        cutoff=cutoff,
        stated_on=submission.cutoff,
        agency_id=row.identity.key,
        agency_code=row.code,
        agency_name=row.name,
        unit_id=entry.unit_key,
        standing=line.standing,
        level=level_of(entry.activity, entry.account),
        activity_code=entry.activity,
        activity_name=None if entry.activity is None else names.get(entry.activity),
        account_code=entry.account,
        account_name=None if entry.account is None else names.get(entry.account),
        kind=submission.kind.value,
        budget_basis=submission.budget_basis.value,
        realization_basis=submission.realization_basis.value,
        period_kind=submission.period_kind.value,
        budget=line.amounts.get("budget"),
        realization=line.amounts.get("realization"),
        plan=line.amounts.get("plan"),
        submission=submission.number,
        file=submission.file,
        sheet=submission.sheet,
        row=origin.row,
        budget_cell=line.cells.get("budget"),
        realization_cell=line.cells.get("realization"),
        plan_cell=line.cells.get("plan") if submission.kind is not Kind.PLAN else _span(line.cells.get("plan")),
        sha256=submission.sha256,
    )


def _line_id(line: _Line, seen: dict[str, int]) -> str:
    parts = (str(line.origin.submission), str(line.origin.row), line.entry.unit_key, line.entry.account or "-")
    bare = "/".join(parts)
    turn = seen[bare] = seen.get(bare, 0) + 1
    return bare if turn == 1 else f"{bare}/{turn}"


def _span(cells: str | None) -> str | None:
    """``F12 … K12`` for months side by side: their first and last cell."""
    if not cells or " " not in cells or cells.startswith("line"):
        return cells
    first, *_, last = cells.split(" ")
    return f"{first}:{last}"


def level_of(activity: str | None, account: str | None) -> str:
    """How deep a line goes."""
    if account is not None:
        return "account"
    if activity is None:
        return "agency"
    kind = codes.classify(activity)
    return _LEVELS.get(kind, "activity") if kind is not None else "activity"
