"""Flat cash plans: one row an account with its agency and activity beside it; sums stand in rows without a name."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from skpd_eval.model import AgencyName
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.outline.recaprows import Recap, RecapRow
from skpd_eval.reading.shapes.rows.recap import RecapReader

IDENTITY = (
    "agency_code",
    "agency_name",
    "unit_code",
    "unit_name",
    "activity_code",
    "activity_name",
    "account_code",
    "account_name",
)
LARGEST_SHARE = 1_000_00
"""Sen: a row of percentages holds nothing above a thousand."""
SMALLEST_SUM = 100_000_00


@dataclass(slots=True)
class _Loose:
    """Rows that belong nowhere by themselves: without any name or code, or without an agency's."""

    nameless: list[int] = field(default_factory=list)
    orphans: list[RecapRow] = field(default_factory=list)


class FlatPlanReader(RecapReader):
    """Classifies the rows of a flat cash plan; settle the rest with :meth:`settle` once amounts can be read."""

    def __init__(self, header: Header, collector: Collector, amount_columns: tuple[int, ...]) -> None:
        super().__init__(header, collector, amount_columns)
        self.loose = _Loose()

    def _data_row(self, row: int) -> None:
        roles = [role for role in IDENTITY if "agency_code" not in self.columns or role.endswith("_code")]
        if not any(self.cells.text(row, role) for role in roles):
            self.loose.nameless.append(row)
        elif self._agency(row) is None:
            unknown = AgencyName(None, "")
            activity, account = self.cells.code(row, "activity_code"), self.cells.code(row, "account_code")
            self.loose.orphans.append(RecapRow(row, unknown, None, activity, account, numbered=False))
        else:
            super()._data_row(row)

    def settle(self, values: Values, told: AgencyName | None) -> Recap:
        """Give orphans to the only agency, and tell what each row without a name is: a sum, or percentages."""
        self._adopt(told)
        self.recap.rows.sort(key=lambda row: row.row)
        aside = values.told_to(Collector(self.collector.file, self.grid))
        for row in self.loose.nameless:
            self._nameless(row, aside)
        return self.recap

    def _adopt(self, told: AgencyName | None) -> None:
        """Rows that lack their agency belong to the file's only one."""
        orphans = self.loose.orphans
        if not orphans:
            return
        owners = {row.agency_key: row.agency for row in self.recap.rows}
        owner = told or (next(iter(owners.values())) if len(owners) == 1 else None)
        first = orphans[0].row
        column = self.columns.get("agency_name", self.columns.get("agency_code", 0))
        if owner is None or len(owners) > 1:
            for orphan in orphans:
                self.collector.error("agency-name-missing", orphan.row, column)
            return
        self.collector.warn("rows-without-agency", first, column, count=len(orphans), agency=owner.name[:80])
        self.recap.rows += [dataclasses.replace(orphan, agency=owner) for orphan in orphans]

    def _nameless(self, row: int, values: Values) -> None:
        amounts = {col: self._amount(row, col, values) for col in self.amount_columns}
        stated = {col: amount for col, amount in amounts.items() if amount is not None}
        sums = {col: sum(values.amount(one.row, col) or 0 for one in self.recap.rows) for col in stated}
        if self._is_share(row, stated, sums):
            self.recap.skipped += 1
            self.collector.inform("percent-row", row)
        elif self.recap.total_row is None:
            self.recap.total_row = row
        elif any(amount != sums[col] for col, amount in stated.items()):
            column = next(col for col, amount in stated.items() if amount != sums[col])
            self.collector.error(
                "total-differs", row, column, stated=stated[column], sum=sums[column], cells=""
            )
        else:
            self.recap.skipped += 1

    def _amount(self, row: int, col: int, values: Values) -> int | None:
        value = self.grid.value(row, col)
        if is_blank(value) or (isinstance(value, str) and "%" in value):
            return None
        return values.amount(row, col)

    def _is_share(self, row: int, stated: dict[int, int], sums: dict[int, int]) -> bool:
        """Percentages beneath the table: nothing in them is as large as an amount, though the sums are."""
        if (row, next(iter(stated), -1)) in self.grid.percent_cells or not stated:
            return True
        small = all(abs(amount) <= LARGEST_SHARE for amount in stated.values())
        return small and any(
            sums[col] >= SMALLEST_SUM and sums[col] != amount for col, amount in stated.items()
        )
