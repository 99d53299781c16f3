"""What rows of a grid mean as the header of a layout.

Merged cells spread over their range, in formats without merges over blank cells with something beneath.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.headings.headings import Column, Heading, headings
from skpd_eval.reading.headings.headwords import add_by_words
from skpd_eval.reading.headings.roles import patterns_of, percent_joined, role_at, role_taught
from skpd_eval.reading.headings.vocabulary import spelled_path
from skpd_eval.reading.layout.layout import ColumnRule, Layout
from skpd_eval.reading.layout.patterns import Patterns
from skpd_eval.reading.layout.taught import UNREAD


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: zero-based first and last row, columns by role, and what it did not understand."""

    layout: Layout
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    code_columns: tuple[int, ...] = ()
    name_columns: tuple[int, ...] = ()
    rivals: tuple[Column, ...] = ()
    """Every column of a role that several claim: the same measure for several periods."""
    ambiguous: tuple[str, ...] = ()
    """Roles that several columns claim and no period tells apart."""
    unknown: tuple[Column, ...] = ()
    passed: tuple[int, ...] = ()
    """Columns that are left unread on purpose."""
    missing: tuple[str, ...] = ()
    rules: dict[str, ColumnRule] = field(default_factory=dict)

    def column(self, role: str) -> Column | None:
        """The column of a role, if the table has it."""
        return next((column for column in self.columns if column.role == role), None)

    def of_measure(self, measure: str) -> tuple[Column, ...]:
        """Every column of a measure: ``budget:5.1``, ``budget:5.2`` … for ``budget``."""
        return tuple(column for column in self.columns if column.measure == measure)


def _present(layout: Layout, roles: set[str]) -> tuple[str, ...]:
    """Required roles that are missing, ``a|b`` where one of several would do."""
    measures = {role.partition(":")[0] for role in roles} | roles
    missing = [role for role in sorted(layout.required) if role not in measures]
    missing += ["|".join(choice) for choice in layout.any_of if not measures & set(choice)]
    return tuple(missing)


def _span(grid: Grid, start: int, first: int, last: int, heads: list[Heading]) -> tuple[int, ...]:
    """A column and those to its right that share its merged heading or have none."""
    for top, left, _, right in grid.merges:
        if first <= top <= last and left == start:
            return tuple(range(left, right + 1))
    end = start + 1
    while end < len(heads) and not heads[end].parts:
        end += 1
    return tuple(range(start, end))


def _choose(
    columns: list[Column], in_force: PeriodMention | None
) -> tuple[list[Column], list[str], list[Column]]:
    """One column a role; among several the one that names the period in force. Then what is left unclear."""
    chosen: list[Column] = []
    ambiguous: list[str] = []
    rivals: list[Column] = []
    for role in dict.fromkeys(column.role for column in columns):
        same = [column for column in columns if column.role == role]
        if len(same) == 1:
            chosen.append(same[0])
            continue
        rivals.extend(same)
        told = [column for column in same if in_force and column.heading.names_period(in_force)]
        told = _deepest(same) if role.startswith("activity_") else told
        told = told or _last_version(role, same)
        if len(told) != 1:
            ambiguous.append(role)
        chosen.append((told or same)[0])
    return chosen, ambiguous, rivals


def _last_version(role: str, columns: list[Column]) -> list[Column]:
    """The revision of the budget (*perubahan*) that stands behind all its shifts (*pergeseran*)."""
    if role != "budget_revised":
        return []
    *before, last = columns
    shifts = all("pergeseran" in column.heading.text for column in before)
    return [last] if shifts and "pergeseran" not in last.heading.text else []


def _deepest(columns: list[Column]) -> list[Column]:
    """Of columns of programs, activities and sub-activities the deepest, which tells the rows apart."""
    for words in ("sub kegiatan", "kegiatan", "program"):
        found = [column for column in columns if words in column.heading.text]
        if found:
            return found
    return []


def _by_month(columns: list[Column], layout: Layout) -> list[Column]:
    """Twelve columns of a plan that name the twelve months are the plan by month; sums of quarters are left out."""
    columns = [
        c for c in columns if c.role != "total_plan" or not (c.heading.mention and c.heading.mention.quarter)
    ]
    named = {c.index: c.heading.mention.month for c in columns if c.role == "plan" and c.heading.mention}
    if len({*named.values()} - {None}) != 12 or not any(rule.months for rule in layout.columns):
        return columns
    return [
        dataclasses.replace(column, role=f"month:{named[column.index]}") if column.index in named else column
        for column in columns
    ]


def _needed(spare: list[tuple[Column, ColumnRule]], taken: set[str]) -> list[Column]:
    """Fallback columns whose role, or else the one that they also have, no other column has."""
    roles = [(column, column.role if column.role not in taken else rule.also) for column, rule in spare]
    return [dataclasses.replace(column, role=role) for column, role in roles if role and role not in taken]


@dataclass(slots=True)
class _Sorted:
    """Columns by what their headings say; ``spare`` ones count where no other column has their role."""

    found: list[Column] = field(default_factory=list)
    spare: list[tuple[Column, ColumnRule]] = field(default_factory=list)
    unknown: list[Column] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    spans: dict[str, tuple[int, ...]] = field(default_factory=lambda: {"code": (), "name": ()})
    taught: list[Column] = field(default_factory=list)

    def teach(self, column: Column) -> None:
        """Take a column for what the user says."""
        if column.role == UNREAD:
            self.passed.append(column.index)
            return
        self.taught.append(column)
        if column.role in self.spans:
            self.spans[column.role] = (column.index,)

    def give_way(self) -> None:
        """Leave unread what has a role that the user gives to another column."""
        roles = {column.role for column in self.taught}
        self.unknown += [
            dataclasses.replace(column, role="") for column in self.found if column.role in roles
        ]
        self.found = [column for column in self.found if column.role not in roles] + self.taught
        self.spare = [spare for spare in self.spare if spare[0].role not in roles]


def match_header(
    grid: Grid, layout: Layout, first: int, last: int, in_force: PeriodMention | None = None
) -> Header:
    """What rows ``first`` to ``last`` mean under a layout; ``missing`` tells what is not there."""
    heads = headings(grid, first, last, layout)
    without = patterns_of(layout)[2]
    if any(heading.parts and without.match(spelled_path(heading.parts)) for heading in heads):
        return Header(layout, first, last, (), missing=("another-layout",))
    told = _sort(grid, layout, first, last, heads)
    told.give_way()
    if layout.by_words and not add_by_words(layout, told.found, told.unknown):
        return Header(layout, first, last, (), missing=("another-layout",))
    needed = _needed(told.spare, {column.role for column in told.found})
    told.found += needed
    told.passed += [one.index for one, _ in told.spare if one.index not in {column.index for column in needed}]
    _name_agencies(told.found)
    chosen, ambiguous, rivals = _choose(_by_month(told.found, layout), in_force)
    return Header(
        layout=layout,
        first_row=first,
        last_row=last,
        columns=tuple(chosen),
        code_columns=told.spans["code"],
        name_columns=told.spans["name"],
        rivals=tuple(rivals),
        ambiguous=tuple(ambiguous),
        unknown=tuple(told.unknown),
        passed=tuple(told.passed),
        missing=_present(layout, {column.role for column in chosen}),
        rules={rule.role: rule for rule in reversed(layout.columns)},
    )


def _name_agencies(found: list[Column]) -> None:
    """Names of units beside codes of agencies, where nothing else is named, are the agencies'."""
    roles = {column.role for column in found}
    if "agency_code" in roles and "unit_name" in roles and not roles & {"agency_name", "unit_code"}:
        found[:] = [
            dataclasses.replace(one, role="agency_name") if one.role == "unit_name" else one for one in found
        ]


def _sort(grid: Grid, layout: Layout, first: int, last: int, heads: list[Heading]) -> _Sorted:
    """The columns by the patterns of a layout."""
    told, ignored = _Sorted(), patterns_of(layout)[1]
    for index, heading in enumerate(heads):
        taught = role_taught(index, heading.parts, layout)
        if taught is not None:
            told.teach(Column(taught, index, heading))
            continue
        known = role_at(heading.parts, heading.beneath, heading.month, heading.mention, layout)
        if known is not None and known[0] in told.spans:
            if not told.spans[known[0]]:
                told.spans[known[0]] = _span(grid, index, first, last, heads)
                told.found.append(Column(known[0], index, heading))
        elif known is not None and known[1].fallback:
            told.spare.append((Column(known[0], index, heading), known[1]))
        elif known is not None:
            told.found.append(Column(known[0], index, heading))
        elif heading.parts and _is_ignored(heading, ignored):
            told.passed.append(index)
        elif heading.parts and index not in told.spans["code"]:
            told.unknown.append(Column("", index, heading))
    return told


def _is_ignored(heading: Heading, ignored: Patterns) -> bool:
    parts = spelled_path(heading.parts)
    return ignored.match(parts, percent_joined(parts))
