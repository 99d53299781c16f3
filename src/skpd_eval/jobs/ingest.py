"""Ingest: read the files in workers, check them, and record what is good, one transaction a file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from skpd_eval.checks import check, check_future
from skpd_eval.errors import RefusedError
from skpd_eval.findings import say
from skpd_eval.jobs.across import Read, months_first, with_leftovers, with_one_belief, without_rivals
from skpd_eval.jobs.alike import government_told
from skpd_eval.jobs.allow import allowed
from skpd_eval.jobs.answers import record_answer, with_cases
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.editions import with_editions
from skpd_eval.jobs.falling import with_falls
from skpd_eval.jobs.manifest import read_manifest, with_manifest
from skpd_eval.jobs.naming import agency_told
from skpd_eval.jobs.ownership import with_government
from skpd_eval.jobs.paths import Walk, walk
from skpd_eval.jobs.positions import position_of, unread_together
from skpd_eval.ledger import Ledger
from skpd_eval.model import (
    Degree,
    Export,
    FileReading,
    Finding,
    Severity,
    Source,
)
from skpd_eval.model.ingestion import FileOutcome, FileState, IngestOutcome
from skpd_eval.reading.container.members import content_of
from skpd_eval.reading.guard import Task
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.workers import read_files

READER = "skpd_eval.reading.file.file:read_task"
SECONDS_PER_FILE = 120.0
SHEETS_UNREAD = frozenset({"sheet-not-read", "hidden-sheet-not-read", "sheet-copy"})

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class IngestRequest:
    """What to ingest and how; ``options`` hold for every file, the manifest fills what they leave open."""

    paths: tuple[Path, ...]
    options: ReadOptions = field(default_factory=ReadOptions)
    manifest: Path | None = None
    strict: bool = False
    all_or_nothing: bool = False
    dry_run: bool = False
    workers: int = 2


def ingest(context: Context, request: IngestRequest, progress: Progress | None = None) -> IngestOutcome:
    """Read and record. Good files are recorded although others are refused or missing, unless ``all_or_nothing``.

    Raises MissingInputError (``no-export``), ConfigurationError, BusyError, InputOutputError, OutputError.
    """
    found = walk(request.paths)
    if not found.files:
        return IngestOutcome((), found.skipped, str(context.ledger), found.missing)
    read = read_all(context, request, found, progress, _known(context))
    if request.dry_run:
        files = [_outcome(one, FileState.REFUSED if one.refused else FileState.CHECKED) for one in read]
    else:
        files = _record(context, request, read, is_complete=not found.missing)
    return IngestOutcome(tuple(files), found.skipped, str(context.ledger), found.missing)


def read_all(
    context: Context,
    request: IngestRequest,
    found: Walk,
    progress: Progress | None = None,
    known: Sequence[str | None] = (),
) -> list[Read]:
    """Read and check every file, in order; nothing is recorded. ``known`` are the ledger's governments."""
    tasks, broken = _tasks(request, found, _told(context, request.options, known))
    readings = {
        task.path: reading
        for task, reading in read_files(
            tasks, READER, workers=request.workers, seconds=SECONDS_PER_FILE, progress=progress
        )
    }
    read = [
        Read(one, broken.get(str(one.path)) or _checked(readings[str(one.path)], context, request))
        for one in found.files
    ]

    def judged(findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return _judged(findings, context, request)

    owned = with_one_belief(with_government(read, known, judged))
    return months_first(with_leftovers(without_rivals(with_editions(owned, judged)), judged))


def _known(context: Context) -> list[str | None]:
    """The governments of the ledger, if there is one yet."""
    if not context.ledger.exists():
        return []
    with Ledger.open(context.ledger) as ledger:
        return ledger.governments()


def _told(context: Context, options: ReadOptions, known: Sequence[str | None]) -> ReadOptions:
    """What is told of every file, with the names that people shorten as they are recorded."""
    government, agency = options.government, options.agency_name
    return dataclasses.replace(
        options,
        layouts=tuple(str(path) for path in context.settings.layouts) + options.layouts,
        taught=dataclasses.replace(options.taught, words=context.settings.words + options.taught.words),
        government=government_told(government, known) if government else context.settings.government,
        agency_name=agency_told(agency, context.settings.agencies) if agency else None,
    )


def _tasks(
    request: IngestRequest, found: Walk, options: ReadOptions
) -> tuple[list[Task], dict[str, FileReading]]:
    manifests = [read_manifest(path) for path in _manifests(request, found)]
    tasks: list[Task] = []
    broken: dict[str, FileReading] = {}
    for one in found.files:
        mine = options
        try:
            for manifest in manifests:
                mine = with_manifest(mine, manifest.row_of(one), manifest.path)
        except RefusedError as error:
            finding = Finding(error.code, Severity.ERROR, dict(error.arguments), Source(one.file))
            broken[str(one.path)] = FileReading(str(one.path), one.file, "", 0, findings=(finding,))
            continue
        tasks.append(Task(str(one.path), one.file, mine))
    return tasks, broken


def _manifests(request: IngestRequest, found: Walk) -> Sequence[Path]:
    return (request.manifest,) if request.manifest is not None else found.manifests


def _checked(reading: FileReading, context: Context, request: IngestRequest) -> FileReading:
    """Run the V-rules; what the government accepts is no warning, and a strict user makes the rest errors.

    He also refuses a table none of whose amounts is stated a second time.
    """
    today = context.now.astimezone(ZoneInfo(context.settings.timezone)).date()

    def judged(findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return _judged(findings, context, request)

    def checked(export: Export) -> Export:
        found = (*export.findings, *check(export), *check_future(export, today))
        if request.strict and export.certificate.degree is Degree.NOT:
            found += (say("nothing-proves", {}, Source(export.file, export.sheet)),)
        return dataclasses.replace(export, findings=judged(found))

    return dataclasses.replace(
        reading,
        findings=judged(reading.findings),
        exports=tuple(checked(export) for export in reading.exports),
    )


def _judged(findings: Sequence[Finding], context: Context, request: IngestRequest) -> tuple[Finding, ...]:
    told = allowed(findings, context.settings)
    return _strictly(told) if request.strict else told


def _strictly(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(
        dataclasses.replace(finding, severity=Severity.ERROR)
        if finding.severity is Severity.WARNING
        else finding
        for finding in findings
    )


def _record(
    context: Context, request: IngestRequest, read: Sequence[Read], *, is_complete: bool
) -> list[FileOutcome]:
    outcomes: list[FileOutcome] = []
    with Ledger.open(context.ledger, write=True, lock_timeout=context.lock_timeout) as ledger:
        read = with_cases(ledger, read)
        told: set[str] = set()
        is_good = is_complete and not any(one.refused for one in read)
        hold_back = request.all_or_nothing and not is_good
        for one in read:
            if one.refused:
                outcomes.append(_refused(ledger, context, one, told))
            elif hold_back:
                outcomes.append(_outcome(one, FileState.HELD_BACK))
            elif one.reading.answer is not None:
                outcomes.append(record_answer(ledger, context, one))
            else:
                outcomes.append(_recorded(ledger, context, one))
        return with_falls(ledger, context, outcomes)


def _refused(ledger: Ledger, context: Context, one: Read, told: set[str]) -> FileOutcome:
    """Refused bytes are told once; a second file with the same bytes in the same run is told too."""
    is_new = ledger.refuse(one.reading, context.now) or one.reading.sha256 in told
    if is_new:
        told.add(one.reading.sha256)
    return _outcome(one, FileState.REFUSED if is_new else FileState.REFUSED_BEFORE)


def _recorded(ledger: Ledger, context: Context, one: Read) -> FileOutcome:
    done = ledger.record(one.reading, content_of(one.found.path), context.now)
    absent = tuple(
        say(
            "agency-absent",
            {"agency": agency.name, "submission": number},
            Source(one.found.file),
        )
        for number, agency in done.absent
    )
    outcome = _outcome(one, FileState.RECORDED if done.numbers else FileState.UNCHANGED)
    return dataclasses.replace(
        outcome,
        numbers=done.numbers + done.unchanged,
        superseded=done.superseded,
        findings=outcome.findings + absent,
    )


def _outcome(one: Read, state: FileState) -> FileOutcome:
    positions = () if one.refused else tuple(position_of(export) for export in one.reading.exports)
    unread = unread_together(() if one.refused else one.reading.exports)
    sheets = sum(finding.code in SHEETS_UNREAD for finding in one.findings)
    return FileOutcome(
        one.found.file,
        state,
        positions,
        one.findings,
        answer=one.reading.answer,
        unread=unread,
        sheets_unread=0 if one.refused else sheets,
    )
