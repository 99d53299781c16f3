"""Statements as text PDFs: words at their places become cells, headings of later pages are told from rows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from containers import refusal

from skpd_eval.model import Level, Severity
from skpd_eval.reading.container.pdf import Word, as_rows, lines_of, without_repeats
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions

WIDTH = 4.8
"""Points of one character of Courier at size 8."""
Placed = tuple[str, float, bool]
"""Text, its left (or right) edge, and whether it is the right one."""

HEAD: list[list[Placed]] = [
    [("PEMERINTAH KOTA CONTOH", 200, False)],
    [("LAPORAN REALISASI ANGGARAN", 190, False)],
    [("UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER 2022", 120, False)],
    [("Kode", 30, False), ("Uraian", 150, False), ("Anggaran 2022", 380, True), ("Realisasi 2022", 480, True),
     ("%", 530, True)],
    [("1", 40, False), ("2", 160, False), ("3", 340, False), ("4", 440, False), ("5", 520, False)],
]  # fmt: skip
ROWS = [
    ("4", "PENDAPATAN DAERAH", "1.000.000,00", "900.000,00", "90,00"),
    ("4.2", "PENDAPATAN TRANSFER", "1.000.000,00", "900.000,00", "90,00"),
    ("5", "BELANJA DAERAH", "2.000.000,00", "1.500.000,50", "75,00"),
    ("5.1", "BELANJA OPERASI", "1.500.000,00", "1.200.000,50", "80,00"),
    ("5.1.01", "Belanja Pegawai", "1.000.000,00", "800.000,25", "80,00"),
    ("5.1.02", "Belanja Barang dan Jasa", "500.000,00", "400.000,25", "80,00"),
    ("5.2", "BELANJA MODAL", "500.000,00", "300.000,00", "60,00"),
    ("", "SURPLUS/(DEFISIT)", "(1.000.000,00)", "(600.000,50)", "60,00"),
]
SPENT = {"5.1.01": 800_000_25, "5.1.02": 400_000_25, "5.2": 300_000_00}


def row(code: str, name: str, *amounts: str) -> list[Placed]:
    placed: list[Placed] = [(code, 30, False)] if code else []
    right = [(text, edge, True) for text, edge in zip(amounts, (380, 480, 530), strict=True)]
    return [*placed, (name, 80, False), *right]


def written(pages: Sequence[Sequence[Sequence[Placed]]], ruled: Sequence[int] = ()) -> bytes:
    """A PDF of these lines, in Courier at size 8; ``ruled`` lines have a rule above them."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    for number, lines in enumerate(pages):
        text = "".join(_shown(line, 800 - 12 * place) for place, line in enumerate(lines))
        text += "".join(f"25 {809 - 12 * place} m 540 {809 - 12 * place} l S\n" for place in ruled)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(content)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    content += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n".encode()
    )
    return content + f"startxref\n{start}\n%%EOF\n".encode()


def _shown(line: Sequence[Placed], height: float) -> str:
    found = ""
    for text, edge, is_right in line:
        left = edge - WIDTH * len(text) if is_right else edge
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        found += f"BT /F1 8 Tf {left:.2f} {height:.2f} Td ({safe}) Tj ET\n"
    return found


def statement(rows: Sequence[Sequence[str]] = ROWS) -> list[list[Placed]]:
    return [*HEAD, *(row(*cells) for cells in rows)]


def read(
    tmp_path: Path, pages: Sequence[Sequence[Sequence[Placed]]]
) -> tuple[dict[str | None, int | None], set[str]]:
    pytest.importorskip("pdfplumber")
    path = tmp_path / "lra.pdf"
    path.write_bytes(written(pages))
    reading = read_file(str(path), path.name, ReadOptions())
    codes = {f.code for f in reading.findings if f.severity is Severity.ERROR}
    if not reading.exports:
        return {}, codes
    (export,) = reading.exports
    assert (export.layout, export.government, export.level) == ("lra", "Kota Contoh", Level.GOVERNMENT)
    return {
        line.account: line.realization for line in export.accounts if (line.account or "")[0] == "5"
    }, codes


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([statement()], id="one page"),
        pytest.param([statement(ROWS[:4]), [*HEAD[3:], *(row(*cells) for cells in ROWS[4:])]], id="headings again"),
        pytest.param([statement(ROWS[:4]), statement(ROWS[4:])], id="titles again"),
        pytest.param([[*statement(), [("Halaman 1 dari 1", 250, False)]]], id="a page number"),
        pytest.param([statement([(f"{code}." if code else "", *rest) for code, *rest in ROWS])], id="dots"),
    ],
)  # fmt: skip
def test_statement(tmp_path: Path, pages: Sequence[Sequence[Sequence[Placed]]]) -> None:
    assert read(tmp_path, pages) == (SPENT, set())


NAMED = [(text, 80, False) for text in ("Belanja Barang dan", "Jasa")]


@pytest.mark.parametrize("middle", [0, 1, 2], ids=["amounts above", "amounts between", "amounts beneath"])
def test_a_name_over_two_lines_of_a_ruled_row(tmp_path: Path, middle: int) -> None:
    """The name fills two or three lines of its cell; code and amounts stand on one of them."""
    pytest.importorskip("pdfplumber")
    code, _, *stated = ROWS[5]
    amounts = row(code, "x", *stated)
    del amounts[1]
    wrapped: list[list[Placed]] = [[NAMED[0]], [], [NAMED[1]]]
    wrapped[middle] = [amounts[0], *wrapped[middle], *amounts[1:]]
    lines = [*statement(ROWS[:5]), *(line for line in wrapped if line), *statement(ROWS[6:])[len(HEAD) :]]
    first = len(HEAD) + 5
    ruled = [*range(3, first + 1), *range(first + len([line for line in wrapped if line]), len(lines) + 1)]
    path = tmp_path / "lra.pdf"
    path.write_bytes(written([lines], ruled))
    reading = read_file(str(path), path.name, ReadOptions())
    assert not [finding.code for finding in reading.findings if finding.severity is Severity.ERROR]
    (export,) = reading.exports
    spent = {line.account: line.realization for line in export.accounts if (line.account or "")[0] == "5"}
    assert spent == SPENT
    assert {name for (_, code), name in export.names.items() if code == "5.1.02"} == {
        "Belanja Barang dan Jasa"
    }


def test_what_does_not_add_up_is_refused(tmp_path: Path) -> None:
    rows = [*ROWS[:5], *ROWS[6:]]
    assert read(tmp_path, [statement(rows)]) == ({}, {"sum-differs"})


def test_an_amount_between_two_columns(tmp_path: Path) -> None:
    pytest.importorskip("pdfplumber")
    lines = [*statement(), [("Belanja Lain", 80, False), ("1.000,00", 420, True), ("7,00", 530, True)]]
    assert refusal(tmp_path, "lra.pdf", written([lines])).code == "pdf-unclear"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(written([[]]), "pdf-no-text", id="no text"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\n", "damaged", id="cut"),
        pytest.param(written([statement()])[:900], "damaged", id="cut later"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, code: str) -> None:
    pytest.importorskip("pdfplumber")
    assert refusal(tmp_path, "lra.pdf", content).code == code


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    assert refusal(tmp_path, "lra.pdf", written([statement()])).code == "pdf-extra-missing"


def words(*placed: tuple[str, float, float]) -> list[Word]:
    return [Word(text, left, left + WIDTH * len(text), top) for text, left, top in placed]


def test_lines_of__words_a_little_off_are_one_line() -> None:
    lines = lines_of(words(("b", 50, 101.5), ("a", 10, 100), ("c", 10, 112)), 1)
    assert [line.text for line in lines] == ["a b", "c"]


def test_without_repeats__keeps_rows_that_are_alike() -> None:
    page = words(
        ("Uraian", 10, 1), ("5.1", 10, 10), ("1.000,00", 100, 10), ("5.1", 10, 20), ("1.000,00", 100, 20)
    )
    lines = [*lines_of(page, 1), *lines_of(page, 2)]
    kept = without_repeats(lines)
    assert [line.text for line in kept] == ["Uraian", *["5.1 1.000,00"] * 4]


def test_as_rows__texts_alone() -> None:
    assert as_rows(lines_of(words(("Tanpa", 10, 1), ("angka", 60, 1)), 1), "x") == [["Tanpa angka"]]
