"""Native charts of slides; a word stands beside every colour, and the figures on the bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from skpd_eval.presentation.catalogs import Translator
from skpd_eval.presentation.tables.onepage import Bar, CurveLines

Slide = Any
"""The library's annotations stop at its shapes."""
Place = tuple[int, int, int, int]
_Series = tuple[str, Sequence[float | None]]
_TONES = {"red": "B3261E", "yellow": "D99A00", "green": "2E7D32", "blue": "1F5FA8"}
_GREY = "8A8A8A"
_BILLIONS = "#,##0.0,,,"
_RUPIAH = 100


def lowest(slide: Slide, bars: Sequence[Bar], place: Place, t: Translator) -> None:
    """Absorption and plan of each, the worst on top."""
    shown = [bar for bar in bars if bar.value is not None]
    series: list[_Series] = [(t("Absorption (%)"), [float(bar.value or 0) for bar in shown])]
    if any(bar.plan is not None for bar in shown):
        series.append((t("cash plan"), [None if bar.plan is None else float(bar.plan) for bar in shown]))
    chart = _chart(slide, "BAR_CLUSTERED", [bar.name for bar in shown], series, place)
    _bars(chart, "0.00")
    _coloured(chart, [bar.tone for bar in shown])


def shortfalls(slide: Slide, bars: Sequence[Bar], place: Place, t: Translator) -> None:
    """Rupiah behind the plan, in billions, the largest on top."""
    values = [None if bar.amount is None else bar.amount / _RUPIAH for bar in bars]
    chart = _chart(
        slide, "BAR_CLUSTERED", [bar.name for bar in bars], [(t("Shortfall (Rp billion)"), values)], place
    )
    _bars(chart, _BILLIONS)
    _coloured(chart, [bar.tone for bar in bars])


def curve(slide: Slide, lines: CurveLines, place: Place, t: Translator) -> None:
    """Plan and realization month by month."""
    series = [(lines.plan_label, dict(lines.plan)), (t("Realized (%)"), dict(lines.realized))]
    months = range(1, len(lines.months) + 1)
    told = [
        (name, [float(points[month]) if month in points else None for month in months])
        for name, points in series
        if points
    ]
    chart = _chart(slide, "LINE_MARKERS", list(lines.months), told, place)
    _joined(chart)
    chart.value_axis.maximum_scale, chart.value_axis.minimum_scale = 100, 0
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = (
        "0",
        False,
    )


def _joined(chart: Any) -> None:
    """Lines drawn through months that are not known."""
    from pptx.oxml.ns import qn

    blanks = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))
    if blanks is not None:
        blanks.set("val", "span")


def _chart(
    slide: Slide,
    kind: str,
    categories: list[str],
    series: Sequence[_Series],
    place: Place,
) -> Any:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.util import Pt

    new: Any = CategoryChartData
    data = new()
    data.categories = categories
    for name, values in series:
        data.add_series(name, values)
    chart: Any = slide.shapes.add_chart(XL_CHART_TYPE[kind], *place, data).chart
    chart.font.size = Pt(14)
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    return chart


def _bars(chart: Any, number_format: str) -> None:
    from pptx.util import Pt

    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 40, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = number_format, False
    plot.data_labels.font.size = Pt(12)
    chart.category_axis.reverse_order = True
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False


def _coloured(chart: Any, tones: Sequence[str | None]) -> None:
    from pptx.dml.color import RGBColor

    colour: Any = RGBColor

    first, *others = chart.plots[0].series
    first.format.fill.solid()
    first.format.fill.fore_color.rgb = colour.from_string(
        _TONES.get(tones[0] or "", _GREY) if tones else _GREY
    )
    for place, tone in enumerate(tones):
        fill = first.points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = colour.from_string(_TONES.get(tone or "", _GREY))
    for one in others:
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = colour.from_string("C8C8C8")
