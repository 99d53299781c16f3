"""Recaps and trees of monitoring applications: exactly their headers, and what offices do to them."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from truth import MONTHS, Row, Sheet, codes, errors, indonesian, read_sheets

from skpd_eval.model import Export, FileReading, Kind, ProgressLine
from skpd_eval.reading.told.options import ReadOptions

TOLD = ReadOptions(government="Kabupaten Contoh", cutoff=None, quarter=2, year=2023)
EDUCATION, HEALTH = "1.01.2.22.0.00.01.0000", "1.02.0.00.0.00.01.0000"
AGENCIES = [("Dinas Pendidikan", 1_000_000, 400_000, "45.5"), ("Dinas Kesehatan", 2_000_000, 500_000, "30")]
Line = tuple[int | None, int | None, Decimal | None]


def lines(sheet: Sheet, folder: Path) -> dict[str, ProgressLine]:
    export = physical(read_sheets(folder, sheet, options=TOLD))
    return {export.agencies[line.agency].name: line for line in export.progress}


def physical(reading: FileReading) -> Export:
    """The export of progress; a table may hold a cash plan or outputs beside it."""
    assert errors(reading) == []
    (export,) = [export for export in reading.exports if export.kind is Kind.PHYSICAL]
    return export


def figures(sheet: Sheet, folder: Path) -> dict[str, Line]:
    return {
        name: (line.budget, line.realization, line.physical_pct)
        for name, line in lines(sheet, folder).items()
    }


TRUTH = {name: (budget * 100, spent * 100, Decimal(physical)) for name, budget, spent, physical in AGENCIES}


def titled(*rows: Row, merges: list[str] | None = None, header: tuple[int, ...] = (2, 3)) -> Sheet:
    titles = [["REKAPITULASI LAPORAN REALISASI FISIK DAN KEUANGAN"], ["TAHUN ANGGARAN 2023"]]
    return Sheet([*titles, *map(list, rows)], merges or [], header)


def absorption() -> Sheet:
    """``SERAPAN KEUANGAN APBD PER OPD``: amounts under "Realisasi", percentages under the same word as a group."""
    sheet = titled(
        ["No.", "Nama", "Pagu", "Realisasi", "Deviasi Serapan", "Realisasi", None, "Deviasi", None],
        [None, None, None, None, None, "Keu", "Fisik", "Keu", "Fisik"],
        *[[place, name, budget, spent, 5, spent * 100 / budget, float(physical), -1, 2]
          for place, (name, budget, spent, physical) in enumerate(AGENCIES, 1)],
        merges=["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:I3"],
    )  # fmt: skip
    sheet.rows[0] = ["SERAPAN KEUANGAN APBD PER OPD SAMPAI DENGAN JUNI 2023"]
    return sheet


def blocks(last: str, now: str, so_far: str) -> Sheet:
    """Three blocks beside each other: the period before, this period, and both together: only the last counts."""
    group = ["Keuangan", None, "Fisik"]
    return titled(
        ["No", "SKPD", "Pagu", last, None, None, now, None, None, so_far, None, None],
        [None, None, None, *group, *group, *group],
        [None, None, None, *["(Rp)", "(%)", "(%)"] * 3],
        *[[place, name, budget, spent // 4, 9.5, 11, spent // 2, 8.5, 12, spent, spent * 100 / budget, float(physical)]
          for place, (name, budget, spent, physical) in enumerate(AGENCIES, 1)],
        merges=["A3:A5", "B3:B5", "C3:C5", "D3:F3", "G3:I3", "J3:L3", "D4:E4", "G4:H4", "J4:K4"],
        header=(2, 3, 4),
    )  # fmt: skip


def quarters() -> Sheet:
    """Plan and realization of the quarter before, of this one and so far, with the percentages beside them."""
    return titled(
        ["No", "SKPD", "Pagu", "Triwulan Lalu", None, "Triwulan Ini", None, "s.d. Bulan Ini", None,
         "Prosentasi s.d. Triwulan Ini", None],
        [None, None, None, "Renc.", "Real", "Renc.", "Real", "Renc.", "Real", "Keu. (%)", "Fisik. (%)"],
        *[[place, name, budget, 7, 8, budget // 2, 6, budget // 2 + 7, spent, spent * 100 / budget, float(physical)]
          for place, (name, budget, spent, physical) in enumerate(AGENCIES, 1)],
        merges=["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:I3", "J3:K3"],
    )  # fmt: skip


def plugin() -> Sheet:
    """The monitoring table of a government with the cash plan by month appended, and its row of formulas."""
    months = [f"Anggaran Kas Bulan {month}" for month in range(1, 13)]
    return titled(
        ["Kode", "Nama SKPD", "RKA SIPD (Rp.)", "DPA SIMDA (Rp.)", "Realisasi Keuangan (Rp.)", "Capaian ( % )",
         "RAK SIMDA ( % )", "Deviasi ( % )", "Realisasi Fisik ( % )", "Nilai Realisasi Fisik ( Rp. )",
         "Update Terakhir", "Catatan Ka.Adbang", *months, "Total"],
        ["1", "2", "3", "4", "5", "6 = (5 / 4) * 100", "7", "8 = ((7 - 6) / 7) * 100", "9", "10", "11", "12"],
        *[[code, name, budget + 5, budget, spent, spent * 100 / budget, 50.0, 20.0, float(physical), 1,
           "2023-07-02", None, *[budget // 12] * 12, budget]
          for code, (name, budget, spent, physical) in zip((EDUCATION, HEALTH), AGENCIES, strict=True)],
        header=(2,),
    )  # fmt: skip


RECAPS: dict[str, Callable[[], Sheet]] = {
    "absorption": absorption,
    "months": lambda: blocks("Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini"),
    "months, spelled out": lambda: blocks("s/d Bulan Lalu", "Bulan Ini", "Sampai Dengan Bulan Ini"),
    "quarters": quarters,
    "plugin": plugin,
}


@pytest.mark.parametrize("make", RECAPS.values(), ids=RECAPS)
def test_recap__figures_of_the_whole_period(tmp_path: Path, make: Callable[[], Sheet]) -> None:
    assert figures(make(), tmp_path) == TRUTH


@pytest.mark.parametrize("make", RECAPS.values(), ids=RECAPS)
def test_recap__a_title_row_more(tmp_path: Path, make: Callable[[], Sheet]) -> None:
    sheet = make()
    sheet.rows.insert(0, ["PEMERINTAH KABUPATEN CONTOH"])
    sheet.merges.clear()
    assert figures(sheet, tmp_path) == TRUTH


@pytest.mark.parametrize("make", RECAPS.values(), ids=RECAPS)
def test_recap__amounts_as_texts(tmp_path: Path, make: Callable[[], Sheet]) -> None:
    sheet = make()
    for row in sheet.rows[sheet.data :]:
        row[:] = [indonesian(cell * 100) if isinstance(cell, int) and cell > 1000 else cell for cell in row]
    assert figures(sheet, tmp_path) == TRUTH


@pytest.mark.parametrize("make", RECAPS.values(), ids=RECAPS)
def test_recap__columns_in_another_order(tmp_path: Path, make: Callable[[], Sheet]) -> None:
    """Number and budget change places, with their heading cells."""
    sheet = make()
    for row in sheet.rows[sheet.header[0] :]:
        row[0], row[2] = row[2], row[0]
    assert figures(sheet, tmp_path) == TRUTH


def test_recap__plan_of_the_whole_period(tmp_path: Path) -> None:
    assert {line.plan for line in lines(quarters(), tmp_path).values()} == {50_000_700, 100_000_700}


def test_recap__two_amounts_under_one_word_are_refused(tmp_path: Path) -> None:
    sheet = absorption()
    for row in sheet.rows[4:]:
        row[5] = 123_456
    assert "column-ambiguous" in {code for code, _ in errors(read_sheets(tmp_path, sheet, options=TOLD))}


def _appended(heading: str) -> Callable[[int], str]:
    return lambda month: heading.format(month, MONTHS[month - 1])


@pytest.mark.parametrize(
    "heading",
    [
        "Anggaran Kas Bulan {0}",
        "Anggaran Kas {1}",
        "RAK {1}",
        "Bulan {0}",
        "{1}",
        "Anggaran Kas \n Bulan {0}",
    ],
)
def test_recap__the_cash_plan_by_month(tmp_path: Path, heading: str) -> None:
    sheet = plugin()
    sheet.rows[2][12:24] = [_appended(heading)(month) for month in range(1, 13)]
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert errors(reading) == []
    (plan,) = [export for export in reading.exports if export.kind is Kind.PLAN]
    assert {plan.agencies[line.agency].name: line.months for line in plan.plans} == {
        name: (budget // 12 * 100,) * 12 for name, budget, *_ in AGENCIES
    }


def test_recap__a_month_off_by_one_is_refused(tmp_path: Path) -> None:
    sheet = plugin()
    total = [
        None,
        "JUMLAH",
        *[None] * 10,
        *(sum(budget // 12 for _, budget, *_ in AGENCIES) for _ in range(12)),
    ]
    sheet.rows.append(total)
    assert errors(read_sheets(tmp_path, sheet, options=TOLD)) == []
    sheet.rows[-1][14] += 1
    assert errors(read_sheets(tmp_path, sheet, options=TOLD)) == [("total-differs", "O7")]


def test_recap__a_budget_under_another_word_only_where_no_better_one_stands(tmp_path: Path) -> None:
    sheet = plugin()
    for row in sheet.rows[2:]:
        row[3] = None
    found = figures(sheet, tmp_path)
    assert {name: budget for name, (budget, *_) in found.items()} == {
        name: (budget + 5) * 100 for name, budget, *_ in AGENCIES
    }


def test_recap__a_deviation_is_not_taken_for_a_blank_neighbour(tmp_path: Path) -> None:
    """The column of physical progress is blank: the figures beside it have a heading of their own."""
    sheet = absorption()
    for row in sheet.rows[4:]:
        row[6] = None
    assert {physical for *_, physical in figures(sheet, tmp_path).values()} == {None}


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data(), st.sampled_from(sorted(RECAPS)))
def test_recap__equals_the_truth(tmp_path: Path, data: st.DataObject, which: str) -> None:
    amounts = st.integers(10**6, 10**12)
    told = [(name, data.draw(amounts), data.draw(amounts)) for name, *_ in AGENCIES]
    before = AGENCIES[:]
    AGENCIES[:] = [(name, budget, min(budget, spent), "45.5") for name, budget, spent in told]
    try:
        sheet = RECAPS[which]()
    finally:
        AGENCIES[:] = before
    expected = {name: (budget * 100, min(budget, spent) * 100) for name, budget, spent in told}
    assert {name: found[:2] for name, found in figures(sheet, tmp_path).items()} == expected


# The tree of an agency with weights


def weighted(*, unit: str = "Bidang Contoh") -> Sheet:
    rows: list[Row] = [
        ["LAPORAN REALISASI FISIK DAN KEUANGAN"],
        ["OPD : Dinas Contoh"],
        ["KEADAAN S.D. JUNI TAHUN ANGGARAN 2023"],
        [],
        ["NOMOR", "KODE", "PROGRAM/KEGIATAN", "UNIT KERJA", "PAGU DANA (RP)", "BOBOT (%)", "FISIK", None, None,
         "KEUANGAN", None, None, None, None, "LOKASI", "SISA ANGGARAN", None, "INDIKATOR KINERJA KELUARAN (OUTPUT)",
         None, None, None],
        [*[None] * 6, "TARGET (%)", "REALISASI (%)", "TTB (%)", "TARGET (RP)", "TARGET (%)", "REALISASI (RP)",
         "REALISASI (%)", "TTB (%)", None, "(RP)", "(%)", "INDIKATOR KINERJA", "TARGET KINERJA",
         "REALISASI KINERJA", "(%)"],
    ]  # fmt: skip
    parts = [
        ("1.01.02", 3_000_000),
        ("1.01.02.2.01", 3_000_000),
        ("1.01.02.2.01.0001", 1_000_000),
        ("1.01.02.2.01.0002", 2_000_000),
    ]
    for place, (code, budget) in enumerate(parts, 1):
        spent = budget // 4
        rows.append([place, code, f"Nama {code}", unit, budget, 50.0, 60, 45.5, 22.75, budget // 2, 50.0, spent,
                     25.0, 12.5, "Contoh", budget - spent, 75.0, "Jumlah dokumen", 12, 6, 50.0])  # fmt: skip
    rows.append(
        ["JUMLAH", None, None, None, 3_000_000, 100.0, None, None, None, 1_500_000, 50.0, 750_000, 25.0]
    )
    merges = [f"{letter}5:{letter}6" for letter in "ABCDEF"] + ["G5:I5", "J5:N5", "O5:O6", "P5:Q5", "R5:U5"]
    return Sheet(rows, merges, (4, 5))


def test_weighted_tree(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, weighted(), options=TOLD)
    export = physical(reading)
    assert [agency.name for agency in export.agencies] == ["Dinas Contoh"]
    found = {line.activity: line for line in export.progress}
    assert set(found) == {"1.01.02", "1.01.02.2.01", "1.01.02.2.01.0001", "1.01.02.2.01.0002"}
    top = found["1.01.02"]
    assert (top.budget, top.realization, top.plan) == (300_000_000, 75_000_000, 150_000_000)
    assert (top.plan_pct, top.realization_pct) == (Decimal(50), Decimal(25))
    assert (top.physical_target_pct, top.physical_pct) == (Decimal(60), Decimal("45.5"))
    (outputs,) = [export for export in reading.exports if export.kind is Kind.OUTPUTS]
    assert {
        (line.activity, line.indicator, line.target, line.realization) for line in outputs.indicators
    } == {(code, "Jumlah dokumen", Decimal(12), Decimal(6)) for code in found}
    assert outputs.columns == {"target": "S", "realization": "T"}


@pytest.mark.parametrize(
    ("cell", "target", "measure"),
    [
        pytest.param("12 Dokumen", Decimal(12), "Dokumen", id="unit behind"),
        pytest.param("1.250 orang", Decimal(1250), "orang", id="thousands"),
        pytest.param("2,5 km", Decimal("2.5"), "km", id="decimals"),
        pytest.param("ada", None, None, id="words"),
    ],
)
def test_weighted_tree__targets_with_their_unit(
    tmp_path: Path, cell: str, target: Decimal | None, measure: str | None
) -> None:
    sheet = weighted()
    sheet.rows[6][18] = cell
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    (outputs,) = [export for export in reading.exports if export.kind is Kind.OUTPUTS]
    line = next(line for line in outputs.indicators if line.row == 7)
    assert (line.target, line.measure) == (target, measure)
    assert ("quantity-unreadable" in codes(reading)) is (target is None)


def _a_title_more(sheet: Sheet) -> None:
    sheet.rows.insert(0, ["PEMERINTAH KABUPATEN CONTOH"])
    sheet.merges.clear()


def _percent_first(sheet: Sheet) -> None:
    for row in sheet.rows[5:]:
        if len(row) > 12:
            row[11], row[12] = row[12], row[11]


def _texts(sheet: Sheet) -> None:
    for row in sheet.rows[6:]:
        row[:] = [indonesian(cell * 100) if isinstance(cell, int) and cell > 1000 else cell for cell in row]


@pytest.mark.parametrize(
    "mutate", [_a_title_more, _percent_first, _texts], ids=lambda mutate: mutate.__name__.strip("_")
)
def test_weighted_tree__whatever_offices_do(tmp_path: Path, mutate: Any) -> None:
    sheet = weighted()
    mutate(sheet)
    export = physical(read_sheets(tmp_path, sheet, options=TOLD))
    assert {(line.activity, line.realization) for line in export.progress if line.activity == "1.01.02"} == {
        ("1.01.02", 75_000_000)
    }


def test_weighted_tree__a_total_off_by_one_is_refused(tmp_path: Path) -> None:
    sheet = weighted()
    sheet.rows[-1][11] += 1
    assert ("total-differs", "L11") in errors(read_sheets(tmp_path, sheet, options=TOLD))
