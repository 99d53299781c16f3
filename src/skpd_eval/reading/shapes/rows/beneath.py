"""What stands beneath the total row of a recap: notes, signatures, a list of the lowest, or rows left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skpd_eval import codes
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank, name_text
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.layout.accountnames import without_enumerator
from skpd_eval.reading.outline.recaprows import RecapRow
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.rowkinds import is_number_row, is_subtotal


def check_beneath(
    header: Header,
    collector: Collector,
    counted: Sequence[RecapRow],
    amount_columns: Sequence[int],
    beneath: Iterable[int],
) -> None:
    """An error at an agency beneath the total (zero-based rows): it is none of what the total sums.

    A row that states again what its agency states above, as a list of the lowest does, is said and passed over.
    """
    grid = collector.grid
    stated = {
        codes.agency_name_key(row.agency.code or row.agency.name): [
            grid.value(row.row, column) for column in amount_columns
        ]
        for row in counted
    }
    column = header.column("agency_code") or header.column("agency_name")
    again: list[int] = []
    for row in beneath:
        cells = [grid.value(row, column) for column in amount_columns]
        name = _agency_at(header, grid, row)
        if name is None or all(map(is_blank, cells)) or is_number_row(grid.rows[row]):
            continue
        if stated.get(codes.agency_name_key(name)) == cells:
            again.append(row)
        elif codes.agency_name_key(name) in stated or names_agency(name) or codes.classify(name) is not None:
            collector.error("rows-after-total", row, column.index if column else None)
    if again:
        collector.inform("rows-repeated-beneath", again[0], None, count=len(again))


def _agency_at(header: Header, grid: Grid, row: int) -> str | None:
    """What a row is of, code before name; ``None`` for a sum, or where nothing is named."""
    texts = [
        name_text(_whole(grid.value(row, column.index)))
        for role in ("agency_code", "agency_name")
        if (column := header.column(role)) is not None and not is_blank(grid.value(row, column.index))
    ]
    if not texts or any(map(is_subtotal, texts)):
        return None
    return codes.split_code_and_name(without_enumerator(texts[0]))[1] or texts[0]


def _whole(value: CellValue) -> CellValue:
    return int(value) if isinstance(value, float) and value.is_integer() else value

