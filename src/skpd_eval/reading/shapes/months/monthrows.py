"""Tables of one agency with a month a row: the cash plan and its realization by group of expenditure, side by side.

The plan becomes the plan of the year. The realization becomes positions, one a month, where the figures or the user
say whether each month stands alone or includes those before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from skpd_eval.model import (
    AgencyName,
    Export,
    Identity,
    Level,
    PlanLine,
    Proven,
)
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.columns.unitsbeside import learn_columns
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headercells import month_of
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.headings.vocabulary import spelled
from skpd_eval.reading.periods.course import (
    FEWEST_ROWS,
    Course,
    Months,
    course_of_plan,
    course_of_realization,
    last_filled,
)
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.counted import counted
from skpd_eval.reading.proof.lines import MONTHS, Lines
from skpd_eval.reading.proof.sums import differences, proven, say_total
from skpd_eval.reading.shapes.months.monthseries import MonthSeries, Positions, for_the_year
from skpd_eval.reading.told.periods import Told
from skpd_eval.reading.told.titles import Titles
from skpd_eval.reading.told.told import last_month
from skpd_eval.reading.words.rowkinds import is_total


def read_month_rows(
    header: Header, titles: Titles, values: Values, assembler: Assembler
) -> tuple[Export, ...]:
    """Exports of a table with a month a row: the plan of the year, and a position for each month realized."""
    return _MonthRows(header, titles, values, assembler).run()


@dataclass(slots=True)
class _MonthRows:
    header: Header
    titles: Titles
    values: Values
    assembler: Assembler
    rows: dict[int, int] = field(default_factory=dict)
    """Month to zero-based row."""
    total_row: int | None = None
    totals: set[str] = field(default_factory=set)
    """Roles of the columns that the total row proves."""

    def run(self) -> tuple[Export, ...]:
        self._find_rows()
        if not self.rows:
            return ()
        plans, realizations = self.header.of_measure("plan"), self.header.of_measure("realization")
        told = [*self.rows.values(), *([] if self.total_row is None else [self.total_row])]
        learn_columns((*plans, *realizations), told, self.values)
        self.assembler.rows_read, self.assembler.total_row = len(self.rows), self.total_row
        agency = self._agency()
        self._refuse_unknown()
        self.totals = {column.role for column in (*plans, *realizations) if self._check_total(column)}
        named = [(row, f"{month}") for month, row in self.rows.items()]
        table = counted(
            self.header, self.titles, self.assembler.options, self.values, named,
            total_row=self.total_row, on_top=not self._closed(),
        )  # fmt: skip
        self.assembler.check(table)
        if self.total_row is None:
            self._tell_gaps(plans)
            self._tell_gaps(realizations)
        if agency is None:
            return ()
        return (*self._plan(agency, plans), *self._positions(agency, plans, realizations))

    def _find_rows(self) -> None:
        column = self.header.column("month_name")
        grid, collector = self.values.collector.grid, self.values.collector
        for row in range(self.header.last_row + 1, len(grid.rows)):
            value = None if column is None else grid.value(row, column.index)
            month = month_of(value) if isinstance(value, str) else None
            labels = [cell for cell in grid.rows[row] if isinstance(cell, str)]
            if month is not None and not self._closed():
                other = self.rows.setdefault(month, row)
                if other != row:
                    collector.error(
                        "month-repeated", row, column.index if column else None, other=f"{other + 1}"
                    )
            elif self.total_row is None and any(map(is_total, labels)):
                self.total_row = row
            elif not self._closed() and any(
                not is_blank(grid.value(row, c.index)) for c in self._amounts()
            ):
                self._unknown_row(row)

    def _closed(self) -> bool:
        """Whether the total stands above: beneath the months, not on top of them."""
        return self.total_row is not None and self.total_row > max(self.rows.values(), default=self.total_row)

    def _unknown_row(self, row: int) -> None:
        """Amounts of no month: a row of column numbers above the first month, else an error."""
        column = self.header.column("month_name")
        if self.rows:
            self.values.collector.error("month-missing-in-row", row, column.index if column else None)

    def _amounts(self) -> tuple[Column, ...]:
        return (*self.header.of_measure("plan"), *self.header.of_measure("realization"))

    def _refuse_unknown(self) -> None:
        """A group of expenditure under a heading that says neither plan nor realization: its amounts would be lost."""
        collector, rules = self.values.collector, self.header.layout.columns
        groups = {spelled(pattern[-1]) for rule in rules for pattern in rule.headers if len(pattern) > 1}
        for column in self.header.unknown:
            cells = [collector.grid.value(row, column.index) for row in self.rows.values()]
            if spelled(column.heading.parts[-1]) in groups and not all(map(is_blank, cells)):
                text = column.heading.text
                collector.error("group-not-understood", self.header.last_row, column.index, heading=text)

    def _tell_gaps(self, columns: tuple[Column, ...]) -> None:
        """Say a cell that one month alone lacks: no total shows whether its neighbours have moved up."""
        grid = self.values.collector.grid
        filled = [
            row
            for row in self.rows.values()
            if any(not is_blank(grid.value(row, column.index)) for column in columns)
        ]
        for column in columns if len(filled) >= FEWEST_ROWS else ():
            blank = [row for row in filled if is_blank(grid.value(row, column.index))]
            if len(blank) == 1:
                heading = column.heading.text
                self.values.collector.warn("month-cell-missing", blank[0], column.index, heading=heading)

    def _agency(self) -> AgencyName | None:
        agency = self.assembler.told_agency()
        if agency is None:
            self.values.collector.error("agency-missing", self.header.last_row)
        return agency

    def _months(self, column: Column) -> list[int | None]:
        return [
            self.values.amount(self.rows[month], column.index) if month in self.rows else None
            for month in MONTHS
        ]

    def _held(self, columns: tuple[Column, ...]) -> list[Proven]:
        """What the total row proves of the columns."""
        roles = [column.role for column in columns]
        held = [role for role in roles if role in self.totals]
        return [*proven(Identity.TOTAL, held, roles, met=len(self.rows))]

    def _check_total(self, column: Column) -> bool:
        """Whether the total row repeats the sum, or the last month of a series so far; another one is an error."""
        if self.total_row is None:
            return False
        stated, months = self.values.amount(self.total_row, column.index), self._months(column)
        last = months[last_filled(months) - 1] if last_filled(months) else 0
        if stated is not None and stated != last:
            differs = differences([{column.role: month} for month in months], {column.role: stated})
            say_total(self.values.collector, self.total_row, [column], differs, [*self.rows.values()])
        return stated is not None

    def _plan(self, agency: AgencyName, columns: tuple[Column, ...]) -> tuple[Export, ...]:
        lines = Lines(level=Level.ACCOUNT, proven=self._held(columns))
        index, row = lines.agency_index(agency), min(self.rows.values())
        by_account = {_account(column): self._months(column) for column in columns}
        course = course_of_plan(_added(list(by_account.values())), {}, None)
        if course is Course.EMPTY:
            self.values.collector.warn("plan-not-filled", row, None, agency=agency.name[:80])
            return ()
        for account, months in by_account.items():
            if any(months):
                lines.plans.append(PlanLine(index, None, None, account, None, tuple(months), row + 1))
        exports = self.assembler.exports(lines, columns, Told(), None)
        return tuple(for_the_year(export, self.assembler) for export in exports)

    def _positions(
        self, agency: AgencyName, plans: tuple[Column, ...], columns: tuple[Column, ...]
    ) -> list[Export]:
        series = [MonthSeries(_account(column), self._months(column), self.rows) for column in columns]
        together = _added([one.months for one in series])
        planned = sum(amount or 0 for column in plans for amount in self._months(column))
        told = self.assembler.options.period_kind
        course = course_of_realization(together, {}, planned or None, told)
        if course is Course.EMPTY:
            return []
        row, label = self.rows[min(self.rows)], columns[0].heading.parts[0].upper()
        if course is Course.UNCLEAR:
            self.values.collector.warn("series-unclear", row, columns[0].index, series=label)
            return []
        if told is None:
            code = "series-so-far" if course is Course.SO_FAR else "series-of-months"
            self.values.collector.inform(code, row, columns[0].index, series=label)
        last = min(last_filled(together), self._last_month(together))
        positions = Positions(self.assembler, agency, lambda _: columns, self._held(columns))
        return positions.until(last, series, alone=course is Course.ALONE)

    def _last_month(self, months: Months) -> int:
        """The month of the position told or named; amounts after it are said and left unread."""
        options, collector = self.assembler.options, self.values.collector
        last = last_month(options, self.titles, collector)
        after = [month for month in MONTHS if month > last and months[month - 1]]
        if after:
            collector.inform("rows-after-period", self.rows[after[0]], None, count=len(after))
        return last


def _account(column: Column) -> str:
    return column.role.partition(":")[2]


def _added(series: Sequence[Months]) -> list[int | None]:
    """Sums by month; ``None`` where every one is blank."""
    found: list[int | None] = []
    for amounts in zip(*series, strict=True):
        known = [amount for amount in amounts if amount is not None]
        found.append(sum(known) if known else None)
    return found
