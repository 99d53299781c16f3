"""Tables of codes and of plain rows, read once for each period that stands in them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from skpd_eval.model import AgencyName, Export, Severity
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.columns.percents import settle_roles
from skpd_eval.reading.columns.unitsbeside import learn_columns
from skpd_eval.reading.file.settlers import Columns
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.layout.layout import AMOUNT_ROLES
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.outline.tree import AGENCY_DEPTHS, Outline, outline
from skpd_eval.reading.periods.alone import Periods, settle_course
from skpd_eval.reading.periods.groups import groups_of
from skpd_eval.reading.periods.series import Variant
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.counted import counted, counted_tree
from skpd_eval.reading.proof.lines import Lines, TreeLines
from skpd_eval.reading.proof.treeproof import Amounts, TreeProof
from skpd_eval.reading.shapes.progress.levels import LevelLines
from skpd_eval.reading.shapes.rows.recaplines import RecapLines
from skpd_eval.reading.shapes.rows.recaptotal import read_recap
from skpd_eval.reading.told.periods import Told


def read_tree(table: Columns, values: Values, assembler: Assembler) -> tuple[Export, ...]:
    """The exports of a tree of codes, oldest period first."""
    every = _measured(table.header)
    rows = outline(table.header, values.collector, tuple(column.index for column in every))
    assembler.rows_read, assembler.rows_skipped = len(rows.nodes), rows.skipped
    assembler.total_row = rows.total_row
    if not rows.nodes:
        return ()
    told = [node.row for node in rows.nodes] + ([] if rows.total_row is None else [rows.total_row])
    learn_columns(every, told, values)
    agencies = [node.row for node in rows.nodes if node.depth in AGENCY_DEPTHS] or told
    periods = settle_course(table.header, agencies, table.position, values, table.options.period_kind)
    maker = _Positions(table, values, assembler, periods)
    exports: list[Export] = []
    for variant in periods.variants:
        header, own = maker.header(variant, told), maker.values_for(variant)
        lines = _tree_lines(header, rows, own, assembler.told_agency(), earlier=own is not values)
        maker.assembler.check(counted_tree(header, table.titles, table.options, own, rows), lines)
        if maker.readable(variant, own):
            exports.extend(maker.exports(lines, header.columns, Told(table.position.year, variant.mention)))
    return tuple(exports)


def read_rows(table: Columns, values: Values, assembler: Assembler) -> tuple[Export, ...]:
    """The exports of a table of plain rows, oldest period first."""
    collector, every, owner = values.collector, _measured(table.header), assembler.told_agency()
    if owner is None and not any(table.header.column(role) for role in ("agency_code", "agency_name")):
        collector.error("agency-missing", table.header.last_row)
        return ()
    recap = read_recap(table.header, every, owner, values)
    assembler.rows_read, assembler.rows_skipped = len(recap.rows), recap.skipped
    assembler.total_row, rows = recap.total_row, [row.row for row in recap.rows]
    if not recap.rows:
        return ()
    periods = settle_course(table.header, rows, table.position, values, table.options.period_kind)
    maker = _Positions(table, values, assembler, periods)
    groups = groups_of(periods.header, recap.rows, collector)
    several = len({one.told.mention for one in groups}) > 1
    exports: list[Export] = []
    for variant in periods.variants:
        header, own = maker.header(variant, rows), maker.values_for(variant)
        lines_of = RecapLines(variant.header, header.columns, recap, own, own.collector)
        made = [
            lines_of.run(one.rows, with_total=len(groups) == 1, only_agency=maker.only_agency(one.rows))
            for one in groups
        ]
        named = [(row.row, row.agency.name) for row in recap.rows]
        read = counted(
            header, table.titles, table.options, own, named,
            total_row=recap.total_row, compared=(*recap.subtotals, *recap.beneath),
        )  # fmt: skip
        maker.assembler.check(read, *made)
        if not maker.readable(variant, own):
            continue
        for group, lines in zip(groups, made, strict=True):
            told = group.told
            if variant.mention is not None:
                told = Told(told.year or table.position.year, variant.mention)
            exports.extend(maker.exports(lines, header.columns, told, group.government, several=several))
    return tuple(exports)


class _Positions:
    """Makes the exports of one table's periods."""

    def __init__(self, table: Columns, values: Values, assembler: Assembler, periods: Periods) -> None:
        self.values, self.collector = values, values.collector
        kind = periods.kind or table.options.period_kind
        self.options = dataclasses.replace(table.options, period_kind=kind)
        self.rivals = bool(periods.header.rivals)
        self.assembler = dataclasses.replace(assembler, options=self.options, several_periods=self.rivals)

    def header(self, variant: Variant, rows: list[int]) -> Header:
        """The header with its columns by what they hold; a realization that stands in percent alone is said."""
        header = variant.header
        columns = settle_roles(header, rows, self.values.styles, self.collector)
        roles = {column.measure: column.index for column in columns}
        if "realization_pct" in roles and "realization" not in roles:
            self.collector.warn("realization-from-percent", header.last_row, roles["realization_pct"])
        return dataclasses.replace(header, columns=columns)

    def values_for(self, variant: Variant) -> Values:
        """An earlier period is read aside: what is wrong with it costs that period, not the file."""
        if not variant.earlier:
            return self.values
        return self.values.told_to(Collector(self.collector.file, self.collector.grid))

    def readable(self, variant: Variant, values: Values) -> bool:
        """Whether a period can be kept; what was found in one that can is said."""
        errors = [f for f in values.collector.findings if f.severity is Severity.ERROR]
        if variant.cutoff is None or values is self.values or not errors:
            self.collector.adopt(values.collector)
            return True
        cell = (errors[0].source and errors[0].source.cell) or ""
        said = {"cutoff": variant.cutoff.isoformat(), "cell": cell}
        self.collector.warn("earlier-period-not-read", variant.header.last_row, None, **said)
        return False

    def only_agency(self, rows: list[RecapRow]) -> AgencyName | None:
        """An agency told by the user stands for the file's own, where the file has one only."""
        if self.options.agency_name is None:
            return None
        if len({row.agency_key for row in rows}) > 1:
            self.collector.error("agency-told-for-many", rows[0].row, None, agency=self.options.agency_name)
        return self.assembler.told_agency()

    def exports(
        self,
        lines: Lines,
        columns: tuple[Column, ...],
        told: Told,
        government: str | None = None,
        *,
        several: bool = False,
    ) -> tuple[Export, ...]:
        """Exports of one period; what the user tells of the position in force does not speak of earlier ones."""
        if told.mention is None or not (self.rivals or several):
            return self.assembler.exports(lines, columns, told, government)
        options = dataclasses.replace(self.options, cutoff=None, quarter=None)
        earlier = dataclasses.replace(self.assembler, options=options)
        return earlier.exports(lines, columns, told, government)


def _tree_lines(
    header: Header, rows: Outline, values: Values, owner: AgencyName | None, *, earlier: bool
) -> Lines:
    collector, by_hand = values.collector, header.layout.reconcile == "level"
    columns = tuple(column for column in header.columns if column.measure in AMOUNT_ROLES)
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
    if by_hand:
        maker = LevelLines(header, header.columns, rows, amounts, total, values, collector)
        maker.earlier = earlier
        return maker.run(owner)
    rounded = frozenset(values.rounded_cells)
    prover = TreeProof(rows, columns, amounts, collector, rounded, values.covered)
    proof = prover.prove(total, total_expected=header.layout.codes == "national")
    lines = TreeLines(rows, columns, amounts, collector).run(proof.leaves, owner)
    lines.proven.extend(proof.proven)
    return lines


def _measured(header: Header) -> list[Column]:
    columns: Iterable[Column] = (*header.columns, *header.rivals)
    return [column for column in columns if column.measure in AMOUNT_ROLES or column.role.endswith("_pct")]
