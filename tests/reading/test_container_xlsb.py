"""Binary workbooks: every kind of cell, what is hidden, and the refusals; records are written here."""

from __future__ import annotations

import datetime as dt
import struct
from pathlib import Path

import pytest
from containers import OFFICE, PACKAGE, opened, refusal, zipped

from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.container import ContainerKind
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions

FORMULA = struct.pack("<HI", 0, 3) + b"\x1e\x01\x00" + bytes(4)


def rec(kind: int, body: bytes = b"") -> bytes:
    head = bytes((kind,)) if kind < 128 else bytes((kind & 127 | 128, kind >> 7))
    size = len(body)
    length = bytes((size,)) if size < 128 else bytes((size & 127 | 128, size >> 7))
    return head + length + body


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def cell(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    return rec(kind, struct.pack("<II", column, style) + value)


def real(column: int, value: float, style: int = 0) -> bytes:
    return cell(5, column, struct.pack("<d", value), style)


def row(number: int, *cells: bytes, hidden: bool = False) -> bytes:
    return rec(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 * hidden, 0) + bytes(4)) + b"".join(cells)


def sheet(*rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    wide = rec(148, struct.pack("<IIII", 0, 999, 0, 99))
    return rec(129) + wide + before + rec(145) + b"".join(rows) + rec(146) + after + rec(130)


def parts(content: bytes, *, state: int = 0, strings: tuple[str, ...] = ("Kode", "Pagu")) -> dict[str, bytes]:
    """A workbook of two sheets, the second plain; style 1 shows percent, 2 a date."""
    kind = f"{OFFICE}/"
    listed = [("rId1", "worksheet", "worksheets/sheet1.bin"), ("rId2", "worksheet", "worksheets/sheet2.bin"),
              ("rId3", "sharedStrings", "sharedStrings.bin"), ("rId4", "styles", "styles.bin")]  # fmt: skip
    links = "".join(f'<Relationship Id="{a}" Type="{kind}{b}" Target="{c}"/>' for a, b, c in listed)
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">%s</Relationships>'
    root = f'<Relationship Id="rId1" Type="{kind}officeDocument" Target="xl/workbook.bin"/>'
    sheets = (
        struct.pack("<II", state, 1) + text("rId1") + text("TW III"),
        struct.pack("<II", 0, 2) + text("rId2") + text("lain"),
    )
    styles = (
        rec(278)
        + rec(615, struct.pack("<I", 1))
        + rec(44, struct.pack("<H", 164) + text("dd/mm/yyyy"))
        + rec(616)
    )
    styles += rec(626) + rec(47, bytes(16)) + rec(627) + rec(617, struct.pack("<I", 3))
    styles += (
        b"".join(rec(47, struct.pack("<HH12x", 0, number)) for number in (0, 10, 164)) + rec(618) + rec(279)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": (relations % root).encode(),
        "xl/_rels/workbook.bin.rels": (relations % links).encode(),
        "xl/workbook.bin": rec(131) + rec(153, bytes(8)) + rec(143) + b"".join(rec(156, one) for one in sheets)
        + rec(144) + rec(132),
        "xl/worksheets/sheet1.bin": content,
        "xl/worksheets/sheet2.bin": sheet(row(0, real(0, 1.0))),
        "xl/sharedStrings.bin": rec(159, struct.pack("<II", 9, len(strings)))
        + b"".join(rec(19, b"\0" + text(one)) for one in strings) + rec(160),
        "xl/styles.bin": styles,
    }  # fmt: skip


def book(content: bytes, **more: int) -> bytes:
    return zipped(parts(content, **more))


RK = [(50 << 2) | 3, (-7 << 2 & 0xFFFFFFFF) | 2, 0x40590000, (45199 << 2) | 2]
"""0.5 in hundredths, -7, 100 as the high bits of a double, 30 September 2023 as a day's number."""


@pytest.mark.parametrize(
    ("one", "value"),
    [
        pytest.param(cell(7, 0, struct.pack("<I", 1)), "Pagu", id="shared text"),
        pytest.param(cell(6, 0, text("1.020")), "1.020", id="text"),
        pytest.param(cell(62, 0, b"\x01" + text("tebal") + bytes(8)), "tebal", id="formatted text"),
        pytest.param(real(0, 1234.5), 1234.5, id="number"),
        pytest.param(real(0, 45199.0, 2), dt.date(2023, 9, 30), id="date"),
        pytest.param(cell(2, 0, struct.pack("<I", RK[0])), 0.5, id="short, hundredths"),
        pytest.param(cell(2, 0, struct.pack("<I", RK[1])), -7.0, id="short, integer"),
        pytest.param(cell(2, 0, struct.pack("<I", RK[2])), 100.0, id="short, high bits"),
        pytest.param(cell(2, 0, struct.pack("<I", RK[3]), 2), dt.date(2023, 9, 30), id="short, date"),
        pytest.param(cell(4, 0, b"\x01"), True, id="truth value"),
        pytest.param(cell(3, 0, b"\x17"), "#REF!", id="error"),
        pytest.param(cell(9, 0, struct.pack("<d", 7.5) + FORMULA), 7.5, id="formula, number"),
        pytest.param(cell(8, 0, text("Dinas") + FORMULA), "Dinas", id="formula, text"),
        pytest.param(cell(10, 0, b"\x00" + FORMULA), False, id="formula, truth value"),
        pytest.param(cell(11, 0, b"\x07" + FORMULA), "#DIV/0!", id="formula, error"),
        pytest.param(cell(1, 0, b"") + real(1, 1.0), None, id="blank"),
    ],
)
def test_cell(tmp_path: Path, one: bytes, value: CellValue) -> None:
    found = opened(tmp_path, "x.xlsb", book(sheet(row(2, one)))).grids[0].value(2, 0)
    assert found == value
    assert type(found) is type(value)


def test_every_fact_of_a_sheet(tmp_path: Path) -> None:
    hidden = rec(60, struct.pack("<IIIIH", 3, 4, 2000, 0, 1))
    merged = rec(177, struct.pack("<I", 1)) + rec(176, struct.pack("<IIII", 4, 5, 0, 2)) + rec(178)
    rows = row(0, cell(7, 0, bytes(4))), row(1, real(1, 0.522, 1), hidden=True), row(70, real(0, 1.0))
    read = opened(tmp_path, "x.xlsb", book(sheet(*rows, before=hidden, after=merged), state=2))
    grid = read.grids[0]
    assert (read.container, grid.name, grid.visible, read.grids[1].visible) == (
        ContainerKind.XLSB, "TW III", False, True,
    )  # fmt: skip
    assert (grid.merges, grid.hidden_rows, grid.hidden_columns) == (((4, 0, 5, 2),), {1}, {3, 4})
    assert (grid.percent_cells, len(grid.rows), read.findings) == ({(1, 1)}, 71, ())


GOOD = sheet(row(0, cell(7, 0, bytes(4)), real(1, 5.0)), row(1, real(0, 1.0)))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(sheet(row(0, cell(7, 0, b"\x09\0\0\0"))), "damaged", id="text out of range"),
        pytest.param(sheet(row(0, real(0, float("nan")))), "damaged", id="NaN"),
        pytest.param(sheet(row(0, real(1, 1.0), real(1, 2.0))), "damaged", id="cell twice"),
        pytest.param(sheet(row(1, real(0, 1.0)), row(1, real(0, 2.0))), "damaged", id="row twice"),
        pytest.param(sheet(row(0, real(16_384, 1.0))), "damaged", id="column beyond the sheet"),
        pytest.param(sheet(row(1_048_576, real(0, 1.0))), "damaged", id="row beyond the sheet"),
        pytest.param(sheet(row(0, real(0, 1.0, 9))), "damaged", id="style out of range"),
        pytest.param(sheet(row(0, cell(16, 0, bytes(8)))), "damaged", id="cell without a column"),
        pytest.param(sheet(row(0, cell(6, 0, struct.pack("<I", 99)))), "damaged", id="text cut"),
        pytest.param(sheet(row(0, rec(5, b"\0\0"))), "damaged", id="record too short"),
        pytest.param(sheet(real(0, 1.0)), "damaged", id="cell without a row"),
        pytest.param(GOOD[:-3], "damaged", id="end cut"),
        pytest.param(GOOD[:-5], "damaged", id="record cut"),
        pytest.param(GOOD + rec(145), "damaged", id="cells again"),
        pytest.param(b"", "damaged", id="empty part"),
        pytest.param(sheet(row(999_999, real(16_000, 1.0))), "too-large", id="area"),
    ],
)  # fmt: skip
def test_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(tmp_path, "x.xlsb", book(content)).code == code


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.bin", rec(132), b""), ("xl/workbook.bin", text("lain"), text("TW3 ")),
        ("xl/workbook.bin", text("rId2"), text("rId9")), ("xl/sharedStrings.bin", rec(160), b""),
        ("xl/styles.bin", rec(279), b""), ("xl/_rels/workbook.bin.rels", b"/styles\"", b"/style5\""),
        ("xl/_rels/workbook.bin.rels", b"<Relationships", b"<!DOCTYPE x><Relationships"),
    ],
)  # fmt: skip
def test_a_spoiled_frame(tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    spoiled = parts(GOOD)
    assert old in spoiled[part]
    spoiled[part] = spoiled[part].replace(old, new, 1)
    if b"TW3" in new.replace(b"\0", b""):
        spoiled[part] = spoiled[part].replace(text("TW III"), text("tw3 "))
    assert refusal(tmp_path, "x.xlsb", zipped(spoiled)).code in ("damaged", "doctype")


def test_a_part_missing(tmp_path: Path) -> None:
    for name in parts(GOOD):
        rest = {other: part for other, part in parts(GOOD).items() if other != name}
        assert refusal(tmp_path, "x.xlsb", zipped(rest)).code in ("damaged", "is-other")


def test_an_error_where_the_layout_reads(tmp_path: Path) -> None:
    """The rules of any workbook hold: 65 with the cell, and blank is not zero."""
    head = [
        cell(6, place, text(name))
        for place, name in enumerate(("Kode SKPD", "Nama SKPD", "Anggaran", "Realisasi"))
    ]
    names = [cell(6, 0, text("1.01.0.00.0.00.01.0000")), cell(6, 1, text("Dinas Pendidikan"))]
    good = row(1, *names, real(2, 1000.0), real(3, 250.0))
    for spent, codes in ((real(3, 250.0), set()), (cell(3, 3, b"\x17"), {"amount-unreadable"})):
        second = row(
            2, cell(6, 0, text("1.02.0.00.0.00.01.0000")), cell(6, 1, text("RSUD")), real(2, 10.0), spent
        )
        path = tmp_path / "x.xlsb"
        path.write_bytes(zipped(parts(sheet(row(0, *head), good, second))))
        reading = read_file(str(path), "x.xlsb", ReadOptions(year=2023, quarter=3, sheet="TW III"))
        errors = {finding.code: finding.source for finding in reading.findings if finding.severity == "error"}
        assert set(errors) == codes
        assert [place.cell for place in errors.values() if place] == ["D3"] * len(codes)
        assert bool(reading.exports) is not bool(codes)
