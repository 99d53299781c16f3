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
    ("accounts", "cells"),
    [
        pytest.param(("5102", "510"), ["C2", "C3"], id="a length of no code"),
        pytest.param(("5102", "1102"), ["C2"], id="no account"),
        pytest.param(("511", "5102"), ["C2", "C3"], id="of two orders"),
    ],
)
def test_expenditure_that_digits_do_not_tell_is_refused_at_its_cell(
    tmp_path: Path, accounts: tuple[str, ...], cells: list[str]
) -> None:
    """The ranking could not place it: it would be left out."""
    refused = errors(read_sheets(tmp_path, _rows(*accounts), options=Q3))
    assert [cell for code, cell in refused if code == "code-unreadable"] == cells


def test_two_digits_in_a_column_of_accounts_are_a_group(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, _rows("51", "52"), options=Q3)
    assert {line.account for line in only(reading).accounts} == {"5.1", "5.2"}


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


LAST_OF_THAT_ORDER = ReadOptions(government="Kota Contoh", year=2019, quarter=3)


@pytest.mark.parametrize(
    ("older", "today"),
    [
        pytest.param(("5.1.1.01", "5.2.1.01"), {"5.1.01"}, id="personnel of both groups"),
        pytest.param(("5.2.2.03.05", "5.2.3.29"), {"5.1.02", "5.2"}, id="goods and capital"),
        pytest.param(("5.1.4", "5.1.8"), {"5.1.05", "5.3"}, id="grants and the unforeseen"),
        pytest.param(("511", "52203"), {"5.1.01", "5.1.02"}, id="without dots"),
        pytest.param(("5.1", "5.2.2"), {"5", "5.1.02"}, id="a group of that time is of no group of today"),
    ],
)
def test_accounts_of_the_order_until_2020_are_those_of_today_that_hold_them(
    tmp_path: Path, older: tuple[str, ...], today: set[str]
) -> None:
    sheet = _rows(*older)
    for at, row in enumerate(sheet.rows[1:]):
        row[:2] = [None, f"Dinas {'AB'[at]}"]
    reading = read_sheets(tmp_path, sheet, options=LAST_OF_THAT_ORDER)
    assert {line.account for line in only(reading).accounts} == today
    assert "accounts-older" in codes(reading)


def test_an_account_of_no_account_of_today_is_refused(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, _rows("5.2.2.01", "7.1.1.01"), options=LAST_OF_THAT_ORDER)
    assert [code for code, _ in errors(reading)] == ["old-code-unnamed"]


def test_rows_that_would_count_within_each_other_are_refused(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, _rows("5.2.2", "5.2.2.01"), options=LAST_OF_THAT_ORDER)
    assert "accounts-overlap" in codes(reading)
