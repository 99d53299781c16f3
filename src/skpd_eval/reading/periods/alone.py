"""Columns of several periods side by side: whether each is cumulative or its period alone, proved by the rows.

A heading ``TW II`` does not say it. A column of totals does, which either repeats the last period or is the sum of
all; else amounts that fall from one period to the next cannot be cumulative.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from skpd_eval.errors import PeriodError
from skpd_eval.model import PeriodKind
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.periods.course import FALLING_COLUMNS, Course, falls_of, too_many_fall
from skpd_eval.reading.periods.series import InForce, Variant, rising, undated, variants


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of a table to read, and what the rows proved of their columns."""

    header: Header
    variants: list[Variant]
    kind: PeriodKind | None = None
    """Whether each is so far or alone, where the rows prove it."""


def settle_course(
    header: Header,
    rows: list[int],
    position: InForce,
    values: Values,
    told: PeriodKind | None = None,
) -> Periods:
    """The periods to read of a table: what columns of several hold is proved by the rows (zero-based)."""
    collector = values.collector
    if not header.rivals or position.day is None:
        return Periods(header, variants(header, position, collector))
    aside = values.told_to(Collector(collector.file, collector.grid))
    columns = _PeriodColumns(
        header, rows, aside, collector, position.year or position.day.year, position.day, told
    )
    course, header = columns.settle()
    found = variants(header, position, collector)
    if course is Course.UNCLEAR:
        return Periods(header, found[-1:])
    if course is Course.SUMMED:
        return Periods(header, found[-1:], PeriodKind.CUMULATIVE)
    if course is Course.ALONE:
        return Periods(header, found, PeriodKind.MONTH)
    return Periods(header, rising(found, rows, values, collector))


@dataclass(slots=True)
class _PeriodColumns:
    """The columns of realization of one header; ``rows`` are zero-based rows with amounts."""

    header: Header
    rows: list[int]
    values: Values
    collector: Collector
    year: int
    in_force: dt.date
    told: PeriodKind | None = None

    def settle(self) -> tuple[Course, Header]:
        """What the columns hold, and the header to read on with; an error where nothing proves it."""
        dated, totals = self._parted()
        if len(dated) < 2 - bool(totals) or len({cutoff for cutoff, _ in dated}) < len(dated):
            return Course.SO_FAR, self.header
        if len(totals) == 1:
            return self._by_total(dated, totals[0])
        until = [column for cutoff, column in dated if cutoff <= self.in_force]
        if not totals and (self._alone(until) or self.told is PeriodKind.MONTH):
            return self._each_alone(dated), self.header
        return Course.SO_FAR, self.header

    def _parted(self) -> tuple[list[tuple[dt.date, Column]], list[Column]]:
        """The columns of one period each, oldest first, and those that may be their total."""
        rivals = [column for column in self.header.rivals if column.role == "realization"]
        known = [(cutoff, column) for column in rivals if (cutoff := self._cutoff(column)) is not None]
        alone = {cutoff for cutoff, column in known if not column.heading.until}
        sums = [column for cutoff, column in known if column.heading.until and cutoff in alone]
        months = {cutoff for cutoff, column in known if column.heading.mention and column.heading.mention.month}
        sums += [
            column
            for cutoff, column in known
            if cutoff in months and column.heading.mention and not column.heading.mention.month
        ]
        dated = sorted((entry for entry in known if entry[1] not in sums), key=lambda entry: entry[0])
        return dated, [*sums, *(column for column in rivals if undated(column))]

    def _by_total(self, dated: list[tuple[dt.date, Column]], total: Column) -> tuple[Course, Header]:
        """A total is the last period's figure again, or the sum of all; one of more than until the position is none."""
        columns = [column for _, column in dated]
        stated = [(self._amount(row, total), [self._amount(row, one) for one in columns]) for row in self.rows]
        told = [(whole, parts) for whole, parts in stated if whole is not None and any(parts)]
        if told and all(whole == self._last(parts) for whole, parts in told):
            return Course.SO_FAR, self._without([total])
        until = sum(cutoff <= self.in_force for cutoff, _ in dated)
        later = any(part for _, parts in told for part in parts[until:])
        summed = told and not later and all(whole == sum(part or 0 for part in parts) for whole, parts in told)
        if summed and _whole_year(dated):
            self.collector.inform(
                "periods-summed", self.header.last_row, total.index, heading=total.heading.text
            )
            return Course.SUMMED, self._without(columns)
        self.collector.error(
            "period-alone" if summed else "period-columns-unclear",
            self.header.last_row,
            total.index,
            **({} if summed else {"heading": total.heading.text}),
        )
        return Course.UNCLEAR, self.header

    def _each_alone(self, dated: list[tuple[dt.date, Column]]) -> Course:
        months = [cutoff.month for cutoff, _ in dated]
        single = all(column.heading.mention and column.heading.mention.month for _, column in dated)
        if single and months[: len(dated)] == list(range(1, len(dated) + 1)):
            self.collector.inform("months-alone", self.header.last_row, dated[0][1].index)
            return Course.ALONE
        first = dated[0][1]
        self.collector.error("periods-alone", self.header.last_row, first.index, heading=first.heading.text)
        return Course.UNCLEAR

    def _alone(self, columns: list[Column]) -> bool:
        """Whether amounts fall so often that they cannot be cumulative."""
        if self.told is PeriodKind.CUMULATIVE or any(column.heading.until for column in columns):
            return False
        known = [[amount for one in columns if (amount := self._amount(row, one)) is not None] for row in self.rows]
        return too_many_fall(sum(falls_of(amounts) > 0 for amounts in known), len(known), FALLING_COLUMNS)

    def _last(self, amounts: list[int | None]) -> int | None:
        """What stands in the last period that is filled in."""
        return next((amount for amount in reversed(amounts) if amount), None)

    def _amount(self, row: int, column: Column) -> int | None:
        return self.values.amount(row, column.index)

    def _cutoff(self, column: Column) -> dt.date | None:
        if undated(column) or column.heading.mention is None:
            return None
        try:
            return column.heading.mention.cutoff(self.year)
        except PeriodError:
            return None

    def _without(self, columns: list[Column]) -> Header:
        """The header without some of the columns that claim the realization."""
        gone = {column.index for column in columns}
        rivals = tuple(column for column in self.header.rivals if column.index not in gone)
        mine = [column for column in rivals if column.role == "realization"]
        if len(mine) > 1:
            return dataclasses.replace(
                self.header,
                rivals=rivals,
                columns=tuple(mine[-1] if column.index in gone else column for column in self.header.columns),
            )
        columns_left = (column for column in self.header.columns if column.role != "realization")
        return dataclasses.replace(
            self.header,
            columns=(*columns_left, *mine),
            rivals=tuple(column for column in rivals if column.role != "realization"),
            ambiguous=tuple(role for role in self.header.ambiguous if role != "realization"),
        )


def _whole_year(dated: list[tuple[dt.date, Column]]) -> bool:
    """Whether periods follow each other from January on, or after one that is the year so far: their sum is it too."""
    heading, months = dated[0][1].heading, [cutoff.month for cutoff, _ in dated]
    if heading.until:
        return True
    begins = months[0] == 1 or (heading.mention is not None and heading.mention.month is None)
    return begins and months == [months[0] * count for count in range(1, len(months) + 1)]
