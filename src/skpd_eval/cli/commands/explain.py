"""``skpd-eval explain AGENCY MEASURE``: one figure back to its cells."""

from __future__ import annotations

from typing import Annotated

import typer

from skpd_eval.cli.commands.rank import request_of
from skpd_eval.cli.options import Common, Format, Output, Position, Ranking, takes
from skpd_eval.cli.session import Session, note_evaluation
from skpd_eval.cli.streams import write_out
from skpd_eval.model.measures import MEASURES

AgencyArgument = Annotated[
    str,
    typer.Argument(
        metavar="AGENCY", help="Code, name or short name, or its beginning; total (or the government's name) for all."
    ),
]
MeasureArgument = Annotated[
    str,
    typer.Argument(
        metavar="MEASURE",
        help="Which figure, by its key or its name in JSON; after a colon the account, activity or day that it is "
        f"of (missing:5.1.02, goal-needed:2023-12-31). Measures: {', '.join(MEASURES)}.",
    ),
]
AllOption = Annotated[bool, typer.Option("--all", help="Every line, not only the largest.")]


@takes(Common, Output, Position, Ranking)
def command(
    common: Common,
    output: Output,
    position: Position,
    ranking: Ranking,
    agency: AgencyArgument,
    measure: MeasureArgument = "absorption",
    every_line: AllOption = False,
) -> None:
    """Explain one figure of an agency or of the government: formula, operands, their lines and cells, the rules."""
    from skpd_eval.jobs.explain import explain_figure
    from skpd_eval.presentation import machine
    from skpd_eval.presentation.tables.explanation import explanation, to_plain

    session = Session(common)
    found, evaluation = explain_figure(
        session.context, request_of(position, ranking, detail=False), agency, measure
    )
    note_evaluation(evaluation)
    if output.format is Format.JSON:
        write_out(machine.dumps(to_plain(found, session.language, every_line=every_line)) + "\n", utf8=True)
    else:
        session.show(explanation(found, evaluation, session.language, every_line=every_line), output)
