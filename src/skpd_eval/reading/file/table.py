"""One sheet read under one layout: header, rows, proof, lines, once for each period that stands in it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from skpd_eval.model import AgencyName, Export, Kind, PeriodKind, Severity
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.columns.accountdigits import dot_accounts
from skpd_eval.reading.columns.covered import hide_covered
from skpd_eval.reading.columns.datacolumns import settle_columns
from skpd_eval.reading.columns.headchecks import look_at_header
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.columns.headings import Column
from skpd_eval.reading.columns.percents import settle_roles
from skpd_eval.reading.columns.rivals import part_rivals
from skpd_eval.reading.columns.shifted import refuse_shifted
from skpd_eval.reading.columns.unitsbeside import learn_columns
from skpd_eval.reading.columns.yearcolumns import fiscal_year, of_year, year_of_rows
from skpd_eval.reading.layout.layout import AMOUNT_ROLES
from skpd_eval.reading.outline.asiderows import blank_aside
from skpd_eval.reading.outline.carriedforward import refuse_carried_forward
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.outline.tree import AGENCY_DEPTHS, Outline, outline
from skpd_eval.reading.periods.alone import Course, PeriodColumns
from skpd_eval.reading.periods.groups import groups_of
from skpd_eval.reading.periods.series import Variant, newest, rising, variants
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.lines import Lines, TreeLines
from skpd_eval.reading.proof.ordered import check_order
from skpd_eval.reading.proof.reconcile import Amounts, Prover
from skpd_eval.reading.proof.stated import check_stated, check_tree
from skpd_eval.reading.shapes.accounts.posture import is_statement, read_posture
from skpd_eval.reading.shapes.months.monthrows import read_month_rows
from skpd_eval.reading.shapes.months.seriesform import read_series
from skpd_eval.reading.shapes.outputs.outputs import read_outputs
from skpd_eval.reading.shapes.progress.levels import LevelLines
from skpd_eval.reading.shapes.rows.flatplan import read_flat_plan
from skpd_eval.reading.shapes.rows.governmentrows import read_government_rows
from skpd_eval.reading.shapes.rows.namedrows import read_named_rows
from skpd_eval.reading.shapes.rows.recaplines import RecapLines
from skpd_eval.reading.shapes.rows.recaptotal import read_recap
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periods import Told, position_in_force, stated_year
from skpd_eval.reading.told.periodwitnesses import check_witnesses
from skpd_eval.reading.told.scope import check_scope
from skpd_eval.reading.told.statedcolumns import government_of_table
from skpd_eval.reading.told.tableunit import settle_units, table_factor
from skpd_eval.reading.told.titles import Titles


class TableReader:
    """Reads one table; :meth:`read` gives its exports (one a position and kind), findings in the collector."""

    def __init__(self, header: Header, titles: Titles, collector: Collector, options: ReadOptions) -> None:
        covered = hide_covered(header, collector)
        dot_accounts(header, collector)
        aside = blank_aside(header, collector)
        self.header = part_rivals(settle_columns(header, collector), collector.grid, options.decimal)
        year = titles.year or year_of_rows(header, collector)
        government = titles.government or government_of_table(header, collector, options)
        self.titles = titles = dataclasses.replace(titles, year=year, government=government)
        self.collector = collector
        self.grid = collector.grid
        self.options = options
        factor = table_factor(self.header, titles, collector, options)
        factors = settle_units(self.header, collector, options, factor)
        self.values = Values(collector, options.decimal, factor, factors=factors, covered=covered)
        largest = max([factor, *factors.values()])
        self.assembler = Assembler(header.layout, titles, collector, options, largest, header.last_row)
        self.assembler.several_periods = bool(self.header.rivals)
        self.assembler.aside = aside
        self.in_force: dt.date | None = None
        self.headed: PeriodMention | None = None
        """The period in force, where only the heading of its column names it."""

    def read(self) -> tuple[Export, ...]:
        """The exports of the table, oldest position first."""
        self.header = of_year(self.header, self._year() or fiscal_year(self.header))
        self._find_position()
        found = variants(self.header, self.in_force, self._year(), self.collector, self.headed)
        refuse_carried_forward(self.header.last_row, self.collector)
        look_at_header(found[-1].header, self.collector)
        check_scope(self.header, self.titles, self.collector, self.options)
        check_witnesses(self.header.layout.kind, self.titles, self.collector, self.options)
        exports = self._shaped(found)
        known = self.header.layout.shape == "series" or any(one.count for one in exports)
        if not (exports and known) and not self.collector.refused:
            self.collector.error("no-data-rows", self.header.last_row)
        if self.values.rounded:
            self.collector.inform("amount-rounded", count=self.values.rounded)
        if self.assembler.total_row is None:
            refuse_shifted(self.header, self.collector)
        check_order(exports, self.titles.text, self.collector)
        return exports

    def _shaped(self, found: list[Variant]) -> tuple[Export, ...]:
        """The exports by the shape of the layout: a tree of codes, plain rows, or a form of its own."""
        shape = self.header.layout.shape
        of_accounts = shape == "tree" and self.header.layout.codes == "accounts"
        if of_accounts and is_statement(self.header, self.titles, self.assembler):
            return read_posture(self.header, self.titles, self.values, self.assembler)
        if shape == "tree":
            return self._tree(found)
        if shape == "names":
            return read_named_rows(self.header, self.values, self.assembler)
        if shape == "months":
            return read_month_rows(self.header, self.titles, self.values, self.assembler)
        if shape == "series":
            return read_series(self.header, self.titles, self.values, self.assembler)
        if shape == "posture":
            return read_posture(self.header, self.titles, self.values, self.assembler)
        if self.header.layout.kind is Kind.OUTPUTS:
            return read_outputs(self.header, self.titles, self.values, self.assembler)
        if self.header.layout.kind is Kind.PLAN:
            return read_flat_plan(self.header, self.titles, self.values, self.assembler)
        if shape == "governments":
            return read_government_rows(self.header, self.values, self.assembler)
        return self._recap(found)

    def _year(self) -> int | None:
        return stated_year(self.options, self.titles, self.grid.name, self.collector.file)

    def _find_position(self) -> None:
        """The position that the user or the file names, else the last of several columns that is filled in."""
        year = self._year()
        self.in_force = position_in_force(self.options, self.titles, self.grid.name, self.collector.file)
        if self.in_force is None and "realization" in self.header.ambiguous and year is not None:
            self.headed = newest(self.header, self.grid, year)
            self.in_force = None if self.headed is None else self.headed.cutoff(year)

    def _tree(self, found: list[Variant]) -> tuple[Export, ...]:
        every = _measured((*self.header.columns, *self.header.rivals))
        rows = outline(self.header, self.collector, tuple(column.index for column in every))
        self.assembler.rows_read, self.assembler.rows_skipped = len(rows.nodes), rows.skipped
        self.assembler.total_row = rows.total_row
        if not rows.nodes:
            return ()
        told = [node.row for node in rows.nodes] + ([rows.total_row] if rows.total_row is not None else [])
        learn_columns(every, told, self.values)
        agencies = [node.row for node in rows.nodes if node.depth in AGENCY_DEPTHS] or told
        found = self._periods(found, agencies)
        exports: list[Export] = []
        for variant in found:
            columns = self._settled(variant.header, told)
            header = dataclasses.replace(variant.header, columns=columns)
            values = self._values_for(variant)
            lines = self._tree_lines(header, rows, values)
            if self._readable(variant, values):
                exports.extend(self._assemble(lines, columns, Told(self._year(), variant.mention)))
        return tuple(exports)

    def _periods(self, found: list[Variant], rows: list[int]) -> list[Variant]:
        """The variants to read: what columns of several periods hold is proved by the rows (zero-based)."""
        in_force, year = self.in_force, self._year()
        if not self.header.rivals or in_force is None:
            return found
        aside = self.values.told_to(Collector(self.collector.file, self.grid))
        told = PeriodColumns(
            self.header,
            rows,
            aside,
            self.collector,
            year or in_force.year,
            in_force,
            self.options.period_kind,
        )
        course, self.header = told.settle()
        self.assembler.several_periods = bool(self.header.rivals)
        if course in (Course.SUMMED, Course.MONTHS):
            kind = PeriodKind.MONTH if course is Course.MONTHS else PeriodKind.CUMULATIVE
            self.options = dataclasses.replace(self.options, period_kind=kind)
            self.assembler.options = self.options
        if course in (Course.SUMMED, Course.UNCLEAR):
            return variants(self.header, in_force, year, self.collector, self.headed)[-1:]
        if course is Course.MONTHS:
            return found
        return rising(
            variants(self.header, in_force, year, self.collector, self.headed),
            rows,
            self.values,
            self.collector,
        )

    def _settled(self, header: Header, rows: list[int]) -> tuple[Column, ...]:
        """The columns by what they hold; a realization that stands in percent alone is said."""
        columns = settle_roles(header, rows, self.values.styles, self.collector)
        roles = {column.measure: column.index for column in columns}
        if "realization_pct" in roles and "realization" not in roles:
            self.collector.warn("realization-from-percent", header.last_row, roles["realization_pct"])
        return columns

    def _values_for(self, variant: Variant) -> Values:
        """An earlier period is read aside: what is wrong with it costs that period, not the file."""
        if not variant.earlier:
            return self.values
        return self.values.told_to(Collector(self.collector.file, self.grid))

    def _readable(self, variant: Variant, values: Values) -> bool:
        errors = [f for f in values.collector.findings if f.severity is Severity.ERROR]
        if variant.cutoff is None or values is self.values or not errors:
            self.collector.adopt(values.collector)
            return True
        cell = (errors[0].source and errors[0].source.cell) or ""
        cutoff = variant.cutoff.isoformat()
        self.collector.warn(
            "earlier-period-not-read", variant.header.last_row, None, cutoff=cutoff, cell=cell
        )
        return False

    def _tree_lines(self, header: Header, rows: Outline, values: Values) -> Lines:
        collector = values.collector
        columns = tuple(column for column in header.columns if column.role.partition(":")[0] in AMOUNT_ROLES)
        by_hand = header.layout.reconcile == "level"
        amounts: Amounts = {
            column.role: [
                values.amount(node.row, column.index, detail=by_hand and node.depth not in AGENCY_DEPTHS)
                for node in rows.nodes
            ]
            for column in columns
        }
        total: dict[str, int | None] = {}
        if rows.total_row is not None:
            total = {column.role: values.amount(rows.total_row, column.index) for column in columns}
        printed = check_tree(header, rows, values)
        if by_hand:
            maker = LevelLines(header, header.columns, rows, amounts, total, values, collector)
            maker.earlier = values is not self.values
            lines = maker.run(self.assembler.told_agency())
            lines.proven.extend(printed)
            return lines
        rounded = frozenset(values.rounded_cells)
        prover = Prover(rows, columns, amounts, collector, rounded, values.covered)
        expected = header.layout.codes == "national"
        proof = prover.prove(total, total_expected=expected)
        lines = TreeLines(rows, columns, amounts, collector).run(proof.leaves, self.assembler.told_agency())
        lines.proven.extend((*proof.proven, *printed))
        return lines

    def _recap(self, found: list[Variant]) -> tuple[Export, ...]:
        every = _measured((*self.header.columns, *self.header.rivals))
        owner = self.assembler.told_agency()
        if owner is None and not any(self.header.column(role) for role in ("agency_code", "agency_name")):
            self.collector.error("agency-missing", self.header.last_row)
            return ()
        recap = read_recap(self.header, every, owner, self.values)
        self.assembler.rows_read, self.assembler.rows_skipped = len(recap.rows), recap.skipped
        self.assembler.total_row = recap.total_row
        if not recap.rows:
            return ()
        rows = [row.row for row in recap.rows]
        found = self._periods(found, rows)
        exports: list[Export] = []
        for variant in found:
            columns = self._settled(variant.header, rows)
            values = self._values_for(variant)
            header = dataclasses.replace(variant.header, columns=columns)
            unit = self.options.unit_factor is not None
            maker = RecapLines(variant.header, columns, recap, values, values.collector, unit_told=unit)
            groups = groups_of(self.header, recap.rows, self.collector)
            whole = len(groups) == 1
            made = [
                maker.run(one.rows, with_total=whole, only_agency=self._only_agency(one.rows)) for one in groups
            ]
            named = [(row.row, row.agency.name) for row in recap.rows]
            printed = check_stated(header, named, recap.total_row, values)
            for group, lines in zip(groups, made, strict=True):
                lines.proven.extend(printed)
                headed = variant.mention
                period = group.told if headed is None else Told(group.told.year or self._year(), headed)
                if not self._readable(variant, values):
                    break
                several = len({one.told.mention for one in groups}) > 1
                exports.extend(self._assemble(lines, columns, period, group.government, several=several))
        return tuple(exports)

    def _only_agency(self, rows: list[RecapRow]) -> AgencyName | None:
        """An agency told by the user stands for the file's own, where the file has one only."""
        if self.options.agency_name is None:
            return None
        told = self.assembler.told_agency()
        if len({row.agency_key for row in rows}) > 1:
            self.collector.error("agency-told-for-many", rows[0].row, None, agency=self.options.agency_name)
        return told

    def _assemble(
        self,
        lines: Lines,
        columns: tuple[Column, ...],
        told: Told,
        government: str | None = None,
        *,
        several: bool = False,
    ) -> tuple[Export, ...]:
        """Exports of one period; what the user tells of the position in force does not speak of earlier ones."""
        if told.mention is None or not (self.header.rivals or several):
            return self.assembler.exports(lines, columns, told, government)
        options = dataclasses.replace(self.options, cutoff=None, quarter=None)
        earlier = dataclasses.replace(self.assembler, options=options)
        return earlier.exports(lines, columns, told, government)


def _measured(columns: Iterable[Column]) -> list[Column]:
    return [
        column
        for column in columns
        if column.role.partition(":")[0] in AMOUNT_ROLES or column.role.endswith("_pct")
    ]
