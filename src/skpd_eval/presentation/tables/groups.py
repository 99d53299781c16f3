"""Rankings within groups as one table: group by group, each with its own ranks beside those of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from skpd_eval.model import Evaluation, Group, GroupBy, GroupedAgency, RankedAgency
from skpd_eval.presentation import machine
from skpd_eval.presentation.catalogs import Translator, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import word
from skpd_eval.presentation.table import Cell, ColumnKind, Field, Table, columns_of, field, fill, row_of
from skpd_eval.presentation.tables.ranking import ranking_fields

_ALWAYS = frozenset({"group", "group_rank", "rank", "agency_name", "budget", "realization", "absorption_pct"})
_LEFT_OUT = frozenset({"group"})
_FOR_PROGRAMS = frozenset({"category"})
"""The rating is shown to people only where they ask for it."""


class _Row(NamedTuple):
    group: Group
    one: GroupedAgency


def groups(evaluation: Evaluation, found: Sequence[Group], by: GroupBy, language: str = "id") -> Table:
    """One row an agency, ordered by group and rank within it; a total a group below."""
    t = translator(language)
    fields = _fields(evaluation, by, language, t)
    columns = columns_of(fields)
    totals = tuple(
        row_of(
            columns,
            {
                "group": _name(group, by, language),
                "agency_name": t("Total ({count} agencies)", count=len(group.agencies)),
                "budget": group.budget,
                "realization": group.realization,
                "absorption_pct": hundredfold(group.absorption),
            },
        )
        for group in found
    )
    titles = {
        GroupBy.KIND: t("Ranking within kinds of agency by {key}"),
        GroupBy.SIZE: t("Ranking within sizes of budget by {key}"),
        GroupBy.FIELD: t("Ranking within fields by {key}"),
    }
    table = Table(
        name="groups",
        title=titles[by].format(key=word("key", evaluation.key, language)),
        subtitles=frame.subtitles(evaluation, language),
        about=machine.about(evaluation),
        columns=columns,
        rows=fill(fields, [_Row(group, one) for group in found for one in group.agencies]),
        total_rows=totals,
        footnotes=frame.footnotes(evaluation, language),
        asides=frame.asides(evaluation, language),
    ).without_empty(_ALWAYS)
    return table.for_people(column for column in table.columns if column.key not in _FOR_PROGRAMS)


def _fields(evaluation: Evaluation, by: GroupBy, language: str, t: Translator) -> tuple[Field[_Row], ...]:
    return (
        field("group", t("Group"), lambda row: Cell(_name(row.group, by, language), code=row.group.code),
              coded=True),
        field(
            "group_rank", t("Rank in the group"), lambda row: row.one.rank, ColumnKind.RANK, 1, t("In group")
        ),
        *(_of_row(one) for one in ranking_fields(evaluation, language) if one.column.key not in _LEFT_OUT),
    )  # fmt: skip


def _of_row(one: Field[RankedAgency]) -> Field[_Row]:
    return Field(one.column, lambda row: one.take(row.one.row))


def _name(group: Group, by: GroupBy, language: str) -> str:
    if group.code is None:
        return translator(language)("without a group")
    return visible(group.code) if by is GroupBy.FIELD else word("agency-group", group.code, language)
