"""What a hand-kept tree tells beside its money: the cash plan by month, output indicators, and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from skpd_eval.model import Identity, IndicatorLine, Note, PlanLine, Proven
from skpd_eval.reading.cells.quantities import read_quantity
from skpd_eval.reading.cells.values import Values, is_blank, name_text
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.outline.tree import Outline
from skpd_eval.reading.proof.lines import MONTHS, Lines
from skpd_eval.reading.proof.sums import differences, proven, say_total
from skpd_eval.reading.proof.treeproof import Amounts

NOTE_ROLES = ("problem", "solution", "remark", "funding_source", "procurement", "contractor", "output")
LONGEST_NOTE = 500
_OF_PLAN = ("month", "total_plan")
_QUANTITY = re.compile(r"(?P<number>[-\d.,]+)\s*(?P<measure>[^\d\s].*)?")


@dataclass(slots=True)
class Extras:
    """Makes plan lines, indicators and notes of the rows that count.

    A cash plan stands in the deepest rows that have one; rows above them repeat its sums or leave it blank.
    """

    header: Header
    outline: Outline
    amounts: Amounts
    total: dict[str, int | None]
    values: Values
    whole: Amounts = field(init=False)
    """The amounts without those of the cash plan."""
    plans: Amounts = field(init=False)
    inner: set[tuple[tuple[int, str], ...]] = field(init=False)
    planned: list[tuple[int, PlanLine]] = field(default_factory=list)

    def __post_init__(self) -> None:
        def of_plan(role: str) -> bool:
            return role.partition(":")[0] in _OF_PLAN

        self.whole = {role: amounts for role, amounts in self.amounts.items() if not of_plan(role)}
        self.plans = {role: amounts for role, amounts in self.amounts.items() if of_plan(role)}
        told = [node.path for place, node in enumerate(self.outline.nodes) if self._has_plan(place)]
        self.inner = {path[:length] for path in told for length in range(1, len(path))}
        self.total = dict(self.total)

    def add(self, lines: Lines, place: int, agency: int, unit: int | None) -> None:
        """Add what the row of a node tells of an agency (positions in ``lines.agencies``)."""
        self._plan(lines, place, agency, unit)
        self._indicator(lines, place, agency, unit)
        self._notes(lines, place, agency)

    def prove(self) -> tuple[Proven, ...]:
        """Compare the months of the total row with the sums of the plan lines; a difference is an error."""
        if self.planned and not any(any(line.months) for _, line in self.planned):
            place, _ = self.planned[0]
            node = self.outline.nodes[place]
            self.values.collector.warn("plan-not-filled", node.row, None, agency=node.name[:80])
        row = self.outline.total_row
        if row is None:
            return ()
        columns = self.header.of_measure("month")
        stated = {column.role: self.total.get(column.role) for column in columns}
        parts = [{f"month:{month}": line.months[month - 1] for month in MONTHS} for _, line in self.planned]
        rows = [line.row - 1 for _, line in self.planned]
        say_total(self.values.collector, row, columns, differences(parts, stated), rows)
        held = [role for role, amount in stated.items() if amount is not None]
        told = [role for role in stated if any(self.plans.get(role, ()))]
        return proven(Identity.TOTAL, held, told, met=len(self.planned))

    def _has_plan(self, place: int) -> bool:
        return any(amounts[place] is not None for role, amounts in self.plans.items() if role != "total_plan")

    def _plan(self, lines: Lines, place: int, agency: int, unit: int | None) -> None:
        node = self.outline.nodes[place]
        if not self._has_plan(place) or node.path in self.inner:
            return
        months = tuple(self._month(place, month) for month in MONTHS)
        budgets = self.whole.get("budget")
        budget = None if budgets is None else budgets[place]
        line = PlanLine(agency, unit, node.activity, None, budget, months, node.row + 1)
        self.planned.append((place, line))
        if any(months):
            lines.plans.append(line)
            self._check_sum(place, months)

    def _month(self, place: int, month: int) -> int | None:
        """A month's amount; one that stands there and cannot be read is an error."""
        column, row = self.header.column(f"month:{month}"), self.outline.nodes[place].row
        if column is None:
            return None
        amount = self.plans[column.role][place]
        value = self.values.collector.grid.value(row, column.index)
        if amount is None and not is_blank(value):
            self.values.collector.error("amount-needed", row, column.index, text=str(value)[:60])
        return amount

    def _check_sum(self, place: int, months: tuple[int | None, ...]) -> None:
        column = self.header.column("total_plan")
        stated = None if column is None else self.plans["total_plan"][place]
        found = sum(amount or 0 for amount in months)
        if column is not None and stated is not None and None not in months and stated != found:
            row = self.outline.nodes[place].row
            self.values.collector.warn("plan-row-differs", row, column.index, stated=stated, sum=found)

    def _indicator(self, lines: Lines, place: int, agency: int, unit: int | None) -> None:
        node = self.outline.nodes[place]
        name, target = self._text(node.row, "indicator"), self.header.column("output_target")
        if not name or target is None or node.activity is None:
            return
        wanted, measure = self._quantity(node.row, target)
        done = self.header.column("output_realization")
        realized, other = (None, None) if done is None else self._quantity(node.row, done)
        measure = self._text(node.row, "measure") or measure or other
        if wanted is not None or realized is not None:
            lines.indicators.append(
                IndicatorLine(
                    agency, unit, node.activity, name, measure, wanted, realized, node.row + 1
                )
            )  # fmt: skip

    def _quantity(self, row: int, column: Column) -> tuple[Decimal | None, str | None]:
        """A number and the unit written behind it (``12 Dokumen``); what is no number is said and left out."""
        value = self.values.collector.grid.value(row, column.index)
        if is_blank(value):
            return None, None
        parted = _QUANTITY.fullmatch(value.strip()) if isinstance(value, str) else None
        bare, measure = (parted["number"], parted["measure"]) if parted is not None else (value, None)
        found = read_quantity(bare, self.values.styles.get(column.index))
        if found is None:
            self.values.collector.warn("quantity-unreadable", row, column.index, text=str(value)[:60])
        return found, measure

    def _text(self, row: int, role: str) -> str:
        column = self.header.column(role)
        value = None if column is None else self.values.collector.grid.value(row, column.index)
        return "" if is_blank(value) else name_text(value)

    def _notes(self, lines: Lines, place: int, agency: int) -> None:
        node = self.outline.nodes[place]
        for role in NOTE_ROLES:
            text = self._text(node.row, role)
            if any(map(str.isalpha, text)):
                lines.notes.append(Note(agency, node.activity, role, text[:LONGEST_NOTE], node.row + 1))
