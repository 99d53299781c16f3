"""What the sources say of one agency's activities and packages: funds, procurement, contracts, problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from skpd_eval.model import Evaluation, Note, RankedAgency
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.column_words import role
from skpd_eval.presentation.table import ColumnKind, Field, Table, columns_of, field, fill

TOPICS = (
    "package", "funding_source", "procurement", "contract_value", "contractor", "output", "problem", "solution",
    "remark",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NotedRow:
    """What one row of a source says, by topic."""

    activity: str | None
    row: int
    said: dict[str, str]


def noted_rows(notes: Iterable[Note]) -> list[NotedRow]:
    """Notes put together by the row that they stand in."""
    rows: dict[tuple[str | None, int], NotedRow] = {}
    for note in notes:
        found = rows.setdefault((note.activity, note.row), NotedRow(note.activity, note.row, {}))
        found.said[note.topic] = note.text
    return list(rows.values())


def agency_notes(evaluation: Evaluation, row: RankedAgency, language: str = "id") -> Table:
    """A line for each row of the sources that says something of an activity or of a package beneath it."""
    t = translator(language)
    names = {item.code: item.name for item in row.figures.activities}

    def said(topic: str) -> Callable[[NotedRow], str | None]:
        return lambda one: visible(one.said[topic]) if topic in one.said else None

    fields: tuple[Field[NotedRow], ...] = (
        field("activity", t("Activity code"), lambda one: one.activity, ColumnKind.CODE),
        field("name", t("Description"), lambda one: visible(names.get(one.activity or "", "")) or None),
        *(field(topic, role(topic, language).capitalize(), said(topic)) for topic in TOPICS),
    )
    return Table(
        name="notes",
        title=t("{agency}: what the sources say of its activities", agency=frame.agency_name(row)),
        subtitles=frame.subtitles(evaluation, language),
        columns=columns_of(fields),
        rows=fill(fields, noted_rows(row.figures.notes)),
    ).without_empty(frozenset({"activity"}))
