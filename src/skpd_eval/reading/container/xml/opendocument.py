"""OpenDocument spreadsheets (ods): verified, then read by calamine from a clean copy.

calamine gives error cells as blanks or texts, knows no merged or hidden cells, and unfolds repeated cells
without a bound; the scan of ``content.xml`` here does what it does not.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers import expat

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import Finding
from skpd_eval.reading.cells.grid import MAX_COLUMNS, MAX_ROWS, ContainerKind, Workbook
from skpd_eval.reading.container.archive import Archive
from skpd_eval.reading.container.calamine import grids_of
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.xml.markup import examine
from skpd_eval.reading.container.xml.sheet_facts import SheetFacts

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = f"{_NAMESPACE}table:1.0 ", f"{_NAMESPACE}office:1.0 ", f"{_NAMESPACE}text:1.0 "
_CELLS = frozenset((f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
_ASIDE = frozenset(
    (
        f"{_TABLE}tracked-changes",
        f"{_TABLE}shapes",
        f"{_OFFICE}forms",
        f"{_OFFICE}annotation",
        f"{_TABLE}dde-links",
    )
)
_COLUMNS_REPEATED, _ROWS_REPEATED = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"
_COLUMNS_SPANNED, _ROWS_SPANNED = f"{_TABLE}number-columns-spanned", f"{_TABLE}number-rows-spanned"
_FORMULA, _VALUE_TYPE = f"{_TABLE}formula", f"{_OFFICE}value-type"
_HIDDEN = frozenset(("collapse", "filter"))
_HIDDEN_REACH = 100_000
_ERROR_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_VALUES: dict[str, tuple[str, re.Pattern[str] | None]] = {
    "float": ("value", _NUMBER),
    "percentage": ("value", _NUMBER),
    "currency": ("value", _NUMBER),
    "date": ("date-value", re.compile(r"-?\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:[.,]\d+)?)?", re.ASCII)),
    "time": ("time-value", re.compile(r"-?PT\d+H\d+M\d+(?:[.,]\d+)?S", re.ASCII)),
    "boolean": ("boolean-value", re.compile("true|false")),
    "string": ("", None),
    "void": ("", None),
}
"""Attribute and form of a value by its type (ODF 1.2, 19.385)."""

Attributes = dict[str, str]


def open_opendocument(archive: Archive, file: str, limits: Limits) -> Workbook:
    """Grids of a verified workbook.

    Raises ``FileRefusedError``: ``damaged``, ``doctype``, ``password``, ``too-large`` or ``no-rows``.
    """
    manifest = examine(archive.read(_MANIFEST, small=True), _MANIFEST, file).content
    if b"encryption-data" in manifest:
        raise FileRefusedError("password", file)
    part = examine(archive.read(_CONTENT), _CONTENT, file)
    if (part.namespace + " ", part.root) != (_OFFICE, "document-content"):
        raise FileRefusedError("damaged", file, part=_CONTENT)
    scan = _Scan(file, limits)
    scan.run(part.content)
    clean = io.BytesIO()
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as copy:
        copy.writestr("mimetype", _MIMETYPE)
        copy.writestr(_CONTENT, part.content)
        copy.writestr(_MANIFEST, manifest)
    clean.seek(0)
    findings: list[Finding] = []
    grids = grids_of(clean, file, findings, scan.sheets, limits)
    return Workbook(ContainerKind.ODS, grids, tuple(findings))


class _Scan:
    """Facts of the sheets, gathered while expat runs through the content."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file, self.limits = file, limits
        self.sheets: list[SheetFacts] = []
        self.row = self.column = self.numbers_before = 0
        self.row_attributes: Attributes = {}
        self.cell: Attributes | None = None
        self.texts: list[str] = []
        self.paragraphs = self.within = 0
        self.aside = 0
        self.depth = 0

    def run(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        parser.Parse(content, True)
        if len(self.sheets) > self.limits.sheets:
            raise FileRefusedError("too-large", self.file, limit="sheets", allowed=self.limits.sheets)
        for facts in self.sheets:
            facts.check_area(self.file, self.limits)

    def damaged(self) -> FileRefusedError:
        return FileRefusedError("damaged", self.file, part=f"{_CONTENT}: row {self.row + 1}")

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in _ASIDE or self.aside:
            self.aside += 1
        elif tag == f"{_TABLE}table":
            if self.depth:
                raise self.damaged()
            self.depth = 1
            self.sheets.append(SheetFacts(merges=[]))
            self.row = self.column = 0
        elif tag == f"{_TABLE}table-column" and self.depth:
            self._column(attributes)
        elif tag == f"{_TABLE}table-row" and self.depth:
            self.row_attributes, self.column = attributes, 0
            self.numbers_before = self.sheets[-1].numbers
        elif tag in _CELLS and self.depth:
            self.cell, self.texts, self.paragraphs, self.within = attributes, [], 0, 0
        elif tag == f"{_TEXT}p" and self.cell is not None:
            self.paragraphs += 1
            self.within += 1

    def end(self, tag: str) -> None:
        if self.aside:
            self.aside -= 1
        elif tag == f"{_TABLE}table":
            self.depth = 0
        elif tag == f"{_TABLE}table-row" and self.depth:
            self._end_row()
        elif tag in _CELLS and self.cell is not None:
            self._end_cell(self.cell)
            self.cell = None
        elif tag == f"{_TEXT}p" and self.cell is not None:
            self.within -= 1

    def data(self, text: str) -> None:
        if self.cell is not None and not self.aside:
            if not self.within and text.strip():
                raise self.damaged()
            self.texts.append(text)

    def repeated(self, attributes: Attributes, what: str, most: int) -> int:
        given = attributes.get(what)
        if given is None:
            return 1
        if not (given.isascii() and given.isdigit() and 0 < int(given) <= most):
            raise self.damaged()
        return int(given)

    def _column(self, attributes: Attributes) -> None:
        count = self.repeated(attributes, _COLUMNS_REPEATED, MAX_COLUMNS)
        if attributes.get(f"{_TABLE}visibility") in _HIDDEN:
            self.sheets[-1].hidden_columns.update(range(self.column, min(self.column + count, MAX_COLUMNS)))
        self.column += count

    def _end_row(self) -> None:
        count = self.repeated(self.row_attributes, _ROWS_REPEATED, MAX_ROWS)
        facts = self.sheets[-1]
        if facts.last_row == self.row and count > 1:
            facts.place(self.row + count - 1, 0)
            facts.check_area(self.file, self.limits)
            self._repeat(facts, count)
            facts.numbers += (count - 1) * (facts.numbers - self.numbers_before)
        if self.row_attributes.get(f"{_TABLE}visibility") in _HIDDEN:
            # The empty rest of a filtered sheet is one row repeated: only rows within reach matter.
            facts.hidden_rows.update(range(self.row, min(self.row + count, self.row + _HIDDEN_REACH)))
        self.row += count

    def _repeat(self, facts: SheetFacts, count: int) -> None:
        """Say of the rows that repeat this one what was found in it."""
        for found in (facts.percent_cells, facts.formula_gaps):
            columns = [column for row, column in found if row == self.row]
            found.update((self.row + step, column) for column in columns for step in range(1, count))
        values = [(column, value) for (row, column), value in facts.overlay.items() if row == self.row]
        for step in range(1, count):
            facts.overlay.update({(self.row + step, column): value for column, value in values})

    def _end_cell(self, cell: Attributes) -> None:
        count = self.repeated(cell, _COLUMNS_REPEATED, MAX_COLUMNS)
        facts, text = self.sheets[-1], "".join(self.texts)
        kind = cell.get(_VALUE_TYPE, "")
        formula = _FORMULA in cell
        if kind or text or formula:
            facts.place(self.row, self.column + count - 1)
            if count > 1:
                facts.check_area(self.file, self.limits)
            for column in range(self.column, self.column + count):
                self._note(facts, (self.row, column), cell, kind, text)
        rows = self.repeated(cell, _ROWS_SPANNED, MAX_ROWS)
        columns = self.repeated(cell, _COLUMNS_SPANNED, MAX_COLUMNS)
        if (rows > 1 or columns > 1) and facts.merges is not None:
            facts.merges.append((self.row, self.column, self.row + rows - 1, self.column + columns - 1))
        self.column += count

    def _note(
        self, facts: SheetFacts, place: tuple[int, int], cell: Attributes, kind: str, text: str
    ) -> None:
        formula = _FORMULA in cell
        if cell.get(_ERROR_TYPE) == "error" or (formula and text.startswith(("#", "Err:"))):
            facts.overlay[place] = text or "#N/A"
        elif kind == "percentage":
            facts.percent_cells.add(place)
        elif formula and not kind and not self.paragraphs:
            facts.formula_gaps.add(place)
        self._check_value(kind, cell)
        facts.numbers += bool(_VALUES[kind][0]) if kind and place not in facts.overlay else 0

    def _check_value(self, kind: str, cell: Attributes) -> None:
        """Refuse a value that calamine would give as a blank or as something else than the file means."""
        name, pattern = _VALUES.get(kind, ("", None))
        value = cell.get(f"{_OFFICE}{name}", "")
        untyped = not kind and (_ERROR_TYPE in cell or f"{_OFFICE}value" in cell)
        if untyped or (kind and kind not in _VALUES) or (pattern and not pattern.fullmatch(value)):
            raise self.damaged()
        if name == "value" and not abs(float(value)) < float("inf"):
            raise self.damaged()
