"""Codes of agencies that stand in several columns under one heading, a part each: joined before anybody reads them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.words.rowkinds import is_number_row

WIDTH = 2
LARGEST_PART = 99
"""A larger number is no part of a code."""


def join_codes(header: Header, grid: Grid) -> tuple[Grid, Header]:
    """Each row's parts together in the first column: ``1 | 01 | 02`` is ``1.01.02``; the header without the others."""
    span = _span(header, grid)
    parts = _parts(header, grid, span) if len(span) > 1 else None
    if parts is None:
        return grid, header
    rows = [list(row) for row in grid.rows]
    for row, found in parts.items():
        rows[row] += [None] * (span[-1] + 1 - len(rows[row]))
        rows[row][span[0] : span[-1] + 1] = [_joined(found) or None, *[None] * (len(span) - 1)]
    return dataclasses.replace(grid, rows=rows), dataclasses.replace(
        header,
        rivals=tuple(one for one in header.rivals if one.role != "agency_code"),
        ambiguous=tuple(role for role in header.ambiguous if role != "agency_code"),
        unknown=tuple(one for one in header.unknown if one.index not in span),
    )


def _span(header: Header, grid: Grid) -> tuple[int, ...]:
    """The columns that the heading of the codes is merged over."""
    column, heads = header.column("agency_code"), range(header.first_row, header.last_row + 1)
    if column is None:
        return ()
    merged = (right for top, left, _, right in grid.merges if top in heads and left == column.index)
    return tuple(range(column.index, max(merged, default=column.index) + 1))


def _parts(header: Header, grid: Grid, span: Sequence[int]) -> dict[int, list[str]] | None:
    """The parts of each row's code; ``None`` where a cell holds something else."""
    found: dict[int, list[str]] = {}
    for row in range(header.last_row + 1, len(grid.rows)):
        parts = [_part(grid.value(row, column)) for column in span]
        if is_number_row(grid.rows[row]):
            continue
        if None in parts:
            return None
        found[row] = [part for part in parts if part]
    return found


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


def _joined(parts: Sequence[str]) -> str:
    """The parts that are filled, with their leading zeros but for the first."""
    return ".".join(part if at == 0 else part.zfill(WIDTH) for at, part in enumerate(parts))
