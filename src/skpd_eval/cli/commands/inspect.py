"""``skpd-eval inspect PATH...``: how files are understood, without recording them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli.commands.ingest import PathsArgument, default_workers
from skpd_eval.cli.fileoptions import Files, read_options
from skpd_eval.cli.options import Common, Format, Output, takes
from skpd_eval.cli.session import Session
from skpd_eval.cli.status import ExitStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skpd_eval.jobs.across import Read

WriteManifestOption = Annotated[
    Path | None,
    typer.Option("--write-manifest", metavar="FILE", help="Write a manifest to fill in (.xlsx or .csv)."),
]
WriteLayoutOption = Annotated[
    Path | None,
    typer.Option(
        "--write-layout", metavar="FILE", help="Write a layout to edit for an unknown table (.toml)."
    ),
]


@takes(Common, Output, Files)
def command(
    common: Common,
    output: Output,
    files: Files,
    paths: PathsArgument,
    write_manifest: WriteManifestOption = None,
    write_layout: WriteLayoutOption = None,
) -> None:
    """Show how files are understood: layout, columns, period, agencies, totals, findings; record nothing."""
    from skpd_eval.cli.progress import progress_bar
    from skpd_eval.jobs.ingest import IngestRequest
    from skpd_eval.jobs.inspect import inspect

    session = Session(common)
    starter = "" if write_layout is None else write_layout.name
    options = read_options(files, starter_layout=starter)
    request = IngestRequest(tuple(paths), options, files.manifest, workers=default_workers())
    with progress_bar(shown=not common.quiet, language=session.language) as advance:
        read = inspect(session.context, request, advance)
    if write_manifest is not None:
        _write_manifest(session, read, write_manifest)
    elif write_layout is not None:
        _write_layout(session, read, write_layout)
    else:
        _show(session, output, read)


def _show(session: Session, output: Output, read: Sequence[Read]) -> None:
    from skpd_eval.jobs.positions import position_of
    from skpd_eval.presentation.tables.answers import form_answer
    from skpd_eval.presentation.tables.inspection import inspection
    from skpd_eval.presentation.tables.provenance import findings

    if output.format is Format.JSON:
        from skpd_eval.cli.streams import write_out
        from skpd_eval.presentation.tables.inspection import to_json

        write_out(to_json([one.reading for one in read], position_of, session.language), utf8=True)
    else:
        for one in read:
            for export in one.reading.exports or one.reading.understood:
                position = position_of(export) if export.cutoff is not None else None
                session.show(inspection(export, session.language, position), output)
            if one.reading.answer is not None:
                session.show(form_answer(one.found.file, one.reading.answer, session.language), output)
            if one.findings:
                session.show(findings(one.findings, session.language), output)
    if any(one.refused for one in read):
        raise typer.Exit(ExitStatus.REFUSED)


def _write_manifest(session: Session, read: Sequence[Read], path: Path) -> None:
    from skpd_eval.jobs.manifest_draft import write_manifest
    from skpd_eval.presentation.sentences import remarks

    write_manifest(read, path, session.language)
    session.say(remarks.written(str(path), session.language))


def _write_layout(session: Session, read: Sequence[Read], path: Path) -> None:
    from skpd_eval.errors import OutputError
    from skpd_eval.portable import write_atomically
    from skpd_eval.presentation.sentences import remarks

    if path.exists():
        raise OutputError(str(path), "exists", code="output-exists")
    write_atomically(path, read[0].reading.starter_layout.encode())
    session.say(remarks.written(str(path), session.language))
