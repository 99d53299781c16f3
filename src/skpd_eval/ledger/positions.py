"""Which submission takes which out of force: a newer one with the same agency at the same position.

The period kind is no part of a position: whoever tells it anew (a month alone, not cumulative) corrects what was
told before. One without lines (a form not filled in) states nothing, so it takes nothing out of force.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter

from skpd_eval.ledger.records import FOREVER
from skpd_eval.model import AgencyName, Standing, State

COMPLETE = """(s.kind = 'accounts' AND s.columns LIKE '%"budget%'
    AND (s.columns LIKE '%"realization"%' OR s.columns LIKE '%"realization:%')
    OR s.kind = 'physical' AND s.columns LIKE '%"physical%')"""
"""As :attr:`~skpd_eval.model.Submission.is_complete`: what states less takes nothing out of force."""
_FIELDS = ("government", "year", "cutoff", "kind", "budget_basis", "realization_basis")
_POSITION = (*(f"s.{field}" for field in _FIELDS), COMPLETE)
_COVERED = f"""SELECT s.number, ifnull(w.at, '{FOREVER}'), a.name_key, a.code, c.name,
    a.dissolved, c.alias, c.role = 'unit', {", ".join(_POSITION)}
    FROM submissions AS s JOIN submission_agencies AS c ON c.submission = s.number
    JOIN agencies AS a ON a.id = c.agency LEFT JOIN withdrawals AS w ON w.submission = s.number
    WHERE s.lines > 0 AND {{condition}} ORDER BY {", ".join(_POSITION)}, s.number, c.position"""

Position = tuple[str | int, ...]
Identity = tuple[str, bool]
"""An agency's code, else its name, and whether it is the dissolved one of that code or name."""


@dataclass(frozen=True, slots=True)
class _Covered:
    """That a submission states an agency at a position."""

    number: int
    withdrawn_at: str
    name_key: str
    agency: AgencyName
    is_unit: bool
    position: Position


def outcome_at_positions(
    connection: sqlite3.Connection, numbers: Sequence[int], unchanged: Iterable[int], before: int
) -> tuple[tuple[int, ...], tuple[tuple[int, AgencyName], ...]]:
    """Return the submissions that ``numbers`` supersede, and the agencies of those that the file lacks.

    An agency's figures come from the newest submission that states it, so only a submission up to
    ``before`` that was the newest for an agency counts as superseded; ``unchanged`` ones are of the file.
    """
    own = {*numbers, *unchanged}
    superseded: set[int] = set()
    absent: list[tuple[int, AgencyName]] = []
    for position in sorted({_position(connection, number) for number in numbers}):
        entries = list(_identified(_at(connection, position)))
        stated = {identity for identity, entry in entries if entry.number in own}
        renewed = {identity for identity, entry in entries if entry.number in numbers}
        earlier = [pair for pair in entries if pair[1].number <= before and pair[1].number not in own]
        newest = dict(earlier)
        here = {entry.number for identity, entry in newest.items() if identity in renewed}
        superseded |= here
        absent += [
            (entry.number, entry.agency)
            for identity, entry in newest.items()
            if entry.number in here and identity not in stated and not entry.is_unit
        ]
    return tuple(sorted(superseded)), tuple(sorted(absent, key=_by_number_and_name))


def standings(connection: sqlite3.Connection, before: str) -> dict[int, Standing]:
    """Whether each submission recorded before an instant was in force then, by its number.

    One that withdrawals took out of force supersedes nothing any more.
    """
    query = f"""SELECT s.number, s.lines, ifnull(w.at, '{FOREVER}') FROM submissions AS s
        LEFT JOIN withdrawals AS w ON w.submission = s.number WHERE s.recorded_at < ?"""
    stated: dict[int, list[int | None]] = defaultdict(list)
    successors: dict[int, set[int]] = defaultdict(set)
    for entry, successor in _succession(connection, before):
        if successor is not None:
            successors[entry.number].add(successor)
        if not entry.is_unit:
            stated[entry.number].append(successor)
    return {
        number: _standing(withdrawn < before, lines, stated[number], successors[number])
        for number, lines, withdrawn in connection.execute(query, (before,))
    }


def _succession(connection: sqlite3.Connection, before: str) -> Iterator[tuple[_Covered, int | None]]:
    """Each statement of an agency at a position that is not withdrawn, with the number of the next newer one."""
    live = (
        entry
        for entry in _covered(connection, "s.recorded_at < ?", (before,))
        if entry.withdrawn_at >= before
    )
    for _, entries in groupby(live, key=attrgetter("position")):
        by_agency: dict[Identity, list[_Covered]] = defaultdict(list)
        for identity, entry in _identified(list(entries)):
            by_agency[identity].append(entry)
        for stated in by_agency.values():
            numbers = sorted({entry.number for entry in stated})
            later = dict(pairwise(numbers))
            yield from ((entry, later.get(entry.number)) for entry in stated)


def _standing(withdrawn: bool, lines: int, stated: Sequence[int | None], successors: set[int]) -> Standing:
    """``stated`` has for each agency that a submission states the submission that took its place, if one did."""
    if withdrawn:
        return Standing(State.WITHDRAWN)
    if not lines:
        return Standing(State.NOT_FILLED)
    if not successors:
        return Standing(State.IN_FORCE)
    state = State.PARTLY_SUPERSEDED if None in stated else State.SUPERSEDED
    return Standing(state, tuple(sorted(successors)))


def _identified(entries: Sequence[_Covered]) -> Iterator[tuple[Identity, _Covered]]:
    """Pair entries of one position with who they are about.

    A name without a code is the agency with a code that has this name there, if exactly one has.
    """
    codes: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.agency.code is not None and not entry.agency.dissolved:
            codes[entry.name_key].add(entry.agency.code)
    for entry in entries:
        known = codes[entry.name_key]
        code = entry.agency.code
        if code is None and len(known) == 1 and not entry.agency.dissolved:
            (code,) = known
        yield (f"name {entry.name_key}" if code is None else f"code {code}", entry.agency.dissolved), entry


def _position(connection: sqlite3.Connection, number: int) -> Position:
    query = f"SELECT {', '.join(_POSITION)} FROM submissions AS s WHERE number = ?"
    position: Position = connection.execute(query, (number,)).fetchone()
    return position


def _at(connection: sqlite3.Connection, position: Position) -> list[_Covered]:
    """All that submissions in force state at a position, oldest submission first."""
    condition = " AND ".join(f"{field} = ?" for field in _POSITION)
    return list(_covered(connection, f"{condition} AND w.submission IS NULL", position))


def _covered(connection: sqlite3.Connection, condition: str, values: Position) -> Iterator[_Covered]:
    found = connection.execute(_COVERED.format(condition=condition), values)
    for number, withdrawn, key, code, name, dissolved, alias, is_unit, *position in found:
        agency = AgencyName(code, name, bool(dissolved), alias)
        yield _Covered(number, withdrawn, key, agency, bool(is_unit), tuple(position))


def _by_number_and_name(entry: tuple[int, AgencyName]) -> tuple[int, str, str]:
    number, agency = entry
    return number, agency.code or "", agency.name
