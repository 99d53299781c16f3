"""The ranking as a table: one row an agency, the total, the mean, and footnotes."""

from __future__ import annotations

from dataclasses import replace

from skpd_eval.model import Evaluation, RankedAgency, RankingKey
from skpd_eval.presentation import frame
from skpd_eval.presentation.assistance_words import confirmation_cell
from skpd_eval.presentation.catalogs import Translator, mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.table import (
    Cell,
    Column,
    ColumnKind,
    Field,
    Table,
    columns_of,
    field,
    fill,
    row_of,
)
from skpd_eval.presentation.words import (
    GOVERNMENT_LEVEL,
    UNIT_LEVEL,
    coded,
    quarter,
    tone,
    word,
)

_ALWAYS = frozenset({"rank", "agency_name", "budget", "realization", "absorption_pct"})
_OTHER = {
    "original": (mark("Original budget (Rp)"), mark("Absorption of the original budget (%)")),
    "revised": (mark("Revised budget (Rp)"), mark("Absorption of the revised budget (%)")),
}
"""Headings of the budget and of the absorption by the version that is not divided by."""
_MEAN = mark("Mean of the agencies' percentages")
_MEANS = {
    GOVERNMENT_LEVEL: mark("Mean of the governments' percentages"),
    UNIT_LEVEL: mark("Mean of the sub-units' percentages"),
}
_KEY_COLUMNS = {
    RankingKey.WITHOUT_PERSONNEL: "without_personnel_pct",
    RankingKey.PLAN: "plan_achievement_pct",
    RankingKey.PHYSICAL: "physical_pct",
    RankingKey.OUTPUT: "output_achievement_pct",
    RankingKey.COMBINED: "combined_pct",
}
"""The column a ranking is made by, where it is not one that every ranking shows."""


def ranking(evaluation: Evaluation, language: str = "id", *, rated: bool = False) -> Table:
    """The ranked agencies, best first; columns that no row knows are left out.

    The rating judges another figure than the status and may contradict it: it is shown only where ``rated``
    asks for it, and then explained.
    """
    fields = tuple(
        one for one in ranking_fields(evaluation, language) if rated or one.column.key != "category"
    )
    columns = columns_of(fields)
    table = Table(
        name="ranking",
        title=title_of(evaluation, language),
        subtitles=frame.subtitles(evaluation, language),
        columns=columns,
        rows=fill(fields, evaluation.rows),
        total_rows=total_rows(evaluation, columns, language),
        footnotes=frame.footnotes(evaluation, language, with_total=True, rated=rated),
        asides=frame.asides(evaluation, language),
    )
    return table.without_empty(_ALWAYS)


def title_of(evaluation: Evaluation, language: str) -> str:
    """What is ranked, and by what."""
    t = translator(language)
    key = word("key", evaluation.key, language)
    if evaluation.level == GOVERNMENT_LEVEL:
        return t("Ranking of governments by {key}", key=key)
    if evaluation.level == UNIT_LEVEL:
        return t("Ranking of sub-units by {key}", key=key)
    return t("Ranking of agencies by {key}", key=key)


def _who(evaluation: Evaluation, t: Translator) -> str:
    if evaluation.level == GOVERNMENT_LEVEL:
        return t("Government")
    return t("Sub-unit") if evaluation.level == UNIT_LEVEL else t("Agency")


def ranking_fields(evaluation: Evaluation, language: str) -> tuple[Field[RankedAgency], ...]:
    """Every column a ranking can have, the measure ranked by never to be dropped."""
    t = translator(language)
    fields = (
        *_identity(t, _who(evaluation, t)),
        *_amounts(t),
        *_financial(t, language),
        *_physical(t),
        *_position(evaluation, t),
        *_other_budget(evaluation, t),
        *_on_record(t, language),
    )
    main = _KEY_COLUMNS.get(evaluation.key)
    return tuple(_kept(one) if one.column.key == main else one for one in fields)


def _kept(one: Field[RankedAgency]) -> Field[RankedAgency]:
    column = one.column
    return Field(replace(column, priority=1), one.take)


def _identity(t: Translator, who: str) -> tuple[Field[RankedAgency], ...]:
    return (
        field("rank", t("Rank"), lambda row: row.rank, ColumnKind.RANK, short="#"),
        field("rank_change", t("Change"), lambda row: row.rank_change, ColumnKind.CHANGE, short="▲▼"),
        field("agency_code", t("Code"), lambda row: row.figures.code, ColumnKind.CODE, 8),
        field("agency_name", who, frame.agency_name),
        field("group", t("Group"), lambda row: row.figures.group, ColumnKind.TEXT, 9),
    )


def _amounts(t: Translator) -> tuple[Field[RankedAgency], ...]:
    return (
        field("budget", t("Budget (Rp)"), lambda row: row.figures.budget, ColumnKind.RUPIAH),
        field("plan", t("Plan (Rp)"), lambda row: row.figures.plan, ColumnKind.RUPIAH, 7),
        field("realization", t("Realization (Rp)"), lambda row: row.figures.realization, ColumnKind.RUPIAH),
    )


def _financial(t: Translator, language: str) -> tuple[Field[RankedAgency], ...]:
    return (
        field("absorption_pct", t("Absorption (%)"), lambda row: hundredfold(row.ratios.absorption),
              ColumnKind.PERCENT),
        field("bar", t("Absorption, plan"), bar, ColumnKind.BAR, 3),
        field("without_personnel_pct", t("Without personnel (%)"),
              lambda row: hundredfold(row.ratios.without_personnel), ColumnKind.PERCENT, 9),
        field("plan_pct", t("Plan (%)"), lambda row: hundredfold(row.ratios.plan_share),
              ColumnKind.PERCENT, 2),
        field("deviation_pp", t("Deviation (points)"), lambda row: hundredfold(row.ratios.deviation),
              ColumnKind.POINTS),
        field("status", t("Status"), lambda row: status_cell(row, language), coded=True),
        field("plan_achievement_pct", t("Of plan (%)"),
              lambda row: hundredfold(row.ratios.plan_achievement), ColumnKind.PERCENT, 5),
        field("category", t("Rating"), lambda row: coded("category", row.category, language),
              ColumnKind.TEXT, coded=True),
        field("shortfall", t("Shortfall (Rp)"), lambda row: row.ratios.shortfall, ColumnKind.RUPIAH, 5),
        field("remaining", t("Remaining (Rp)"), lambda row: row.ratios.remaining, ColumnKind.RUPIAH, 7),
    )  # fmt: skip


def _physical(t: Translator) -> tuple[Field[RankedAgency], ...]:
    return (
        field("physical_target_pct", t("Physical target (%)"),
              lambda row: hundredfold(row.ratios.physical_target), ColumnKind.PERCENT, 6),
        field("physical_pct", t("Physical (%)"), lambda row: hundredfold(row.ratios.physical),
              ColumnKind.PERCENT, 5),
        field("physical_deviation_pp", t("Physical deviation (points)"),
              lambda row: hundredfold(row.ratios.physical_deviation), ColumnKind.POINTS, 6),
        field("physical_achievement_pct", t("Of physical target (%)"),
              lambda row: hundredfold(row.ratios.physical_achievement), ColumnKind.PERCENT, 9),
        field("combined_pct", t("Mean physical and financial (%)"),
              lambda row: hundredfold(row.ratios.combined), ColumnKind.PERCENT, 9),
        field("output_achievement_pct", t("Outputs (%)"),
              lambda row: hundredfold(row.ratios.output_achievement), ColumnKind.PERCENT, 6),
    )  # fmt: skip


def _other_budget(evaluation: Evaluation, t: Translator) -> tuple[Field[RankedAgency], ...]:
    """How much of the other version of the budget was realized: left out where the sources state one only."""
    if evaluation.other_basis is None:
        return ()
    amount, share = _OTHER[evaluation.other_basis]
    return (
        field("other_budget", t(amount), lambda row: row.other_budget, ColumnKind.RUPIAH, 8),
        field("other_absorption_pct", t(share), lambda row: hundredfold(row.other_absorption),
              ColumnKind.PERCENT, 5),
    )  # fmt: skip


def _on_record(t: Translator, language: str) -> tuple[Field[RankedAgency], ...]:
    """What people put beside the figures: left out where nobody did."""
    return (
        field("adjustment", t("Adjustment (Rp)"), lambda row: row.adjustment, ColumnKind.RUPIAH, 4),
        field("adjusted_absorption_pct", t("Absorption with adjustment (%)"),
              lambda row: hundredfold(row.adjusted_absorption), ColumnKind.PERCENT, 2),
        field("confirmation", t("Confirmation"), lambda row: confirmation_cell(row.confirmation, language),
              ColumnKind.TEXT, 3, coded=True),
    )  # fmt: skip


def _position(evaluation: Evaluation, t: Translator) -> tuple[Field[RankedAgency], ...]:
    before = "" if evaluation.previous is None else quarter(evaluation.previous[1], t.language)
    several = any(row.figures.cutoff != evaluation.cutoff for row in evaluation.rows)
    return (
        field("previous_rank", t("Rank {quarter}", quarter=before), lambda row: row.previous_rank,
              ColumnKind.RANK, 9),
        field("previous_absorption_pct", t("Absorption {quarter} (%)", quarter=before),
              lambda row: hundredfold(row.previous_absorption), ColumnKind.PERCENT, 8),
        field("cutoff", t("Position"), lambda row: row.figures.cutoff if several else None,
              ColumnKind.DATE, 3),
    )  # fmt: skip


def bar(row: RankedAgency) -> Cell:
    """Absorption as a bar in the status's tone, with a mark where the plan stands."""
    return Cell(hundredfold(row.ratios.absorption), tone(row.status), hundredfold(row.ratios.plan_share))


def status_cell(row: RankedAgency, language: str) -> Cell:
    """The word of the status, with the colour that goes with it."""
    return coded("status", row.status, language, tone(row.status))


def total_rows(
    evaluation: Evaluation, columns: tuple[Column, ...], language: str
) -> tuple[tuple[Cell, ...], ...]:
    """The government as a whole, and the plain mean of the agencies' percentages."""
    t = translator(language)
    total, ratios = evaluation.total, evaluation.total.ratios
    whole = row_of(
        columns,
        {
            "agency_name": _total_label(evaluation, t),
            "budget": total.budget,
            "plan": total.plan,
            "realization": total.realization,
            "absorption_pct": hundredfold(ratios.absorption),
            "bar": Cell(hundredfold(ratios.absorption), None, hundredfold(ratios.plan_share)),
            "without_personnel_pct": hundredfold(ratios.without_personnel),
            "plan_pct": hundredfold(ratios.plan_share),
            "deviation_pp": hundredfold(ratios.deviation),
            "plan_achievement_pct": hundredfold(ratios.plan_achievement),
            "physical_target_pct": hundredfold(ratios.physical_target),
            "physical_pct": hundredfold(ratios.physical),
            "physical_deviation_pp": hundredfold(ratios.physical_deviation),
            "physical_achievement_pct": hundredfold(ratios.physical_achievement),
            "shortfall": ratios.shortfall,
            "remaining": ratios.remaining,
            "other_budget": total.other_budget,
            "other_absorption_pct": hundredfold(total.other_absorption),
            "adjustment": total.adjustment,
            "adjusted_absorption_pct": hundredfold(total.adjusted_absorption),
        },
    )
    mean = row_of(
        columns,
        {
            "agency_name": t(_MEANS.get(evaluation.level, _MEAN)),
            "absorption_pct": hundredfold(total.mean_absorption),
            "physical_target_pct": hundredfold(total.mean_physical_target),
            "physical_pct": hundredfold(total.mean_physical),
        },
    )
    return whole, mean


def _total_label(evaluation: Evaluation, t: Translator) -> str:
    count = evaluation.total.agencies
    if evaluation.level == GOVERNMENT_LEVEL:
        return t("Total ({count} governments)", count=count)
    return t("Total ({count} agencies)", count=count)
