"""Office Open XML workbooks (xlsx, xlsm): verified part by part, then read by calamine from a clean copy.

calamine is given an archive built here from the verified parts alone, with a workbook part that lists the
sheets as they were understood here: nothing reaches it that was not looked at, and a ``uniqueCount`` or a
``dimension`` that lies cannot make it reserve memory.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import Finding
from skpd_eval.reading.cells.grid import ContainerKind, Workbook
from skpd_eval.reading.container.archive import Archive
from skpd_eval.reading.container.calamine import grids_of
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.xml.markup import Part, examine
from skpd_eval.reading.container.xml.relations import (
    PACKAGE,
    STRICT,
    TRANSITIONAL,
    holds_cells,
    relations_of,
    target_of,
)
from skpd_eval.reading.container.xml.sheet_facts import LONGEST_NAME, STATES, SheetFacts, is_percent_format
from skpd_eval.reading.container.xml.sheet_scan import scan_sheet

_MAIN = (f"{TRANSITIONAL}spreadsheetml/2006/main", f"{STRICT}spreadsheetml/main")
_PROPERTIES = {
    "Application": "application",
    "lastModifiedBy": "modified-by",
    "modified": "modified",
    "created": "created",
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    state: str
    part: str


class _Package:
    """The parts of one workbook, located by their relationships and checked."""

    def __init__(self, archive: Archive, file: str) -> None:
        self.archive, self.file = archive, file
        archive.read("[Content_Types].xml", small=True)
        self.workbook_name = target_of(relations_of(archive, "", file), "officeDocument") or "xl/workbook.xml"
        self.workbook = self.part(self.workbook_name, "workbook", small=True)
        self.tree = ElementTree.fromstring(self.workbook.content)
        self.relations = relations_of(archive, self.workbook_name, file)

    def damaged(self, part: str) -> FileRefusedError:
        return FileRefusedError("damaged", self.file, part=part[:100])

    def part(self, name: str, root: str, *, small: bool = False) -> Part:
        """A part of the spreadsheet namespace with the root that it must have."""
        part = examine(self.archive.read(name, small=small), name, self.file)
        if part.root != root or part.namespace not in _MAIN:
            raise self.damaged(name)
        return part

    def target(self, kind: str) -> str | None:
        """Name of the part that the workbook relates to as ``kind``; ``None`` if there is no such part."""
        found = target_of(self.relations, kind)
        usual = posixpath.join(posixpath.dirname(self.workbook_name), f"{kind}.xml")
        # A part that lies there unrelated is a relation that was spoiled: styles tell dates from numbers.
        if found is None and usual in self.archive:
            raise self.damaged(usual)
        return found

    def sheets(self) -> list[_Sheet]:
        """The worksheets in their order; chart and dialog sheets hold no cells and are left out."""
        sheets: list[_Sheet] = []
        for element in self.tree.iterfind("{*}sheets/{*}sheet"):
            name, state = element.get("name", ""), element.get("state", "visible")
            identifier = next((value for key, value in element.items() if key.endswith("}id")), "")
            kind, path = self.relations.get(identifier, ("", ""))
            held = holds_cells(kind)
            if not 0 < len(name) <= LONGEST_NAME or state not in STATES or held is None:
                raise self.damaged(self.workbook_name)
            if held:
                sheets.append(_Sheet(name, state, path))
        names = {sheet.name.casefold() for sheet in sheets}
        if not sheets or len(names) < len(sheets):
            raise self.damaged(self.workbook_name)
        return sheets

    def is_1904(self) -> bool:
        """Whether days count from 1904."""
        properties = self.tree.find("{*}workbookPr")
        value = "0" if properties is None else properties.get("date1904", "0")
        if value not in ("0", "1", "true", "false"):
            raise self.damaged(self.workbook_name)
        return value in ("1", "true")


def open_ooxml(archive: Archive, file: str, limits: Limits) -> Workbook:
    """Grids of a verified workbook; raises ``FileRefusedError`` (``damaged``, ``doctype``, ``too-large``)."""
    package = _Package(archive, file)
    sheets = package.sheets()
    if len(sheets) > limits.sheets:
        raise FileRefusedError("too-large", file, limit="sheets", allowed=limits.sheets)
    clean = io.BytesIO()
    facts: list[SheetFacts] = []
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as copy:
        strings = _copy_strings(package, copy)
        percent = _copy_styles(package, copy)
        for number, sheet in enumerate(sheets, 1):
            part = package.part(sheet.part, "worksheet")
            facts.append(scan_sheet(part, sheet.name, file, strings, percent, limits))
            copy.writestr(f"xl/worksheets/sheet{number}.xml", part.content)
        _write_frame(copy, sheets, package.is_1904())
    findings: list[Finding] = []
    clean.seek(0)
    grids = grids_of(clean, file, findings, facts, limits)
    properties = properties_of(archive, file)
    return Workbook(ContainerKind.XLSX, grids, tuple(findings), properties)


def _copy_strings(package: _Package, copy: zipfile.ZipFile) -> int:
    """Copy the shared strings without the counts they claim; give how many there are."""
    name = package.target("sharedStrings")
    if name is None:
        return 0
    part = package.part(name, "sst")
    prefix = part.prefix
    opening = re.compile(rb"<" + prefix + rb"sst\b[^>]*?(/?)>")
    plain = opening.sub(
        lambda match: re.sub(rb"""\s(?:uniqueC|c)ount\s*=\s*(?:"[^"]*"|'[^']*')""", b"", match[0]),
        part.content,
        1,
    )
    copy.writestr("xl/sharedStrings.xml", plain)
    return len(re.findall(rb"<" + prefix + rb"si[\s/>]", plain))


def _copy_styles(package: _Package, copy: zipfile.ZipFile) -> frozenset[int]:
    """Copy the styles; give those that show a number with a percent sign."""
    name = package.target("styles")
    if name is None:
        return frozenset()
    part = package.part(name, "styleSheet", small=True)
    copy.writestr("xl/styles.xml", part.content)
    tree = ElementTree.fromstring(part.content)
    custom: dict[str, str] = {
        element.get("numFmtId", ""): element.get("formatCode", "")
        for element in tree.iterfind("{*}numFmts/{*}numFmt")
    }
    percent: set[int] = set()
    for index, element in enumerate(tree.iterfind("{*}cellXfs/{*}xf")):
        number = element.get("numFmtId", "0")
        if not number.isdecimal():
            raise package.damaged(name)
        if is_percent_format(int(number), custom.get(number, "")):
            percent.add(index)
    return frozenset(percent)


def _write_frame(copy: zipfile.ZipFile, sheets: list[_Sheet], is_1904: bool) -> None:
    relationships = TRANSITIONAL + "officeDocument/2006/relationships"
    numbered = list(enumerate(sheets, 1))
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" state="{sheet.state}" r:id="rId{number}"/>'
        for number, sheet in numbered
    )
    copy.writestr(
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN[0]}" xmlns:r="{relationships}"><workbookPr date1904="{int(is_1904)}"/>'
        f"<sheets>{listed}</sheets></workbook>",
    )
    targets = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered]
    targets += [("rIdA", "sharedStrings", "sharedStrings.xml"), ("rIdB", "styles", "styles.xml")]
    related = "".join(
        f'<Relationship Id="{identifier}" Type="{relationships}/{kind}" Target="{target}"/>'
        for identifier, kind, target in targets
    )
    copy.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>')
    copy.writestr(
        "_rels/.rels",
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{relationships}/officeDocument" '
        f'Target="xl/workbook.xml"/></Relationships>',
    )
    copy.writestr("[Content_Types].xml", f'<Types xmlns="{TRANSITIONAL}package/2006/content-types"/>')


def properties_of(archive: Archive, file: str) -> dict[str, str]:
    """What the document says of itself; a broken property part is nobody's loss."""
    properties: dict[str, str] = {}
    for name in ("docProps/app.xml", "docProps/core.xml"):
        if name not in archive:
            continue
        try:
            tree = ElementTree.fromstring(examine(archive.read(name, small=True), name, file).content)
        except FileRefusedError as refusal:
            if refusal.code in ("doctype", "too-large"):
                raise
            continue
        for element in tree.iter():
            key = _PROPERTIES.get(element.tag.rpartition("}")[2])
            if key and element.text:
                properties[key] = element.text.strip()[:200]
    return properties
