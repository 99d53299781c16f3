"""Cash plan forms of one agency: targets by month, realizations by month or so far, told apart by their figures."""

import datetime as dt
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from truth import MONTHS, Row, Sheet, codes, errors, findings, indonesian, read, read_sheets

from skpd_eval.model import FileReading, Kind, PeriodKind, RealizationBasis, Severity
from skpd_eval.reading.periods.course import Course, course_of_plan, course_of_realization
from skpd_eval.reading.told.options import ReadOptions

AGENCY = "Kecamatan Contoh"
TOLD = ReadOptions(government="Kabupaten Contoh")
TARGET = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 140]
BUDGET = sum(TARGET)
ALONE = [5, 25, 10, 30, 20, 15, 40, 35, 0, 0, 0, 0]
SO_FAR = [*accumulate(ALONE[:8]), 0, 0, 0, 0]
ZEROS = [0] * 12


def with_quarters(months: Sequence[Any], cells: str = "sum") -> Row:
    """Twelve months with the quarter cells of a form: sums, the last month of the quarter, zeros or blanks."""
    row: Row = []
    for quarter in range(4):
        three = list(months[3 * quarter : 3 * quarter + 3])
        known = [amount for amount in three if amount]
        cell = {"sum": sum(known), "last": (known or [0])[-1], "zero": 0, "blank": None}[cells]
        row += [*three, cell]
    return row


def form(
    target: Sequence[Any] = TARGET,
    realization: Sequence[Any] = SO_FAR,
    *,
    quarters: str = "last",
    agency: str | None = AGENCY,
    title: str = "OPD………..",
    budget: Any = f"Rp. {BUDGET}",
    sheet: str = "JAN-DES",
) -> Sheet:
    """The form as the finance division hands it out: notes beneath hold numbers that are no data."""
    months = [
        cell
        for q in range(4)
        for cell in (*MONTHS[3 * q : 3 * q + 3], f"Triwulan {['I', 'II', 'III', 'IV'][q]}")
    ]
    rows: list[Row] = [
        [],
        [],
        ["TARGET (MENURUT ANGGARAN KAS) DAN REALISASI KEUANGAN"],
        [title],
        ["TAHUN ANGGARAN 2022"],
        [],
        ["Nama OPD", "Total Anggaran", None, "Rincian", *months],
        [agency, "PENDAPATAN", "Rp. ", "TARGET", *with_quarters(ZEROS, "blank")],
        [None, None, None, "REALISASI", *with_quarters(ZEROS, "blank")],
        [None, "BELANJA", budget, "Target", *with_quarters(target)],
        [None, None, None, "Realisasi", *with_quarters(realization, quarters)],
        [None, "PEMBIAYAAN", " Rp. ", "Target", *with_quarters(ZEROS, "blank")],
        [None, None, None, "Realisasi", *with_quarters(ZEROS, "blank")],
        [],
        [None, "BAGIAN KEUANGAN", *[None] * 10, "KEPALA OPD"],
        [],
        [*[None] * 6, "Catatan :", "Format Cell tidak menggunakan koma (,)"],
        [*[None] * 6, "Format Salah :", 6105755273],
        [None, "……………………….", *[None] * 4, "Format Benar :", 6105755273],
    ]
    merges = ["B7:C7", "A8:A13", "B8:B9", "B10:B11", "B12:B13", "C8:C9", "C10:C11", "C12:C13", "A3:T3"]
    return Sheet(rows, merges, (6,), title=sheet)


def plan(reading: FileReading) -> list[int | None]:
    """The expenditure's plan in rupiah."""
    (line,) = [line for export in reading.exports for line in export.plans if line.account == "5"]
    assert all(month is None or month % 100 == 0 for month in line.months)
    return [None if month is None else month // 100 for month in line.months]


def realized(reading: FileReading) -> dict[int, int | None]:
    """Month of each position to the expenditure realized so far, in rupiah, whichever way it is recorded."""
    positions = [export for export in reading.exports if export.kind is Kind.ACCOUNTS]
    found: dict[int, int | None] = {}
    so_far = 0
    for export in positions:
        (line,) = [line for line in export.accounts if line.account == "5"]
        assert export.cutoff is not None
        assert line.realization is not None
        so_far = line.realization + (so_far if export.period_kind is PeriodKind.MONTH else 0)
        found[export.cutoff.month] = so_far // 100
    return found


def test_form__plan_and_positions(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, form(), options=TOLD)
    assert errors(reading) == []
    assert plan(reading) == TARGET
    assert realized(reading) == {month: sum(ALONE[:month]) for month in range(1, 9)}
    first, *positions = reading.exports
    assert (first.kind, first.cutoff, first.year) == (Kind.PLAN, dt.date(2022, 1, 1), 2022)
    assert {export.realization_basis for export in positions} == {RealizationBasis.AGENCY}
    assert {line.budget for export in positions for line in export.accounts} == {BUDGET * 100}
    assert [agency.name for agency in first.agencies] == [AGENCY]
    assert positions[0].columns == {"budget": "C", "realization": "E"}
    assert positions[3].columns["realization"] == "I"


def test_form__months_alone_are_recorded_as_such(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, form(realization=ALONE, quarters="sum"), options=TOLD)
    assert errors(reading) == []
    assert {export.period_kind for export in reading.exports if export.kind is Kind.ACCOUNTS} == {
        PeriodKind.MONTH
    }
    assert realized(reading) == {month: sum(ALONE[:month]) for month in range(1, 9)}
    assert "series-of-months" in codes(reading)


@pytest.mark.parametrize("quarters", ["sum", "last", "zero", "blank"])
def test_form__quarter_cells_of_every_kind(tmp_path: Path, quarters: str) -> None:
    """The sum of a cumulative series passes the budget here, so that no quarter cell is needed."""
    assert sum(SO_FAR) > BUDGET - 200
    reading = read_sheets(tmp_path, form(quarters=quarters, budget=400), options=TOLD)
    assert realized(reading) == {month: sum(ALONE[:month]) for month in range(1, 9)}
    assert ("quarter-sum-differs" in codes(reading)) is (quarters == "sum")


def test_form__a_wrong_quarter_cell_is_told_and_the_months_count(tmp_path: Path) -> None:
    sheet = form()
    sheet.rows[9][7] += 1
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert plan(reading) == TARGET
    (finding,) = [finding for finding in findings(reading) if finding.code == "quarter-sum-differs"]
    assert (finding.arguments["stated"], finding.arguments["sum"]) == (
        (sum(TARGET[:3]) + 1) * 100,
        sum(TARGET[:3]) * 100,
    )
    assert finding.source is not None
    assert finding.source.cell == "H10"


UNCLEAR = {
    "one month": [0] * 10 + [66, 0],
    "rising within the budget": [1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0],
    "one small fall": [10, 20, 19, 40, 50, 0, 0, 0, 0, 0, 0, 0],
    "a blank inside": [9, 3, None, 8, 2, 0, 0, 0, 0, 0, 0, 0],
    "falling beyond the budget": [400, 300, 200, 100, 0, 0, 0, 0, 0, 0, 0, 0],
}


@pytest.mark.parametrize("months", UNCLEAR.values(), ids=UNCLEAR)
def test_form__what_may_be_either_is_not_recorded(tmp_path: Path, months: list[int | None]) -> None:
    reading = read_sheets(tmp_path, form(realization=months, quarters="sum"), options=TOLD)
    assert errors(reading) == []
    assert realized(reading) == {}
    assert plan(reading) == TARGET
    assert "series-unclear" in codes(reading)


@pytest.mark.parametrize("kind", list(PeriodKind))
def test_form__the_user_decides_what_may_be_either(tmp_path: Path, kind: PeriodKind) -> None:
    options = ReadOptions(government="Kabupaten Contoh", period_kind=kind)
    months = UNCLEAR["rising within the budget"]
    found = realized(read_sheets(tmp_path, form(realization=months), options=options))
    expected = months[:6] if kind is PeriodKind.CUMULATIVE else list(accumulate(months[:6]))
    assert list(found.values()) == expected


def test_form__not_filled_in_is_known_and_states_no_plan(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, form(ZEROS, ZEROS, quarters="blank"), options=TOLD)
    assert not errors(reading)
    assert ("form-not-filled", "8") in [(one.code, one.source and one.source.cell) for one in findings(reading)]
    (export,) = reading.exports
    assert (export.kind, [agency.name for agency in export.agencies], export.plans) == (Kind.PLAN, [AGENCY], ())


def test_form__a_plan_of_zeros_is_no_plan(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, form(ZEROS), options=TOLD)
    assert [line for export in reading.exports for line in export.plans] == []
    assert "plan-not-filled" in codes(reading)
    assert len(realized(reading)) == 8


def test_form__targets_so_far_become_months(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, form(list(accumulate(TARGET))), options=TOLD)
    assert plan(reading) == TARGET
    assert "series-so-far" in codes(reading)


@pytest.mark.parametrize(
    ("options", "sheet", "last"),
    [
        pytest.param(ReadOptions(cutoff=dt.date(2022, 6, 30)), "JAN-DES", 6, id="cut-off"),
        pytest.param(ReadOptions(quarter=1), "JAN-DES", 3, id="quarter"),
        pytest.param(ReadOptions(), "JAN-APR", 4, id="sheet"),
        pytest.param(ReadOptions(), "Sheet1", 8, id="last month with an amount"),
    ],
)
def test_form__reads_up_to_the_position(tmp_path: Path, options: ReadOptions, sheet: str, last: int) -> None:
    reading = read_sheets(tmp_path, form(sheet=sheet), options=options)
    assert max(realized(reading)) == last
    after = [one.severity for one in findings(reading) if one.code == "column-after-period"]
    asked = options.cutoff is not None or options.quarter is not None
    assert after == [Severity.INFO if asked else Severity.WARNING] * (last < 8)
    assert plan(reading) == TARGET


def test_form__a_told_day_is_the_last_position(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, form(), options=ReadOptions(cutoff=dt.date(2022, 8, 15)))
    cutoffs = [export.cutoff for export in reading.exports if export.kind is Kind.ACCOUNTS]
    assert cutoffs[-2:] == [dt.date(2022, 7, 31), dt.date(2022, 8, 15)]


@pytest.mark.parametrize(
    ("agency", "title", "told", "expected"),
    [
        pytest.param(AGENCY, "OPD………..", None, AGENCY, id="cell"),
        pytest.param(None, "OPD KECAMATAN CONTOH", None, "KECAMATAN CONTOH", id="title"),
        pytest.param("OPD......", "OPD : Kecamatan Contoh", None, "Kecamatan Contoh", id="labelled title"),
        pytest.param(None, "OPD………..", "Dinas Lain", "Dinas Lain", id="option"),
        pytest.param(AGENCY, "OPD………..", "Dinas Lain", "Dinas Lain", id="option wins"),
    ],
)
def test_form__whose_it_is(
    tmp_path: Path, agency: str | None, title: str, told: str | None, expected: str
) -> None:
    options = ReadOptions(agency_name=told)
    reading = read_sheets(tmp_path, form(agency=agency, title=title), options=options)
    assert {agency.name for export in reading.exports for agency in export.agencies} == {expected}


@pytest.mark.parametrize("agency", [None, "OPD………..", "SKPD :", "......"])
def test_form__nobodys_is_refused(tmp_path: Path, agency: str | None) -> None:
    assert errors(read_sheets(tmp_path, form(agency=agency), options=TOLD)) == [("agency-missing", "A8")]


def test_form__two_agencies_on_one_sheet(tmp_path: Path) -> None:
    sheet = form()
    other = form(
        agency="Dinas Contoh", target=[2 * amount for amount in TARGET], budget=f"Rp. {2 * BUDGET}"
    ).rows
    sheet.rows[13:13] = other[7:13]
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert errors(reading) == []
    plans = {export.agencies[0].name: sum(line.months) for export in reading.exports for line in export.plans}  # type: ignore[arg-type]
    assert plans == {AGENCY: BUDGET * 100, "Dinas Contoh": 2 * BUDGET * 100}


# What offices do to it


def _months_as_texts(sheet: Sheet) -> None:
    for row in sheet.rows[7:13]:
        row[4:] = [None if cell is None else indonesian(cell * 100) for cell in row[4:]]


def _a_title_more(sheet: Sheet) -> None:
    sheet.rows.insert(2, ["PEMERINTAH KABUPATEN CONTOH"])
    sheet.merges.clear()


def _short_months(sheet: Sheet) -> None:
    short = ["Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nop", "Des"]
    sheet.rows[6] = [short[MONTHS.index(cell)] if cell in MONTHS else cell for cell in sheet.rows[6]]


def _months_with_the_year(sheet: Sheet) -> None:
    sheet.rows[6] = [f"{cell} 2022" if cell in MONTHS else cell for cell in sheet.rows[6]]


def _other_words(sheet: Sheet) -> None:
    sheet.rows[6][:4] = ["SKPD", "Pagu Anggaran", None, "Uraian"]
    for row, words in zip(sheet.rows[7:13], ["Target", "Realisasi Keuangan"] * 3, strict=True):
        row[3] = words


def _group_and_series_in_one_cell(sheet: Sheet) -> None:
    group = ""
    for row in sheet.rows[7:13]:
        group = row[1] or group
        row[1], row[3] = None, f"{row[3]} {group}"
    sheet.merges.clear()


def _columns_moved(sheet: Sheet) -> None:
    for row in sheet.rows[6:13]:
        row[:] = [None, None, *row]
    sheet.merges.clear()


def _no_quarters(sheet: Sheet) -> None:
    for row in sheet.rows[6:13]:
        row[:] = [cell for at, cell in enumerate(row) if at not in (7, 11, 15, 19)]
    sheet.rows[9][2] = 400


def _budget_under_its_heading(sheet: Sheet) -> None:
    for row in sheet.rows[6:13]:
        row[1], row[2] = row[2], row[1]
    sheet.rows[6][1], sheet.rows[6][2] = "Total Anggaran", "Kelompok"
    sheet.merges.clear()


MUTATIONS = [
    _months_as_texts, _a_title_more, _short_months, _months_with_the_year, _other_words,
    _group_and_series_in_one_cell, _columns_moved, _no_quarters, _budget_under_its_heading,
]  # fmt: skip


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__.strip("_"))
def test_form__read_right_whatever_offices_do(tmp_path: Path, mutate: Any) -> None:
    sheet = form()
    mutate(sheet)
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert errors(reading) == []
    assert plan(reading) == TARGET
    assert realized(reading) == {month: sum(ALONE[:month]) for month in range(1, 9)}


def test_form__two_columns_of_months_exchanged(tmp_path: Path) -> None:
    sheet = form(quarters="blank", budget=400)
    for row in sheet.rows[6:13]:
        row[4], row[8] = row[8], row[4]
    assert plan(read_sheets(tmp_path, sheet, options=TOLD)) == TARGET


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        pytest.param(9, 5, "dua puluh", ("amount-unreadable", "F10"), id="words for an amount"),
        pytest.param(9, 3, "Prakiraan Maju", ("series-row-unknown", "E10"), id="unknown series"),
        pytest.param(9, 1, "Belanja Lain", ("series-row-unknown", "E10"), id="unknown group"),
        pytest.param(10, 3, "Target", ("series-repeated", "E11"), id="twice"),
        pytest.param(7, 1, "BELANJA", ("series-repeated", "E10"), id="group twice"),
        pytest.param(11, 1, "Belanja Modal", ("series-overlap", "E12"), id="part beside its whole"),
    ],
)
def test_form__refused_with_the_cell(
    tmp_path: Path, row: int, column: int, value: str, expected: tuple[str, str]
) -> None:
    sheet = form()
    sheet.rows[row][column] = value
    assert expected in errors(read_sheets(tmp_path, sheet, options=TOLD))


def test_form__figures_beneath_the_table_are_refused_not_dropped(tmp_path: Path) -> None:
    sheet = form()
    sheet.rows.append([None, None, None, "Cadangan", 1, 2, 3])
    assert ("series-row-unknown", f"E{len(sheet.rows)}") in errors(read_sheets(tmp_path, sheet, options=TOLD))


# The judgement alone

amounts = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


@settings(max_examples=60)
@given(amounts, st.sampled_from(["sum", "last", "zero", "blank"]), st.booleans(), st.integers(1, 3))
def test_course__is_never_the_other_one(spent: list[int], cells: str, so_far: bool, slack: int) -> None:
    """A series of months within the budget, printed either way, is read as it is or left open."""
    printed = list(accumulate(spent)) if so_far else spent
    months = [*printed, *[0] * (12 - len(printed))]
    row = with_quarters(months, "sum" if not so_far and cells == "last" else cells)
    quarters = {quarter: row[4 * quarter - 1] for quarter in range(1, 5)}
    course = course_of_realization(months, quarters, slack * sum(spent))
    allowed = {Course.SO_FAR, Course.UNCLEAR} if so_far else {Course.ALONE, Course.UNCLEAR}
    if any(spent):
        assert course in allowed
    else:
        assert course is Course.EMPTY


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10**9), min_size=12, max_size=12), st.sampled_from(["sum", "zero", "blank"]))
def test_course__a_plan_by_month_is_one(months: list[int], cells: str) -> None:
    row = with_quarters(months, cells)
    quarters = {quarter: row[4 * quarter - 1] for quarter in range(1, 5)}
    expected = Course.ALONE if any(months) else Course.EMPTY
    assert course_of_plan(months, quarters, sum(months)) is expected


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(amounts, st.booleans(), st.sampled_from(["sum", "blank"]))
def test_form__recorded_is_the_truth_or_nothing(
    tmp_path: Path, spent: list[int], so_far: bool, cells: str
) -> None:
    printed = list(accumulate(spent)) if so_far else spent
    months = [*printed, *[0] * (12 - len(printed))]
    reading = read_sheets(
        tmp_path, form(realization=months, quarters=cells, budget=2 * sum(spent)), options=TOLD
    )
    assert errors(reading) == []
    truth = dict(enumerate(accumulate(spent), 1))
    found = realized(reading)
    assert found == {month: truth[month] for month in found}


REAL = {48: ("Kecamatan Nassau", 391_609_386, 907_367_679, 1_307_598_859, 1_667_378_459)}


def test_real_form(exports: Path) -> None:
    reading = read(exports / "toba-2022" / "anggaran_kas_48_20221208-205958.xlsx", ReadOptions())
    name, march, june, september, whole = REAL[48]
    months = plan(reading)
    assert [sum(m or 0 for m in months[:end]) for end in (3, 6, 9, 12)] == [march, june, september, whole]
    assert reading.exports[0].agencies[0].name == name
    assert realized(reading)[11] == 1_218_655_764
