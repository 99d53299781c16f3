"""Rows and columns of recaps that stand for others: totals in a government's name, groups, shifts, sums of quarters."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from test_wild_recaps import AGENCIES, HEAD, TITLE, TOTAL, WHOLE, in_rupiah, read_cells
from truth import errors, only

from skpd_eval.model import Kind, RealizationBasis

MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember"]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["KABUPATEN CONTOH", "Pemerintah Kota Contoh", "Total Kota Contoh", "T O T A L"]
)
@pytest.mark.parametrize("on_top", [True, False])
def test_a_row_in_the_governments_name_is_the_total(tmp_path: Path, name: str, on_top: bool) -> None:
    total = [None, name, *TOTAL[2:]]
    rows = [total, *AGENCIES] if on_top else [*AGENCIES, total]
    assert in_rupiah(read_cells(tmp_path, [HEAD, *rows], TITLE)) == WHOLE


def test_a_total_in_the_governments_name_that_differs_is_refused(tmp_path: Path) -> None:
    reading = read_cells(tmp_path, [HEAD, *AGENCIES, [None, "Kota Contoh", 1_801, 720]], TITLE)
    assert {code for code, _ in errors(reading)} == {"total-differs"}


def test_a_signature_beneath_a_total_on_top_is_no_row(tmp_path: Path) -> None:
    below = [
        [],
        [None, None, None, "Contoh, 14 Juni 2024"],
        [None, None, None, "BUPATI CONTOH"],
        [None, None, "NIP. "],
    ]
    assert in_rupiah(read_cells(tmp_path, [HEAD, TOTAL, *AGENCIES, *below], TITLE)) == WHOLE


@pytest.mark.parametrize("amount", ["Rp 12.000", "12 miliar", "IDR 12", "Rupiah 12"])
def test_an_amount_without_an_agency_beneath_a_total_on_top_is_refused(tmp_path: Path, amount: str) -> None:
    reading = read_cells(tmp_path, [HEAD, TOTAL, *AGENCIES, [None, None, amount, amount]], TITLE)
    assert "agency-name-missing" in {code for code, _ in errors(reading)}


DISTRICTS = [
    f"Kecamatan {name}"
    for name in ["Alas", "Biru", "Candi", "Dukun", "Elok", "Fajar", "Guntur", "Hulu", "Indah"]
]


@pytest.mark.parametrize("group", ["KECAMATAN", "Kecamatan se-Kabupaten", "Kecamatan (9)"])
def test_a_counted_group_counts_by_its_lettered_agencies(tmp_path: Path, group: str) -> None:
    rows: list[Sequence[Any]] = [[1, "Dinas Pendidikan", 1_000, 400], [2, group, 900, 90]]
    rows += [
        [None, f"{letter}. {name}", 100, 10] for letter, name in zip("abcdefghi", DISTRICTS, strict=True)
    ]
    found = in_rupiah(read_cells(tmp_path, [HEAD, *rows, [None, "JUMLAH", 1_900, 490]], TITLE))
    assert found == {"Dinas Pendidikan": (1_000, 400)} | dict.fromkeys(DISTRICTS, (100, 10))


def test_formulas_in_parentheses_are_column_numbers(tmp_path: Path) -> None:
    numbers = ["1", "2", "3", "4 (3-2)"]
    assert in_rupiah(read_cells(tmp_path, [HEAD, numbers, *AGENCIES, TOTAL], TITLE)) == WHOLE


def test_the_revision_behind_the_shifts_is_the_budget(tmp_path: Path) -> None:
    heads = [["No", "SKPD", "Anggaran", None, None, "Realisasi"],
             [None, None, "APBD Murni", "Pergeseran I", "Perubahan APBD", None]]  # fmt: skip
    rows = [[place, name, 7, 9, budget, spent] for place, name, budget, spent in AGENCIES]
    reading = read_cells(tmp_path, [*heads, *rows, [None, "JUMLAH", 21, 27, 1_800, 720]], TITLE)
    lines = only(reading).accounts
    assert [line.budget_revised for line in lines] == [budget * 100 for budget, _ in WHOLE.values()]


@pytest.mark.parametrize("heads", [("Perubahan APBD", "Pergeseran I"), ("Perubahan", "Perubahan II")])
def test_a_shift_behind_the_revision_is_refused(tmp_path: Path, heads: tuple[str, str]) -> None:
    reading = read_cells(
        tmp_path,
        [["No", "SKPD", *heads, "Realisasi"], *([*row[:2], 9, *row[2:]] for row in AGENCIES)],
        TITLE,
    )
    assert "column-ambiguous" in {code for code, _ in errors(reading)}


def test_sums_of_quarters_among_the_months_of_a_plan(tmp_path: Path) -> None:
    above: list[Any] = ["No", "SKPD", "Pagu Perubahan"]
    under: list[Any] = [None, None, None]
    for quarter, name in enumerate(("I", "II", "III", "IV")):
        above += [f"Triwulan {name}", None, None, None]
        under += [*MONTHS[quarter * 3 : quarter * 3 + 3], f"Jumlah TW {name}"]
    rows = [
        [1, "Dinas Pendidikan", 1_200, *[100, 100, 100, 300] * 4, 1_200],
        [2, "Dinas Kesehatan", 2_400, *[300, 200, 100, 600] * 4, 2_400],
    ]
    total = [None, "TOTAL", 3_600, *[400, 300, 200, 900] * 4, 3_600]
    cells = [[*above, "Jumlah Setahun"], under, [*range(1, 21)], *rows, total]
    reading = read_cells(tmp_path, cells, "REKAPITULASI ANGGARAN KAS TAHUN ANGGARAN 2023")
    (plan,) = [export for export in reading.exports if export.kind is Kind.PLAN]
    assert [line.months for line in plan.plans] == [(10_000,) * 12, (30_000, 20_000, 10_000) * 4]
    assert [line.budget for line in plan.plans] == [120_000, 240_000]


@pytest.mark.parametrize(
    ("heading", "basis"),
    [("Realisasi SP2D", RealizationBasis.SP2D), ("Realisasi SPJ", RealizationBasis.SPJ), ("Realisasi", None)],
)
def test_the_record_that_a_heading_names_is_the_basis(
    tmp_path: Path, heading: str, basis: RealizationBasis | None
) -> None:
    reading = read_cells(tmp_path, [[*HEAD[:3], heading], *AGENCIES, TOTAL], TITLE)
    assert only(reading).realization_basis is (basis or RealizationBasis.LRA)


def test_two_records_beside_each_other_are_refused(tmp_path: Path) -> None:
    rows = [[*row, row[-1] - 1] for row in AGENCIES]
    reading = read_cells(tmp_path, [[*HEAD[:3], "Realisasi SP2D", "Realisasi SPJ"], *rows], TITLE)
    assert {code for code, _ in errors(reading)} == {"column-ambiguous"}


PROGRAMS = [
    ["I", "Dinas Pendidikan", 1_000, 400],
    [1, "Program Penunjang", 700, 300],
    [2, "Program Pengelolaan", 300, 100],
    ["II", "Dinas Kesehatan", 600, 300],
    [1, "Program Penunjang", 600, 300],
    ["III", "Badan Keuangan", 200, 20],
    [1, "Program Penunjang", 150, 10],
    [2, "Program Keuangan", 50, 10],
]


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("heading", ["PERANGKAT DAERAH / PROGRAM", "SKPD/Program"])
def test_programs_beneath_their_agencies(tmp_path: Path, heading: str, total: bool) -> None:
    cells = [["No", heading, *HEAD[2:]], *PROGRAMS, *([TOTAL] if total else [])]
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == WHOLE


@pytest.mark.parametrize("place", [1, 6])
def test_programs_that_are_not_their_agencys_sum_are_refused(tmp_path: Path, place: int) -> None:
    rows = [list(row) for row in PROGRAMS]
    rows[place][2] += 1
    reading = read_cells(tmp_path, [["No", "SKPD / Program", *HEAD[2:]], *rows], TITLE)
    assert "work-unclear" in {code for code, _ in errors(reading)}


def test_units_beneath_their_agency(tmp_path: Path) -> None:
    units = [[None, "   - UPTD Satu", 200, 100], [None, "   - UPTD Dua", 400, 200]]
    cells = [["No", "SKPD / UPTD", *HEAD[2:]], *AGENCIES[:2], *units, AGENCIES[2], TOTAL]
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == WHOLE


HEADS = [
    ["No", "SKPD", "Anggaran", "Realisasi s.d. 30 September 2023", None],
    [None, None, None, "Rp", "%"],
    ["1", "2", "3", "4", "5"],
]


def pages(carried: int = 1_600) -> list[Sequence[Any]]:
    """The table on two pages: its header again, what is carried over beneath and above."""
    shares = [[*row, row[-1] * 100 / row[-2]] for row in AGENCIES]
    return [
        *HEADS,
        *shares[:2],
        [None, "Jumlah dipindahkan", carried, 700, None],
        ["Halaman 1 dari 2"],
        *HEADS,
        [None, "Pindahan", carried, 700, None],
        shares[2],
        [*TOTAL, 40],
        ["Halaman 2 dari 2"],
    ]


def test_a_header_printed_again_on_each_page(tmp_path: Path) -> None:
    reading = read_cells(tmp_path, pages(), "REALISASI BELANJA KOTA CONTOH TAHUN ANGGARAN 2023")
    assert in_rupiah(reading) == WHOLE


def test_words_above_the_first_row_are_a_heading_and_no_signature(tmp_path: Path) -> None:
    reading = read_cells(tmp_path, [HEAD, [None, None, "Target", "Rencana"], *AGENCIES, TOTAL], TITLE)
    assert errors(reading)


@pytest.mark.parametrize("text", ["1 (" + "1" * 5_000, "1 (" + "x " * 5_000, "1 (" + "a " * 5_000])
def test_a_long_cell_is_no_long_search(tmp_path: Path, text: str) -> None:
    rows = [HEAD, [text, "2", "3", "4"], *AGENCIES, TOTAL]
    assert read_cells(tmp_path, rows, TITLE) is not None
