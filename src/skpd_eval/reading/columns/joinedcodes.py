"""Codes of agencies that stand in several columns under one heading, a part each: joined before anybody reads them."""

from __future__ import annotations

import dataclasses

from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.words.rowkinds import is_number_row

WIDTH = 2
LARGEST_PART = 99
"""A larger number is no part of a code."""


def join_codes(header: Header, grid: Grid) -> tuple[Grid, Header]:
    """Each row's parts together in the first column: ``1 | 01 | 02`` is ``1.01.02``; the header without the others."""
    column = header.column("agency_code")
    span = () if column is None else _span(header, grid, column.index)
    below = (row for row in range(header.last_row + 1, len(grid.rows)) if not is_number_row(grid.rows[row]))
    parts = {row: [_part(grid.value(row, one)) for one in span] for row in below}
    if len(span) < 2 or any(part is None for found in parts.values() for part in found):
        return grid, header
    rows = [list(row) for row in grid.rows]
    for row, found in parts.items():
        rows[row] += [None] * (span[-1] + 1 - len(rows[row]))
        rows[row][span[0] : span[-1] + 1] = [_joined(found) or None, *[None] * (len(span) - 1)]
    others = span[1:]
    return dataclasses.replace(grid, rows=rows), dataclasses.replace(
        header,
        rivals=tuple(one for one in header.rivals if one.role != "agency_code"),
        ambiguous=tuple(role for role in header.ambiguous if role != "agency_code"),
        unknown=tuple(one for one in header.unknown if one.index not in others),
    )


def _span(header: Header, grid: Grid, column: int) -> tuple[int, ...]:
    """The columns that the heading of the codes is merged over."""
    heads = range(header.first_row, header.last_row + 1)
    right = max((right for top, left, _, right in grid.merges if top in heads and left == column), default=column)
    return tuple(range(column, right + 1))


def _part(value: CellValue) -> str | None:
    """A part as text, empty where the cell is; ``None`` for what is none."""
    if is_blank(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if 0 <= value <= LARGEST_PART else None
    text = value.strip(" .'") if isinstance(value, str) else ""
    return text if text.replace(".", "").isdigit() else None


def _joined(parts: list[str | None]) -> str:
    """The parts that are filled, with their leading zeros but for the first."""
    told = [part for part in parts if part]
    return ".".join(part if at == 0 else part.zfill(WIDTH) for at, part in enumerate(told))
