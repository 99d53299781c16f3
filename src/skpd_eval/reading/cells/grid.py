"""What every container gives: grids of cells at their true addresses, in plain Python.

A grid holds the values as the file stores them. Nothing is converted here: a blank is ``None``, a text is
given as is (also when it looks like a number), and a number is the float that the spreadsheet holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from skpd_eval.errors import Argument
from skpd_eval.findings import say
from skpd_eval.model import Finding, Source

CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""A cell as stored; ``None`` is a blank cell."""

Origins = tuple[tuple[tuple[int, int] | None, ...], ...]

MAX_ROWS = 1_048_576
"""Rows of a sheet (ISO/IEC 29500, and every office since 2007)."""

MAX_COLUMNS = 16_384
"""Columns of a sheet: the last is XFD."""


class ContainerKind(StrEnum):
    """What a file is by its content; the name of the file has no say."""

    XLSX = "xlsx"
    """Office Open XML workbook, with or without macros."""
    XLSB = "xlsb"
    XLS = "xls"
    """Excel 5 to 2003: BIFF in an OLE2 file."""
    ODS = "ods"
    TEXT = "text"
    """Values separated by comma, semicolon, tab or bar."""
    ENCRYPTED = "encrypted"
    HTML = "html"
    SPREADSHEETML = "spreadsheetml"
    """XML Spreadsheet of Excel 2003."""
    MHTML = "mhtml"
    JSON = "json"
    PDF = "pdf"
    DOCX = "docx"
    ZIP = "zip"
    GZIP = "gzip"
    XML = "xml"
    OLE2 = "ole2"
    """An OLE2 file that holds no workbook (Word 97, a mail, an installer)."""
    EMPTY = "empty"
    UNKNOWN = "unknown"


def column_letter(index: int) -> str:
    """Letters of a zero-based column: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    rest = index + 1
    while rest > 0:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def column_index(letters: str) -> int:
    """Zero-based column of its letters; the inverse of :func:`column_letter`."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, or one text file, as a ragged table. Rows and columns count from zero; A1 is ``(0, 0)``."""

    name: str | None
    """Name of the sheet; ``None`` for a text file."""
    rows: list[list[CellValue]]
    visible: bool = True
    merges: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges as first row, first column, last row, last column, all inclusive."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formula_gaps: frozenset[tuple[int, int]] = frozenset()
    """Cells with a formula and no stored value: they look blank and are not."""
    percent_cells: frozenset[tuple[int, int]] = frozenset()
    """Number cells displayed with a percent sign: 52.2 % is stored as 0.522."""
    title: str | None = None
    """What a page is called in its browser's window."""
    is_text: bool = False
    """All cells are texts (CSV, HTML)."""
    lines: tuple[int, ...] = ()
    """Line of a CSV file on which each row begins (quotes may hold line ends), 1-based; empty for others."""
    origins: Origins = ()
    """Of a rearranged grid: the zero-based cell of the file that each cell stands for; empty for others."""

    def value(self, row: int, column: int) -> CellValue:
        """The cell, ``None`` outside of the stored area."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max(map(len, self.rows), default=0)

    def cell_name(self, row: int, column: int) -> str:
        """Name of a cell as people see it in a spreadsheet: ``H12``."""
        return f"{column_letter(column)}{row + 1}"

    def line(self, row: int) -> int:
        """The 1-based row of the sheet or line of the text file; of a rearranged grid its own."""
        return self._true_line(row) if not self.origins else row + 1

    def _true_line(self, row: int) -> int:
        return self.lines[row] if 0 <= row < len(self.lines) else row + 1

    def origin(self, row: int, column: int) -> tuple[int, int] | None:
        """The cell of the file that a cell stands for: itself, but in a rearranged grid; ``None`` where it is none."""
        if not self.origins:
            return row, column
        inside = 0 <= row < len(self.origins) and 0 <= column < len(self.origins[row])
        return self.origins[row][column] if inside else None

    def address(self, row: int, column: int) -> str:
        """``H12`` in a sheet, ``line 12`` in a text file."""
        true = self.origin(row, column)
        if true is None:
            return self.row_name(row)
        return f"line {self._true_line(true[0])}" if self.lines else self.cell_name(*true)

    def row_name(self, row: int) -> str:
        """A row as people see it: ``12``; in a rearranged grid the cells that its first cell stands for."""
        if not self.origins:
            return f"{row + 1}"
        first = next((true for cells in self.origins[row : row + 1] for true in cells if true is not None), None)
        return f"{row + 1}" if first is None else self._true_name(*first)

    def place(self, column: int) -> str:
        """Where a column's cells are: its letter; in a rearranged grid the name of each row's cell, ``-`` for none."""
        if not self.origins:
            return column_letter(column)
        trues = (self.origin(row, column) for row in range(len(self.origins)))
        return " ".join("-" if true is None else self._true_name(*true) for true in trues)

    def column_name(self, column: int) -> str:
        """A column as people see it: its letter; in a rearranged grid the letter or row that its cells share."""
        filled = (row for row in range(len(self.origins)) if self.value(row, column) is not None)
        trues = [true for row in filled if (true := self.origin(row, column)) is not None]
        columns, rows = {true[1] for true in trues}, {true[0] for true in trues}
        if len(columns) == 1 or not trues:
            return column_letter(columns.pop() if columns else column)
        return f"{rows.pop() + 1}" if len(rows) == 1 else self._true_name(*trues[-1])

    def _true_name(self, row: int, column: int) -> str:
        return f"{self._true_line(row)}" if self.lines else self.cell_name(row, column)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file opened: its grids in the order of the file, and what is to be said about the file as a whole."""

    container: ContainerKind
    grids: tuple[Grid, ...]
    findings: tuple[Finding, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    """``application``, ``modified-by``, ``modified`` and ``created``, where the file says so."""


def warning(code: str, file: str, sheet: str | None = None, **arguments: Argument) -> Finding:
    """A warning about a file or one of its sheets."""
    return say(code, dict(arguments), Source(file, sheet))
