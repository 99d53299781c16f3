"""Several periods side by side: cumulative, alone, or alone with their sum; the rows prove which."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from test_wild_recaps import in_rupiah, read_cells
from truth import errors, findings, read

from skpd_eval.model import PeriodKind
from skpd_eval.reading.told.options import ReadOptions

TITLE = "REALISASI BELANJA SKPD KOTA CONTOH S.D. TRIWULAN III TAHUN 2023"
AGENCIES = {
    "Dinas Pendidikan": 10_000,
    "Dinas Kesehatan": 6_000,
    "Badan Keuangan": 2_000,
    "Kecamatan Satu": 1_000,
}
ALONE = [[1_000, 2_500, 1_900], [600, 700, 1_300], [100, 300, 200], [150, 250, 300]]
UNTIL = [[1_000, 3_500, 5_400], [600, 1_300, 2_600], [100, 400, 600], [150, 400, 700]]
TRUTH = {name: (budget, row[-1]) for (name, budget), row in zip(AGENCIES.items(), UNTIL, strict=True)}
QUARTERS = ["TW I", "TW II", "TW III"]
BENEATH = [["No", "SKPD", "Pagu", "Realisasi"], [None, None, None, *QUARTERS]]


def table(head: list[list[Any]], figures: list[list[Any]]) -> list[list[Any]]:
    rows = [
        [number, name, budget, *row]
        for number, ((name, budget), row) in enumerate(zip(AGENCIES.items(), figures, strict=True), 1)
    ]
    return [*head, *rows]


def with_sums(figures: list[list[int]]) -> list[list[Any]]:
    return [[*row, sum(row)] for row in figures]


@pytest.mark.parametrize(
    ("head", "figures"),
    [
        (BENEATH, UNTIL),
        ([["No", "SKPD", "Pagu", *(f"Realisasi s.d. {quarter}" for quarter in QUARTERS)]], UNTIL),
        ([["No", "SKPD", "Pagu", *(f"Realisasi {quarter}" for quarter in QUARTERS)]], UNTIL),
        ([["No", "SKPD", "Pagu", *QUARTERS], [None, None, None, *(["Realisasi"] * 3)]], UNTIL),
        ([BENEATH[0], [*BENEATH[1], "Jumlah"]], with_sums(ALONE)),
        (
            [["No", "SKPD", "Pagu", *(f"Realisasi {q}" for q in QUARTERS), "Total Realisasi"]],
            with_sums(ALONE),
        ),
        ([[*BENEATH[0]], [*BENEATH[1], "TW IV", "Jumlah"]], [[*row, 0, sum(row)] for row in ALONE]),
        ([BENEATH[0], [*BENEATH[1], "Total"]], [[*row, row[-1]] for row in UNTIL]),
    ],
)
def test_the_position_of_the_title__in_any_form(tmp_path: Path, head: Any, figures: Any) -> None:
    reading = read_cells(tmp_path, table(head, figures), TITLE)
    assert errors(reading) == []
    (last,) = [export for export in reading.exports if export.cutoff and export.cutoff.month == 9]
    assert last.period_kind is PeriodKind.CUMULATIVE
    found = {last.agencies[line.agency].name: (line.budget, line.realization) for line in last.accounts}
    assert found == {name: (budget * 100, spent * 100) for name, (budget, spent) in TRUTH.items()}


@pytest.mark.parametrize(
    ("head", "figures", "code"),
    [
        (BENEATH, ALONE, "periods-alone"),
        (
            [BENEATH[0], [*BENEATH[1], "Jumlah"]],
            [[*row, sum(row) + 1] for row in ALONE],
            "period-columns-unclear",
        ),
        (
            [BENEATH[0], [*BENEATH[1], "TW IV", "Jumlah"]],
            [[*row, 50, sum(row) + 50] for row in ALONE],
            "period-columns-unclear",
        ),
    ],
)
def test_what_no_row_proves__is_refused(tmp_path: Path, head: Any, figures: Any, code: str) -> None:
    assert code in {found for found, _ in errors(read_cells(tmp_path, table(head, figures), TITLE))}


def test_months_that_fall__are_months_alone(tmp_path: Path) -> None:
    months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"]
    figures: list[list[Any]] = [[part // 2 + month for part in row for month in (3, 2, 1)] for row in ALONE]
    reading = read_cells(tmp_path, table([BENEATH[0], [None, None, None, *months]], figures), TITLE)
    assert [export.period_kind for export in reading.exports] == [PeriodKind.MONTH] * 9
    assert "months-alone" in {finding.code for finding in findings(reading)}


def test_two_years_side_by_side__the_fiscal_one_counts(tmp_path: Path) -> None:
    head = [
        ["No", "SKPD", "Tahun 2022", None, "Tahun 2023", None],
        [None, None, *(["Anggaran", "Realisasi"] * 2)],
    ]
    rows = [
        [number, name, 99, 98, budget, spent]
        for number, (name, (budget, spent)) in enumerate(TRUTH.items(), 1)
    ]
    assert in_rupiah(read_cells(tmp_path, [*head, *rows], TITLE)) == TRUTH


def test_months_down_the_rows__are_positions_of_their_own(tmp_path: Path) -> None:
    rows = [
        [name, month, budget, spent * share // 10]
        for name, (budget, spent) in TRUTH.items()
        for share, month in ((4, "Juli"), (7, "Agustus"), (10, "September"))
    ]
    reading = read_cells(tmp_path, [["SKPD", "Bulan", "Pagu", "Realisasi"], *rows], "TAHUN 2023")
    assert [export.cutoff.month for export in reading.exports if export.cutoff] == [7, 8, 9]
    rows[1][3], rows[4][3] = 1, 1
    fallen = read_cells(tmp_path, [["SKPD", "Bulan", "Pagu", "Realisasi"], *rows], "TAHUN 2023")
    assert [code for code, _ in errors(fallen)] == ["periods-fall"]


NO_POSITION = "REALISASI BELANJA SKPD KOTA CONTOH TAHUN ANGGARAN 2023"


def read_untold(folder: Path, cells: list[list[Any]], title: str = NO_POSITION) -> Any:
    """Read a table of which neither title nor user names the position."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    for row in ([title], *cells):
        page.append(list(row))
    workbook.save(folder / "berkas.xlsx")
    return read(folder / "berkas.xlsx", ReadOptions(government="Kota Contoh"))


@pytest.mark.parametrize(
    ("head", "figures"),
    [
        pytest.param([BENEATH[0], [*BENEATH[1], "TW IV"]], [[*row, None] for row in UNTIL], id="so far"),
        pytest.param(
            [BENEATH[0], [*BENEATH[1], "TW IV", "Jumlah"]], [[*row, 0, sum(row)] for row in ALONE], id="summed"
        ),
        pytest.param(
            [["No", "SKPD", "Pagu", *(f"s.d. {month}" for month in ("Januari", "Mei", "September"))]],
            UNTIL,
            id="headed by their period alone",
        ),
    ],
)
def test_nobody_names_the_position__the_last_period_filled_in_is_it(
    tmp_path: Path, head: Any, figures: Any
) -> None:
    reading = read_untold(tmp_path, table(head, figures))
    assert errors(reading) == []
    last = reading.exports[-1]
    assert (last.cutoff.month, last.period_kind) == (9, PeriodKind.CUMULATIVE)
    assert [line.realization for line in last.accounts] == [spent * 100 for _, spent in TRUTH.values()]


def test_a_last_period_that_repeats_the_one_before__is_no_position(tmp_path: Path) -> None:
    copied = [[*row, row[-1]] for row in UNTIL]
    reading = read_untold(tmp_path, table([BENEATH[0], [*BENEATH[1], "TW IV"]], copied))
    assert "column-ambiguous" in {code for code, _ in errors(reading)}


MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep"]


def test_months_alone_beside_their_total__the_total_is_so_far(tmp_path: Path) -> None:
    """Also where the title says that the months are no sums."""
    alone = [[(whole - 8 * 10), *([10] * 8)] for _, whole in TRUTH.values()]
    head = [["No", "OPD", "Anggaran", *MONTHS, "Total Realisasi"]]
    title = f"{NO_POSITION} (realisasi bulan berkenaan, bukan kumulatif; data s.d. September)"
    reading = read_untold(tmp_path, table(head, with_sums(alone)), title)
    (export,) = reading.exports
    assert (export.cutoff.month, export.period_kind) == (9, PeriodKind.CUMULATIVE)
    assert [line.realization for line in export.accounts] == [spent * 100 for _, spent in TRUTH.values()]


def test_a_sum_of_months_that_begin_late__is_no_year_so_far(tmp_path: Path) -> None:
    head = [["No", "OPD", "Anggaran", "Jul", "Agu", "Sep", "Total Realisasi"]]
    reading = read_untold(tmp_path, table(head, with_sums(ALONE)))
    assert [code for code, _ in errors(reading)] == ["period-alone"]


def read_csv(folder: Path, text: str, options: ReadOptions) -> Any:
    (folder / "berkas.csv").write_text(text)
    return read(folder / "berkas.csv", options)


LAST_AND_THIS = (
    "POSISI MEI 2023\nNo,SKPD,Pagu,Realisasi s.d. bulan lalu,Realisasi bulan ini,Realisasi s.d. bulan ini,%\n"
    "1,Dinas Pendidikan,1000,50,60,110,11\n2,Dinas Kesehatan,600,40,20,60,10\n"
)


@pytest.mark.parametrize(
    ("kind", "spent"),
    [(PeriodKind.MONTH, [60, 20]), (PeriodKind.CUMULATIVE, [110, 60]), (None, [110, 60])],
)
def test_last_month_this_month_to_date__the_user_says_which(
    tmp_path: Path, kind: PeriodKind | None, spent: list[int]
) -> None:
    reading = read_csv(tmp_path, LAST_AND_THIS, ReadOptions(period_kind=kind))
    (export,) = reading.exports
    assert export.period_kind is (kind or PeriodKind.CUMULATIVE)
    assert [line.realization for line in export.accounts] == [amount * 100 for amount in spent]


@pytest.mark.parametrize(
    "heads",
    [
        "No,SKPD,Pagu,Realisasi,,,%\n,,,s/d bulan lalu,bulan ini,s/d bulan ini,\n",
        "No,NAMA PD,DPA,REAL. BLN LALU,REAL. BLN INI,S/D BLN INI,%\n",
    ],
    ids=["beneath the word", "beside it"],
)
def test_to_date__goes_before_this_month(tmp_path: Path, heads: str) -> None:
    heads = f"POSISI MEI 2023\n{heads}"
    reading = read_csv(tmp_path, heads + LAST_AND_THIS.partition("%\n")[2], ReadOptions())
    (export,) = reading.exports
    assert (export.period_kind, [line.realization for line in export.accounts]) == (
        PeriodKind.CUMULATIVE, [110_00, 60_00],
    )  # fmt: skip


def test_a_table_of_this_month_alone__is_of_months(tmp_path: Path) -> None:
    text = (
        "tahun,bulan,nama_opd,pagu,realisasi_bulan_ini\n"
        "2023,Januari,Dinas Pendidikan,1000,50\n2023,Januari,Dinas Kesehatan,600,40\n"
        "2023,Februari,Dinas Pendidikan,1000,150\n2023,Februari,Dinas Kesehatan,600,20\n"
    )
    reading = read_csv(tmp_path, text, ReadOptions())
    assert [(export.cutoff.month, export.period_kind) for export in reading.exports] == [
        (1, PeriodKind.MONTH), (2, PeriodKind.MONTH),
    ]  # fmt: skip


def test_days_as_headings__are_positions(tmp_path: Path) -> None:
    days = [dt.datetime(2024, 1, 31), dt.datetime(2024, 2, 29), dt.datetime(2024, 3, 14)]
    reading = read_untold(tmp_path, table([["No", "OPD", "Pagu", *days]], UNTIL), "Realisasi Kumulatif OPD")
    assert errors(reading) == []
    assert [str(export.cutoff) for export in reading.exports] == ["2024-01-31", "2024-02-29", "2024-03-14"]


def test_months_beside_their_quarter__the_quarter_is_their_sum(tmp_path: Path) -> None:
    head = [BENEATH[0], [None, None, None, "Januari", "Februari", "Maret", "Triwulan I"]]
    reading = read_untold(tmp_path, table(head, with_sums(ALONE)), f"{NO_POSITION} TRIWULAN I")
    assert errors(reading) == []
    (export,) = reading.exports
    assert (export.cutoff.month, export.period_kind) == (3, PeriodKind.CUMULATIVE)
    assert [line.realization for line in export.accounts] == [spent * 100 for _, spent in TRUTH.values()]


def test_realized_during_a_month__is_of_that_month(tmp_path: Path) -> None:
    head = [["No", "SKPD", "Anggaran setahun", "Realisasi selama bulan Maret"]]
    reading = read_untold(tmp_path, table(head, [[row[0]] for row in ALONE]), "BULAN MARET 2023 (tidak kumulatif)")
    assert [export.period_kind for export in reading.exports] == [PeriodKind.MONTH]


def test_a_cash_plan_with_realizations_between__is_no_plan_alone(tmp_path: Path) -> None:
    months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
              "November", "Desember"]  # fmt: skip
    head = [
        ["No", "SKPD", "Anggaran", *(cell for month in months for cell in (month, None))],
        [None, None, None, *(["Kas", "Realisasi"] * 12)],
    ]
    figures = [[5 + place for place in range(24)] for _ in AGENCIES]
    reading = read_untold(tmp_path, table(head, figures), "ANGGARAN KAS DAN REALISASI BELANJA TAHUN 2023")
    assert errors(reading)


def read_hidden(folder: Path, head: list[str], figures: list[list[Any]], hidden: str) -> Any:
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    for row in ([TITLE], *table([head], figures)):
        page.append(list(row))
    page.column_dimensions[hidden].hidden = True
    workbook.save(folder / "berkas.xlsx")
    return read(folder / "berkas.xlsx", ReadOptions(government="Kota Contoh"))


def test_a_hidden_column_beside_the_one_that_is_shown__is_left_out(tmp_path: Path) -> None:
    head = ["No", "SKPD", "Pagu", "Realisasi", "Realisasi Agustus"]
    reading = read_hidden(tmp_path, head, [[row[2], row[1]] for row in UNTIL], "E")
    assert errors(reading) == []
    assert [line.realization for line in reading.exports[-1].accounts] == [row[2] * 100 for row in UNTIL]
    assert "hidden-column-not-read" in {finding.code for finding in findings(reading)}


def test_an_earlier_month__has_not_the_progress_of_the_later_one(tmp_path: Path) -> None:
    head = ["No", "SKPD", "Pagu", "Realisasi s.d. Agustus", "Realisasi s.d. September", "Fisik (%)"]
    reading = read_hidden(tmp_path, head, [[row[1], row[2], 60] for row in UNTIL], "D")
    assert errors(reading) == []
    done = {
        export.cutoff.month: {line.physical_pct for line in export.progress}
        for export in reading.exports
        if export.cutoff and export.progress
    }
    assert done == {8: {None}, 9: {60}}


def test_a_year_beside_the_fiscal_one__is_said(tmp_path: Path) -> None:
    head = [["No", "SKPD", "Pagu 2023", "Realisasi 2022", "Realisasi 2023"]]
    rows = table(head, [[spent // 2, spent] for _, spent in TRUTH.values()])
    reading = read_cells(tmp_path, rows, TITLE)
    assert in_rupiah(reading) == TRUTH
    assert "column-of-another-year" in {finding.code for finding in findings(reading)}


def test_this_month_beside_the_year_so_far__is_not_the_realization(tmp_path: Path) -> None:
    """Also where only its words say that the other one is so far."""
    head = [
        ["No", "SKPD", "Pagu", "Realisasi", None, None],
        [None, None, None, "s/d Bulan Lalu", "Bulan Ini", "s/d Bulan Ini"],
    ]
    reading = read_cells(tmp_path, table(head, [[row[1], row[2] - row[1], row[2]] for row in UNTIL]), TITLE)
    assert in_rupiah(reading) == TRUTH
