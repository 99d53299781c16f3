"""What of a table gave no figure and proved none: columns and rows that were passed over, each by its address."""

from __future__ import annotations

from collections.abc import Collection

from skpd_eval.model import Unread
from skpd_eval.reading.cells.grid import Grid, column_letter
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.layout.layout import AMOUNT_ROLES, PERCENT_ROLES
from skpd_eval.reading.proof.counted import Counted
from skpd_eval.reading.proof.printed import Found, remainder, share
from skpd_eval.reading.words.rowkinds import is_number_row


def unread_of(table: Counted) -> Unread:
    """What stands beneath the header and was neither read nor compared.

    A column of words that groups the rows is a dimension: where it is not read, what it tells apart is merged.
    """
    grid, places = table.collector.grid, table.places
    proving = {
        column.index
        for column in table.beside
        if share(column).found() is not Found.OTHER or remainder(column).found() is not Found.OTHER
    }
    loose = [
        column
        for column in range(grid.width)
        if column not in _claimed(table.header) | proving and _filled(grid, column, places)
    ]
    dimensions = [column for column in loose if _groups(grid, column, places)]
    return Unread(
        columns=tuple(column_letter(column) for column in loose if column not in dimensions),
        rows=tuple(_rows(table)),
        dimensions=tuple(map(column_letter, dimensions)),
    )


def _claimed(header: Header) -> set[int]:
    """Columns that are read, here or for another period."""
    columns = (*header.columns, *header.rivals)
    return {column.index for column in columns} | {*header.code_columns, *header.name_columns}


def _filled(grid: Grid, column: int, places: Collection[int]) -> bool:
    """Whether a column holds anything but running numbers."""
    cells = [value for row in places if not is_blank(value := grid.value(row, column))]
    counted = [str(value).removesuffix(".0").strip(" .)") for value in cells]
    return bool(cells) and counted != [f"{at}" for at in range(1, len(cells) + 1)]


def _groups(grid: Grid, column: int, places: Collection[int]) -> bool:
    """Whether a column of words says one thing of several rows and another of others."""
    cells = [value for row in places if not is_blank(value := grid.value(row, column))]
    words = {" ".join(str(value).split()).casefold() for value in cells if not is_figure(value)}
    return len(words) > 1 and len(words) * 2 <= len(cells) and len(cells) * 2 > len(places)


def _rows(table: Counted) -> list[int]:
    """Lines of the rows with a figure in a column of amounts that were read as nothing (1-based)."""
    grid, header = table.collector.grid, table.header
    known = {*table.places, *table.compared}
    measures = (*AMOUNT_ROLES, *PERCENT_ROLES)
    amounts = [column.index for column in header.columns if column.measure in measures]
    return [
        grid.line(row)
        for row in range(header.last_row + 1, len(grid.rows))
        if row not in known
        and any(is_figure(grid.value(row, column)) for column in amounts)
        and not is_number_row(grid.rows[row])
    ]
