"""Prove a tree table: every parent equals its children and the total row equals the roots, to the sen.

The sums run vectorized over one pandas frame of places (distinct paths); what remains are the leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import pandas as pd

from skpd_eval.codes import CodeKind
from skpd_eval.model import Identity, Proven
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.columns.headings import Column
from skpd_eval.reading.outline.ancestors import ORDER
from skpd_eval.reading.outline.tree import Outline, Path
from skpd_eval.reading.proof.sums import cells_of, differences, proven, say_total

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


def _sen(frame: pd.DataFrame, place: int, role: str) -> int:
    return int(cast(int, frame.at[place, role]))


class Prover:
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
        self.outline = outline
        self.columns = {column.role: column for column in columns}
        self.roles = list(self.columns)
        self.collector = collector
        self.rounded = rounded
        self.covered = covered or {}
        self.places: list[Path] = list(dict.fromkeys(node.path for node in outline.nodes))
        self.place_of = {path: place for place, path in enumerate(self.places)}
        self.members: list[list[int]] = [[] for _ in self.places]
        for position, node in enumerate(outline.nodes):
            self.members[self.place_of[node.path]].append(position)
        self.parent = pd.Series([self._parent(path) for path in self.places], dtype="int64")
        self.stated = self._stated(amounts)

    def _parent(self, path: Path) -> int:
        for length in range(len(path) - 1, 0, -1):
            place = self.place_of.get(path[:length])
            if place is not None:
                return place
        return NO_PARENT

    def _stated(self, amounts: Amounts) -> pd.DataFrame:
        """Amounts of each place: a repeated heading with the same amounts counts once, other repeats add up."""
        rows = pd.DataFrame({role: pd.array(amounts[role], dtype="Int64") for role in self.roles})
        rows["place"] = [self.place_of[node.path] for node in self.outline.nodes]
        inner = set(self.parent)
        dropped: list[int] = []
        for place, positions in enumerate(self.members):
            if len(positions) == 1:
                continue
            if place in inner and len(rows.loc[positions, self.roles].drop_duplicates()) == 1:
                dropped.extend(positions[1:])
            else:
                self._warn_repeated(positions)
        kept = rows.drop(index=dropped)
        return kept.groupby("place")[self.roles].sum(min_count=1).reindex(range(len(self.places)))

    def _warn_repeated(self, positions: list[int]) -> None:
        first, second = (self.outline.nodes[position] for position in positions[:2])
        name, other = second.name[:80], self.collector.grid.row_name(first.row)
        if second.code[:1].isdigit():
            self.collector.warn(
                "code-repeated", second.row, None, code=second.code, name=name, other=other
            )
        else:
            self.collector.warn("name-repeated", second.row, None, name=name, other=other)

    def prove(self, total: dict[str, int | None], *, total_expected: bool = True) -> Proof:
        """Check parents, then the total row (``total`` by role; roles without a figure are not checked)."""
        wrong = self._differences()
        moved = [
            place
            for place in wrong
            if self.places[place][-1][0] == AGENCY_DEPTH and self._put_units_beside(place)
        ]
        if moved:
            wrong = self._differences()
        for place, roles in wrong.items():
            self._report(place, roles)
        proved = not wrong and self._total_agrees(total, expected=total_expected)
        inner = set(self.parent)
        leaves = (
            position
            for place, members in enumerate(self.members)
            if place not in inner
            for position in members
        )
        held = (*self._parents_held(), *self._total_held(total)) if proved else ()
        return Proof(tuple(sorted(leaves)), proved, held)

    def _parents_held(self) -> tuple[Proven, ...]:
        """Every sum inside the tree; leaves that nothing holds are proved by none."""
        inner = set(self.parent) - {NO_PARENT}
        sums = self.stated.loc[sorted(inner)]
        held = [role for role in self.roles if sums[role].notna().any()]
        every = len(inner | set(self._children(NO_PARENT)))
        slack = (len(self.rounded) + 1) // 2
        return proven(Identity.PARENTS, held, self._told(), met=len(inner), of=every, slack=slack)

    def _total_held(self, total: dict[str, int | None]) -> tuple[Proven, ...]:
        held = [role for role in self.roles if total.get(role) is not None]
        roots = len(self._children(NO_PARENT))
        return proven(Identity.TOTAL, held, self._told(), met=roots, slack=(len(self.rounded) + 1) // 2)

    def _told(self) -> list[str]:
        """The roles that any row states."""
        return [role for role in self.roles if self.stated[role].notna().any()]

    def _sums(self) -> pd.DataFrame:
        return self._sums_of(self._counted())

    def _sums_of(self, amounts: pd.DataFrame) -> pd.DataFrame:
        inside = amounts[(self.parent != NO_PARENT).to_numpy()]
        return inside.groupby(self.parent[inside.index])[self.roles].sum(min_count=1)

    def _counted(self) -> pd.DataFrame:
        """Amounts with headings that state none counted as their parts, from the deepest up."""
        counted = self.stated.copy()
        inner = set(self.parent)
        blank = [place for place in counted.index[counted.isna().any(axis=1)] if place in inner]
        for place in sorted(blank, key=lambda place: -len(self.places[place])):
            parts = counted.loc[self._children(place)].sum(min_count=1)
            counted.loc[place] = counted.loc[place].fillna(parts)
        return counted

    def _differences(self) -> dict[int, list[str]]:
        sums = self._sums()
        # Blanks beneath a stated sum add up to nothing: an amount was lost, and must not pass as unknown.
        differs = (sums.fillna(0) - self.stated.loc[sums.index]).abs().fillna(0).astype("int64")
        found: dict[int, list[str]] = {}
        for place in differs.index[(differs != 0).any(axis=1)]:
            roles = [
                role
                for role in self.roles
                if _sen(differs, place, role) > self._slack(place, role)
                and not self._counts_covered(int(place), role, _sen(sums.fillna(0), place, role))
            ]
            if roles:
                found[int(place)] = roles
        return found

    def _counts_covered(self, place: int, role: str, parts: int) -> bool:
        """Whether a sum is too large by exactly what stands again in merged cells: it is said and corrected."""
        column = self.columns[role]
        known = self.stated.fillna(0)
        again = sum(
            self.covered.get((self.outline.nodes[position].row, column.index), 0) * _sen(known, child, role)
            for child in self._children(place)
            for position in self.members[child]
        )
        stated = _sen(known, place, role)
        if not again or stated != parts + again:
            return False
        row = self.outline.nodes[self.members[place][0]].row
        self.collector.warn("sum-counts-covered", row, column.index, stated=stated, sum=parts)
        self.stated.at[place, role] = parts
        return True

    def _slack(self, place: int, role: str) -> int:
        """Half a sen for each cell among the parts that had more than two decimals."""
        if not self.rounded:
            return 0
        column = self.columns[role].index
        parts = [place, *self._children(place)]
        rows = [self.outline.nodes[position].row for part in parts for position in self.members[part]]
        return (sum((row, column) in self.rounded for row in rows) + 1) // 2

    def _children(self, place: int) -> list[int]:
        return [int(child) for child in self.parent.index[self.parent == place]]

    def _put_units_beside(self, place: int) -> bool:
        """Sub-units that an agency's own row does not include stand beside it: they are its parent's children.

        Not where the agency states an amount and nothing beneath it would be left to prove it.
        """
        agency_code = self.places[place][-1][1]
        children = self._children(place)
        units = [
            child for child in children if self._is_unit(child) and self.places[child][-1][1] != agency_code
        ]
        rest = [child for child in children if child not in units]
        if not units:
            return False
        own = self.stated.loc[rest].sum(min_count=1)
        blank = self.stated.loc[place].fillna(0).eq(0).all()
        if not blank and rest and not (own - self.stated.loc[place]).fillna(0).eq(0).all():
            return False
        if blank and rest:
            return False
        self.parent.loc[units] = self.parent[place]
        return True

    def _is_unit(self, place: int) -> bool:
        return self.places[place][-1][0] == UNIT_DEPTH

    def _report(self, place: int, roles: list[str]) -> None:
        node = self.outline.nodes[self.members[place][0]]
        sums = self._sums()
        for role in roles:
            column = self.columns[role]
            self.collector.error(
                "sum-differs",
                node.row,
                column.index,
                code=node.code,
                name=node.name[:60],
                stated=_sen(self.stated, place, role),
                sum=_sen(sums.fillna(0), place, role),
                cells=cells_of(self.collector.grid, self._rows(self._children(place)), column.index),
            )

    def _rows(self, places: list[int]) -> list[int]:
        """The first row of each place."""
        return [self.outline.nodes[self.members[place][0]].row for place in places]

    def _total_agrees(self, total: dict[str, int | None], *, expected: bool) -> bool:
        row = self.outline.total_row
        if row is None:
            if expected:
                self.collector.warn("total-missing", self.outline.last_row)
            return True
        places = self._children(NO_PARENT)
        roots = self._counted().loc[places].sum(min_count=1)
        parts = {role: None if pd.isna(roots[role]) else int(roots[role]) for role in self.roles}
        stated = {role: total.get(role) for role in self.roles}
        differs = differences([parts], stated, slack=(len(self.rounded) + 1) // 2)
        say_total(self.collector, row, self.columns.values(), differs, self._rows(places))
        return not differs
