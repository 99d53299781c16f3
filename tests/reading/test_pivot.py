"""Tables with governments in columns and years beneath: whose each column is, and what its amounts are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from containers import opened, record, xls
from openpyxl import Workbook

from skpd_eval.model import BudgetBasis, Export, FileReading, Level, Precision, Severity
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.layout.layout import built_in_layouts
from skpd_eval.reading.shapes.accounts.pivot import measure_of, pivot_row
from skpd_eval.reading.told.options import ReadOptions

Rows = list[list[CellValue]]
LAYOUT = next(layout for layout in built_in_layouts() if layout.name == "djpk-pivot")
BELANJA, BIG = "BELANJA DAERAH", 1e12
TITLE = "APBD KABUPATEN/KOTA TAHUN 2021-2022"
HEAD: Rows = [
    ["KODE", "URAIAN", 3507.0, None, 3579.0, None],
    [None, None, "Kab. Malang", None, "Kota Batu", None],
    [None, None, 2021.0, 2022.0, 2021.0, 2022.0],
]
BILLION = 10.0**9
BODY: Rows = [
    [4.0, "PENDAPATAN DAERAH", 900.0 * BILLION, 950.0 * BILLION, "-", 800.0 * BILLION],
    [41.0, "PENDAPATAN ASLI DAERAH", 300.0 * BILLION, 310.0 * BILLION, "-", 200.0 * BILLION],
    [4101.0, "Pajak Daerah", 200.0 * BILLION, 200.0 * BILLION, "-", 150.0 * BILLION],
    [4102.0, "Retribusi Daerah", 100.0 * BILLION, 110.0 * BILLION, "-", 50.0 * BILLION],
    [42.0, "PENDAPATAN TRANSFER", 600.0 * BILLION, 640.0 * BILLION, "-", 600.0 * BILLION],
    [5.0, "BELANJA DAERAH", 1000.0 * BILLION, 1100.0 * BILLION, "-", 850.0 * BILLION],
    [51.0, "BELANJA OPERASI", 700.0 * BILLION, 800.0 * BILLION, "-", 600.0 * BILLION],
    [52.0, "BELANJA MODAL", 300.0 * BILLION, 300.0 * BILLION, "-", 250.0 * BILLION],
]
EXPECTED = {
    ("Kab. Malang", 2021): (1000, {"5.1": 700, "5.2": 300}),
    ("Kab. Malang", 2022): (1100, {"5.1": 800, "5.2": 300}),
    ("Kota Batu", 2022): (850, {"5.1": 600, "5.2": 250}),
}


def read(
    folder: Path, rows: Rows, name: str = "data.xlsx", sheet: str = "Sheet1", **options: int
) -> FileReading:
    book = Workbook()
    active = book.active
    assert active is not None
    active.title = sheet
    for row in rows:
        active.append(row)
    book.save(folder / name)
    return read_file(str(folder / name), name, ReadOptions(**options))  # type: ignore[arg-type]


def stated(
    exports: tuple[Export, ...], measure: str
) -> dict[tuple[str | None, int | None], tuple[int, dict[str, int]]]:
    """Expenditure in all and by account, in billions of rupiah, of each government and year."""
    found = {}
    for export in exports:
        accounts = {
            line.account: (getattr(line, measure) or 0) // (10**9 * 100)
            for line in export.accounts
            if (line.account or "").startswith("5")
        }
        found[export.government, export.year] = sum(accounts.values()), accounts
    return found  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param([["APBD"], *HEAD, *BODY], (1, 0), id="the table"),
        pytest.param([*HEAD, *BODY], (0, 0), id="without a title"),
        pytest.param([*HEAD[:2], [None, None, "2021", "2022"], *BODY], (0, 0), id="years as texts"),
        pytest.param([["no", *row] for row in [*HEAD, *BODY]], (0, 1), id="a column before it"),
        pytest.param(
            [["kode", "uraian", "anggaran", "realisasi"], [5, "BELANJA", 2021, 7]], None, id="a statement"
        ),
        pytest.param([["kode", "skpd"], [1, "A"]], None, id="another table"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_pivot_row(rows: Rows, found: tuple[int, int] | None) -> None:
    assert pivot_row(Grid(None, rows), LAYOUT) == found


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("apbd kabupaten 2022", "budget"), ("realisasi apbd 2022", "realization"), ("APBD.xls", "budget"),
        ("laporan realisasi anggaran", "realization"), ("data keuangan daerah", None), ("PAPBD_2022.xls", "budget"),
    ],
)  # fmt: skip
def test_measure_of(words: str, measure: str | None) -> None:
    assert measure_of(words) == measure


def test_budgets_of_governments_and_years(tmp_path: Path) -> None:
    reading = read(tmp_path, [[TITLE], [], *HEAD, *BODY])
    assert stated(reading.exports, "budget") == EXPECTED
    for export in reading.exports:
        assert export.year is not None
        assert (export.cutoff, export.precision) == (dt.date(export.year, 1, 1), Precision.YEAR)
        assert (export.level, export.layout, export.unit_factor) == (Level.GOVERNMENT, "djpk-pivot", 1)
        assert all(line.realization is None for line in export.accounts)
    said = {finding.code for export in reading.exports for finding in export.findings}
    assert {"pivot-measure", "pivot-column-empty"} <= said
    assert {export.columns["budget"] for export in reading.exports} == {"C", "D", "F"}


def test_what_it_states_may_stand_in_a_name(tmp_path: Path) -> None:
    assert len(read(tmp_path, [*HEAD, *BODY], name="APBD.xlsx").exports) == 3
    assert len(read(tmp_path, [*HEAD, *BODY], sheet="Realisasi", quarter=4).exports) == 3


def test_realizations_need_a_position(tmp_path: Path) -> None:
    rows = [["REALISASI APBD (dalam juta rupiah)"], *HEAD, *(_in_millions(row) for row in BODY)]
    without = read(tmp_path, rows)
    assert {f.code for f in without.findings if f.severity is Severity.ERROR} == {"quarter-missing"}
    reading = read(tmp_path, rows, quarter=4)
    assert stated(reading.exports, "realization") == EXPECTED
    assert {export.cutoff for export in reading.exports} == {dt.date(2021, 12, 31), dt.date(2022, 12, 31)}
    assert all(line.budget is None for export in reading.exports for line in export.accounts)


def _in_millions(row: list[CellValue]) -> list[CellValue]:
    return [*row[:2], *(cell / 10**6 if isinstance(cell, float) else cell for cell in row[2:])]


def test_the_version_of_the_budget(tmp_path: Path) -> None:
    reading = read(tmp_path, [["APBD PERUBAHAN"], *HEAD, *BODY])
    assert {export.budget_basis for export in reading.exports} == {BudgetBasis.REVISED}


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        pytest.param([["Data"], *HEAD, *BODY], "governments-in-columns", "2", id="neither is said"),
        pytest.param([[TITLE], HEAD[0], HEAD[1], [None, None, 2021, 2021, 2021, 2022], *BODY],
                     "pivot-column-twice", "D4", id="a year twice"),
        pytest.param([[TITLE], HEAD[0], HEAD[1], [None, None, 2021, None, 2021, 2022], *BODY],
                     "pivot-column-unclear", "D4", id="no year"),
        pytest.param([[TITLE], HEAD[0], [None, None, "Kab. Malang", None, None, None], HEAD[2], *BODY],
                     "pivot-column-unclear", "F4", id="no name above a code"),
        pytest.param([[TITLE], *HEAD, [5.0, BELANJA, 1.0, "x", 2.0, 3.0]], "amount-unreadable", "D5", id="text"),
        pytest.param([[TITLE], *HEAD, [5.0, BELANJA, BIG, BIG, "#REF!", BIG]], "amount-unreadable", "E5",
                     id="error"),
        pytest.param([[TITLE], *HEAD, [5.0, BELANJA, 1e9, 1e9, 1e9, 1e9]], "unit-unclear", "C5", id="unit"),
        pytest.param([[TITLE], *HEAD], "no-data-rows", "4", id="no rows"),
    ],
)  # fmt: skip
def test_refused_with_its_address(tmp_path: Path, rows: Rows, code: str, cell: str) -> None:
    reading = read(tmp_path, rows)
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    assert [(finding.code, finding.source.cell) for finding in errors if finding.source] == [(code, cell)]
    assert not reading.exports


def test_parts_that_do_not_add_up_are_told_and_left_out(tmp_path: Path) -> None:
    body = [list(row) for row in BODY]
    body[-1][3] = 299.0 * BILLION
    reading = read(tmp_path, [[TITLE], *HEAD, *body])
    assert stated(reading.exports, "budget")["Kab. Malang", 2022] == (1100, {"5": 1100})
    assert "parts-differ" in {f.code for export in reading.exports for f in export.findings}


def test_a_damaged_directory_of_an_xls_is_no_matter(tmp_path: Path) -> None:
    """Chains that overlap stop some readers; what the workbook's own stream holds is read."""
    content = bytearray(xls(record(0x203, "HHHd", 0, 0, 0, 5.5)))
    content[512 + 4 * 1] = 0xFD
    assert opened(tmp_path, "x.xls", bytes(content)).grids[0].rows == [[5.5]]
