"""What a hand-kept tree says in words: of activities, and of the packages beneath them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from skpd_eval import money
from skpd_eval.model import Note
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.headings.vocabulary import spelled_path
from skpd_eval.reading.outline.tree import Outline
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.shapes.progress.levelextras import LONGEST_NOTE, NOTE_ROLES

PACKAGE = "package"
CONTRACT = "contract_value"


def add_notes(
    lines: Lines, header: Header, values: Values, row: int, agency: int, activity: str | None
) -> None:
    """Add what the columns of words say in a zero-based row of a package, and the value of its contract."""
    for role in NOTE_ROLES:
        column = header.column(role)
        value = None if column is None else values.collector.grid.value(row, column.index)
        if isinstance(value, str) and not is_blank(value) and any(map(str.isalpha, value)):
            _add(lines, agency, activity, role, value, row)
    add_contract(lines, header, values, row, agency, activity, of_package=True)


def add_contract(
    lines: Lines,
    header: Header,
    values: Values,
    row: int,
    agency: int,
    activity: str | None,
    *,
    of_package: bool = False,
) -> None:
    """Add the value of the contract that a zero-based row states, if a column holds it.

    Of a package it may be the column of the realization: contracts and receipts so far.
    """
    column = header.column(CONTRACT) or (_also(header) if of_package else None)
    value = None if column is None else values.amount(row, column.index, detail=True)
    if value:
        _add(lines, agency, activity, CONTRACT, money.format_amount(value), row)


def _also(header: Header) -> Column | None:
    for rule in header.layout.columns:
        column = header.column(rule.role) if rule.also == CONTRACT else None
        if column is not None and spelled_path(column.heading.parts) in map(spelled_path, rule.headers):
            return column
    return None


def _add(lines: Lines, agency: int, activity: str | None, topic: str, text: str, row: int) -> None:
    lines.notes.append(Note(agency, activity, topic, " ".join(text.split())[:LONGEST_NOTE], row + 1))


@dataclass(slots=True)
class PackageNotes:
    """Adds the notes of packages to the lines of a tree: their names, and what stands beside these."""

    header: Header
    outline: Outline
    values: Values
    lines: Lines

    def add(self, repeated: Iterable[int], agency_of: Callable[[int], int | None]) -> None:
        """Add packages with their activity's code (places of nodes) and those without a code, in their order."""
        nodes = self.outline.nodes
        found = [(nodes[place].row, nodes[place].name, place) for place in repeated]
        for place, beneath in self.outline.packages.items():
            found += [(package.row, package.name, place) for package in beneath]
        for row, name, place in sorted(found):
            agency, activity = agency_of(place), nodes[place].activity
            if agency is not None and activity is not None and name:
                _add(self.lines, agency, activity, PACKAGE, name, row)
                add_notes(self.lines, self.header, self.values, row, agency, activity)
