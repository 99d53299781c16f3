"""Which rows of a hand-kept tree count: the highest level whose sums equal the total row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.model import Identity, Proven
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.outline.ancestors import ORDER
from skpd_eval.reading.outline.tree import AGENCY_DEPTHS, Outline, Path
from skpd_eval.reading.proof.sums import Stated, differences, first_meeting, proven, say_total, sums_of
from skpd_eval.reading.proof.treeproof import Amounts

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
    rows: dict[int, Stated] = field(init=False)
    """What each row states."""

    def __post_init__(self) -> None:
        places = range(len(self.outline.nodes))
        self.rows = {place: {role: told[place] for role, told in self.amounts.items()} for place in places}

    def level(self) -> list[int] | None:
        """Places of the rows that count, ``None`` where no level equals the total (told as errors)."""
        candidates = self._candidates()
        checked = {role: sen for role, sen in self.total.items() if sen is not None and role in self.amounts}
        if not checked:
            self.collector.warn("total-missing", self.outline.last_row)
            checked = self._heading_total()
        return self._of_total(candidates, checked) if checked else self._without_total(candidates)

    def _of_total(self, candidates: list[Level], checked: Mapping[str, int]) -> list[int] | None:
        found = first_meeting(candidates, lambda level: self._told(level[1]), checked)
        if found is None:
            self._report(candidates[0][1] if candidates else [], checked)
            return None
        name, chosen = found
        self.held = proven(Identity.TOTAL, checked, self._stated(chosen), met=len(chosen))
        if chosen != candidates[0][1] and name not in ("all", "agencies"):
            self.collector.warn("total-at-lower-level", self.outline.total_row, None, level=name)
        return chosen

    def stating(self, first: int, last: int) -> list[int]:
        """Places of the rows that state any amount and stand from one depth to another."""
        depths = enumerate(node.depth for node in self.outline.nodes)
        return [place for place, depth in depths if first <= depth <= last and self._has_amount(place)]

    def _stated(self, places: Iterable[int]) -> list[str]:
        """The roles that any of some rows states."""
        return [role for role, told in self.amounts.items() if any(told[place] is not None for place in places)]

    def key(self, place: int) -> Key:
        """What the row at a place is of."""
        return self.owners.get(place), self.outline.nodes[place].path

    def _has_amount(self, place: int) -> bool:
        return any(sen is not None for sen in self.rows[place].values())

    def _sums(self, places: Sequence[int], roles: Iterable[str]) -> dict[str, int]:
        return sums_of(self._told(places), {role: 0 for role in roles if role in self.amounts})

    def _told(self, places: Iterable[int]) -> list[Stated]:
        return [self.rows[place] for place in places]

    def packages(self) -> set[int]:
        """Rows that repeat the code of a row above which is their sum: its packages."""
        groups: dict[Key, list[int]] = {}
        for place, node in enumerate(self.outline.nodes):
            if PROGRAM <= node.depth <= DEEPEST:
                groups.setdefault(self.key(place), []).append(place)
        sums = (group for group in groups.values() if self._is_sum(*group))
        return {place for group in sums for place in group[1:] if self._has_amount(place)}

    def _is_sum(self, first: int, *others: int) -> bool:
        """Whether the first row of a code itself states budget and realization of the others and of its packages."""
        inside = [one.amounts for place in (first, *others) for one in self.outline.packages.get(place, ())]
        stated = {role: self.rows[first][role] for role in MEASURES if role in self.amounts}
        whole = None not in stated.values() and any(map(self._has_amount, others))
        return whole and not differences([*self._told(others), *inside], stated)

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
        return self._sums(self._leaves(places), ["budget"]) == {"budget": self.rows[agency].get("budget")}

    def _heading_total(self) -> dict[str, int]:
        """What the one row above all programs states, in a table without a total row and without agencies."""
        depths = [node.depth for node in self.outline.nodes]
        heads = self.stating(0, AGENCY - 1)
        if {*AGENCY_DEPTHS} & {*depths} or len(heads) != 1 or max(depths[: heads[0]], default=0) >= PROGRAM:
            return {}
        return {role: sen for role, sen in self.rows[heads[0]].items() if sen is not None}

    def _candidates(self) -> list[Level]:
        nodes, packages = self.outline.nodes, self.packages()
        every = self.stating(*AGENCY_DEPTHS)
        levels = [("all", every), ("agencies", self._without_inner_units(every))]
        for depth in range(PROGRAM, DEEPEST + 1):
            levels += self._of(ORDER[depth].value, self.stating(depth, depth), packages)
        levels += self._of("leaves", self._leaves(range(len(nodes))), packages)
        deepest = max((node.depth for node in nodes), default=0)
        levels.append(("leaves", [place for place, node in enumerate(nodes) if node.depth == deepest]))
        return [(name, level) for name, level in levels if level]

    def _without_inner_units(self, agencies: list[int]) -> list[int]:
        """Rows of agencies without the units of those that have a row themselves."""
        told = {place: self.outline.nodes[place].code for place in agencies}
        whole = {place: codes.agency_of(code) for place, code in told.items() if codes.is_unit(code)}
        return [place for place in agencies if whole.get(place) not in told.values()]

    def _of(self, name: str, level: list[int], packages: set[int]) -> list[Level]:
        """A level without its packages, with them, and the first row of each code."""
        without = [place for place in level if place not in packages]
        return [(name, without), (name, level), (name, self._firsts(level))]

    def _firsts(self, level: list[int]) -> list[int]:
        """Of rows that carry one code the first: the others are its packages."""
        first = {self.key(place): place for place in reversed(level)}
        return sorted(first.values())

    def _leaves(self, places: Sequence[int]) -> list[int]:
        """Of some rows those that state an amount and that none of the others stands beneath."""
        keys = [self.key(place) for place in places]
        inner = {(owner, path[:length]) for owner, path in keys for length in range(1, len(path))}
        return [place for place in places if self.key(place) not in inner and self._has_amount(place)]

    def _without_total(self, candidates: list[Level]) -> list[int] | None:
        """The agencies' own rows; in a table of one agency its highest level, where a lower one adds up to it."""
        agencies = dict(reversed(candidates)).get("agencies")
        if agencies is not None or not candidates:
            return agencies
        packages, top = self.packages(), candidates[0][1]
        stated = self._sums(top, MEASURES)
        below = [level for _, level in candidates if level != top and not packages & {*level}]
        differing = [differences(self._told(level), stated) for level in below]
        if not all(differing) or not below:
            self.held = proven(Identity.PARENTS, stated, self._stated(top), met=len(top) if below else 0)
            return top
        role, highest, lowest = differing[-1][0]
        column = next(column for column in self.columns if column.role == role)
        row = self.outline.nodes[top[0]].row
        self.collector.error("levels-differ", row, column.index, stated=highest, sum=lowest)
        return None

    def _report(self, places: list[int], checked: Mapping[str, int]) -> None:
        nodes, total_row = self.outline.nodes, self.outline.total_row
        row = nodes[0].row if total_row is None else total_row
        differs = differences(self._told(places), checked)
        say_total(self.collector, row, self.columns, differs, [nodes[place].row for place in places])
