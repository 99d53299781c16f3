"""Account codes without dots are read by their digits, where the whole column can be."""

from pathlib import Path
from typing import Any

import pytest
from truth import EDUCATION, Q3, Sheet, codes, errors, only, read_sheets

from skpd_eval.reading.told.options import ReadOptions

AGENCY = ReadOptions(government="Kota Contoh", agency_name="Dinas Pendidikan", year=2023, quarter=3)


def _rows(*accounts: Any) -> Sheet:
    head = ["Kode SKPD", "Nama SKPD", "Kode Rekening", "Pagu", "Realisasi"]
    return Sheet([head, *([EDUCATION, "Dinas Pendidikan", account, 10**9, 4 * 10**8] for account in accounts)])


@pytest.mark.parametrize(
    ("thin", "code"),
    [
        pytest.param("5102", "5.1.02", id="kinds"),
        pytest.param(510201, "5.1.02.01", id="numbers"),
        pytest.param("51020101", "5.1.02.01.01", id="objects"),
        pytest.param("510201010024", "5.1.02.01.01.0024", id="deepest"),
        pytest.param("51020100100024", "5.1.02.01.001.00024", id="longer form"),
    ],
)
def test_digits_tell_the_parts_of_an_account(tmp_path: Path, thin: Any, code: str) -> None:
    reading = read_sheets(tmp_path, _rows(thin, "5202"), options=Q3)
    assert {line.account for line in only(reading).accounts} == {code, "5.2.02"}
    assert "accounts-dotted" in codes(reading)


@pytest.mark.parametrize(
    "accounts",
    [
        pytest.param(("5102", "510"), id="a length of no code"),
        pytest.param(("5102", "1102"), id="no account"),
        pytest.param(("51", "52"), id="too short to be certain"),
    ],
)
def test_what_digits_do_not_tell_is_left_as_it_stands(tmp_path: Path, accounts: tuple[str, ...]) -> None:
    reading = read_sheets(tmp_path, _rows(*accounts), options=Q3)
    assert {line.account for line in only(reading).accounts} == {*accounts}
    assert "accounts-dotted" not in codes(reading)


def test_a_statement_of_account_codes_without_dots_is_proved_by_them(tmp_path: Path) -> None:
    head = ["Kode Rekening", "Uraian", "Anggaran", "Realisasi"]
    rows = [
        ["5", "BELANJA", 300, 120],
        ["51", "BELANJA OPERASI", 200, 100],
        ["5101", "Belanja Pegawai", 150, 90],
        ["5102", "Belanja Barang dan Jasa", 50, 10],
        ["52", "BELANJA MODAL", 100, 20],
    ]
    reading = read_sheets(tmp_path, Sheet([head, *rows]), options=AGENCY)
    assert errors(reading) == []
    assert {line.account: (line.budget, line.realization) for line in only(reading).accounts} == {
        "5.1.01": (150_00, 90_00),
        "5.1.02": (50_00, 10_00),
        "5.2": (100_00, 20_00),
    }
