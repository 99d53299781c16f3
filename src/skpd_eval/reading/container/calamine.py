"""The one place that calls python-calamine: sheets to grids, with what a scan of the file knows beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

import python_calamine

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import Finding
from skpd_eval.reading.cells.grid import CellValue, Grid, warning
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.xml.sheet_facts import SheetFacts

_FULL = (65_536, 1_048_576)
"""Rows that a sheet of Excel 97-2003, and of later ones, can hold."""


def grids_of(
    content: IO[bytes],
    file: str,
    findings: list[Finding],
    facts: Sequence[SheetFacts],
    limits: Limits | None = None,
) -> tuple[Grid, ...]:
    """Grids of all worksheets, with the facts of each that a scan gave; adds to ``findings``.

    Raises ``FileRefusedError``: ``damaged``, ``password``, ``too-large`` or ``no-rows``.
    """
    most = (limits or Limits()).rows
    try:
        with python_calamine.load_workbook(content) as book:
            sheets = [
                sheet
                for sheet in book.sheets_metadata
                if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
            if len(sheets) != len(facts):
                raise FileRefusedError("damaged", file, part="sheets")
            grids = []
            for place, sheet in enumerate(sheets):
                visible = sheet.visible == python_calamine.SheetVisibleEnum.Visible
                grids.append(_grid(book.get_sheet_by_name(sheet.name), visible, file, facts[place]))
    except python_calamine.PasswordError:
        raise FileRefusedError("password", file) from None
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError):
        raise FileRefusedError("damaged", file, part="workbook") from None
    except BaseException as fault:
        # A panic of the Rust side is no Exception, and would end the process.
        if type(fault).__module__ != "pyo3_runtime":
            raise
        raise FileRefusedError("damaged", file, part="workbook") from None
    if not any(grid.rows for grid in grids):
        raise FileRefusedError("no-rows", file)
    for grid in grids:
        if len(grid.rows) > most and sum(any(cell is not None for cell in row) for row in grid.rows) > most:
            raise FileRefusedError("too-large", file, limit="rows", allowed=most)
    findings.extend(
        warning("possibly-cut", file, grid.name, rows=len(grid.rows))
        for grid in grids
        if len(grid.rows) in _FULL
    )
    return tuple(grids)


def _grid(sheet: python_calamine.CalamineSheet, visible: bool, file: str, facts: SheetFacts) -> Grid:
    rows: list[list[CellValue]] = [
        [None if value == "" else value for value in row] for row in sheet.to_python(skip_empty_area=False)
    ]
    numbers = sum(1 for row in rows for value in row if value is not None and type(value) is not str)
    if len(rows) > facts.last_row + 1 or numbers != facts.numbers:
        raise FileRefusedError("damaged", file, part=f"{sheet.name}!"[:300])
    for (row, column), value in facts.overlay.items():
        _place(rows, row, column, value)
    return Grid(
        sheet.name,
        rows,
        visible,
        _merges(sheet) if facts.merges is None else tuple(facts.merges),
        frozenset(facts.hidden_rows),
        frozenset(facts.hidden_columns),
        frozenset(facts.formula_gaps),
        frozenset(facts.percent_cells),
    )


def _merges(sheet: python_calamine.CalamineSheet) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())


def _place(rows: list[list[CellValue]], row: int, column: int, value: CellValue) -> None:
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = value
