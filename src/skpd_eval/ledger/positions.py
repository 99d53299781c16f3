"""What a newly recorded file does to earlier submissions at the same position."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from skpd_eval.model import AgencyName

_POSITION = "government, year, cutoff, kind, budget_basis, realization_basis, period_kind"
_SAME_POSITION = " AND ".join(f"s.{field.strip()} = ?" for field in _POSITION.split(","))


class _Covered(NamedTuple):
    """That a submission states an agency, and what the agency is known by: its code, else its name."""

    number: int
    identity: tuple[str, bool]
    name: AgencyName
    is_unit: bool


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
        covered = _covered(connection, position)
        stated = {entry.identity for entry in covered if entry.number in own}
        renewed = {entry.identity for entry in covered if entry.number in numbers}
        newest = {
            entry.identity: entry for entry in covered if entry.number <= before and entry.number not in own
        }
        here = {entry.number for entry in newest.values() if entry.identity in renewed}
        superseded |= here
        absent += [
            (entry.number, entry.name)
            for entry in newest.values()
            if entry.number in here and entry.identity not in stated and not entry.is_unit
        ]
    return tuple(sorted(superseded)), tuple(sorted(absent, key=_by_number_and_name))


def _position(connection: sqlite3.Connection, number: int) -> tuple[str | int, ...]:
    query = f"SELECT {_POSITION} FROM submissions WHERE number = ?"
    position: tuple[str | int, ...] = connection.execute(query, (number,)).fetchone()
    return position


def _covered(connection: sqlite3.Connection, position: tuple[str | int, ...]) -> list[_Covered]:
    """All that submissions in force state at a position, oldest submission first."""
    query = f"""SELECT s.number, a.code, a.name_key, a.dissolved, c.name, c.alias, c.role = 'unit'
        FROM submissions AS s JOIN submission_agencies AS c ON c.submission = s.number
        JOIN agencies AS a ON a.id = c.agency
        WHERE {_SAME_POSITION}
        AND NOT EXISTS (SELECT 1 FROM withdrawals AS w WHERE w.submission = s.number)
        ORDER BY s.number, c.position"""
    return [
        _Covered(
            number,
            (f"code {code}" if code is not None else f"name {key}", bool(dissolved)),
            AgencyName(code, name, bool(dissolved), alias),
            bool(is_unit),
        )
        for number, code, key, dissolved, name, alias, is_unit in connection.execute(query, position)
    ]


def _by_number_and_name(entry: tuple[int, AgencyName]) -> tuple[int, str, str]:
    number, agency = entry
    return number, agency.code or "", agency.name
