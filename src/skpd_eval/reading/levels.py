"""Hand-kept trees (RFK): the highest level that equals the total row counts, detail is kept beside it.

Detail that does not add up to its agency is kept as incomplete, with a finding that names both figures; the
file is refused only where no level equals the total.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.model import AgencyName, Dimension, Level, Note, ProgressLine
from skpd_eval.reading.collect import Collector
from skpd_eval.reading.header import Column, Header
from skpd_eval.reading.levelaccounts import agency_lines, agency_of_path, is_under, say_accounts, without_mark
from skpd_eval.reading.lines import Lines
from skpd_eval.reading.percents import settle_scale, share_of
from skpd_eval.reading.reconcile import Amounts
from skpd_eval.reading.tree import AGENCY_DEPTHS, ORDER, Node, Outline, Path
from skpd_eval.reading.values import Values, is_blank

PROGRAM = ORDER.index(CodeKind.PROGRAM)
DEEPEST = ORDER.index(CodeKind.SUB_ACTIVITY)
NOTE_ROLES = ("problem", "solution", "remark", "funding_source", "procurement", "contractor", "output")
MOST_NAMED = 5


@dataclass(slots=True)
class LevelLines:
    """Makes progress lines of a hand-kept tree at its proved level."""

    header: Header
    columns: tuple[Column, ...]
    outline: Outline
    amounts: Amounts
    total: dict[str, int | None]
    values: Values
    collector: Collector
    units_inside: bool = False
    """Whether an agency's own row includes its sub-units: then their activities are the agency's."""

    def run(self, only_agency: AgencyName | None) -> Lines:
        """Lines of agencies (``activity`` is ``None``) and of the activities beneath them."""
        lines = Lines()
        chosen = self._proved_level()
        if chosen is None:
            return lines
        owners = self._owners()
        self.units_inside = not any(codes.is_unit(self.outline.nodes[place].code) for place in chosen)
        stated = [position for position in chosen if self.outline.nodes[position].depth in AGENCY_DEPTHS]
        details = [
            position
            for position, node in enumerate(self.outline.nodes)
            if PROGRAM <= node.depth <= DEEPEST
            and self._has_amount(position)
            and (not stated or position not in stated)
        ]
        if not stated:
            details = self._beneath(chosen, details)
            self._must_read(chosen)
            if chosen and not details:
                told = self.outline, chosen, self.amounts, self.columns, self.values
                return agency_lines(*told, only_agency)
        say_accounts(self.outline, self.values)
        used = stated + details
        percents = self._percents(used)
        for place, position in enumerate(used):
            self._line(lines, position, owners, percents, place, only_agency)
        if stated:
            self._compare_details(stated, details, owners)
        lines.level = Level.SUB_ACTIVITY if details else Level.AGENCY
        return lines

    def _beneath(self, chosen: list[int], details: list[int]) -> list[int]:
        """The level that counts and what stands beneath it, each code once: rows that repeat one are packages."""
        nodes = self.outline.nodes
        level, paths = set(chosen), {nodes[place].path for place in chosen}
        seen: set[Path] = set()
        kept: list[int] = []
        repeated: list[int] = []
        for place in details:
            path = nodes[place].path
            inside = any(path[:length] in paths for length in range(1, len(path)))
            if place in level or (inside and path not in seen and path not in paths):
                kept.append(place)
            elif inside or path in paths:
                repeated.append(place)
            seen.add(path)
        if repeated:
            self.collector.inform("packages-left-out", nodes[repeated[0]].row, None, count=len(repeated))
        return kept

    def _must_read(self, chosen: list[int]) -> None:
        """Where detail is all there is, an amount that cannot be read is an error."""
        for place in chosen:
            row = self.outline.nodes[place].row
            for column in self.columns:
                value = self.collector.grid.value(row, column.index)
                unread = column.role in self.amounts and self.amounts[column.role][place] is None
                if unread and (
                    not is_blank(value) or (row, column.index) in self.collector.grid.formula_gaps
                ):
                    self.collector.error("amount-needed", row, column.index, text=str(value or "")[:60])

    def _firsts(self, level: list[int]) -> list[int]:
        """Of rows that carry one code the first: the others are its packages."""
        first = {self.outline.nodes[place].path: place for place in reversed(level)}
        return sorted(first.values())

    def _has_amount(self, position: int) -> bool:
        return any(values[position] is not None for values in self.amounts.values())

    def _owners(self) -> dict[int, int]:
        """Each row's agency row: the nearest above it (two agencies may carry one code)."""
        owner: int | None = None
        found: dict[int, int] = {}
        for position, node in enumerate(self.outline.nodes):
            if node.depth in AGENCY_DEPTHS:
                owner = position
            if owner is not None and is_under(node, self.outline.nodes[owner]):
                found[position] = owner
        return found

    def _candidates(self) -> Iterable[tuple[str, list[int]]]:
        nodes = self.outline.nodes
        every = [
            place
            for place, node in enumerate(nodes)
            if node.depth in AGENCY_DEPTHS and self._has_amount(place)
        ]
        if every:
            yield "all", every
            yield "agencies", [place for place in every if not codes.is_unit(nodes[place].code)]
        for depth in range(PROGRAM, DEEPEST + 1):
            level = [
                place for place, node in enumerate(nodes) if node.depth == depth and self._has_amount(place)
            ]
            if level:
                yield ORDER[depth].value, level
                yield ORDER[depth].value, self._firsts(level)
        yield "leaves", self._leaves()
        yield "leaves", self._firsts(self._leaves())

    def _leaves(self) -> list[int]:
        nodes = self.outline.nodes
        inner = {node.path[:length] for node in nodes for length in range(1, len(node.path))}
        return [
            place for place, node in enumerate(nodes) if node.path not in inner and self._has_amount(place)
        ]

    def _proved_level(self) -> list[int] | None:
        candidates = list(self._candidates())
        checked = {
            role: amount for role, amount in self.total.items() if amount is not None and role in self.amounts
        }
        if not checked:
            self.collector.warn("total-missing", self.outline.last_row)
            return self._without_total(candidates)
        for place, (name, chosen) in enumerate(candidates):
            if all(self._sum(role, chosen) == amount for role, amount in checked.items()):
                if place > 0 and name not in ("all", "agencies"):
                    self.collector.warn("total-at-lower-level", self.outline.total_row, None, level=name)
                return chosen
        self._report(candidates[0][1], checked)
        return None

    def _without_total(self, candidates: list[tuple[str, list[int]]]) -> list[int] | None:
        """The agencies' own rows; in a table of one agency its highest level, where a lower one adds up to it."""
        agencies = next((chosen for name, chosen in candidates if name == "agencies"), None)
        if agencies is not None or not candidates:
            return agencies
        top, below = candidates[0][1], [chosen for _, chosen in candidates if chosen != candidates[0][1]]
        roles = [role for role in ("budget", "realization") if role in self.amounts]
        agrees = [all(self._sum(role, chosen) == self._sum(role, top) for role in roles) for chosen in below]
        if not below or any(agrees):
            return top
        role = next(role for role in roles if self._sum(role, below[-1]) != self._sum(role, top))
        column = next(column for column in self.columns if column.role == role)
        row = self.outline.nodes[top[0]].row
        self.collector.error(
            "levels-differ", row, column.index, stated=self._sum(role, top), sum=self._sum(role, below[-1])
        )
        return None

    def _sum(self, role: str, positions: Iterable[int]) -> int:
        return sum(self.amounts[role][position] or 0 for position in positions)

    def _report(self, positions: list[int], checked: dict[str, int]) -> None:
        for role, amount in checked.items():
            found = self._sum(role, positions)
            if found != amount:
                column = next(column for column in self.columns if column.role == role)
                self.collector.error(
                    "total-differs", self.outline.total_row, column.index, stated=amount, sum=found, cells=""
                )

    def _compare_details(self, stated: list[int], details: list[int], owners: dict[int, int]) -> None:
        """Say which agencies' detail does not add up; the agency's own figure stands."""
        nodes = self.outline.nodes
        inner = {nodes[d].path[:length] for d in details for length in range(1, len(nodes[d].path))}
        for role, values in self.amounts.items():
            sums: dict[int, int] = {}
            for position in details:
                if nodes[position].path not in inner:
                    owner = owners.get(position, -1)
                    sums[owner] = sums.get(owner, 0) + (values[position] or 0)
            for position in stated:
                amount = values[position]
                if position in sums and amount is not None and sums[position] != amount:
                    column = next(column for column in self.columns if column.role == role)
                    self.collector.warn(
                        "level-incomplete",
                        nodes[position].row,
                        column.index,
                        agency=nodes[position].name[:80],
                        stated=amount,
                        sum=sums[position],
                    )

    def _percents(self, used: list[int]) -> dict[str, list[Decimal | None]]:
        columns = {column.role: column for column in self.columns if column.role.endswith("_pct")}
        rows = [self.outline.nodes[position].row for position in used]
        percents = {
            role: [
                self.values.percent(node.row, column.index, detail=node.depth not in AGENCY_DEPTHS)
                for node in (self.outline.nodes[position] for position in used)
            ]
            for role, column in columns.items()
        }
        if not rows:
            return percents
        budgets, realizations = self.amounts.get("budget"), self.amounts.get("realization")
        shares: list[Decimal | None] = [None] * len(used)
        if budgets and realizations:
            shares = [share_of(realizations[position], budgets[position]) for position in used]
        settle_scale(percents, columns, shares, rows, self.collector)
        return percents

    def _line(
        self,
        lines: Lines,
        position: int,
        owners: dict[int, int],
        percents: dict[str, list[Decimal | None]],
        place: int,
        only_agency: AgencyName | None,
    ) -> None:
        node = self.outline.nodes[position]
        owner = self.outline.nodes[owners[position]] if position in owners else None
        agency, unit = self._agency(lines, owner, agency_of_path(node) or only_agency)
        if agency is None:
            self.collector.error("agency-missing", node.row)
            return
        amounts = {role: values[position] for role, values in self.amounts.items()}
        shares = {role: values[place] for role, values in percents.items()}
        lines.progress.append(
            ProgressLine(
                agency, unit, node.activity,
                amounts.get("budget"), amounts.get("budget_original"), amounts.get("budget_revised"),
                amounts.get("realization"), amounts.get("plan"),
                shares.get("plan_pct"), shares.get("realization_pct"),
                shares.get("physical_target_pct"), shares.get("physical_pct"), node.row + 1,
            )
        )  # fmt: skip
        if node.activity is not None and node.name:
            lines.names.setdefault((Dimension.ACTIVITY, node.activity), node.name)
        self._notes(lines, node, agency)

    def _agency(
        self, lines: Lines, owner: Node | None, only_agency: AgencyName | None
    ) -> tuple[int | None, int | None]:
        if owner is None:
            return (None, None) if only_agency is None else (lines.agency_index(only_agency), None)
        dissolved = codes.is_dissolved_mark(owner.name)
        name = without_mark(owner.name) or owner.code
        if codes.is_unit(owner.code):
            whole = codes.agency_of(owner.code)
            parent = next((node.name for node in self.outline.nodes if node.code == whole), name)
            agency = lines.agency_index(AgencyName(whole, without_mark(parent)))
            if self.units_inside:
                return agency, None
            return agency, lines.agency_index(AgencyName(owner.code, name, dissolved))
        return lines.agency_index(AgencyName(owner.code, name, dissolved)), None

    def _notes(self, lines: Lines, node: Node, agency: int) -> None:
        for role in NOTE_ROLES:
            column = self.header.column(role)
            value = None if column is None else self.collector.grid.value(node.row, column.index)
            if isinstance(value, str) and not is_blank(value) and any(map(str.isalpha, value)):
                lines.notes.append(
                    Note(agency, node.activity, role, " ".join(value.split())[:500], node.row + 1)
                )
