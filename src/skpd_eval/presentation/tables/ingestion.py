"""What ingesting did: one table, one line that sums it up, and what is said of refused files."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

from skpd_eval.model import Degree, Finding, Severity
from skpd_eval.model.ingestion import FileOutcome, FileState, IngestOutcome, PositionRead
from skpd_eval.presentation import machine, numbers
from skpd_eval.presentation.catalogs import Translator, mark, translator
from skpd_eval.presentation.machine import Plain
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import telling
from skpd_eval.presentation.sentences.certified import degree, degree_cell
from skpd_eval.presentation.sentences.words import coded
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
)

FILES_LISTED = 40
"""A longer run is shown by what it gave, not file by file."""

REFUSALS_IN_FULL = 3
REFUSALS_LISTED = 20

_STATES = {
    FileState.RECORDED: mark("recorded"),
    FileState.UNCHANGED: mark("unchanged"),
    FileState.REFUSED: mark("refused"),
    FileState.REFUSED_BEFORE: mark("refused before"),
    FileState.HELD_BACK: mark("held back"),
    FileState.CHECKED: mark("good"),
}
_TONES = {
    FileState.RECORDED: "green",
    FileState.CHECKED: "green",
    FileState.REFUSED: "red",
    FileState.REFUSED_BEFORE: "red",
    FileState.HELD_BACK: "yellow",
}
_ORIGINS = {
    "option": mark("from the command line"),
    "manifest": mark("from the manifest"),
    "title": mark("from the title"),
    "column": mark("from a column"),
    "sheet-name": mark("from the sheet's name"),
    "file-name": mark("from the file's name"),
}

_UNREAD = (mark("{count} columns"), mark("{count} rows"), mark("{count} groupings"), mark("{count} sheets"))
"""Of each of the counts of what was left unread."""

_Row = tuple[FileOutcome, PositionRead | None]
_Alike = tuple[FileState, str, dt.date | None, Degree | None]


def ingestion(outcome: IngestOutcome, language: str = "id", *, every_file: bool = False) -> Table:
    """File by file (or, in a long run, position by position): what was read, for when, and its sums."""
    t = translator(language)
    title = t("What was read")
    if len(outcome.files) > FILES_LISTED and not every_file:
        return Table(
            "ingestion", title, *_grouped(outcome, language), footnotes=_footnotes(outcome, language)
        )
    fields = _fields(language)
    rows = [(one, position) for one in outcome.files for position in (one.positions or (None,))]
    return Table(
        name="ingestion",
        title=title,
        columns=columns_of(fields),
        rows=fill(fields, rows),
        footnotes=_footnotes(outcome, language),
    ).without_empty(frozenset({"file", "state"}))


def _fields(language: str) -> tuple[Field[_Row], ...]:
    t = translator(language)
    return (
        field("file", t("File"), lambda row: visible(row[0].file)),
        field("state", t("State"), lambda row: _state(row[0].state, t), coded=True),
        field("kind", t("Content"), lambda row: _content(row, language), coded=True),
        field("cutoff", t("Position"), _told(lambda one: one.cutoff), ColumnKind.DATE),
        field("origin", t("Period"), lambda row: _origin(row[1], language), ColumnKind.TEXT, 5,
              coded=True),
        field("government", t("Government"), _told(lambda one: visible(one.government or "") or None),
              ColumnKind.TEXT, 6),
        field("layout", t("Layout"), _told(lambda one: one.layout), ColumnKind.TEXT, 7),
        field("proof", t("Proof"), lambda row: degree(row[1].certificate if row[1] else None, language), coded=True),
        field("agencies", t("Agencies"), _told(lambda one: one.agencies), ColumnKind.COUNT, 4),
        field("budget", t("Budget (Rp)"), _told(lambda one: one.budget), ColumnKind.RUPIAH, 2),
        field("realization", t("Realization (Rp)"), _told(lambda one: one.realization), ColumnKind.RUPIAH, 3),
        field("number", t("No."), lambda row: ", ".join(map(str, row[0].numbers)) or None, ColumnKind.TEXT, 8),
        field("superseded", t("Effect"), lambda row: _replaced(row[0].superseded, language), coded=True),
    )  # fmt: skip


def _state(state: FileState, t: Translator) -> Cell:
    return Cell(t(_STATES[state]), _TONES.get(state), code=state)


def _replaced(superseded: Collection[int], language: str) -> Cell | None:
    """What is out of force by it: ``replaces No. 3``; for machines the numbers alone."""
    if not superseded:
        return None
    words = translator(language)("replaces No. {numbers}", numbers=numbers.listed(superseded))
    return Cell(words, code=", ".join(map(str, sorted(superseded))))


def _content(row: _Row, language: str) -> Cell:
    """What a file holds: a kind of figures, or the answer of a case."""
    outcome, position = row
    if position is not None and position.states_budget_alone:
        return Cell(translator(language)("Budget alone"), code=position.kind)
    if position is not None:
        return coded("kind", position.kind, language)
    if outcome.answer is None:
        return Cell(None)
    answer = translator(language)("Answer of case {number}", number=outcome.answer.case)
    return Cell(answer, code="answer")


def _told(take: Callable[[PositionRead], Value]) -> Callable[[_Row], Value]:
    """A column of the position; blank for a file that gave none."""
    return lambda row: None if row[1] is None else take(row[1])


def _origin(position: PositionRead | None, language: str) -> Cell:
    origin = None if position is None else position.period_origin
    return Cell(None) if origin is None else Cell(translator(language)(_ORIGINS[origin.value]), code=origin)


def _grouped(
    outcome: IngestOutcome, language: str
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    t = translator(language)
    counts: Counter[_Alike] = Counter()
    superseded: dict[_Alike, set[int]] = defaultdict(set)
    for one in outcome.files:
        for position in one.positions or (None,):
            kind = str(_content((one, position), language).value or "–")
            proof = position.certificate.degree if position else None
            key = one.state, kind, position.cutoff if position else None, proof
            counts[key] += 1
            superseded[key].update(one.superseded)
    fields: tuple[Field[_Alike], ...] = (
        field("state", t("State"), lambda row: _state(row[0], t), coded=True),
        field("kind", t("Content"), lambda row: row[1]),
        field("cutoff", t("Position"), lambda row: row[2], ColumnKind.DATE),
        field("proof", t("Proof"), lambda row: degree_cell(row[3], language), coded=True),
        field("files", t("Files"), lambda row: counts[row], ColumnKind.COUNT),
        field("superseded", t("Effect"), lambda row: _replaced(superseded[row], language), coded=True),
    )
    ordered = sorted(counts, key=lambda key: (list(FileState).index(key[0]), *map(str, key[1:])))
    return columns_of(fields), fill(fields, ordered)


def to_plain(outcome: IngestOutcome, language: str = "id") -> dict[str, Plain]:
    """What programs are told of a run besides its files: findings, what was passed over, the ledger."""
    return {
        "findings": [machine.finding(one, language) for file in outcome.files for one in file.findings],
        "skipped": [*outcome.skipped],
        "ledger": outcome.ledger,
        "unread": {**outcome.unread._asdict()},
    }


def _footnotes(outcome: IngestOutcome, language: str) -> tuple[str, ...]:
    return (summary(outcome, language), *unread(outcome, language))


def unread(outcome: IngestOutcome, language: str = "id") -> Iterator[str]:
    """One line: how many columns, rows, groupings and sheets gave no figure and proved none."""
    t, counts = translator(language), outcome.unread
    parts = [
        t(words, count=numbers.count(count, language))
        for words, count in zip(_UNREAD, counts, strict=True)
        if count
    ]
    if parts:
        yield t("Left unread: {parts}; inspect names them.", parts=", ".join(parts))


def summary(outcome: IngestOutcome, language: str = "id") -> str:
    """One line: how many files there were, how many of each state, passed over, not there; where the ledger is."""
    t = translator(language)
    parts = [
        f"{numbers.count(outcome.count(state), language)} {t(_STATES[state])}"
        for state in FileState
        if outcome.count(state)
    ]
    if outcome.skipped:
        parts.append(t("{count} passed over", count=numbers.count(len(outcome.skipped), language)))
    if outcome.missing:
        parts.append(t("{count} not there", count=numbers.count(len(outcome.missing), language)))
    files = t("{count} files", count=numbers.count(outcome.named, language))
    return f"{files}: {', '.join(parts)}. {t('Ledger: {path}', path=visible(outcome.ledger))}"


def refusals(outcome: IngestOutcome, language: str = "id") -> Iterator[str]:
    """What is said of the files that were refused: in full for a few, a line each for many, the rest counted."""
    refused = [one for one in outcome.files if one.state is FileState.REFUSED]
    for one in refused[:REFUSALS_LISTED]:
        lines = refusal(one, language)
        yield from lines if len(refused) <= REFUSALS_IN_FULL else [next(lines)]
    if len(refused) > REFUSALS_LISTED:
        count = numbers.count(len(refused) - REFUSALS_LISTED, language)
        yield translator(language)(
            "… and {count} more refused files: skpd-eval status lists them.", count=count
        )
    if len(refused) > REFUSALS_IN_FULL:
        advice = (telling.hint(_first_error(one), language) for one in refused)
        yield from ("  " + line for line in dict.fromkeys(filter(None, advice)))


def missing(outcome: IngestOutcome, language: str = "id") -> Iterator[str]:
    """What was named and is not there, or cannot be read, a line each."""
    return (telling.full(error, language) for error in outcome.missing)


def _first_error(outcome: FileOutcome) -> Finding:
    return next(finding for finding in outcome.findings if finding.severity is Severity.ERROR)


def refusal(outcome: FileOutcome, language: str = "id") -> Iterator[str]:
    """Why a file was refused: its first error and what to do, and how many more there are; three lines at most."""
    t = translator(language)
    errors = [finding for finding in outcome.findings if finding.severity is Severity.ERROR]
    first = _first_error(outcome)
    place = telling.where(first, language) or visible(outcome.file)
    yield t("Refused: {place}: {sentence}", place=place, sentence=telling.sentence(first, language))
    advice = telling.hint(first, language)
    if advice:
        yield "  " + advice
    if len(errors) > 1:
        yield "  " + t(
            "and {count} more errors: skpd-eval inspect shows them all.",
            count=numbers.count(len(errors) - 1, language),
        )


def skipped_lines(skipped: Sequence[str], language: str = "id") -> Iterator[str]:
    """Files passed over because they are no exports."""
    t = translator(language)
    for name in skipped:
        yield t("Passed over, no export: {file}", file=visible(name))
