"""What stands beside an agency's sums: its plan month by month, and its activities by what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from skpd_eval import codes
from skpd_eval.evaluation.accounts import counts, is_separable_account
from skpd_eval.evaluation.entries import Entry, Part
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.items import items_by
from skpd_eval.evaluation.progress import weighted_share
from skpd_eval.model import ItemFigures, Note, PlanAmounts, ProgressAmounts, deepest_lines
from skpd_eval.regulations import Rulebook

TOPICS = ("funding_source", "procurement")
"""What a note says of an activity that money can be summed by."""
_MONTHS = 12


def plan_by_month(
    plans: Sequence[Part[PlanAmounts]], excluded: Mapping[str, object], rules: Rulebook
) -> tuple[int | None, ...]:
    """Sum the plan's counted lines, cumulative to each month's end, in sen; from a month it lacks on ``None``.

    Empty where there is no plan, where it is all zero, or where it cannot be parted from excluded accounts.
    """
    lines = [line for part in plans for line in part.lines]
    counted = [line for line in lines if counts(line.account, rules)]
    if not counted or not any(any(line.months) for line in lines):
        return ()
    if excluded and not all(is_separable_account(line.account, excluded) for line in counted):
        return ()
    return _cumulative(counted, lines)


def plan_of_year(plans: Sequence[Part[PlanAmounts]], account: str) -> int | None:
    """Sum what a plan has for an account and beneath it, in sen; ``None`` where it lacks a month of the year."""
    lines = [line for part in plans for line in part.lines]
    own = [line for line in lines if line.account is not None and codes.is_within(line.account, account)]
    return _cumulative(own, lines)[-1]


def _cumulative(counted: Sequence[PlanAmounts], lines: Sequence[PlanAmounts]) -> tuple[int | None, ...]:
    """Sum some of a plan's lines to the end of each month, from a month that none of its lines states on ``None``."""
    found: list[int | None] = []
    total: int | None = 0
    for month in range(_MONTHS):
        stated = any(_month(line, month) is not None for line in lines)
        added = sum(_month(line, month) or 0 for line in counted)
        total = total + added if stated and total is not None else None
        found.append(total)
    return tuple(found)


def _month(line: PlanAmounts, month: int) -> int | None:
    return line.months[month] if month < len(line.months) else None


def labelled(
    entries: Sequence[Entry], parts: Sequence[Part[ProgressAmounts]], data: Fetched
) -> tuple[tuple[str, tuple[ItemFigures, ...]], ...]:
    """Sum an agency's activity entries by what the notes of its progress report say of each.

    An activity that several notes label gets all of them, joined; one without a note is left out.
    """
    labels = labels_of(parts, data)
    return tuple(
        (topic, found) for topic in TOPICS if (found := items_by(entries, _label_of(labels[topic]), {}))
    )


def labels_of(parts: Sequence[Part[ProgressAmounts]], data: Fetched) -> dict[str, dict[str, str]]:
    """Give by topic what the notes of a progress report say of each activity, several joined."""
    said: dict[str, dict[str, set[str]]] = {topic: defaultdict(set) for topic in TOPICS}
    for pair in {(part.submission.number, line.agency_id) for part in parts for line in part.lines}:
        for note in data.notes.get(pair, ()):
            if note.topic in said and note.activity is not None and note.text.strip():
                said[note.topic][note.activity].add(" ".join(note.text.split()))
    return {
        topic: {activity: " + ".join(sorted(texts)) for activity, texts in found.items()}
        for topic, found in said.items()
    }


def notes_of(parts: Sequence[Part[ProgressAmounts]], data: Fetched) -> tuple[Note, ...]:
    """What the sources of an agency's progress say of its activities and packages, in the order of their rows."""
    pairs = sorted({(part.submission.number, line.agency_id) for part in parts for line in part.lines})
    return tuple(
        note for pair in pairs for note in sorted(data.notes.get(pair, ()), key=lambda note: note.row)
    )


def _label_of(labels: Mapping[str, str]) -> Callable[[Entry], str | None]:
    return lambda entry: None if entry.activity is None else labels.get(entry.activity)


def physical_by_activity(parts: Sequence[Part[ProgressAmounts]]) -> dict[str, Fraction]:
    """Give the physical progress stated for each deepest activity, 0-100, weighted where several lines do."""
    lines: dict[str, list[ProgressAmounts]] = defaultdict(list)
    for part in parts:
        for line in deepest_lines(part.lines):
            if line.activity is not None:
                lines[line.activity].append(line)
    found = {
        activity: weighted_share((line.budget, line.physical_pct) for line in given)
        for activity, given in lines.items()
    }
    return {activity: physical for activity, physical in found.items() if physical is not None}
