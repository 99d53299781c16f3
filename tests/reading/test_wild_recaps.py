"""Recaps as offices keep them: groups, kinds, units, parts and repeats; read right or refused, never read wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from truth import errors, findings, only, read

from skpd_eval.model import Severity
from skpd_eval.reading.told.options import ReadOptions

Cells = Sequence[Sequence[Any]]
WHOLE = {"Dinas Pendidikan": (1_000, 400), "Dinas Kesehatan": (600, 300), "Badan Keuangan": (200, 20)}
HEAD = ["No", "SKPD", "Pagu", "Realisasi"]
AGENCIES: list[list[Any]] = [
    [1, "Dinas Pendidikan", 1_000, 400],
    [2, "Dinas Kesehatan", 600, 300],
    [3, "Badan Keuangan", 200, 20],
]
TOTAL = [None, "JUMLAH", 1_800, 720]
TITLE = "REALISASI APBD KOTA CONTOH S.D. TRIWULAN III TAHUN 2023"


def read_cells(
    folder: Path,
    cells: Cells,
    *titles: str,
    sheet: str = "Sheet1",
    force: bool = False,
    told: ReadOptions | None = None,
) -> Any:
    """Read a table under title lines from a file without a telling name."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in ([title] for title in titles):
        page.append(row)
    for cells_of_row in cells:
        page.append(list(cells_of_row))
    path = folder / "berkas.xlsx"
    workbook.save(path)
    return read(path, told or ReadOptions(government="Kota Contoh", year=2023, quarter=3, force=force))


def in_rupiah(reading: Any) -> dict[str, tuple[int, int]]:
    """Budget and realization in rupiah by the name of the agency, kinds of one agency added up."""
    export = only(reading)
    found: dict[str, tuple[int, int]] = {}
    for line in (*export.accounts, *export.progress):
        name = export.agencies[line.agency].name
        budget, realization = found.get(name, (0, 0))
        found[name] = budget + (line.budget or 0) // 100, realization + (line.realization or 0) // 100
    return found


def times(factor: int) -> dict[str, tuple[int, int]]:
    return {name: (budget * factor, spent * factor) for name, (budget, spent) in WHOLE.items()}


@pytest.mark.parametrize("heads", [["Pagu (juta)", "Realisasi"], ["Pagu", "Realisasi (juta)"]])
def test_a_unit_over_one_column_alone__is_refused(tmp_path: Path, heads: list[str]) -> None:
    reading = read_cells(tmp_path, [["No", "SKPD", *heads], *AGENCIES, TOTAL], TITLE)
    assert {code for code, _ in errors(reading)} == {"unit-one-sided"}


def test_a_unit_over_one_column_beside_rupiah__is_read(tmp_path: Path) -> None:
    rows = [[*row[:3], row[3] * 1_000_000] for row in AGENCIES]
    reading = read_cells(tmp_path, [["No", "SKPD", "Pagu (juta)", "Realisasi"], *rows], TITLE)
    assert in_rupiah(reading) == times(1_000_000)


@pytest.mark.parametrize(
    ("words", "factor"),
    [
        ("(x Rp 1.000)", 1_000),
        ("(Rp.000)", 1_000),
        ("(Rp 1.000)", 1_000),
        ("(dalam Rp Juta)", 1_000_000),
        ("Satuan: Ribuan Rupiah", 1_000),
        ("Jutaan Rupiah", 1_000_000),
        ("(dalam miliar)", 1_000_000_000),
        ("(Rp)", 1),
        ("Pagu Rp 1.800", 1),
    ],
)
def test_unit__of_a_title_or_a_note(tmp_path: Path, words: str, factor: int) -> None:
    assert in_rupiah(read_cells(tmp_path, [HEAD, *AGENCIES, TOTAL], TITLE, words)) == times(factor)
    beneath = [HEAD, *AGENCIES, TOTAL, [], [None, f"Catatan: angka {words}"]]
    noted = in_rupiah(read_cells(tmp_path, beneath, TITLE))
    assert noted == times(factor)


@pytest.mark.parametrize(
    ("unit", "factor"), [("JUTA", 1_000_000), ("Rupiah", 1), ("Rp. Ribu", 1_000), ("Paket", 1)]
)
def test_unit__of_a_column(tmp_path: Path, unit: str, factor: int) -> None:
    cells = [[*HEAD, "Satuan"], *([*row, unit] for row in AGENCIES)]
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == times(factor)


def test_unit__several_in_one_column_are_refused(tmp_path: Path) -> None:
    cells = [[*HEAD, "Satuan"], *([*row, "Juta"] for row in AGENCIES[:2]), [*AGENCIES[2], "Ribu"]]
    assert ("units-differ", "E5") in errors(read_cells(tmp_path, cells, TITLE))


GROUPED: dict[str, list[list[Any]]] = {
    "roman": [["I", "URUSAN WAJIB", 1_600, 700], *AGENCIES[:2], ["II", "PENUNJANG", 200, 20], AGENCIES[2]],
    "plain": [[None, "Urusan Wajib", 1_600, 700], *AGENCIES[:2], [None, "Fungsi Penunjang", 200, 20], AGENCIES[2]],
    "two levels": [
        ["A", "URUSAN WAJIB", 1_600, 700],
        ["I", "Pelayanan Dasar", 1_600, 700],
        *AGENCIES[:2],
        ["B", "PENUNJANG", 200, 20],
        ["I", "Keuangan", 200, 20],
        AGENCIES[2],
    ],
    "kinds beneath": [
        AGENCIES[0],
        [None, "Belanja Pegawai", 900, 350],
        [None, "Belanja Modal", 100, 50],
        AGENCIES[1],
        ["a", "Belanja Pegawai", 500, 300],
        ["b", "Belanja Barang dan Jasa", 100, 0],
        AGENCIES[2],
    ],
    "kinds beneath blank": [
        [1, "Dinas Pendidikan", None, None],
        [None, "Belanja Pegawai", 900, 350],
        [None, "Belanja Modal", 100, 50],
        [2, "Dinas Kesehatan", None, None],
        [None, "Belanja Operasi", 600, 300],
        AGENCIES[2],
    ],
    "divisions beneath": [
        AGENCIES[0],
        AGENCIES[1],
        [None, "Puskesmas Satu", 100, 100],
        [None, "Puskesmas Dua", 500, 200],
        AGENCIES[2],
    ],
}  # fmt: skip


@pytest.mark.parametrize("total", [False, True])
@pytest.mark.parametrize("rows", GROUPED.values(), ids=GROUPED)
def test_rows_that_hold_others__count_once(tmp_path: Path, rows: Cells, total: bool) -> None:
    cells = [HEAD, *rows, *([TOTAL] if total else [])]
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == WHOLE


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["I", "URUSAN WAJIB", 1_650, 700], *AGENCIES[:2]], "group-unclear"),
        (
            [AGENCIES[0], [None, "Belanja Pegawai", 800, 350], [None, "Belanja Modal", 100, 50]],
            "kind-unclear",
        ),
        ([*AGENCIES, [4, "Dinas Pendidikan", 1_000, 450]], "agency-twice"),
        ([*AGENCIES, [4, "Dinas Pendidikan", 300, 50]], "agency-twice"),
        ([*AGENCIES, TOTAL, [4, "Dinas Perhubungan", 300, 50]], "rows-after-total"),
        ([*AGENCIES, TOTAL, [], HEAD, [1, "Dinas Pendidikan", 300, 50]], "rows-after-total"),
    ],
)
def test_what_nothing_proves__is_refused(tmp_path: Path, rows: Cells, code: str) -> None:
    assert code in {found for found, _ in errors(read_cells(tmp_path, [HEAD, *rows], TITLE))}


def test_an_agency_twice__counts_where_the_total_proves_it(tmp_path: Path) -> None:
    rows = [
        AGENCIES[0],
        [2, "Dinas Kesehatan", 100, 50],
        [3, "Dinas Kesehatan", 500, 250],
        AGENCIES[2],
        TOTAL,
    ]
    assert in_rupiah(read_cells(tmp_path, [HEAD, *rows], TITLE)) == WHOLE


def test_a_kind_of_the_finance_office__stands_for_itself(tmp_path: Path) -> None:
    rows = [*AGENCIES, [4, "Belanja Tidak Terduga", 50, 5]]
    assert in_rupiah(read_cells(tmp_path, [HEAD, *rows], TITLE)) == {
        **WHOLE,
        "Belanja Tidak Terduga": (50, 5),
    }


def test_a_number_before_the_name__is_no_part_of_it(tmp_path: Path) -> None:
    cells = [HEAD[1:], *([f"{number}. {name}", *amounts] for number, name, *amounts in AGENCIES)]
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == WHOLE


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("REALISASI PENDAPATAN DAERAH S.D. TRIWULAN III 2023", "revenue-table"),
        ("REALISASI DANA ALOKASI KHUSUS (DAK) FISIK TAHUN 2023", "partial-table"),
        ("REALISASI BELANJA PERJALANAN DINAS PER SKPD 2023", "partial-table"),
        ("REALISASI BELANJA MODAL PER SKPD TAHUN 2023", "partial-table"),
        ("CAPAIAN PROGRAM PENURUNAN STUNTING PER OPD 2023", "partial-table"),
        ("REALISASI BELANJA OPERASI, BELANJA MODAL DAN BELANJA TIDAK TERDUGA 2023", None),
        ("REALISASI PENDAPATAN DAN BELANJA 2023", None),
        ("REALISASI BELANJA BADAN PENDAPATAN DAERAH 2023", None),
        ("REALISASI APBD (PAD, DAU, DAK, DBH) 2023", None),
        ("LAPORAN REALISASI KEGIATAN FISIK DAN KEUANGAN 2023", None),
        ("REALISASI PELAKSANAAN KEGIATAN YANG DIBIAYAI APBD 2023", None),
        ("REALISASI SPM DAN SP2D BELANJA 2023", None),
        ("REALISASI ANGGARAN KECAMATAN DAU 2023", None),
        ("REALISASI ANGGARAN DINAS KOPERASI DAN UMKM 2023", None),
        ("REALISASI ANGGARAN BADAN PENGELOLAAN PAJAK DAN RETRIBUSI DAERAH 2023", None),
        ("REALISASI KEGIATAN FISIK 2023", "partial-table"),
        ("DISUSUN OLEH BADAN KEUANGAN DAN PENDAPATAN DAERAH", None),
    ],
)
def test_scope__of_the_titles(tmp_path: Path, title: str, code: str | None) -> None:
    reading = read_cells(tmp_path, [HEAD, *AGENCIES], title)
    assert [found for found, _ in errors(reading)] == ([] if code is None else [code])


def test_scope__of_the_sheet_and_by_force(tmp_path: Path) -> None:
    reading = read_cells(tmp_path, [HEAD, *AGENCIES], TITLE, sheet="DAK_2023")
    assert [code for code, _ in errors(reading)] == ["partial-table"]
    forced = read_cells(tmp_path, [HEAD, *AGENCIES], TITLE, sheet="DAK_2023", force=True)
    assert in_rupiah(forced) == WHOLE
    said = [finding.severity for finding in findings(forced) if finding.code == "partial-table"]
    assert said == [Severity.WARNING]
