"""``skpd-eval history``: what was ingested, when; and how to take it back."""

from __future__ import annotations

from typing import Annotated

import typer

from skpd_eval.cli.options import Common, Output, Position, takes
from skpd_eval.cli.session import Session, asked_of
from skpd_eval.errors import UsageError

WithdrawOption = Annotated[
    int | None, typer.Option("--withdraw", metavar="ID", help="Take this submission out of force.")
]
ReasonOption = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why it is withdrawn.")]


@takes(Common, Output, Position)
def command(
    common: Common,
    output: Output,
    position: Position,
    withdraw: WithdrawOption = None,
    reason: ReasonOption = None,
) -> None:
    """List what was ingested and what it superseded, or withdraw a submission; nothing is deleted."""
    from skpd_eval.jobs import history as job
    from skpd_eval.presentation import tables

    if (withdraw is None) != (not (reason or "").strip()):
        raise UsageError("withdraw-needs-reason")
    session = Session(common)
    if withdraw is not None and reason is not None:
        job.withdraw(session.context, withdraw, reason.strip())
    found = job.history(session.context, asked_of(position))
    session.show(tables.history(found, session.language, session.context.settings.timezone), output)
