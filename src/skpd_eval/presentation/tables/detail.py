"""One agency: its measures, and its budget by kind of expenditure and by activity."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.model import Evaluation, ItemFigures, RankedAgency
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.cited import rating_notes
from skpd_eval.presentation.sentences.words import optional_word
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, field, fill, row_of
from skpd_eval.presentation.tables.lowest import paragraph

_RATED_DURING_THE_YEAR = mark("Rating: {rating}, for {value}% of its plan achieved.")
_RATED_AT_YEAR_END = mark("Rating: {rating}, for {value}% absorbed.")
_LAST_QUARTER = 4
_ALWAYS = frozenset({"code", "name", "budget", "realization", "absorption_pct"})


def agency_detail(evaluation: Evaluation, row: RankedAgency, language: str = "id") -> Table:
    """Budget, plan and realization of an agency by kind of expenditure, with its own total."""
    return _parts(evaluation, row, row.figures.kinds, language, "agency", by_activity=False)


def agency_activities(evaluation: Evaluation, row: RankedAgency, language: str = "id") -> Table:
    """The same by sub-activity, or the deepest activity level the sources have."""
    return _parts(evaluation, row, row.figures.activities, language, "activities", by_activity=True)


def details(evaluation: Evaluation, language: str = "id") -> Table:
    """Every agency by kind of expenditure in one table, ranked agencies first."""
    t = translator(language)
    fields: tuple[Field[tuple[RankedAgency, ItemFigures]], ...] = (
        field("rank", t("Rank"), lambda pair: pair[0].rank, ColumnKind.RANK),
        field("agency_code", t("Agency code"), lambda pair: pair[0].figures.code, ColumnKind.CODE, 8),
        field("agency_name", t("Agency"), lambda pair: frame.agency_name(pair[0])),
        *(_of_item(one) for one in item_fields(language)),
        field(
            "category",
            t("Rating of the agency"),
            lambda pair: optional_word("category", pair[0].category, language),
            priority=3,
        ),
    )
    rows = (*evaluation.rows, *evaluation.unranked)
    table = Table(
        name="details",
        title=t("Agencies by kind of expenditure"),
        subtitles=frame.subtitles(evaluation, language),
        columns=columns_of(fields),
        rows=fill(fields, [(row, item) for row in rows for item in row.figures.kinds]),
        footnotes=rating_notes(evaluation, language),
    )
    return table.without_empty(_ALWAYS | {"rank", "agency_name"})


def _of_item(one: Field[ItemFigures]) -> Field[tuple[RankedAgency, ItemFigures]]:
    return Field(one.column, lambda pair: one.take(pair[1]))


def item_fields(language: str) -> tuple[Field[ItemFigures], ...]:
    """Columns of a part of an agency."""
    t = translator(language)
    return (
        field("code", t("Code"), lambda item: item.code, ColumnKind.CODE),
        field("name", t("Description"), lambda item: visible(item.name)),
        field("budget", t("Budget (Rp)"), lambda item: item.budget, ColumnKind.RUPIAH),
        field("plan", t("Plan (Rp)"), lambda item: item.plan, ColumnKind.RUPIAH, 3),
        field("realization", t("Realization (Rp)"), lambda item: item.realization, ColumnKind.RUPIAH),
        field(
            "absorption_pct",
            t("Absorption (%)"),
            lambda item: hundredfold(item.absorption),
            ColumnKind.PERCENT,
        ),
        field("remaining", t("Remaining (Rp)"), lambda item: item.remaining, ColumnKind.RUPIAH, 2),
    )


def _parts(
    evaluation: Evaluation,
    row: RankedAgency,
    items: Sequence[ItemFigures],
    language: str,
    name: str,
    *,
    by_activity: bool,
) -> Table:
    t = translator(language)
    fields = item_fields(language)
    columns = columns_of(fields)
    figures, ratios = row.figures, row.ratios
    total = {
        "name": t("Total"),
        "budget": figures.budget,
        "plan": figures.plan,
        "realization": figures.realization,
        "absorption_pct": hundredfold(ratios.absorption),
        "remaining": ratios.remaining,
    }
    versions = frame.plan_versions(evaluation, figures.name, language)
    heading = t("{agency}: activities") if by_activity else t("{agency}: kinds of expenditure")
    table = Table(
        name=name,
        title=heading.format(agency=frame.agency_name(row)),
        subtitles=_agency_subtitles(evaluation, row, language),
        columns=columns,
        rows=fill(fields, items),
        total_rows=(row_of(columns, total),),
        paragraphs=()
        if by_activity
        else (*paragraph(evaluation, row, language), *_rating(evaluation, row, language)),
        footnotes=() if by_activity else (*versions, *frame.footnotes(evaluation, language, rated=True)),
        asides=frame.asides(evaluation, language),
    )
    return table.without_empty(_ALWAYS)


def _rating(evaluation: Evaluation, row: RankedAgency, language: str) -> tuple[str, ...]:
    """The rating with the figure that is rated: another one than the status judges."""
    if row.category is None:
        return ()
    message, rated = (
        (_RATED_AT_YEAR_END, row.ratios.absorption)
        if evaluation.quarter == _LAST_QUARTER
        else (_RATED_DURING_THE_YEAR, row.ratios.plan_achievement)
    )
    value = hundredfold(rated)
    said = translator(language)(
        message,
        rating=optional_word("category", row.category, language),
        value="–" if value is None else numbers.percent(value, language),
    )
    return (f"   {said}",)


def _agency_subtitles(evaluation: Evaluation, row: RankedAgency, language: str) -> tuple[str, ...]:
    t = translator(language)
    place = t("unranked") if row.rank is None else str(row.rank)
    line = t(
        "Rank {rank} of {count}, as at {date}",
        rank=place,
        count=len(evaluation.rows),
        date=numbers.date(row.figures.cutoff, language),
    )
    return (*frame.subtitles(evaluation, language), line)
