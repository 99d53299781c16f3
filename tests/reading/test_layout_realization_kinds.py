"""Realization by kinds of expenditure, printed and converted: one code that holds agency and activity."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from truth import Row, Sheet, codes, errors, figures, findings, indonesian, read_sheets

from skpd_eval.model import FileReading
from skpd_eval.reading.told.options import ReadOptions

TOLD = ReadOptions(government="Kabupaten Contoh", quarter=2, year=2023)
A, B = "2-17.3-30.3-31.01", "1-02.0-00.0-00.01"
AGENCY, OTHER = "2.17.3.30.3.31.01.0000", "1.02.0.00.0.00.01.0000"
MILLION = 1_000_000
PARTS = [(A, "1.2.02", 500, 90), (A, "1.2.05", 300, 210), (B, "1.2.02", 700, 100)]
"""Agency, activity, budget and realization in millions."""


def row(code: str | None, name: str | None, budget: int, spent: int, style: Callable[[int], Any]) -> Row:
    kinds = [spent // 2, spent - spent // 2 - spent // 10, spent // 10]
    share = spent * 100 / budget if budget else 0
    return [code, name, style(budget), *map(style, kinds), style(spent), share, style(budget - spent)]


def table(
    parts: list[tuple[str, str, int, int]] = PARTS,
    *,
    agencies: bool = True,
    total: bool = True,
    style: Callable[[int], Any] = lambda amount: amount,
) -> Sheet:
    rows: list[Row] = [
        ["REALISASI ANGGARAN S.D. JUNI 2023"],
        ["KODE", "URAIAN", "ANGGARAN", "REALISASI", None, None, None, None, "SISA"],
        [None, None, None, "PEGAWAI", "BARANG & JASA", "MODAL", "TOTAL", "%", "ANGGARAN"],
    ]
    for agency in dict.fromkeys(part[0] for part in parts):
        own = [part for part in parts if part[0] == agency]
        budget, spent = (sum(part[at] for part in own) * MILLION for at in (2, 3))
        if agencies:
            rows.append(
                row(f"0.00 . {agency}.0.0", "DINAS CONTOH" if agency == A else None, budget, spent, style)
            )
        for _, activity, planned, used in own:
            code = f"0.00 . {agency}.0.0 . {activity}"
            rows.append(row(code, None, planned * MILLION, used * MILLION, style))
    if total:
        budget, spent = (sum(part[at] for part in parts) * MILLION for at in (2, 3))
        rows.append(row(None, "JUMLAH", budget, spent, style))
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:H2"]
    return Sheet(rows, merges, (1, 2), "Table 1")


def by_agency(reading: FileReading) -> dict[str | None, tuple[int, int]]:
    """Budget and realization of each agency, in millions, as the highest lines state them."""
    (export,) = reading.exports
    found: dict[str | None, tuple[int, int]] = {}
    whole = {line.agency for line in export.progress if line.activity is None}
    for line in export.progress:
        if line.activity is None or line.agency not in whole:
            code = export.agencies[line.agency].code
            budget, spent = found.get(code, (0, 0))
            found[code] = budget + (line.budget or 0), spent + (line.realization or 0)
    return {
        code: (budget // MILLION // 100, spent // MILLION // 100) for code, (budget, spent) in found.items()
    }


TRUTH = {AGENCY: (800, 300), OTHER: (700, 100)}


@pytest.mark.parametrize("agencies", [True, False], ids=["agency rows", "activities alone"])
@pytest.mark.parametrize("total", [True, False], ids=["total", "no total"])
def test_kinds__by_agency(tmp_path: Path, agencies: bool, total: bool) -> None:
    reading = read_sheets(tmp_path, table(agencies=agencies, total=total), options=TOLD)
    assert errors(reading) == []
    assert by_agency(reading) == TRUTH
    export = reading.exports[0]
    assert export.layout == "realization-kinds"
    assert {line.activity for line in export.progress} - {None} == {"X.XX.01.2.02", "X.XX.01.2.05"}


def test_kinds__names_where_there_are_any(tmp_path: Path) -> None:
    (export,) = read_sheets(tmp_path, table(), options=TOLD).exports
    assert {(agency.code, agency.name) for agency in export.agencies} == {
        (AGENCY, "DINAS CONTOH"),
        (OTHER, OTHER),
    }


def test_kinds__activities_are_of_the_agency_in_their_code(tmp_path: Path) -> None:
    """Not of the agency row above them, when their own is missing."""
    sheet = table()
    second = next(place for place, cells in enumerate(sheet.rows) if cells[0] == f"0.00 . {B}.0.0")
    del sheet.rows[second]
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert ("total-differs", "C7") not in errors(reading)
    assert by_agency(reading) == TRUTH


def test_kinds__an_activity_of_a_bidang_of_its_own(tmp_path: Path) -> None:
    sheet = table()
    sheet.rows[4][0] = str(sheet.rows[4][0]).replace("0.00 .", "2.17 .").replace("1.2.02", "3.2.02")
    (export,) = read_sheets(tmp_path, sheet, options=TOLD).exports
    assert "2.17.03.2.02" in {line.activity for line in export.progress}


def test_kinds__a_total_off_by_one_is_refused(tmp_path: Path) -> None:
    sheet = table()
    sheet.rows[-1][6] += 1
    assert ("total-differs", f"G{len(sheet.rows)}") in errors(read_sheets(tmp_path, sheet, options=TOLD))


def test_kinds__a_code_of_another_form_is_said(tmp_path: Path) -> None:
    sheet = table(agencies=False)
    sheet.rows[3][0] = "0.00 . 2-17 . 1.2.02"
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert {code for code, _ in errors(reading)} == {"total-differs"}
    assert "code-unreadable" in codes(reading)


def _a_title_more(sheet: Sheet) -> None:
    sheet.rows.insert(0, ["PEMERINTAH KABUPATEN CONTOH"])
    sheet.merges.clear()


def _columns_exchanged(sheet: Sheet) -> None:
    for cells in sheet.rows[2:]:
        cells[3], cells[6] = cells[6], cells[3]


def _tight_codes(sheet: Sheet) -> None:
    for cells in sheet.rows[3:]:
        cells[0] = cells[0] and str(cells[0]).replace(" . ", ".")


def _header_again(sheet: Sheet) -> None:
    """As at the head of every printed page."""
    sheet.rows[5:5] = [list(sheet.rows[1]), list(sheet.rows[2])]


def _other_words(sheet: Sheet) -> None:
    sheet.rows[1][2], sheet.rows[2][6] = "PAGU", "JUMLAH"


@pytest.mark.parametrize(
    "mutate",
    [_a_title_more, _columns_exchanged, _tight_codes, _header_again, _other_words],
    ids=lambda mutate: mutate.__name__.strip("_"),
)
def test_kinds__read_right_whatever_offices_do(tmp_path: Path, mutate: Callable[[Sheet], None]) -> None:
    sheet = table()
    mutate(sheet)
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert errors(reading) == []
    assert by_agency(reading) == TRUTH


def test_kinds__amounts_as_texts(tmp_path: Path) -> None:
    sheet = table(style=lambda amount: indonesian(amount * 100))
    assert by_agency(read_sheets(tmp_path, sheet, options=TOLD)) == TRUTH


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([A, B]), st.integers(1, 99), st.integers(1, 10**5), st.integers(0, 10**5)),
             min_size=1, max_size=6, unique_by=lambda part: part[:2]),
    st.booleans(),
)  # fmt: skip
def test_kinds__equal_the_truth(
    tmp_path: Path, drawn: list[tuple[str, int, int, int]], agencies: bool
) -> None:
    parts = [(agency, f"1.2.{number:02d}", budget, spent) for agency, number, budget, spent in drawn]
    reading = read_sheets(tmp_path, table(parts, agencies=agencies), options=TOLD)
    assert errors(reading) == []
    expected = {
        code: tuple(sum(part[at] for part in parts if part[0] == agency) for at in (2, 3))
        for agency, code in ((A, AGENCY), (B, OTHER))
        if any(part[0] == agency for part in parts)
    }
    assert by_agency(reading) == expected
    assert figures(reading).keys() == expected.keys()


def test_kinds__pages_without_a_header_are_refused(tmp_path: Path) -> None:
    """Only the first page of a converted table has the header: the rest must not go missing."""
    first = table(total=False)
    rest = Sheet([first.rows.pop() for _ in range(3)][::-1], [], title="Table 2")
    first.merges.clear()
    reading = read_sheets(tmp_path, first, rest, options=TOLD, name="tabel.xlsx")
    assert [(code, finding_of(reading, code)) for code, _ in errors(reading)] == [
        ("sheet-continues", "Table 2 (2)")
    ]


def finding_of(reading: FileReading, code: str) -> str | None:
    finding = next(finding for finding in findings(reading) if finding.code == code)
    return finding.source.sheet if finding.source else None
