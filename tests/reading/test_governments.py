"""Accounts of all governments in one table of one year: across with the code in one cell or three, or down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_wild_recaps import Cells, read_cells
from truth import errors

from skpd_eval.model import FileReading
from skpd_eval.model.places import cell_at
from skpd_eval.reading.told.options import ReadOptions

TITLE = "REALISASI APBD SEMESTER I TAHUN ANGGARAN 2018 (dalam jutaan rupiah)"
GOVERNMENTS = ["Kab. Bogor", "Kab. Sukabumi", "Kota Bandung"]
ACCOUNTS: list[tuple[str, str, list[int]]] = [
    ("4", "Pendapatan", [1_000, 2_000, 1_500]),
    ("4.1", "Pendapatan Asli Daerah", [300, 800, 500]),
    ("4.2", "Dana Perimbangan", [700, 1_200, 1_000]),
    ("5", "Belanja", [900, 1_500, 1_000]),
    ("5.1", "Belanja Tidak Langsung", [500, 800, 600]),
    ("5.2", "Belanja Langsung", [400, 700, 400]),
]
SPENT = dict(zip(GOVERNMENTS, ACCOUNTS[3][2], strict=True))


def parted(code: str) -> list[Any]:
    return [*code.split("."), None, None][:3]


TABLES: dict[str, Cells] = {
    "a-code-in-one-cell": [["Kode", "Uraian", *GOVERNMENTS], *([c, n, *v] for c, n, v in ACCOUNTS)],
    "a-code-in-three-cells": [
        ["Kode", None, None, "Uraian", *GOVERNMENTS],
        *([*parted(c), n, *v] for c, n, v in ACCOUNTS),
    ],
    "governments-down": [
        ["No", "Daerah", *(name for _, name, _ in ACCOUNTS)],
        *([place + 1, name, *(v[place] for *_, v in ACCOUNTS)] for place, name in enumerate(GOVERNMENTS)),
    ],
}


def spent(reading: FileReading) -> dict[str, int]:
    """Expenditure of each government, in millions."""
    assert errors(reading) == []
    return {
        str(export.government): sum(
            line.realization or 0 for line in export.accounts if (line.account or "").startswith("5")
        )
        // (1_000_000 * 100)
        for export in reading.exports
    }


@pytest.mark.parametrize("cells", TABLES.values(), ids=TABLES)
def test_each_government_has_its_amounts_of_the_semester(tmp_path: Path, cells: Cells) -> None:
    reading = read_cells(tmp_path, cells, TITLE, told=ReadOptions())
    assert spent(reading) == SPENT
    assert {str(export.cutoff) for export in reading.exports} == {"2018-06-30"}


def test_an_amount_of_governments_down_names_its_own_cell(tmp_path: Path) -> None:
    first, *_ = read_cells(tmp_path, TABLES["governments-down"], TITLE, told=ReadOptions()).exports
    cells = {cell_at(first.columns["realization"], line.row) for line in first.accounts}
    assert cells <= {f"{letter}3" for letter in "CDEFGH"}


def test_columns_of_two_years_under_one_semester_are_each_of_their_own_year(tmp_path: Path) -> None:
    cells = [
        ["Kode", "Uraian", "Kab. Bogor", None, "Kota Bandung", None],
        [None, None, 2017, 2018, 2017, 2018],
        *([code, name, v[0], v[1], v[2], v[0]] for code, name, v in ACCOUNTS),
    ]
    reading = read_cells(tmp_path, cells, TITLE, told=ReadOptions())
    assert {(export.year, str(export.cutoff)) for export in reading.exports} == {
        (2017, "2017-06-30"),
        (2018, "2018-06-30"),
    }


def test_a_table_of_governments_without_a_year_is_refused(tmp_path: Path) -> None:
    assert errors(read_cells(tmp_path, TABLES["a-code-in-one-cell"], "REALISASI APBD", told=ReadOptions()))
