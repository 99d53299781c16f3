"""Sheets beside a table that say whose, of when and in which unit it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from truth import errors, read

from skpd_eval.model import FileReading
from skpd_eval.reading.told.options import ReadOptions

Sheets = Mapping[str, Sequence[Sequence[Any]]]
DATA = [["nama_skpd", "pagu", "realisasi"], ["Dinas Pendidikan", 1_000, 400], ["Dinas Kesehatan", 600, 300]]
SAID = [["Pemerintah Daerah", "Kota Contoh"], ["Tahun", 2023], ["Periode", "Triwulan III"], ["Satuan", "juta rupiah"]]


def of(folder: Path, sheets: Sheets, options: ReadOptions | None = None) -> FileReading:
    workbook = Workbook()
    for name, rows in sheets.items():
        page = workbook.create_sheet(name)
        for row in rows:
            page.append(list(row))
    workbook.remove(workbook["Sheet"])
    workbook.save(folder / "berkas.xlsx")
    return read(folder / "berkas.xlsx", options or ReadOptions())


BESIDE: dict[str, Sheets] = {
    "labels-beside-their-values": {"data": DATA, "metadata": [["Judul", "Realisasi belanja"], *SAID]},
    "labels-with-colons": {"Keterangan": [[f"{label}: {value}"] for label, value in SAID], "data": DATA},
    "what-is-no-label-left-aside": {"data": DATA, "Info": [*SAID, ["Diperbarui", "2024-03-02"], ["Lisensi", "2022"]]},
}


@pytest.mark.parametrize("sheets", BESIDE.values(), ids=BESIDE)
def test_a_sheet_of_metadata_says_what_the_table_leaves_out(tmp_path: Path, sheets: Sheets) -> None:
    (export,) = of(tmp_path, sheets).exports
    assert (export.government, export.cutoff, export.unit_factor) == ("Kota Contoh", dt.date(2023, 9, 30), 1_000_000)


def test_a_cover_says_it_in_any_line(tmp_path: Path) -> None:
    cover = [["LAPORAN REALISASI APBD"], ["PEMERINTAH KOTA CONTOH"], ["S.D. TRIWULAN III TAHUN ANGGARAN 2023"]]
    (export,) = of(tmp_path, {"Cover": cover, "Rekap": DATA}).exports
    assert (export.government, export.cutoff) == ("Kota Contoh", dt.date(2023, 9, 30))


def test_the_titles_of_the_table_go_before_a_sheet_of_metadata(tmp_path: Path) -> None:
    titled = [["REALISASI KOTA LAIN S.D. TRIWULAN III TAHUN 2023 (dalam ribu rupiah)"], *DATA]
    (export,) = of(tmp_path, {"data": titled, "metadata": SAID}).exports
    assert (export.government, export.unit_factor) == ("Kota Lain", 1_000)


def test_a_title_of_another_period_than_the_metadata_is_refused(tmp_path: Path) -> None:
    titled = [["REALISASI KOTA CONTOH S.D. TRIWULAN II TAHUN 2023"], *DATA]
    found = errors(of(tmp_path, {"data": titled, "metadata": SAID}))
    assert "titles-of-two-periods" in {code for code, _ in found}


OTHERS: dict[str, Sheets] = {
    "two-that-differ": {"data": DATA, "metadata": SAID, "info": [["Tahun", 2022], ["Periode", "Triwulan II"]]},
    "a-dictionary-of-columns": {"data": DATA, "Kamus": [["pagu", "pagu tahun 2023 triwulan III, juta rupiah"]]},
}


@pytest.mark.parametrize("sheets", OTHERS.values(), ids=OTHERS)
def test_what_contradicts_itself_or_is_no_metadata_says_nothing(tmp_path: Path, sheets: Sheets) -> None:
    found = errors(of(tmp_path, sheets, ReadOptions(government="Kota Contoh")))
    assert {"period-missing", "titles-of-two-years"} & {code for code, _ in found}
