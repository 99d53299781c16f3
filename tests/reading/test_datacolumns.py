"""Headings beside their figures: one column off is followed, a whole row of headings off is refused."""

from pathlib import Path

import pytest
from truth import Sheet, errors, only, read_sheets

from skpd_eval.reading.told.options import ReadOptions

TOLD = ReadOptions(agency_name="Dinas Kesehatan", government="Kabupaten Contoh", year=2023, quarter=3)
HEADS = ("KODE REKENING", "URAIAN", "ANGGARAN", "REALISASI BPKAD", "SERAPAN OPD")
TEXTS = {300: "3.000,00", 200: "2.000,00", 100: "1.000,00", 120: "1.200,00", 80: "800,00", 40: "400,00",
         90: "900,00", 60: "600,00", 30: "300,00"}  # fmt: skip
FIGURES = (
    ("5", "BELANJA", 300, 120, 90),
    ("5.1", "BELANJA OPERASI", 200, 80, 60),
    ("5.2", "BELANJA MODAL", 100, 40, 30),
)


def table(heads: dict[int, str], figures: dict[int, int]) -> Sheet:
    """A form whose headings and figures stand at these columns; figures by the place they have in ``FIGURES``."""
    width = 8
    rows = [[heads.get(column) for column in range(width)]]
    rows += [
        [row[figures[column]] if column in figures else None for column in range(width)] for row in FIGURES
    ]
    return Sheet(rows)


@pytest.mark.parametrize(
    ("heads", "figures"),
    [
        pytest.param({0: 0, 1: 1, 3: 2, 5: 3, 6: 4}, {0: 0, 1: 1, 3: 2, 5: 3, 6: 4}, id="in place"),
        pytest.param(
            {0: 0, 1: 1, 3: 2, 5: 3}, {0: 0, 1: 1, 3: 2, 4: 3}, id="the last one column right of its figures"
        ),
        pytest.param({0: 0, 1: 1, 3: 2, 5: 3, 6: 4}, {0: 0, 1: 1, 3: 2, 5: 3}, id="nothing beneath the last"),
    ],
)
def test_figures_are_found_where_they_stand(
    tmp_path: Path, heads: dict[int, int], figures: dict[int, int]
) -> None:
    sheet = table({column: HEADS[place] for column, place in heads.items()}, figures)
    export = only(read_sheets(tmp_path, sheet, options=TOLD))
    assert [(line.account, line.budget, line.realization) for line in export.accounts] == [
        ("5.1", 200_00, 80_00), ("5.2", 100_00, 40_00)
    ]  # fmt: skip


def test_figures_that_are_texts_are_found_too(tmp_path: Path) -> None:
    heads = {0: HEADS[0], 1: HEADS[1], 3: HEADS[2], 5: HEADS[3]}
    sheet = table(heads, {0: 0, 1: 1, 3: 2, 4: 3})
    sheet.rows[1:] = [[TEXTS.get(cell, cell) for cell in row] for row in sheet.rows[1:]]
    export = only(read_sheets(tmp_path, sheet, options=TOLD))
    assert [(line.account, line.budget, line.realization) for line in export.accounts] == [
        ("5.1", 2_000_00, 800_00), ("5.2", 1_000_00, 400_00)
    ]  # fmt: skip


@pytest.mark.parametrize("step", [-1, 1], ids=["figures left of their headings", "figures right of them"])
def test_several_headings_off_by_one_are_refused(tmp_path: Path, step: int) -> None:
    heads = {0: HEADS[0], 1: HEADS[1], 2: HEADS[2], 4: HEADS[3], 5: HEADS[4]}
    figures = {0: 0, 1: 1, 2: 2, 4 + step: 3, 5 + step: 4}
    found = errors(read_sheets(tmp_path, table(heads, figures), options=TOLD))
    assert "columns-shifted" in {code for code, _ in found}
