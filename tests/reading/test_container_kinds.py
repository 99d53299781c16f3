import datetime as dt
import struct
from pathlib import Path

import containers
import pytest
from containers import opened, record, refusal

from skpd_eval.reading.container import ContainerKind

CELLS = (
    record(0x203, "HHHd", 0, 0, 0, 5.5)
    + record(0x205, "HHHBB", 1, 1, 0, 0x17, 1)
    + record(0x208, "HHHH4xHH", 1, 0, 2, 255, 0x20, 0)
    + record(0x27E, "HHHI", 2, 0, 1, (50 << 2) | 3)
    + record(0x7D, "HHHHH2x", 3, 3, 10, 0, 1)
    + record(0x06, "HHHBBBBHHHIHBH", 3, 0, 0, 2, 0, 7, 0, 0, 0xFFFF, 0, 0, 3, 0x1E, 1)
    + record(0xBD, "HHHIHIH", 4, 0, 0, 2 | 8, 1, 1 | 400, 1)
)


def test_open_workbook__xls(tmp_path: Path) -> None:
    book = opened(tmp_path, "x.xls", containers.xls(CELLS))
    grid = book.grids[0]
    assert book.container is ContainerKind.XLS
    assert grid.rows[:4] == [[5.5, None], [None, "#REF!"], [0.5, None], ["#DIV/0!", None]]
    assert grid.percent_cells == {(2, 0), (4, 1)}
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {3})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(containers.xls(CELLS, globals_=record(0x2F, "H", 1)), "password", id="password"),
        pytest.param(containers.xls(record(0x203, "HHHd", 0, 0, 0, float("nan"))), "damaged", id="NaN"),
        pytest.param(
            containers.xls(record(0x203, "HHHd", 0, 300, 0, 1.0)), "damaged", id="column beyond the sheet"
        ),
        pytest.param(
            containers.xls(record(0x203, "HHHd", 0, 0, 99, 1.0)), "damaged", id="style out of range"
        ),
        pytest.param(containers.xls(b""), "no-rows", id="no cell"),
        pytest.param(
            containers.xls(record(0x200, "IIHHH", 0, 2**31, 0, 9, 0) + CELLS), "damaged", id="dimension"
        ),
        pytest.param(containers.xls(CELLS, globals_=record(0xFC, "II", 1, 2**31)), "damaged", id="strings"),
        pytest.param(containers.xls(CELLS)[:2000], "damaged", id="cut"),
        pytest.param(containers.xls(struct.pack("<HH", 0x203, 9999)), "damaged", id="record too long"),
        pytest.param(containers.compound({"Workbook": b"junk"}), "damaged", id="no records"),
        pytest.param(
            containers.xls(record(0x06, "HHHdHI", 0, 0, 0, 1.0, 0, 0)), "damaged", id="calamine panics"
        ),
    ],
)
def test_open_workbook__xls_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(tmp_path, "x.xls", content).code == code


ROWS, COLUMNS = "table:number-rows-repeated", "table:number-columns-repeated"
ROW = (
    '<table:table-row{}><table:table-cell office:value-type="{}"{}><text:p>{}</text:p>'
    "</table:table-cell></table:table-row>"
)


def test_open_workbook__ods(tmp_path: Path) -> None:
    table = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        + ROW.format("", "string", ' table:number-columns-spanned="2"', "Kode")
        + ROW.format(' table:visibility="filter"', "percentage", ' office:value="0.522"', "52,2 %")
        + ROW.format("", "string", ' table:formula="of:=1/0" calcext:value-type="error"', "#DIV/0!")
        + ROW.format(' table:number-rows-repeated="2"', "float", ' office:value="5"', "5")
        + '<table:table-row><table:table-cell table:formula="of:=1"/></table:table-row>'
    )
    grid = opened(tmp_path, "x.ods", containers.ods(table)).grids[0]
    assert [row[0] for row in grid.rows[:5]] == ["Kode", 0.522, "#DIV/0!", 5.0, 5.0]
    assert grid.merges == ((0, 0, 0, 1),)
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, {2})
    assert (grid.percent_cells, grid.formula_gaps) == ({(1, 0)}, {(5, 0)})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(
            containers.ods(
                ROW.format(f' {ROWS}="1000000"', "float", f' office:value="5" {COLUMNS}="9000"', "5")
            ),
            "too-large",
            id="repeated",
        ),
        pytest.param(containers.ods(ROW.format("", "float", ' office:value="NaN"', "")), "damaged", id="NaN"),
        pytest.param(containers.ods(ROW.format("", "float", f' {COLUMNS}="x"', "5")), "damaged", id="count"),
        pytest.param(containers.ods("", manifest="<manifest:encryption-data/>"), "password", id="password"),
        pytest.param(containers.ods("", before="<!DOCTYPE x>"), "doctype", id="DOCTYPE"),
        pytest.param(containers.ods(""), "no-rows", id="no cell"),
        pytest.param(
            containers.ods(ROW.format("", "date", ' office:date-value="30/9"', "")), "damaged", id="date"
        ),
        pytest.param(containers.ods(ROW.format("", "", ' office:value="5"', "5")), "damaged", id="type lost"),
        pytest.param(
            containers.ods(ROW.format("", "string", "", "a").replace("<text:p>", "b<text:p>")),
            "damaged",
            id="text outside of a paragraph",
        ),
    ],
)
def test_open_workbook__ods_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(tmp_path, "x.ods", content).code == code


SPREADSHEETML = """<?xml version="1.0"?>{before}
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>
<Worksheet ss:Name="TW III"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Kode</Data></Cell>
<Cell><Data ss:Type="String">Pagu</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1">
<Cell ss:Index="2" ss:StyleID="p"><Data ss:Type="Number">{number}</Data></Cell>
<Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell ss:Formula="=1"/>
<Cell><Data ss:Type="DateTime">2023-09-30T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_open_workbook__spreadsheetml(tmp_path: Path) -> None:
    book = opened(tmp_path, "x.xls", SPREADSHEETML.format(before="", number="0.5").encode())
    grid = book.grids[0]
    assert book.container is ContainerKind.SPREADSHEETML
    assert grid.rows == [["Kode", None, "Pagu"], [], [None, 0.5, "#REF!", None, dt.date(2023, 9, 30)]]
    assert (grid.merges, grid.hidden_rows) == (((0, 0, 0, 1),), {2})
    assert (grid.formula_gaps, grid.percent_cells) == ({(2, 3)}, {(2, 1)})


@pytest.mark.parametrize(
    ("before", "number", "code"),
    [("", "1e999", "damaged"), ("", "1,5", "damaged"), ("<!DOCTYPE x>", "1", "doctype")],
    ids=["infinite", "comma", "DOCTYPE"],
)
def test_open_workbook__spreadsheetml_refused(tmp_path: Path, before: str, number: str, code: str) -> None:
    assert (
        refusal(tmp_path, "x.xls", SPREADSHEETML.format(before=before, number=number).encode()).code == code
    )


def test_open_workbook__html_as_a_spreadsheet_programme_lays_it_out(tmp_path: Path) -> None:
    page = (
        "<meta charset='windows-1252'><style>td {}</style><h3>Laporan<br>TW III</h3><table>"
        "<tr><th rowspan=2>Kode<th colspan=2>Pagu\n  &amp; Realisasi</tr><tr><td>Rp</td><td>%</td></tr>"
        "<tr style='display: none'><td>1.020<td>1.234.567,89<td>\xa0</table>Batu, 3 November 2023"
    )
    book = opened(tmp_path, "x.xls", page.encode("cp1252"))
    grid = book.grids[0]
    assert grid.rows == [
        ["Laporan"],
        ["TW III"],
        ["Kode", "Pagu & Realisasi", None],
        [None, "Rp", "%"],
        ["1.020", "1.234.567,89", "\xa0"],
        ["Batu, 3 November 2023"],
    ]
    assert grid.merges == ((2, 0, 3, 0), (2, 1, 2, 2))
    assert (grid.hidden_rows, grid.is_text, grid.address(4, 1)) == ({4}, True, "B5")


def test_open_workbook__html_of_a_table_that_places_others(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>Laporan<table><tr><td>A<td>1</table></td><td></td></tr>"
        "<tr><td><table><tr><td>B<td>2</tr></table></td></tr><tr><td>Batu<td>Kepala</table>"
    )
    rows = opened(tmp_path, "x.xls", page.encode()).grids[0].rows
    assert [row for row in rows if any(row)] == [["Laporan"], ["A", "1"], ["B", "2"], ["Batu", "Kepala"]]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        pytest.param("<table><tr><td>1", "damaged", id="cut"),
        pytest.param("<table><tr><td>A<td><table></table></table>", "damaged", id="table beside a cell"),
        pytest.param(
            "<table><tr><td><table><tr><td>1</table><td>A</table>", "damaged", id="cell beside a table"
        ),
        pytest.param("<table><tr><td><table><tr><td>1</table>", "damaged", id="the outer one cut"),
        pytest.param("<html><body>Login</body></html>", "no-rows", id="no table"),
        pytest.param("<table><tr>" + "<td colspan=9000>x" * 3 + "</table>", "too-large", id="wide"),
        pytest.param(
            "<table>" + "<tr><td colspan=9000 rowspan=9000>x" * 3 + "</table>", "too-large", id="spans"
        ),
    ],
)
def test_open_workbook__html_refused(tmp_path: Path, page: str, code: str) -> None:
    assert refusal(tmp_path, "x.xls", page.encode()).code == code
