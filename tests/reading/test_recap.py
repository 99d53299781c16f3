"""Recaps of physical and financial progress, one row an agency: the variants that offices keep."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from truth import (
    EDUCATION,
    HEALTH,
    LEAVES,
    Q3,
    SEPTEMBER,
    Sheet,
    codes,
    errors,
    figures,
    findings,
    indonesian,
    number,
    only,
    read,
    read_sheets,
    rfk,
    save,
    save_text,
    small,
    sums,
)

from skpd_eval.model import Kind, Level, ProgressLine, RealizationBasis

TITLES: list[list[Any]] = [
    ["PEMERINTAH KOTA CONTOH"],
    ["LAPORAN REALISASI FISIK DAN KEUANGAN"],
    ["S.D. TRIWULAN III TAHUN ANGGARAN 2023"],
    [],
]


def progress(folder: Path, sheet: Sheet) -> dict[str, ProgressLine]:
    export = only(read_sheets(folder, sheet))
    return {
        export.agencies[line.agency].code or export.agencies[line.agency].name: line
        for line in export.progress
    }


def test_rfk__figures_and_percentages_as_stated(tmp_path: Path) -> None:
    export = only(read_sheets(tmp_path, rfk()))
    assert (export.kind, export.level, export.realization_basis) == (
        Kind.PHYSICAL,
        Level.AGENCY,
        RealizationBasis.AGENCY,
    )
    assert (export.government, export.cutoff, export.layout) == ("Kota Contoh", SEPTEMBER, "rfk-recap")
    lines = {export.agencies[line.agency].code: line for line in export.progress}
    budget, realization = sums()[EDUCATION]
    line = lines[EDUCATION]
    assert (line.budget, line.realization, line.plan) == (budget, realization, budget // 2)
    assert (line.physical_target_pct, line.physical_pct) == (Decimal("60.5"), Decimal(51))
    assert lines[HEALTH].physical_pct == Decimal(52)


def test_rfk__amounts_as_texts(tmp_path: Path) -> None:
    assert figures(read_sheets(tmp_path, rfk(style=indonesian))) == sums()


def _words(*rows: Sequence[Any], merges: Sequence[str] = ()) -> Sheet:
    return Sheet([*TITLES, *map(list, rows)], list(merges), (4, 5))


VARIANTS = [
    pytest.param(
        _words(
            ["Kode", "Nama SKPD", "RKA SIPD (Rp.)", "DPA SIMDA (Rp.)", "Realisasi Keuangan (Rp.)", "Capaian ( % )",
             "RAK SIMDA ( % )", "Deviasi ( % )", "Realisasi Fisik ( % )", "Nilai Realisasi Fisik ( Rp. )",
             "Update Terakhir", "Catatan Ka.Adbang"],
            ["1", "2", "3", "4", "5", "6 = (5 / 4) * 100", "7", "8 = ((7 - 6) / 7) * 100", "9", "10", "11", "12"],
            [EDUCATION, "Dinas Pendidikan", 900, 1000, 400, 40.0, 50.0, 20.0, 45.5, 455, "2023-10-02", "Lelang ulang"],
            [HEALTH, "Dinas Kesehatan", 500, 2000, 500, 25.0, 75.0, 66.67, 30, 600, "2023-10-02", None],
            ["", "TOTAL", 1400, 3000, 900, 30.0, None, None, None, 1055, None, None],
        ),
        {EDUCATION: (1000_00, 400_00, "45.5"), HEALTH: (2000_00, 500_00, "30")},
        id="per SKPD of a monitoring plugin",
    ),
    pytest.param(
        _words(
            ["No.", "Nama", "Pagu", "Realisasi", "Deviasi Serapan", "Realisasi", None, "Deviasi", None],
            [None, None, None, None, None, "Keu", "Fisik", "Keu", "Fisik"],
            [1, "Dinas Pendidikan", 1_000_000, 400_000, 5, 40.0, 45.5, -1, 2],
            [2, "Dinas Kesehatan", 2_000_000, 500_000, 5, 25.0, 30, -1, 2],
            merges=["A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:G5", "H5:I5"],
        ),
        {"Dinas Pendidikan": (100_000_000, 40_000_000, "45.5"), "Dinas Kesehatan": (200_000_000, 50_000_000, "30")},
        id="absorption by month of a province",
    ),
    pytest.param(
        _words(
            ["NO", "UNIT KERJA (SKPD)", "ANGGARAN", "JUMLAH KEGIATAN", "BOBOT", "REALISASI KEUANGAN (RP)",
             "REALISASI (%)", None, "TERTIMBANG %", None, "KEPALA SKPD", "KET"],
            [None, None, None, None, None, None, "Fisik", "Keu", "Fisik(%)", "Keu(%)", None, None],
            [1, "Dinas Pendidikan", 1_000_000, 3, 33.33, 400_000, 45.5, 40, 15.2, 13.3, "Budi", "-"],
            [2, "Dinas Kesehatan", 2_000_000, 7, 66.67, 500_000, 30, 25, 20.0, 16.7, "Ani", "Terlambat"],
            [None, "JUMLAH", 3_000_000, 10, 100, 900_000, None, 30, 35.2, 30.0, None, None],
            merges=["A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:F6", "G5:H5", "I5:J5", "K5:K6", "L5:L6"],
        ),
        {"Dinas Pendidikan": (100_000_000, 40_000_000, "45.5"), "Dinas Kesehatan": (200_000_000, 50_000_000, "30")},
        id="weighted recap of a regency",
    ),
    pytest.param(
        _words(
            ["No", "SKPD", "Pagu", "Fisik", None, None, "Keuangan", None, None, None],
            [None, None, None, "Target", "Realisasi", "Deviasi", "Target", "Realisasi (Rp)", "Realisasi (%)", "Dev"],
            [1, "Dinas Pendidikan", 1_000_000, 50, 45.5, -4.5, 500_000, 400_000, 40, -10],
            [2, "Dinas Kesehatan", 2_000_000, 50, 30, -20, 600_000, 500_000, 25, -5],
            merges=["A5:A6", "B5:B6", "C5:C6", "D5:F5", "G5:J5"],
        ),
        {"Dinas Pendidikan": (100_000_000, 40_000_000, "45.5"), "Dinas Kesehatan": (200_000_000, 50_000_000, "30")},
        id="columns of the domain",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "expected"), VARIANTS)
def test_rfk__variants(tmp_path: Path, sheet: Sheet, expected: dict[str, tuple[int, int, str]]) -> None:
    lines = progress(tmp_path, sheet)
    found = {name: (line.budget, line.realization, line.physical_pct) for name, line in lines.items()}
    assert found == {name: (budget, spent, Decimal(pct)) for name, (budget, spent, pct) in expected.items()}


def test_rfk__notes_of_the_office(tmp_path: Path) -> None:
    sheet = rfk()
    sheet.rows[4].append("Permasalahan")
    sheet.rows[5] += [None]
    sheet.rows[6].append("Gagal lelang")
    sheet.rows[7].append("-")
    export = only(read_sheets(tmp_path, sheet))
    assert [(export.agencies[note.agency].code, note.topic, note.text) for note in export.notes] == [
        (EDUCATION, "problem", "Gagal lelang")
    ]


@pytest.mark.parametrize("stated", [51, 0.51], ids=["of a hundred", "shown as percent"])
def test_rfk__percent_cells_hold_fractions(tmp_path: Path, stated: float) -> None:
    path = save(tmp_path / "r.xlsx", rfk())
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in (7, 8):
        sheet.cell(row, 6).value = stated
        if stated < 1:
            sheet.cell(row, 6).number_format = "0.00%"
    book.save(path)
    export = only(read(path))
    assert {line.physical_pct for line in export.progress} == {Decimal(51)}


def test_rfk__fractions_without_a_proof_are_refused(tmp_path: Path) -> None:
    sheet = rfk()
    for row in (6, 7):
        sheet.rows[row][4:6] = [0.6, 0.51]
        sheet.rows[row][9] = None
    assert "percent-scale-unclear" in {code for code, _ in errors(read_sheets(tmp_path, sheet))}


def test_rfk__fractions_beside_a_proved_fraction_are_brought_to_a_hundred(tmp_path: Path) -> None:
    sheet = rfk()
    for row in (6, 7):
        sheet.rows[row][4:6] = [0.6, 0.51]
        sheet.rows[row][9] = sheet.rows[row][8] / sheet.rows[row][3]
    lines = progress(tmp_path, sheet)
    assert {line.physical_pct for line in lines.values()} == {Decimal("51.00")}


def test_rfk__small_percentages_of_a_hundred_are_no_fractions(tmp_path: Path) -> None:
    """In January a government has spent half a percent: 0.52 is 0.52 %."""
    sheet = rfk(total=False)
    for row in (6, 7):
        sheet.rows[row][3:6] = [1_000_000, 0.6, 0.5]
        sheet.rows[row][7:10] = [6_000, 5_200, 0.52]
    lines = progress(tmp_path, sheet).values()
    assert {(line.realization_pct, line.physical_pct) for line in lines} == {
        (Decimal("0.52"), Decimal("0.5"))
    }


def test_rfk__amounts_under_a_percent_heading(tmp_path: Path) -> None:
    """Where the heading says per cent and the values are rupiah, the values are believed."""
    sheet = rfk()
    sheet.rows[5][7] = "Target (%)"
    assert {line.plan for line in progress(tmp_path, sheet).values()} == {
        budget // 2 for budget, _ in sums().values()
    }


# Rows


def test_total_off_by_one_sen_is_refused_with_both_figures(tmp_path: Path) -> None:
    sheet = small(total=True)
    sheet.rows[-1][3] = float(Decimal(str(sheet.rows[-1][3])) + Decimal("0.01"))
    reading = read_sheets(tmp_path, sheet)
    (finding,) = [finding for finding in reading.findings if finding.code == "total-differs"]
    assert finding.arguments["stated"] - finding.arguments["sum"] == 1  # type: ignore[operator]
    assert finding.source is not None
    assert finding.source.cell == f"D{len(sheet.rows)}"
    assert reading.exports == ()


def test_a_budget_that_only_the_total_states_is_refused(tmp_path: Path) -> None:
    sheet = small(total=True)
    for row in sheet.rows[1:-1]:
        row[2] = None
    assert "total-differs" in {code for code, _ in errors(read_sheets(tmp_path, sheet))}


@pytest.mark.parametrize(
    "word",
    [
        "JUMLAH",
        "Jumlah",
        "TOTAL",
        "Jumlah Total",
        "TOTAL KESELURUHAN",
        "Grand Total",
        "JUMLAH :",
        "Total SKPD",
    ],
)
def test_total_row_is_no_agency(tmp_path: Path, word: str) -> None:
    sheet = small(total=True)
    sheet.rows[-1][1] = word
    assert figures(read_sheets(tmp_path, sheet)) == sums()


def test_subtotals_are_no_agencies(tmp_path: Path) -> None:
    sheet = small(total=True)
    sheet.rows.insert(2, [None, "Sub Total", *sheet.rows[1][2:]])
    assert figures(read_sheets(tmp_path, sheet)) == sums()


def test_units_inside_their_agency_are_left_out_where_the_total_proves_it(tmp_path: Path) -> None:
    sheet = small(total=True)
    row = next(index for index, cells in enumerate(sheet.rows) if cells[0] == HEALTH)
    unit = HEALTH.replace("01.0000", "01.0001")
    sheet.rows.insert(row + 1, [unit, "Puskesmas", 100, 50])
    reading = read_sheets(tmp_path, sheet)
    assert figures(reading) == sums()
    assert "units-inside-agency" in codes(reading)


def test_units_beside_their_agency_count(tmp_path: Path) -> None:
    sheet = small(total=True)
    row = next(index for index, cells in enumerate(sheet.rows) if cells[0] == HEALTH)
    sheet.rows.insert(row + 1, [HEALTH.replace("01.0000", "01.0001"), "Puskesmas", 100, 50])
    sheet.rows[-1][2] += 100
    sheet.rows[-1][3] = float(Decimal(str(sheet.rows[-1][3])) + 50)
    found = figures(read_sheets(tmp_path, sheet))
    assert found[HEALTH] == (sums()[HEALTH][0] + 100_00, sums()[HEALTH][1] + 50_00)


def test_one_code_with_two_names_is_refused(tmp_path: Path) -> None:
    sheet = small()
    sheet.rows.append([HEALTH, "Dinas Sosial", 100, 50])
    found = errors(read_sheets(tmp_path, sheet))
    assert ("code-two-names", f"A{len(sheet.rows)}") in found


def test_the_dissolved_agency_that_left_its_code_is_another(tmp_path: Path) -> None:
    sheet = small()
    sheet.rows.append([HEALTH, "Dinas Kesehatan Lama *)", 100, 90])
    export = only(read_sheets(tmp_path, sheet))
    assert [(agency.code, agency.dissolved) for agency in export.agencies].count((HEALTH, True)) == 1
    assert len(export.agencies) == len(sums()) + 1


@pytest.mark.parametrize("name", ["NA", "nan", "None", "null", "TRUE", "-", "0", "N/A", "#N/A?"])
def test_an_agency_may_have_any_name(tmp_path: Path, name: str) -> None:
    sheet = small()
    sheet.rows.append(["1.03.0.00.0.00.01.0000", name, 100, 50])
    export = only(read_sheets(tmp_path, sheet))
    assert name in {agency.name for agency in export.agencies}
    text = save_text(tmp_path / "t.csv", sheet)
    assert name in {agency.name for agency in only(read(text)).agencies}


def test_a_name_without_end_is_cut_visibly(tmp_path: Path) -> None:
    sheet = small()
    sheet.rows.append(["1.03.0.00.0.00.01.0000", "Dinas " + "A" * 30_000, 100, 50])
    names = [agency.name for agency in only(read_sheets(tmp_path, sheet)).agencies]
    assert max(map(len, names)) == 300
    assert names[-1].endswith("A…")


def test_an_agency_without_figures_is_said_and_not_zero(tmp_path: Path) -> None:
    sheet = small()
    sheet.rows.append(["1.03.0.00.0.00.01.0000", "Dinas PUPR", None, None])
    reading = read_sheets(tmp_path, sheet)
    assert figures(reading) == sums()
    assert "agency-without-figures" in codes(reading)


def test_a_blank_realization_is_unknown_and_a_dash_is_zero(tmp_path: Path) -> None:
    sheet = small()
    sheet.rows.append(["1.03.0.00.0.00.01.0000", "Dinas PUPR", 100, None])
    sheet.rows.append(["1.04.0.00.0.00.01.0000", "Dinas Perkim", 100, "-"])
    reading = read_sheets(tmp_path, sheet)
    export = only(reading)
    spent = {export.agencies[line.agency].name: line.realization for line in export.accounts}
    assert (spent["Dinas PUPR"], spent["Dinas Perkim"]) == (None, 0)
    assert "realization-missing" in codes(reading)


@pytest.mark.parametrize(
    "text",
    ["(1.000)", "-1.000,00", "1.000-", "(Rp 1.000)", "-1000"],
    ids=["brackets", "sign", "behind", "Rp", "plain"],
)
def test_negative_amounts(tmp_path: Path, text: str) -> None:
    sheet = small(style=indonesian)
    sheet.rows.append(["1.03.0.00.0.00.01.0000", "Dinas PUPR", "5.000,00", text])
    assert figures(read_sheets(tmp_path, sheet))["1.03.0.00.0.00.01.0000"] == (5000_00, -1000_00)


def test_a_row_without_a_name_and_code_is_refused(tmp_path: Path) -> None:
    sheet = small()
    sheet.rows.append([None, None, 100, 50])
    assert [code for code, _ in errors(read_sheets(tmp_path, sheet))] == ["agency-name-missing"]


def test_code_and_name_in_one_cell(tmp_path: Path) -> None:
    sheet = Sheet(
        [["Nama SKPD", "Pagu", "Realisasi"], [f"{EDUCATION} Dinas Pendidikan", 1000, 400]], [], (0,)
    )
    export = only(read_sheets(tmp_path, sheet))
    assert [(agency.code, agency.name) for agency in export.agencies] == [(EDUCATION, "Dinas Pendidikan")]


def test_a_name_merged_over_its_rows_fills_the_range_only(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Nama SKPD", "Kode Rekening", "Pagu", "Realisasi"],
        ["Dinas Pendidikan", "5.1.01", 1000, 400],
        [None, "5.1.02", 500, 100],
        [None, "5.2.02", 10, 1],
    ]
    reading = read_sheets(tmp_path, Sheet(rows, ["A2:A3"], (0,)))
    assert errors(reading) == [("agency-name-missing", "A4")]
    assert figures(read_sheets(tmp_path, Sheet(rows[:3], ["A2:A3"], (0,)))) == {
        "Dinas Pendidikan": (1500_00, 500_00)
    }


@pytest.mark.parametrize("value", [1.02, True], ids=["decimal", "boolean"])
def test_a_code_kept_as_a_number_is_refused(tmp_path: Path, value: object) -> None:
    sheet = small()
    sheet.rows[1][0] = value
    assert ("code-as-number", "A2") in errors(read_sheets(tmp_path, sheet))


def test_blanks_around_names_and_codes(tmp_path: Path) -> None:
    sheet = small()
    sheet.rows[1][:2] = [f" {EDUCATION} ", "  Dinas \u00a0 Pendidikan "]
    export = only(read_sheets(tmp_path, sheet))
    assert (EDUCATION, "Dinas Pendidikan") in {(agency.code, agency.name) for agency in export.agencies}


def test_signatures_and_footnotes_beneath_are_passed_over(tmp_path: Path) -> None:
    sheet = small(total=True)
    sheet.rows += [
        [],
        ["Catatan: angka sementara"],
        [None, None, None, "Contoh, 3 November 2023"],
        [None, "NIP", None, None],
    ]
    reading = read_sheets(tmp_path, sheet)
    assert figures(reading) == sums()
    assert only(reading).rows_skipped == 3


def test_hidden_rows_count_and_are_told(tmp_path: Path) -> None:
    path = save(tmp_path / "r.xlsx", small(total=True))
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[2].hidden = True
    book.save(path)
    reading = read(path)
    assert figures(reading) == sums()
    assert "hidden-rows" in codes(reading)


def test_leaves_of_this_module_have_sen() -> None:
    assert any(leaf.realization % 100 for leaf in LEAVES), "else no test sees a lost sen"
    assert number(250_000_50) == 250_000.5
    assert Q3.quarter == 3


@pytest.mark.parametrize("label", ["`", "#REF!", "Keadaan"])
def test_a_total_row_that_lost_its_label_is_refused(tmp_path: Path, label: str) -> None:
    sheet = small(LEAVES[:1], total=True)
    sheet.rows[-1][1] = label
    assert "total-unlabelled" in {code for code, _ in errors(read_sheets(tmp_path, sheet))}


def test_a_total_row_under_a_number_in_place_of_a_code_is_refused(tmp_path: Path) -> None:
    sheet = small(LEAVES, total=True)
    sheet.rows[-1][:2] = ["1", None]
    assert "total-unlabelled" in {code for code, _ in errors(read_sheets(tmp_path, sheet))}


def test_the_only_amount_of_realization_under_the_physical_group_is_refused(tmp_path: Path) -> None:
    sheet = rfk(LEAVES)
    for row in sheet.rows[4:]:
        row[6], row[8] = row[8], row[6]
    sheet.merges.clear()
    assert "column-ambiguous" in {code for code, _ in errors(read_sheets(tmp_path, sheet))}


def test_a_name_that_stands_twice__is_said_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    rows = [
        "cutoff;SKPD;Pagu;Realisasi",
        "30/09/2023;Dinas A;100;50",
        "30/09/2023;Dinas B;9;5",
        "30/09/2023;Dinas A;10;5",
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    (finding,) = [f for f in findings(read(path)) if f.code.endswith("-repeated")]
    assert (finding.code, finding.arguments) == ("name-repeated", {"name": "Dinas A", "other": "2"})


def _works(*rows: list[Any]) -> Sheet:
    head = ["Kode SKPD", "Nama SKPD", "Kode Sub Kegiatan", "Nama Sub Kegiatan", "Pagu", "Realisasi"]
    return Sheet([head, *rows], [], (0,))


def test_an_agency_with_one_blank_activity_has_reported(tmp_path: Path) -> None:
    """Only of an agency none of whose rows has a figure is it said that it has not."""
    other = "1.03.0.00.0.00.01.0000"
    reading = read_sheets(
        tmp_path,
        _works(
            [EDUCATION, "Dinas Pendidikan", "1.01.02.2.01.0001", "Gedung", 100, 50],
            [EDUCATION, "Dinas Pendidikan", "1.01.02.2.01.0002", "Buku", None, None],
            [EDUCATION, "Dinas Pendidikan", "1.01.02.2.01.0003", "Meja", 200, None],
            [other, "Dinas PUPR", "1.03.02.2.01.0001", "Jalan", None, None],
            [other, "Dinas PUPR", "1.03.02.2.01.0002", "Jembatan", None, None],
            [HEALTH, "Dinas Kesehatan", "1.02.02.2.01.0001", "Obat", 300, None],
            [HEALTH, "Dinas Kesehatan", "1.02.02.2.01.0002", "Alat", 400, None],
        ),
    )
    said = [(f.code, f.arguments["agency"]) for f in findings(reading) if "agency" in f.arguments]
    assert [one for one in said if one[0] in ("agency-without-figures", "realization-missing")] == [
        ("agency-without-figures", "Dinas PUPR"),
        ("realization-missing", "Dinas Kesehatan"),
    ]
