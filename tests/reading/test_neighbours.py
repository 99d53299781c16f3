"""Neighbours of known tables: other words, orders and signs for the same figures, as other offices write them."""

from pathlib import Path
from typing import Any

import pytest
from truth import Row, Sheet, errors, read_sheets

from skpd_eval.model import FileReading
from skpd_eval.reading.told.options import ReadOptions

TOLD = ReadOptions(government="Kabupaten Contoh")
AGENCIES = [("Dinas Pendidikan", 1_000_000, 400_000, 45.5), ("Dinas Kesehatan", 2_000_000, 500_000, 30.0)]
TITLES: list[Row] = [
    ["PEMERINTAH KABUPATEN CONTOH"], ["LAPORAN REALISASI FISIK DAN KEUANGAN"], ["POSISI 30 JUNI 2023"], [],
]  # fmt: skip
FOOT: list[Row] = [
    [], ["Catatan: data per 30 Juni 2023"], [None] * 6 + ["Contoh, 5 Juli 2023"], [None] * 6 + ["SEKRETARIS DAERAH"],
    [None] * 6 + ["Drs. H. ABDUL"], [None] * 6 + ["NIP. 19650101 199003 1 001"],
]  # fmt: skip


def rupiah(amount: int) -> str:
    return "Rp " + f"{amount:,}".replace(",", ".") + ",00"


def percent(value: float) -> str:
    return f"{value:.2f}%".replace(".", ",")


def table(header: list[Row], rows: list[Row]) -> Sheet:
    return Sheet(
        [*map(list, TITLES), *map(list, header), *rows, *map(list, FOOT)],
        [],
        tuple(range(4, 4 + len(header))),
    )


def printed(form: Any) -> list[Row]:
    """A row an agency and the total row, each as ``form`` prints number, name, budget, realization, physical."""
    rows = [form(place, *agency) for place, agency in enumerate(AGENCIES, 1)]
    budget, spent = (sum(agency[at] for agency in AGENCIES) for at in (1, 2))
    return [*rows, form(None, "JUMLAH TOTAL", budget, spent, 37.75)]


NEIGHBOURS: dict[str, Sheet] = {
    "texts with Rp and a row of units": table(
        [["NO", "NAMA PERANGKAT DAERAH", "PAGU ANGGARAN (Rp)", "REALISASI KEUANGAN", None, "REALISASI FISIK (%)",
          "KET."],
         [None, None, None, "Rp", "%"]],
        printed(lambda no, name, b, s, f: [no, name, rupiah(b), rupiah(s), percent(s * 100 / b), percent(f), None]),
    ),
    "target and realization in groups": table(
        [["No.", "OPD", "Anggaran", "Target", None, "Realisasi", None, "Deviasi", None, "Sisa Anggaran"],
         [None, None, None, "Keuangan (%)", "Fisik (%)", "Keuangan (Rp)", "Fisik (%)", "Keuangan", "Fisik"]],
        printed(lambda no, name, b, s, f: [no, name, b, 50, 60, s, f, -10, -14.5, b - s]),
    ),
    "kinds and their total": table(
        [["No", "SKPD", "Belanja Operasi", None, "Belanja Modal", None, "Total", None, "%"],
         [None, None, *["Anggaran", "Realisasi"] * 3]],
        printed(lambda no, name, b, s, f: [no, name, b // 2, s // 2, b - b // 2, s - s // 2, b, s, s * 100 / b]),
    ),
    "periods in single headings": table(
        [["No", "Nama SKPD", "Pagu", "Realisasi s.d. Bulan Lalu", "Realisasi Bulan Ini", "Realisasi s.d. Bulan Ini",
          "%", "Fisik %"]],
        printed(lambda no, name, b, s, f: [no, name, b, s // 2, s - s // 2, s, s * 100 / b, f]),
    ),
    "financial before physical, with problems": table(
        [["No", "Unit Kerja", "Pagu Dana", "Bobot", "Keuangan", None, None, "Fisik", None, None, "Masalah",
          "Tindak Lanjut"],
         [None] * 4 + ["Rencana (Rp)", "Realisasi (Rp)", "%", "Rencana %", "Realisasi %", "Deviasi %"]],
        printed(lambda no, name, b, s, f: [no, name, b, 33, b // 2, s, s * 100 / b, 60, f, f - 60, "hujan", "kejar"]),
    ),
    "a ranking": table(
        [["NO", "OPD", "PAGU", "REALISASI", "PERSENTASE", "RANGKING"]],
        printed(lambda no, name, b, s, f: [no, name, b, s, s * 100 / b, no]),
    ),
}  # fmt: skip


def sums(reading: FileReading) -> dict[str, tuple[int, int]]:
    (export,) = reading.exports
    lines = (*export.accounts, *export.progress)
    return {export.agencies[line.agency].name: (line.budget or 0, line.realization or 0) for line in lines}


@pytest.mark.parametrize("sheet", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_neighbours_read_right(tmp_path: Path, sheet: Sheet) -> None:
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert errors(reading) == []
    assert sums(reading) == {name: (budget * 100, spent * 100) for name, budget, spent, _ in AGENCIES}


def test_a_realization_under_unknown_words_does_not_go_missing(tmp_path: Path) -> None:
    """The table has physical progress, so it could be read without: the agencies would have spent nothing."""
    sheet = table(
        [["No", "SKPD", "Pagu", "Realisasi menurut Bendahara", "Fisik %"]],
        printed(lambda no, name, b, s, f: [no, name, b, s, f]),
    )
    assert errors(read_sheets(tmp_path, sheet, options=TOLD)) == [("realization-not-understood", "D5")]
