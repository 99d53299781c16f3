"""The unit of a whole table: the user's word, else its titles, a column of units, or a note beneath it."""

from __future__ import annotations

from skpd_eval.model import Kind
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.units import cell_factor, declared_factor, noted_factor
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import headings
from skpd_eval.reading.layout.layout import AMOUNT_ROLES
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.titles import Titles

UNIT_HEADINGS = frozenset(
    {"satuan", "unit", "satuan nilai", "satuan anggaran", "satuan uang", "mata uang", "currency"}
)


def table_factor(header: Header, titles: Titles, collector: Collector, options: ReadOptions) -> int:
    """Rupiah per unit of the table's amounts; a column of several units is an error with its cell."""
    if options.unit_factor is not None:
        return options.unit_factor
    in_column = _of_column(header, collector)
    if in_column is not None:
        return in_column
    headed = next((c for c in (*header.columns, *header.rivals) if c.heading.factor), None)
    if titles.unit_factor is not None:
        if headed is not None and headed.heading.factor != titles.unit_factor:
            collector.error(
                "unit-contradicted", header.last_row, headed.index, heading=headed.heading.text
            )
        return titles.unit_factor
    if headed is not None:
        return 1
    told = declared_factor((collector.grid.name or "").replace("_", " "))[0]
    return told or noted_factor(titles.notes) or 1


def settle_units(header: Header, collector: Collector, options: ReadOptions, table: int) -> dict[int, int]:
    """Rupiah per unit of the columns whose own heading declares it, by column; where any unit is larger it is said.

    ``table`` is the unit of the whole table; what the user tells goes before both.
    """
    columns = (*header.columns, *header.rivals)
    own = {column.index: column.heading.factor for column in columns if column.heading.factor is not None}
    factors = {} if options.unit_factor is not None else own
    of_amounts = [column.index for column in columns if column.measure in AMOUNT_ROLES]
    declared = {factors.get(index, table) for index in of_amounts} - {1}
    if declared:
        collector.inform("unit-factor", None, None, factor=max(declared))
    return factors


def _of_column(header: Header, collector: Collector) -> int | None:
    """What a column says that holds units of money in every filled row; outputs have units of their own."""
    if header.layout.kind is Kind.OUTPUTS:
        return None
    grid = collector.grid
    read = {column.index for column in header.columns}
    for index, heading in enumerate(headings(grid, header.first_row, header.last_row, header.layout)):
        if index in read or heading.text not in UNIT_HEADINGS:
            continue
        rows = [
            row for row in range(header.last_row + 1, len(grid.rows)) if not is_blank(grid.value(row, index))
        ]
        factors = {row: cell_factor(str(grid.value(row, index))) for row in rows}
        told = [factor for factor in factors.values() if factor is not None]
        if not told or len(told) < len(rows):
            continue
        odd = next((row for row in rows if factors[row] != told[0]), None)
        if odd is not None:
            text = str(grid.value(odd, index))[:30]
            collector.error("units-differ", odd, index, text=text, other=grid.address(rows[0], index))
        return told[0]
    return None
