"""``skpd-eval show AGENCY``: one agency, down to its sub-activities."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli.commands.rank import request_of
from skpd_eval.cli.options import Common, Format, Output, Position, Ranking, takes
from skpd_eval.cli.session import Session
from skpd_eval.cli.streams import write_out
from skpd_eval.errors import UsageError

if TYPE_CHECKING:
    from skpd_eval.jobs.evaluation import EvaluationRequest
    from skpd_eval.presentation.table import Table

AgencyArgument = Annotated[
    str | None, typer.Argument(metavar="AGENCY", help="Code, name or short name, or its beginning.")
]
PrioritiesOption = Annotated[
    bool,
    typer.Option("--priorities", help="The priority programs of the configuration instead of an agency."),
]
PostureOption = Annotated[
    bool,
    typer.Option("--posture", help="The government's revenue, expenditure, financing and SiLPA instead."),
]


@takes(Common, Output, Position, Ranking)
def command(
    common: Common,
    output: Output,
    position: Position,
    ranking: Ranking,
    agency: AgencyArgument = None,
    priorities: PrioritiesOption = False,
    posture: PostureOption = False,
) -> None:
    """Show one agency: kinds of expenditure, programs down to sub-activities, why it stands where it does."""
    session = Session(common)
    asked = {"AGENCY": agency is not None, "--priorities": priorities, "--posture": posture}
    given = [name for name, named in asked.items() if named]
    if len(given) > 1:
        raise UsageError("options-exclude-each-other", options=", ".join(given))
    request = request_of(position, ranking, detail=True)
    if posture:
        _posture(session, output, request)
    elif priorities:
        _priorities(session, output, request)
    elif agency is not None:
        _agency(session, output, request, agency)
    else:
        raise UsageError("agency-needed")


def _posture(session: Session, output: Output, request: EvaluationRequest) -> None:
    from skpd_eval.jobs.posture import posture_of
    from skpd_eval.presentation.tables.posture import posture

    found, evaluation = posture_of(session.context, request)
    session.show(posture(found, evaluation, session.language), output)
    session.tell(found.findings)


def _priorities(session: Session, output: Output, request: EvaluationRequest) -> None:
    from skpd_eval.jobs.evaluation import evaluate_position
    from skpd_eval.jobs.priorities import priorities_of
    from skpd_eval.presentation.tables.priorities import priorities

    evaluation = evaluate_position(session.context, request)
    found = priorities_of(session.context, evaluation)
    session.show(priorities(evaluation, found, session.language), output)


def _agency(session: Session, output: Output, request: EvaluationRequest, agency: str) -> None:
    from skpd_eval.jobs.evaluation import evaluate_position
    from skpd_eval.jobs.naming import agency_of
    from skpd_eval.presentation.tables.detail import agency_activities, agency_detail
    from skpd_eval.presentation.tables.notes import agency_notes
    from skpd_eval.presentation.tables.outputs import agency_outputs

    evaluation = evaluate_position(session.context, request)
    row = agency_of(evaluation, agency)
    detail = agency_detail(evaluation, row, session.language)
    if output.format is Format.JSON:
        from skpd_eval.presentation import machine
        from skpd_eval.presentation.tables.agency import to_plain
        from skpd_eval.presentation.writers.text import text

        found = to_plain(evaluation, row, text.table_rows(detail), session.language)
        write_out(machine.dumps(found) + "\n", utf8=True)
    else:
        session.show(detail, output)
    if row.figures.activities and output.format.value == "table":
        session.show(_below(agency_activities(evaluation, row, session.language)), output)
    if row.figures.notes and output.format.value == "table":
        session.show(_below(agency_notes(evaluation, row, session.language)), output)
    if row.figures.outputs and output.format.value == "table":
        session.show(_below(agency_outputs(evaluation, row, session.language)), output)
    session.tell(
        finding for finding in evaluation.findings if finding.arguments.get("agency") == row.figures.name
    )


def _below(table: Table) -> Table:
    """A further table of the same agency: whose and when stands above the first."""
    return dataclasses.replace(table, title=f"\n{table.title}", subtitles=())
