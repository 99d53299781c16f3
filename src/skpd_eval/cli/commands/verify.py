"""``skpd-eval verify q3.zip``: whether papers are what their originals give, on any machine, without a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skpd_eval.cli import run
from skpd_eval.cli.options import Common, takes
from skpd_eval.cli.session import Session
from skpd_eval.cli.status import ExitStatus

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A bundle: report --out q3.zip.")]


@takes(Common)
def command(common: Common, file: FileArgument) -> None:
    """Read the originals of a bundle again, recompute every printed figure, and name each that differs."""
    from skpd_eval.jobs.proof import prove
    from skpd_eval.presentation.sentences import remarks, telling

    session = Session(common)
    proof = prove(session.context, file)
    run.current.facts.update(figures=str(proof.figures), differing=str(len(proof.findings)))
    session.refuse(telling.full(one, session.language) for one in proof.findings)
    for line in remarks.proved(proof, session.language):
        session.say(line)
    if not proof.holds:
        raise typer.Exit(ExitStatus.REFUSED)
