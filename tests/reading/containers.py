"""Small workbooks of every kind, built in memory, so that a test can spoil one detail of them."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from skpd_eval.errors import FileRefusedError
from skpd_eval.reading.cells.grid import Workbook
from skpd_eval.reading.container import open_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

NAMES = [f"Dinas {number}" for number in range(1, 6)]
TABLE = [["Nama", "Pagu"], *([name, 1_000_000.0 * number] for number, name in enumerate(NAMES, 1))]


def xlsx_parts() -> dict[str, bytes]:
    """Parts of a workbook with shared strings, as offices write it; its table is ``TABLE``."""
    strings = ["Nama", "Pagu", *NAMES]
    rows = ['<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>']
    rows += [
        f'<row r="{number + 1}"><c r="A{number + 1}" t="s"><v>{number + 1}</v></c>'
        f'<c r="B{number + 1}"><v>{number * 1_000_000}</v></c></row>'
        for number in range(1, 6)
    ]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": _relationships([("rId1", "officeDocument", BOOK)]),
        BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="TW III" sheetId="1" r:id="rId1"/></sheets></workbook>',
        RELATIONS: _relationships(
            [
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "sharedStrings", "sharedStrings.xml"),
                ("rId3", "styles", "styles.xml"),
            ]
        ),
        SHEET: f'<worksheet xmlns="{MAIN}"><dimension ref="A1:B6"/><sheetData>'
        + "".join(rows)
        + "</sheetData></worksheet>",
        STRINGS: f'<sst xmlns="{MAIN}" count="7" uniqueCount="7">'
        + "".join(f"<si><t>{text}</t></si>" for text in strings)
        + "</sst>",
        STYLES: f'<styleSheet xmlns="{MAIN}"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="10"/></cellXfs></styleSheet>',
    }
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return {name: (declaration + text).encode() for name, text in parts.items()}


def _relationships(related: list[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{identifier}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for identifier, kind, target in related
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def zipped(parts: dict[str, bytes], more: list[tuple[str, bytes]] | None = None) -> bytes:
    """An archive of the parts, and of ``more`` that may repeat a name."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in [*parts.items(), *(more or [])]:
            archive.writestr(name, part)
    return content.getvalue()


def changed(part: str, old: bytes, new: bytes) -> dict[str, bytes]:
    """The parts with a detail of one replaced; the detail must be there."""
    parts = xlsx_parts()
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    return parts


def spoiled(part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with a detail of one part replaced."""
    return zipped(changed(part, old, new))


def ods(table: str, *, manifest: str = "", before: str = "") -> bytes:
    """An OpenDocument spreadsheet with one sheet of the given rows."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content xmlns:office="{space}office:1.0" '
        f'xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="TW III">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    listed = f'<manifest:manifest xmlns:manifest="{space}manifest:1.0">{manifest}</manifest:manifest>'
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": listed.encode(),
        }
    )


def record(kind: int, layout: str, *values: object) -> bytes:
    """One BIFF record."""
    body = struct.pack("<" + layout, *values)
    return struct.pack("<HH", kind, len(body)) + body


def xls(sheet: bytes, *, globals_: bytes = b"") -> bytes:
    """A BIFF8 workbook in an OLE2 file; style 1 shows percent."""
    name = b"TW III"
    bof = record(0x809, "HHHHII", 0x600, 5, 0, 0, 0, 0)
    styles = b"".join(record(0xE0, "HH16x", 0, number) for number in (0, 10))
    frame = bof + globals_ + styles
    place = len(frame) + 4 + 8 + len(name) + 4
    frame += record(0x85, f"IBBBB{len(name)}s", place, 0, 0, len(name), 0, name) + record(0x0A, "")
    stream = frame + record(0x809, "HHHHII", 0x600, 0x10, 0, 0, 0, 0) + sheet + record(0x0A, "")
    return compound({"Workbook": stream})


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE2 file of streams, each padded to whole sectors past the mini stream's bound."""
    fat, body = [0xFFFFFFFD, 0xFFFFFFFE], b""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, content in streams.items():
        padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        first, count = len(fat), len(padded) // 512
        entries.append(_entry(name, 2, first, len(padded)))
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        body += padded
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)[:36]
    header += struct.pack("<I", 0)
    return header.ljust(512, b"\xff") + table + b"".join(entries).ljust(512, b"\0") + body


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI16xII4x", encoded, len(encoded), kind, 1, *[0xFFFFFFFF] * 3, 0, start, size
    )


def opened(folder: Path, name: str, content: bytes, **options: str) -> Workbook:
    """What :func:`open_workbook` makes of the content."""
    path = folder / name
    path.write_bytes(content)
    return open_workbook(path, name, **options)


def refusal(folder: Path, name: str, content: bytes, **options: str) -> FileRefusedError:
    """The refusal that the content meets with."""
    with pytest.raises(FileRefusedError, match=r"\w") as caught:
        opened(folder, name, content, **options)
    return caught.value
