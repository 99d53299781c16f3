"""Forms of monitoring applications: codes split over columns, no codes at all, budgets alone, plans by month."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from forms import (
    AGENCY,
    GROUPS,
    NAME,
    WORKS,
    budget_import,
    deviation,
    form_a,
    form_b,
    of_agencies,
    of_kind,
    plugin_tree,
    whole,
)
from truth import LEAVES, Sheet, codes, errors, indonesian, read_sheets, spread, sums

from skpd_eval.model import Kind, Level, PeriodKind
from skpd_eval.reading.options import ReadOptions

TOLD = ReadOptions(government="Kabupaten Contoh", year=2023)
FORMS: dict[str, Callable[..., Sheet]] = {"plugin": plugin_tree, "form A": form_a, "form B": form_b}
OWNERS = {"plugin": AGENCY, "form A": NAME, "form B": NAME}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", [None, indonesian], ids=["numbers", "texts"])
def test_form__figures_so_far(tmp_path: Path, form: str, style: Any) -> None:
    sheet = FORMS[form]() if style is None else FORMS[form](style=style)
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert errors(reading) == []
    assert of_agencies(reading) == {OWNERS[form]: whole(WORKS)}
    assert {export.cutoff for export in of_kind(reading, Kind.PHYSICAL)} == {dt.date(2023, 6, 30)}


def _a_title_more(sheet: Sheet) -> None:
    sheet.rows.insert(0, ["PEMERINTAH KABUPATEN CONTOH"])
    sheet.merges.clear()


def _budget_and_code_exchanged(sheet: Sheet) -> None:
    for row in sheet.rows[sheet.header[0] :]:
        row += [None] * (16 - len(row))
        row[2], row[14] = row[14], row[2]
    sheet.merges.clear()


def _other_words(sheet: Sheet) -> None:
    words = {"Jumlah Anggaran (Rp)": "Pagu Anggaran", "Nama Program/Kegiatan/Subkegiatan": "Program / Kegiatan",
             "Prosentasi s.d. Triwulan Ini": "Persentase s.d. Triwulan Ini", "DPA SIMDA (Rp.)": "RKA FMIS (Rp.)",
             "s.d. Bulan Ini": "Sampai Dengan Bulan Ini"}  # fmt: skip
    for row in sheet.rows[sheet.header[0] : sheet.data]:
        row[:] = [words.get(cell, cell) for cell in row]


def _total_by_another_name(sheet: Sheet) -> None:
    for row in sheet.rows[sheet.data :]:
        row[:] = [
            "JUMLAH TOTAL" if isinstance(cell, str) and cell[:3].upper() in ("JUM", "TOT") else cell
            for cell in row
        ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "mutate", [_a_title_more, _budget_and_code_exchanged, _other_words, _total_by_another_name],
    ids=lambda mutate: mutate.__name__.strip("_"),
)  # fmt: skip
def test_form__whatever_offices_do(tmp_path: Path, form: str, mutate: Callable[[Sheet], None]) -> None:
    sheet = FORMS[form]()
    if form == "plugin" and mutate is _budget_and_code_exchanged:
        return
    mutate(sheet)
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert errors(reading) == []
    assert of_agencies(reading) == {OWNERS[form]: whole(WORKS)}


@pytest.mark.parametrize("form", FORMS)
def test_form__a_total_off_by_one_is_refused_with_its_cell(tmp_path: Path, form: str) -> None:
    sheet = FORMS[form]()
    row = next(
        at for at, cells in enumerate(sheet.rows) if cells and str(cells[0])[:3].upper() in ("JUM", "TOT")
    )
    column = {"plugin": 8, "form A": 10, "form B": 9}[form]
    sheet.rows[row][column] += 1
    assert ("total-differs", f"{'ABCDEFGHIJK'[column]}{row + 1}") in errors(
        read_sheets(tmp_path, sheet, options=TOLD)
    )


def test_plugin__plan_by_month_notes_and_shares(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, plugin_tree(), options=TOLD)
    (plan,) = of_kind(reading, Kind.PLAN)
    assert {line.activity: line.months for line in plan.plans} == {
        code: tuple(spread(budget)) for code, budget, _ in WORKS
    }
    (export,) = of_kind(reading, Kind.PHYSICAL)
    by_activity = {line.activity: line for line in export.progress}
    assert (by_activity["1.01.01"].physical_pct, by_activity[WORKS[0][0]].physical_pct) == (
        None,
        Decimal("45.5"),
    )
    assert {note.text for note in export.notes if note.topic == "problem"} == {"Lelang gagal"}


def test_plugin__a_program_under_the_code_of_another_is_refused(tmp_path: Path) -> None:
    sheet = plugin_tree()
    (place,) = [at for at, cells in enumerate(sheet.rows) if cells[:4] == ["1", "01", "02", None]]
    sheet.rows[place][2] = "01"
    assert ("code-out-of-place", f"H{place + 2}") in errors(read_sheets(tmp_path, sheet, options=TOLD))


def test_plugin__a_months_total_off_by_one_is_refused(tmp_path: Path) -> None:
    sheet = plugin_tree()
    sheet.rows[-1][17] += 1
    assert errors(read_sheets(tmp_path, sheet, options=TOLD)) == [("total-differs", f"R{len(sheet.rows)}")]


def test_plugin__two_budgets_of_one_name_that_differ_are_refused(tmp_path: Path) -> None:
    sheet = plugin_tree(budget="RKA SIPD (Rp.)")
    assert ("column-ambiguous", "G5") in errors(read_sheets(tmp_path, sheet, options=TOLD))


def test_form_a__without_a_total_its_programs_are_proved_by_what_stands_beneath(tmp_path: Path) -> None:
    sheet = form_a()
    del sheet.rows[-4:]
    assert of_agencies(read_sheets(tmp_path, sheet, options=TOLD)) == {NAME: whole(WORKS)}


def test_form_a__without_a_total_a_program_that_is_no_sum_is_refused(tmp_path: Path) -> None:
    sheet = form_a()
    del sheet.rows[-4:]
    sheet.rows[-1][2] += 1
    assert [code for code, _ in errors(read_sheets(tmp_path, sheet, options=TOLD))] == ["total-needed"]


def test_form_b__realization_on_accounts_alone_needs_the_total(tmp_path: Path) -> None:
    sheet = form_b([("1.01.01.2.01.0001", 10_000_000, 100_000)])
    account = next(row for row, cells in enumerate(sheet.rows, 1) if cells[:1] == ["5.1.02.01.01"])
    del sheet.rows[-1]
    assert ("total-needed", f"J{account}") in errors(read_sheets(tmp_path, sheet, options=TOLD))


def test_form_a__left_unfilled_needs_its_agency(tmp_path: Path) -> None:
    sheet = form_a()
    sheet.rows[4][1] = ": ..............."
    assert [code for code, _ in errors(read_sheets(tmp_path, sheet, options=TOLD))] == ["agency-missing"]


def test_import__budgets_alone(tmp_path: Path) -> None:
    options = ReadOptions(government="Provinsi Contoh", year=2023, quarter=2)
    reading = read_sheets(tmp_path, budget_import(LEAVES), options=options)
    assert errors(reading) == []
    (export,) = reading.exports
    assert (export.kind, export.level) == (Kind.ACCOUNTS, Level.ACCOUNT)
    assert {(line.activity, line.account, line.budget, line.realization) for line in export.accounts} == {
        (leaf.activity, leaf.account, leaf.budget, None) for leaf in LEAVES
    }
    found: dict[str | None, int] = {}
    for line in export.accounts:
        code = export.agencies[line.agency].code
        found[code] = found.get(code, 0) + (line.budget or 0)
    assert found == {agency: budget for agency, (budget, _) in sums().items()}


PLAN = [[month * 100_000_00 for month in range(1, 13)], [50_000_00] * 12, [0] * 12, [0] * 12]
RISING = [list(accumulate(PLAN[0])), list(accumulate(PLAN[1])), [0] * 12, [0] * 12]
FALLING = [
    [900_000_00, 100_000_00, 800_000_00, 50_000_00, *[0] * 8],
    [10_000_00] * 4 + [0] * 8,
    [0] * 12,
    [0] * 12,
]


def test_deviation__plan_of_the_year(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, deviation(PLAN, FALLING), options=ReadOptions(agency_name=NAME))
    (plan,) = of_kind(reading, Kind.PLAN)
    assert {line.account: list(line.months) for line in plan.plans} == {"5.1": PLAN[0], "5.2": PLAN[1]}
    assert plan.cutoff == dt.date(2023, 1, 1)


@pytest.mark.parametrize(
    ("spent", "told", "kind"),
    [
        pytest.param(FALLING, None, PeriodKind.MONTH, id="falls: months alone"),
        pytest.param(RISING, PeriodKind.CUMULATIVE, PeriodKind.CUMULATIVE, id="told: so far"),
        pytest.param(PLAN, PeriodKind.MONTH, PeriodKind.MONTH, id="told: months"),
    ],
)
def test_deviation__positions(
    tmp_path: Path, spent: list[list[int]], told: PeriodKind | None, kind: PeriodKind
) -> None:
    options = ReadOptions(agency_name=NAME, period_kind=told, quarter=1)
    reading = read_sheets(tmp_path, deviation(PLAN, spent), options=options)
    found = of_kind(reading, Kind.ACCOUNTS)
    assert [export.cutoff and export.cutoff.month for export in found] == [1, 2, 3]
    for place, export in enumerate(found):
        assert export.period_kind is kind
        assert {line.account: line.realization for line in export.accounts if line.realization} == {
            account: group[place] for account, group in zip(GROUPS, spent, strict=True) if group[place]
        }


def test_deviation__what_could_be_either_is_said_and_left(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, deviation(PLAN, PLAN), options=ReadOptions(agency_name=NAME))
    assert of_kind(reading, Kind.ACCOUNTS) == []
    assert "series-unclear" in codes(reading)


def test_deviation__a_group_under_another_heading_is_refused(tmp_path: Path) -> None:
    sheet = deviation(PLAN, FALLING)
    for row in sheet.rows[sheet.header[0] :]:
        row += [None] * (3 - len(row))
        row[0], row[2] = row[2], row[0]
    sheet.merges.clear()
    reading = read_sheets(tmp_path, sheet, options=ReadOptions(agency_name=NAME))
    assert ("group-not-understood", "D5") in errors(reading)


def test_deviation__a_month_twice_and_a_sum_off_by_one_are_refused(tmp_path: Path) -> None:
    sheet = deviation(PLAN, FALLING)
    sheet.rows[8][1] = "Februari"
    sheet.rows[-1][2] += 1
    found = errors(read_sheets(tmp_path, sheet, options=ReadOptions(agency_name=NAME)))
    assert {("month-repeated", "B9"), ("total-differs", f"C{len(sheet.rows)}")} <= set(found)


CONTRACTS = ["NO", "KODE", "NAMA KEGIATAN", "PAGU ANGGARAN", "TAHUN KONTRAK", "NO. KONTRAK", "TGL. KONTRAK",
             "NILAI KONTRAK", "WAKTU PEKERJAAN", "NAMA PERUSAHAAN", "DAK (Y/N)", "KOORDINAT",
             "LOKASI KEGIATAN"]  # fmt: skip
PHYSICAL = ["NO", "KODE", "NAMA KEGIATAN", "KODE FISIK", "JENIS TARGET [H, M, B, T]", "TAHAPAN TARGET [Angka]",
            "JADWAL TARGET [Tanggal]", "TARGET [%]", "REALISASI [%]", "KETERANGAN"]  # fmt: skip
PAID = ["NO", "KODE", "NAMA KEGIATAN", "KODE KEUANGAN", "TANGGAL REALISASI", "REALISASI [RP]", "KETERANGAN"]
PROBLEMS = ["No.", "Kode", "Program/Kegiatan", "Kendala", "Tindaklanjut yang perlu dilakukan",
            "Pihak yang diharapkan dapat membantu penyelesaian masalah"]  # fmt: skip
ACTIONS = Sheet(
    [
        ["SASARAN STRATEGIS", None, "TARGET", None, None, None, "PROGRAM", "KEGIATAN", None, "SATUAN", "TARGET"],
        ["URAIAN", "INDIKATOR KINERJA", "TW I", "TW II", "TW III", "TW IV", None, "URAIAN", "INDIKATOR KINERJA", None,
         "TW I", "TW II", "TW III", "TW IV"],
        ["Mutu", "Angka", None, None, None, "v", "Program", "Kegiatan", "Jumlah", "dokumen", "v", None, "√", "v"],
    ],
    ["A1:B1", "C1:F1", "G1:G2", "H1:I1", "J1:J2", "K1:N1"],
)  # fmt: skip
QUARTERS = [f"S.D. TRIWULAN {name}" for name in ("I", "II", "III", "IV")]
REVENUE = Sheet(
    [
        ["URAIAN", "TARGET APBD 2026", *(cell for head in QUARTERS for cell in (head, *[None] * 3)), "LEBIH/(KURANG)"],
        [None, None, *["TARGET", "%", "REALISASI", "%"] * 4],
        ["Pajak Daerah", 4_000_000, *[1_000_000, "25%", 452_000, "45.2%"] * 4, -1],
    ],
    ["A1:A2", "B1:B2", "C1:F1", "G1:J1", "K1:N1", "O1:R1", "S1:S2"],
)  # fmt: skip


def _table(head: list[str], *row: Any) -> Sheet:
    titles = [["PEMERINTAH KABUPATEN CONTOH"], ["DATA"], [f"SKPD : {NAME}"], []]
    return Sheet([*titles, list(head), list(row)], [])


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        pytest.param(_table(CONTRACTS, 1, "101", "Rehab", 10**7, 2023, "1", "0000-00-00", 10**6),
                     [("contracts-alone", "5")], id="contracts"),
        pytest.param(_table(PHYSICAL, 1, "101", "Rehab", "11", "B", 1, "2023-02-10", 30, 25),
                     [("contracts-alone", "5")], id="progress by date"),
        pytest.param(_table(PAID, 1, "101", "Rehab", "1", "2023-02-10", 300_000),
                     [("contracts-alone", "5")], id="payments"),
        pytest.param(_table(PROBLEMS, 1, "1.01.01", "PROGRAM", "Gagal lelang", "Ulang", "PBJ"),
                     [("problems-alone", "5")], id="problems"),
        pytest.param(ACTIONS, [("action-plan", "2"), ("check-mark", "F3")], id="actions"),
        pytest.param(REVENUE, [("revenue-by-name", "2")], id="revenue"),
    ],
)  # fmt: skip
def test_known_tables_are_refused_with_their_reason(
    tmp_path: Path, sheet: Sheet, expected: list[tuple[str, str]]
) -> None:
    reading = read_sheets(tmp_path, sheet, options=ReadOptions(year=2023, quarter=1))
    assert (reading.exports, errors(reading)) == ((), expected)


def test_known_tables__a_workbook_of_several_sheets(tmp_path: Path) -> None:
    sheets = (
        _table(CONTRACTS, 1, "101", "Rehab", 10**7),
        _table(PHYSICAL, 1, "101", "Rehab"),
        _table(PAID, 1),
    )
    reading = read_sheets(tmp_path, *sheets, options=ReadOptions(year=2023, quarter=1))
    assert {code for code, _ in errors(reading)} == {"contracts-alone"}


def test_budgets_alone_state_no_realization(tmp_path: Path) -> None:
    """Unknown and not zero, under no column: whoever sums the file up can call it budgets alone."""
    options = ReadOptions(government="Kota Contoh", year=2023, quarter=2)
    (export,) = read_sheets(tmp_path, budget_import(LEAVES), options=options).exports
    assert {line.realization for line in export.accounts} == {None}
    assert not any(role.startswith("realization") for role in export.headings)
    assert sum(line.budget or 0 for line in export.accounts) == sum(budget for budget, _ in sums().values())
