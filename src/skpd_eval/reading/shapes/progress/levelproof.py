"""Which rows of a hand-kept tree count: the highest level whose sums equal the total row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.model import Identity, Proven
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.columns.headings import Column
from skpd_eval.reading.outline.ancestors import ORDER
from skpd_eval.reading.outline.tree import AGENCY_DEPTHS, Outline, Path
from skpd_eval.reading.proof.reconcile import Amounts
from skpd_eval.reading.proof.sums import Stated, differences, proven, say_total

PROGRAM = ORDER.index(CodeKind.PROGRAM)
DEEPEST = ORDER.index(CodeKind.SUB_ACTIVITY)
AGENCY = ORDER.index(CodeKind.AGENCY)
MEASURES = ("budget", "realization")

Key = tuple[int | None, Path]
"""What a row is of: its agency's row (two agencies may carry out one program) and its path."""
Level = tuple[str, list[int]]
"""A level's name and the places of its rows among the outline's nodes."""


@dataclass(slots=True)
class LevelProof:
    """Finds the level of an outline that its total proves. ``total`` is by role, in sen."""

    outline: Outline
    columns: Sequence[Column]
    amounts: Amounts
    total: Mapping[str, int | None]
    owners: Mapping[int, int]
    collector: Collector
    held: tuple[Proven, ...] = ()
    """What proved the level that :meth:`level` gave."""

    def level(self) -> list[int] | None:
        """Places of the rows that count, ``None`` where no level equals the total (told as errors)."""
        packages = self.packages()
        candidates = list(self._candidates(packages))
        checked = {role: sen for role, sen in self.total.items() if sen is not None and role in self.amounts}
        if not checked:
            self.collector.warn("total-missing", self.outline.last_row)
            checked = self._heading_total()
            if not checked:
                return self._without_total(candidates)
        for place, (name, chosen) in enumerate(candidates):
            if not differences(self._rows(chosen), checked):
                self.held = proven(Identity.TOTAL, checked, self._stated(chosen), met=len(chosen))
                if place > 0 and name not in ("all", "agencies"):
                    self.collector.warn("total-at-lower-level", self.outline.total_row, None, level=name)
                return chosen
        self._report(candidates[0][1] if candidates else [], checked)
        return None

    def _stated(self, places: Sequence[int]) -> list[str]:
        """The roles that any of some rows states."""
        return [role for role, values in self.amounts.items() if any(values[p] is not None for p in places)]

    def _rows(self, places: Iterable[int]) -> Iterable[Stated]:
        return ({role: values[place] for role, values in self.amounts.items()} for place in places)

    def key(self, place: int) -> Key:
        """What the row at a place is of."""
        return self.owners.get(place), self.outline.nodes[place].path

    def has_amount(self, place: int) -> bool:
        """Whether a row states any amount."""
        return any(values[place] is not None for values in self.amounts.values())

    def sum(self, role: str, places: Iterable[int]) -> int:
        """Sum of a role over places, blanks left out."""
        return sum(self.amounts[role][place] or 0 for place in places)

    def packages(self) -> set[int]:
        """Rows that repeat the code of a row above which is their sum: its packages.

        The first row of the code must state the sum itself, in budget and realization.
        """
        groups: dict[Key, list[int]] = {}
        for place, node in enumerate(self.outline.nodes):
            if PROGRAM <= node.depth <= DEEPEST:
                groups.setdefault(self.key(place), []).append(place)
        roles = [role for role in MEASURES if role in self.amounts]
        found: set[int] = set()
        for first, *others in groups.values():
            told = [place for place in others if self.has_amount(place)]
            inside = [one for place in (first, *others) for one in self.outline.packages.get(place, ())]
            if told and all(
                self.amounts[role][first]
                == self.sum(role, told) + sum(package.amounts.get(role) or 0 for package in inside)
                for role in roles
            ):
                found.update(told)
        return found

    def repeated(self, stated: Iterable[int], details: Iterable[int]) -> list[int]:
        """Rows of detail that are packages: by their own sums, or because only without them the agency's row is met."""
        beneath: dict[int | None, list[int]] = {}
        for place in details:
            beneath.setdefault(self.owners.get(place), []).append(place)
        found = self.packages()
        for agency in stated:
            own = beneath.get(agency, [])
            firsts = self._firsts(own)
            if self._meets(agency, firsts) and not self._meets(agency, own):
                found.update(set(own) - set(firsts))
        return sorted(found.intersection(details))

    def _meets(self, agency: int, places: list[int]) -> bool:
        """Whether the deepest of some rows add up to their agency's budget."""
        nodes = self.outline.nodes
        inner = {
            nodes[place].path[:length] for place in places for length in range(1, len(nodes[place].path))
        }
        leaves = [place for place in places if nodes[place].path not in inner]
        return "budget" in self.amounts and self.sum("budget", leaves) == self.amounts["budget"][agency]

    def _heading_total(self) -> dict[str, int]:
        """What the one row above all programs states, in a table without a total row and without agencies."""
        nodes = self.outline.nodes
        if any(node.depth in AGENCY_DEPTHS for node in nodes):
            return {}
        heads = [place for place, node in enumerate(nodes) if node.depth < AGENCY and self.has_amount(place)]
        if len(heads) != 1 or any(node.depth >= PROGRAM for node in nodes[: heads[0]]):
            return {}
        return {
            role: amount for role, values in self.amounts.items() if (amount := values[heads[0]]) is not None
        }

    def _candidates(self, packages: set[int]) -> Iterable[Level]:
        nodes = self.outline.nodes
        every = [
            place
            for place, node in enumerate(nodes)
            if node.depth in AGENCY_DEPTHS and self.has_amount(place)
        ]
        if every:
            yield "all", every
            told = {nodes[place].code for place in every}
            agencies = [
                place
                for place in every
                if not codes.is_unit(code := nodes[place].code) or codes.agency_of(code) not in told
            ]
            if agencies:
                yield "agencies", agencies
        for depth in range(PROGRAM, DEEPEST + 1):
            level = [
                place for place, node in enumerate(nodes) if node.depth == depth and self.has_amount(place)
            ]
            yield from self._of(ORDER[depth].value, level, packages)
        yield from self._of("leaves", self._leaves(), packages)
        deepest = max((node.depth for node in nodes), default=0)
        yield "leaves", [place for place, node in enumerate(nodes) if node.depth == deepest]

    def _of(self, name: str, level: list[int], packages: set[int]) -> Iterable[Level]:
        """A level without its packages, with them, and the first row of each code."""
        if not level:
            return
        without = [place for place in level if place not in packages]
        yield name, without
        if len(without) < len(level):
            yield name, level
        yield name, self._firsts(level)

    def _firsts(self, level: list[int]) -> list[int]:
        """Of rows that carry one code the first: the others are its packages."""
        first = {self.key(place): place for place in reversed(level)}
        return sorted(first.values())

    def _leaves(self) -> list[int]:
        nodes = self.outline.nodes
        inner = {
            (self.owners.get(place), node.path[:length])
            for place, node in enumerate(nodes)
            for length in range(1, len(node.path))
        }
        return [
            place for place in range(len(nodes)) if self.key(place) not in inner and self.has_amount(place)
        ]

    def _without_total(self, candidates: list[Level]) -> list[int] | None:
        """The agencies' own rows; in a table of one agency its highest level, where a lower one adds up to it."""
        agencies = next((chosen for name, chosen in candidates if name == "agencies"), None)
        if agencies is not None or not candidates:
            return agencies
        top, below = candidates[0][1], [chosen for _, chosen in candidates if chosen != candidates[0][1]]
        packages = self.packages()
        below = [chosen for chosen in below if not packages & set(chosen)] if packages else below
        roles = [role for role in MEASURES if role in self.amounts]
        agrees = [all(self.sum(role, chosen) == self.sum(role, top) for role in roles) for chosen in below]
        if not below or any(agrees):
            self.held = proven(Identity.PARENTS, roles, self._stated(top), met=len(top) if below else 0)
            return top
        role = next(role for role in roles if self.sum(role, below[-1]) != self.sum(role, top))
        column = next(column for column in self.columns if column.role == role)
        self.collector.error(
            "levels-differ",
            self.outline.nodes[top[0]].row,
            column.index,
            stated=self.sum(role, top),
            sum=self.sum(role, below[-1]),
        )
        return None

    def _report(self, places: list[int], checked: Mapping[str, int]) -> None:
        nodes, total_row = self.outline.nodes, self.outline.total_row
        row = nodes[0].row if total_row is None else total_row
        differs = differences(self._rows(places), checked)
        say_total(self.collector, row, self.columns, differs, [nodes[place].row for place in places])
