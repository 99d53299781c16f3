"""Tables whose agencies or measures stand where others have rows or columns: read as if they were turned."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from test_wild_recaps import AGENCIES, WHOLE, Cells, in_rupiah, read_cells
from truth import errors, only

from skpd_eval.model.places import cell_at
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.reshape.forms import forms_of
from skpd_eval.reading.reshape.parts import tables_of
from skpd_eval.reading.told.options import ReadOptions

TITLE = "REALISASI BELANJA KOTA CONTOH S.D. TRIWULAN III TAHUN 2023"
MONTH_NAMES = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"]
NAMES = [str(name) for _, name, _, _ in AGENCIES]
BUDGETS = [budget for _, _, budget, _ in AGENCIES]
SPENT = [spent for *_, spent in AGENCIES]


def cells_of(reading: Any) -> dict[str, tuple[str | None, str | None]]:
    """Cells of budget and realization by the name of the agency."""
    export = only(reading)
    return {
        export.agencies[line.agency].name: (
            cell_at(export.columns["budget"], line.row),
            cell_at(export.columns["realization"], line.row),
        )
        for line in (*export.accounts, *export.progress)
    }


def with_sum(amounts: list[int]) -> list[int]:
    return [*amounts, sum(amounts)]


def across(label: str = "Uraian") -> Cells:
    """The agencies across, a row a measure, their sum last."""
    return [
        [label, *NAMES, "Jumlah"],
        ["Pagu", *with_sum(BUDGETS)],
        ["Realisasi", *with_sum(SPENT)],
        ["Sisa", *with_sum([budget - spent for budget, spent in zip(BUDGETS, SPENT, strict=True)])],
    ]


ACROSS: dict[str, Cells] = {
    "labelled-uraian": across(),
    "labelled-skpd": across("SKPD"),
    "codes-above-the-names": [["Kode", "1.01", "1.02", "5.02", None], *across("SKPD")],
    "measures-numbered": [[["No", 1, 2, 3][place], *row] for place, row in enumerate(across())],
    "percentages-below": [*across(), ["Persentase", 40.0, 50.0, 10.0, 40.0]],
}


@pytest.mark.parametrize("cells", ACROSS.values(), ids=ACROSS)
def test_agencies_across_are_read_as_if_they_stood_down(tmp_path: Path, cells: Cells) -> None:
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == WHOLE


def test_a_figure_of_agencies_across_names_its_own_cell(tmp_path: Path) -> None:
    found = cells_of(read_cells(tmp_path, across(), TITLE))
    assert found == {"Dinas Pendidikan": ("B3", "B4"), "Dinas Kesehatan": ("C3", "C4"), "Badan Keuangan": ("D3", "D4")}


def test_a_total_that_agencies_across_do_not_come_to_is_refused_at_its_cell(tmp_path: Path) -> None:
    cells = [list(row) for row in across()]
    cells[1][-1] += 7
    found = read_cells(tmp_path, cells, TITLE)
    assert ("total-differs", "E3") in errors(found)


OTHERS: dict[str, list[str]] = {
    "months": ["Januari", "Februari", "Maret"],
    "years": ["2021", "2022", "2023"],
    "kinds-of-expenditure": ["Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Modal"],
    "kinds-by-their-short-names": ["Operasi", "Modal", "Tidak Terduga"],
    "years-of-one-agency": ["Dinas Kesehatan 2021", "Dinas Kesehatan 2022", "Dinas Kesehatan 2023"],
    "nobody-says-what": ["Alpha", "Beta", "Gamma"],
}


@pytest.mark.parametrize("names", OTHERS.values(), ids=OTHERS)
def test_what_stands_across_and_is_no_agency_never_becomes_one(tmp_path: Path, names: list[str]) -> None:
    cells = [["Uraian", *names], ["Pagu", *BUDGETS], ["Realisasi", *SPENT]]
    assert errors(read_cells(tmp_path, cells, "REALISASI KOTA CONTOH TAHUN 2023"))


def test_months_down_and_agencies_across_add_up_to_the_position(tmp_path: Path) -> None:
    cells = [
        ["Bulan", *NAMES],
        ["Pagu", *BUDGETS],
        *([month, 10, 10, 1] for month in MONTH_NAMES[:8]),
        ["September", 400 - 80, 300 - 80, 20 - 8],
        ["Jumlah", *SPENT],
    ]
    reading = read_cells(tmp_path, cells, "REALISASI BELANJA SKPD KOTA CONTOH TAHUN 2023")
    assert in_rupiah(reading) == WHOLE


LEFT, RIGHT = [[1, *AGENCIES[0][1:]], [2, *AGENCIES[1][1:]]], [3, *AGENCIES[2][1:]]
HEADS = ["No", "SKPD", "Pagu", "Realisasi"]
NOBODY: list[Any] = [None] * 4
SUM: list[Any] = [None, "JUMLAH", sum(BUDGETS), sum(SPENT)]
BESIDES: dict[str, Cells] = {
    "total-on-the-right": [[*HEADS, *HEADS], [*LEFT[0], *RIGHT], [*LEFT[1], *SUM]],
    "total-on-the-left": [[*HEADS, *HEADS], [*LEFT[0], *RIGHT], [*LEFT[1], *NOBODY], [*SUM, *NOBODY]],
    "a-blank-column-between": [[*HEADS, None, *HEADS], [*LEFT[0], None, *RIGHT], [*LEFT[1], None, *SUM]],
    "headings-in-two-rows": [
        [*("No", "SKPD", "Belanja", None) * 2],
        [*(None, None, "Pagu", "Realisasi") * 2],
        [*LEFT[0], *RIGHT],
        [*LEFT[1], *SUM],
    ],
    "a-block-each": [
        [*HEADS, *HEADS, *HEADS],
        [*LEFT[0], *LEFT[1], *RIGHT],
        [*NOBODY, *NOBODY, *SUM],
    ],
    "column-numbers-below": [[*HEADS, *HEADS], [1, 2, 3, 4, 1, 2, 3, 4], [*LEFT[0], *RIGHT], [*LEFT[1], *SUM]],
}


@pytest.mark.parametrize("cells", BESIDES.values(), ids=BESIDES)
def test_a_list_in_blocks_side_by_side_is_read_as_one(tmp_path: Path, cells: Cells) -> None:
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == WHOLE


def test_a_figure_of_the_right_block_names_its_own_cell(tmp_path: Path) -> None:
    found = cells_of(read_cells(tmp_path, BESIDES["total-on-the-right"], TITLE))
    assert found == {"Dinas Pendidikan": ("C3", "D3"), "Dinas Kesehatan": ("C4", "D4"), "Badan Keuangan": ("G3", "H3")}


@pytest.mark.parametrize("titles", [("PENDAPATAN", "BELANJA"), ("TAHUN 2022", "TAHUN 2023")], ids=["kinds", "years"])
def test_blocks_that_their_titles_tell_apart_are_refused(tmp_path: Path, titles: tuple[str, str]) -> None:
    over = [titles[0], None, None, None, titles[1]]
    assert errors(read_cells(tmp_path, [over, *BESIDES["total-on-the-right"][:2]], TITLE))


def test_two_tables_of_the_same_agencies_side_by_side_are_refused(tmp_path: Path) -> None:
    cells = [[*HEADS, *HEADS], *([*row, *row] for row in AGENCIES)]
    assert errors(read_cells(tmp_path, cells, TITLE))


def in_rows(*measures: str, total: bool = True, units: bool = False) -> Cells:
    """A row a measure of each agency, whose name stands in the first of them alone."""
    rows: list[list[Any]] = [["No", "Perangkat Daerah", "Uraian", "Nilai", *(["Satuan"] if units else [])]]
    whole = [*AGENCIES, SUM] if total else AGENCIES
    for number, name, budget, spent in whole:
        own = {"Pagu": budget, "Realisasi": spent, "%": round(spent * 100 / budget, 2), "Sisa": budget - spent}
        for place, measure in enumerate(measures):
            unit = [{"%": "Persen"}.get(measure, "Rupiah")] if units else []
            rows.append([*((number, name) if place == 0 else (None, None)), measure, own[measure], *unit])
    return rows


def tidy(*, by_measure: bool = False, months: bool = False) -> Cells:
    """One value a row, all that it is of beside it."""
    found: list[list[Any]] = []
    for month in ("8", "9") if months else ("9",):
        for number, name, budget, spent in AGENCIES:
            share = spent if month == "9" else spent // 2
            for measure, amount in (("ANGGARAN", budget), ("REALISASI", share)):
                found.append([len(found) + 1, "2023", month, f"1.0{number}", name, measure, amount])
    if by_measure:
        found.sort(key=lambda row: str(row[5]))
    return [["id", "tahun", "bulan", "kode_skpd", "nama_skpd", "kategori", "jumlah"], *found]


def kinds() -> Cells:
    """Budget and realization in rows, kinds of expenditure and their sum across."""
    names = ["Belanja Pegawai", "Belanja Barang & Jasa", "Belanja Modal"]
    rows: list[list[Any]] = [["No", "SKPD", "Uraian", *names, "Jumlah"]]
    for number, name, budget, spent in [*AGENCIES, SUM]:
        for place, (label, amount) in enumerate((("Pagu", budget), ("Realisasi", spent))):
            parts = (amount // 2, amount // 4, amount - amount // 2 - amount // 4)
            rows.append([*((number, name) if place == 0 else (None, None)), label, *parts, amount])
    return rows


IN_ROWS: dict[str, Cells] = {
    "two-rows-an-agency": in_rows("Pagu", "Realisasi"),
    "three-rows-an-agency": in_rows("Pagu", "Realisasi", "%"),
    "four-rows-an-agency": in_rows("Pagu", "Realisasi", "Sisa", "%"),
    "without-a-total": in_rows("Pagu", "Realisasi", "%", total=False),
    "a-unit-by-the-measure": in_rows("Pagu", "Realisasi", "%", units=True),
    "tidy": tidy(),
    "tidy-all-budgets-first": tidy(by_measure=True),
}


IN_ROWS["the-name-over-another-word"] = [["No", "OPD / Pagu", "Indikator", "Nilai"], *in_rows("Pagu", "Realisasi")[1:]]


@pytest.mark.parametrize("cells", IN_ROWS.values(), ids=IN_ROWS)
def test_measures_in_rows_are_read_as_columns(tmp_path: Path, cells: Cells) -> None:
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == WHOLE


def test_measures_in_rows_over_kinds_of_expenditure_take_the_sum_of_the_kinds(tmp_path: Path) -> None:
    assert in_rupiah(read_cells(tmp_path, kinds(), TITLE)) == WHOLE


def test_a_figure_of_a_measure_in_rows_names_its_own_cell(tmp_path: Path) -> None:
    found = cells_of(read_cells(tmp_path, in_rows("Pagu", "Realisasi", "%"), TITLE))
    assert found == {"Dinas Pendidikan": ("D3", "D4"), "Dinas Kesehatan": ("D6", "D7"), "Badan Keuangan": ("D9", "D10")}


def test_a_measure_stated_twice_of_one_agency_is_refused(tmp_path: Path) -> None:
    cells = [*in_rows("Pagu", "Realisasi", total=False)]
    cells.insert(3, [None, None, "Realisasi", 399])
    assert errors(read_cells(tmp_path, cells, TITLE))


def test_an_agency_that_lacks_a_measure_has_none_and_not_its_neighbours(tmp_path: Path) -> None:
    cells = [row for row in in_rows("Pagu", "Realisasi", total=False) if row[3] != 300]
    found = cells_of(read_cells(tmp_path, cells, TITLE))
    assert found["Dinas Kesehatan"] == ("D5", None)


ALONE = {"Januari": (200, 150, 8), "Februari": (50, 100, 4), "Maret": (150, 50, 8)}
"""Realization of each month by the order of the agencies: their sums are the whole."""
YEAR = "REALISASI BELANJA KOTA CONTOH TAHUN 2023"


def long(heading: str, amounts: dict[str, tuple[int, ...]], *, numbers: bool = False) -> Cells:
    """A row an agency and a month, the budget of the year in each."""
    return [
        ["Bulan", "Nama OPD", "Pagu", heading],
        *(
            [place + 1 if numbers else month, name, budget, spent]
            for place, (month, row) in enumerate(amounts.items())
            for name, budget, spent in zip(NAMES, BUDGETS, row, strict=True)
        ),
    ]


def by_position(cells: Cells, folder: Path) -> dict[str, tuple[str, dict[str, tuple[int, int]]]]:
    """What each position of a file states, by its last day: the kind of period, then budget and realization."""
    reading = read_cells(folder, cells, YEAR, told=ReadOptions(government="Kota Contoh"))
    assert errors(reading) == []
    return {
        str(export.cutoff): (
            export.period_kind.value,
            {
                export.agencies[line.agency].name: ((line.budget or 0) // 100, (line.realization or 0) // 100)
                for line in export.accounts
            },
        )
        for export in reading.exports
    }


@pytest.mark.parametrize("heading", ["Realisasi", "Realisasi Bulan Ini"])
@pytest.mark.parametrize("numbers", [False, True], ids=["names", "numbers"])
def test_rows_of_months_whose_amounts_fall_are_months_alone(tmp_path: Path, heading: str, *, numbers: bool) -> None:
    found = by_position(long(heading, ALONE, numbers=numbers), tmp_path)
    assert {kind for kind, _ in found.values()} == {"month"}
    assert [rows["Dinas Pendidikan"] for _, rows in found.values()] == [(1_000, 200), (1_000, 50), (1_000, 150)]
    assert list(found) == ["2023-01-31", "2023-02-28", "2023-03-31"]


def test_rows_of_months_whose_amounts_rise_are_positions(tmp_path: Path) -> None:
    so_far = {"Januari": (200, 150, 8), "Februari": (250, 250, 12), "Maret": (400, 300, 20)}
    found = by_position(long("Realisasi", so_far), tmp_path)
    assert {kind for kind, _ in found.values()} == {"cumulative"}
    assert found["2023-03-31"][1] == WHOLE


def test_a_month_alone_by_its_heading_is_alone_also_where_the_amounts_rise(tmp_path: Path) -> None:
    rising = {"Januari": (100, 50, 1), "Februari": (300, 250, 19)}
    found = by_position(long("Realisasi Bulan Ini", rising), tmp_path)
    assert {kind for kind, _ in found.values()} == {"month"}


def test_months_alone_with_their_year_in_a_column_are_still_months_alone(tmp_path: Path) -> None:
    cells = [[("tahun" if place == 0 else 2023), *row] for place, row in enumerate(long("realisasi", ALONE))]
    reading = read_cells(tmp_path, cells, told=ReadOptions(government="Kota Contoh"))
    assert {(export.period_kind.value, export.year) for export in reading.exports} == {("month", 2023)}


def test_a_budget_that_every_month_repeats_counts_once(tmp_path: Path) -> None:
    cells = [
        ["No", "OPD", "Uraian", "Juli", "Agustus", "September"],
        *(
            [*((number, name) if label == "Anggaran" else (None, None)), label, *amounts]
            for number, name, budget, spent in AGENCIES
            for label, amounts in (("Anggaran", [budget] * 3), ("Realisasi", [spent // 4, spent // 2, spent]))
        ),
    ]
    found = by_position(cells, tmp_path)
    assert found["2023-09-30"] == ("cumulative", WHOLE)
    assert [rows["Dinas Pendidikan"] for _, rows in found.values()] == [(1_000, 100), (1_000, 200), (1_000, 400)]


SO_FAR = {"Januari": 4, "Februari": 2, "Maret": 1}
"""What the realization of each month so far is divided by."""


def beneath(title: str) -> Cells:
    """A block a month with its title, headings and total."""
    rows: list[list[Any]] = [["MONITORING SERAPAN KOTA CONTOH TAHUN 2023"]]
    for month, divisor in SO_FAR.items():
        agencies = [[*row[:3], int(row[3]) // divisor] for row in AGENCIES]
        total = [None, f"Total {month}", sum(BUDGETS), sum(int(row[3]) for row in agencies)]
        rows += [[], [title.format(month)], ["No", "SKPD", "Pagu", "Realisasi s.d. bulan"], *agencies, total]
    return rows


def beside() -> Cells:
    """A block a month with its title, beside the others."""
    rows: list[list[Any]] = [["MONITORING SERAPAN KOTA CONTOH TAHUN 2023"], [], [*HEADS, None] * len(SO_FAR)]
    rows[1] = [cell for month in SO_FAR for cell in (f"s.d. {month} 2023", *[None] * 4)]
    for row in AGENCIES:
        rows.append([cell for divisor in SO_FAR.values() for cell in (*row[:3], int(row[3]) // divisor, None)])
    return rows


@pytest.mark.parametrize(
    "cells", [beneath("BULAN: {}"), beneath("s.d. {} 2023"), beside()], ids=["beneath", "until", "beside"]
)
def test_tables_of_several_months_in_one_sheet_are_positions(tmp_path: Path, cells: Cells) -> None:
    found = by_position(cells, tmp_path)
    assert list(found) == ["2023-01-31", "2023-02-28", "2023-03-31"]
    assert found["2023-03-31"] == ("cumulative", WHOLE)


def test_a_figure_of_a_block_names_the_block_and_its_own_cell(tmp_path: Path) -> None:
    reading = read_cells(tmp_path, beneath("BULAN: {}"), told=ReadOptions(government="Kota Contoh"))
    last = reading.exports[-1]
    assert last.sheet == "Sheet1 › BULAN: Maret"
    assert cell_at(last.columns["realization"], last.accounts[0].row) == "D19"


def test_headings_printed_again_without_another_period_are_one_table(tmp_path: Path) -> None:
    cells = [HEADS, AGENCIES[0], AGENCIES[1], ["Halaman 2"], HEADS, AGENCIES[2], SUM]
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == WHOLE


def test_a_long_table_of_another_form_is_told_apart_at_once() -> None:
    head: list[Any] = ["Kode", "Uraian", "SKPD", "Kegiatan", "Anggaran", "Realisasi"]
    rows = [[f"5.1.{n}", f"Belanja nomor {n}", f"Dinas {n % 40}", f"Kegiatan {n}", n, n] for n in range(20_000)]
    grid = Grid("Sheet1", [["REALISASI"], head, *rows])
    begun = time.monotonic()
    assert list(forms_of(grid)) == [grid]
    assert tables_of(grid) == (grid,)
    assert time.monotonic() - begun < 5
