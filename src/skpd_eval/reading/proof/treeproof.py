"""Prove a tree table: every parent equals its children and the total row equals the roots, to the sen.

Rows of one path are one place; what remains beneath all sums are the leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skpd_eval.codes import CodeKind
from skpd_eval.model import Identity, Proven
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.outline.ancestors import ORDER
from skpd_eval.reading.outline.tree import Outline, Path
from skpd_eval.reading.proof.sums import Differs, Stated, cells_of, differences, proven, say_total

AGENCY_DEPTH = ORDER.index(CodeKind.AGENCY)
UNIT_DEPTH = ORDER.index(CodeKind.UNIT)
NO_PARENT = -1

Amounts = dict[str, list[int | None]]
"""Role of a column to the sen of each node, in the order of the nodes."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Positions (in the outline's nodes) of the leaves; the file is refused when ``proved`` is false."""

    leaves: tuple[int, ...]
    proved: bool
    proven: tuple[Proven, ...] = ()


class TreeProof:
    """Compares every stated sum of an outline with its parts; differences become errors with their cells."""

    def __init__(
        self,
        outline: Outline,
        columns: tuple[Column, ...],
        amounts: Amounts,
        collector: Collector,
        rounded: frozenset[tuple[int, int]] = frozenset(),
        covered: Mapping[tuple[int, int], int] | None = None,
    ) -> None:
        self.outline, self.collector = outline, collector
        self.columns = {column.role: column for column in columns}
        self.rounded, self.covered = rounded, covered or {}
        self.places: list[Path] = list(dict.fromkeys(node.path for node in outline.nodes))
        place_of = {path: place for place, path in enumerate(self.places)}
        self.members: list[list[int]] = [[] for _ in self.places]
        for position, node in enumerate(outline.nodes):
            self.members[place_of[node.path]].append(position)
        self.parent = [_parent(path, place_of) for path in self.places]
        self.children = self._children()
        self.repeated: list[list[int]] = []
        """Rows that stand again under one place, and are added up."""
        self.stated = [self._stated(place, amounts) for place in range(len(self.places))]

    def _children(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place, parent in enumerate(self.parent):
            found.setdefault(parent, []).append(place)
        return found

    def _stated(self, place: int, amounts: Amounts) -> dict[str, int | None]:
        """Amounts of a place: a repeated heading with the same amounts counts once, other repeats add up."""
        positions = self.members[place]
        rows = [{role: amounts[role][position] for role in self.columns} for position in positions]
        if len(rows) == 1 or (place in self.children and all(row == rows[0] for row in rows)):
            return rows[0]
        self.repeated.append(positions)
        return self._added(rows)

    def _added(self, rows: Iterable[Stated]) -> dict[str, int | None]:
        """Sums of rows by role, ``None`` where none of them states it."""
        every = list(rows)
        told = {role: [sen for row in every if (sen := row[role]) is not None] for role in self.columns}
        return {role: sum(known) if known else None for role, known in told.items()}

    def _say_repeated(self, positions: list[int], *, proved: bool) -> None:
        """Rows that are added up are said; whole agencies among them are refused where no total proves the sum."""
        first, second = (self.outline.nodes[position] for position in positions[:2])
        name, other = second.name[:80], self.collector.grid.row_name(first.row)
        if not proved and second.depth == AGENCY_DEPTH:
            self.collector.error("agency-twice", second.row, None, agency=second.name[:80], other=other)
        elif second.code[:1].isdigit():
            self.collector.warn("code-repeated", second.row, None, code=second.code, name=name, other=other)
        else:
            self.collector.warn("name-repeated", second.row, None, name=name, other=other)

    def prove(self, total: dict[str, int | None], *, total_expected: bool = True) -> Proof:
        """Check parents, then the total row (``total`` by role; roles without a figure are not checked)."""
        for positions in self.repeated:
            summed = not total_expected or any(sen is not None for sen in total.values())
            self._say_repeated(positions, proved=summed)
        wrong = self._differences()
        moved = [self._put_units_beside(place) for place in wrong if self._depth(place) == AGENCY_DEPTH]
        if any(moved):
            self.children = self._children()
            wrong = self._differences()
        for place, differing in wrong.items():
            self._report(place, differing)
        proved = not wrong and self._total_agrees(total, expected=total_expected)
        leaves = (
            position
            for place, members in enumerate(self.members)
            if place not in self.children
            for position in members
        )
        held = (*self._parents_held(), *self._total_held(total)) if proved else ()
        return Proof(tuple(sorted(leaves)), proved, held)

    def _parents_held(self) -> tuple[Proven, ...]:
        """Every sum inside the tree; leaves that nothing holds are proved by none."""
        inner = self.children.keys() - {NO_PARENT}
        held = self._told(inner)
        every = len(inner | set(self.children.get(NO_PARENT, ())))
        told = self._told(range(len(self.places)))
        return proven(Identity.PARENTS, held, told, met=len(inner), of=every, slack=self._slack_of_all())

    def _total_held(self, total: dict[str, int | None]) -> tuple[Proven, ...]:
        held = [role for role in self.columns if total.get(role) is not None]
        roots, told = len(self.children.get(NO_PARENT, ())), self._told(range(len(self.places)))
        return proven(Identity.TOTAL, held, told, met=roots, slack=self._slack_of_all())

    def _told(self, places: Iterable[int]) -> list[str]:
        """The roles that any of some places states."""
        every = list(places)
        return [role for role in self.columns if any(self.stated[place][role] is not None for place in every)]

    def _slack_of_all(self) -> int:
        return (len(self.rounded) + 1) // 2

    def _counted(self) -> dict[int, Stated]:
        """Amounts with headings that state none counted as their parts, from the deepest up."""
        counted: dict[int, Stated] = dict(enumerate(self.stated))
        inner = self.children.keys() - {NO_PARENT}
        for place in sorted(inner, key=lambda place: -len(self.places[place])):
            if None in self.stated[place].values():
                parts = self._added(counted[child] for child in self.children[place])
                counted[place] = {
                    role: parts[role] if sen is None else sen for role, sen in self.stated[place].items()
                }
        return counted

    def _differences(self) -> dict[int, list[Differs]]:
        """What parents state and their parts do not come to; blanks beneath a stated sum add up to nothing."""
        counted = self._counted()
        found: dict[int, list[Differs]] = {}
        for place in sorted(self.children.keys() - {NO_PARENT}):
            differing = [
                one
                for one in differences((counted[child] for child in self.children[place]), self.stated[place])
                if abs(one.stated - one.sum) > self._slack(place, one.role)
                and not self._counts_covered(place, one)
            ]
            if differing:
                found[place] = differing
        return found

    def _counts_covered(self, place: int, differs: Differs) -> bool:
        """Whether a sum is too large by exactly what stands again in merged cells: it is said and corrected."""
        column, nodes = self.columns[differs.role].index, self.outline.nodes
        again = sum(
            self.covered.get((nodes[position].row, column), 0) * (self.stated[child][differs.role] or 0)
            for child in self.children[place]
            for position in self.members[child]
        )
        if not again or differs.stated != differs.sum + again:
            return False
        (row,), (_, stated, found) = self._rows([place]), differs
        self.collector.warn("sum-counts-covered", row, column, stated=stated, sum=found)
        self.stated[place][differs.role] = differs.sum
        return True

    def _slack(self, place: int, role: str) -> int:
        """Half a sen for each cell among the parts that had more than two decimals."""
        if not self.rounded:
            return 0
        column, nodes = self.columns[role].index, self.outline.nodes
        members = (self.members[part] for part in (place, *self.children[place]))
        return (sum((nodes[one].row, column) in self.rounded for own in members for one in own) + 1) // 2

    def _put_units_beside(self, place: int) -> bool:
        """Sub-units that an agency's own row does not include stand beside it: they are its parent's children."""
        agency = self.places[place][-1][1]
        units = [child for child in self.children[place] if self._is_unit_beside(child, agency)]
        rest = [self.stated[child] for child in self.children[place] if child not in units]
        stated, own = self.stated[place], self._added(rest)
        proved = all(None in (own[role], sen) or own[role] == sen for role, sen in stated.items())
        if not units or not (proved if any(stated.values()) else not rest):
            return False
        for unit in units:
            self.parent[unit] = self.parent[place]
        return True

    def _is_unit_beside(self, place: int, agency: str) -> bool:
        return self._depth(place) == UNIT_DEPTH and self.places[place][-1][1] != agency

    def _depth(self, place: int) -> int:
        return self.places[place][-1][0]

    def _rows(self, places: Iterable[int]) -> list[int]:
        """The first row of each place."""
        return [self.outline.nodes[self.members[place][0]].row for place in places]

    def _report(self, place: int, differing: list[Differs]) -> None:
        node, parts = self.outline.nodes[self.members[place][0]], self._rows(self.children[place])
        for role, stated, found in differing:
            column = self.columns[role].index
            cells = cells_of(self.collector.grid, parts, column)
            told = {"code": node.code, "name": node.name[:60], "cells": cells}
            self.collector.error("sum-differs", node.row, column, **told, stated=stated, sum=found)

    def _total_agrees(self, total: dict[str, int | None], *, expected: bool) -> bool:
        row, roots, counted = self.outline.total_row, self.children.get(NO_PARENT, []), self._counted()
        if row is None:
            if expected:
                self.collector.warn("total-missing", self.outline.last_row)
            return True
        stated = {role: total.get(role) for role in self.columns}
        differing = differences((counted[root] for root in roots), stated, self._slack_of_all())
        say_total(self.collector, row, self.columns.values(), differing, self._rows(roots))
        return not differing


def _parent(path: Path, place_of: Mapping[Path, int]) -> int:
    """The place of the nearest ancestor that has a row."""
    for length in range(len(path) - 1, 0, -1):
        place = place_of.get(path[:length])
        if place is not None:
            return place
    return NO_PARENT
