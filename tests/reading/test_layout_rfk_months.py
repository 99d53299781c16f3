"""RFK workbooks of a province: a sheet a month, the agency named only in the sheet of its budget document."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from truth import Row, Sheet, codes, errors, findings

from skpd_eval.model import FileReading, Kind
from skpd_eval.reading.told.options import ReadOptions

TOLD = ReadOptions()
AGENCY = "2.16.2.20.2.21.02.0000"
NAMES = ["Jan", "Peb", "Mar", "Apr", "Mei", "Juni", "Juli", "Agustus", "Sept", "Okt", "Nop", "Des"]
PARTS = [(600, [50, 100, 150]), (400, [0, 20, 60])]
"""Budget of each sub-activity and its realization so far, month by month, in millions."""
MILLION = 1_000_000


def document(agency: str = f"{AGENCY} - Dinas Komunikasi") -> Sheet:
    """The sheet of the budget document: labelled cells and amounts in words of their own."""
    rows: list[Row] = [
        ["DOKUMEN PELAKSANAAN ANGGARAN"],
        ["Organisasi", ":", agency],
        [],
        ["Kode", "Uraian", "Jumlah"],
        ["5", "Belanja", "Rp918.886.900,00"],
    ]
    return Sheet(rows, title="DPA")


def month(name: str, parts: list[tuple[int, int]], *, physical: float = 10.0, padded: int = 200) -> Sheet:
    """One month's sheet: four header rows, a row of letters, codes with blanks before and a dot behind."""
    rows: list[Row] = [
        ["LAPORAN REALISASI FISIK DAN KEUANGAN"],
        ["APBD PROVINSI CONTOH TAHUN 2026"],
        ["SKPD", ":", None],
        [],
        ["KODE REKENING", "URAIAN BELANJA", "RENCANA KEGIATAN", None, None, None, "ANGGARAN", "PELAKSANAAN KEGIATAN",
         None, "SISA ANGGARAN", "PROGRES", None, None, None, None, None, "SALDO"],
        [None, None, "VOL", "SAT", "LOKASI", "JML PAKET", None, "KONTRAK", "SWAKELOLA", None, "FISIK", None, None,
         "KEUANGAN", None, None, None],
        [*[None] * 10, "RENC", "REAL", "DEV", "RENC", "REAL", None, None],
        [*[None] * 14, "Rp.", "%", None],
        list("abcdefghijklmnopq"),
    ]  # fmt: skip
    budget, spent = (sum(part[at] for part in parts) * MILLION for at in (0, 1))
    for code, name_ in ((" 2.16.02.", "PROGRAM"), (" 2.16.02.1.01.", "Kegiatan")):
        rows.append(row(code, name_, budget, spent, physical))
    for place, (own, used) in enumerate(parts, 1):
        rows.append(
            row(f"  2.16.02.1.01.{place:04d}", f"Sub {place}", own * MILLION, used * MILLION, physical)
        )
        rows.append(row(" 5.1.02.", "Belanja Barang dan Jasa", own * MILLION, used * MILLION, None))
    rows.append(row(None, "JUMLAH", budget, spent, None))
    rows += [[None] * 6 + [0.0] for _ in range(padded)]
    merges = [
        "A5:A8",
        "B5:B8",
        "C5:F5",
        "G5:G8",
        "H5:I5",
        "J5:J8",
        "K5:P5",
        "Q5:Q8",
        "K6:M6",
        "N6:P6",
        "O7:P7",
    ]
    return Sheet(rows, merges, (4, 5, 6, 7), name)


def row(code: str | None, name: str, budget: int, spent: int, physical: float | None) -> Row:
    plan = budget // 2
    share = spent * 100 / budget if budget else 0
    return [code, name, 1.0, "paket", "Contoh", 1.0, budget, None, spent, budget - spent, 12.5, physical, -2.5, plan,
            spent, share, budget - spent]  # fmt: skip


def book(parts: list[tuple[int, list[int]]] = PARTS, filled: int = 3, **more: Any) -> list[Sheet]:
    """Twelve sheets after the document's; those after ``filled`` repeat its figures, or hold nothing yet."""
    sheets = [document()]
    for place, name in enumerate(NAMES):
        at = min(place, filled - 1)
        physical = 10.0 * (at + 1)
        sheets.append(
            month(name, [(budget, spent[at]) for budget, spent in parts], physical=physical, **more)
        )
    return sheets


def save_book(folder: Path, sheets: list[Sheet], options: ReadOptions = TOLD) -> FileReading:
    """The workbook read; sheets keep their own names."""
    from openpyxl import Workbook
    from truth import read

    found = Workbook()
    found.remove(found.active)
    for sheet in sheets:
        page = found.create_sheet(sheet.title)
        for cells in sheet.rows:
            page.append(list(cells))
        for merge in sheet.merges:
            page.merge_cells(merge)
    found.save(folder / "rfk.xlsx")
    return read(folder / "rfk.xlsx", options)


def months(reading: FileReading) -> dict[int, tuple[int, int]]:
    """Month to budget and realization of the sub-activities, in millions."""
    found = {}
    for export in reading.exports:
        own = [line for line in export.progress if line.activity and line.activity.count(".") == 5]
        assert export.cutoff is not None
        budget, spent = sum(line.budget or 0 for line in own), sum(line.realization or 0 for line in own)
        found[export.cutoff.month] = (budget // MILLION // 100, spent // MILLION // 100)
    return found


def truth(parts: list[tuple[int, list[int]]] = PARTS, filled: int = 3) -> dict[int, tuple[int, int]]:
    budget = sum(own for own, _ in parts)
    return {place + 1: (budget, sum(spent[place] for _, spent in parts)) for place in range(filled)}


def test_months__each_is_a_position(tmp_path: Path) -> None:
    reading = save_book(tmp_path, book())
    assert errors(reading) == []
    assert months(reading) == truth()
    first = reading.exports[0]
    assert {export.cutoff for export in reading.exports} == {
        dt.date(2026, 1, 31), dt.date(2026, 2, 28), dt.date(2026, 3, 31)
    }  # fmt: skip
    assert (first.kind, first.government) == (Kind.PHYSICAL, "Provinsi Contoh")
    assert {(agency.code, agency.name) for export in reading.exports for agency in export.agencies} == {
        (AGENCY, "Dinas Komunikasi")
    }
    march = next(export for export in reading.exports if export.cutoff == dt.date(2026, 3, 31))
    assert {line.physical_pct for line in march.progress} == {30}
    assert {line.plan for line in march.progress if line.activity == "2.16.02"} == {500 * MILLION * 100}


def test_months__accounts_alone_give_the_agency_as_a_whole(tmp_path: Path) -> None:
    sheets = book(padded=0)[:4]
    for sheet in sheets[1:]:
        sheet.rows = [
            cells for cells in sheet.rows if not str((cells or [None])[0]).strip().startswith("2.16")
        ]
        sheet.rows[-1][11] = 25.0
    reading = save_book(tmp_path, sheets)
    assert errors(reading) == []
    found = [(line.activity, line.budget, line.realization, line.physical_pct) for export in reading.exports
             for line in export.progress]  # fmt: skip
    million = MILLION * 100
    assert sorted(found, key=str) == [(None, 1000 * million, spent * million, 25) for spent in (120, 210, 50)]


def test_months__accounts_beneath_activities_are_said(tmp_path: Path) -> None:
    reading = save_book(tmp_path, book(padded=0)[:2])
    (finding,) = [finding for finding in findings(reading) if finding.code == "accounts-left-out"]
    assert finding.arguments["count"] == len(PARTS)


def test_months__copies_of_the_month_before_are_said_and_left_out(tmp_path: Path) -> None:
    reading = save_book(tmp_path, book(padded=0))
    left_out = [finding for finding in findings(reading) if finding.code == "month-unchanged"]
    assert [finding.arguments["cutoff"] for finding in left_out][:2] == ["2026-04-30", "2026-05-31"]
    assert {finding.arguments["other"] for finding in left_out} == {"Mar"}
    assert len(left_out) == 9


def test_months__without_realization_are_no_positions(tmp_path: Path) -> None:
    parts = [(600, [0, 0, 150, 0]), (400, [0, 0, 60, 0])]
    reading = save_book(tmp_path, book(parts, filled=4, padded=0)[:4])
    assert set(months(reading)) == {3}
    assert codes(reading) >= {"month-not-filled"}


def test_months__with_a_header_alone_are_said(tmp_path: Path) -> None:
    sheets = book(padded=0)[:5]
    del sheets[-1].rows[9:]
    reading = save_book(tmp_path, sheets)
    assert errors(reading) == []
    assert months(reading) == truth()
    (finding,) = [finding for finding in findings(reading) if finding.code == "sheet-without-rows"]
    assert finding.arguments["sheet"] == "Apr"


def test_months__that_fall_are_refused(tmp_path: Path) -> None:
    parts = [(600, [50, 40, 150]), (400, [0, 0, 60])]
    reading = save_book(tmp_path, book(parts, padded=0)[:4])
    assert "months-fall" in {code for code, _ in errors(reading)}


def test_months__none_filled_in_is_refused(tmp_path: Path) -> None:
    parts = [(600, [0]), (400, [0])]
    assert [code for code, _ in errors(save_book(tmp_path, book(parts, filled=1, padded=0)[:4]))] == [
        "no-data-rows"
    ]


@pytest.mark.parametrize(
    ("agency", "told", "expected"),
    [
        pytest.param(f"{AGENCY} - Dinas Komunikasi", "Dinas Lain", "Dinas Lain", id="option wins"),
        pytest.param(
            f"Organisasi : {AGENCY} Dinas Komunikasi", None, "Dinas Komunikasi", id="label in the cell"
        ),
    ],
)
def test_months__whose_they_are(tmp_path: Path, agency: str, told: str | None, expected: str) -> None:
    sheets = book(padded=0)[:2]
    sheets[0] = document(agency)
    reading = save_book(tmp_path, sheets, ReadOptions(agency_name=told))
    assert {agency.name for export in reading.exports for agency in export.agencies} == {expected}


@pytest.mark.parametrize("second", [None, "1.01.2.22.0.00.01.0000 Dinas Pendidikan"], ids=["none", "two"])
def test_months__of_nobody_or_of_two_are_refused(tmp_path: Path, second: str | None) -> None:
    sheets = book(padded=0)[:2]
    if second is None:
        sheets = sheets[1:]
    else:
        sheets[0].rows.append([second])
    assert {code for code, _ in errors(save_book(tmp_path, sheets))} == {"agency-missing"}


def _a_title_more(sheet: Sheet) -> None:
    sheet.rows.insert(0, ["PEMERINTAH PROVINSI CONTOH"])
    sheet.merges.clear()


def _percent_plan(sheet: Sheet) -> None:
    for cells in sheet.rows[9:]:
        if len(cells) > 13:
            cells[13] = 50.0


def _amounts_as_texts(sheet: Sheet) -> None:
    for cells in sheet.rows[9:]:
        for at in (6, 8, 14):
            if len(cells) > at and isinstance(cells[at], int):
                cells[at] = "Rp" + f"{cells[at]:,}".replace(",", ".") + ",00"


@pytest.mark.parametrize(
    "mutate", [_a_title_more, _percent_plan, _amounts_as_texts], ids=lambda mutate: mutate.__name__.strip("_")
)
def test_months__read_right_whatever_offices_do(tmp_path: Path, mutate: Any) -> None:
    sheets = book(padded=0)[:4]
    for sheet in sheets[1:]:
        mutate(sheet)
    assert months(save_book(tmp_path, sheets)) == truth()


def test_months__a_total_off_by_one_is_refused(tmp_path: Path) -> None:
    sheets = book(padded=0)[:4]
    total = next(place for place, cells in enumerate(sheets[2].rows) if cells[1:2] == ["JUMLAH"])
    sheets[2].rows[total][14] += 1
    assert ("total-differs", f"O{total + 1}") in errors(save_book(tmp_path, sheets))


spent = st.lists(st.integers(1, 300), min_size=1, max_size=4).map(
    lambda steps: [sum(steps[: n + 1]) for n in range(len(steps))]
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(spent, st.integers(1200, 10**5))
def test_months__equal_the_truth(tmp_path: Path, so_far: list[int], budget: int) -> None:
    parts = [(budget, so_far), (budget // 2, so_far)]
    reading = save_book(tmp_path, book(parts, filled=len(so_far), padded=0)[: len(so_far) + 2])
    assert errors(reading) == []
    assert months(reading) == truth(parts, len(so_far))
