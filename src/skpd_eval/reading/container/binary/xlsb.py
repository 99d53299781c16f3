"""Binary workbooks (xlsb): verified record by record, then read by calamine from a copy written here.

The copy holds nothing but the sheets, texts, formats and cells that were understood: calamine looks for some
records byte by byte, and would take others for them.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from dataclasses import dataclass

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import Finding
from skpd_eval.reading.cells.grid import ContainerKind, Workbook
from skpd_eval.reading.container.archive import Archive
from skpd_eval.reading.container.binary.biff12 import Records, record, wide
from skpd_eval.reading.container.binary.biff12_sheet import scan_sheet
from skpd_eval.reading.container.calamine import grids_of
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.xml.ooxml import properties_of
from skpd_eval.reading.container.xml.relations import (
    PACKAGE,
    TRANSITIONAL,
    holds_cells,
    relations_of,
    target_of,
)
from skpd_eval.reading.container.xml.sheet_facts import LONGEST_NAME, STATES, SheetFacts, is_percent_format

_STRING, _FORMAT, _STYLE = 19, 44, 47
_END_BOOK, _END_SHEETS, _BOOK_PROPERTIES, _SHEET = 132, 144, 153, 156
_BEGIN_STRINGS, _END_STRINGS = 159, 160
_BEGIN_FORMATS, _BEGIN_STYLES, _END_STYLES, _END_STYLE_SHEET = 615, 617, 618, 279


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    state: int
    part: str


class _Package:
    """The parts of one workbook, located by their relationships."""

    def __init__(self, archive: Archive, file: str) -> None:
        self.archive, self.file = archive, file
        archive.read("[Content_Types].xml", small=True)
        self.name = target_of(relations_of(archive, "", file), "officeDocument") or "xl/workbook.bin"
        self.relations = relations_of(archive, self.name, file)
        self.sheets: list[_Sheet] = []
        self.is_1904 = False

    def records(self, part: str, *, small: bool = False) -> Records:
        """The records of a part."""
        return Records(self.archive.read(part, small=small), part, self.file)

    def related(self, kind: str) -> Records | None:
        """The records of the part that the workbook relates to as ``kind``; a part left unrelated is damage."""
        found = target_of(self.relations, kind)
        usual = posixpath.join(posixpath.dirname(self.name), f"{kind}.bin")
        if found is None and usual in self.archive:
            raise FileRefusedError("damaged", self.file, part=usual)
        return None if found is None else self.records(found, small=kind == "styles")

    def read(self) -> None:
        """The worksheets in their order, and from when days count."""
        records = self.records(self.name, small=True)
        last = None
        for last, body in records:
            if last == _BOOK_PROPERTIES and body:
                self.is_1904 = bool(body[0] & 1)
            elif last == _SHEET:
                self._sheet(records, body)
        names = {sheet.name.casefold() for sheet in self.sheets}
        if last != _END_BOOK or not names or len(names) < len(self.sheets):
            raise records.damaged()

    def _sheet(self, records: Records, body: bytes) -> None:
        state = int.from_bytes(body[:4], "little")
        identifier, end = records.text(body, 8)
        name, _ = records.text(body, end)
        kind, part = self.relations.get(identifier, ("", ""))
        held = holds_cells(kind)
        if state >= len(STATES) or not 0 < len(name) <= LONGEST_NAME or held is None:
            raise records.damaged()
        if held:
            self.sheets.append(_Sheet(name, state, part))


def open_xlsb(archive: Archive, file: str, limits: Limits) -> Workbook:
    """Grids of a verified workbook; raises ``FileRefusedError`` (``damaged``, ``too-large``, ``no-rows``)."""
    package = _Package(archive, file)
    package.read()
    if len(package.sheets) > limits.sheets:
        raise FileRefusedError("too-large", file, limit="sheets", allowed=limits.sheets)
    facts: list[SheetFacts] = []
    clean = io.BytesIO()
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as copy:
        texts = _texts(package.related("sharedStrings"))
        if texts:
            counts = struct.pack("<II", len(texts), len(texts))
            items = b"".join(record(_STRING, b"\0" + wide(text)) for text in texts)
            copy.writestr("xl/sharedStrings.bin", record(_BEGIN_STRINGS, counts) + items)
        formats, styles = _styles(package.related("styles"))
        copy.writestr("xl/styles.bin", _copied_styles(formats, styles))
        percent = tuple(is_percent_format(style, formats.get(style, "")) for style in styles)
        for number, sheet in enumerate(package.sheets, 1):
            found, plain = scan_sheet(package.records(sheet.part), sheet.name, len(texts), percent, limits)
            facts.append(found)
            copy.writestr(f"xl/worksheets/sheet{number}.bin", plain)
        _write_frame(copy, package)
    findings: list[Finding] = []
    clean.seek(0)
    grids = grids_of(clean, file, findings, facts, limits)
    return Workbook(ContainerKind.XLSB, grids, tuple(findings), properties_of(archive, file))


def _texts(records: Records | None) -> list[str]:
    if records is None:
        return []
    texts: list[str] = []
    kind = None
    for kind, body in records:
        if kind == _STRING:
            texts.append(records.text(body, 1)[0])
    if kind != _END_STRINGS:
        raise records.damaged()
    return texts


def _styles(records: Records | None) -> tuple[dict[int, str], list[int]]:
    """Custom formats by number, and the format's number of each style of cells."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    if records is None:
        return formats, styles
    of_cells, kind = False, None
    for kind, body in records:
        if kind in (_BEGIN_STYLES, _END_STYLES):
            of_cells = kind == _BEGIN_STYLES
        elif kind == _FORMAT and len(body) > 2:
            formats[int.from_bytes(body[:2], "little")] = records.text(body, 2)[0]
        elif kind == _STYLE and of_cells:
            styles.append(int.from_bytes(body[2:4], "little"))
    if kind != _END_STYLE_SHEET or not styles:
        raise records.damaged()
    return formats, styles


def _copied_styles(formats: dict[int, str], styles: list[int]) -> bytes:
    listed = (record(_FORMAT, struct.pack("<H", number) + wide(code)) for number, code in formats.items())
    used = (record(_STYLE, struct.pack("<HH12x", 0, number)) for number in styles)
    return b"".join((
        record(_BEGIN_FORMATS, struct.pack("<I", len(formats))), *listed,
        record(_BEGIN_STYLES, struct.pack("<I", len(styles))), *used,
    ))  # fmt: skip


def _write_frame(copy: zipfile.ZipFile, package: _Package) -> None:
    numbered = list(enumerate(package.sheets, 1))
    listed = (
        record(_SHEET, struct.pack("<II", sheet.state, number) + wide(f"rId{number}") + wide(sheet.name))
        for number, sheet in numbered
    )
    book = (record(_BOOK_PROPERTIES, struct.pack("<I", package.is_1904)), *listed, record(_END_SHEETS))
    copy.writestr("xl/workbook.bin", b"".join((*book, record(_END_BOOK))))
    kind = f"{TRANSITIONAL}officeDocument/2006/relationships/worksheet"
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="worksheets/sheet{number}.bin"/>'
        for number, _ in numbered
    )
    copy.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>')
