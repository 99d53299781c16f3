"""Tables about the ledger and the files: what was recorded, what was understood of a file, who reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from skpd_eval.model import Finding, Kind, Standing, State, Submission
from skpd_eval.model.assistance import Event, EventKind
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.numbers import in_zone, time
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import certified, telling
from skpd_eval.presentation.sentences.words import coded, quarter, word
from skpd_eval.presentation.table import (
    Cell,
    ColumnKind,
    Field,
    Table,
    Value,
    columns_of,
    field,
    fill,
)

_STATES = {
    State.IN_FORCE: mark("in force"),
    State.PARTLY_SUPERSEDED: mark("superseded in part"),
    State.SUPERSEDED: mark("superseded"),
    State.WITHDRAWN: mark("withdrawn"),
    State.NOT_FILLED: mark("not filled in"),
}
_TONES = {State.IN_FORCE: "green", State.PARTLY_SUPERSEDED: "yellow"}


def history(
    submissions: Sequence[Submission],
    standings: Mapping[int, Standing],
    language: str = "id",
    timezone: str | None = None,
) -> Table:
    """What was recorded, when (on the clocks of ``timezone``), and whether it counts (``standings`` by number)."""
    t = translator(language)

    def numbers(found: Sequence[int]) -> str | None:
        return ", ".join(map(str, found)) or None

    def state(one: Submission) -> Cell:
        found = standings[one.number].state
        return Cell(t(_STATES[found]), _TONES.get(found), code=found.value)

    fields: tuple[Field[Submission], ...] = (
        field("number", t("No."), lambda one: one.number, ColumnKind.COUNT),
        field("state", t("State"), state, coded=True),
        field("superseded_by", t("By No."), lambda one: numbers(standings[one.number].superseded_by)),
        field("recorded_at", t("Recorded"), lambda one: in_zone(one.recorded_at, timezone), ColumnKind.TIME),
        field("government", t("Government"), lambda one: visible(one.government or "") or None,
              ColumnKind.TEXT, 2),
        field("kind", t("Content"), lambda one: coded("kind", one.kind, language), coded=True),
        field("cutoff", t("Position"), lambda one: one.cutoff, ColumnKind.DATE),
        field("budget_basis", t("Budget"), lambda one: coded("budget", one.budget_basis, language),
              ColumnKind.TEXT, 6, coded=True),
        field("realization_basis", t("Realization"),
              lambda one: coded("realization", one.realization_basis, language), ColumnKind.TEXT, 6,
              coded=True),
        field("agencies", t("Agencies"), lambda one: one.agencies, ColumnKind.COUNT, 3),
        field("lines", t("Lines"), lambda one: one.lines, ColumnKind.COUNT, 3),
        *certified.fields(lambda one: one.certificate, language, 3, 7),
        field("file", t("File"), lambda one: visible(one.file)),
        field("sheet", t("Sheet"), lambda one: visible(one.sheet or "") or None, ColumnKind.TEXT, 4),
        field("layout", t("Layout"), lambda one: visible(one.layout), ColumnKind.TEXT, 5),
        field("withdrawn_at", t("Withdrawn"), lambda one: in_zone(one.withdrawn_at, timezone),
              ColumnKind.TIME, 2),
        field("withdrawal_reason", t("Reason"), lambda one: visible(one.withdrawal_reason or "") or None,
              ColumnKind.TEXT, 2),
        field("withdrawn_by", t("By"), lambda one: visible(one.withdrawn_by or "") or None, ColumnKind.TEXT, 3),
        field("hash", t("Hash"), lambda one: one.hash, ColumnKind.CODE, 7),
        field("sha256", "SHA-256", lambda one: one.sha256, ColumnKind.CODE, 8),
    )  # fmt: skip
    return Table(
        name="history",
        title=t("What was recorded"),
        columns=columns_of(fields),
        rows=fill(fields, submissions),
        footnotes=(t("Nothing is deleted: what is withdrawn or superseded stays here."),),
    ).without_empty(frozenset({"number", "state", "file"}))


_EVENTS = {
    EventKind.OPENED: mark("opened"),
    EventKind.FORM_WRITTEN: mark("form written"),
    EventKind.ANSWERED: mark("answered"),
    EventKind.NOTED: mark("noted"),
    EventKind.CHECKED: mark("checked"),
    EventKind.CLOSED: mark("closed"),
}


def events(found: Sequence[Event], language: str = "id", timezone: str | None = None) -> Table:
    """What happened to the cases of assistance, when and by whom."""
    t = translator(language)
    fields: tuple[Field[Event], ...] = (
        field("number", t("No."), lambda one: one.number, ColumnKind.COUNT),
        field("at", t("Recorded"), lambda one: in_zone(one.at, timezone), ColumnKind.TIME),
        field("case", t("Case"), lambda one: one.case, ColumnKind.COUNT),
        field("government", t("Government"), lambda one: visible(one.government or "") or None,
              ColumnKind.TEXT, 4),
        field("agency_name", t("Agency"), lambda one: visible(one.agency.name)),
        field("quarter", t("Quarter"), lambda one: _quarter(one, language), coded=True),
        field("event", t("Event"), lambda one: Cell(t(_EVENTS[one.kind]), code=one.kind), coded=True),
        field("who", t("By"), lambda one: visible(one.who)),
        field("hash", t("Hash"), lambda one: one.hash, ColumnKind.CODE, 7),
    )  # fmt: skip
    return Table(
        name="events", title=t("Assistance on record"), columns=columns_of(fields), rows=fill(fields, found)
    ).without_empty(frozenset({"number", "agency_name"}))


def _quarter(one: Event, language: str) -> Cell:
    return Cell(f"{quarter(one.quarter, language)} {one.year}", code=f"{one.year}-Q{one.quarter}")


PresenceRow = tuple[str | None, str, Mapping[Kind, str]]
"""Agency code, name, and by kind ``present``, ``missing``, ``not-filled``, ``withdrawn`` or ``refused: why``."""

RefusedRow = tuple[str, str, dt.datetime, Finding | None]
"""File, SHA-256, when it was first told of, and its first error."""


def refused(rows: Sequence[RefusedRow], language: str = "id", timezone: str | None = None) -> Table:
    """The files that were refused and that no later file answers, with the reason of each."""
    t = translator(language)
    fields: tuple[Field[RefusedRow], ...] = (
        field("file", t("File"), lambda row: visible(row[0])),
        field("sha256", "SHA-256", lambda row: row[1], ColumnKind.CODE, 8),
        field("told_at", t("Recorded"), lambda row: in_zone(row[2], timezone), ColumnKind.TIME, 3),
        field("code", t("Code"), lambda row: row[3].code if row[3] else None, ColumnKind.CODE, 3),
        field("message", t("Finding"), lambda row: telling.sentence(row[3], language) if row[3] else None),
    )
    return Table("refused", t("refused").capitalize(), columns_of(fields), fill(fields, rows))


_PRESENCE_TONES = {"present": "green", "missing": "yellow", "not-filled": "yellow", "refused": "red"}


def status(
    rows: Sequence[PresenceRow],
    position: str,
    language: str = "id",
    recorded_at: dt.datetime | None = None,
    reported: tuple[int, int] | None = None,
    about: tuple[tuple[str, Value], ...] = (),
) -> Table:
    """Agency by kind: what is there, missing, or refused and why.

    ``position``, how many of the agencies known ``reported`` and the newest record, on the clocks people use, are
    said below the title; programs are told ``about``.
    """
    t = translator(language)
    summary = () if reported is None else (t("{reported} of {known} agencies have reported.",
                                             reported=reported[0], known=reported[1]),)  # fmt: skip
    newest = () if recorded_at is None else (t("Last recorded: {time}.", time=time(recorded_at, language)),)
    fields: tuple[Field[PresenceRow], ...] = (
        field("agency_code", t("Code"), lambda row: row[0], ColumnKind.CODE, 2),
        field("agency_name", t("Agency"), lambda row: visible(row[1])),
        *(_presence(kind, language) for kind in Kind),
    )
    return Table(
        name="status",
        title=t("Who has reported"),
        about=(*about, ("recorded_at", recorded_at)),
        subtitles=((visible(position),) if position else ()) + summary + newest,
        columns=columns_of(fields),
        rows=fill(fields, rows),
    )


def _presence(kind: Kind, language: str) -> Field[PresenceRow]:
    return field(
        kind.value,
        word("kind", kind, language),
        lambda row: _presence_cell(row[2].get(kind), language),
        coded=True,
    )


def _presence_cell(state: str | None, language: str) -> Cell:
    if state is None:
        return Cell(None)
    name, separator, why = state.partition(":")
    return Cell(word("presence", name, language) + visible(separator + why), _PRESENCE_TONES.get(name), code=name)
