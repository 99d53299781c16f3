"""From the rows of a recap to lines: amounts by the total row's level, percentages as stated, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.model import (
    AccountLine,
    AgencyName,
    Dimension,
    Kind,
    Level,
    Note,
    PlanLine,
    ProgressLine,
    Proven,
)
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.columns.percents import settle_scale
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.outline.ancestors import ACCOUNT_DEPTH, ORDER, add_ancestors
from skpd_eval.reading.outline.levels import sums_above
from skpd_eval.reading.outline.recaprows import Recap, RecapRow
from skpd_eval.reading.outline.tree import Node, Outline, Path
from skpd_eval.reading.proof.lines import MONTHS, Lines
from skpd_eval.reading.proof.treeproof import Amounts, TreeProof
from skpd_eval.reading.shapes.rows.recaplevel import RecapLevel

PROVED_ROLES = ("budget", "budget_original", "budget_revised", "realization", "plan")
BY_SUFFIX = ("month", "budget", "realization")
"""Measures that may stand in several columns: of months, or of kinds of expenditure."""
NOTE_ROLES = ("problem", "solution", "remark")


@dataclass(slots=True)
class RecapLines:
    """Makes the lines of a recap table."""

    header: Header
    columns: tuple[Column, ...]
    recap: Recap
    values: Values
    collector: Collector

    def run(self, rows: list[RecapRow], *, with_total: bool, only_agency: AgencyName | None) -> Lines:
        """Lines of some rows of the table (all, or those of one period)."""
        lines = Lines()
        amount_columns = tuple(
            column for column in self.columns if column.role in PROVED_ROLES or column.measure in BY_SUFFIX
        )
        chosen, lines.proven = self._proved(rows, amount_columns, with_total=with_total)
        amounts = {column.role: self._amounts(column, chosen) for column in amount_columns}
        self._say_unreported(chosen, rows)
        percents = self._percents(chosen, amounts)
        for position, row in enumerate(chosen):
            agency = lines.agency_index(only_agency or row.agency)
            unit = None if row.unit is None else lines.agency_index(row.unit)
            self._line(lines, row, position, agency, unit, amounts, percents)
            self._notes(lines, row, agency)
            self._names(lines, row)
        by_kind = any(column.role.startswith("budget:") for column in amount_columns)
        lines.level = Level.ACCOUNT if by_kind else _level(chosen)
        return lines

    def _say_unreported(self, chosen: list[RecapRow], rows: list[RecapRow]) -> None:
        """An agency none of whose rows has a realization has not reported: said once, at its first row."""
        columns = [column.index for column in self.columns if column.measure == "realization"]
        reported = {
            row.agency_key
            for row in rows
            if any(self.values.amount(row.row, column) is not None for column in columns)
        }
        for row in chosen if columns else ():
            if row.agency_key not in reported:
                reported.add(row.agency_key)
                self.collector.warn("realization-missing", row.row, None, agency=row.agency.name[:80])

    def _amounts(self, column: Column, rows: list[RecapRow]) -> list[int | None]:
        return [self.values.amount(row.row, column.index) for row in rows]

    def _proved(
        self, rows: list[RecapRow], columns: tuple[Column, ...], *, with_total: bool
    ) -> tuple[list[RecapRow], list[Proven]]:
        """The leaves among the rows of the level that the total row sums, and what is proved of them."""
        total_row = self.recap.total_row if with_total else None
        total = {} if total_row is None else {c.role: self.values.amount(total_row, c.index) for c in columns}
        by_row = {
            row.row: {column.role: self.values.amount(row.row, column.index) for column in columns}
            for row in rows
        }
        rows = _without_sums(rows, by_row)
        chosen = RecapLevel(self.header, rows, by_row, total, total_row, self.collector).choose()
        outline = Outline([_node(row) for row in chosen], total_row, 0, self.recap.last_row)
        amounts: Amounts = {
            column.role: [by_row[row.row][column.role] for row in chosen] for column in columns
        }
        prover = TreeProof(outline, columns, amounts, self.collector, frozenset(self.values.rounded_cells))
        proof = prover.prove(total, total_expected=False)
        leaves = [chosen[position] for position in proof.leaves]
        if with_total:
            self._check_subtotals(leaves, columns)
        return leaves, list(proof.proven)

    def _check_subtotals(self, leaves: list[RecapRow], columns: tuple[Column, ...]) -> None:
        """Say each row that is called a sum and states what no rows above or beneath it come to."""
        for subtotal in self.recap.subtotals:
            stated = [self.values.amount(subtotal, column.index, detail=True) for column in columns]
            above, beneath = (
                [[self.values.amount(row.row, column.index) for column in columns] for row in side]
                for side in (
                    [row for row in leaves if row.row < subtotal],
                    [row for row in reversed(leaves) if row.row > subtotal],
                )
            )
            if any(stated) and not sums_above(stated, above) and not sums_above(stated, beneath):
                amount = next(filter(None, stated))
                self.collector.warn("subtotal-differs", subtotal, None, stated=amount)

    def _percents(self, rows: list[RecapRow], amounts: Amounts) -> dict[str, list[Decimal | None]]:
        columns = {column.role: column for column in self.columns if column.role.endswith("_pct")}
        percents = {
            role: [self.values.percent(row.row, column.index) for row in rows]
            for role, column in columns.items()
        }
        if not rows:
            return percents
        budgets, realizations = amounts.get("budget"), amounts.get("realization")
        shares: list[Decimal | None] = [None] * len(rows)
        if budgets and realizations:
            shares = [
                Decimal(realization) * 100 / budget if budget and realization is not None else None
                for budget, realization in zip(budgets, realizations, strict=True)
            ]
        settle_scale(percents, columns, shares, [row.row for row in rows], self.collector)
        return percents

    def _line(
        self,
        lines: Lines,
        row: RecapRow,
        position: int,
        agency: int,
        unit: int | None,
        amounts: Amounts,
        percents: dict[str, list[Decimal | None]],
    ) -> None:
        money = {role: values[position] for role, values in amounts.items()}
        shares = {role: values[position] for role, values in percents.items()}
        budgets = (money.get("budget"), money.get("budget_original"), money.get("budget_revised"))
        realization, number = money.get("realization"), row.row + 1
        months = tuple(money.get(f"month:{month}") for month in MONTHS)
        if self.header.layout.kind is Kind.PLAN or any(months):
            lines.plans.append(PlanLine(agency, unit, row.activity, row.account, budgets[0], months, number))
        elif any(month is not None for month in months):
            self.collector.warn("plan-not-filled", row.row, None, agency=row.agency.name[:80])
        if self.header.layout.kind is Kind.PLAN:
            return
        if any(role.startswith("budget:") for role in money):
            self._kinds(lines, row, agency, unit, money)
            return
        budget_alone = not shares and "plan" not in amounts
        if self.header.layout.kind is Kind.ACCOUNTS and ("realization" in amounts or budget_alone):
            lines.accounts.append(
                AccountLine(agency, unit, row.activity, row.account, *budgets, realization, number)
            )
        if self.header.layout.kind is Kind.PHYSICAL or shares or "plan" in amounts:
            lines.progress.append(
                ProgressLine(
                    agency, unit, row.activity, *budgets, realization, money.get("plan"),
                    shares.get("plan_pct"), shares.get("realization_pct"),
                    shares.get("physical_target_pct"), shares.get("physical_pct"), number,
                )
            )  # fmt: skip

    def _kinds(
        self, lines: Lines, row: RecapRow, agency: int, unit: int | None, money: dict[str, int | None]
    ) -> None:
        """A line for each kind of expenditure that has a column of its own."""
        kinds = [role.partition(":")[2] for role in money if role.startswith("budget:")]
        told = {kind: (money[f"budget:{kind}"], money.get(f"realization:{kind}")) for kind in kinds}
        for kind, (budget, realization) in told.items():
            if budget is not None or realization is not None:
                lines.accounts.append(
                    AccountLine(
                        agency, unit, row.activity, kind, budget, None, None, realization, row.row + 1
                    )
                )

    def _notes(self, lines: Lines, row: RecapRow, agency: int) -> None:
        for role in NOTE_ROLES:
            column = self.header.column(role)
            value = None if column is None else self.collector.grid.value(row.row, column.index)
            if isinstance(value, str) and not is_blank(value) and any(map(str.isalpha, value)):
                lines.notes.append(Note(agency, row.activity, role, " ".join(value.split()), row.row + 1))

    def _names(self, lines: Lines, row: RecapRow) -> None:
        pairs = (
            (Dimension.ACTIVITY, row.activity, "activity_name"),
            (Dimension.ACCOUNT, row.account, "account_name"),
        )
        for dimension, code, role in pairs:
            column = self.header.column(role) or self.header.column("agency_name")
            value = (
                None if column is None or code is None else self.collector.grid.value(row.row, column.index)
            )
            if isinstance(value, str) and code is not None and value.strip():
                own, name = codes.split_code_and_name(value)
                lines.names.setdefault((dimension, code), name if own == code else " ".join(value.split()))


def _without_sums(rows: list[RecapRow], amounts: Mapping[int, Mapping[str, int | None]]) -> list[RecapRow]:
    """The rows without those that are called sums and are: what is only called so counts like any other."""
    kept: list[RecapRow] = []
    for row in rows:
        if not (row.worded and _is_sum(row, kept, amounts)):
            kept.append(row)
    return kept


def _is_sum(row: RecapRow, above: list[RecapRow], amounts: Mapping[int, Mapping[str, int | None]]) -> bool:
    return sums_above(
        list(amounts[row.row].values()), [list(amounts[other.row].values()) for other in above]
    )


def _node(row: RecapRow) -> Node:
    return Node(row.row, _path(row), row.agency.name)


def _path(row: RecapRow) -> Path:
    steps: dict[int, str] = {ORDER.index(CodeKind.AGENCY): row.agency_key}
    if row.unit is not None:
        unit_key = row.unit.code or "name:" + codes.agency_name_key(row.unit.name)
        steps[ORDER.index(CodeKind.UNIT)] = unit_key
    if row.activity is not None:
        kind = codes.classify(row.activity)
        depth = ORDER.index(kind) if kind in ORDER else ORDER.index(CodeKind.SUB_ACTIVITY)
        steps[max(depth, ORDER.index(CodeKind.PROGRAM))] = row.activity
    if row.account is not None:
        steps[ACCOUNT_DEPTH + row.account.count(".") + 1] = row.account
    add_ancestors(steps)
    return tuple(sorted(steps.items()))


def _level(rows: list[RecapRow]) -> Level:
    if any(row.account for row in rows):
        return Level.ACCOUNT
    if any(row.activity for row in rows):
        return Level.SUB_ACTIVITY
    return Level.UNIT if any(row.unit for row in rows) else Level.AGENCY
