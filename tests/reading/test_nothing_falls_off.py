"""What is wrong with the rows of a recap is refused at its row, or told: no money falls off in silence."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from test_levels_of_agencies import AGENCIES, CODED
from test_wild_recaps import HEAD, TITLE, in_rupiah, read_cells
from truth import errors, findings

Rows = list[list[Any]]
NAMED: Rows = [[place, *agency] for place, agency in enumerate(AGENCIES.values(), 1)]
WITH_CODES: Rows = [[place, code, *agency] for place, (code, agency) in enumerate(AGENCIES.items(), 1)]
TOTAL: list[Any] = [None, "JUMLAH", 2_500, 870]
THREE: list[Any] = [None, "JUMLAH", 2_300, 850]
LAST: list[Any] = [4, "Perpustakaan", 200, 20]


def said(tmp_path: Path, *rows: list[Any], head: list[str] = HEAD) -> set[tuple[str, str]]:
    """Codes of what is said, each with its cell."""
    reading = read_cells(tmp_path, [head, *rows], TITLE)
    return {(one.code, (one.source and one.source.cell) or "") for one in findings(reading)}


def refused(tmp_path: Path, *rows: list[Any], head: list[str] = HEAD) -> set[str]:
    return {code for code, _ in errors(read_cells(tmp_path, [head, *rows], TITLE))}


@pytest.mark.parametrize("count", [4, None], ids=["counted", "uncounted"])
def test_a_row_beneath_the_total_is_refused_whatever_its_name(tmp_path: Path, count: int | None) -> None:
    assert ("rows-after-total", "B7") in said(tmp_path, *NAMED[:3], THREE, [count, *LAST[1:]])


@pytest.mark.parametrize(
    "row",
    [
        [None, "Rata-rata", 625, 217],
        [None, "Selisih", 1_630, None],
        [None, "Total", 2_500, 870],
        [None, "Pendapatan Daerah", 3_000, 900],
        [None, "Surplus / (Defisit)", 500, 30],
        [None, "Target TW III", 1_900, 800],
        [1, "Dinas Pendidikan", 1_000, 400],
    ],
    ids=lambda row: row[1],
)
def test_what_repeats_the_table_or_is_worked_out_of_it_is_no_row_beneath(tmp_path: Path, row: list[Any]) -> None:
    assert refused(tmp_path, *NAMED, TOTAL, row) == set()


def test_a_breakdown_of_the_same_total_is_no_row_beneath(tmp_path: Path) -> None:
    parts: Rows = [[None, "Wilayah Utara", 1_500, 500], [None, "Wilayah Selatan", 1_000, 370]]
    assert ("rows-repeated-beneath", "8") in said(tmp_path, *NAMED, TOTAL, *parts)


@pytest.mark.parametrize("again", [True, False], ids=["header", "no header"])
def test_a_second_copy_of_the_table_is_said_and_counts_once(tmp_path: Path, again: bool) -> None:
    rows = [*NAMED, TOTAL, *([HEAD] if again else []), *NAMED, TOTAL]
    assert "rows-repeated-beneath" in {code for code, _ in said(tmp_path, *rows)}
    assert sum(budget for budget, _ in in_rupiah(read_cells(tmp_path, [HEAD, *rows], TITLE)).values()) == 2_500


def test_a_second_table_with_other_figures_is_refused(tmp_path: Path) -> None:
    other = [[*row[:3], row[3] + 5] for row in NAMED]
    assert refused(tmp_path, *NAMED, TOTAL, *other, [None, "JUMLAH", 2_500, 890]) == {"rows-after-total"}


@pytest.mark.parametrize("parts", [[], [[None, "Jumlah Lain", 200, 20]]], ids=["a row", "a part with its sum"])
def test_a_total_above_a_grand_total_is_one_of_a_part(tmp_path: Path, parts: Rows) -> None:
    rows = [*NAMED[:3], THREE, LAST, *parts, [None, "GRAND TOTAL", 2_500, 870]]
    assert sum(budget for budget, _ in in_rupiah(read_cells(tmp_path, [HEAD, *rows], TITLE)).values()) == 2_500


@pytest.mark.parametrize(
    "code", [dt.datetime(2023, 2, 1), "01/02/2023", "1-2-2023", "2023-02-01"], ids=["a date", "d/m", "d-m", "y-m-d"]
)
def test_an_agencys_code_that_became_a_date_is_refused(tmp_path: Path, code: Any) -> None:
    rows = [[place, code, *agency] for place, agency in enumerate(AGENCIES.values(), 1)]
    assert refused(tmp_path, *rows, head=CODED) == {"code-as-number"}


@pytest.mark.parametrize(
    ("name", "two"),
    [
        ("Dinas Pendidikan dan Dinas Kesehatan", True),
        ("Dinas Pendidikan\nDinas Kesehatan", True),
        ("Dinas Kesehatan / RSUD Contoh", True),
        ("Dinas Pekerjaan Umum dan Penataan Ruang", False),
        ("Badan Kepegawaian, Pendidikan dan Pelatihan", False),
        ("Sekretariat Daerah, Bagian Umum", False),
    ],
)
def test_two_agencies_in_one_cell_are_said(tmp_path: Path, name: str, two: bool) -> None:
    found = said(tmp_path, [1, name, 1_600, 700], *NAMED[2:])
    assert (("two-agencies-named", "B3") in found) is two


def test_one_name_under_two_codes_is_said(tmp_path: Path) -> None:
    rows = [WITH_CODES[0], [*WITH_CODES[1][:2], "Dinas Pendidikan", 600, 300], *WITH_CODES[2:]]
    assert ("name-two-codes", "C4") in said(tmp_path, *rows, [None, None, *TOTAL[1:]], head=CODED)


def test_a_running_number_left_out_is_said_where_no_total_proves_the_rows(tmp_path: Path) -> None:
    assert ("number-skipped", "A5") in said(tmp_path, *NAMED[:2], NAMED[3])
    assert refused(tmp_path, *NAMED[:2], NAMED[3], TOTAL) == {"total-differs"}
    proved = said(tmp_path, *NAMED[:2], NAMED[3], [None, "JUMLAH", 1_800, 720])
    assert "number-skipped" not in {code for code, _ in proved}


def test_a_realization_without_a_budget_is_said(tmp_path: Path) -> None:
    assert ("budget-missing", "C5") in said(tmp_path, *NAMED[:2], [3, "Dinas Sosial", None, 700], NAMED[3])


@pytest.mark.parametrize("total", [[TOTAL], []], ids=["total", "no total"])
def test_a_row_of_formulas_without_values_is_refused(tmp_path: Path, total: Rows) -> None:
    rows = [*NAMED[:2], [3, "Dinas Sosial", "=SUM(F1:F2)", "=SUM(G1:G2)"], NAMED[3]]
    assert "formula-without-value" in refused(tmp_path, *rows, *total)
