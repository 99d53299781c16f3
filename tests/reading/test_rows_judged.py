"""A row is judged once, for every table: signatures, totals by any word or none, units under their agency's code."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from test_wild_recaps import AGENCIES, HEAD, TITLE, TOTAL, WHOLE, in_rupiah, read_cells
from truth import errors, only

SIGNATURE: list[list[Any]] = [
    [None, None, "Contoh, 6 Juni 2023"],
    [None, "Mengetahui,", "a.n. BUPATI CONTOH"],
    [None, None, None, "H. ABDUL I MADE, S.STP"],
    [None, None, "NIP. 19740514 199503 1 005"],
    [None, None, 197405141995031005, "19740514 199503 1 005"],
]


@pytest.mark.parametrize("total", [[TOTAL], []], ids=["beneath a total", "without a total"])
def test_a_signature_in_the_columns_of_amounts_is_no_row(tmp_path: Path, total: list[Any]) -> None:
    reading = read_cells(tmp_path, [HEAD, *AGENCIES, *total, [], *SIGNATURE], TITLE)
    assert in_rupiah(reading) == WHOLE


def test_a_signature_beneath_a_statement_of_accounts_is_no_row(tmp_path: Path) -> None:
    head = ["Kode Rekening", "Uraian", "Anggaran", "Realisasi"]
    rows: list[list[Any]] = [
        ["5", "BELANJA", 900, 500],
        ["5.1", "BELANJA OPERASI", 900, 500],
        ["5.1.01", "Belanja Pegawai", 600, 400],
        ["5.1.02", "Belanja Barang dan Jasa", 300, 100],
    ]
    titles = [TITLE, "SKPD : 1.01.2.22.0.00.01.0000 Dinas Pendidikan"]
    reading = read_cells(tmp_path, [head, *rows, [], *SIGNATURE], *titles)
    assert sum(line.realization or 0 for line in only(reading).accounts) == 500 * 100


@pytest.mark.parametrize("said", ["Rp 12.000", "12 miliar", "1.250.000 (perkiraan)", "#REF!", "`"])
def test_what_may_be_an_amount_is_no_signature(tmp_path: Path, said: str) -> None:
    reading = read_cells(tmp_path, [HEAD, *AGENCIES, [None, None, said, said]], TITLE)
    assert errors(reading)


def test_an_agency_whose_cells_say_words_is_not_dropped(tmp_path: Path) -> None:
    reading = read_cells(tmp_path, [HEAD, *AGENCIES, [4, "Dinas Sosial", "lihat catatan", "lihat catatan"]], TITLE)
    assert errors(reading)


BY_AFFAIR = ["Urusan", "Kode", "Perangkat Daerah", "Anggaran", "Realisasi"]
CODED = [
    [None, "1.01.2.22.0.00.01.0000", "Dinas Pendidikan", 1_000, 400],
    [None, "1.02.0.00.0.00.01.0000", "Dinas Kesehatan", 600, 300],
    [None, "5.02.0.00.0.00.01.0000", "Badan Keuangan", 200, 20],
]


@pytest.mark.parametrize("word", ["TOTAL", "Jumlah"])
def test_a_sum_is_called_so_in_any_column_before_its_amounts(tmp_path: Path, word: str) -> None:
    rows: list[Sequence[Any]] = [*CODED[:2], ["Sub Total Pelayanan Dasar", None, None, 1_600, 700], CODED[2]]
    reading = read_cells(tmp_path, [BY_AFFAIR, *rows, [word, None, None, 1_800, 720]], TITLE)
    assert in_rupiah(reading) == WHOLE


def test_a_total_in_a_column_of_affairs_that_differs_is_refused(tmp_path: Path) -> None:
    reading = read_cells(tmp_path, [BY_AFFAIR, *CODED, ["TOTAL", None, None, 1_801, 720]], TITLE)
    assert {code for code, _ in errors(reading)} == {"total-differs"}


UNMARKED = ["JML KESELURUHAN", "Keseluruhan", "PROVINSI (3 OPD)", "Belanja Daerah", "APBD", "Semua OPD"]


@pytest.mark.parametrize("word", UNMARKED)
@pytest.mark.parametrize("on_top", [True, False], ids=["on top", "beneath"])
def test_a_row_that_nothing_counts_and_that_is_the_sum_of_the_others_is_their_total(
    tmp_path: Path, word: str, on_top: bool
) -> None:
    total = [None, word, *TOTAL[2:]]
    reading = read_cells(tmp_path, [HEAD, *([total] if on_top else []), *AGENCIES, *([] if on_top else [total])], TITLE)
    assert in_rupiah(reading) == WHOLE
    assert only(reading).total_row is not None


@pytest.mark.parametrize("word", ["JML KESELURUHAN", "Keseluruhan", "PROVINSI (3 OPD)", "Rata-rata"])
def test_a_row_that_nothing_counts_and_that_is_no_sum_is_refused(tmp_path: Path, word: str) -> None:
    reading = read_cells(tmp_path, [HEAD, *AGENCIES, [None, word, 1_801, 720]], TITLE)
    assert {code for code, _ in errors(reading)} == {"row-no-agency"}


def test_an_uncounted_agency_as_large_as_all_others_is_no_total(tmp_path: Path) -> None:
    reading = read_cells(tmp_path, [HEAD, *AGENCIES, [None, "Dinas Sosial", 1_800, 720]], TITLE)
    assert errors(reading)


def test_the_total_of_groups_needs_no_word_either(tmp_path: Path) -> None:
    rows = [["I", "URUSAN WAJIB", 1_600, 700], *AGENCIES[:2], ["II", "UNSUR PENUNJANG", 200, 20], AGENCIES[2]]
    reading = read_cells(tmp_path, [HEAD, *rows, [None, "JML KESELURUHAN", 1_800, 720]], TITLE)
    assert in_rupiah(reading) == WHOLE


WITH_CODES = ["Kode SKPD", "Nama SKPD", "Pagu", "Realisasi"]
EDUCATION = "1.01.0.00.0.00.01.0000"
UNITS = [
    [EDUCATION, "Dinas Pendidikan", 1_000, 400],
    [EDUCATION, "      Dinas Pendidikan (Induk)", 700, 300],
    ["1.01.0.00.0.00.01.0001", "      SMP Negeri 1", 300, 100],
    ["1.02.0.00.0.00.01.0000", "Dinas Kesehatan", 600, 300],
    ["5.02.0.00.0.00.01.0000", "Badan Keuangan", 200, 20],
]


@pytest.mark.parametrize("total", [[TOTAL], []], ids=["with a total", "without a total"])
def test_the_agencys_own_unit_carries_its_code(tmp_path: Path, total: list[Any]) -> None:
    assert in_rupiah(read_cells(tmp_path, [WITH_CODES, *UNITS, *total], TITLE)) == WHOLE


def test_rows_under_one_code_that_do_not_add_up_are_two_agencies(tmp_path: Path) -> None:
    rows = [list(row) for row in UNITS]
    rows[1][2] = 701
    reading = read_cells(tmp_path, [WITH_CODES, *rows], TITLE)
    assert "code-two-names" in {code for code, _ in errors(reading)}


@pytest.mark.parametrize("on_top", [True, False], ids=["on top", "beneath"])
def test_a_row_without_any_name_that_is_the_sum_of_the_others_is_their_total(tmp_path: Path, on_top: bool) -> None:
    total = [None, None, *TOTAL[2:]]
    reading = read_cells(tmp_path, [HEAD, *([total] if on_top else []), *AGENCIES, *([] if on_top else [total])], TITLE)
    assert in_rupiah(reading) == WHOLE
    assert only(reading).total_row is not None


def test_a_row_without_any_name_that_is_no_sum_is_refused(tmp_path: Path) -> None:
    reading = read_cells(tmp_path, [HEAD, *AGENCIES, [None, None, 1_801, 720]], TITLE)
    assert {code for code, _ in errors(reading)} == {"agency-name-missing"}


@pytest.mark.parametrize(("total", "code"), [(720, None), (721, "agency-name-missing")], ids=["sum", "another"])
def test_words_in_the_column_of_numbers_are_a_total_where_the_sums_say_so(
    tmp_path: Path, total: int, code: str | None
) -> None:
    reading = read_cells(tmp_path, [HEAD, *AGENCIES, [], ["Seluruh OPD", None, 1_800, total]], TITLE)
    assert {found for found, _ in errors(reading)} == ({code} if code else set())


def test_a_total_named_behind_its_amounts_and_not_coded_is_the_total(tmp_path: Path) -> None:
    head = ["Realisasi", "Alokasi", "Kode", "Perangkat Daerah"]
    rows = [[spent, budget, f"1.0{at}.0.00.0.00.01.0000", name] for at, name, budget, spent in AGENCIES]
    reading = read_cells(tmp_path, [head, *rows, [720, 1_800, None, "APBD Kota Contoh"]], TITLE)
    assert in_rupiah(reading) == WHOLE
