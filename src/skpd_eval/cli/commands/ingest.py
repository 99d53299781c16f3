"""``skpd-eval ingest PATH...``: read exports and record them in the ledger."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli import run
from skpd_eval.cli.fileoptions import Files, read_options
from skpd_eval.cli.options import Common, Format, Output, takes
from skpd_eval.cli.session import Session
from skpd_eval.cli.status import ExitStatus
from skpd_eval.cli.streams import write_out

if TYPE_CHECKING:
    from skpd_eval.jobs.ingest import IngestRequest
    from skpd_eval.model.ingestion import IngestOutcome


MOST_WORKERS = 8

PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")]


@takes(Common, Output, Files)
def command(
    common: Common,
    output: Output,
    files: Files,
    paths: PathsArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check, record nothing.")] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Make warnings errors, and refuse a table that proves none of its figures."),
    ] = False,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Record nothing unless every file is good.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Accept a file whose own quarter or year differs, or whose titles name a part."),
    ] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, metavar="N", help="Files read at the same time.")
    ] = None,
) -> None:
    """Read exports (files or folders), check and reconcile them, and record them in the ledger."""
    from skpd_eval.jobs.ingest import IngestRequest

    session = Session(common)
    options = read_options(files, force=force)
    request = IngestRequest(
        tuple(paths), options, files.manifest, strict, all_or_nothing, dry_run, workers or default_workers()
    )
    outcome = _ingest(session, request)
    _report(session, output, outcome)


def default_workers() -> int:
    """Files read at the same time: one a processor, at most eight."""
    return max(1, min(os.cpu_count() or 1, MOST_WORKERS))


def _ingest(session: Session, request: IngestRequest) -> IngestOutcome:
    from skpd_eval.cli.progress import progress_bar
    from skpd_eval.jobs.ingest import ingest

    with progress_bar(shown=not session.common.quiet, language=session.language) as advance:
        return ingest(session.context, request, advance)


def _report(session: Session, output: Output, outcome: IngestOutcome) -> None:
    from skpd_eval.model.ingestion import FileState
    from skpd_eval.presentation.tables import ingestion
    from skpd_eval.presentation.writers.text import text

    if outcome.files and (output.format is not Format.TABLE or not session.common.quiet):
        table = ingestion.ingestion(outcome, session.language, every_file=output.format is not Format.TABLE)
        if output.format is Format.JSON:
            more = ingestion.to_plain(outcome, session.language)
            write_out(text.tables_json(table, {}, session.language, more), utf8=True)
        else:
            session.show(table, output)
    session.refuse(ingestion.refusals(outcome, session.language))
    session.refuse(ingestion.missing(outcome, session.language))
    session.tell(
        finding
        for one in outcome.files
        if one.state not in (FileState.REFUSED, FileState.REFUSED_BEFORE)
        for finding in one.findings
    )
    if session.common.verbose:
        for line in ingestion.skipped_lines(outcome.skipped, session.language):
            session.say(line)
    run.current.facts.update(
        files=str(len(outcome.files)),
        recorded=str(outcome.count(FileState.RECORDED)),
        unchanged=str(outcome.count(FileState.UNCHANGED)),
        refused=str(outcome.count(FileState.REFUSED, FileState.REFUSED_BEFORE)),
        missing=str(len(outcome.missing)),
    )
    if outcome.count(FileState.REFUSED):
        raise typer.Exit(ExitStatus.REFUSED)
    if outcome.missing:
        raise typer.Exit(ExitStatus.MISSING)
    if outcome.count(FileState.HELD_BACK):
        raise typer.Exit(ExitStatus.REFUSED)
