"""XML Spreadsheet of Excel 2003, which older reporting tools write under the name of a workbook."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

from skpd_eval.errors import FileRefusedError
from skpd_eval.reading.cells.grid import MAX_ROWS, CellValue, ContainerKind, Grid, Workbook
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.xml.markup import examine
from skpd_eval.reading.container.xml.sheet_facts import SheetFacts, is_percent_format

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_PART = "Workbook"


def open_spreadsheetml(content: bytes, file: str, limits: Limits) -> Workbook:
    """Grids of the worksheets.

    Raises ``FileRefusedError``: ``damaged``, ``doctype``, ``too-large`` or ``no-rows``.
    """
    part = examine(content, _PART, file)
    tree = ElementTree.fromstring(part.content)
    if tree.tag != f"{_SS}Workbook":
        raise FileRefusedError("damaged", file, part=_PART)
    percent = {
        style.get(f"{_SS}ID", "")
        for style in tree.iterfind(f"{_SS}Styles/{_SS}Style")
        if any(
            is_percent_format(0, found.get(f"{_SS}Format", "").replace("Percent", "%"))
            for found in style.iterfind(f"{_SS}NumberFormat")
        )
    }
    grids = tuple(_Sheet(sheet, file, percent, limits).grid() for sheet in tree.iterfind(f"{_SS}Worksheet"))
    if not any(grid.rows for grid in grids):
        raise FileRefusedError("no-rows", file)
    return Workbook(ContainerKind.SPREADSHEETML, grids)


class _Sheet:
    def __init__(self, sheet: ElementTree.Element, file: str, percent: set[str], limits: Limits) -> None:
        self.sheet, self.file, self.percent, self.limits = sheet, file, percent, limits
        self.rows: list[list[CellValue]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.facts = SheetFacts(merges=self.merges)
        self.name = sheet.get(f"{_SS}Name", "")

    def damaged(self, row: int) -> FileRefusedError:
        return FileRefusedError("damaged", self.file, part=f"{self.name}: row {row + 1}"[:100])

    def grid(self) -> Grid:
        """The sheet's rows, and what its attributes say beside them."""
        row = column = 0
        for element in self.sheet.iterfind(f"{_SS}Table/{_SS}Column"):
            column = self._index(element, column, self.limits.columns)
            span = self._count(element, "Span", self.limits.columns) + 1
            if element.get(f"{_SS}Hidden") == "1":
                self.facts.hidden_columns.update(range(column, column + span))
            column += span
        for element in self.sheet.iterfind(f"{_SS}Table/{_SS}Row"):
            row = self._index(element, row, MAX_ROWS)
            span = self._count(element, "Span", MAX_ROWS) + 1
            if element.get(f"{_SS}Hidden") == "1":
                self.facts.hidden_rows.update(range(row, row + span))
            self._cells(element, row)
            row += span
        state = self.sheet.find(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible")
        return Grid(
            self.name,
            self.rows,
            state is None or state.text not in ("SheetHidden", "SheetVeryHidden"),
            tuple(self.merges),
            frozenset(self.facts.hidden_rows),
            frozenset(self.facts.hidden_columns),
            frozenset(self.facts.formula_gaps),
            frozenset(self.facts.percent_cells),
        )

    def _index(self, element: ElementTree.Element, following: int, most: int) -> int:
        """Zero-based place of a row, column or cell: its own, never before the one that follows the last."""
        given = element.get(f"{_SS}Index")
        if given is None:
            place = following
        elif given.isascii() and given.isdigit():
            place = int(given) - 1
        else:
            raise self.damaged(following)
        if not following <= place < most:
            raise self.damaged(place)
        return place

    def _count(self, element: ElementTree.Element, name: str, most: int) -> int:
        given = element.get(f"{_SS}{name}", "0")
        if not (given.isascii() and given.isdigit() and int(given) < most):
            raise self.damaged(len(self.rows))
        return int(given)

    def _cells(self, element: ElementTree.Element, row: int) -> None:
        column = 0
        for cell in element.iterfind(f"{_SS}Cell"):
            column = self._index(cell, column, self.limits.columns)
            across, down = (
                self._count(cell, "MergeAcross", self.limits.columns),
                self._count(cell, "MergeDown", MAX_ROWS),
            )
            if across or down:
                self.merges.append((row, column, row + down, column + across))
            data = cell.find(f"{_SS}Data")
            if data is not None:
                style = cell.get(f"{_SS}StyleID", element.get(f"{_SS}StyleID", ""))
                self._put(row, column, self._value(data, row), style)
            elif cell.get(f"{_SS}Formula") is not None:
                self._put(row, column, None, "")
                self.facts.formula_gaps.add((row, column))
            column += across + 1

    def _put(self, row: int, column: int, value: CellValue, style: str) -> None:
        self.facts.place(row, column)
        self.facts.check_area(self.file, self.limits)
        self.rows.extend([] for _ in range(row + 1 - len(self.rows)))
        cells = self.rows[row]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value
        if isinstance(value, float) and style in self.percent:
            self.facts.percent_cells.add((row, column))

    def _value(self, data: ElementTree.Element, row: int) -> CellValue:
        text, kind = "".join(data.itertext()), data.get(f"{_SS}Type", "")
        try:
            if kind == "Number" and "_" not in text:
                number = float(text)
                if abs(number) < float("inf"):
                    return number
            elif kind == "DateTime":
                moment = dt.datetime.fromisoformat(text)
                return moment.date() if moment.time() == dt.time() else moment
            elif kind == "Boolean" and text in ("0", "1"):
                return text == "1"
            elif kind in ("String", "Error"):
                return text or None
        except ValueError:
            pass
        raise self.damaged(row)
