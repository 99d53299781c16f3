"""For when a file is: titles, columns, sheet and file names, and what the user says against them."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from truth import Sheet, codes, errors, only, plan, read_sheets, small

from skpd_eval.model import BudgetBasis, PeriodKind, PeriodOrigin, Precision
from skpd_eval.reading.told.options import ReadOptions

JUNE, SEPTEMBER, AUGUST = dt.date(2023, 6, 30), dt.date(2023, 9, 30), dt.date(2023, 8, 11)


def titled(*lines: str) -> Sheet:
    sheet = small()
    sheet.rows[0:0] = [[line] for line in lines]
    return sheet


@pytest.mark.parametrize(
    ("line", "cutoff", "precision"),
    [
        ("s.d. Triwulan III Tahun 2023", SEPTEMBER, Precision.QUARTER),
        ("TW III TA 2023", SEPTEMBER, Precision.QUARTER),
        ("Keadaan Bulan Agustus Tahun 2023", dt.date(2023, 8, 31), Precision.MONTH),
        ("sampai dengan Nopember 2023", dt.date(2023, 11, 30), Precision.MONTH),
        ("Per 11 Agustus 2023", AUGUST, Precision.DAY),
        ("periode 1 Januari s.d 31 Oktober 2023", dt.date(2023, 10, 31), Precision.DAY),
        ("Januari s.d Pebruari 2023", dt.date(2023, 2, 28), Precision.MONTH),
    ],
)
def test_titles(tmp_path: Path, line: str, cutoff: dt.date, precision: Precision) -> None:
    export = only(read_sheets(tmp_path, titled("PEMERINTAH KOTA CONTOH", line), options=ReadOptions()))
    assert (export.cutoff, export.precision, export.period_origin) == (cutoff, precision, PeriodOrigin.TITLE)
    assert export.government == "Kota Contoh"


@pytest.mark.parametrize(
    ("name", "cutoff"),
    [
        ("rekap-triwulan-2-2023.xlsx", JUNE),
        ("rekap_tw3_2023.xlsx", SEPTEMBER),
        ("lra_juni.xlsx", JUNE),
        ("LRA Mei 2023.xlsx", dt.date(2023, 5, 31)),
    ],
)
def test_file_names_where_the_file_is_silent(tmp_path: Path, name: str, cutoff: dt.date) -> None:
    reading = read_sheets(tmp_path, titled("TAHUN ANGGARAN 2023"), options=ReadOptions(), name=name)
    export = only(reading)
    assert (export.cutoff, export.period_origin) == (cutoff, PeriodOrigin.FILE_NAME)
    assert "period-from-file-name" in codes(reading)


def test_a_sheet_name(tmp_path: Path) -> None:
    sheet = titled("TAHUN ANGGARAN 2023")
    sheet.title = "Juni"
    export = only(read_sheets(tmp_path, sheet, options=ReadOptions()))
    assert (export.cutoff, export.period_origin) == (JUNE, PeriodOrigin.SHEET_NAME)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "period-missing"),
        (("TAHUN ANGGARAN 2023",), "quarter-missing"),
        (("s.d. TW III",), "year-missing"),
        (("Januari s.d Okk 2023",), "period-unreadable"),
        (("1 Januari s.d 31 September 2023",), "period-unreadable"),
    ],
)
def test_a_file_that_says_no_period__is_asked_for_what_is_missing(
    tmp_path: Path, lines: tuple[str, ...], code: str
) -> None:
    reading = read_sheets(tmp_path, titled(*lines), options=ReadOptions())
    assert code in {name for name, _ in errors(reading)}


def test_a_signature_date_is_no_period(tmp_path: Path) -> None:
    sheet = titled("TAHUN ANGGARAN 2023")
    sheet.rows += [[], [None, None, None, "Contoh, 3 November 2023"]]
    assert "quarter-missing" in {
        name for name, _ in errors(read_sheets(tmp_path, sheet, options=ReadOptions()))
    }


TITLE = "s.d. Triwulan III Tahun 2023"


@pytest.mark.parametrize(
    ("options", "cutoff", "said", "is_error"),
    [
        pytest.param(ReadOptions(), SEPTEMBER, None, False, id="silent"),
        pytest.param(ReadOptions(year=2023, quarter=3), SEPTEMBER, None, False, id="the same"),
        pytest.param(
            ReadOptions(cutoff=AUGUST), AUGUST, "period-differs", False, id="another day of the quarter"
        ),
        pytest.param(ReadOptions(year=2023, quarter=2), None, "period-differs", True, id="another quarter"),
        pytest.param(ReadOptions(cutoff=JUNE), None, "period-differs", True, id="a day of another quarter"),
        pytest.param(ReadOptions(year=2022), None, "year-differs", True, id="another year"),
        pytest.param(
            ReadOptions(year=2023, quarter=2, force=True), JUNE, "period-differs", False, id="forced quarter"
        ),
        pytest.param(ReadOptions(cutoff=JUNE, force=True), JUNE, "period-differs", False, id="forced day"),
    ],
)
@pytest.mark.parametrize("origin", [PeriodOrigin.OPTION, PeriodOrigin.MANIFEST])
def test_whose_period(
    tmp_path: Path,
    options: ReadOptions,
    cutoff: dt.date | None,
    said: str | None,
    is_error: bool,
    origin: PeriodOrigin,
) -> None:
    told = dataclasses.replace(options, cutoff_origin=origin)
    reading = read_sheets(tmp_path, titled(TITLE), options=told)
    assert (said in {code for code, _ in errors(reading)}) is is_error
    assert said is None or said in codes(reading)
    if cutoff is not None:
        export = only(reading)
        assert export.cutoff == cutoff
        if cutoff != SEPTEMBER:
            assert export.period_origin is origin


def test_a_finer_date_of_the_file_inside_the_quarter_asked_stands(tmp_path: Path) -> None:
    options = ReadOptions(year=2023, quarter=3)
    export = only(read_sheets(tmp_path, titled("Per 29 September 2023"), options=options))
    assert export.cutoff == dt.date(2023, 9, 29)


@pytest.mark.parametrize("year", [2022, 2024])
def test_a_forced_year_of_another_file(tmp_path: Path, year: int) -> None:
    options = ReadOptions(year=year, quarter=3, force=True)
    export = only(read_sheets(tmp_path, titled(TITLE), options=options))
    assert (export.year, export.cutoff) == (year, dt.date(year, 9, 30))


def test_period_columns_split_a_table(tmp_path: Path) -> None:
    rows = [
        ["tahun", "triwulan", "nama skpd", "pagu", "realisasi"],
        [2023, 1, "Dinas A", 1000, 100],
        [2023, "II", "Dinas A", 1000, 200],
        [2023, "TW III", "Dinas A", 1000, 300],
    ]
    reading = read_sheets(tmp_path, Sheet(rows), options=ReadOptions())
    assert errors(reading) == []
    found = {str(export.cutoff): export.accounts[0].realization for export in reading.exports}
    assert found == {"2023-03-31": 100_00, "2023-06-30": 200_00, "2023-09-30": 300_00}


@pytest.mark.parametrize("text", ["31/31/2023", "besok", "2023-02-30"])
def test_a_date_column_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    rows = [["posisi", "nama skpd", "pagu", "realisasi"], [text, "Dinas A", 1000, 100]]
    assert ("period-unreadable", "A2") in errors(read_sheets(tmp_path, Sheet(rows), options=ReadOptions()))


def test_day_before_month(tmp_path: Path) -> None:
    rows = [["posisi", "nama skpd", "pagu", "realisasi"], ["11/08/2023", "Dinas A", 1000, 100]]
    assert only(read_sheets(tmp_path, Sheet(rows), options=ReadOptions())).cutoff == AUGUST


def test_one_month_alone(tmp_path: Path) -> None:
    line = "periode 1 Agustus s.d 31 Agustus 2023"
    reading = read_sheets(tmp_path, titled(line), options=ReadOptions())
    assert only(reading).period_kind is PeriodKind.MONTH
    assert "single-month-title" in codes(reading)
    told = ReadOptions(period_kind=PeriodKind.CUMULATIVE)
    assert only(read_sheets(tmp_path, titled(line), options=told)).period_kind is PeriodKind.CUMULATIVE


@pytest.mark.parametrize(
    ("line", "basis"),
    [
        ("APBD TAHUN 2023", BudgetBasis.UNSTATED),
        ("PERUBAHAN APBD TAHUN 2023", BudgetBasis.REVISED),
        ("APBD MURNI TAHUN 2023", BudgetBasis.ORIGINAL),
        ("PERGESERAN APBD TAHUN 2023", BudgetBasis.UNSTATED),
    ],
)
def test_versions_of_the_budget(tmp_path: Path, line: str, basis: BudgetBasis) -> None:
    options = ReadOptions(quarter=3)
    assert only(read_sheets(tmp_path, titled(line), options=options)).budget_basis is basis


def test_a_plan_is_in_force_from_the_first_of_january_or_as_told(tmp_path: Path) -> None:
    assert only(read_sheets(tmp_path, plan(), options=ReadOptions())).cutoff == dt.date(2023, 1, 1)
    told = ReadOptions(cutoff=dt.date(2023, 10, 1))
    assert only(read_sheets(tmp_path, plan(), options=told)).cutoff == dt.date(2023, 10, 1)


def test_another_government_is_said(tmp_path: Path) -> None:
    options = ReadOptions(government="Kabupaten Lain")
    reading = read_sheets(tmp_path, titled("PEMERINTAH KOTA CONTOH", TITLE), options=options)
    assert only(reading).government == "Kabupaten Lain"
    assert "government-differs" in codes(reading)
