"""``e81`` on the sample city: the sheet's columns against the agency's figures, to the sen."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .conftest import Run

LABOUR = "Dinas Tenaga Kerja"
HEADINGS_ID = {
    "1": "No.",
    "2": "Sasaran",
    "3": "Program/Kegiatan/Sub Kegiatan",
    "4": "Indikator Kinerja Program (outcome)/Kegiatan (output)",
    "5": "Target Renstra PD pada tahun … (akhir periode Renstra)",
    "6": "Realisasi capaian kinerja Renstra PD s.d. Renja PD tahun lalu (n−2)",
    "7": "Target kinerja dan anggaran Renja PD tahun berjalan (n−1) yang dievaluasi",
    "8": "Triwulan I",
    "9": "Triwulan II",
    "10": "Triwulan III",
    "11": "Triwulan IV",
    "12": "Realisasi capaian kinerja dan anggaran Renja PD yang dievaluasi",
    "13": "Realisasi kinerja dan anggaran Renstra PD s.d. tahun 2023",
    "14": "Tingkat capaian kinerja dan realisasi anggaran Renstra PD s.d. tahun 2023 (%)",
    "15": "Unit PD penanggung jawab",
}


def sheet_of(path: Path):  # type: ignore[no-untyped-def]
    return load_workbook(path)["E.81"]


def number_row(sheet) -> int:  # type: ignore[no-untyped-def]
    return next(
        row for row in range(1, 30) if [sheet.cell(row, n).value for n in (1, 2, 3)] == ["1", "2", "3"]
    )


def columns(sheet) -> dict[str, int]:  # type: ignore[no-untyped-def]
    """Number of the form's column to the first sheet column beneath it."""
    row = number_row(sheet)
    return {value: n for n in range(1, 40) if (value := sheet.cell(row, n).value)}


@pytest.fixture
def form(read: Run, tmp_path: Path) -> Path:
    result = read("e81", LABOUR, "--quarter", 3, "--out", "e81-tw{quarter}.xlsx")
    assert result.status == 0, result.said
    return tmp_path / "e81-tw3.xlsx"


def test_e81__headings_are_those_of_the_form(form: Path) -> None:
    sheet = sheet_of(form)
    top = number_row(sheet)
    found = {
        number: next(
            sheet.cell(row, column).value for row in (top - 3, top - 2) if sheet.cell(row, column).value
            and not (row == top - 3 and number in ("8", "9", "10", "11"))
        )
        for number, column in columns(sheet).items()
    }  # fmt: skip
    assert found == HEADINGS_ID
    for number in map(str, range(5, 15)):
        column = columns(sheet)[number]
        assert [sheet.cell(top - 1, column + n).value for n in (0, 1)] == ["K", "Rp"]


def test_e81__columns_sum_to_the_agencys_figures(read: Run, form: Path) -> None:
    agencies = [read("show", LABOUR, "--quarter", n, "--format", "json").json()["agency"] for n in (1, 2, 3)]
    cumulative = [Decimal(str(agency["realization"])) for agency in agencies]
    sheet = sheet_of(form)
    places = columns(sheet)
    first = number_row(sheet) + 1
    rows = range(first, first + 60)
    [total] = [row for row in rows if sheet.cell(row, 4).value == "Jumlah"]
    leaves = [row for row in range(first, total) if str(sheet.cell(row, 3).value).count(".") == 5]
    expected = {
        "7": Decimal(str(agencies[2]["budget"])),
        "8": cumulative[0],
        "9": cumulative[1] - cumulative[0],
        "10": cumulative[2] - cumulative[1],
        "12": cumulative[2],
    }
    assert len(leaves) == 10
    for number, amount in expected.items():
        column = places[number] + 1
        assert sum(Decimal(str(sheet.cell(row, column).value)) for row in leaves) == amount
        assert Decimal(str(sheet.cell(total, column).value)) == amount
    assert {sheet.cell(row, places["11"] + 1).value for row in rows} == {None}


def test_e81__what_needs_the_renstra_is_blank_and_said_so(form: Path) -> None:
    sheet = sheet_of(form)
    first = number_row(sheet) + 1
    for number in ("2", "5", "6", "13", "14"):
        column = columns(sheet)[number]
        assert {sheet.cell(row, column).value for row in range(first, first + 20)} == {None}
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(text.startswith("Kolom 2, 5, 6, 13, dan 14") for text in texts)
    assert {"Rata-rata capaian kinerja (%)", "Predikat kinerja", "Disusun", "Dievaluasi"} <= set(texts)
    assert any("Permendagri 86/2017" in text for text in texts)


def test_e81__is_printed_on_one_width(form: Path) -> None:
    sheet = sheet_of(form)
    setup = sheet.page_setup
    assert (setup.orientation, int(setup.paperSize), setup.fitToWidth) == ("landscape", 8, 1)
    top = number_row(sheet)
    assert sheet.print_title_rows == f"${top - 3}:${top}"


def test_e81__the_same_ledger_gives_the_same_bytes(read: Run, form: Path, tmp_path: Path) -> None:
    read("e81", LABOUR, "--quarter", 3, "--out", "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == form.read_bytes()


def test_e81__signs_who_the_letterhead_names(read: Run, tmp_path: Path) -> None:
    (tmp_path / "skpd-eval.toml").write_text(
        """[letterhead]
lines = ["PEMERINTAH KOTA BATU"]
place = "Batu"
[[letterhead.signatory]]
position = "Kepala Bappelitbangda"
name = "Siti Contoh"
nip = "1970"
""",
        encoding="utf-8",
    )
    assert read("e81", LABOUR, "--quarter", 3, "--out", "signed.xlsx", "--paper", "a4").status == 0
    sheet = sheet_of(tmp_path / "signed.xlsx")
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"PEMERINTAH KOTA BATU", "Kepala Bappelitbangda", "Siti Contoh", "NIP 1970"} <= texts
    assert f"Kepala {LABOUR}" in texts
    assert int(sheet.page_setup.paperSize) == 9


def test_e81__prints_for_machines_without_out(read: Run) -> None:
    found = read("e81", LABOUR, "--quarter", 4, "--format", "json", "--lang", "en").json()
    assert found["schema"] == "skpd-eval/e81/1"
    program = found["rows"][0]
    quarters = [program[f"q{n}_rp"] for n in (1, 2, 3, 4)]
    assert program["code"] == "2.07.01"
    assert sum(quarters) == program["realized_rp"]


def test_e81__only_writes_workbooks(read: Run) -> None:
    result = read("e81", LABOUR, "--out", "e81.pdf")
    assert (result.status, "e81.pdf" in result.said) == (2, True)
