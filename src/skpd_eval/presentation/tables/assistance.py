"""Tables of assistance: the cases of a quarter, what the next quarter showed, and adjustments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from skpd_eval.model import Evaluation
from skpd_eval.model.assistance import (
    Case,
    Cause,
    Check,
    Gain,
    Opinion,
    Outcome,
    ReasonClass,
)
from skpd_eval.presentation import machine, numbers
from skpd_eval.presentation.catalogs import Translator, translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.assistance_words import (
    CAUSES,
    OPINIONS,
    REASON_CLASSES,
    STATE_TONES,
    STATES,
)
from skpd_eval.presentation.sentences.words import quarter
from skpd_eval.presentation.table import Cell, ColumnKind, Field, Table, Value, columns_of, field, fill

Word = TypeVar("Word", Opinion, ReasonClass, Cause)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case, and whether its action is overdue."""

    case: Case
    overdue: bool


def cases(
    rows: Sequence[CaseRow], year: int, number: int, today: dt.date, timezone: str, language: str = "id"
) -> Table:
    """The cases of a quarter: state, answer, cause, action, due date, and what checks showed."""
    t = translator(language)
    zone = ZoneInfo(timezone)
    table = Table(
        name="cases",
        title=t("Assistance, {quarter} {year}", quarter=quarter(number, language), year=year),
        columns=columns_of(_case_fields(language)),
        rows=fill(_case_fields(language), rows),
        about=(("year", year), ("quarter", number)),
        paragraphs=tuple(line for row in rows for line in _log(row.case, zone, language)),
        footnotes=(
            t("Overdue is measured against {date}.", date=numbers.date(today, language)),
            t("Nothing is deleted: who and when is kept of every step."),
        ),
    )
    return table.without_empty(frozenset({"case", "agency_name", "state"}))


def _case_fields(language: str) -> tuple[Field[CaseRow], ...]:
    t = translator(language)
    return (
        field("case", t("Case"), lambda row: row.case.number, ColumnKind.COUNT),
        field("agency_code", t("Code"), lambda row: row.case.agency.code, ColumnKind.CODE, 8),
        field("agency_name", t("Agency"), lambda row: visible(row.case.agency.name)),
        field("state", t("State"), lambda row: _state(row.case, language), coded=True),
        field("absorption_pct", t("Absorption then (%)"),
              lambda row: hundredfold(row.case.standing.absorption), ColumnKind.PERCENT, 2),
        field("checked_cutoff", t("Checked at"), lambda row: _last(row.case, "cutoff"), ColumnKind.DATE, 5),
        field("checked_pct", t("Absorption checked (%)"), lambda row: _checked_pct(row.case),
              ColumnKind.PERCENT, 2),
        field("gained", t("Gained (Rp)"), lambda row: _last(row.case, "gained"), ColumnKind.RUPIAH, 2),
        field("opinion", t("Opinion"), lambda row: _answered(row.case, "opinion", OPINIONS, language),
              ColumnKind.TEXT, 6, coded=True),
        field("own_realization", t("Own realization (Rp)"), lambda row: _given(row.case, "own_realization"),
              ColumnKind.RUPIAH, 4),
        field("reason", t("Reason"), lambda row: _answered(row.case, "reason", REASON_CLASSES, language),
              ColumnKind.TEXT, 4, coded=True),
        field("cause", t("Cause"), lambda row: _answered(row.case, "cause", CAUSES, language), coded=True),
        field("action", t("Action"), lambda row: _text(row.case, "action")),
        field("person", t("Person in charge"), lambda row: _text(row.case, "person"), ColumnKind.TEXT, 5),
        field("due", t("Due"), lambda row: _given(row.case, "due"), ColumnKind.DATE),
        field("overdue", t("Overdue"), lambda row: _overdue(row.overdue, t), coded=True),
    )  # fmt: skip


def _state(case: Case, language: str) -> Cell:
    return Cell(translator(language)(STATES[case.state]), STATE_TONES.get(case.state), code=case.state)


def _overdue(overdue: bool, t: Translator) -> Cell:
    return Cell(t("overdue"), "red", code="overdue") if overdue else Cell(None)


def _given(case: Case, name: str) -> int | dt.date | None:
    found: int | dt.date | None = getattr(case.answer, name, None)
    return found


def _text(case: Case, name: str) -> str | None:
    return None if case.answer is None else visible(getattr(case.answer, name)) or None


def _answered(case: Case, name: str, words: Mapping[Word, str], language: str) -> Cell:
    if case.answer is None:
        return Cell(None)
    code: Word = getattr(case.answer, name)
    return Cell(translator(language)(words[code]), code=code)


def _check(case: Case) -> Check | None:
    return case.checks[-1] if case.checks else None


def _last(case: Case, name: str) -> int | dt.date | None:
    found = _check(case)
    if found is None:
        return None
    return found.standing.cutoff if name == "cutoff" else found.gained


def _checked_pct(case: Case) -> Cell:
    found = _check(case)
    return Cell(None if found is None else hundredfold(found.standing.absorption))


def _log(case: Case, zone: ZoneInfo, language: str) -> Iterator[str]:
    """What happened to a case, in the order it happened, with who and when."""
    yield f"{case.number}. {visible(case.agency.name)}"
    for at, who, said in sorted(_steps(case, language), key=lambda step: step[0]):
        day = numbers.short_date(at.astimezone(zone).date(), language)
        yield f"   {day}, {visible(who)}: {said}"


def _steps(case: Case, language: str) -> Iterator[tuple[dt.datetime, str, str]]:
    t = translator(language)
    yield case.opened_at, case.opened_by, t("case opened")
    if case.answer is not None and case.answered_at is not None:
        remark = f" ({visible(case.answer.remark)})" if case.answer.remark else ""
        yield case.answered_at, case.answer.person, t("answered") + remark
    for note in case.notes:
        yield note.at, note.who, visible(note.text)
    for check in case.checks:
        yield check.at, check.who, _gained(check, language)
    if case.closed_at is not None:
        yield case.closed_at, case.closed_by, t("closed: {reason}", reason=visible(case.closing_reason))


def _gained(check: Check, language: str) -> str:
    t = translator(language)
    exact = hundredfold(check.standing.absorption)
    return t(
        "checked at {date}: absorption {value}%, {amount} more realized",
        date=numbers.date(check.standing.cutoff, language),
        value="–" if exact is None else numbers.percent(exact, language),
        amount="–" if check.gained is None else numbers.money(check.gained, language),
    )


OpenedRow = tuple[Case, str, bool, bool]
"""A case, its form's name, whether the case is new, and whether the form was written now."""


def opened(rows: Sequence[OpenedRow], folder: str, language: str = "id") -> Table:
    """The cases of the lowest and their forms."""
    t = translator(language)
    fields: tuple[Field[OpenedRow], ...] = (
        field("case", t("Case"), lambda row: row[0].number, ColumnKind.COUNT),
        field("agency_code", t("Code"), lambda row: row[0].agency.code, ColumnKind.CODE, 8),
        field("agency_name", t("Agency"), lambda row: visible(row[0].agency.name)),
        field("absorption_pct", t("Absorption (%)"), lambda row: hundredfold(row[0].standing.absorption),
              ColumnKind.PERCENT),
        field("opened", t("State"), lambda row: _opened(row, language), coded=True),
        field("form", t("Form"), lambda row: visible(row[1])),
        field("written", t("Written"), lambda row: _written(row[3], t), coded=True),
    )  # fmt: skip
    return Table(
        name="opened",
        title=t("Assistance of the lowest"),
        columns=columns_of(fields),
        rows=fill(fields, rows),
        footnotes=(
            t("Forms in {folder}. Answers come back with: skpd-eval ingest {folder}", folder=visible(folder)),
        ),
    )


def _opened(row: OpenedRow, language: str) -> Cell:
    case, _, new, _ = row
    return Cell(translator(language)("opened now"), code="new") if new else _state(case, language)


def _written(now: bool, t: Translator) -> Cell:
    return Cell(t("yes"), code="written") if now else Cell(t("left as it is"), code="left")


def outcome(found: Sequence[Outcome], before: Evaluation, after: Evaluation, language: str = "id") -> Table:
    """Each assisted agency, and below it the unassisted ones most like it."""
    t = translator(language)
    fields = _outcome_fields(language)
    rows = [row for one in found for row in _outcome_rows(one)]
    return Table(
        name="outcome",
        title=t("What {quarter} showed after assistance", quarter=quarter(after.quarter, language)),
        subtitles=(
            frame.subtitles(after, language)[0],
            t(
                "From {first} to {last}.",
                first=numbers.date(before.cutoff, language),
                last=numbers.date(after.cutoff, language),
            ),
        ),
        about=machine.about(after),
        columns=columns_of(fields),
        rows=fill(fields, rows),
        paragraphs=tuple(_compared(one, language) for one in found),
        footnotes=(
            t("This is no proof that assistance helped: it went to the lowest, and those often rise anyway."),
            t(
                "Distance = difference of absorption + relative difference of remaining budget + difference of"
                " the share of capital spending, at the earlier position: 0 is alike, 300 is as unlike as can be."
            ),
        ),
    ).without_empty(frozenset({"agency_name", "role", "distance"}))


_OutcomeRow = tuple[Outcome, Gain | None, bool]


def _outcome_rows(one: Outcome) -> Iterator[_OutcomeRow]:
    yield one, one.own, True
    for peer in one.peers:
        yield one, peer, False


def _of_gain(take: Callable[[Gain], Value]) -> Callable[[_OutcomeRow], Value]:
    return lambda row: None if row[1] is None else take(row[1])


def _outcome_fields(language: str) -> tuple[Field[_OutcomeRow], ...]:
    t = translator(language)
    return (
        field("case", t("Case"), lambda row: row[0].case.number, ColumnKind.COUNT),
        field("role", t("Group"), lambda row: _role(row[2], t), coded=True),
        field("agency_code", t("Code"), lambda row: (row[1] or row[0].case).agency.code, ColumnKind.CODE, 8),
        field("agency_name", t("Agency"), lambda row: visible((row[1] or row[0].case).agency.name)),
        field("before_pct", t("Absorption before (%)"), _of_gain(lambda gain: hundredfold(gain.before)),
              ColumnKind.PERCENT),
        field("after_pct", t("Absorption after (%)"), _of_gain(lambda gain: hundredfold(gain.after)),
              ColumnKind.PERCENT),
        field("gain_pp", t("Gain (points)"), _of_gain(lambda gain: hundredfold(gain.gain)),
              ColumnKind.POINTS),
        field("realized", t("Realized since (Rp)"), _of_gain(lambda gain: gain.realized),
              ColumnKind.RUPIAH, 4),
        field("distance", t("Distance"), _of_gain(lambda gain: hundredfold(gain.distance)),
              ColumnKind.PERCENT, 5),
    )  # fmt: skip


def _role(assisted: bool, t: Translator) -> Cell:
    return Cell(t("assisted"), code="assisted") if assisted else Cell(t("unassisted"), code="unassisted")


def _compared(one: Outcome, language: str) -> str:
    t = translator(language)
    name = visible(one.case.agency.name)
    if one.own is None:
        return t("{agency}: cannot be compared, its absorption is not known at both positions.", agency=name)
    own = numbers.points(one.own.gain * 100, language)
    if one.peers_mean is None or one.difference is None:
        return t("{agency}: {own} points; nobody comparable went without assistance.", agency=name, own=own)
    return t(
        "{agency}: {own} points, the unassisted ones most like it {peers} on average; difference {points}.",
        agency=name,
        own=own,
        peers=numbers.points(one.peers_mean * 100, language),
        points=numbers.points(one.difference * 100, language),
    )
