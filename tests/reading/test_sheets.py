"""Which sheets of a workbook are read: copies and summaries once, hidden ones never by themselves."""

import copy
from pathlib import Path

import pytest
from openpyxl import load_workbook
from truth import (
    HEALTH,
    Sheet,
    codes,
    errors,
    figures,
    number,
    read,
    read_sheets,
    recap,
    rfk,
    save,
    small,
    sums,
)

from skpd_eval.reading.told.options import ReadOptions


def test_copies_are_read_once_and_told(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, recap(), recap(), recap())
    assert figures(reading) == sums()
    assert "sheet-copy" in codes(reading)


def test_copies_that_differ_are_refused(tmp_path: Path) -> None:
    other = small()
    other.rows[1][3] += 1
    reading = read_sheets(tmp_path, small(), other)
    assert "sheets-conflict" in {code for code, _ in errors(reading)}
    chosen = ReadOptions(government="Kota Contoh", year=2023, quarter=3, sheet="Sheet1")
    assert figures(read_sheets(tmp_path, small(), other, options=chosen)) == sums()


def test_a_summary_of_the_same_money_is_not_added(tmp_path: Path) -> None:
    assert figures(read_sheets(tmp_path, recap(), small(total=True))) == sums()
    assert figures(read_sheets(tmp_path, small(total=True), recap())) == sums()


def test_different_agencies_on_two_sheets_are_both_read(tmp_path: Path) -> None:
    first, second = small(), small()
    first.rows = [row for row in first.rows if row[0] != HEALTH]
    second.rows = [row for row in second.rows if row[0] in ("Kode SKPD", HEALTH)]
    assert figures(read_sheets(tmp_path, first, second)) == sums()


def test_sheets_that_are_no_tables_are_named(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, small(), Sheet([["catatan"], ["lain-lain"]]))
    assert figures(reading) == sums()
    assert "sheet-not-read" in codes(reading)


def test_a_hidden_sheet_is_not_read_unless_named(tmp_path: Path) -> None:
    hidden = small()
    hidden.rows[1][3] = 999
    path = save(tmp_path / "h.xlsx", hidden, small())
    book = load_workbook(path)
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    reading = read(path)
    assert figures(reading) == sums()
    assert "hidden-sheet-not-read" in codes(reading)
    named = ReadOptions(government="Kota Contoh", year=2023, quarter=3, sheet="Sheet1")
    assert figures(read(path, named)) != sums()


def test_an_unknown_sheet_lists_those_there_are(tmp_path: Path) -> None:
    options = ReadOptions(government="Kota Contoh", year=2023, quarter=3, sheet="Lain")
    (finding,) = read_sheets(tmp_path, small(), options=options).findings
    assert (finding.code, finding.arguments["seen"]) == ("sheet-unknown", "Sheet1")


@pytest.mark.parametrize("position", [0, 1])
def test_the_more_specific_layout_wins(tmp_path: Path, position: int) -> None:
    sheets = [recap(), small()]
    reading = read_sheets(tmp_path, *(sheets if position == 0 else sheets[::-1]))
    assert [export.layout for export in reading.exports] == ["sipd-recap"]


def test_quarters_on_sheets_of_their_own(tmp_path: Path) -> None:
    first = rfk(style=number)
    second = copy.deepcopy(first)
    second.rows[2], second.title = ["KEADAAN S.D. TRIWULAN II TAHUN ANGGARAN 2023"], "TW II"
    for row in second.rows[6:]:
        row[8] = 0 if row[8] else row[8]
        row[9] = 0
    reading = read_sheets(tmp_path, first, second, options=ReadOptions(government="Kota Contoh"))
    assert errors(reading) == []
    assert sorted(str(export.cutoff) for export in reading.exports) == ["2023-06-30", "2023-09-30"]

