"""``skpd-eval show AGENCY``: one agency, down to its sub-activities."""

from __future__ import annotations

from typing import Annotated

import typer

from skpd_eval.cli.commands.rank import request_of
from skpd_eval.cli.options import Common, Output, Position, Ranking, takes
from skpd_eval.cli.session import Session

AgencyArgument = Annotated[str, typer.Argument(metavar="AGENCY", help="Code, name, or part of the name.")]


@takes(Common, Output, Position, Ranking)
def command(
    common: Common, output: Output, position: Position, ranking: Ranking, agency: AgencyArgument
) -> None:
    """Show one agency: kinds of expenditure, programs down to sub-activities, why it stands where it does."""
    from skpd_eval.jobs.evaluation import evaluate_position
    from skpd_eval.jobs.show import agency_of
    from skpd_eval.presentation import tables

    session = Session(common)
    evaluation = evaluate_position(session.context, request_of(position, ranking, detail=True))
    row = agency_of(evaluation, agency)
    session.show(tables.agency_detail(evaluation, row, session.language), output)
    if row.figures.activities and output.format.value == "table":
        session.show(tables.agency_activities(evaluation, row, session.language), output)
    session.tell(
        finding for finding in evaluation.findings if finding.arguments.get("agency") == row.figures.name
    )
