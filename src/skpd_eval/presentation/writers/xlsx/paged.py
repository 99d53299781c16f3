"""How a sheet is printed: upright A4 or F4, nothing below nine points, columns folded until it fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.model import Evaluation
from skpd_eval.model.paper import Paper
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import cell_text
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.table import Table
from skpd_eval.presentation.writers.xlsx.sheet import TEXT_SIZE, fit_columns

_PAPERS = {Paper.A4: 9, Paper.F4: 14}
"""Excel's numbers of the sizes; F4 is sold as folio."""
_MARGIN_INCHES, _INCH = 0.4, 72
_POINTS_A_MILLIMETRE = 72 / 25.4
_SMALLEST_PRINT = 9
LEAST_SCALE = -(-100 * _SMALLEST_PRINT // TEXT_SIZE)
"""Percent at which the sheet's text is printed as small as it may be."""
_TEXT_WIDTHS = (48, 34, 28)
_NARROW_TEXT = 18
_CHARACTER, _AROUND, _PIXEL = 8, 5, 0.75
"""Pixels of a digit (7 of Calibri, 8 of what stands in for it) and around a cell's content; points a pixel."""
_FOOTER_LENGTH = 40
_FOOTER_SIZE = TEXT_SIZE
"""It is scaled with its sheet."""


def room_of(paper: Paper) -> float:
    """Points between the margins of an upright page."""
    return paper.millimetres[0] * _POINTS_A_MILLIMETRE - 2 * _MARGIN_INCHES * _INCH


def width_of(sheet: Worksheet) -> float:
    """Points that the columns with a stated width take, folded ones aside, in the widest typeface one has to expect."""
    shown = (one for one in sheet.column_dimensions.values() if not one.hidden)
    return sum((one.width * _CHARACTER + _AROUND) * _PIXEL for one in shown)


def fit_page(sheet: Worksheet, table: Table, paper: Paper, language: str) -> int:
    """Set widths so that a page holds the table; from which priority on its columns are folded.

    Texts wrap first, then columns of the lowest priority are folded, then texts wrap as narrow as they may.
    """
    wide = room_of(paper) * 100 / LEAST_SCALE
    hidden_from = 99
    for widest, hidden_from in _ways(table):
        fit_columns(sheet, table, language, hidden_from=hidden_from, widest=widest)
        if width_of(sheet) <= wide:
            break
    return hidden_from


def _ways(table: Table) -> Iterator[tuple[int, int]]:
    priorities = sorted({column.priority for column in table.columns if column.priority > 1}, reverse=True)
    yield from ((widest, 99) for widest in _TEXT_WIDTHS)
    yield from ((_TEXT_WIDTHS[-1], priority) for priority in priorities)
    yield _NARROW_TEXT, min(priorities, default=99)


def print_setup(
    sheet: Worksheet,
    evaluation: Evaluation,
    paper: Paper,
    language: str,
    area: tuple[int, int],
    *,
    one_page: bool = False,
    lying: bool = False,
) -> None:
    """Paper, margins, footer and print area (its last column and row); scaled to the width, or to one page."""
    setup = sheet.page_setup
    setup.paperSize = _PAPERS[paper]
    setup.orientation = "landscape" if lying else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup.fitToWidth, setup.fitToHeight = 1, int(one_page)
    columns, row = area
    sheet.print_area = f"A1:{get_column_letter(columns)}{row}"
    margins = sheet.page_margins
    margins.left = margins.right = _MARGIN_INCHES
    margins.top, margins.bottom = _MARGIN_INCHES, 1.8 * _MARGIN_INCHES
    sheet.print_options.horizontalCentered = True
    _footer(sheet, evaluation, language)


def _footer(sheet: Worksheet, evaluation: Evaluation, language: str) -> None:
    t = translator(language)
    day = numbers.date(evaluation.cutoff, language)
    footer = cast(HeaderFooterItem, sheet.oddFooter)
    texts = (
        _footer_text(f"{frame.government(evaluation, language)}, {day}"),
        t("Page {page} of {pages}", page="&P", pages="&N"),
        _footer_text(frame.code(evaluation, language)),
    )
    for part, text in zip((footer.left, footer.center, footer.right), texts, strict=True):
        part.text = text
        part.size = _FOOTER_SIZE


def _footer_text(text: str) -> str:
    """A footer obeys ``&`` codes: a name's own are doubled."""
    return cell_text(text)[:_FOOTER_LENGTH].replace("&", "&&")
