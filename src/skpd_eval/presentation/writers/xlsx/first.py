"""Page one as the workbook's first sheet: what a mayor reads in half a minute, charts native, a place to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from textwrap import wrap
from typing import cast

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.model import Papers
from skpd_eval.presentation.catalogs import Translator, translator
from skpd_eval.presentation.paper.office import Office
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.tables.curve import curve, worth_a_page
from skpd_eval.presentation.tables.onepage import KeyFigure, OnePage, one_page
from skpd_eval.presentation.writers.xlsx.chart import absorption_chart
from skpd_eval.presentation.writers.xlsx.curve import curve_chart
from skpd_eval.presentation.writers.xlsx.sheet import place, put_text
from skpd_eval.settings import Signatory

COLUMNS = 12
_WIDTH = 7.1
"""Of each column: twelve of them fill an upright A4."""
_HALF, _DECISIONS = COLUMNS // 2, 8
_TEXT, _SMALL = 11, 10
_CHARACTERS = {_TEXT: 1.05, _SMALL: 1.12, 12: 0.95, 13: 0.85, 15: 0.72, 18: 0.75}
"""Characters of a size that a unit of column width holds."""
_LINE = 1.35
_FONT, _INK, _SOFT = "Calibri", "1F3864", "4D4D4D"
_DOUBLE = Border(bottom=Side("double", color="000000"))
_BARS = 10
_CHART_ROWS, _CURVE_ROWS, _ROW_POINTS = 18, 11, 15.0
_CURVE_CM = (8.6, 6.0)
_FIGURES, _CURVE_FIGURES = 120, 140
"""Rows below the page, where the figures of the charts stand."""
_DOTS = "." * 30


def first_page(sheet: Worksheet, papers: Papers, office: Office, language: str) -> int:
    """Write page one; the last row of it."""
    page, t = one_page(papers, language, office.decided), translator(language)
    writer = _Page(sheet, t)
    writer.letterhead([visible(line) for line in office.letterhead.lines])
    writer.line(page.headline, 15, bold=True, color=_INK)
    writer.line(page.subtitle, _SMALL, color=_SOFT)
    writer.figures(page.figures)
    writer.lowest(papers, language)
    writer.halves(page, papers, language)
    top = writer.row
    writer.block(page.decisions.title, page.decisions.lines, (1, _DECISIONS), numbered=True)
    end, writer.row = writer.row, top
    writer.signed(office, t, (_DECISIONS + 1, COLUMNS))
    return max(end, writer.row) - 1


class _Page:
    """Writes from top to bottom; ``row`` is the next that is free."""

    def __init__(self, sheet: Worksheet, t: Translator) -> None:
        self.sheet, self.t, self.row = sheet, t, 1
        for position in range(1, COLUMNS + 1):
            sheet.column_dimensions[get_column_letter(position)].width = _WIDTH

    def letterhead(self, lines: Sequence[str]) -> None:
        """The office's name, centred, with a double line beneath."""
        for number, text in enumerate(lines):
            cell = self.line(text, 13 if number == 0 else _TEXT, bold=number == 0)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            if number == len(lines) - 1:
                for position in range(1, COLUMNS + 1):
                    self.sheet.cell(self.row - 1, position).border = _DOUBLE

    def line(
        self,
        text: str,
        size: int = _TEXT,
        *,
        bold: bool = False,
        color: str = "000000",
        span: tuple[int, int] = (1, COLUMNS),
    ) -> SheetCell:
        """A text across the page (or columns of it) on rows of its own, as high as it needs."""
        cell = self.text(self.row, span, text, size, bold=bold, color=color)
        self.sheet.row_dimensions[self.row].height = self.height(text, size, span)
        self.row += 1
        return cell

    def text(
        self,
        row: int,
        span: tuple[int, int],
        text: str,
        size: int,
        *,
        bold: bool = False,
        color: str = "000000",
        rows: int = 1,
    ) -> SheetCell:
        """A text in merged cells, wrapped."""
        first, last = span
        cell = cast(SheetCell, self.sheet.cell(row, first))
        put_text(cell, text)
        cell.font = Font(name=_FONT, size=size, bold=bold, color=color)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        self.sheet.merge_cells(start_row=row, end_row=row + rows - 1, start_column=first, end_column=last)
        return cell

    def height(self, text: str, size: int, span: tuple[int, int]) -> float:
        """Points that a wrapped text takes."""
        return lines_of(text, size, span[1] - span[0] + 1) * size * _LINE + 2

    def figures(self, figures: Sequence[KeyFigure]) -> None:
        """The large figures beside each other: value, what it is, what it is made of."""
        if not figures:
            return
        each = COLUMNS // len(figures)
        spans = [(1 + number * each, (number + 1) * each) for number in range(len(figures))]
        for size, bold, color, texts in (
            (18, True, _INK, [one.value for one in figures]),
            (_TEXT, True, "000000", [one.label for one in figures]),
            (_SMALL, False, _SOFT, [one.note for one in figures]),
        ):
            for span, text in zip(spans, texts, strict=True):
                self.text(self.row, span, text, size, bold=bold, color=color)
            self.sheet.row_dimensions[self.row].height = max(
                self.height(text, size, span) for span, text in zip(spans, texts, strict=True)
            )
            self.row += 1

    def lowest(self, papers: Papers, language: str) -> None:
        """The lowest as native bars, each with its plan beneath it."""
        if not papers.lowest:
            return
        absorption_chart(
            self.sheet, papers.lowest[:_BARS], language, anchor=f"A{self.row}", figures_row=_FIGURES,
            columns=COLUMNS, from_below=True, rows_high=_CHART_ROWS,
        )  # fmt: skip
        self.row += _CHART_ROWS
        for note in frame.dissolved(papers.lowest, language):
            self.line(note, _SMALL)

    def halves(self, page: OnePage, papers: Papers, language: str) -> None:
        """The S-curve on the left, what stands out on the right; beneath them where the rupiah are missing."""
        top, right = self.row, (1, COLUMNS)
        if papers.trend is not None and worth_a_page(papers.trend):
            table = replace(curve(papers.trend, papers.evaluation, language), title="", subtitles=(), footnotes=())
            placed = place(self.sheet, table, language, row=_CURVE_FIGURES, notes=False)
            title = None if page.curve is None else page.curve.title
            curve_chart(
                self.sheet, table, placed, language, anchor=f"A{top}", size=_CURVE_CM, title=title
            )
            right = (_HALF + 1, COLUMNS)
        self.block(page.why_title, page.why, right)
        if right != (1, COLUMNS):
            self.row = max(self.row, top + _CURVE_ROWS + 1)
        missing = "; ".join(f"{bar.name} {bar.text}" for bar in page.shortfalls.bars)
        self.block(page.shortfalls.title, [f"{missing}."] if missing else [], (1, COLUMNS))

    def block(
        self, title: str, lines: Sequence[str], span: tuple[int, int], *, numbered: bool = False
    ) -> None:
        """A heading with lines in rows of one height, so that what stands beside them keeps its own."""
        if lines:
            self.plain(title, 12, span, bold=True)
        for number, text in enumerate(lines, 1):
            self.plain(f"{number}. {text}" if numbered else f"• {text}", _SMALL, span)

    def plain(self, text: str, size: int, span: tuple[int, int], *, bold: bool = False) -> None:
        rows = lines_of(text, size, span[1] - span[0] + 1)
        self.text(self.row, span, text, size, bold=bold, color=_INK if bold else "000000", rows=rows)
        for row in range(self.row, self.row + rows):
            self.sheet.row_dimensions[row].height = _ROW_POINTS
        self.row += rows

    def signed(self, office: Office, t: Translator, span: tuple[int, int]) -> None:
        """Place and date, and for each who signs position, a line, name and number."""
        self.row += 1
        self.plain(f"{visible(office.letterhead.place) or t('Place')}, {'.' * 20}", _TEXT, span)
        for one in office.letterhead.signatories[:2] or (Signatory(""),):
            self.plain(visible(one.position) or _DOTS, _TEXT, span)
            self.row += 3
            self.plain(visible(one.name) or f"({_DOTS})", _TEXT, span)
            self.plain(f"NIP {visible(one.nip) or '.' * 20}", _SMALL, span)
            self.row += 1


def lines_of(text: str, size: int, columns: int) -> int:
    """How many lines a text takes across so many columns of the page."""
    room = max(int(columns * (_WIDTH + 0.7) * _CHARACTERS[size]), 4)
    return max(1, len(wrap(text, room)))
