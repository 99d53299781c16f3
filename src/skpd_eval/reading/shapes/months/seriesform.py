"""Forms whose rows are series over the months: target and realization of revenue, expenditure, financing.

Targets become the cash plan of the year; realizations become positions of their own, one a month, where the row's
figures prove whether each month stands alone or includes those before it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field

from skpd_eval import codes
from skpd_eval.model import (
    AgencyName,
    Dimension,
    Export,
    Level,
    PlanLine,
)
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column, Heading
from skpd_eval.reading.periods.course import (
    MONTHS,
    Course,
    Months,
    course_of_plan,
    course_of_realization,
    latest,
    quarter_months,
)
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.counted import counted
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.shapes.months.monthseries import EXPENDITURE, for_the_year
from skpd_eval.reading.shapes.months.seriespositions import Realized
from skpd_eval.reading.shapes.months.seriesrows import (
    Series,
    SeriesKind,
    SeriesRow,
    SeriesRows,
    agency_of_titles,
)
from skpd_eval.reading.told.editions import edition_of
from skpd_eval.reading.told.periods import Told
from skpd_eval.reading.told.titles import Titles
from skpd_eval.reading.told.told import agency_named


def read_series(header: Header, titles: Titles, values: Values, assembler: Assembler) -> tuple[Export, ...]:
    """Exports of a form of series: the plan of the year, and a position for each month realized."""
    form = _Form(header, titles, values, assembler)
    exports = form.run()
    edition = edition_of(titles, values.collector, assembler.options)
    return tuple(dataclasses.replace(export, edition=edition) for export in exports)


@dataclass(slots=True)
class _Form:
    header: Header
    titles: Titles
    values: Values
    assembler: Assembler
    budget_column: int | None = None
    months: dict[int, Column] = field(default_factory=dict)

    def run(self) -> tuple[Export, ...]:
        collector = self.values.collector
        table = SeriesRows(self.header, collector).run()
        self.assembler.rows_read, self.assembler.rows_skipped = len(table.rows), table.skipped
        if not table.rows:
            return ()
        self.months = {
            int(column.role.partition(":")[2]): column for column in self.header.of_measure("month")
        }
        rows = [line.row for line in table.rows]
        self.budget_column = self._find_budget(rows)
        amounts = [*self.months.values(), *self.header.of_measure("quarter_sum")]
        self.values.learn_styles([column.index for column in amounts], rows)
        labels = [(line.row, line.label) for line in table.rows]
        self.assembler.check(counted(self.header, self.titles, self.assembler.options, self.values, labels))
        exports: list[Export] = []
        agencies = list(dict.fromkeys(line.agency for line in table.rows))
        for named in agencies:
            mine = [line for line in table.rows if line.agency == named]
            agency = self._agency(named, mine[0].row, len(agencies))
            if agency is not None:
                exports += self._of_agency(agency, mine)
        return tuple(exports)

    def _agency(self, named: str | None, row: int, count: int) -> AgencyName | None:
        """Whose rows they are: what the user says, else the cell, else a title line; never a guess."""
        options, collector = self.assembler.options, self.values.collector
        told = options.agency_name
        if told is not None and count > 1:
            collector.error("agency-told-for-many", row, None, agency=told)
        name = told or named or self.titles.agency
        if name is not None:
            return agency_named(name, options)
        found = agency_of_titles(self.titles.lines)
        if found is None:
            column = self.header.column("agency_name")
            collector.error("agency-missing", row, column.index if column else None)
        return found

    def _find_budget(self, rows: Iterable[int]) -> int | None:
        """The column of the budget's figures: under its heading or, in merged forms, beside it."""
        column = self.header.column("budget")
        if column is None:
            return None
        claimed = {other.index for other in self.header.columns if other is not column}
        index = column.index
        while index not in claimed and index < self.values.collector.grid.width:
            if any(self._budget_text(row, index) for row in rows):
                return index
            index += 1
        return None

    def _budget_text(self, row: int, index: int) -> bool:
        value = self.values.collector.grid.value(row, index)
        if isinstance(value, str):
            return any(map(str.isdigit, value)) and not any(
                map(str.isalpha, value.replace("Rp", "").replace("RP", ""))
            )
        return isinstance(value, int | float) and not isinstance(value, bool)

    def _of_agency(self, agency: AgencyName, rows: list[SeriesRow]) -> list[Export]:
        series = [self._read(line) for line in rows]
        budgets = {one.line.account: one.budget for one in series if one.budget is not None}
        for one in series:
            one.budget = budgets.get(one.line.account)
            self._judge(one)
            self._check_quarters(one)
        if all(one.course is Course.EMPTY for one in series):
            self.values.collector.warn("form-not-filled", rows[0].row, None, agency=agency.name[:80])
            return list(self._not_filled(agency))
        realized = Realized(self.header, self.titles, self.values, self.assembler, self._columns([]))
        return [*self._plan(agency, series), *realized.of(agency, series)]

    def _read(self, line: SeriesRow) -> Series:
        cells = {month: self.values.amount(line.row, column.index) for month, column in self.months.items()}
        quarters = {
            int(column.role.partition(":")[2]): self.values.amount(line.row, column.index)
            for column in self.header.of_measure("quarter_sum")
        }
        return Series(line, [cells.get(month) for month in MONTHS], quarters, self._budget(line.row))

    def _budget(self, row: int) -> int | None:
        if self.budget_column is None or not self._budget_text(row, self.budget_column):
            return None
        return self.values.amount(row, self.budget_column)

    def _judge(self, one: Series) -> None:
        collector, column = self.values.collector, self._first_column(one)
        told = self.assembler.options.period_kind
        if one.line.kind is SeriesKind.TARGET:
            one.course = course_of_plan(one.months, one.quarters, one.budget)
        else:
            one.course = course_of_realization(one.months, one.quarters, one.budget, told)
            if told is None and one.course is Course.ALONE:
                collector.inform("series-of-months", one.line.row, column, series=one.line.label)
        if one.course is Course.SO_FAR:
            collector.inform("series-so-far", one.line.row, column, series=one.line.label)
        elif one.course is Course.UNCLEAR:
            collector.warn("series-unclear", one.line.row, column, series=one.line.label)

    def _first_column(self, one: Series) -> int:
        first = next((month for month in MONTHS if one.months[month - 1]), min(self.months))
        return self.months[first].index

    def _check_quarters(self, one: Series) -> None:
        """A quarter cell that states another amount than its months give; the months count."""
        for quarter, stated in one.quarters.items():
            amounts = quarter_months(one.months, quarter)
            found = latest(amounts) if one.course is Course.SO_FAR else sum(amounts)
            column = self.header.column(f"quarter_sum:{quarter}")
            if (
                not stated
                or found is None
                or stated == found
                or one.course is Course.UNCLEAR
                or column is None
            ):
                continue
            self.values.collector.warn(
                "quarter-sum-differs",
                one.line.row,
                column.index,
                series=one.line.label,
                stated=stated,
                sum=found,
            )

    def _plan(self, agency: AgencyName, series: list[Series]) -> tuple[Export, ...]:
        targets = [one for one in series if one.line.kind is SeriesKind.TARGET]
        lines = Lines(level=Level.ACCOUNT)
        index = lines.agency_index(agency)
        for one in targets:
            if one.course is Course.EMPTY:
                if codes.is_within(one.line.account, EXPENDITURE):
                    self.values.collector.warn("plan-not-filled", one.line.row, None, agency=agency.name[:80])
                continue
            months = _differences(one.months) if one.course is Course.SO_FAR else one.months
            if one.course is Course.UNCLEAR:
                continue
            lines.plans.append(
                PlanLine(index, None, None, one.line.account, one.budget, tuple(months), one.line.row + 1)
            )
            lines.names[Dimension.ACCOUNT, one.line.account] = one.line.label.rpartition(" ")[0].capitalize()
        if not lines.plans:
            unfilled = targets and all(one.course is Course.EMPTY for one in targets)
            return self._not_filled(agency) if unfilled else ()
        exports = self.assembler.exports(lines, self._columns(self.months.values()), Told(), None)
        return tuple(for_the_year(export, self.assembler) for export in exports)

    def _not_filled(self, agency: AgencyName) -> tuple[Export, ...]:
        """An export without lines: the agency handed its form in, and states no plan by it."""
        lines = Lines(level=Level.ACCOUNT)
        lines.agency_index(agency)
        exports = self.assembler.exports(lines, self._columns(self.months.values()), Told(), None)
        return tuple(for_the_year(export, self.assembler) for export in exports)

    def _columns(self, others: Iterable[Column]) -> tuple[Column, ...]:
        budget = [] if self.budget_column is None else [Column("budget", self.budget_column, Heading(()))]
        return (*budget, *others)


def _differences(months: Months) -> list[int | None]:
    """Amounts by month of a series so far: what each month adds."""
    before = 0
    found: list[int | None] = []
    for amount in months:
        found.append(None if amount is None else amount - before)
        before = before if amount is None else amount
    return found
