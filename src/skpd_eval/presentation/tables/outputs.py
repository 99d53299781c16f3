"""Output indicators of one agency as a table."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from skpd_eval.model import Evaluation, IndicatorAchievement, RankedAgency
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import optional_word, word
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, field, fill, row_of


def agency_outputs(evaluation: Evaluation, row: RankedAgency, language: str = "id") -> Table:
    """Target, realization and achievement of each indicator, as it is and as it counts; the means below."""
    t = translator(language)
    fields: tuple[Field[IndicatorAchievement], ...] = (
        field("activity", t("Activity code"), lambda one: one.activity, ColumnKind.CODE, 3),
        field("indicator", t("Indicator"), lambda one: visible(one.indicator)),
        field("measure", t("Unit"), lambda one: visible(one.measure or "") or None, ColumnKind.TEXT, 2),
        field(
            "polarity",
            t("Polarity"),
            lambda one: word("polarity", one.polarity, language),
            ColumnKind.TEXT,
            2,
        ),
        field(
            "consolidation",
            t("Over the year"),
            lambda one: word("consolidation", one.consolidation, language),
            ColumnKind.TEXT,
            4,
        ),
        field("target", t("Target"), lambda one: _target(one, language)),
        field("realization", t("Realization"), lambda one: _number(one.realization, language)),
        field("raw_pct", t("Achievement (%)"), lambda one: hundredfold(one.raw), ColumnKind.PERCENT),
        field("counted_pct", t("Counted (%)"), lambda one: hundredfold(one.counted), ColumnKind.PERCENT),
        field("reason", t("Not assessed"), lambda one: optional_word("reason", one.reason, language)),
    )
    columns = columns_of(fields)
    figures = row.figures
    means = {
        "indicator": t("Mean of the indicators that can be assessed"),
        "raw_pct": hundredfold(figures.output_raw_mean),
        "counted_pct": hundredfold(figures.output_mean),
    }
    return Table(
        name="outputs",
        title=t("{agency}: output indicators", agency=frame.agency_name(row)),
        subtitles=frame.subtitles(evaluation, language),
        columns=columns,
        rows=fill(fields, figures.outputs),
        total_rows=(row_of(columns, means),),
        footnotes=(t("Counted: not below zero, not above the cap. What is not reported is in no mean."),),
    ).without_empty(frozenset({"indicator", "target", "realization", "raw_pct", "counted_pct"}))


def _target(one: IndicatorAchievement, language: str) -> str | None:
    target = _number(one.target, language)
    return target if one.upper is None or target is None else f"{target}–{_number(one.upper, language)}"


def _number(value: Decimal | Fraction | None, language: str) -> str | None:
    return None if value is None else numbers.plain(value, language)
