"""A word only proposes what a row is; sums decide, and where they cannot, the file is refused at the row."""

from pathlib import Path

import pytest
import shapes
from shapes import MILLION, WHOLE
from test_layout_outputs import form, outputs
from truth import codes, errors, read_sheets

ASIDE = ["Rata-rata", "Selisih", "JML.", "Belanja Daerah", "Keseluruhan", "Semua OPD", "Persentase", "Terendah"]


def _recap(word: str, amounts: tuple[int, int], *, total: bool) -> shapes.Printed:
    printed = shapes.recap()
    printed.total = printed.total if total else None
    printed.rows.append([None, word, *amounts, 32.71])
    return printed


@pytest.mark.parametrize("word", ASIDE)
def test_what_is_worked_out_of_a_table_never_becomes_an_agency(tmp_path: Path, word: str) -> None:
    printed = _recap(word, (WHOLE[0] // 4, WHOLE[1] // 4), total=False)
    reading = read_sheets(tmp_path, printed.sheet(), options=printed.options)
    assert errors(reading) == [("row-no-agency", f"{len(printed.sheet().rows)}")]


@pytest.mark.parametrize("name", ["Perpustakaan", "Inspektorat", "Perumahan Rakyat", "Sumber Daya Air"])
def test_an_agency_may_be_called_much_alike(tmp_path: Path, name: str) -> None:
    printed = shapes.recap()
    printed.total = None
    printed.rows[-1][1] = name
    reading = read_sheets(tmp_path, printed.sheet(), options=printed.options)
    assert errors(reading) == []


@pytest.mark.parametrize("off", [0, MILLION], ids=["right", "off"])
def test_a_subtotal_that_is_none_is_said(tmp_path: Path, off: int) -> None:
    printed = shapes.recap()
    first = [row[2:4] for row in printed.rows[:2]]
    sums = [sum(amounts) for amounts in zip(*first, strict=True)]
    printed.rows.insert(2, [None, "Sub Total", sums[0] + off, sums[1], None])
    reading = read_sheets(tmp_path, printed.sheet(), options=printed.options)
    assert shapes.SHAPES["recap"].found(reading) == WHOLE
    assert ("subtotal-differs" in codes(reading)) is bool(off)


def test_an_output_called_a_number_of_things_counts(tmp_path: Path) -> None:
    """*Jumlah kelompok tani yang dibina* is an indicator, not a sum."""
    rows = [("Dinas Pertanian", "3.27.02.2.01.0001", 400, "kelompok", [100] * 4, [90] * 4)]
    sheet = form(rows)
    sheet.rows[-1][5] = "Jumlah kelompok tani yang dibina"
    assert outputs(read_sheets(tmp_path, sheet)) == outputs(read_sheets(tmp_path, form(rows))) != {}


LEVELS = (
    ("PROGRAM PENINGKATAN PRODUKSI", 300, 120),
    ("Pembinaan Kelompok", 200, 80),
    ("Penyediaan Benih", 100, 40),
    ("PROGRAM PENYULUHAN", 50, 10),
    ("Pelatihan Penyuluh", 50, 10),
)


def _indented(name: str) -> str:
    return name.title() if name.isupper() else f"   {name}"


def _levels(*, off: int = 0, indent: bool = False) -> shapes.Printed:
    """Programs and activities told apart by capitals or by indentation, without a total."""
    printed = shapes.names()
    printed.total = None
    printed.head[0] = "Ket"
    printed.rows = [
        [None, _indented(name) if indent else name, budget * MILLION, spent * MILLION, None, None]
        for name, budget, spent in LEVELS
    ]
    printed.rows[0][2] += off
    return printed


@pytest.mark.parametrize("indent", [False, True], ids=["capitals", "indentation"])
def test_levels_without_marks_are_told_by_their_sums(tmp_path: Path, indent: bool) -> None:
    printed = _levels(indent=indent)
    reading = read_sheets(tmp_path, printed.sheet(), options=printed.options)
    assert shapes.SHAPES["names"].found(reading) == (350 * MILLION, 130 * MILLION)


@pytest.mark.parametrize("indent", [False, True], ids=["capitals", "indentation"])
def test_levels_that_no_sum_proves_are_refused(tmp_path: Path, indent: bool) -> None:
    printed = _levels(off=MILLION, indent=indent)
    reading = read_sheets(tmp_path, printed.sheet(), options=printed.options)
    assert [code for code, _ in errors(reading)] == ["total-needed"]
