"""Hand-kept trees (RFK): the highest level that equals the total row counts, detail is kept beside it.

Detail that does not add up to its agency is kept as incomplete, with a finding that names both figures; the
file is refused only where no level equals the total.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from skpd_eval import codes
from skpd_eval.model import AgencyName, Dimension, Identity, Level, ProgressLine, Proven
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.columns.percents import settle_scale, share_of
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.outline.tree import AGENCY_DEPTHS, Outline
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.proof.sums import Differs, proven
from skpd_eval.reading.proof.treeproof import Amounts
from skpd_eval.reading.shapes.progress.attribution import check_attribution
from skpd_eval.reading.shapes.progress.countedlines import prove_counted
from skpd_eval.reading.shapes.progress.levelaccounts import (
    agency_lines,
    agency_of_path,
    is_under,
    say_accounts,
    without_mark,
)
from skpd_eval.reading.shapes.progress.levelextras import Extras
from skpd_eval.reading.shapes.progress.levelproof import DEEPEST, PROGRAM, Key, LevelProof
from skpd_eval.reading.shapes.progress.packages import PackageNotes, add_contract


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
    earlier: bool = False
    """Whether the period is not the one in force: what its detail lacks is then one remark a column."""
    extras: Extras = field(init=False)
    owners: dict[int, int] = field(init=False)
    only_agency: AgencyName | None = field(init=False)

    def __post_init__(self) -> None:
        self.extras = Extras(self.header, self.outline, self.amounts, self.total, self.values)
        self.amounts = self.extras.whole

    def run(self, only_agency: AgencyName | None) -> Lines:
        """Lines of agencies (``activity`` is ``None``) and of the activities beneath them."""
        self.only_agency, self.owners = only_agency, self._owners()
        self._read_packages()
        proof = LevelProof(self.outline, self.columns, self.amounts, self.total, self.owners, self.collector)
        chosen = proof.level()
        lines = Lines(proven=[*proof.held])
        if chosen is None:
            return lines
        self.units_inside = not any(codes.is_unit(self.outline.nodes[place].code) for place in chosen)
        stated, details, repeated = self._parted(chosen, proof)
        used = stated + details
        if not used:
            of_accounts = self.outline, chosen, self.amounts, self.columns, self.values
            return dataclasses.replace(agency_lines(*of_accounts, only_agency), proven=lines.proven)
        self._say_packages(repeated)
        say_accounts(self.outline, self.amounts, self.columns, used, self.values)
        self._add(lines, used)
        notes = PackageNotes(self.header, self.outline, self.values, lines)
        notes.add(repeated, lambda node: self._whose(lines, node)[0])
        lines.proven += self._compare_details(stated, details) if stated else []
        lines.proven += self.extras.prove()
        if len(lines.progress) == len(used):  # else a row of nobody is refused already
            prove_counted(lines, chosen, self.amounts, self.columns, self.collector)
        lines.level = Level.SUB_ACTIVITY if details else Level.AGENCY
        return lines

    def _parted(self, chosen: list[int], proof: LevelProof) -> tuple[list[int], list[int], list[int]]:
        """The rows of agencies among those that count, what stands at or beneath their level, and what repeats it."""
        stated = [place for place in chosen if self.outline.nodes[place].depth in AGENCY_DEPTHS]
        details = proof.stating(PROGRAM, DEEPEST)
        if stated:
            repeated = proof.repeated(stated, details)
            return stated, sorted({*details} - {*repeated}), repeated
        details, repeated = self._beneath(chosen, details, proof)
        self._must_read(chosen)
        if not self.earlier:
            check_attribution(chosen, self.outline, self.owners, self.columns, self.amounts, self.collector)
        return [], details, repeated

    def _beneath(
        self, chosen: list[int], details: list[int], proof: LevelProof
    ) -> tuple[list[int], list[int]]:
        """The level that counts and what stands beneath it, each code once; then the rows that repeat one."""
        level, keys = set(chosen), {proof.key(place) for place in chosen}
        seen: set[Key] = set()
        kept: list[int] = []
        repeated: list[int] = []
        for place in details:
            owner, path = key = proof.key(place)
            inside = any((owner, path[:length]) in keys for length in range(1, len(path)))
            if place in level or (inside and key not in seen and key not in keys):
                kept.append(place)
            elif inside or key in keys:
                repeated.append(place)
            seen.add(key)
        return kept, repeated

    def _read_packages(self) -> None:
        """Amounts of the rows without a code; what cannot be read there is no figure's."""
        roles = [column for column in self.columns if column.role in self.amounts]
        for beneath in self.outline.packages.values():
            beneath[:] = [
                dataclasses.replace(
                    package,
                    amounts={
                        column.role: self.values.amount(package.row, column.index, detail=True)
                        for column in roles
                    },
                )
                for package in beneath
            ]
        self._sum_packages()

    def _sum_packages(self) -> None:
        """A row of an activity without a budget is a heading: where it states nothing, its packages' sums count."""
        budgets = self.amounts.get("budget")
        for place, beneath in self.outline.packages.items():
            inside = PROGRAM <= self.outline.nodes[place].depth <= DEEPEST
            if not inside or (budgets is not None and budgets[place] is not None):
                continue
            for role, values in self.amounts.items():
                told = [sen for package in beneath if (sen := package.amounts[role]) is not None]
                if told and not values[place]:
                    values[place] = sum(told)

    def _say_packages(self, repeated: list[int]) -> None:
        if repeated:
            row = self.outline.nodes[repeated[0]].row
            self.collector.inform("packages-left-out", row, None, count=len(repeated))

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

    def _compare_details(self, stated: list[int], details: list[int]) -> list[Proven]:
        """Say which agencies' detail does not add up; the agency's own figure stands. What holds is returned."""
        beneath = self._deepest(details)
        held: list[Proven] = []
        for column in (column for column in self.columns if column.role in self.amounts):
            values = self.amounts[column.role]
            sums = {owner: sum(values[place] or 0 for place in own) for owner, own in beneath.items()}
            met = sum(values[place] == sums.get(place, -1) for place in stated)
            held.extend(proven(Identity.PARENTS, (column.role,), (column.role,), met=met, of=len(stated)))
            told = ((place, Differs(column.role, values[place] or 0, sums[place])) for place in stated if place in sums)
            off = [one for one in told if values[one[0]] is not None and one[1].stated != one[1].sum]
            self._say_incomplete(off, column)
        return held

    def _deepest(self, details: list[int]) -> dict[int, list[int]]:
        """The rows of detail that hold no others, by their agency's row."""
        paths = [self.outline.nodes[place].path for place in details]
        inner = {path[:length] for path in paths for length in range(1, len(path))}
        beneath: dict[int, list[int]] = {}
        for place, path in zip(details, paths, strict=True):
            if path not in inner:
                beneath.setdefault(self.owners.get(place, -1), []).append(place)
        return beneath

    def _say_incomplete(self, off: list[tuple[int, Differs]], column: Column) -> None:
        """Name the agencies whose stated amounts are not the sums beneath them; of an earlier period in one remark."""
        rows = [self.outline.nodes[place].row for place, _ in off]
        if not self.earlier:
            for place, one in off:
                node = self.outline.nodes[place]
                told = {"stated": one.stated, "sum": one.sum}
                self.collector.warn("level-incomplete", node.row, column.index, agency=node.name[:80], **told)
        elif rows and column.role != "budget":
            cells = ", ".join(self.collector.grid.address(row, column.index) for row in rows)
            self.collector.warn("levels-incomplete", rows[0], column.index, count=len(rows), cells=cells)

    def _percents(self, used: list[int]) -> dict[str, list[Decimal | None]]:
        columns = {column.role: column for column in self.columns if column.role.endswith("_pct")}
        nodes = [self.outline.nodes[place] for place in used]
        percents = {
            role: [
                self.values.percent(node.row, column.index, detail=node.depth not in AGENCY_DEPTHS)
                for node in nodes
            ]
            for role, column in columns.items()
        }
        budgets, realizations = self.amounts.get("budget"), self.amounts.get("realization")
        shares: list[Decimal | None] = [None] * len(used)
        if budgets and realizations:
            shares = [share_of(realizations[place], budgets[place]) for place in used]
        settle_scale(percents, columns, shares, [node.row for node in nodes], self.collector)
        return percents

    def _add(self, lines: Lines, used: list[int]) -> None:
        percents = self._percents(used)
        for at, place in enumerate(used):
            self._line(lines, place, {role: values[at] for role, values in percents.items()})

    def _line(self, lines: Lines, position: int, shares: Mapping[str, Decimal | None]) -> None:
        node = self.outline.nodes[position]
        agency, unit = self._whose(lines, position)
        if agency is None:
            self.collector.error("agency-missing", node.row)
            return
        amounts = {role: values[position] for role, values in self.amounts.items()}
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
        self.extras.add(lines, position, agency, unit)
        add_contract(lines, self.header, self.values, node.row, agency, node.activity)

    def _whose(self, lines: Lines, position: int) -> tuple[int | None, int | None]:
        """Agency and unit of the row at a position, as the lines number them."""
        owner = self.outline.nodes[self.owners[position]] if position in self.owners else None
        only_agency = agency_of_path(self.outline.nodes[position]) or self.only_agency
        if owner is None:
            return (None, None) if only_agency is None else (lines.agency_index(only_agency), None)
        dissolved = codes.is_dissolved_mark(owner.name)
        name = without_mark(owner.name) or owner.code
        if not codes.is_unit(owner.code):
            code = owner.code if owner.coded else None
            return lines.agency_index(AgencyName(code, name, dissolved)), None
        whole = codes.agency_of(owner.code)
        parent = next((node.name for node in self.outline.nodes if node.code == whole), name)
        agency = lines.agency_index(AgencyName(whole, without_mark(parent)))
        unit = None if self.units_inside else lines.agency_index(AgencyName(owner.code, name, dissolved))
        return agency, unit
