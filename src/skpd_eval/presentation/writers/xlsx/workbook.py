"""The meeting's papers as a workbook: page one, then every section on a sheet, ready to print.

The same evaluation and the same ``created`` give the same bytes: nothing of the clock or of the machine
enters the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.model import Evaluation, Papers, RankedAgency
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.paper.archives import plain_utc
from skpd_eval.presentation.paper.office import Office
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.table import Table
from skpd_eval.presentation.tables.papers import of_sources, sections
from skpd_eval.presentation.tables.ranking import ranking
from skpd_eval.presentation.writers.xlsx.chart import absorption_chart
from skpd_eval.presentation.writers.xlsx.curve import curve_chart
from skpd_eval.presentation.writers.xlsx.first import COLUMNS, first_page
from skpd_eval.presentation.writers.xlsx.paged import (
    fit_page,
    print_setup,
)
from skpd_eval.presentation.writers.xlsx.saving import saved
from skpd_eval.presentation.writers.xlsx.sheet import Placed, fit_columns, head_of, place

_CHART_FIGURES = 60
"""Row below the page, where the figures of the chart stand."""
_CHART_COLUMNS, _CHART_ROWS = 10, 58
_BARS_A_PAGE = 25
_CURVE_COLUMNS, _CURVE_ROWS, _CURVE_CM = 8, 24, (17.5, 11.5)
_SOURCE_WIDTHS = (24, 38, 44, 22, 42, 20, 11, 20, 36)
"""Of the columns that the tables of the last sheet share: too wide for an upright page, so that sheet lies."""


def render(
    papers: Papers,
    created: dt.datetime,
    language: str = "id",
    timezone: str | None = None,
    office: Office | None = None,
) -> bytes:
    """The workbook's bytes. ``created`` (with its zone) becomes the file's own date.

    Times on its sheets are on the clocks of ``timezone``.
    """
    writer = _Writer(Workbook(), papers, office or Office(), language)
    writer.book.remove(writer.book.worksheets[0])
    writer.first()
    for section, table in sections(papers, language):
        tab = translator(language)(section.tab)
        if section.name == "curve":
            writer.curve(tab, table)
        else:
            writer.table(tab, table)
        if section.name == "ranking":
            writer.charts()
    writer.sources(timezone)
    _describe(writer.book.properties, papers.evaluation, created, language)
    return saved(writer.book, created)


@dataclass(frozen=True, slots=True)
class _Writer:
    book: Workbook
    papers: Papers
    office: Office
    language: str

    def _printed(
        self, sheet: Worksheet, area: tuple[int, int], *, one_page: bool = False, lying: bool = False
    ) -> None:
        evaluation, paper = self.papers.evaluation, self.office.paper
        print_setup(sheet, evaluation, paper, self.language, area, one_page=one_page, lying=lying)

    def first(self) -> None:
        """One page that can stand alone."""
        sheet = self.book.create_sheet(translator(self.language)("Summary"))
        end = first_page(sheet, self.papers, self.office, self.language)
        self._printed(sheet, (COLUMNS, end), one_page=True)
        sheet.sheet_view.showGridLines = False

    def table(self, tab: str, table: Table) -> None:
        """A sheet with one table, to be filtered on a screen and read on paper."""
        sheet = self.book.create_sheet(tab)
        hidden_from = fit_page(sheet, table, self.office.paper, self.language)
        table = _naming_folded(table, hidden_from, self.language)
        placed = place(sheet, table, self.language)
        columns = table.without_bars().columns
        sheet.freeze_panes = f"{_after_name(table)}{placed.first}"
        _filtered(sheet, table, placed)
        sheet.print_title_rows = "1:2" if table.paragraphs else f"{placed.header}:{placed.header}"
        self._printed(sheet, (len(columns), placed.end))

    def charts(self) -> None:
        """The chart on a page of its own, where there are many agencies on several, each with as many bars."""
        rows = self.papers.evaluation.rows
        pages = max(-(-len(rows) // _BARS_A_PAGE), 1)
        length = -(-len(rows) // pages)
        for page in range(pages):
            name = translator(self.language)("Chart") + (f" {page + 1}" if page else "")
            self._chart(self.book.create_sheet(name), rows[page * length : (page + 1) * length])

    def _chart(self, sheet: Worksheet, rows: Sequence[RankedAgency]) -> None:
        evaluation, t = self.papers.evaluation, translator(self.language)
        has_plan = any(row.ratios.plan_share is not None for row in evaluation.rows)
        title = t("Absorption against plan") if has_plan else ranking(evaluation, self.language).title
        subtitles = frame.subtitles(evaluation, self.language)
        place(sheet, Table("chart", title, (), (), subtitles=subtitles), self.language)
        if rows:
            absorption_chart(
                sheet, rows, self.language, anchor="A5", figures_row=_CHART_FIGURES, columns=_CHART_COLUMNS
            )
        self._printed(sheet, (_CHART_COLUMNS, _CHART_ROWS), one_page=True)

    def curve(self, tab: str, table: Table) -> None:
        """The S-curve beneath its figures."""
        sheet = self.book.create_sheet(tab)
        fit_columns(sheet, table, self.language)
        placed = place(sheet, table, self.language)
        anchor = f"A{placed.end + 2}"
        curve_chart(sheet, table, placed, self.language, anchor=anchor, size=_CURVE_CM)
        self._printed(sheet, (_CURVE_COLUMNS, placed.end + 2 + _CURVE_ROWS))

    def sources(self, timezone: str | None) -> None:
        """Files with hashes, rules, findings, and all that is not ranked, one table below the other."""
        sheet = self.book.create_sheet(translator(self.language)("Sources"))
        parts = of_sources(self.papers.evaluation, self.language, timezone)
        for place_of, width in enumerate(_SOURCE_WIDTHS, start=1):
            sheet.column_dimensions[get_column_letter(place_of)].width = width
        row = 1
        for part in parts:
            placed = place(sheet, part, self.language, row=row)
            row = placed.end + 3
            if part is parts[0]:
                sheet.freeze_panes = f"A{placed.first}"
        self._printed(sheet, (len(_SOURCE_WIDTHS), row - 3), lying=True)


def _filtered(sheet: Worksheet, table: Table, placed: Placed) -> None:
    """Make the body a table of the program: filtered and sorted by its heads, which must differ for that."""
    heads = [head_of(column) for column in table.without_bars().columns]
    span = f"A{placed.header}:{get_column_letter(len(heads))}{placed.last}"
    if placed.last < placed.first:
        return
    if len({head.casefold() for head in heads}) < len(heads):
        sheet.auto_filter.ref = span
        return
    made = SheetTable(displayName=f"tabel_{table.name.replace('-', '_')}", ref=span)
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(made)


def _naming_folded(table: Table, hidden_from: int, language: str) -> Table:
    t = translator(language)
    names = [column.heading for column in table.without_bars().columns if column.priority >= hidden_from]
    if not names:
        return table
    note = t("Folded columns (press + above the sheet): {names}.", names=", ".join(names))
    return replace(table, footnotes=(*table.footnotes, note))


def _after_name(table: Table) -> str:
    """The column after the name of whom a row is of, else after the first."""
    keys = [column.key for column in table.without_bars().columns]
    return get_column_letter(keys.index("agency_name") + 2 if "agency_name" in keys else 2)


def _describe(
    properties: DocumentProperties, evaluation: Evaluation, created: dt.datetime, language: str
) -> None:
    properties.creator = "skpd-eval"
    properties.title = ranking(evaluation, language).title
    properties.subject = frame.subtitles(evaluation, language)[0]
    properties.description = visible(evaluation.ledger_head)
    properties.language = language
    properties.created = plain_utc(created)
