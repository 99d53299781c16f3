"""The S-curve as a table: cumulative plan and realization at each month's end."""

from __future__ import annotations

from skpd_eval.model import CurvePoint, Evaluation, Trend
from skpd_eval.presentation import frame, numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, field, fill


def curve(found: Trend, evaluation: Evaluation, language: str = "id") -> Table:
    """Twelve months with what was planned and realized by their ends; blank where no position ends a month."""
    t = translator(language)
    fields: tuple[Field[CurvePoint], ...] = (
        field("month", t("Month"), lambda one: numbers.month(one.month, language, "abbreviated")),
        field("plan_pct", t("Plan (%)"), lambda one: hundredfold(one.plan), ColumnKind.PERCENT),
        field(
            "realization_pct", t("Realized (%)"), lambda one: hundredfold(one.realization), ColumnKind.PERCENT
        ),
        field(
            "deviation_pp", t("Deviation (points)"), lambda one: hundredfold(one.deviation), ColumnKind.POINTS
        ),
    )
    return Table(
        name="curve",
        title=t("S-curve of plan and realization"),
        subtitles=frame.subtitles(evaluation, language),
        columns=columns_of(fields),
        rows=fill(fields, found.curve),
        footnotes=(
            t("Cumulative, as a share of the ranked agencies' budget at this position."),
            t("Realization: where the ledger has a position that ends the month."),
        ),
    )
