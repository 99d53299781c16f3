"""The S-curve as a table: cumulative plan and realization at each month's end."""

from __future__ import annotations

from skpd_eval.model import CurvePoint, Evaluation, Trend
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, field, fill
from skpd_eval.presentation.tables.trend import partial_points

_ALWAYS = frozenset({"month", "realization_pct"})


def curve(found: Trend, evaluation: Evaluation, language: str = "id") -> Table:
    """Twelve months with what was planned and realized by their ends; blank where no position ends a month.

    Without a plan the columns of plan and deviation are left out.
    """
    t = translator(language)
    has_plan = any(point.plan is not None for point in found.curve)
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
    table = Table(
        name="curve",
        title=t("S-curve of plan and realization") if has_plan else t("Cumulative realization"),
        subtitles=frame.subtitles(evaluation, language),
        columns=columns_of(fields),
        rows=fill(fields, found.curve),
        footnotes=(
            t("Cumulative, as a share of the ranked agencies' budget at this position."),
            *(
                (t("What is not ranked is left out, so the shares differ from those of the total."),)
                if evaluation.exclusions
                else ()
            ),
            t("Realization: where the ledger has a position that ends the month."),
            *partial_points(found.curve, language),
        ),
    )
    return table.without_empty(_ALWAYS)


def worth_a_page(found: Trend) -> bool:
    """Whether there is a line to draw: a plan, or realization at two months' ends."""
    realized = sum(point.realization is not None for point in found.curve)
    return realized > 1 or any(point.plan is not None for point in found.curve)
