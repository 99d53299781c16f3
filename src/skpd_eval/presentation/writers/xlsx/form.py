"""The form of assistance as a workbook: one page A4, to be filled in on a screen or on paper.

A hidden sheet says what the form is, whose case it is, which cell holds which answer, and what the words of
the lists mean; ``ingest`` reads that sheet and no address or word of this module. All but the answers is
locked (without a password). The same case gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.model.assistance import Case
from skpd_eval.presentation import numbers
from skpd_eval.presentation.paper.archives import plain_utc
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.tables import form_parts
from skpd_eval.presentation.tables.form_parts import FORM_MARK, FORM_VERSION, FormField
from skpd_eval.presentation.writers.xlsx.saving import saved
from skpd_eval.presentation.writers.xlsx.sheet import put_text

HIDDEN_SHEET = "skpd_eval"
_INK, _PALE, _ANSWER, _GREY = "1F3864", "DDE6F3", "FFF8DC", "6B7280"
_FONT = "Calibri"
_WIDTHS = {"A": 5, "B": 25, "C": 24, "D": 21, "E": 21, "F": 21}
_LINE = 16.0
_AIR = 1.3
"""How much higher rows are than their text: the form fills its page, and a pen finds room."""
_NAME_ROOM = 46
_THIN = Side("thin", color="A6B4CC")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_A4 = 9
_DATE_FORMAT = "dd/mm/yyyy"


def render_form(case: Case, language: str = "id") -> bytes:
    """The form of a case, its date the day the case was opened."""
    book = Workbook()
    said = form_parts.sentences(case, language)
    sheet = cast(Worksheet, book.active)
    sheet.title = said["sheet"]
    addresses = _Form(sheet, case, language).write()
    _hidden(book, case, language, sheet, addresses)
    _print_setup(sheet)
    book.properties.creator = "skpd-eval"
    book.properties.title = f"{form_parts.heading(case, language)[0]}: {visible(case.agency.name)}"
    book.properties.created = plain_utc(case.opened_at)
    return saved(book, case.opened_at)


class _Form:
    """The visible sheet, written from top to bottom."""

    def __init__(self, sheet: Worksheet, case: Case, language: str) -> None:
        self.sheet, self.case, self.language = sheet, case, language
        self.said = form_parts.sentences(case, language)
        self.row = 1

    def write(self) -> dict[str, str]:
        """Write all; the cell of each answer by the key of its field."""
        for letter, width in _WIDTHS.items():
            self.sheet.column_dimensions[letter].width = width
        self._titles()
        self._figures()
        self._parts()
        addresses = self._answers()
        self._signatures()
        self.sheet.protection.sheet = True
        self.sheet.sheet_view.showGridLines = False
        return addresses

    def _put(
        self, span: str, text: str, *, bold: bool = False, size: int = 11, color: str = "000000",
        fill: str | None = None, box: bool = False, align: str = "left",
    ) -> Cell:  # fmt: skip
        """Write a text into columns (``A:C``) of the row."""
        first, _, last = span.partition(":")
        if last:
            self.sheet.merge_cells(f"{first}{self.row}:{last}{self.row}")
        for letter in _letters(first, last or first):
            cell = cast(Cell, self.sheet[f"{letter}{self.row}"])
            if box:
                cell.border = _BOX
            if fill is not None:
                cell.fill = PatternFill("solid", start_color=fill)
        cell = cast(Cell, self.sheet[f"{first}{self.row}"])
        put_text(cell, text)
        cell.font = Font(name=_FONT, size=size, bold=bold, color=color)
        cell.alignment = Alignment(
            horizontal=align, vertical="center", wrap_text=True, indent=0 if align == "center" else 1
        )
        return cell

    def _next(self, height: float = _LINE) -> None:
        self.sheet.row_dimensions[self.row].height = _AIR * height
        self.row += 1

    def _titles(self) -> None:
        title, line = form_parts.heading(self.case, self.language)
        self._put("A:F", title.upper(), bold=True, size=15, color=_INK, align="center")
        self._next(24)
        self._put("A:F", line, color=_GREY, align="center")
        self._next(18)
        self._next(6)
        code = f" ({self.case.agency.code})" if self.case.agency.code else ""
        name = f"{visible(self.case.agency.name)}{code}"
        self._put("A:F", name, bold=True, size=13, color="FFFFFF", fill=_INK, align="center")
        self._next(26)

    def _section(self, text: str) -> None:
        self._next(8)
        self._put("A:F", text, bold=True, color=_INK, fill=_PALE)
        self._next(20)

    def _figures(self) -> None:
        self._section(self.said["position"])
        pairs = form_parts.figures(self.case, self.language)
        for left, right in zip(pairs[::2], pairs[1::2], strict=True):
            self._put("A:B", left[0], color=_GREY, box=True)
            self._put("C", left[1], bold=True, box=True, align="right")
            self._put("D", right[0], color=_GREY, box=True)
            self._put("E:F", right[1], bold=True, box=True)
            self._next(18)

    def _parts(self) -> None:
        self._section(self.said["parts"])
        parts = self.case.standing.parts
        if not parts:
            self._put("A:F", self.said["no_parts"], color=_GREY, box=True)
            self._next(18)
            return
        spans = ("A", "B:C", "D", "E", "F")
        for span, heading in zip(spans, form_parts.part_headings(self.language), strict=True):
            self._put(span, heading, bold=True, size=10, box=True, align="center")
        self._next(18)
        for number, part in enumerate(parts, 1):
            name = visible(part.name) or part.code
            self._put("A", str(number), size=10, box=True, align="center")
            self._put("B:C", name, size=10, box=True)
            for letter, amount in zip("DEF", (part.budget, part.realization, part.remaining), strict=True):
                self._amount(letter, amount)
            self._next(_LINE * (1 + len(name) // _NAME_ROOM))

    def _amount(self, letter: str, sen: int | None) -> None:
        cell = self._put(letter, "–", size=10, box=True, align="right")
        if sen is not None:
            put_text(cell, numbers.rupiah(sen, self.language))

    def _answers(self) -> dict[str, str]:
        self._section(self.said["answer"])
        self._put("A:F", self.said["how"], size=9, color=_GREY)
        self._next(14)
        addresses: dict[str, str] = {}
        for field in form_parts.fields(self.language):
            self._put("A:B", field.label, bold=True, box=True)
            self._put("C", field.hint, size=9, color=_GREY, box=True)
            cell = self._put("D:F", "", box=True, fill=_ANSWER)
            cell.value = None
            cell.protection = Protection(locked=False)
            for letter in "EF":
                self.sheet[f"{letter}{self.row}"].protection = Protection(locked=False)
            addresses[field.key] = f"D{self.row}"
            self._validate(field, cell)
            self._next(max(30.0 if len(field.label) > 24 else 22.0, field.lines * _LINE))
        return addresses

    def _validate(self, field: FormField, cell: Cell) -> None:
        """Formats and checks of an answer that is no list; lists are bound to the hidden sheet."""
        if field.key == "own_realization":
            cell.number_format = "#,##0"
            rule = DataValidation(
                type="decimal", operator="between", formula1="-1000000000000000", formula2="1000000000000000"
            )
            self._bind(rule, cell, self.said["bad_amount"])
        elif field.key == "due":
            cell.number_format = _DATE_FORMAT
            rule = DataValidation(type="date", operator="greaterThan", formula1="36526")
            self._bind(rule, cell, self.said["bad_date"])

    def _bind(self, rule: DataValidation, cell: Cell, error: str) -> None:
        bind(self.sheet, rule, cell.coordinate, error)

    def _signatures(self) -> None:
        self._next(10)
        self._put("D:F", f"{self.said['place']}: ............................................", size=10)
        self._next(18)
        self._put("A:C", self.said["team"], size=10, align="center")
        self._put("D:F", self.said["head"], size=10, align="center")
        self._next(18)
        self._next(44)
        line = "(............................................................)"
        self._put("A:C", line, size=10, align="center")
        self._put("D:F", line, size=10, align="center")
        self._next(18)
        self._put("A:F", self.said["code"], size=8, color=_GREY, align="center")
        self._next(20)


def _letters(first: str, last: str) -> Iterator[str]:
    return map(chr, range(ord(first), ord(last) + 1))


def bind(sheet: Worksheet, rule: DataValidation, cell: str, error: str) -> None:
    """Put a rule on a cell: blank is allowed, another value is not accepted and told why."""
    rule.allow_blank = True
    rule.showErrorMessage = True
    rule.error = error
    rule.add(cell)
    sheet.add_data_validation(rule)


def _hidden(book: Workbook, case: Case, language: str, form: Worksheet, addresses: dict[str, str]) -> None:
    """The sheet that makes a form readable: kind, key, cell or code, word."""
    sheet = book.create_sheet(HIDDEN_SHEET)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    said = form_parts.sentences(case, language)
    rows = [
        (FORM_MARK, FORM_VERSION),
        ("case", str(case.number)),
        ("checksum", case.checksum),
        ("sheet", form.title),
    ]
    for row in rows:
        _append(sheet, *row)
    for field in form_parts.fields(language):
        _append(sheet, "field", field.key, addresses[field.key], field.label)
        first = sheet.max_row + 1
        for code, word in (field.choices or {}).items():
            _append(sheet, "choice", field.key, code, word)
        if field.choices:
            span = f"{HIDDEN_SHEET}!$D${first}:$D${sheet.max_row}"
            bind(form, DataValidation(type="list", formula1=span), addresses[field.key], said["bad_choice"])


def _append(sheet: Worksheet, *texts: str) -> None:
    row = sheet.max_row + 1 if sheet["A1"].value is not None else 1
    for column, text in enumerate(texts, 1):
        put_text(cast(Cell, sheet.cell(row, column)), text)


def _print_setup(sheet: Worksheet) -> None:
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = _A4, "portrait"
    setup.fitToWidth = setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = f"A1:F{sheet.max_row}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.5
    sheet.print_options.horizontalCentered = True


def form_name(case: Case, language: str = "id") -> str:
    """A file name for the form: case, then the agency's name in plain letters."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in case.agency.name.casefold())
    words = "-".join(part for part in plain.split("-") if part)[:60]
    prefix = "asistensi" if language == "id" else "assistance"
    return f"{prefix}-{case.year}-tw{case.quarter}-{case.number:03}-{words or case.number}.xlsx"
