"""The manifest as a workbook to fill in: drop-downs where the choice is closed, blanks coloured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.safe import cell_text
from skpd_eval.presentation.writers.xlsx.saving import saved

_WIDTHS = {"file": 48, "agency": 44, "government": 28}
_HINTS = {
    "file": mark("Path of the file; leave as it is."),
    "agency": mark("Whose figures they are, where the file does not say."),
    "agency_id": mark("Number or short name of the agency in your own system, if any."),
    "government": mark("Name of the government."),
    "year": mark("Fiscal year."),
    "quarter": mark("Quarter 1 to 4, or leave it and fill in the cut-off."),
    "cutoff": mark("Last day that the figures cover, as yyyy-mm-dd or dd/mm/yyyy."),
    "basis": mark("Version of the budget, where the file does not say."),
    "period": mark("Whether realization is cumulative or of one month alone."),
    "unit": mark("Unit of the amounts."),
}
_EPOCH = dt.datetime(2000, 1, 1)


def render(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    choices: Mapping[str, Sequence[str]],
    language: str = "id",
) -> bytes:
    """The workbook's bytes; the header row holds the fixed column names that ``ingest`` reads."""
    t = translator(language)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "manifest"
    sheet.append(list(columns))
    for row in rows:
        sheet.append([cell_text(row[name]) or None for name in columns])
    last = max(2, len(rows) + 1)
    for index, name in enumerate(columns, 1):
        letter = get_column_letter(index)
        head = sheet[f"{letter}1"]
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", start_color="1F3864")
        head.alignment = Alignment(vertical="center")
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 14)
        listed = '"' + ",".join(choices[name]) + '"' if name in choices else None
        validation = DataValidation(type="list" if listed else None, formula1=listed, allow_blank=True)
        validation.promptTitle = name
        validation.prompt = t(_HINTS[name])
        validation.showInputMessage = True
        validation.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(validation)
        for number in range(2, last + 1):
            sheet[f"{letter}{number}"].number_format = "@"
    last_letter = get_column_letter(len(columns))
    style = DifferentialStyle(fill=PatternFill("solid", bgColor="FFF2CC"))
    blank = Rule(type="expression", dxf=style, formula=["LEN(A2)=0"])
    sheet.conditional_formatting.add(f"A2:{last_letter}{last}", blank)
    sheet.freeze_panes = "B2"
    return saved(book, _EPOCH)
