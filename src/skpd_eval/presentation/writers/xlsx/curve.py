"""The S-curve of the papers: plan and realization by month, as native lines."""

from __future__ import annotations

from typing import Any, Literal, cast

from openpyxl.chart import LineChart, Reference
from openpyxl.chart.marker import Marker
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.table import Table
from skpd_eval.presentation.writers.xlsx.chart import chart_title, small_text
from skpd_eval.presentation.writers.xlsx.sheet import Placed

_PLAN, _REALIZATION = "7F7F7F", "2F75B5"
_WIDTH_CM, _HEIGHT_CM = 21.0, 11.5
_LINE_EMU = 28_575


def curve_chart(
    sheet: Worksheet,
    table: Table,
    placed: Placed,
    language: str,
    *,
    anchor: str,
    size: tuple[float, float] = (_WIDTH_CM, _HEIGHT_CM),
    title: str | None = None,
) -> None:
    """Draw the lines of a curve's table that stands at ``placed``; an unknown month is a gap that is bridged.

    After the last month that is known a line ends.
    """
    t = translator(language)
    keys = [column.key for column in table.columns]
    has_plan = "plan_pct" in keys
    chart = LineChart()
    chart.title = chart_title(title or (t("Plan and realization, cumulative") if has_plan else table.title))
    chart.width, chart.height = (cast(Any, one) for one in size)
    cast(Any, chart.legend).position = "b"
    chart.display_blanks = "span"
    last = keys.index("realization_pct") + 1
    chart.add_data(
        Reference(sheet, min_col=2, max_col=last, min_row=placed.header, max_row=placed.last),
        titles_from_data=True,
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=placed.first, max_row=placed.last))
    *plans, realization = chart.series
    for plan in plans:
        _draw(plan, _PLAN, "none")
        plan.graphicalProperties.line.dashStyle = "dash"
    _draw(realization, _REALIZATION, "circle")
    _axes(chart, table, *((t("Month"), t("Percent of the budget")) if title is None else ("", "")))
    sheet.add_chart(chart, anchor)


def _draw(series: Any, color: str, marker: Literal["none", "circle"]) -> None:
    series.graphicalProperties.line.solidFill = color
    series.graphicalProperties.line.width = _LINE_EMU
    series.smooth = False
    series.marker = Marker(symbol=marker, size=7)
    if marker != "none":
        series.marker.graphicalProperties.solidFill = color
        series.marker.graphicalProperties.line.solidFill = color


def _axes(chart: LineChart, table: Table, months: str, share: str) -> None:
    for axis, title in ((chart.x_axis, months), (chart.y_axis, share)):
        axis.delete = False
        axis.title = chart_title(title, size=1000) if title else None
        axis.txPr = small_text()
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0
    known = [cell.value for row in table.rows for cell in row[1:3] if not isinstance(cell.value, str | None)]
    if all(_within_whole(value) for value in known):
        chart.y_axis.scaling.max = 100
        chart.y_axis.majorUnit = 20


def _within_whole(value: Any) -> bool:
    return bool(0 <= value <= 100)
