"""Form E.81 as a workbook: one landscape sheet A3 (or A4), headings of three rows, ready to print and sign.

The same form and the same ``created`` give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.paper.archives import plain_utc
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.show import shown
from skpd_eval.presentation.table import Cell, Column, ColumnKind
from skpd_eval.presentation.tables.e81 import Group, Line, Paper
from skpd_eval.presentation.writers.xlsx.saving import saved
from skpd_eval.presentation.writers.xlsx.sheet import put_text, write
from skpd_eval.settings import Letterhead, Signatory

PaperSize = Literal["a3", "a4"]
_PAPER_SIZES: dict[PaperSize, int] = {"a3": 8, "a4": 9}
_FONT, _INK, _PALE = "Calibri", "1F3864", "DDE6F3"
_THIN = Side("thin", color="8EA9DB")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WIDTHS = {"no": 5.0, "objective": 14.0, "code": 17.0, "name": 38.0, "indicator": 26.0, "unit": 20.0}
_KIND_WIDTHS = {ColumnKind.NUMBER: 9.0, ColumnKind.PERCENT: 12.0}
_RUPIAH_ROOM = 3
_BLANK_RUPIAH = 13.0
_LINE = 15.0
_BOLD_WIDER = 1.3
_FIRST_OF_BODY = 5
"""Columns to the left of the amounts: they stay when the sheet is scrolled sideways."""


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool = False
    fill: str | None = None
    indent: int = 0


def render_e81(
    found: Paper,
    created: dt.datetime,
    letterhead: Letterhead,
    agency: str,
    language: str = "id",
    paper_size: PaperSize = "a3",
) -> bytes:
    """The form's bytes; ``letterhead`` gives its head, its place and who signs beside the agency's head."""
    book = Workbook()
    sheet = cast(Worksheet, book.active)
    sheet.title = "E.81"
    _widths(sheet, found)
    row = _titles(sheet, (*letterhead.lines, *found.titles), len(letterhead.lines))
    body = _headings(sheet, found.groups, row)
    row = body
    for line in found.lines:
        row = _line(sheet, row, line, found.columns, language)
    row = _footer(sheet, row, found, language)
    row = _notes(sheet, row + 1, found)
    row = _signatures(sheet, row + 1, letterhead, agency, language)
    sheet.freeze_panes = f"{get_column_letter(_FIRST_OF_BODY)}{body}"
    sheet.print_title_rows = f"{body - 4}:{body - 1}"
    _print_setup(sheet, row, len(found.columns), paper_size, agency, language)
    book.properties.creator = "skpd-eval"
    book.properties.title = f"{found.titles[0]}: {visible(agency)}"
    book.properties.language = language
    book.properties.created = plain_utc(created)
    return saved(book, created)


def _widths(sheet: Worksheet, found: Paper) -> None:
    for place, column in enumerate(found.columns):
        width = _WIDTHS.get(column.key) or _KIND_WIDTHS.get(column.kind, 12.0)
        if column.kind is ColumnKind.RUPIAH:
            longest = max(
                (len(shown(line.cells[place].value, column, "id")) for line in found.lines), default=0
            )
            width = max(_BLANK_RUPIAH, float(longest + _RUPIAH_ROOM))
        sheet.column_dimensions[get_column_letter(place + 1)].width = width


def _titles(sheet: Worksheet, lines: Sequence[str], head: int) -> int:
    for row, line in enumerate(lines, 1):
        cell = _cell(sheet, row, 1)
        put_text(cell, line)
        is_title = row in (head + 1, head + 2)
        cell.font = Font(name=_FONT, size=14 if is_title else 11, bold=is_title or row <= head, color=_INK)
        sheet.row_dimensions[row].height = 1.4 * _LINE if is_title else 1.1 * _LINE
    return len(lines) + 2


def _headings(sheet: Worksheet, groups: Sequence[Group], row: int) -> int:
    """Heading, quarter, K and Rp, and number of each column; gives the first row below."""
    column = 1
    above: dict[str, list[int]] = {}
    for group in groups:
        last = column + len(group.columns) - 1
        if group.above:
            above.setdefault(group.above, []).extend((column, last))
        top = row + 1 if group.above else row
        single = len(group.columns) == 1
        _span(sheet, group.heading, top, row + 2 if single else row + 1, column, last)
        _span(sheet, group.number, row + 3, row + 3, column, last)
        for place, one in enumerate(() if single else group.columns, column):
            _span(sheet, _part(one), row + 2, row + 2, place, place)
        column = last + 1
    for heading, places in above.items():
        _span(sheet, heading, row, row, min(places), max(places))
    for offset, height in enumerate((3.2 * _LINE, 2.2 * _LINE, 1.2 * _LINE, 1.1 * _LINE)):
        sheet.row_dimensions[row + offset].height = height
    return row + 4


def _part(column: Column) -> str:
    """``K`` or ``Rp`` beneath a joint heading, else the column's own heading."""
    return column.heading.rpartition(": ")[2]


def _span(sheet: Worksheet, text: str, top: int, bottom: int, left: int, right: int) -> None:
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            cell = _cell(sheet, row, column)
            cell.border = _BOX
            cell.fill = PatternFill("solid", start_color=_INK)
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
    cell = _cell(sheet, top, left)
    put_text(cell, text)
    cell.font = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _line(sheet: Worksheet, row: int, line: Line, columns: Sequence[Column], language: str) -> int:
    style = _Style(
        bold=line.depth in (0, None),
        fill=_PALE if line.depth in (0, None) else None,
        indent=line.depth or 0,
    )
    return _cells(sheet, row, line.cells, columns, style, language)


def _cells(
    sheet: Worksheet,
    row: int,
    cells: Sequence[Cell],
    columns: Sequence[Column],
    style: _Style,
    language: str,
) -> int:
    lines = 1
    for place, (cell, column) in enumerate(zip(cells, columns, strict=True), 1):
        target = _cell(sheet, row, place)
        write(target, cell.value, column, language)
        if column.kind is ColumnKind.NUMBER and isinstance(cell.value, Fraction):
            target.number_format = "#,##0" if cell.value.denominator == 1 else "#,##0.0###"
        target.border = _BOX
        target.font = Font(name=_FONT, bold=style.bold)
        indent = style.indent if column.key == "name" else 0
        wraps = column.kind in (ColumnKind.TEXT, ColumnKind.CODE) or isinstance(cell.value, str)
        align = "center" if column.key == "no" else column.align
        target.alignment = Alignment(horizontal=align, vertical="center", wrap_text=wraps, indent=indent)
        if style.fill is not None:
            target.fill = PatternFill("solid", start_color=style.fill)
        if wraps and isinstance(cell.value, str):
            room = sheet.column_dimensions[get_column_letter(place)].width - 2 - 1.5 * indent
            length = len(cell.value) * (_BOLD_WIDER if style.bold else 1)
            lines = max(lines, math.ceil(length / max(room, 4)))
    sheet.row_dimensions[row].height = lines * _LINE + 3
    return row + 1


def _footer(sheet: Worksheet, row: int, found: Paper, language: str) -> int:
    for cells in found.means:
        row = _cells(sheet, row, cells, found.columns, _Style(bold=True), language)
    columns = len(found.columns)
    for label, text in found.factors:
        for column in range(1, columns + 1):
            _cell(sheet, row, column).border = _BOX
        for first, last, content in ((1, 4, label), (5, columns, text)):
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
            cell = _cell(sheet, row, first)
            put_text(cell, content)
            cell.font = Font(name=_FONT, bold=first == 1)
            cell.alignment = Alignment(vertical="center", wrap_text=True, indent=0)
        room = sum(sheet.column_dimensions[get_column_letter(n)].width for n in range(5, columns + 1))
        sheet.row_dimensions[row].height = max(2, 1 + int(len(text) // room)) * _LINE
        row += 1
    return row


def _notes(sheet: Worksheet, row: int, found: Paper) -> int:
    for note in found.notes:
        cell = _cell(sheet, row, 1)
        put_text(cell, note)
        cell.font = Font(name=_FONT, size=10, color="404040")
        sheet.row_dimensions[row].height = _LINE
        row += 1
    return row


def _signatures(sheet: Worksheet, row: int, letterhead: Letterhead, agency: str, language: str) -> int:
    t = translator(language)
    dots = "." * 24
    blocks = (
        (
            3,
            t("Drawn up by"),
            _head_of(letterhead, agency) or Signatory(t("Head of {agency}", agency=agency)),
        ),
        (17, t("Evaluated by"), _evaluator(letterhead) or Signatory(t("Head of Bappeda"))),
    )
    for column, role, who in blocks:
        place = visible(letterhead.place) or dots
        lines = (
            f"{place}, {dots}",
            role,
            visible(who.position),
            *("", "", ""),
            visible(who.name) or dots * 2,
            visible(who.rank),
            f"NIP {visible(who.nip) or dots}",
        )
        for offset, line in enumerate(lines):
            cell = _cell(sheet, row + offset, column)
            put_text(cell, line)
            cell.font = Font(name=_FONT, bold=offset in (1, 6))
            sheet.row_dimensions[row + offset].height = 1.1 * _LINE
    return row + 8


def _head_of(letterhead: Letterhead, agency: str) -> Signatory | None:
    name = agency.casefold()
    return next((one for one in letterhead.signatories if name in one.position.casefold()), None)


def _evaluator(letterhead: Letterhead) -> Signatory | None:
    """Who leads regional planning, by whatever name the government gives that body (Bappeda, Bappelitbangda)."""
    return next((one for one in letterhead.signatories if "bappe" in one.position.casefold()), None)


def _print_setup(
    sheet: Worksheet, last: int, columns: int, paper_size: PaperSize, agency: str, language: str
) -> None:
    t = translator(language)
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = _PAPER_SIZES[paper_size], "landscape"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = f"A1:{get_column_letter(columns)}{last}"
    sheet.sheet_view.showGridLines = False
    margins = sheet.page_margins
    margins.left = margins.right = 0.3
    margins.top = margins.bottom = 0.6
    sheet.print_options.horizontalCentered = True
    footer = cast(HeaderFooterItem, sheet.oddFooter)
    footer.left.text = f"E.81 {visible(agency)[:60]}".replace("&", "&&")
    footer.right.text = t("Page {page} of {pages}", page="&P", pages="&N")
    footer.left.size = footer.right.size = 8


def _cell(sheet: Worksheet, row: int, column: int) -> SheetCell:
    return cast(SheetCell, sheet.cell(row, column))
