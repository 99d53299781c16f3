"""Tables with governments in columns: refused with a sentence of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from skpd_eval.model import Severity
from skpd_eval.reading.file import read_file
from skpd_eval.reading.grid import CellValue, Grid
from skpd_eval.reading.options import ReadOptions
from skpd_eval.reading.pivot import pivot_row

ROWS: list[list[CellValue]] = [
    ["APBD"],
    ["KODE", "URAIAN", "35.07", None, "35.79", None],
    [None, None, "Kab. Malang", None, "Kota Batu", None],
    [None, None, 2021.0, 2022.0, 2021.0, 2022.0],
    [4.0, "PENDAPATAN DAERAH", 10.0, 11.0, "-", 12.0],
    [41.0, "PENDAPATAN ASLI DAERAH", 10.0, 11.0, "-", 12.0],
    [4101.0, "Pajak Daerah", 10.0, 11.0, "-", 12.0],
]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(ROWS, 1, id="the table"),
        pytest.param(ROWS[1:], 0, id="without a title"),
        pytest.param([*ROWS[:3], [None, None, "2021", "2022"], *ROWS[4:]], 1, id="years as texts"),
        pytest.param(
            [["kode", "uraian", "anggaran", "realisasi"], [5, "BELANJA", 2021, 7]], None, id="a statement"
        ),
        pytest.param([["kode", "skpd"], [1, "A"]], None, id="another table"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_pivot_row(rows: list[list[CellValue]], found: int | None) -> None:
    assert pivot_row(Grid(None, rows)) == found


def test_refused_with_its_address(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    path = tmp_path / "apbd.xlsx"
    book.save(path)
    reading = read_file(str(path), path.name, ReadOptions(year=2022, quarter=3))
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == ("governments-in-columns", Severity.ERROR)
    assert finding.source is not None
    assert finding.source.cell == "2"
    assert not reading.exports
