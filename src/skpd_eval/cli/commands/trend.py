"""``skpd-eval trend``: the year position by position."""

from __future__ import annotations

from typing import Annotated

import typer

from skpd_eval.cli.commands.rank import request_of
from skpd_eval.cli.options import Common, Format, Output, Position, Ranking, takes
from skpd_eval.cli.session import Session, note_evaluation, threshold_of
from skpd_eval.cli.streams import write_out

EveryOption = Annotated[
    bool, typer.Option("--every-position", help="Every cut-off date, not only the newest of each quarter.")
]


@takes(Common, Output, Position, Ranking)
def command(
    common: Common,
    output: Output,
    position: Position,
    ranking: Ranking,
    every_position: EveryOption = False,
) -> None:
    """Lay a year's positions side by side: absorption, ranks, who stays lowest, who moved, the S-curve."""
    from skpd_eval.jobs.trend import trend
    from skpd_eval.presentation import machine
    from skpd_eval.presentation.tables.trend import trend as trend_table
    from skpd_eval.presentation.tables.trend_machine import to_plain

    session = Session(common)
    threshold = threshold_of(ranking.fail_below)
    found, evaluation = trend(
        session.context, request_of(position, ranking, detail=False), every_position=every_position
    )
    note_evaluation(evaluation)
    if output.format is Format.JSON:
        write_out(machine.dumps(to_plain(found, session.language)) + "\n", utf8=True)
    else:
        session.show(trend_table(found, evaluation, session.language), output)
    session.tell(evaluation.findings)
    session.stop_below(evaluation.rows, threshold)
