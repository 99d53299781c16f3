"""Sheets that continue a table of another sheet without repeating its header, as converted pages do."""

from __future__ import annotations

import re

from skpd_eval import codes
from skpd_eval.errors import CodeError
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.layout.layout import AMOUNT_ROLES
from skpd_eval.reading.words.agencycodes import composite_code

_NUMBER = re.compile(r"[\s\d()]+$")
_FIGURE = re.compile(r"[-(]?(?:Rp\.?\s*)?\d[\d.,]*\)?", re.IGNORECASE)


def continues(header: Header, name: str | None, grid: Grid) -> bool:
    """Whether a sheet without a header continues the table of a header that stands on the sheet ``name``.

    Both are numbered alike (``Table 1``, ``Table 2``), and most rows have codes and figures in the same columns.
    """
    if len({_NUMBER.sub("", text or "").casefold() for text in (name, grid.name)}) > 1:
        return False
    amounts = [column.index for column in header.columns if column.measure in AMOUNT_ROLES]
    code = next((column.index for column in header.columns if column.role in ("code", "agency_code")), None)
    rows = [row for row in range(len(grid.rows)) if any(not is_blank(value) for value in grid.rows[row])]
    alike = sum(
        code is not None
        and _is_code(grid.value(row, code))
        and any(_is_figure(grid.value(row, column)) for column in amounts)
        for row in rows
    )
    return bool(rows) and 2 * alike > len(rows)


def _is_code(value: CellValue) -> bool:
    if not isinstance(value, str):
        return False
    if composite_code(value) is not None:
        return True
    try:
        return codes.classify(codes.clean_code(value).code) is not None
    except CodeError:
        return False


def _is_figure(value: CellValue) -> bool:
    if isinstance(value, str):
        return bool(_FIGURE.fullmatch(value.strip()))
    return isinstance(value, int | float) and not isinstance(value, bool)
