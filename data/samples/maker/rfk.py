"""`rfk-triwulan-N.xlsx`: the RFK recap of the Bagian Administrasi Pembangunan, one row an agency."""

from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from maker.physical import Standing, hundredths
from maker.workbook import amount_number, save

NUMERALS = {1: "I", 2: "II", 3: "III", 4: "IV"}
SIGNED_ON = {1: "4 April 2023", 2: "4 Juli 2023", 3: "3 Oktober 2023", 4: "8 Januari 2024"}
HEADER = {
    "No": (), "Kode SKPD": (), "SKPD": (), "Pagu (Rp)": (),
    "Fisik": ("Target (%)", "Realisasi (%)", "Deviasi (%)"),
    "Keuangan": ("Target (Rp)", "Target (%)", "Realisasi (Rp)", "Realisasi (%)", "Deviasi (%)"),
    "Keterangan": (),
}  # fmt: skip
WIDTHS = (5, 25, 85, 20, 11, 13, 12, 20, 11, 20, 13, 12, 95)
LINE = Side("thin")
THIN = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
FIRST_AGENCY = 7
MONEY_COLUMNS, PERCENT_COLUMNS, TEXT_COLUMNS = (4, 8, 10), (5, 6, 7, 9, 11, 12), (3, 13)
Cell = int | float | str | None


def write(standings: list[Standing], quarter: int, path: Path) -> None:
    """Write one quarter: titles, a header of two rows, the agencies, a total, a signature without a name."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = f"RFK TW {NUMERALS[quarter]}"
    _titles(sheet, quarter)
    _header(sheet)
    for number, standing in enumerate(standings, start=1):
        sheet.append(_row(number, standing))
    sheet.append(_total(standings))
    _formats(sheet)
    _foot(sheet, quarter)
    save(book, path)


def _titles(sheet: Worksheet, quarter: int) -> None:
    titles = (
        "PEMERINTAH KOTA BATU",
        "REKAPITULASI LAPORAN REALISASI FISIK DAN KEUANGAN",
        f"KEADAAN S.D. TRIWULAN {NUMERALS[quarter]} TAHUN ANGGARAN 2023",
    )
    for number, title in enumerate(titles, start=1):
        sheet.cell(number, 1, title).font = Font(bold=True)
        sheet.cell(number, 1).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(WIDTHS))


def _header(sheet: Worksheet) -> None:
    column = 1
    for heading, beneath in HEADER.items():
        last = column + max(len(beneath), 1) - 1
        sheet.cell(5, column, heading)
        for offset, text in enumerate(beneath):
            sheet.cell(6, column + offset, text)
        sheet.merge_cells(start_row=5, end_row=5 if beneath else 6, start_column=column, end_column=last)
        column = last + 1
    for row in sheet.iter_rows(min_row=5, max_row=6):
        for cell in row:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _row(number: int, standing: Standing) -> list[Cell]:
    figures = _figures(
        standing.budget, standing.plan, standing.realization, standing.physical_target, standing.physical
    )
    return [number, standing.agency.code, standing.agency.name, *figures, standing.remark or None]


def _total(standings: list[Standing]) -> list[Cell]:
    """Sums of money; physical weighted by budget."""
    budget = sum(s.budget for s in standings)
    target, physical = (
        int(Fraction(sum(s.budget * value for s, value in weighted), budget) + Fraction(1, 2))
        for weighted in (
            [(s, s.physical_target) for s in standings],
            [(s, s.physical) for s in standings],
        )
    )
    plan, realization = sum(s.plan for s in standings), sum(s.realization for s in standings)
    return [None, None, "JUMLAH", *_figures(budget, plan, realization, target, physical), None]


def _figures(budget: int, plan: int, realization: int, target: int, physical: int) -> list[Cell]:
    planned, absorbed = hundredths(plan, budget), hundredths(realization, budget)
    return [
        amount_number(budget), target / 100, physical / 100, (physical - target) / 100,
        amount_number(plan), planned / 100,
        amount_number(realization), absorbed / 100, (absorbed - planned) / 100,
    ]  # fmt: skip


def _formats(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for number, row in enumerate(sheet.iter_rows(min_row=5), start=5):
        for column, cell in enumerate(row, start=1):
            cell.border = THIN
            if number < FIRST_AGENCY:
                continue
            cell.alignment = Alignment(vertical="top", wrap_text=column in TEXT_COLUMNS)
            if column in MONEY_COLUMNS:
                cell.number_format = "#,##0"
            elif column in PERCENT_COLUMNS:
                cell.number_format = "0.00"
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)


def _foot(sheet: Worksheet, quarter: int) -> None:
    row = sheet.max_row + 1
    sheet.cell(row, 3, "Catatan: tidak termasuk Belanja Tidak Terduga dan Belanja Transfer (PPKD).")
    signature = (f"Batu, {SIGNED_ON[quarter]}", "Kepala Bagian Administrasi Pembangunan", "", "", "." * 40)
    for offset, text in enumerate(signature, start=2):
        sheet.cell(row + offset, 10, text or None)
