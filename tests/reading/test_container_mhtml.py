"""Web pages in one file, as offices save workbooks under the name of a spreadsheet."""

from __future__ import annotations

import quopri
from base64 import encodebytes
from pathlib import Path

import pytest
from containers import opened, refusal

from skpd_eval.reading.container import ContainerKind

PAGE = "<html><body><table><tr><td>SKPD</td><td>Pagu</td></tr><tr><td>Dinas Kesehatan</td><td>1.250</td></tr></table>"
TABLE = [["SKPD", "Pagu"], ["Dinas Kesehatan", "1.250"]]
BOOK = """<html><xml><x:ExcelWorkbook><x:ExcelWorksheets>
<x:ExcelWorksheet><x:Name>Rekap &amp; Rincian</x:Name>
<x:WorksheetSource HRef="x_files/sheet001.htm"/></x:ExcelWorksheet>
<x:ExcelWorksheet><x:Name>Lama</x:Name><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>
<x:WorksheetSource HRef="x_files/sheet002.htm"/></x:ExcelWorksheet>
</x:ExcelWorksheets></x:ExcelWorkbook></xml><frameset></frameset></html>"""
TABS = "<html><body><table><tr><td>Rekap</td><td>Lama</td></tr></table></body></html>"


def part(place: str, text: str, encoding: str = "quoted-printable", charset: str = "utf-8") -> bytes:
    content = text.encode(charset)
    body = quopri.encodestring(content) if encoding == "quoted-printable" else encodebytes(content)
    head = f'Content-Location: file:///C:/x_files/{place}\nContent-Transfer-Encoding: {encoding}\n'
    return f'{head}Content-Type: text/html; charset="{charset}"\n\n'.encode() + body


def web_archive(*parts: bytes) -> bytes:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="=_N"\n\nnotes\n\n'
    return head + b"".join(b"--=_N\n" + one + b"\n" for one in parts) + b"--=_N--\n"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_with_a_table_is_a_sheet(tmp_path: Path, encoding: str, charset: str) -> None:
    book = opened(tmp_path, "x.mht", web_archive(part("x.htm", PAGE, encoding, charset)))
    assert book.container is ContainerKind.MHTML
    assert [grid.rows for grid in book.grids] == [TABLE]
    assert book.findings == ()


def test_sheets_have_the_names_that_the_book_gives_their_pages(tmp_path: Path) -> None:
    parts = [part("x.htm", BOOK), part("sheet001.htm", PAGE), part("tabstrip.htm", TABS), part("sheet002.htm", PAGE)]
    book = opened(tmp_path, "x.mht", web_archive(*parts))
    assert [(grid.name, grid.visible) for grid in book.grids] == [("Rekap & Rincian", True), ("Lama", False)]


def test_the_name_of_a_spreadsheet_is_said_and_read(tmp_path: Path) -> None:
    book = opened(tmp_path, "x.xls", web_archive(part("x.htm", PAGE)))
    assert [finding.code for finding in book.findings] == ["name-differs"]
    assert book.grids[0].rows == TABLE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(web_archive(part("x.htm", PAGE)).removesuffix(b"--=_N--\n"), "damaged", id="cut"),
        pytest.param(web_archive(part("x.htm", "<p>nothing</p>")), "no-rows", id="no table"),
        pytest.param(web_archive(part("x.htm", PAGE.removesuffix("</table>"))), "damaged", id="a table without end"),
    ],
)
def test_a_damaged_archive_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(tmp_path, "x.mht", content).code == code
