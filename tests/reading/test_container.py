import datetime as dt
import random
import struct
import time
from pathlib import Path

import containers
import openpyxl
import pytest
from containers import (
    BOOK,
    RELATIONS,
    SHEET,
    STRINGS,
    STYLES,
    TABLE,
    changed,
    opened,
    refusal,
    spoiled,
    xlsx_parts,
    zipped,
)

from skpd_eval.errors import FileRefusedError
from skpd_eval.reading.container import ContainerKind, open_workbook, sniff


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        pytest.param(b"", ContainerKind.EMPTY, id="empty"),
        pytest.param(b"PK\x03\x04....", ContainerKind.ZIP, id="zip"),
        pytest.param(b"%PDF-1.7", ContainerKind.PDF, id="pdf"),
        pytest.param(b"\x1f\x8b\x08", ContainerKind.GZIP, id="gzip"),
        pytest.param(b"\xef\xbb\xbf\n <!DOCTYPE html><html>", ContainerKind.HTML, id="html"),
        pytest.param(b"<style>x</style><table><tr>", ContainerKind.HTML, id="html without head"),
        pytest.param(
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            ContainerKind.SPREADSHEETML,
            id="2003 XML",
        ),
        pytest.param(b"<?xml version='1.0'?><a/>", ContainerKind.XML, id="xml"),
        pytest.param(b"MIME-Version: 1.0\r\n", ContainerKind.MHTML, id="mhtml"),
        pytest.param(b'[{"kode": 1}]', ContainerKind.JSON, id="json"),
        pytest.param(b"kode;pagu\n", ContainerKind.TEXT, id="csv"),
        pytest.param("kode;pagu\n".encode("utf-16"), ContainerKind.TEXT, id="utf-16 csv"),
        pytest.param(b"[/],x\n1,2\n", ContainerKind.TEXT, id="csv with a bracket"),
        pytest.param(b"\x89PNG\r\n", ContainerKind.UNKNOWN, id="png"),
    ],
)
def test_sniff__by_content(head: bytes, kind: ContainerKind) -> None:
    assert sniff(head, len(head)) is kind


def test_open_workbook__every_fact_of_a_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "TW III"
    sheet.append(["Kode", "Pagu", None, "#REF!", "=B1", 0.522, dt.datetime(2023, 9, 30), True, " sp "])
    sheet["F1"].number_format = '0.00" dari "%'
    sheet["D3"] = "akhir"
    sheet["B3"] = 0.1
    sheet["B3"].number_format = '0"%"'
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.merge_cells("A5:C6")
    hidden = book.create_sheet("lama")
    hidden.sheet_state = "veryHidden"
    hidden["B2"] = 1
    book.save(tmp_path / "book")
    read = open_workbook(tmp_path / "book", "book")
    first, second = read.grids
    assert read.container is ContainerKind.XLSX
    assert first.rows[0] == ["Kode", "Pagu", None, "#REF!", None, 0.522, dt.date(2023, 9, 30), True, " sp "]
    assert first.rows[2][1:4] == [0.1, None, "akhir"]
    assert (first.name, first.visible, second.visible) == ("TW III", True, False)
    assert first.merges == ((4, 0, 5, 2),)
    assert first.hidden_rows == {1}
    assert first.hidden_columns == {2}
    assert first.formula_gaps == {(0, 4)}
    assert first.percent_cells == {(0, 5)}
    assert second.rows == [[None, None], [None, 1.0]]
    assert read.properties["application"].startswith("Microsoft Excel")
    assert (first.address(0, 27), first.value(2, 3), first.value(99, 0)) == ("AB1", "akhir", None)


def strict() -> dict[str, bytes]:
    old, new = containers.MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    office, ours = containers.OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    return {name: part.replace(old, new).replace(office, ours) for name, part in xlsx_parts().items()}


def prefixed() -> dict[str, bytes]:
    sheet = xlsx_parts()[SHEET].replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?")
    return {**xlsx_parts(), SHEET: sheet.replace(b"xmlns=", b"xmlns:x=")}


def in_utf16() -> dict[str, bytes]:
    return {**xlsx_parts(), SHEET: xlsx_parts()[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")}


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(xlsx_parts(), id="good"),
        pytest.param(changed(STRINGS, b'Count="7"', b'Count="4294967295"'), id="count of 4 G"),
        pytest.param(changed(SHEET, b"A1:B6", b"A1:XFD1048576"), id="dimension too big"),
        pytest.param(changed(SHEET, b"A1:B6", b"A1:A2"), id="dimension too small"),
        pytest.param(changed(SHEET, b'<dimension ref="A1:B6"/>', b""), id="no dimension"),
        pytest.param(changed(SHEET, b"<row", b'<!-- <c r="A1"/> --><row'), id="comment"),
        pytest.param(changed(STRINGS, b"Nama", b"<![CDATA[Nama]]>"), id="CDATA"),
        pytest.param(strict(), id="strict"),
        pytest.param(prefixed(), id="prefix"),
        pytest.param(in_utf16(), id="UTF-16"),
        pytest.param(
            {name.replace("/", "\\"): part for name, part in xlsx_parts().items()}, id="backslashes"
        ),
    ],
)
def test_open_workbook__the_same_table(tmp_path: Path, parts: dict[str, bytes]) -> None:
    assert opened(tmp_path, "x.xlsx", zipped(parts)).grids[0].rows == TABLE


def doctype(part: str, entity: bytes = b"") -> bytes:
    return spoiled(part, b"?>\n", b"?>\n<!DOCTYPE x [" + entity + b"]>")


REFUSED = [
    pytest.param(b"", "empty-file", id="no byte"),
    pytest.param(zipped(xlsx_parts())[:1000], "damaged", id="cut"),
    pytest.param(zipped(xlsx_parts())[:-1], "damaged", id="last byte cut"),
    pytest.param(b"PK\x03\x04" + b"junk" * 10 + zipped(xlsx_parts()), "damaged", id="junk before"),
    pytest.param(spoiled(SHEET, b'r="A2"', b'r="!!"'), "damaged", id="address of signs"),
    pytest.param(spoiled(SHEET, b'r="A3"', b'r="A2"'), "damaged", id="address of another row"),
    pytest.param(spoiled(SHEET, b'r="B3"', b'r="A3"'), "damaged", id="address twice"),
    pytest.param(spoiled(SHEET, b'<row r="3">', b'<row r="2">'), "damaged", id="row twice"),
    pytest.param(spoiled(SHEET, b'<row r="6">', b'<row r="99999999">'), "damaged", id="row beyond the sheet"),
    pytest.param(spoiled(SHEET, b't="s"', b't="q"'), "damaged", id="unknown type"),
    pytest.param(spoiled(SHEET, b't="s"', b'T="s"'), "damaged", id="unknown attribute"),
    pytest.param(spoiled(SHEET, b"<v>0</v>", b"<v>99</v>"), "damaged", id="string out of range"),
    pytest.param(spoiled(SHEET, b">1000000<", b">NaN<"), "damaged", id="NaN"),
    pytest.param(spoiled(SHEET, b">1000000<", b">1e999<"), "damaged", id="infinite"),
    pytest.param(spoiled(SHEET, b">1000000<", b">12abc<"), "damaged", id="no number"),
    pytest.param(spoiled(SHEET, b">1000000<", b">0000000<"), "damaged", id="number with zeros before"),
    pytest.param(spoiled(SHEET, b"</sheetData>", b""), "damaged", id="tag not closed"),
    pytest.param(spoiled(SHEET, b"<v>0</v>", b"<v>0</v><v>1</v>"), "damaged", id="two values"),
    pytest.param(spoiled(SHEET, b"spreadsheetml/2006", b"spreadsheetml/2O06"), "damaged", id="namespace"),
    pytest.param(spoiled(BOOK, b'r:id="rId1"', b'r:id="rId9"'), "damaged", id="sheet without relation"),
    pytest.param(spoiled(RELATIONS, b"/styles", b"/style5"), "damaged", id="relation of no kind we know"),
    pytest.param(spoiled(STYLES, b'numFmtId="10"', b'numFmtId="1A"'), "damaged", id="format number"),
    pytest.param(doctype(STRINGS, b'<!ENTITY a "lol">'), "doctype", id="entity"),
    pytest.param(doctype(SHEET, b'<!ENTITY x SYSTEM "file:///etc/passwd">'), "doctype", id="external entity"),
    pytest.param(doctype(STYLES), "doctype", id="empty DOCTYPE"),
    pytest.param(zipped(xlsx_parts(), [("../../evil", b"x")]), "unsafe-archive", id="path upwards"),
    pytest.param(zipped(xlsx_parts(), [("/etc/evil", b"x")]), "unsafe-archive", id="absolute path"),
    pytest.param(zipped(xlsx_parts(), [("XL/Styles.xml", b"x")]), "unsafe-archive", id="part twice"),
    pytest.param(zipped(xlsx_parts(), [(f"x/{n}", b"") for n in range(6000)]), "too-large", id="many parts"),
    pytest.param(
        spoiled(SHEET, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        "too-large",
        id="cell in the last corner",
    ),
    pytest.param(spoiled(SHEET, b"<sheetData>", b"<sheetData>" + b" " * 3_000_000), "too-large", id="blanks"),
    pytest.param(
        spoiled(STRINGS, b"</sst>", b"<si><t>" + b"A" * 3_000_000 + b"</t></si></sst>"),
        "too-large",
        id="string",
    ),
    pytest.param(zipped({"word/document.xml": b"<a/>"}), "is-other", id="docx"),
    pytest.param(zipped({"a.csv": b"a,b"}), "is-other", id="zip"),
    pytest.param(zipped({"xl/workbook.bin": b""}), "damaged", id="xlsb"),
    pytest.param(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "damaged", id="mhtml"),
    pytest.param(b'{"data": []}', "no-rows", id="json"),
    pytest.param(containers.compound({"EncryptedPackage": b""}), "password", id="encrypted"),
    pytest.param(containers.compound({"WordDocument": b""}), "is-other", id="doc"),
]


@pytest.mark.parametrize(("content", "code"), REFUSED)
def test_open_workbook__refused(tmp_path: Path, content: bytes, code: str) -> None:
    begun = time.monotonic()
    error = refusal(tmp_path, "x.xlsx", content)
    assert (error.code, error.arguments["file"]) == (code, "x.xlsx")
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "part", [p for p in xlsx_parts() if p != "[Content_Types].xml"] + ["[Content_Types].xml"]
)
def test_open_workbook__a_part_that_is_missing(tmp_path: Path, part: str) -> None:
    parts = xlsx_parts()
    del parts[part]
    assert refusal(tmp_path, "x.xlsx", zipped(parts)).arguments["part"] == part


def test_open_workbook__the_refusal_names_the_cell(tmp_path: Path) -> None:
    error = refusal(tmp_path, "x.xlsx", spoiled(SHEET, b">2000000<", b">2O00000<"))
    assert error.arguments["part"] == "TW III!B3"


def same_or_refused(folder: Path, content: bytes) -> bool:
    try:
        return opened(folder, "x.xlsx", content).grids[0].rows == TABLE
    except FileRefusedError:
        return True


@pytest.mark.parametrize("seed", range(40))
def test_open_workbook__bytes_flipped_give_the_same_table_or_none(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(zipped(xlsx_parts()))
    for _ in range(chance.choice((1, 3, 20))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    assert same_or_refused(tmp_path, bytes(content))


@pytest.mark.parametrize("seed", range(40))
def test_open_workbook__xml_spoiled_under_a_right_checksum(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    parts = xlsx_parts()
    name = chance.choice((SHEET, BOOK, STYLES, RELATIONS))
    part = bytearray(parts[name])
    # Signs that make no other digit or letter of a value: such a change nobody could tell.
    for _ in range(chance.choice((1, 2, 8))):
        part[chance.randrange(len(part))] = chance.choice(b'<>&"/= \x00\xff')
    parts[name] = bytes(part)
    assert same_or_refused(tmp_path, zipped(parts))


@pytest.mark.parametrize("keep", [1, 2, 3, 4, 22, 100, 500])
@pytest.mark.parametrize("name", ["x.xlsx", "x.ods", "x.xls"])
def test_open_workbook__cut_is_refused(tmp_path: Path, name: str, keep: int) -> None:
    content = containers.xls(b"") if name == "x.xls" else zipped(xlsx_parts())
    assert refusal(tmp_path, name, content[:keep]).code == "damaged"


@pytest.mark.parametrize("content", [b"\0" * 5000, b"x"], ids=["zeros", "a letter"])
def test_open_workbook__a_workbook_that_holds_no_workbook(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, "x.xlsx", content).code == "damaged"


def test_open_workbook__the_name_has_no_say_and_is_told(tmp_path: Path) -> None:
    book = opened(tmp_path, "x.csv", zipped(xlsx_parts()))
    assert book.grids[0].rows == TABLE
    assert [(f.code, f.arguments) for f in book.findings] == [
        ("name-differs", {"extension": ".csv", "kind": "xlsx"})
    ]
    assert opened(tmp_path, "no extension", zipped(xlsx_parts())).findings == ()


def test_open_workbook__a_part_encrypted_inside_the_zip(tmp_path: Path) -> None:
    content = bytearray(zipped(xlsx_parts()))
    directory = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, directory + 8, 1)
    assert refusal(tmp_path, "x.xlsx", bytes(content)).code == "password"


def test_open_workbook__exactly_full_is_possibly_cut(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(7, 65_537))
    book = opened(tmp_path, "x.xlsx", spoiled(SHEET, b"</sheetData>", rows + b"</sheetData>"))
    assert [(f.code, f.arguments) for f in book.findings] == [("possibly-cut", {"rows": 65_536})]


def test_open_workbook__iso_dates_of_strict_files(tmp_path: Path) -> None:
    content = spoiled(SHEET, b'<c r="B6"><v>5000000</v>', b'<c r="B6" t="d"><v>2023-09-30T00:00:00</v>')
    assert opened(tmp_path, "x.xlsx", content).grids[0].value(5, 1) == dt.date(2023, 9, 30)
