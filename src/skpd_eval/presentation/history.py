"""Tables about the ledger and the files: what was recorded, what was understood of a file, who reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from skpd_eval.model import Export, Kind, StatedTotal, Submission
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.table import (
    Cell,
    ColumnKind,
    Field,
    Table,
    columns_of,
    field,
    fill,
)
from skpd_eval.presentation.words import role, word


def history(submissions: Sequence[Submission], language: str = "id") -> Table:
    """What was recorded, when, and what was withdrawn."""
    t = translator(language)
    fields: tuple[Field[Submission], ...] = (
        field("number", t("No."), lambda one: one.number, ColumnKind.COUNT),
        field("recorded_at", t("Recorded"), lambda one: one.recorded_at, ColumnKind.TIME),
        field("government", t("Government"), lambda one: visible(one.government or "") or None),
        field("kind", t("Content"), lambda one: word("kind", one.kind, language)),
        field("cutoff", t("Position"), lambda one: one.cutoff, ColumnKind.DATE),
        field("budget_basis", t("Budget"), lambda one: word("budget", one.budget_basis, language),
              ColumnKind.TEXT, 6),
        field("realization_basis", t("Realization"),
              lambda one: word("realization", one.realization_basis, language), ColumnKind.TEXT, 6),
        field("agencies", t("Agencies"), lambda one: one.agencies, ColumnKind.COUNT, 3),
        field("lines", t("Lines"), lambda one: one.lines, ColumnKind.COUNT, 3),
        field("file", t("File"), lambda one: visible(one.file)),
        field("sheet", t("Sheet"), lambda one: visible(one.sheet or "") or None, ColumnKind.TEXT, 4),
        field("layout", t("Layout"), lambda one: visible(one.layout), ColumnKind.TEXT, 5),
        field("withdrawn_at", t("Withdrawn"), lambda one: one.withdrawn_at, ColumnKind.TIME, 2),
        field("withdrawal_reason", t("Reason"), lambda one: visible(one.withdrawal_reason or "") or None,
              ColumnKind.TEXT, 2),
        field("hash", t("Hash"), lambda one: one.hash, ColumnKind.CODE, 7),
        field("sha256", "SHA-256", lambda one: one.sha256, ColumnKind.CODE, 8),
    )  # fmt: skip
    return Table(
        name="history",
        title=t("What was recorded"),
        columns=columns_of(fields),
        rows=fill(fields, submissions),
        footnotes=(t("Nothing is deleted: what is withdrawn or superseded stays here."),),
    ).without_empty(frozenset({"number", "file"}))


PresenceRow = tuple[str | None, str, Mapping[Kind, str]]
"""Agency code, agency name, and by kind ``present``, ``missing``, ``withdrawn`` or ``refused: why``."""

_PRESENCE_TONES = {"present": "green", "missing": "yellow", "refused": "red"}


def status(rows: Sequence[PresenceRow], position: str, language: str = "id") -> Table:
    """Agency by kind: what is there, missing, or refused and why. ``position`` is said below the title."""
    t = translator(language)
    fields: tuple[Field[PresenceRow], ...] = (
        field("agency_code", t("Code"), lambda row: row[0], ColumnKind.CODE, 2),
        field("agency_name", t("Agency"), lambda row: visible(row[1])),
        *(_presence(kind, language) for kind in Kind),
    )
    return Table(
        name="status",
        title=t("Who has reported"),
        subtitles=(visible(position),) if position else (),
        columns=columns_of(fields),
        rows=fill(fields, rows),
    )


def _presence(kind: Kind, language: str) -> Field[PresenceRow]:
    return field(
        kind.value, word("kind", kind, language), lambda row: _presence_cell(row[2].get(kind), language)
    )


def _presence_cell(state: str | None, language: str) -> Cell:
    if state is None:
        return Cell(None)
    name, separator, why = state.partition(":")
    return Cell(word("presence", name, language) + visible(separator + why), _PRESENCE_TONES.get(name))


def inspection(export: Export, language: str = "id") -> Table:
    """What was understood of one table of a file, as a list of properties."""
    t = translator(language)
    fields: tuple[Field[tuple[str, str]], ...] = (
        field("property", t("What"), lambda pair: pair[0]),
        field("value", t("Understood as"), lambda pair: pair[1]),
    )
    name = " › ".join(filter(None, (export.file, export.sheet)))
    return Table(
        name="inspection",
        title=visible(name),
        columns=columns_of(fields),
        rows=fill(fields, list(_properties(export, language))),
    )


def _properties(export: Export, language: str) -> Iterator[tuple[str, str]]:
    t = translator(language)
    unknown = t("unknown")
    yield t("Layout"), visible(export.layout)
    yield t("Content"), word("kind", export.kind, language)
    yield t("Detail down to"), word("level", export.level, language)
    yield t("Government"), visible(export.government or unknown)
    yield t("Year"), unknown if export.year is None else str(export.year)
    yield t("Position"), unknown if export.cutoff is None else numbers.date(export.cutoff, language)
    if export.period_origin is not None:
        yield t("Position found"), word("period", export.period_origin, language)
    yield t("Period of realization"), word("period", export.period_kind, language)
    yield t("Budget"), word("budget", export.budget_basis, language)
    yield t("Realization"), word("realization", export.realization_basis, language)
    yield t("Rupiah per unit"), numbers.count(export.unit_factor, language)
    yield t("Agencies"), numbers.count(len(export.agencies), language)
    yield from _lines(export, language)
    yield t("Rows read"), numbers.count(export.rows_read, language)
    yield t("Rows skipped"), numbers.count(export.rows_skipped, language)
    for name, letter in export.columns.items():
        yield t("Column {letter}", letter=letter), role(name, language)
    for total in export.totals:
        yield t("Stated total, row {row}", row=total.row), _stated(total, language)


def _lines(export: Export, language: str) -> Iterator[tuple[str, str]]:
    t = translator(language)
    for heading, lines in (
        (t("Account lines"), export.accounts),
        (t("Plan lines"), export.plans),
        (t("Progress lines"), export.progress),
        (t("Indicator lines"), export.indicators),
        (t("Notes"), export.notes),
    ):
        if lines:
            yield heading, numbers.count(len(lines), language)


def _stated(total: StatedTotal, language: str) -> str:
    t = translator(language)
    unknown = t("unknown")
    return t(
        "budget {budget}, realization {realization}",
        budget=unknown if total.budget is None else numbers.money(total.budget, language),
        realization=unknown if total.realization is None else numbers.money(total.realization, language),
    )
