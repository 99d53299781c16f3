"""The chart of the papers: absorption of each agency against its plan, as native bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.model import RankedAgency
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import optional_word, tone
from skpd_eval.presentation.table import Column, ColumnKind
from skpd_eval.presentation.writers.xlsx.sheet import put_text, write

_COLORS = {"red": "B3261E", "yellow": "FFC000", "green": "70AD47", "blue": "2F75B5"}
_PLAIN = "8A8A8A"
"""Of a bar without a status: grey, never the blue that means ahead."""
_PLAN = "BFBFBF"
_TITLES = {
    True: mark("Absorption (above, coloured) and plan (below, grey), percent of the budget"),
    False: mark("Absorption, percent of the budget"),
}
"""By whether there is a plan. They tell the bars apart: a legend cannot, as each bar has the colour of its status."""
WIDTH_CM = 19
_ROW_CM = 1.0
_FRAME_CM = 3.0
_TITLE_CM = 1.9
_TALLEST_CM = 26.0
ROW_HEIGHT_CM = 0.529
"""Of a row that nothing made higher: fifteen points."""
_LABEL = 900
"""Hundredths of a point: of names beside bars."""
_PERCENT = Column("absorption_pct", "", ColumnKind.PERCENT)


def absorption_chart(
    sheet: Worksheet,
    rows: Sequence[RankedAgency],
    language: str,
    *,
    anchor: str,
    figures_row: int,
    columns: int | None = None,
    from_below: bool = False,
    rows_high: int | None = None,
) -> None:
    """Draw agencies in their order from the cell ``anchor`` on; a bar's colour has its word in the label.

    They are numbered by their ranks, or ``from_below`` by their places in a list of the lowest.
    ``rows_high`` is its height in rows of the sheet, else what its bars need.
    It is as wide as the first ``columns`` of the sheet, whatever these measure on the reader's machine.
    The chart's own figures stand from ``figures_row`` on, which belongs outside the print area.
    """
    t = translator(language)
    has_plan = any(row.ratios.plan_share is not None for row in rows)
    headings = ("", t("Absorption (%)"), t("Plan (%)"))[: 3 if has_plan else 2]
    for position, heading in enumerate(headings, start=1):
        put_text(_cell(sheet, figures_row, position), heading)
    for place, row in enumerate(rows, start=figures_row + 1):
        number = place - figures_row if from_below else row.rank
        put_text(_cell(sheet, place, 1), _label(number, row, language))
        write(_cell(sheet, place, 2), hundredfold(row.ratios.absorption), _PERCENT, language)
        if has_plan:
            write(_cell(sheet, place, 3), hundredfold(row.ratios.plan_share), _PERCENT, language)
    last = figures_row + len(rows)
    chart = _bars(t(_TITLES[has_plan]), rows)
    chart.add_data(
        Reference(sheet, min_col=2, max_col=len(headings), min_row=figures_row, max_row=last),
        titles_from_data=True,
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=figures_row + 1, max_row=last))
    _color(chart, rows)
    sheet.add_chart(chart, anchor)
    if columns is not None:
        high = rows_high or round(chart.height / ROW_HEIGHT_CM)
        cast(Any, chart).anchor = _across(anchor, columns, high)


def _across(anchor: str, columns: int, rows: int) -> TwoCellAnchor:
    """From the cell ``anchor`` to the right end of as many columns, as high as so many rows."""
    row, column = coordinate_to_tuple(anchor)
    below = row - 1 + rows
    start = AnchorMarker(col=column - 1, row=row - 1)
    return TwoCellAnchor(editAs="oneCell", _from=start, to=AnchorMarker(col=columns, row=below))


def _cell(sheet: Worksheet, row: int, column: int) -> SheetCell:
    return cast(SheetCell, sheet.cell(row, column))


def _label(number: int | None, row: RankedAgency, language: str) -> str:
    status = optional_word("status", row.status, language)
    name = f"{number}. {frame.agency_name(row)}"
    return f"{name} ({status})" if status else name


def _bars(title: str, rows: Sequence[RankedAgency]) -> BarChart:
    chart = BarChart()
    chart.type = "bar"
    chart.style = 10
    chart.title = chart_title(title, size=1000)
    chart.width = cast(Any, WIDTH_CM)
    height = min(_FRAME_CM + _ROW_CM * len(rows), _TALLEST_CM)
    chart.height = cast(Any, height)
    chart.gapWidth = 40
    chart.overlap = 0
    chart.legend = None
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblSkip = 1
    chart.x_axis.txPr = small_text(_LABEL)
    chart.y_axis.txPr = small_text()
    chart.y_axis.number_format = "0"
    chart.y_axis.crosses = "max"
    chart.y_axis.scaling.min = 0
    if not any(row.ratios.absorption is not None and row.ratios.absorption > 1 for row in rows):
        chart.y_axis.scaling.max = 100
        chart.y_axis.majorUnit = 20
    share = _plot_share(height)
    inner = ManualLayout(
        layoutTarget="inner", xMode="edge", yMode="edge", x=0.5, y=_top_share(height), w=0.46, h=share
    )
    chart.layout = Layout(manualLayout=inner)
    return chart


def chart_title(text: str, size: int = 1200) -> Title:
    """A bold title of a chart or axis; ``size`` in hundredths of a point."""
    style = CharacterProperties(sz=size, b=True)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=style), r=[RegularTextRun(rPr=style, t=text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _plot_share(height: float) -> float:
    """The plot's part of the height: what title and axis leave."""
    return round(1 - _FRAME_CM / height, 3)


def _top_share(height: float) -> float:
    """What the title takes of the height."""
    return round(_TITLE_CM / height, 3)


def small_text(size: int = 900) -> RichText:
    """How the labels of an axis are written; ``size`` in hundredths of a point."""
    properties = ParagraphProperties(defRPr=CharacterProperties(sz=size))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties(sz=size))])


def _color(chart: BarChart, rows: Sequence[RankedAgency]) -> None:
    absorption, *plans = chart.series
    absorption.graphicalProperties.solidFill = _PLAIN
    absorption.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    absorption.dLbls.txPr = small_text(_LABEL)
    absorption.dLbls.numFmt = "0.00"
    for place, row in enumerate(rows):
        point = DataPoint(idx=place)
        point.graphicalProperties.solidFill = _COLORS.get(tone(row.status) or "", _PLAIN)
        absorption.dPt.append(point)
    for plan in plans:
        plan.graphicalProperties.solidFill = _PLAN
