"""What titles, headings and notes say of period, unit and budget: read as an auditor would, or refused."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from test_wild_recaps import AGENCIES, HEAD, TITLE, TOTAL, WHOLE, in_rupiah, read_cells, times
from truth import errors, findings, only, read

from skpd_eval.model import Kind, PeriodKind
from skpd_eval.reading.headings.headercells import names_period_alone
from skpd_eval.reading.told.options import ReadOptions

TABLE = [HEAD, *AGENCIES, TOTAL]


def told_nothing(folder: Path, cells: Any, *titles: str, kind: PeriodKind | None = None) -> Any:
    """Read a table whose titles alone name its period."""
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    for row in (*([title] for title in titles), *cells):
        page.append(list(row))
    workbook.save(folder / "berkas.xlsx")
    return read(folder / "berkas.xlsx", ReadOptions(government="Kota Contoh", period_kind=kind))


@pytest.mark.parametrize(
    ("titles", "cutoff"),
    [
        (["Tanggal cetak : 3 Oktober 2023", "REALISASI ANGGARAN s.d. 30 SEPTEMBER 2023"], "2023-09-30"),
        (["Dicetak oleh admin pada 12/10/2023 09:15", "Periode : 01/01/2023 s/d 30/09/2023"], "2023-09-30"),
        (["LAMPIRAN SURAT", "TANGGAL : 9 Oktober 2023", "REALISASI POSISI 30 SEPTEMBER 2023"], "2023-09-30"),
        (["BAHAN RAPAT TANGGAL 11 OKTOBER 2023", "REALISASI TRIWULAN III TAHUN 2023"], "2023-09-30"),
        (
            ["REALISASI APBD 2023", "(Perda Nomor 7 tanggal 28 Desember 2022)", "s.d. Triwulan III"],
            "2023-09-30",
        ),
        (["REALISASI MINGGU KE-3 BULAN SEPTEMBER", "Data s.d. 22 September 2023"], "2023-09-22"),
        (["REALISASI TRIWULAN III TAHUN 2023", "Posisi 15 September 2023"], "2023-09-15"),
        (["PENYERAPAN s.d. Minggu III September 2023 (posisi 20 September 2023)"], "2023-09-20"),
        (["REALISASI TRIWULAN III TAHUN 2023", "Data per 12 Oktober 2023"], "2023-09-30"),
    ],
)
def test_position__is_no_other_date_of_the_paper(tmp_path: Path, titles: list[str], cutoff: str) -> None:
    assert only(told_nothing(tmp_path, TABLE, *titles)).cutoff == dt.date.fromisoformat(cutoff)


def test_position__of_the_heading_where_nothing_else_names_one(tmp_path: Path) -> None:
    cells = [[*HEAD[:3], "Realisasi s.d. Triwulan III"], *AGENCIES]
    assert only(told_nothing(tmp_path, cells, "TAHUN ANGGARAN 2023")).cutoff == dt.date(2023, 9, 30)
    wrong = told_nothing(tmp_path, cells, "REALISASI TRIWULAN II TAHUN 2023")
    assert errors(wrong) == [("period-contradicted", "D2")]


@pytest.mark.parametrize(
    ("titles", "heading", "note"),
    [
        ("REALISASI PERIODE 1 JULI S.D. 30 SEPTEMBER 2023", "Realisasi", ""),
        ("REALISASI TRIWULAN III TAHUN 2023", "Realisasi Triwulan III (Juli - September)", ""),
        ("REALISASI SELAMA TRIWULAN III TAHUN 2023", "Realisasi", ""),
        ("REALISASI TRIWULAN III TAHUN 2023", "Realisasi", "Catatan: angka tidak kumulatif"),
    ],
)
def test_a_period_alone__is_no_position(tmp_path: Path, titles: str, heading: str, note: str) -> None:
    cells = [[*HEAD[:3], heading], *AGENCIES, [], [None, note]]
    assert {code for code, _ in errors(told_nothing(tmp_path, cells, titles))} == {"period-alone"}
    told = told_nothing(tmp_path, cells, titles, kind=PeriodKind.CUMULATIVE)
    assert errors(told) == []


@pytest.mark.parametrize(
    ("titles", "note"),
    [
        ("REALISASI SELAMA BULAN SEPTEMBER 2023", ""),
        ("REALISASI SEPTEMBER 2023", "Realisasi adalah pengeluaran bulan September saja"),
    ],
)
def test_a_month_alone__is_read_as_such(tmp_path: Path, titles: str, note: str) -> None:
    reading = told_nothing(tmp_path, [*TABLE, [], [None, note]], titles)
    assert only(reading).period_kind is PeriodKind.MONTH
    assert "single-month-title" in {finding.code for finding in findings(reading)}


@pytest.mark.parametrize(
    ("headings", "first"),
    [
        (["Pagu Awal", "Pagu Akhir"], "original"),
        (["DPA 2023", "DPPA 2023"], "unstated"),
        (["Pagu Awal", "Pagu Setelah Efisiensi"], "original"),
        (["APBD Murni", "APBD Setelah Refocusing"], "original"),
        (["Anggaran Semula", "Anggaran Menjadi"], "original"),
        (["APBD Murni", "Pergeseran"], "original"),
    ],
)
def test_versions_of_the_budget__each_has_its_role(tmp_path: Path, headings: list[str], first: str) -> None:
    rows = [[number, name, budget - 5, budget, spent] for number, name, budget, spent in AGENCIES]
    export = only(read_cells(tmp_path, [[*HEAD[:2], *headings, "Realisasi"], *rows], TITLE))
    stated = [
        (line.budget if first == "unstated" else line.budget_original, line.budget_revised)
        for line in export.accounts
    ]
    assert stated == [((budget - 5) * 100, budget * 100) for _, _, budget, _ in AGENCIES]


def test_versions_of_the_budget__a_cut_is_none_of_them(tmp_path: Path) -> None:
    cells = [[*HEAD[:2], "Pagu Awal", "Efisiensi", "Pagu Setelah Efisiensi", "Realisasi"]]
    cells += [[number, name, budget + 7, 7, budget, spent] for number, name, budget, spent in AGENCIES]
    export = only(read_cells(tmp_path, cells, TITLE))
    assert [line.budget_revised for line in export.accounts] == [row[2] * 100 for row in AGENCIES]


LARGE = [[number, name, budget * 10**9, spent * 10**9] for number, name, budget, spent in AGENCIES]


@pytest.mark.parametrize(
    ("rows", "titles", "code"),
    [
        (LARGE, ["(dalam ribuan rupiah)"], "unit-too-large"),
        ([*LARGE, [4, "Dinas A", 320, 100], [5, "Dinas B", 470, 200]], [], "units-apart"),
        ([[1, "Dinas A", "320.451", "100.250"]], ["(miliar rupiah)"], "number-style-needed"),
    ],
)
def test_units__that_cannot_be_are_refused(tmp_path: Path, rows: Any, titles: list[str], code: str) -> None:
    assert code in {found for found, _ in errors(read_cells(tmp_path, [HEAD, *rows], TITLE, *titles))}


def test_units__budgets_that_no_agency_has_are_said(tmp_path: Path) -> None:
    assert "unit-suspect" in {finding.code for finding in findings(read_cells(tmp_path, TABLE, TITLE))}
    assert "unit-suspect" not in {
        finding.code for finding in findings(read_cells(tmp_path, [HEAD, *LARGE], TITLE))
    }


def test_units__of_the_sheet(tmp_path: Path) -> None:
    reading = read_cells(tmp_path, TABLE, TITLE, sheet="Rekap (dlm ribuan)")
    assert in_rupiah(reading) == times(1_000)


def test_units__title_and_heading_that_differ_are_refused(tmp_path: Path) -> None:
    cells = [[*HEAD[:2], "Pagu (Rp Juta)", "Realisasi (Rp Juta)"], *AGENCIES]
    assert ("unit-contradicted", "C3") in errors(read_cells(tmp_path, cells, TITLE, "(dalam ribuan rupiah)"))


def test_not_reported__in_words_is_no_amount(tmp_path: Path) -> None:
    cells = [HEAD, *AGENCIES[:2], [3, "Badan Keuangan", 200, "Belum lapor"]]
    reading = read_cells(tmp_path, cells, TITLE)
    assert [line.realization for line in only(reading).accounts] == [400_00, 300_00, None]
    assert "amount-unreported" in {finding.code for finding in findings(reading)}


@pytest.mark.parametrize(
    ("note", "part"),
    [
        ("Catatan: data di atas hanya Dana Alokasi Khusus (DAK)", True),
        ("Catatan: belum termasuk gaji dan tunjangan", True),
        ("Catatan: tidak termasuk Belanja Tidak Terduga dan Belanja Transfer (PPKD).", False),
        ("Catatan: DAK dilaporkan setiap bulan", False),
    ],
)
def test_notes__that_restrict_the_table(tmp_path: Path, note: str, part: bool) -> None:
    reading = read_cells(tmp_path, [*TABLE, [], [None, note]], TITLE)
    assert [code for code, _ in errors(reading)] == (["partial-table"] if part else [])
    assert part or in_rupiah(reading) == WHOLE


def test_units__in_a_row_of_their_own(tmp_path: Path) -> None:
    cells = [[*HEAD, "Serapan"], [None, None, "(juta Rp)", "(juta Rp)", "(%)"], *AGENCIES]
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == times(1_000_000)


def test_activities_by_name__add_up_to_their_agency(tmp_path: Path) -> None:
    head = ["No", "Nama SKPD", "Nama Program", "Nama Kegiatan", "Nama Sub Kegiatan", "Pagu", "Realisasi"]
    rows = [
        [number, name, "Program", "Kegiatan", f"Sub {part}", budget // 2, spent // 2]
        for number, name, budget, spent in AGENCIES
        for part in (1, 2)
    ]
    assert in_rupiah(read_cells(tmp_path, [head, *rows], TITLE)) == WHOLE


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("Realisasi Anggaran Dinas Lingkungan Hidup Kabupaten Contoh Tahun 2023", "Dinas Lingkungan Hidup"),
        ("DINAS LINGKUNGAN HIDUP", "DINAS LINGKUNGAN HIDUP"),
        ("Disusun oleh Badan Perencanaan", None),
    ],
)
def test_programs_of_one_agency__whose_name_stands_in_a_title(
    tmp_path: Path, title: str, agency: str | None
) -> None:
    cells = [["No", "Program", "Anggaran", "Realisasi"], [1, "Program A", 70, 30], [2, "Program B", 30, 20]]
    reading = read_cells(tmp_path, [*cells, [None, "Jumlah", 100, 50]], title, "S.D. TRIWULAN III TAHUN 2023")
    if agency is None:
        assert [code for code, _ in errors(reading)] == ["agency-missing"]
    else:
        assert in_rupiah(reading) == {agency: (100, 50)}


MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip


def test_cash_plan__of_all_agencies_by_month(tmp_path: Path) -> None:
    head = ["No", "SKPD", "Pagu", *MONTHS, "Jumlah"]
    rows = [
        [number, name, budget, *[budget // 20] * 11, budget - budget // 20 * 11, budget]
        for number, name, budget, _ in AGENCIES
    ]
    total = [None, "JUMLAH", *(sum(row[column] for row in rows) for column in range(2, 16))]
    title = "RENCANA ANGGARAN KAS PER SKPD TAHUN 2023"
    export = only(told_nothing(tmp_path, [head, *rows, total], title))
    assert export.kind is Kind.PLAN
    planned = [sum(month or 0 for month in plan.months[:9]) for plan in export.plans]
    assert planned == [budget // 20 * 9 * 100 for _, _, budget, _ in AGENCIES]
    rows[0][3] += 1
    assert errors(told_nothing(tmp_path, [head, *rows, total], title)) != []


def test_columns_in_each_others_place__are_told_by_the_printed_percentages(tmp_path: Path) -> None:
    rows = [
        [number, name, spent, budget, f"{spent * 100 / budget:.2f}".replace(".", ",")]
        for number, name, budget, spent in AGENCIES
    ]
    assert errors(read_cells(tmp_path, [[*HEAD, "%"], *rows], TITLE)) == [("columns-exchanged", "C3")]


def test_columns_of_different_units__are_told_by_the_printed_percentages(tmp_path: Path) -> None:
    rows = [
        [number, name, budget * 10**9, spent * 10**3, f"{spent * 100 / budget:.2f}".replace(".", ",")]
        for number, name, budget, spent in AGENCIES
    ]
    assert errors(read_cells(tmp_path, [[*HEAD, "%"], *rows], TITLE)) == [("units-in-columns", "D3")]


def test_physical_progress__in_percent_and_in_rupiah(tmp_path: Path) -> None:
    head = [["No", "SKPD", "Pagu", "Realisasi Fisik", None, "Realisasi Keuangan", None]]
    head.append([None, None, None, "%", "Rp", "%", "Rp"])
    rows = [
        [number, name, budget * 10**6, 50.5, budget * 505_000, 40.25, spent * 10**6]
        for number, name, budget, spent in AGENCIES
    ]
    export = only(read_cells(tmp_path, [*head, *rows], TITLE))
    assert [str(line.physical_pct) for line in export.progress] == ["50.5"] * 3
    assert [line.realization for line in export.progress] == [row[3] * 10**8 for row in AGENCIES]


def test_a_hidden_column_under_the_heading_of_a_shown_one__is_refused(tmp_path: Path) -> None:
    workbook = Workbook()
    page = workbook.active
    assert page is not None
    page.append([TITLE])
    page.append(["No", "SKPD", "Pagu", None, "Realisasi"])
    for number, name, budget, spent in AGENCIES:
        page.append([number, name, budget - 1, budget, spent])
    page.merge_cells("C2:D2")
    page.column_dimensions["C"].hidden = True
    workbook.save(tmp_path / "berkas.xlsx")
    reading = read(tmp_path / "berkas.xlsx", ReadOptions(government="Kota Contoh"))
    assert errors(reading) == [("column-ambiguous", "C2")]


def test_a_separator_inside_figures__is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [f"{number},Dinas {number},12,345,678,90{number},1,000,000,00{number}" for number in range(1, 8)]
    path.write_text("\n".join(["No,SKPD,Pagu,Realisasi", *rows]), encoding="utf-8")
    reading = read(path, ReadOptions(government="Kota Contoh", year=2023, quarter=3))
    assert ("row-longer", "2") in errors(reading)


def test_a_budget_headed_by_expenditure_alone(tmp_path: Path) -> None:
    cells = [["Peringkat", "OPD", "Serapan (%)", "Belanja", "Realisasi Belanja", "Kategori"]]
    cells += [[number, name, 50, budget, spent, "Kuning"] for number, name, budget, spent in AGENCIES]
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == WHOLE


def test_a_heading_of_many_dots__is_read_at_once() -> None:
    assert not names_period_alone("Januari " + "." * 28 + " Rp")


@pytest.mark.parametrize(
    ("titles", "code"),
    [
        pytest.param(["REALISASI TRIWULAN II 2023", "Keadaan 30 September"], "titles-of-two-periods", id="two"),
        pytest.param(["REALISASI BULAN MEI 2023", "TRIWULAN III"], "titles-of-two-periods", id="a month of none"),
        pytest.param(["TAHUN ANGGARAN 2022", "REALISASI TA 2023 S.D. JUNI"], "titles-of-two-years", id="years"),
        pytest.param(["TAHUN ANGGARAN 2022", "Keadaan 30 Juni 2023"], "titles-of-two-years", id="year of the day"),
    ],
)  # fmt: skip
def test_titles_that_contradict_each_other__are_refused_with_both(
    tmp_path: Path, titles: list[str], code: str
) -> None:
    assert [found for found, _ in errors(told_nothing(tmp_path, TABLE, *titles))] == [code]


def test_the_number_of_a_law__is_of_no_fiscal_year(tmp_path: Path) -> None:
    titles = ["LAMPIRAN PERATURAN DAERAH", "NOMOR : 6 TAHUN 2018", "TAHUN ANGGARAN 2017", "S.D. 31 DESEMBER"]
    assert only(told_nothing(tmp_path, TABLE, *titles)).cutoff == dt.date(2017, 12, 31)
    other = [titles[0], "Nomor: 12 Tahun 2018", "REALISASI TAHUN 2017 S.D. TRIWULAN IV"]
    assert only(told_nothing(tmp_path, TABLE, *other)).cutoff == dt.date(2017, 12, 31)


def test_a_signature_before_the_period__is_refused(tmp_path: Path) -> None:
    table = [*TABLE, [], [None, None, "Contoh, 5 Mei 2023"]]
    reading = told_nothing(tmp_path, table, "REALISASI TRIWULAN III TAHUN 2023")
    assert [code for code, _ in errors(reading)] == ["signed-before-period"]
    late = [*TABLE, [], [None, None, "Contoh, 5 November 2023"]]
    assert errors(told_nothing(tmp_path, late, "REALISASI TRIWULAN III TAHUN 2023")) == []


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("REALISASI BELANJA LANGSUNG DAN TIDAK LANGSUNG TRIWULAN III TAHUN 2023", False),
        ("REALISASI BELANJA TIDAK LANGSUNG DAN LANGSUNG TRIWULAN III TAHUN 2023", False),
        ("REALISASI BELANJA LANGSUNG TRIWULAN III TAHUN 2023", True),
        ("REALISASI BELANJA TIDAK LANGSUNG TRIWULAN III TAHUN 2023", True),
    ],
)
def test_both_halves_of_the_expenditure__are_the_whole(tmp_path: Path, title: str, part: bool) -> None:
    assert ("partial-table" in [code for code, _ in errors(told_nothing(tmp_path, TABLE, title))]) == part
