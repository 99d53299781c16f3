"""What the files of one run say together: two that speak for one position, amounts that stand twice."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.checks import (
    check_budgets_repeated,
    check_copied_series,
    check_falling_series,
    check_template_leftovers,
)
from skpd_eval.findings import say
from skpd_eval.jobs.paths import Found
from skpd_eval.model import (
    AccountLine,
    Edition,
    Export,
    FileReading,
    Finding,
    IndicatorLine,
    PeriodKind,
    PlanLine,
    ProgressLine,
    Severity,
    Source,
    is_complete,
)

Line = AccountLine | PlanLine | ProgressLine | IndicatorLine
"""A line of any grain."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file read and checked: its reading with all findings, refused or not."""

    found: Found
    reading: FileReading

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings of the file and of its tables."""
        return self.reading.findings + tuple(f for export in self.reading.exports for f in export.findings)

    @property
    def refused(self) -> bool:
        """Whether an error stands among the findings."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def with_leftovers(
    read: list[Read], judged: Callable[[Sequence[Finding]], tuple[Finding, ...]]
) -> list[Read]:
    """Add the findings that need all files of the run, as the user's strictness judges them."""
    exports = [export for one in read if not one.refused for export in one.reading.exports]
    found: dict[str, list[Finding]] = {}
    checks = (check_template_leftovers, check_budgets_repeated, check_falling_series, check_copied_series)
    for export, finding in (told for rule in checks for told in rule(exports)):
        found.setdefault(export.file, []).append(finding)
    return [
        Read(
            one.found,
            dataclasses.replace(
                one.reading,
                findings=one.reading.findings + judged(found[one.found.file]),
            ),
        )
        if one.found.file in found
        else one
        for one in read
    ]


BELIEVED = "course-believed"


def with_one_belief(read: list[Read]) -> list[Read]:
    """Say once of the positions of a year that they are taken as cumulative: each is a witness of the others."""
    of_series: dict[tuple[object, ...], dict[dt.date, str]] = {}
    for one in read:
        for export in one.reading.exports:
            if not one.refused and export.cutoff and any(told.code == BELIEVED for told in export.findings):
                series = codes.government_key(export.government or ""), export.kind, export.cutoff.year
                of_series.setdefault(series, {})[export.cutoff] = export.file
    several = [positions for positions in of_series.values() if len(positions) > 1]
    last = {positions[max(positions)] for positions in several}
    silent = {file for positions in several for file in positions.values()} - last
    return [_believed(one, said=one.found.file in last) if one.found.file in last | silent else one for one in read]


def _believed(one: Read, *, said: bool) -> Read:
    def kept(findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(
            dataclasses.replace(told, severity=Severity.INFO) if told.code == BELIEVED else told
            for told in findings
            if said or told.code != BELIEVED
        )

    exports = tuple(
        dataclasses.replace(export, findings=kept(export.findings)) for export in one.reading.exports
    )
    return Read(one.found, dataclasses.replace(one.reading, exports=exports))


def _slots(export: Export) -> set[tuple[object, ...]]:
    """What an export speaks for: one entry an agency or unit with lines at its position, kind and bases."""
    position = (
        codes.government_key(export.government or ""),
        export.kind,
        export.cutoff,
        export.budget_basis,
        export.realization_basis,
        is_complete(export.kind, export.columns),
    )
    lines: list[Line] = [
        *export.accounts,
        *export.plans,
        *export.progress,
        *export.indicators,
    ]
    owners = {line.agency if line.unit is None else line.unit for line in lines}
    return {(*position, *_identity(export, owner)) for owner in owners}


def _identity(export: Export, owner: int) -> tuple[object, ...]:
    agency = export.agencies[owner]
    return agency.code or codes.agency_name_key(agency.name), agency.dissolved


def without_rivals(read: list[Read]) -> list[Read]:
    """Two different files for one agency at one position in one run: both are refused, each naming the other.

    Not so editions of one form from different days.
    """
    speaker: dict[tuple[object, ...], tuple[Read, Edition | None]] = {}
    rivals: dict[str, tuple[Read, str]] = {}
    for one in read:
        if one.refused:
            continue
        for export in one.reading.exports:
            for slot in _slots(export):
                told = (export.period_kind, *slot)
                first, edition = speaker.setdefault(told, (one, export.edition))
                if first.reading.sha256 != one.reading.sha256 and not _follow(edition, export.edition):
                    rivals.setdefault(first.found.file, (one, str(slot[-2])))
                    rivals.setdefault(one.found.file, (first, str(slot[-2])))
    return [_with_rival(one, *rivals[one.found.file]) if one.found.file in rivals else one for one in read]


def months_first(read: list[Read]) -> list[Read]:
    """Put files of a month alone before a cumulative one of the same position: what is recorded last counts."""
    alone = [_slots_of(one, PeriodKind.MONTH) for one in read]
    if not any(alone):
        return read
    cumulative = {slot for one in read for slot in _slots_of(one, PeriodKind.CUMULATIVE)}
    order = sorted(range(len(read)), key=lambda place: alone[place].isdisjoint(cumulative))
    return [read[place] for place in order]


def _slots_of(one: Read, period_kind: PeriodKind) -> set[tuple[object, ...]]:
    exports = () if one.refused else one.reading.exports
    return {slot for export in exports if export.period_kind is period_kind for slot in _slots(export)}


def _follow(one: Edition | None, other: Edition | None) -> bool:
    """Whether two files are editions of one form, of which the later counts."""
    return one is not None and other is not None and one.day != other.day


def _with_rival(one: Read, other: Read, agency: str) -> Read:
    finding = say(
        "two-files-one-position",
        {"other": other.found.file, "agency": agency},
        Source(one.found.file),
    )
    return dataclasses.replace(
        one, reading=dataclasses.replace(one.reading, findings=(finding, *one.reading.findings))
    )
