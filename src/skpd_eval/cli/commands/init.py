"""``skpd-eval init``: a commented configuration to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skpd_eval.cli.options import Common, takes
from skpd_eval.cli.session import Session
from skpd_eval.errors import OutputError

PathArgument = Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")]
FromOption = Annotated[
    list[Path] | None,
    typer.Option("--from", metavar="PATH", help="Exports whose agencies become the proposed register."),
]


@takes(Common)
def command(
    common: Common, file: PathArgument = Path("skpd-eval.toml"), from_paths: FromOption = None
) -> None:
    """Write a commented skpd-eval.toml, with the agencies of your exports if you like; never over an old one."""
    from skpd_eval.portable import write_atomically
    from skpd_eval.presentation.sentences import remarks
    from skpd_eval.settings import template

    if file.exists():
        raise OutputError(str(file), "exists", code="output-exists")
    session = Session(common)
    text = _proposed(session, from_paths) if from_paths else template()
    write_atomically(file, text.encode())
    session.say(remarks.written(str(file), session.language))


def _proposed(session: Session, paths: list[Path]) -> str:
    from skpd_eval.cli.commands.ingest import default_workers
    from skpd_eval.cli.progress import progress_bar
    from skpd_eval.jobs.ingest import IngestRequest
    from skpd_eval.jobs.inspect import inspect
    from skpd_eval.jobs.register import proposed

    request = IngestRequest(tuple(paths), workers=default_workers())
    with progress_bar(shown=not session.common.quiet, language=session.language) as advance:
        return proposed(inspect(session.context, request, advance))
