"""`rak-2023.xlsx` and `rak-perubahan-oktober-2023.xlsx`: the cash plan as SIPD-RI exports it."""

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from maker.lines import Line
from maker.tree import Row
from maker.workbook import amount_number, save

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
HEADER = ("Kode Rekening", "Uraian", "Anggaran Tahun Ini", "Total RAK", *MONTHS)
TITLE = "RENCANA ANGGARAN KAS SATUAN KERJA PERANGKAT DAERAH KOTA BATU {version} TAHUN 2023"


def write(rows: list[Row], lines: list[Line], path: Path, *, revised: bool) -> None:
    """Write one version of the plan; a unit stands twice, as SKPD and as sub unit, with the same amounts."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "RAK Belanja"
    sheet["A1"] = TITLE.format(version="PERUBAHAN APBD" if revised else "APBD")
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEADER))
    for column, text in enumerate(HEADER, start=1):
        sheet.cell(3, column, text)
    for row in rows:
        cells = [row.code, row.name, *_amounts(row.lines, revised)]
        sheet.append(cells)
        if row.unit and not row.work:
            sheet.append(cells)
    sheet.append(["JUMLAH", "", *_amounts(lines, revised)])
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 70
    for column in range(3, len(HEADER) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 18
    save(book, path)


def _amounts(lines: Iterable[Line], revised: bool) -> list[int | float]:
    budget = 0
    months = [0] * len(MONTHS)
    for line in lines:
        budget += line.revised_budget if revised else line.budget
        for month, amount in enumerate(line.revised_plan if revised else line.plan):
            months[month] += amount
    return [amount_number(amount) for amount in (budget, sum(months), *months)]
