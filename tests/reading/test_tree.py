"""Tables of codes (SIPD-RI recap and cash plan): right figures, and every spoilt one refused with its cell."""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from truth import (
    EDUCATION,
    HEALTH,
    LEAVES,
    SEPTEMBER,
    Leaf,
    Sheet,
    Style,
    codes,
    errors,
    figures,
    indonesian,
    names,
    number,
    only,
    plan,
    planned,
    read_sheets,
    recap,
    spread,
    sums,
)

from skpd_eval.model import Dimension, Kind, Level


@pytest.mark.parametrize("style", [indonesian, number], ids=["texts", "numbers"])
def test_recap__reads_every_leaf_to_the_sen(tmp_path: Path, style: Style) -> None:
    export = only(read_sheets(tmp_path, recap(style=style)))
    assert (export.layout, export.kind, export.level) == ("sipd-recap", Kind.ACCOUNTS, Level.ACCOUNT)
    assert (export.government, export.cutoff, export.year) == ("Kota Contoh", SEPTEMBER, 2023)
    found = {
        (export.agencies[line.agency].code, line.activity, line.account): (line.budget, line.realization)
        for line in export.accounts
    }
    assert found == {
        (leaf.agency, leaf.activity, leaf.account): (leaf.budget, leaf.realization) for leaf in LEAVES
    }
    assert {agency.code: agency.name for agency in export.agencies} == names()
    assert export.names[Dimension.ACTIVITY, "1.01.01.2.01.0001"] == "Uraian 1.01.01.2.01.0001"
    assert export.columns["realization:5.2"] == "I"


def test_recap__numbers_beside_texts(tmp_path: Path) -> None:
    """An operator converted the amounts and left the zeros as text."""

    def mixed(sen: int) -> object:
        return number(sen) if sen else "0,00"

    assert figures(read_sheets(tmp_path, recap(style=mixed))) == sums()


Spoil = Callable[[Sheet], None]


def _title(sheet: Sheet) -> None:
    sheet.rows.insert(0, ["Lampiran I"])
    sheet.merges.clear()


def _far_down(sheet: Sheet) -> None:
    sheet.rows[0:0] = [[] for _ in range(14)]
    sheet.merges.clear()


def _shuffled(sheet: Sheet) -> None:
    start = sheet.data + 1
    sheet.rows[start:-1] = sheet.rows[start:-1][::-1]


def _no_number_row(sheet: Sheet) -> None:
    del sheet.rows[sheet.data]


def _typed_numbers(sheet: Sheet) -> None:
    sheet.rows[sheet.data] = [1, None, None, None, *range(2, 11)]


def _numbers_in_brackets(sheet: Sheet) -> None:
    sheet.rows[sheet.data] = ["(1)", None, None, None, *(f"({column})" for column in range(2, 11))]


def _no_merges(sheet: Sheet) -> None:
    sheet.merges.clear()


def _blank_rows(sheet: Sheet) -> None:
    for row in range(len(sheet.rows) - 1, sheet.data, -3):
        sheet.rows.insert(row, [])


def _signature(sheet: Sheet) -> None:
    sheet.rows += [[], [None] * 5 + ["Contoh, 3 November 2023"], [None] * 5 + ["Kepala Badan"]]


def _added_columns(sheet: Sheet) -> None:
    sheet.rows[sheet.header[0]] += [None] * 7 + ["TOTAL", None, None, None]
    sheet.rows[sheet.header[1]] += ["Anggaran", "Realisasi", "%", "SISA"]
    for row in sheet.rows[sheet.data + 1 :]:
        row += ["1,00", "1,00", 100, 0]
    sheet.merges.clear()


def _other_words(sheet: Sheet) -> None:
    words = {
        "Tak Terduga": "Tidak Terduga",
        "Operasi": "Belanja Operasi",
        "Anggaran": "ANGGARAN",
        "Kode": "KODE ",
    }
    for row in sheet.header:
        sheet.rows[row] = [words.get(str(cell), cell) for cell in sheet.rows[row]]


def _groups_swapped(sheet: Sheet) -> None:
    for row in [sheet.header[1], *range(sheet.data, len(sheet.rows))]:
        cells = sheet.rows[row] + [None] * (13 - len(sheet.rows[row]))
        cells[5:9] = [*cells[7:9], *cells[5:7]]
        sheet.rows[row] = cells


def _measures_swapped(sheet: Sheet) -> None:
    for row in [sheet.header[2], *range(sheet.data, len(sheet.rows))]:
        cells = sheet.rows[row]
        for left in (5, 7, 9, 11):
            cells[left], cells[left + 1] = cells[left + 1], cells[left]


def _blanks_and_dots(sheet: Sheet) -> None:
    for row in sheet.rows[sheet.data + 1 : -1]:
        row[:4] = [f" {code}. " if code and "." in code else code for code in row[:4]]


def _own_code_alone(sheet: Sheet) -> None:
    for row in sheet.rows[sheet.data + 1 : -1]:
        own = max(place for place in range(4) if row[place])
        row[:own] = [None] * own


def _dashes(sheet: Sheet) -> None:
    for row in sheet.rows[sheet.data + 1 :]:
        row[:] = ["-" if cell == "0,00" else cell for cell in row]


def _no_total(sheet: Sheet) -> None:
    sheet.rows.pop()


def _total_in_capitals(sheet: Sheet) -> None:
    sheet.rows[-1][4] = "JUMLAH TOTAL"


def _error_where_nobody_reads(sheet: Sheet) -> None:
    sheet.rows[sheet.data + 3] = [*sheet.rows[sheet.data + 3], "#REF!"]


HARMLESS = [
    _title, _far_down, _shuffled, _no_number_row, _typed_numbers, _numbers_in_brackets, _no_merges, _blank_rows,
    _signature, _added_columns, _other_words, _groups_swapped, _measures_swapped, _blanks_and_dots,
    _own_code_alone, _dashes,
    _no_total, _total_in_capitals, _error_where_nobody_reads,
]  # fmt: skip


@pytest.mark.parametrize("change", HARMLESS, ids=lambda change: change.__name__.strip("_"))
def test_recap__what_changes_no_figure_is_read_the_same(tmp_path: Path, change: Spoil) -> None:
    sheet = recap()
    change(sheet)
    reading = read_sheets(tmp_path, sheet)
    assert errors(reading) == []
    assert figures(reading) == sums()


@pytest.mark.parametrize(
    "level", ["1", "1.01", EDUCATION, "1.01.01", "1.01.01.2.01.0001", "5.1.02.01.001.00024"]
)
@pytest.mark.parametrize("column", [5, 6], ids=["budget", "realization"])
def test_recap__any_amount_changed_by_one_sen_is_refused_with_both_figures(
    tmp_path: Path, level: str, column: int
) -> None:
    sheet = recap()
    row = next(
        number
        for number, cells in enumerate(sheet.rows)
        if number > sheet.data and next((code for code in reversed(cells[:4]) if code), None) == level
    )
    last = sheet.rows[row][column][-1]
    sheet.rows[row][column] = sheet.rows[row][column][:-1] + ("1" if last == "0" else "0")
    reading = read_sheets(tmp_path, sheet)
    assert reading.exports == ()
    assert errors(reading)
    wrong = [finding for finding in reading.findings if finding.code == "sum-differs"]
    assert any({finding.arguments["stated"], finding.arguments["sum"]} for finding in wrong)
    assert all(finding.source and finding.source.cell for finding in wrong)


def test_recap__a_total_row_off_by_one_sen_is_refused(tmp_path: Path) -> None:
    sheet = recap()
    total = sheet.rows[-1][5]
    sheet.rows[-1][5] = total[:-1] + "1"
    reading = read_sheets(tmp_path, sheet)
    assert ("total-differs", f"F{len(sheet.rows)}") in errors(reading)


def test_recap__a_branch_that_is_gone_is_refused(tmp_path: Path) -> None:
    sheet = recap()
    sheet.rows = [row for row in sheet.rows if not (len(row) > 3 and str(row[3]).startswith("5.2.02"))]
    assert {code for code, _ in errors(read_sheets(tmp_path, sheet))} == {"sum-differs"}


@pytest.mark.parametrize("column", [pytest.param(5, id="budget"), pytest.param(6, id="realization")])
def test_recap__a_leaf_that_lost_its_amount_is_refused(tmp_path: Path, column: int) -> None:
    """Its only parent states the amount: the money must not vanish with the cell."""
    sheet = recap()
    sheet.rows[sheet.row_of("5.1.02.01.001.00024")][column] = None
    assert "sum-differs" in {code for code, _ in errors(read_sheets(tmp_path, sheet))}


def test_recap__headings_without_amounts_count_as_their_parts(tmp_path: Path) -> None:
    sheet = recap()
    for row in sheet.rows[sheet.data + 1 : -1]:
        if row[2] is None:
            row[5:] = [None] * 8
    assert figures(read_sheets(tmp_path, sheet)) == sums()


def test_plan__a_month_that_lost_its_amount_is_refused(tmp_path: Path) -> None:
    sheet = plan()
    sheet.rows[sheet.row_of("5.1.02.02.001.00026")][8] = None
    assert "sum-differs" in {code for code, _ in errors(read_sheets(tmp_path, sheet))}


def test_recap__an_agency_under_two_fields_is_one(tmp_path: Path) -> None:
    export = only(read_sheets(tmp_path, recap()))
    assert [agency.code for agency in export.agencies].count(EDUCATION) == 1
    budgets: dict[str | None, int] = defaultdict(int)
    for line in export.accounts:
        budgets[export.agencies[line.agency].code] += line.budget or 0
    assert budgets[EDUCATION] == sum(leaf.budget for leaf in LEAVES if leaf.agency == EDUCATION)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param("#REF!", "amount-unreadable", id="error value"),
        pytest.param("12abc", "amount-unreadable", id="letters"),
        pytest.param(True, "amount-unreadable", id="boolean"),
        pytest.param("1,234.50", "number-style-mixed", id="another style"),
        pytest.param("1.23.456,00", "amount-unreadable", id="group of two"),
        pytest.param("inf", "amount-unreadable", id="infinite"),
        pytest.param("45 %", "amount-unreadable", id="percentage"),
    ],
)
def test_recap__a_cell_that_is_no_amount_is_named(tmp_path: Path, value: object, code: str) -> None:
    sheet = recap()
    row = sheet.row_of("5.1.02.02.001.00026")
    sheet.rows[row][5] = value
    found = errors(read_sheets(tmp_path, sheet))
    assert code in {name for name, _ in found}
    assert any(cell == f"F{row + 1}" for name, cell in found if name == code)


@pytest.mark.parametrize("value", [1.02, 5.1], ids=["field", "account"])
def test_recap__a_code_kept_as_a_number_is_refused_with_its_cell(tmp_path: Path, value: float) -> None:
    sheet = recap()
    row = sheet.row_of("1.02")
    sheet.rows[row][0] = value
    assert ("code-as-number", f"A{row + 1}") in errors(read_sheets(tmp_path, sheet))


def test_recap__a_lone_whole_number_is_a_safe_code(tmp_path: Path) -> None:
    sheet = recap()
    sheet.rows[sheet.data + 1][0] = 1
    assert figures(read_sheets(tmp_path, sheet)) == sums()


def test_recap__a_date_in_a_code_column_is_refused(tmp_path: Path) -> None:
    sheet = recap()
    row = sheet.row_of("1.02")
    sheet.rows[row][0] = dt.date(2023, 2, 1)
    assert ("code-as-number", f"A{row + 1}") in errors(read_sheets(tmp_path, sheet))


def test_recap__an_amount_under_another_kind_of_expenditure_is_refused(tmp_path: Path) -> None:
    sheet = recap()
    row = sheet.row_of("5.2.02.05.001.00004")
    for number_ in range(sheet.data, len(sheet.rows)):
        cells = sheet.rows[number_]
        if number_ == row or "5.2.02" in str(cells[3]):
            cells[5], cells[7] = cells[7], cells[5]
    assert errors(read_sheets(tmp_path, sheet))


def test_recap__rows_beneath_the_total_with_codes_are_refused(tmp_path: Path) -> None:
    sheet = recap()
    sheet.rows.append(["1.03", None, None, None, "Bidang lain", *["1,00"] * 8])
    assert ("rows-after-total", f"A{len(sheet.rows)}") in errors(read_sheets(tmp_path, sheet))


def test_recap__header_alone_is_no_export(tmp_path: Path) -> None:
    sheet = recap()
    del sheet.rows[sheet.data :]
    reading = read_sheets(tmp_path, sheet)
    assert [code for code, _ in errors(reading)] == ["no-data-rows"]


@pytest.mark.parametrize("beside", [True, False], ids=["beside", "inside"])
def test_recap__units_beside_or_inside_their_agency(tmp_path: Path, beside: bool) -> None:
    """Where units stand beside, the field is the sum; inside, the agency is."""
    unit = HEALTH.replace("01.0000", "01.0001")
    leaves = (
        *LEAVES,
        Leaf("1.02", unit, "Puskesmas", "1.02.02.2.02.0001", "5.1.02.01.001.00024", 500_00, 100_00),
    )
    sheet = recap(leaves)
    if not beside:
        row = next(index for index, cells in enumerate(sheet.rows) if cells[1:3] == [HEALTH, None])
        sheet.rows[row][5:7] = [indonesian(9_000_500_00), indonesian(4_000_100_00)]
    reading = read_sheets(tmp_path, sheet)
    export = only(reading)
    expected = sums((*LEAVES, dataclasses.replace(leaves[-1], agency=HEALTH)))
    assert figures(reading) == expected
    assert unit in {agency.code for agency in export.agencies}


# Cash plan


@pytest.mark.parametrize("style", [indonesian, number], ids=["texts", "numbers"])
def test_plan__twelve_months_of_each_agency(tmp_path: Path, style: Style) -> None:
    export = only(read_sheets(tmp_path, plan(style=style)))
    assert (export.layout, export.kind, export.cutoff) == (
        "sipd-rak",
        Kind.PLAN,
        SEPTEMBER.replace(month=1, day=1),
    )
    expected = {
        agency: [
            sum(months)
            for months in zip(*(spread(leaf.budget) for leaf in LEAVES if leaf.agency == agency), strict=True)
        ]
        for agency in sums()
    }
    assert planned(export) == expected


def test_plan__a_month_changed_is_refused(tmp_path: Path) -> None:
    sheet = plan()
    row = sheet.row_of("5.1.02.02.001.00026")
    sheet.rows[row][8] += 1
    assert "sum-differs" in {code for code, _ in errors(read_sheets(tmp_path, sheet))}


def test_plan__a_total_changed_is_refused(tmp_path: Path) -> None:
    sheet = plan()
    sheet.rows[-1][8] += 1
    assert ("total-differs", f"I{len(sheet.rows)}") in errors(read_sheets(tmp_path, sheet))


def test_plan__a_month_that_is_missing_is_no_plan_of_a_year(tmp_path: Path) -> None:
    sheet = plan()
    for row in sheet.rows[2:]:
        del row[15]
    export = only(read_sheets(tmp_path, sheet))
    assert {line.months[11] for line in export.plans} == {None}


def test_plan__operators_columns_and_sheets_are_left_unread(tmp_path: Path) -> None:
    sheet = plan()
    sheet.rows[2] += ["Total Jan Jul", "Persen RAK"]
    for row in sheet.rows[3:]:
        row += [1, 1]
    notes = Sheet([["catatan", "x"], ["a", 1]], title="Sheet2")
    reading = read_sheets(tmp_path, sheet, notes)
    assert planned(only(reading)) == planned(only(read_sheets(tmp_path, plan())))
    assert "sheet-not-read" in codes(reading)
