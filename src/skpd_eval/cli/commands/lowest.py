"""``skpd-eval lowest``: the lowest performers, why, and what it would take."""

from __future__ import annotations

from typing import Annotated

import typer

from skpd_eval.cli.commands.rank import request_of
from skpd_eval.cli.options import Common, Format, Output, Position, Ranking, takes
from skpd_eval.cli.session import Session, note_evaluation, threshold_of
from skpd_eval.cli.streams import write_out
from skpd_eval.errors import UsageError
from skpd_eval.model import Evaluation, RankedAgency

CountOption = Annotated[
    int | None, typer.Option("-n", min=1, metavar="N", help="How many (ties are all shown).")
]
BelowOption = Annotated[
    str | None, typer.Option("--below", metavar="PCT", help="All below PCT percent instead of a number.")
]


BriefOption = Annotated[bool, typer.Option("--brief", help="One line an agency, without reasons.")]


def lowest_asked(
    session: Session, position: Position, ranking: Ranking, n: int | None, below: str | None
) -> tuple[Evaluation, tuple[RankedAgency, ...]]:
    """The evaluation that the options ask for, and its lowest agencies. Raises UsageError."""
    from skpd_eval.jobs.evaluation import evaluate_position
    from skpd_eval.jobs.lowest import lowest_of

    if n is not None and below is not None:
        raise UsageError("options-exclude-each-other", options="-n, --below")
    line = threshold_of(below)
    evaluation = evaluate_position(session.context, request_of(position, ranking, detail=True))
    note_evaluation(evaluation)
    return evaluation, lowest_of(evaluation, session.context, n, line)


@takes(Common, Output, Position, Ranking)
def command(
    common: Common,
    output: Output,
    position: Position,
    ranking: Ranking,
    n: CountOption = None,
    below: BelowOption = None,
    brief: BriefOption = False,
) -> None:
    """List the lowest performers, worst first: why they are there, and what it would take."""
    from skpd_eval.presentation.machine import LOWEST_SCHEMA
    from skpd_eval.presentation.writers.text import text

    session = Session(common)
    threshold = threshold_of(ranking.fail_below)
    evaluation, rows = lowest_asked(session, position, ranking, n, below)
    if output.format is Format.JSON:
        write_out(text.to_json(evaluation, rows, LOWEST_SCHEMA, session.language), utf8=True)
    elif output.format is Format.CSV:
        write_out(text.to_csv(evaluation, rows, LOWEST_SCHEMA, output.dialect, session.language), utf8=True)
    else:
        from skpd_eval.presentation.tables.lowest import lowest, lowest_in_lines

        table = lowest_in_lines if brief else lowest
        session.show(table(evaluation, rows, session.language), output, paged=True)
    session.tell(evaluation.findings)
    session.stop_below(evaluation.rows, threshold)
