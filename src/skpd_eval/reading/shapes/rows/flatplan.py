"""Exports of a flat cash plan: the plan of each government and year that its rows state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from skpd_eval import period
from skpd_eval.model import Export, Identity, Proven, Severity
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.layout.layout import AMOUNT_ROLES
from skpd_eval.reading.outline.recaprows import Recap, RecapRow
from skpd_eval.reading.periods.groups import Group
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.counted import counted
from skpd_eval.reading.proof.sums import proven
from skpd_eval.reading.shapes.rows.recaplines import RecapLines
from skpd_eval.reading.shapes.rows.recaptotal import read_recap
from skpd_eval.reading.shapes.rows.rowcells import RowCells
from skpd_eval.reading.told.periods import Told
from skpd_eval.reading.told.titles import Titles

_T = TypeVar("_T")


def read_flat_plan(
    header: Header, titles: Titles, values: Values, assembler: Assembler
) -> tuple[Export, ...]:
    """Exports of a flat cash plan; sums and shares beneath or above its rows are proved and left out."""
    return _FlatPlan(header, titles, values, assembler).run()


@dataclass(slots=True)
class _FlatPlan:
    header: Header
    titles: Titles
    values: Values
    assembler: Assembler

    def run(self) -> tuple[Export, ...]:
        collector = self.values.collector
        columns = tuple(c for c in self.header.columns if c.role.partition(":")[0] in AMOUNT_ROLES)
        told = self.assembler.told_agency()
        recap = read_recap(self.header, columns, told, self.values)
        self.assembler.rows_read, self.assembler.rows_skipped = len(recap.rows), recap.skipped
        self.assembler.total_row = recap.total_row
        if told is not None and len({row.agency_key for row in recap.rows}) > 1:
            collector.error("agency-told-for-many", recap.rows[0].row, None, agency=told.name)
        if any(finding.severity is Severity.ERROR for finding in collector.findings):
            return ()
        summed = self._check_row_sums(recap)
        groups = self._groups(recap.rows)
        maker, whole = RecapLines(self.header, columns, recap, self.values, collector), len(groups) == 1
        made = [maker.run(group.rows, with_total=whole, only_agency=told) for group in groups]
        named = [(row.row, row.agency.name) for row in recap.rows]
        options, total = self.assembler.options, recap.total_row
        table = counted(self.header, self.titles, options, self.values, named, total_row=total)
        self.assembler.check(table, *made)
        exports: list[Export] = []
        for group, lines in zip(groups, made, strict=True):
            lines.proven.extend(summed)
            exports.extend(self.assembler.exports(lines, columns, group.told, group.government))
        return tuple(exports)

    def _check_row_sums(self, recap: Recap) -> tuple[Proven, ...]:
        """The stated sum of a row's months, where the row has all twelve; what the sums prove."""
        column, months = self.header.column("total_plan"), self.header.of_measure("month")
        if column is None or len(months) != 12:
            return ()
        met = 0
        for row in recap.rows:
            stated = self.values.amount(row.row, column.index)
            amounts = [self.values.amount(row.row, month.index) for month in months]
            found = sum(amount or 0 for amount in amounts)
            met += stated == found
            if stated is not None and None not in amounts and stated != found:
                self.values.collector.warn(
                    "plan-row-differs", row.row, column.index, stated=stated, sum=found
                )
        return proven(Identity.MONTHS, ("plan",), (), met=met, of=len(recap.rows))

    def _groups(self, rows: list[RecapRow]) -> list[Group]:
        """Rows by government and year; a title's year goes before the column's, which old files carry over."""
        cells = RowCells(self.header, self.values.collector)
        years = {row.row: period.find_year(cells.text(row.row, "year")) for row in rows}
        governments = {row.row: cells.text(row.row, "government") or None for row in rows}
        year, government = _only(years.values()), _only(governments.values())
        self._compare_years(years)
        found: dict[tuple[str | None, int | None], list[RecapRow]] = {}
        for row in rows:
            key = governments[row.row] or government, self.titles.year or years[row.row] or year
            found.setdefault(key, []).append(row)
        return [Group(Told(key[1], None), key[0], members) for key, members in found.items()]

    def _compare_years(self, years: dict[int, int | None]) -> None:
        column: Column | None = self.header.column("year")
        other = next((row for row, year in years.items() if year not in (None, self.titles.year)), None)
        if self.titles.year is not None and other is not None and column is not None:
            self.values.collector.warn(
                "year-column-differs", other, column.index, number=years[other] or 0, year=self.titles.year
            )


def _only(values: Iterable[_T | None]) -> _T | None:
    """The one value there is, ``None`` where there are none or several."""
    told = {value for value in values if value is not None}
    return next(iter(told)) if len(told) == 1 else None
