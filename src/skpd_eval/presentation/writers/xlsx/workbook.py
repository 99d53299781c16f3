"""The meeting's papers as a workbook: ranking, chart, lowest, detail and provenance, ready to print.

The same evaluation and the same ``created`` give the same bytes: nothing of the clock or of the machine
enters the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.model import Evaluation, Papers, RankedAgency
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.paper.archives import plain_utc
from skpd_eval.presentation.safe import cell_text, visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.table import Table
from skpd_eval.presentation.tables.curve import curve, worth_a_page
from skpd_eval.presentation.tables.detail import details
from skpd_eval.presentation.tables.lowest import lowest
from skpd_eval.presentation.tables.papers import of_sources
from skpd_eval.presentation.tables.posture import posture_in_brief, worth_a_table
from skpd_eval.presentation.tables.priorities import priorities_in_brief
from skpd_eval.presentation.tables.ranking import ranking
from skpd_eval.presentation.tables.references import efficiency, ikpa
from skpd_eval.presentation.tables.summary import heading, lowest_in_brief
from skpd_eval.presentation.writers.xlsx.chart import absorption_chart
from skpd_eval.presentation.writers.xlsx.curve import curve_chart
from skpd_eval.presentation.writers.xlsx.saving import saved
from skpd_eval.presentation.writers.xlsx.sheet import Placed, embolden, fit_columns, place

_HIDDEN_FROM = 6
"""Columns of the ranking from this priority on are folded: they are read on a screen, not on paper."""
_CHART_FIGURES, _SUMMARY_FIGURES = 60, 120
"""Rows below the pages, where the figures of the charts stand."""
_SUMMARY_CHART_ROWS = 26
_BARS_A_PAGE = 32
_STATED_WIDTHS = {"F": 20, "G": 20, "H": 12}
"""Of the columns in which a posture says what is stated elsewhere."""
_PRIORITY_COLUMNS = 8
_A4 = 9
_MARGIN_INCHES = 0.4
_FOOTER_LENGTH = 60
_SOURCE_WIDTHS = (24, 38, 44, 22, 42, 20, 11, 20, 36)
"""Of the columns that the tables of the last sheet share."""


def render(papers: Papers, created: dt.datetime, language: str = "id", timezone: str | None = None) -> bytes:
    """The workbook's bytes. ``created`` (with its zone) becomes the file's own date.

    Times on its sheets are on the clocks of ``timezone``.
    """
    t = translator(language)
    evaluation = papers.evaluation
    book = Workbook()
    book.remove(book.worksheets[0])
    _summary_sheet(book, papers, language)
    _table_sheet(book, t("Ranking"), ranking(evaluation, language), evaluation, language, hidden_from=_HIDDEN_FROM)
    _chart_sheets(book, evaluation, language)
    _curve_sheet(book, papers, language)
    behind = lowest(evaluation, papers.lowest, language)
    _table_sheet(book, t("Lowest"), behind, evaluation, language, hidden_from=_HIDDEN_FROM)
    kinds = details(evaluation, language)
    if kinds.rows:
        _table_sheet(book, t("Detail by kind"), kinds, evaluation, language)
    _reference_sheets(book, papers, language)
    _sources_sheet(book, evaluation, language, timezone)
    _describe(book.properties, evaluation, created, language)
    return saved(book, created)


def _summary_sheet(book: Workbook, papers: Papers, language: str) -> None:
    """One page that can stand alone: how the government stands, its posture and priorities, the lowest."""
    t = translator(language)
    evaluation, rows = papers.evaluation, papers.lowest
    sheet = book.create_sheet(t("Summary"))
    top = place(sheet, heading(evaluation, language), language)
    brief = lowest_in_brief(evaluation, rows, language)
    fit_columns(sheet, brief, language)
    start, columns = _posture(sheet, papers, language, top.header + 1, len(brief.columns))
    embolden(sheet, 2 + len(frame.subtitles(evaluation, language)), top.header, columns)
    if papers.priorities:
        first = priorities_in_brief(evaluation, papers.priorities, language)
        start = place(sheet, first, language, row=start).end + 2
    placed = place(sheet, brief, language, row=start)
    end = placed.end
    if rows:
        absorption_chart(
            sheet,
            rows,
            language,
            anchor=f"A{end + 2}",
            figures_row=_SUMMARY_FIGURES,
            columns=columns,
            from_below=True,
        )
        end += 1 + _SUMMARY_CHART_ROWS
    _print_setup(sheet, evaluation, language, replace(placed, end=end), columns, one_page=True)


def _posture(sheet: Worksheet, papers: Papers, language: str, row: int, columns: int) -> tuple[int, int]:
    """The posture from ``row`` on, where there is one: the row of the next table, the columns of the page."""
    if papers.priorities:
        columns = max(columns, _PRIORITY_COLUMNS)
    if papers.posture is None or not worth_a_table(papers.posture):
        return row, columns
    table = posture_in_brief(papers.posture, papers.evaluation, language)
    if any(column.key == "stated_budget" for column in table.columns):
        for letter, width in _STATED_WIDTHS.items():
            sheet.column_dimensions[letter].width = width
    end = place(sheet, table, language, row=row).end
    return end + 2, max(columns, len(table.columns))


def _table_sheet(
    book: Workbook, name: str, table: Table, evaluation: Evaluation, language: str, *, hidden_from: int = 99
) -> None:
    sheet = book.create_sheet(name)
    table = _naming_folded(table, hidden_from, language)
    fit_columns(sheet, table, language, hidden_from=hidden_from)
    placed = place(sheet, table, language)
    columns = table.without_bars().columns
    sheet.freeze_panes = f"{_after_name(table)}{placed.first}"
    if placed.last >= placed.first:
        sheet.auto_filter.ref = f"A{placed.header}:{get_column_letter(len(columns))}{placed.last}"
    sheet.print_title_rows = "1:2" if table.paragraphs else f"{placed.header}:{placed.header}"
    _print_setup(sheet, evaluation, language, placed, len(columns))


def _naming_folded(table: Table, hidden_from: int, language: str) -> Table:
    t = translator(language)
    names = [column.heading for column in table.without_bars().columns if column.priority >= hidden_from]
    if not names:
        return table
    note = t("Folded columns (press + above the sheet): {names}.", names=", ".join(names))
    return replace(table, footnotes=(*table.footnotes, note))


def _after_name(table: Table) -> str:
    keys = [column.key for column in table.without_bars().columns]
    return get_column_letter(keys.index("agency_name") + 2)


def _chart_sheets(book: Workbook, evaluation: Evaluation, language: str) -> None:
    """The chart on a page of its own, where there are many agencies on several, each with as many bars."""
    rows = evaluation.rows
    pages = max(-(-len(rows) // _BARS_A_PAGE), 1)
    length = -(-len(rows) // pages)
    for page in range(pages):
        name = translator(language)("Chart") + (f" {page + 1}" if page else "")
        _chart_sheet(book.create_sheet(name), evaluation, rows[page * length : (page + 1) * length], language)


def _chart_sheet(
    sheet: Worksheet, evaluation: Evaluation, rows: Sequence[RankedAgency], language: str
) -> None:
    has_plan = any(row.ratios.plan_share is not None for row in evaluation.rows)
    t = translator(language)
    title = t("Absorption against plan") if has_plan else ranking(evaluation, language).title
    empty = Table("chart", title, (), (), subtitles=frame.subtitles(evaluation, language))
    place(sheet, empty, language)
    if rows:
        absorption_chart(sheet, rows, language, anchor="A5", figures_row=_CHART_FIGURES)
    sheet.print_area = "A1:K58"
    _print_setup(sheet, evaluation, language, None, 0, one_page=True)


def _curve_sheet(book: Workbook, papers: Papers, language: str) -> None:
    if papers.trend is None or not worth_a_page(papers.trend):
        return
    table = curve(papers.trend, papers.evaluation, language)
    sheet = book.create_sheet(translator(language)("S-curve"))
    fit_columns(sheet, table, language)
    placed = place(sheet, table, language)
    curve_chart(sheet, table, placed, language, anchor=f"F{placed.header}")
    _print_setup(sheet, papers.evaluation, language, None, 0)
    sheet.print_area = f"A1:Q{placed.end + 6}"


def _reference_sheets(book: Workbook, papers: Papers, language: str) -> None:
    t = translator(language)
    if papers.ikpa is not None:
        _table_sheet(book, t("IKPA (reference)"), ikpa(papers.ikpa, language), papers.evaluation, language)
    if papers.efficiency is not None:
        table = efficiency(papers.efficiency, language)
        _table_sheet(book, t("Efficiency (reference)"), table, papers.evaluation, language)


def _sources_sheet(book: Workbook, evaluation: Evaluation, language: str, timezone: str | None) -> None:
    """Files with hashes, rules, findings, and all that is not ranked, one table below the other."""
    t = translator(language)
    sheet = book.create_sheet(t("Sources"))
    first, *more = of_sources(evaluation, language, timezone)
    for position, width in enumerate(_SOURCE_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    placed = place(sheet, first, language)
    sheet.freeze_panes = f"A{placed.first}"
    for part in more:
        placed = place(sheet, part, language, row=placed.end + 3)
    _print_setup(sheet, evaluation, language, placed, 9)


def _print_setup(
    sheet: Worksheet,
    evaluation: Evaluation,
    language: str,
    placed: Placed | None,
    columns: int,
    *,
    one_page: bool = False,
) -> None:
    setup = sheet.page_setup
    setup.paperSize = _A4
    setup.orientation = "portrait" if one_page else "landscape"
    setup.fitToWidth = 1
    setup.fitToHeight = 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if placed is not None:
        sheet.print_area = f"A1:{get_column_letter(columns)}{placed.end}"
    margins = sheet.page_margins
    margins.left = margins.right = _MARGIN_INCHES
    margins.top = margins.bottom = 2 * _MARGIN_INCHES
    sheet.print_options.horizontalCentered = True
    _footer(sheet, evaluation, language)


def _footer(sheet: Worksheet, evaluation: Evaluation, language: str) -> None:
    t = translator(language)
    day = numbers.date(evaluation.cutoff, language)
    footer = cast(HeaderFooterItem, sheet.oddFooter)
    texts = (
        _footer_text(f"{frame.government(evaluation, language)}, {day}"),
        t("Page {page} of {pages}", page="&P", pages="&N"),
        _footer_text(frame.head(evaluation, language).rstrip(".")),
    )
    for part, text in zip((footer.left, footer.center, footer.right), texts, strict=True):
        part.text = text
        part.size = 8


def _footer_text(text: str) -> str:
    """A footer obeys ``&`` codes: a name's own are doubled."""
    return cell_text(text)[:_FOOTER_LENGTH].replace("&", "&&")


def _describe(
    properties: DocumentProperties, evaluation: Evaluation, created: dt.datetime, language: str
) -> None:
    properties.creator = "skpd-eval"
    properties.title = ranking(evaluation, language).title
    properties.subject = frame.subtitles(evaluation, language)[0]
    properties.description = visible(evaluation.ledger_head)
    properties.language = language
    properties.created = plain_utc(created)
