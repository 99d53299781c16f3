"""The ranking as a table: one row an agency, the total, the mean, and footnotes."""

from __future__ import annotations

from fractions import Fraction

from skpd_eval.model import Evaluation, Measure, Number, RankedAgency, Unit
from skpd_eval.model.measure import Heading, taken
from skpd_eval.model.measures import COLUMNS, KEYS
from skpd_eval.presentation.catalogs import Translator, mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.assistance_words import confirmation_cell
from skpd_eval.presentation.sentences.words import (
    GOVERNMENT_LEVEL,
    UNIT_LEVEL,
    coded,
    quarter,
    tone,
    word,
)
from skpd_eval.presentation.table import (
    Cell,
    Column,
    ColumnKind,
    Field,
    Table,
    Value,
    columns_of,
    field,
    fill,
    row_of,
)

_ALWAYS = frozenset({"rank", "agency_name", "budget", "realization", "absorption_pct"})
_SHARES = frozenset({Unit.PERCENT, Unit.POINTS})
_OTHER = {
    "original": {
        "other-budget": mark("Original budget (Rp)"),
        "other-absorption": mark("Absorption of the original budget (%)"),
    },
    "revised": {
        "other-budget": mark("Revised budget (Rp)"),
        "other-absorption": mark("Absorption of the revised budget (%)"),
    },
}
"""Headings of the version of the budget that is not divided by."""
_MEAN = mark("Mean of the agencies' percentages")
_MEANS = {
    GOVERNMENT_LEVEL: mark("Mean of the governments' percentages"),
    UNIT_LEVEL: mark("Mean of the sub-units' percentages"),
}
_KINDS = {
    Unit.RUPIAH: ColumnKind.RUPIAH,
    Unit.PERCENT: ColumnKind.PERCENT,
    Unit.POINTS: ColumnKind.POINTS,
    Unit.COUNT: ColumnKind.COUNT,
}


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
    beside = _beside(evaluation, t)
    fields = list(_identity(t, _who(evaluation, t)))
    for measure in COLUMNS:
        priority = 1 if measure is KEYS[evaluation.key] else _heading(measure).in_ranking or 1
        fields += [measure_field(measure, evaluation, t, priority), *beside.get(measure.key, ())]
    return tuple(fields)


def measure_field(
    measure: Measure, evaluation: Evaluation, t: Translator, priority: int
) -> Field[RankedAgency]:
    """A measure as a column of agencies."""
    before = "" if evaluation.previous is None else quarter(evaluation.previous[1], t.language)
    heading = _OTHER.get(evaluation.other_basis or "", {}).get(measure.key, _heading(measure).text)
    return field(
        measure.name,
        t(heading, quarter=before),
        lambda row: _shown(taken(row, measure.row), measure.unit),
        _KINDS[measure.unit],
        priority,
    )


def _heading(measure: Measure) -> Heading:
    return measure.heading or Heading(measure.label, None, None)


def _shown(value: Number, unit: Unit) -> Value:
    return hundredfold(Fraction(value)) if unit in _SHARES and value is not None else value


def _identity(t: Translator, who: str) -> tuple[Field[RankedAgency], ...]:
    return (
        field("rank", t("Rank"), lambda row: row.rank, ColumnKind.RANK, short="#"),
        field("rank_change", t("Change"), lambda row: row.rank_change, ColumnKind.CHANGE, short="▲▼"),
        field("agency_code", t("Code"), lambda row: row.figures.code, ColumnKind.CODE, 8),
        field("agency_name", who, frame.agency_name),
        field("group", t("Group"), lambda row: row.figures.group, ColumnKind.TEXT, 9),
    )


def _beside(evaluation: Evaluation, t: Translator) -> dict[str, tuple[Field[RankedAgency], ...]]:
    """The columns that are no measures, by the measure that they stand behind."""
    before = "" if evaluation.previous is None else quarter(evaluation.previous[1], t.language)
    several = any(row.figures.cutoff != evaluation.cutoff for row in evaluation.rows)
    language = t.language
    return {
        "absorption": (field("bar", t("Absorption, plan"), bar, ColumnKind.BAR, 3),),
        "deviation": (field("status", t("Status"), lambda row: status_cell(row, language), coded=True),),
        "plan-achievement": (
            field("category", t("Rating"), lambda row: coded("category", row.category, language),
                  ColumnKind.TEXT, coded=True),
        ),
        "output": (
            field("previous_rank", t("Rank {quarter}", quarter=before), lambda row: row.previous_rank,
                  ColumnKind.RANK, 9),
        ),
        "previous-absorption": (
            field("cutoff", t("Position"), lambda row: row.figures.cutoff if several else None,
                  ColumnKind.DATE, 3),
        ),
        "adjusted-absorption": (
            field("confirmation", t("Confirmation"), lambda row: confirmation_cell(row.confirmation, language),
                  ColumnKind.TEXT, 3, coded=True),
        ),
    }  # fmt: skip


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
    total = evaluation.total
    whole: dict[str, Cell | Value] = {
        one.name: _shown(taken(total, one.total), one.unit) for one in COLUMNS if one.total
    }
    whole["agency_name"] = _total_label(evaluation, t)
    absorption, plan = hundredfold(total.ratios.absorption), hundredfold(total.ratios.plan_share)
    whole["bar"] = Cell(absorption, None, plan)
    mean: dict[str, Cell | Value] = {
        one.name: _shown(taken(total, one.mean), one.unit) for one in COLUMNS if one.mean
    }
    mean["agency_name"] = t(_MEANS.get(evaluation.level, _MEAN))
    return row_of(columns, whole), row_of(columns, mean)


def _total_label(evaluation: Evaluation, t: Translator) -> str:
    count = evaluation.total.agencies
    if evaluation.level == GOVERNMENT_LEVEL:
        return t("Total ({count} governments)", count=count)
    if evaluation.level == UNIT_LEVEL:
        return t("Total ({count} sub-units)", count=count)
    return t("Total ({count} agencies)", count=count)
