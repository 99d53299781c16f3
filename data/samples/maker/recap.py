"""`rekap-belanja-triwulan-N.xlsx`: the recap of expenditure as SIPD-RI exports it, down to accounts."""

from collections.abc import Callable, Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from maker.lines import Line
from maker.tree import Row
from maker.workbook import amount_number, amount_text, save

GROUPS = {"5.1": "Operasi", "5.2": "Modal", "5.3": "Tak Terduga", "5.4": "Transfer"}
TITLES = (
    "KOTA BATU",
    "REKAPITULASI BELANJA MENURUT URUSAN PEMERINTAH DAERAH, ORGANISASI, PROGRAM, KEGIATAN",
    "BESERTA HASIL DAN SUB KEGIATAN BESERTA KELUARAN",
    "TAHUN ANGGARAN 2023",
)
CONVERTED_QUARTERS = (2, 3)
Cell = int | float | str


def write(rows: list[Row], lines: list[Line], quarter: int, path: Path) -> None:
    """Write the recap of one quarter; the period is told by the file's name alone, as SIPD-RI leaves it."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Sheet1"
    _head(sheet)
    as_cell = _converted if quarter in CONVERTED_QUARTERS else amount_text
    for row in rows:
        codes = [code or None for code in (row.field, row.unit, row.work, row.account)]
        sheet.append([*codes, row.name, *_amounts(row.lines, quarter, as_cell)])
    sheet.append([None, None, None, None, "Jumlah", *_amounts(lines, quarter, as_cell)])
    save(book, path)


def _head(sheet: Worksheet) -> None:
    for number, title in enumerate(TITLES, start=1):
        sheet.cell(number, 1, title).alignment = Alignment(horizontal="center")
        sheet.cell(number, 1).font = Font(bold=True)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=13)
    sheet["A6"], sheet["E6"] = "Kode", "Uraian Urusan, Organisasi, Program, Kegiatan dan Sub Kegiatan"
    sheet["F6"] = "Kelompok Belanja"
    for position, group in enumerate(GROUPS.values()):
        column = 6 + 2 * position
        sheet.cell(7, column, group)
        sheet.cell(8, column, "Anggaran")
        sheet.cell(8, column + 1, "Realisasi")
        sheet.merge_cells(start_row=7, end_row=7, start_column=column, end_column=column + 1)
    sheet["A9"] = "1"
    for column in range(5, 14):
        sheet.cell(9, column, str(column - 3))
    for area in ("A6:D8", "E6:E8", "F6:M6", "A9:D9"):
        sheet.merge_cells(area)
    for letter, width in {"A": 6, "B": 24, "C": 17, "D": 19, "E": 70}.items():
        sheet.column_dimensions[letter].width = width
    for letter in "FGHIJKLM":
        sheet.column_dimensions[letter].width = 22


def _amounts(lines: Iterable[Line], quarter: int, as_cell: Callable[[int], Cell]) -> list[Cell]:
    sums = {group: [0, 0] for group in GROUPS}
    for line in lines:
        pair = sums[line.account[:3]]
        pair[0] += line.budget_in(quarter)
        pair[1] += line.realization[quarter - 1]
    return [as_cell(amount) for pair in sums.values() for amount in pair]


def _converted(sen: int) -> Cell:
    """What an operator's conversion to numbers leaves: zeros stay text."""
    return amount_number(sen) if sen else "0,00"
