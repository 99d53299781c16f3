"""Scores after rules of others as tables: marked as a reference, with what they were made from and what is lacking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from skpd_eval.model.reference import Efficiencies, EfficiencyRow, IkpaRow, IkpaScores
from skpd_eval.presentation import machine, numbers
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.rule_words import rule_note
from skpd_eval.presentation.sentences.words import coded, quarter
from skpd_eval.presentation.table import Cell, ColumnKind, Field, Table, columns_of, field, fill

_ALWAYS = frozenset({"rank", "agency_name", "absorption_score", "score", "category"})
_EFFICIENCY_ALWAYS = frozenset({"rank", "agency_name", "absorption_pct", "achievement_pct", "category"})
_INDICATORS = {
    "revision": mark("revisions of the budget"),
    "plan-deviation": mark("deviation from the cash plan"),
    "absorption": mark("absorption"),
    "contracts": mark("contracts"),
    "invoices": mark("settlement of invoices"),
    "cash": mark("imprest"),
    "dispensation": mark("dispensation of payment orders"),
    "output": mark("outputs"),
}


def ikpa(found: IkpaScores, language: str = "id") -> Table:
    """One row an agency, the best score first."""
    t = translator(language)
    fields: tuple[Field[IkpaRow], ...] = (
        field("rank", t("Rank"), lambda one: one.rank, ColumnKind.RANK, short="#"),
        field("agency_code", t("Code"), lambda one: one.row.figures.code, ColumnKind.CODE, 8),
        field("agency_name", t("Agency"), lambda one: frame.agency_name(one.row)),
        field("target_pct", t("Target (%)"), lambda one: hundredfold(one.target), ColumnKind.PERCENT, 4),
        field("gap_pp", t("Gap (points)"), lambda one: hundredfold(one.gap), ColumnKind.POINTS, 4),
        field("quarter_score", t("This quarter"), lambda one: hundredfold(one.in_quarter),
              ColumnKind.PERCENT, 3),
        field("absorption_score", t("Absorption"), lambda one: hundredfold(one.absorption), ColumnKind.PERCENT),
        field("deviation_score", t("Plan deviation"), lambda one: hundredfold(one.deviation),
              ColumnKind.PERCENT, 2),
        field("months", t("Months"), lambda one: one.months or None, ColumnKind.COUNT, 5),
        field("output_score", t("Outputs"), lambda one: hundredfold(one.output), ColumnKind.PERCENT, 2),
        field("score", t("Score"), lambda one: hundredfold(one.score), ColumnKind.PERCENT),
        field("category", t("Category"), lambda one: coded("score", one.category, language), coded=True),
    )  # fmt: skip
    return Table(
        name="ikpa",
        title=t("IKPA-style score: a reference, no rule for regional budgets"),
        subtitles=frame.subtitles(found.evaluation, language),
        about=machine.about(found.evaluation),
        columns=columns_of(fields),
        rows=fill(fields, found.rows),
        footnotes=(
            *_made_from(found, language),
            *(rule_note(replace(rule, detail=""), language) for rule in found.rules),
            t("Ledger head: {head}.", head=visible(found.evaluation.ledger_head[:16])),
        ),
    ).without_empty(_ALWAYS)


def _made_from(found: IkpaScores, language: str) -> Iterator[str]:
    t = translator(language)
    yield t(
        "Absorption: share of the quarter's target by kind of expenditure, weighted by budget; mean of {quarters}.",
        quarters=", ".join(quarter(number, language) for number in found.quarters),
    )
    yield t(
        "Plan deviation: 100 − the mean difference between a month's spending and its plan, where the ledger has "
        "both ends of the month."
    )
    yield t("Used: {indicators}.", indicators=_named(found, found.used, language))
    lacking = tuple(code for code in found.weights if code not in found.used)
    if lacking:
        yield t(
            "Not known, so weighing nothing: {indicators}. The others are weighted anew, agency by agency.",
            indicators=_named(found, lacking, language),
        )


def _named(found: IkpaScores, codes: tuple[str, ...], language: str) -> str:
    t = translator(language)
    return ", ".join(
        t(
            "{indicator} ({weight}%)",
            indicator=t(_INDICATORS[code]) if code in _INDICATORS else visible(code),
            weight=numbers.plain(found.weights.get(code, Fraction(0)), language),
        )
        for code in codes
    )


def efficiency(found: Efficiencies, language: str = "id") -> Table:
    """One row an agency in the order of the ranking."""
    t = translator(language)
    fields: tuple[Field[EfficiencyRow], ...] = (
        field("rank", t("Rank"), lambda one: one.row.rank, ColumnKind.RANK, short="#"),
        field("agency_code", t("Code"), lambda one: one.row.figures.code, ColumnKind.CODE, 8),
        field("agency_name", t("Agency"), lambda one: frame.agency_name(one.row)),
        field("absorption_pct", t("Absorption (%)"), lambda one: hundredfold(one.row.ratios.absorption),
              ColumnKind.PERCENT),
        field("achievement_pct", t("Outputs (%)"), lambda one: hundredfold(one.achievement), ColumnKind.PERCENT),
        field("difference_pp", t("Outputs − absorption (points)"), lambda one: hundredfold(one.difference),
              ColumnKind.POINTS, 2),
        field("ratio", t("Outputs ÷ absorption"), lambda one: one.ratio, ColumnKind.NUMBER, 4),
        field("index_pct", t("Absorption ÷ outputs (%)"), lambda one: hundredfold(one.cost_index),
              ColumnKind.PERCENT, 2),
        field("efficiency_pct", t("Saved of what the outputs deserve (%)"), lambda one: hundredfold(one.efficiency),
              ColumnKind.PERCENT, 3),
        field("efficiency_value", t("Value of efficiency"), lambda one: hundredfold(one.value),
              ColumnKind.PERCENT, 3),
        field("category", t("Category"), lambda one: _verdict(one, language), coded=True),
    )  # fmt: skip
    return Table(
        name="efficiency",
        title=t("Efficiency: a reference, no rule for regional budgets"),
        subtitles=frame.subtitles(found.evaluation, language),
        about=machine.about(found.evaluation),
        columns=columns_of(fields),
        rows=fill(fields, found.rows),
        footnotes=(
            t(
                "An agency is assessed when its outputs are all achieved, or at the year's end; little spending alone "
                "is not efficient."
            ),
            t("Outputs: the mean of the indicators without a cap."),
            *(rule_note(rule, language) for rule in found.rules),
            t("Ledger head: {head}.", head=visible(found.evaluation.ledger_head[:16])),
        ),
    ).without_empty(_EFFICIENCY_ALWAYS)


def _verdict(one: EfficiencyRow, language: str) -> Cell:
    t = translator(language)
    if one.achievement is None:
        return Cell(t("outputs not known"), code="outputs-unknown")
    if one.category is None:
        return Cell(t("not assessable yet"), code="not-assessable")
    return coded("efficiency", one.category, language)
