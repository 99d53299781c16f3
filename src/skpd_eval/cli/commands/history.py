"""``skpd-eval history``: what was ingested, when; and how to take it back."""

from __future__ import annotations

from typing import Annotated

import typer

from skpd_eval.cli.options import Common, Format, Output, Position, WhoOption, takes, who_is
from skpd_eval.cli.session import Session, asked_of
from skpd_eval.cli.streams import write_out
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
    who: WhoOption = None,
) -> None:
    """List what was ingested, what was put on record beside it, or withdraw a submission; nothing is deleted."""
    from skpd_eval.jobs import history as job
    from skpd_eval.presentation.tables import adjusting, history
    from skpd_eval.presentation.writers.text import text

    if (withdraw is None) != (not (reason or "").strip()):
        raise UsageError("withdraw-needs-reason")
    session = Session(common)
    if withdraw is not None and reason is not None:
        job.withdraw(session.context, withdraw, reason.strip(), who_is(who))
    zone = session.context.settings.timezone
    recorded, standings = job.history(session.context, asked_of(position))
    found = history.history(recorded, standings, session.language, zone)
    happened, booked = job.on_record(session.context, asked_of(position))
    besides = {
        "assistance": history.events(happened, session.language, zone),
        "adjustments": adjusting.adjustments(booked, zone, session.language),
    }
    if output.format is Format.JSON:
        write_out(text.tables_json(found, besides, session.language), utf8=True)
        return
    session.show(found, output)
    for table in besides.values():
        if table.rows and output.format is not Format.CSV:
            session.show(table, output)
