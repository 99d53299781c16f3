"""A heading of agencies over two columns, the codes in the first and the names beside them."""

from __future__ import annotations

import dataclasses

from skpd_eval import codes
from skpd_eval.errors import CodeError
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column

FEWEST = 2


def name_beside(header: Header, grid: Grid) -> Header:
    """The header with a column of codes and one of names, where each row of its agencies has one of each."""
    named = header.column("agency_name")
    if named is None or header.column("agency_code") is not None or not _is_free(header, named.index + 1):
        return header
    pairs = [
        (grid.value(row, named.index), grid.value(row, named.index + 1))
        for row in range(header.last_row + 1, len(grid.rows))
    ]
    both = [(code, name) for code, name in pairs if _is_code(code) and _is_name(name)]
    of_one = [code for code, name in pairs if _is_code(code) and not _is_name(name)]
    if len(both) < FEWEST or of_one:
        return header
    beside = Column("agency_name", named.index + 1, named.heading)
    coded = dataclasses.replace(named, role="agency_code")
    kept = tuple(column for column in header.columns if column is not named)
    return dataclasses.replace(header, columns=(coded, beside, *kept))


def _is_free(header: Header, index: int) -> bool:
    """Whether a column has no heading of its own."""
    headed = (column.index for column in (*header.columns, *header.rivals, *header.unknown))
    return index not in {*headed, *header.passed, *header.code_columns, *header.name_columns}


def _is_code(value: CellValue) -> bool:
    if not isinstance(value, str) or not value.strip():
        return False
    try:
        return "." in codes.clean_code(value).code
    except CodeError:
        return False


def _is_name(value: CellValue) -> bool:
    return isinstance(value, str) and any(map(str.isalpha, value))
