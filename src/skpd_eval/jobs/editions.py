"""Forms that one agency handed in again and again: what a later one says again, says otherwise, or plans anew.

A realization that an earlier edition stated alike is left to that one, whose budget was the one of its day; one that
differs is corrected by the later edition. A plan that differs is another version, in force from its edition's day.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from skpd_eval import codes
from skpd_eval.findings import say
from skpd_eval.jobs.across import Read
from skpd_eval.model import Edition, Export, Finding, Kind, PlanLine, Precision, Source

Judged = Callable[[Sequence[Finding]], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class _Stated:
    """An export with the edition it is of, and the place of its file in the run."""

    place: int
    edition: Edition
    export: Export


@dataclass(slots=True)
class _Changes:
    """What becomes of exports, by identity: ``None`` where an earlier edition keeps saying it; and what is said."""

    exports: dict[int, Export | None] = field(default_factory=dict)
    repeated: dict[tuple[int, str, str], int] = field(default_factory=lambda: defaultdict(int))
    restated: dict[tuple[int, str, str], int] = field(default_factory=lambda: defaultdict(int))


def with_editions(read: list[Read], judged: Judged) -> list[Read]:
    """Settle the editions of one run; their files come in the order of the editions, the other files stay."""
    changes = _Changes()
    families = _families(read)
    for family in families:
        of_kind: dict[object, list[_Stated]] = defaultdict(list)
        for one in family:
            plans = one.export.kind is Kind.PLAN
            of_kind[Kind.PLAN if plans else (one.export.cutoff, one.export.period_kind)].append(one)
        for statements in of_kind.values():
            _settle(statements, changes)
    return _in_order([_changed(place, one, changes, judged) for place, one in enumerate(read)], families)


def _families(read: Iterable[Read]) -> list[list[_Stated]]:
    """Exports of one agency and year that come from different editions, oldest first."""
    found: dict[tuple[object, ...], list[_Stated]] = defaultdict(list)
    for place, one in enumerate(read):
        for export in () if one.refused else one.reading.exports:
            if export.edition is not None and len(export.agencies) == 1:
                found[_owner(export)].append(_Stated(place, export.edition, export))
    several = [family for family in found.values() if len({one.edition.day for one in family}) > 1]
    return [sorted(family, key=lambda one: (one.edition.day, one.place)) for family in several]


def _owner(export: Export) -> tuple[object, ...]:
    (agency,) = export.agencies
    who = agency.code or codes.agency_name_key(agency.name)
    return codes.government_key(export.government or ""), who, agency.dissolved, export.year


def _settle(statements: Sequence[_Stated], changes: _Changes) -> None:
    before: _Stated | None = None
    for one in statements:
        if not _figures(one.export):
            continue
        if before is None or before.edition.day == one.edition.day:
            before = before or one
            continue
        said = one.place, one.export.agencies[0].name, before.export.file
        if _figures(before.export) == _figures(one.export):
            changes.exports[id(one.export)] = None
            changes.repeated[said] += 1
            continue
        if one.export.kind is not Kind.PLAN:
            changes.restated[said] += 1
        elif before.export.cutoff is not None and before.export.cutoff >= (
            one.export.cutoff or before.export.cutoff
        ):
            changes.exports[id(one.export)] = _from_its_day(one)
        before = one


def _from_its_day(one: _Stated) -> Export:
    day, origin = one.edition
    return dataclasses.replace(one.export, cutoff=day, precision=Precision.DAY, period_origin=origin)


def _figures(export: Export) -> tuple[object, ...]:
    """What two editions are compared by: plans whole, realizations without the budget beside them."""
    if export.kind is Kind.PLAN:
        return tuple(sorted(map(_plan_figures, export.plans), key=str))
    return tuple(sorted((line.account, line.realization) for line in export.accounts))


def _plan_figures(line: PlanLine) -> tuple[object, ...]:
    return line.account, line.months


def _changed(place: int, one: Read, changes: _Changes, judged: Judged) -> Read:
    """The file with what became of its exports; findings of one that is left out stay with the file."""
    changed = [changes.exports.get(id(export), export) for export in one.reading.exports]
    left = [
        finding
        for before, after in zip(one.reading.exports, changed, strict=True)
        if after is None
        for finding in before.findings
    ]
    said = judged(
        [
            *_said("form-repeats", place, one, changes.repeated),
            *_said("form-restates", place, one, changes.restated),
        ]
    )
    if not said and changed == list(one.reading.exports):
        return one
    reading = dataclasses.replace(
        one.reading,
        exports=tuple(export for export in changed if export is not None),
        findings=(*one.reading.findings, *left, *said),
    )
    return dataclasses.replace(one, reading=reading)


def _said(code: str, place: int, one: Read, counted: dict[tuple[int, str, str], int]) -> list[Finding]:
    return [
        say(code, {"agency": agency, "other": other, "count": count}, Source(one.found.file))
        for (at, agency, other), count in counted.items()
        if at == place
    ]


def _in_order(read: list[Read], families: Iterable[Sequence[_Stated]]) -> list[Read]:
    """Put the files of all families into the order of their editions, on the places that they have."""
    days = {one.place: one.edition.day for family in families for one in family}
    ordered = sorted(days, key=lambda place: (days[place], place))
    moved = dict(zip(sorted(days), ordered, strict=True))
    return [read[moved.get(place, place)] for place in range(len(read))]
