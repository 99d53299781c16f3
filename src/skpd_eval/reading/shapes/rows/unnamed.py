"""Rows that name nobody: works of the only agency, sums, percentages; or a row that lost its name."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from skpd_eval.model import AgencyName, Kind
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.outline.recaprows import Recap, RecapRow
from skpd_eval.reading.proof.sums import cells_of, meets
from skpd_eval.reading.shapes.rows.recaplevel import level_candidates
from skpd_eval.reading.shapes.rows.rowcells import RowCells

FEWEST = 2
"""One row alone may have the amounts of another."""
LARGEST_SHARE = 1_000_00
"""Sen: a row of percentages holds nothing above a thousand."""
SMALLEST_SUM = 100_000_00


def adopted(recap: Recap, told: AgencyName | None, cells: RowCells) -> Recap:
    """The recap whose works without an agency are of the file's only one; errors where there are several."""
    if not recap.orphans:
        return recap
    owners = {row.agency_key: row.agency for row in recap.rows}
    owner = told or (next(iter(owners.values())) if len(owners) == 1 else None)
    column = cells.named_column() or 0
    if owner is None or len(owners) > 1:
        for orphan in recap.orphans:
            cells.collector.error("agency-name-missing", orphan.row, column)
        return recap
    count = len(recap.orphans)
    cells.collector.warn("rows-without-agency", recap.orphans[0].row, column, count=count, agency=owner.name[:80])
    found = [dataclasses.replace(orphan, agency=owner) for orphan in recap.orphans]
    return dataclasses.replace(recap, rows=sorted([*recap.rows, *found], key=lambda row: row.row), orphans=[])


def settled(recap: Recap, header: Header, columns: Sequence[int], values: Values, collector: Collector) -> Recap:
    """The recap with what its rows without any name are: its total, a sum once more, or percentages.

    ``values`` read and say nothing. What is none of these is an error: the total of a plan whose rows come to another
    sum, or a row without its name.
    """
    plan = header.layout.kind is Kind.PLAN
    for row in recap.nameless:
        summed = is_sum(row, recap.rows, columns, values)
        if not summed and (_is_share(row, recap.rows, columns, values) if plan else _in_percent(row, columns, values)):
            recap.skipped += 1
            collector.inform("percent-row", row)
        elif recap.total_row is None and (summed or plan):
            recap.total_row = row
        elif summed:
            recap.skipped += 1
        elif plan:
            _differs(row, recap.rows, columns, values, collector)
        else:
            column = header.column("agency_name") or header.column("agency_code")
            collector.error("agency-name-missing", row, column.index if column else 0)
    return recap


def is_sum(row: int, rows: Sequence[RecapRow], columns: Sequence[int], values: Values) -> bool:
    """Whether a row (zero-based) states what a level of others comes to, in each column that it states."""
    stated = _stated(row, columns, values)
    levels = (level for _, level in level_candidates(rows) if len(level) >= min(FEWEST, len(rows)))
    return any(
        meets(({column: values.amount(one.row, column) for column in stated} for one in level), stated)
        for level in levels
    )


def _differs(
    row: int, rows: Sequence[RecapRow], columns: Sequence[int], values: Values, collector: Collector
) -> None:
    sums = {column: _sum(rows, column, values) for column in columns}
    column, amount = next((c, a) for c, a in _stated(row, columns, values).items() if a != sums[c])
    cells = cells_of(collector.grid, [one.row for one in rows], column)
    collector.error("total-differs", row, column, stated=amount, sum=sums[column], cells=cells)


def _sum(rows: Sequence[RecapRow], column: int, values: Values) -> int:
    return sum(values.amount(one.row, column) or 0 for one in rows)


def _stated(row: int, columns: Sequence[int], values: Values) -> dict[int, int]:
    found: dict[int, int] = {}
    for column in columns:
        value = values.collector.grid.value(row, column)
        if is_blank(value) or (isinstance(value, str) and "%" in value):
            continue
        amount = values.amount(row, column)
        if amount is not None:
            found[column] = amount
    return found


def _in_percent(row: int, columns: Sequence[int], values: Values) -> bool:
    """Whether each cell is written as a percentage."""
    grid = values.collector.grid
    filled = [column for column in columns if not is_blank(grid.value(row, column))]
    return all((row, column) in grid.percent_cells or "%" in str(grid.value(row, column)) for column in filled)


def _is_share(row: int, rows: Sequence[RecapRow], columns: Sequence[int], values: Values) -> bool:
    """Percentages beneath the table: nothing in them is as large as an amount, though the sums are."""
    stated = _stated(row, columns, values)
    if not stated or (row, next(iter(stated))) in values.collector.grid.percent_cells:
        return True
    small = all(abs(amount) <= LARGEST_SHARE for amount in stated.values())
    sums = {column: _sum(rows, column, values) for column in stated}
    return small and any(sums[column] >= SMALLEST_SUM and sums[column] != amount for column, amount in stated.items())
