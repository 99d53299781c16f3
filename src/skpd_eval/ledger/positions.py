"""Which submission takes which out of force: a newer one with the same agency at the same position.

One without lines (a form not filled in) states nothing, so it takes nothing out of force.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from skpd_eval.ledger.records import FOREVER
from skpd_eval.model import AgencyName

_STATES_BOTH = """(s.kind = 'accounts' AND s.columns LIKE '%"budget%'
    AND (s.columns LIKE '%"realization"%' OR s.columns LIKE '%"realization:%'))"""
"""As :attr:`~skpd_eval.model.Submission.states_both`: what states less takes nothing out of force."""
_FIELDS = ("government", "year", "cutoff", "kind", "budget_basis", "realization_basis", "period_kind")
_POSITION = (*(f"s.{field}" for field in _FIELDS), _STATES_BOTH)
_COVERED = f"""SELECT s.number, s.recorded_at, ifnull(w.at, '{FOREVER}'), a.name_key, a.code, c.name,
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
    recorded_at: str
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


def superseded_by(connection: sqlite3.Connection, before: str) -> dict[int, tuple[int, ...]]:
    """Return, for each submission that took others out of force for some agency, the numbers of those."""
    taken: dict[int, set[int]] = defaultdict(set)
    covered = _covered(connection, "s.recorded_at < ?", (before,))
    for _, entries in groupby(covered, key=attrgetter("position")):
        in_force: dict[Identity, list[_Covered]] = defaultdict(list)
        for identity, entry in _identified(list(entries)):
            stack = in_force[identity]
            while stack and stack[-1].withdrawn_at <= entry.recorded_at:
                stack.pop()
            # Tables of one file are recorded at one instant and stand beside each other.
            if stack and stack[-1].recorded_at != entry.recorded_at:
                taken[entry.number].add(stack[-1].number)
            stack.append(entry)
    return {number: tuple(sorted(taken[number])) for number in sorted(taken)}


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
    for number, recorded, withdrawn, key, code, name, dissolved, alias, is_unit, *position in found:
        agency = AgencyName(code, name, bool(dissolved), alias)
        yield _Covered(number, recorded, withdrawn, key, agency, bool(is_unit), tuple(position))


def _by_number_and_name(entry: tuple[int, AgencyName]) -> tuple[int, str, str]:
    number, agency = entry
    return number, agency.code or "", agency.name
