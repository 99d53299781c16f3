"""Agencies in a column headed *Uraian*, and their codes in several columns, a part each."""

from pathlib import Path
from typing import Any

import pytest
from truth import Row, Sheet, errors, only, read_sheets

from skpd_eval.model import FileReading
from skpd_eval.reading.told.options import ReadOptions

TITLES: list[Row] = [["KOTA CONTOH"], ["REALISASI BELANJA SKPD SAMPAI DENGAN TRIWULAN II TAHUN ANGGARAN 2018"]]
MILLION = 1_000_000
AGENCIES = {
    "1.01.01": ("Dinas Pendidikan", 500, 200),
    "1.02.01": ("Dinas Kesehatan", 300, 70),
    "2.07.01": ("Dinas Tenaga Kerja", 40, 9),
}
GROUPS = {"1": ("URUSAN WAJIB", 500 + 300, 200 + 70), "2": ("URUSAN PILIHAN", 40, 9)}
TOTAL = 500 + 300 + 40, 200 + 70 + 9


def read(folder: Path, head: Row, rows: list[Row], merges: list[str]) -> FileReading:
    sheet = Sheet([*TITLES, head, *rows], merges, (len(TITLES),))
    return read_sheets(folder, sheet, options=ReadOptions())


def figures(reading: FileReading) -> dict[str, tuple[int, int]]:
    assert errors(reading) == []
    export = only(reading)
    return {
        export.agencies[line.agency].name: (
            (line.budget or 0) // MILLION // 100,
            (line.realization or 0) // MILLION // 100,
        )
        for line in export.accounts
    }


def parts(code: str, *, numbers: bool) -> list[Any]:
    told: list[Any] = [int(part) if numbers else part for part in code.split(".")]
    return [*told, *[None] * (3 - len(told))]


WHOLE = {name: (budget, spent) for name, budget, spent in AGENCIES.values()}


@pytest.mark.parametrize("numbers", [False, True], ids=["texts", "numbers"])
@pytest.mark.parametrize("heading", ["URAIAN", "Uraian Urusan / SKPD"])
@pytest.mark.parametrize("numbered", [[], [[str(at) for at in range(1, 7)]]], ids=["", "columns numbered"])
def test_codes_in_parts_tell_agencies_from_their_groups(
    tmp_path: Path, numbers: bool, heading: str, numbered: list[Row]
) -> None:
    head: Row = ["KODE REKENING", None, None, heading, "JUMLAH ANGGARAN", "REALISASI"]
    rows = [
        [*parts(code, numbers=numbers), name, budget * MILLION, spent * MILLION]
        for code, (name, budget, spent) in sorted((AGENCIES | GROUPS).items())
    ]
    total = [None, None, None, "JUMLAH", *(amount * MILLION for amount in TOTAL)]
    assert figures(read(tmp_path, head, [*numbered, *rows, total], ["A3:C3"])) == WHOLE


@pytest.mark.parametrize("heading", ["Uraian", "Nama Rekening"])
def test_names_of_agencies_make_a_column_theirs(tmp_path: Path, heading: str) -> None:
    rows: list[Row] = [
        [code, name, budget * MILLION, spent * MILLION] for code, (name, budget, spent) in AGENCIES.items()
    ]
    assert figures(read(tmp_path, ["Kode", heading, "Anggaran", "Realisasi"], rows, [])) == WHOLE


def test_one_agency_among_accounts_is_no_table_of_agencies(tmp_path: Path) -> None:
    rows = [["5", "BELANJA", 9 * MILLION, MILLION], ["5.1", "Badan Usaha", 9 * MILLION, MILLION]]
    sheet = Sheet([*TITLES, ["Kode", "Uraian", "Anggaran", "Realisasi"], *rows], [], (len(TITLES),))
    export = only(read_sheets(tmp_path, sheet, options=ReadOptions(agency_name="Dinas Pendidikan")))
    assert {agency.name for agency in export.agencies} == {"Dinas Pendidikan"}


@pytest.mark.parametrize("total", [[None, None, "JUMLAH"], [None, "JUMLAH", None]], ids=["beside", "beneath"])
def test_codes_and_names_under_one_heading(tmp_path: Path, total: Row) -> None:
    head: Row = ["No", "SKPD", None, "Anggaran", "Realisasi"]
    rows: list[Row] = [
        [at, f"{code[:4]}.{code}", name, budget * MILLION, spent * MILLION]
        for at, (code, (name, budget, spent)) in enumerate(AGENCIES.items(), 1)
    ]
    rows.append([*total, *(amount * MILLION for amount in TOTAL)])
    assert figures(read(tmp_path, head, rows, ["B3:C3"])) == WHOLE


def test_units_beside_codes_of_agencies_are_the_agencies(tmp_path: Path) -> None:
    rows: list[Row] = [
        [at, f"{code[:4]}.{code}", name, budget * MILLION, spent * MILLION]
        for at, (code, (name, budget, spent)) in enumerate(AGENCIES.items(), 1)
    ]
    assert figures(read(tmp_path, ["No", "Kode", "Unit SKPD", "Anggaran", "Realisasi"], rows, [])) == WHOLE
