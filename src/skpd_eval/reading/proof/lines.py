"""From proved rows to lines: the leaves of a tree table, the rows of a recap."""

from __future__ import annotations

from dataclasses import dataclass, field

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.model import (
    AccountLine,
    AgencyName,
    Dimension,
    IndicatorLine,
    Level,
    Note,
    PlanLine,
    ProgressLine,
    Proven,
    RealizationBasis,
    StatedTotal,
)
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.outline.ancestors import ACCOUNT_DEPTH, ORDER
from skpd_eval.reading.outline.tree import Node, Outline
from skpd_eval.reading.proof.treeproof import Amounts

MONTHS = range(1, 13)


@dataclass(slots=True)
class Lines:
    """What a table gave, before it is known for whom and when."""

    agencies: list[AgencyName] = field(default_factory=list)
    names: dict[tuple[Dimension, str], str] = field(default_factory=dict)
    accounts: list[AccountLine] = field(default_factory=list)
    plans: list[PlanLine] = field(default_factory=list)
    progress: list[ProgressLine] = field(default_factory=list)
    indicators: list[IndicatorLine] = field(default_factory=list)
    totals: list[StatedTotal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    level: Level = Level.AGENCY
    realization_basis: RealizationBasis | None = None
    """Where the lines are on another basis than their layout's."""
    proven: list[Proven] = field(default_factory=list)
    """Which identities of the table hold."""
    _places: dict[tuple[str | None, str, bool], int] = field(default_factory=dict)

    def agency_index(self, agency: AgencyName) -> int:
        """Position of an agency in the list, added when it is new (known by code, else by name)."""
        place = self._places.setdefault(agency_key(agency), len(self.agencies))
        if place == len(self.agencies):
            self.agencies.append(agency)
        return place


def agency_key(agency: AgencyName) -> tuple[str | None, str, bool]:
    """What tells agencies of one file apart: the code, else the name; a dissolved one is another."""
    name = "" if agency.code else codes.agency_name_key(agency.name)
    return agency.code, name, agency.dissolved


class TreeLines:
    """Makes the lines of a tree table from its leaves."""

    def __init__(
        self, outline: Outline, columns: tuple[Column, ...], amounts: Amounts, collector: Collector
    ) -> None:
        self.outline = outline
        self.columns = columns
        self.amounts = amounts
        self.collector = collector
        self.lines = Lines()
        self.groups = tuple(
            dict.fromkeys(
                column.role.partition(":")[2] for column in columns if column.role.startswith("budget:")
            )
        )
        self.indexes: dict[tuple[str, str], int] = {}
        self.agency_names = self._agency_names()

    def _agency_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for node in self.outline.nodes:
            if node.depth in (_depth(CodeKind.AGENCY), _depth(CodeKind.UNIT)):
                names.setdefault(node.code, node.name)
        return names

    def run(self, leaves: tuple[int, ...], only_agency: AgencyName | None) -> Lines:
        """Lines of the leaves; ``only_agency`` owns those without an agency code above them."""
        self._refuse_blank_columns()
        deepest = 0
        for position in leaves:
            node = self.outline.nodes[position]
            owner = self._owner(node, only_agency)
            if owner is None:
                self.collector.error("agency-missing", node.row)
                return self.lines
            deepest = max(deepest, node.depth)
            if any(column.role.startswith("month:") for column in self.columns):
                self._plan(position, node, *owner)
            elif self.groups:
                self._grouped(position, node, *owner)
            else:
                self._plain(position, node, *owner)
        self._names()
        self.lines.level = _level(deepest)
        return self.lines

    def _refuse_blank_columns(self) -> None:
        """Realization that stands in no row is unknown, not zero, where its group has a budget."""
        for column in self.columns:
            measure, _, group = column.role.partition(":")
            spent = self.amounts.get(f"realization:{group}", [])
            budgeted = measure == "budget" and group and any(self.amounts[column.role])
            if budgeted and all(amount is None for amount in spent):
                heading = " > ".join((*column.heading.parts[:-1], "realisasi"))
                self.collector.error("column-blank", self.outline.nodes[0].row, column.index, heading=heading)

    def _owner(self, node: Node, only_agency: AgencyName | None) -> tuple[int, int | None] | None:
        code, unit = node.code_at(CodeKind.AGENCY), node.code_at(CodeKind.UNIT)
        if code is None:
            return (self.lines.agency_index(only_agency), None) if only_agency else None
        if unit == code:
            unit = None
        return self._agency(code), None if unit is None else self._agency(unit)

    def _agency(self, code: str) -> int:
        name = self.agency_names.get(code, code)
        key = (code, name)
        if key not in self.indexes:
            dissolved = codes.is_dissolved_mark(name)
            self.indexes[key] = self.lines.agency_index(AgencyName(code, name, dissolved))
        return self.indexes[key]

    def _value(self, role: str, position: int) -> int | None:
        values = self.amounts.get(role)
        return None if values is None else values[position]

    def _plan(self, position: int, node: Node, agency: int, unit: int | None) -> None:
        months = tuple(self._value(f"month:{month}", position) for month in MONTHS)
        budget = self._value("budget", position)
        self.lines.plans.append(
            PlanLine(agency, unit, node.activity, node.account, budget, months, node.row + 1)
        )

    def _plain(self, position: int, node: Node, agency: int, unit: int | None) -> None:
        self.lines.accounts.append(
            AccountLine(
                agency,
                unit,
                node.activity,
                node.account,
                self._value("budget", position),
                self._value("budget_original", position),
                self._value("budget_revised", position),
                self._value("realization", position),
                node.row + 1,
            )
        )

    def _grouped(self, position: int, node: Node, agency: int, unit: int | None) -> None:
        """One line a group of expenditure that has an amount; an account's amount must stand in its own group."""
        filled = [
            (group, self._value(f"budget:{group}", position), self._value(f"realization:{group}", position))
            for group in self.groups
        ]
        told = [entry for entry in filled if entry[1] or entry[2]] or filled[:1]
        account = node.account
        if account is not None:
            own = [entry for entry in filled if codes.is_within(account, entry[0])] or filled[:1]
            strangers = [entry for entry in told if (entry[1] or entry[2]) and entry[0] != own[0][0]]
            if strangers:
                self._wrong_group(node, account, strangers[0][0])
            told = own
        for group, budget, realization in told:
            self.lines.accounts.append(
                AccountLine(
                    agency,
                    unit,
                    node.activity,
                    account or group,
                    budget,
                    None,
                    None,
                    realization,
                    node.row + 1,
                )
            )

    def _wrong_group(self, node: Node, account: str, group: str) -> None:
        column = next(column for column in self.columns if column.role == f"budget:{group}")
        self.collector.error(
            "column-group-differs", node.row, column.index, account=account, heading=column.heading.text
        )

    def _names(self) -> None:
        for node in self.outline.nodes:
            if not node.name:
                continue
            if node.account is not None:
                self.lines.names.setdefault((Dimension.ACCOUNT, node.code), node.name)
            elif node.depth >= _depth(CodeKind.PROGRAM):
                self.lines.names.setdefault((Dimension.ACTIVITY, node.code), node.name)


def _depth(kind: CodeKind) -> int:
    return ORDER.index(kind)


def _level(depth: int) -> Level:
    if depth >= ACCOUNT_DEPTH:
        return Level.ACCOUNT
    names = {
        _depth(CodeKind.SUB_ACTIVITY): Level.SUB_ACTIVITY,
        _depth(CodeKind.ACTIVITY): Level.ACTIVITY,
        _depth(CodeKind.PROGRAM): Level.PROGRAM,
        _depth(CodeKind.UNIT): Level.UNIT,
    }
    return names.get(depth, Level.AGENCY)
