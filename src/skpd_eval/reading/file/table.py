"""One sheet read under one layout, stage by stage: columns settled, looked at, rows read by shape, exports checked."""

from __future__ import annotations

from collections.abc import Callable

from skpd_eval.model import Export, Kind
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.columns.headchecks import look_at_header
from skpd_eval.reading.columns.shifted import refuse_shifted
from skpd_eval.reading.file.positions import read_rows, read_tree
from skpd_eval.reading.file.settlers import Columns, settled
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.outline.carriedforward import refuse_carried_forward
from skpd_eval.reading.periods.series import variants
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.shapes.accounts.posture import is_statement, read_posture
from skpd_eval.reading.shapes.months.monthrows import read_month_rows
from skpd_eval.reading.shapes.months.seriesform import read_series
from skpd_eval.reading.shapes.outputs.outputs import read_outputs
from skpd_eval.reading.shapes.rows.flatplan import read_flat_plan
from skpd_eval.reading.shapes.rows.governmentrows import read_government_rows
from skpd_eval.reading.shapes.rows.namedrows import read_named_rows
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periodwitnesses import check_witnesses
from skpd_eval.reading.told.titles import Titles

OfOneShape = Callable[[Columns, Values, Assembler], tuple[Export, ...]]


def read_table(
    header: Header, titles: Titles, collector: Collector, options: ReadOptions
) -> tuple[Export, ...]:
    """The exports of one table (one a position and kind, oldest first); findings go to the collector."""
    table = settled(Columns(collector.grid, header, titles, options), collector)
    _look(table, collector)
    values, assembler = table.values(collector), _assembler(table, collector)
    exports = _reader(table, assembler)(table, values, assembler)
    _check(exports, table, values, assembler)
    return exports


def _look(table: Columns, collector: Collector) -> None:
    """What is said of a table before its rows are read."""
    refuse_carried_forward(table.header.last_row, collector)
    look_at_header(variants(table.header, table.position, collector)[-1].header, collector)
    check_witnesses(table.header.layout.kind, table.titles, collector, table.options)


def _assembler(table: Columns, collector: Collector) -> Assembler:
    largest = max([table.factor, *table.factors.values()])
    head = table.header
    assembler = Assembler(head.layout, table.titles, collector, table.options, largest, head.last_row)
    assembler.several_periods, assembler.aside = bool(head.rivals), table.aside
    return assembler


def _reader(table: Columns, assembler: Assembler) -> OfOneShape:
    """What reads the shape of the table's layout: a tree of codes, plain rows, or a form of its own."""
    layout = table.header.layout
    of_accounts = layout.shape == "tree" and layout.codes == "accounts"
    if layout.shape == "posture" or (of_accounts and is_statement(table.header, table.titles, assembler)):
        return _of(read_posture)
    return _BY_SHAPE.get(layout.shape) or _BY_KIND.get(layout.kind, read_rows)


def _of(read: Callable[[Header, Titles, Values, Assembler], tuple[Export, ...]]) -> OfOneShape:
    return lambda table, values, assembler: read(table.header, table.titles, values, assembler)


_BY_SHAPE: dict[str, OfOneShape] = {
    "tree": read_tree,
    "names": _of(read_named_rows),
    "months": _of(read_month_rows),
    "series": _of(read_series),
    "governments": _of(read_government_rows),
}
_BY_KIND: dict[Kind, OfOneShape] = {Kind.OUTPUTS: _of(read_outputs), Kind.PLAN: _of(read_flat_plan)}
"""Plain rows that are no money: of outputs, of plans."""


def _check(exports: tuple[Export, ...], table: Columns, values: Values, assembler: Assembler) -> None:
    """What only all rows together show."""
    collector = values.collector
    forms = table.header.layout.shape == "series"  # a form that is not filled in is one too
    if not collector.refused and not any(forms or one.count for one in exports):
        collector.error("no-data-rows", table.header.last_row)
    if values.rounded:
        collector.inform("amount-rounded", count=values.rounded)
    if assembler.total_row is None:
        refuse_shifted(table.header, collector)

