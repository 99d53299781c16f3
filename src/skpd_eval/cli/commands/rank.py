"""``skpd-eval rank``: the ranked table of agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli.options import Common, Format, Level, Output, Position, Ranking, takes
from skpd_eval.cli.session import Session, any_below, asked_of, note_evaluation, threshold_of
from skpd_eval.cli.status import ExitStatus
from skpd_eval.cli.streams import write_out

if TYPE_CHECKING:
    from skpd_eval.jobs.evaluation import EvaluationRequest
    from skpd_eval.model import Evaluation


def request_of(position: Position, ranking: Ranking, *, detail: bool) -> EvaluationRequest:
    """What the options ask to be evaluated."""
    from skpd_eval.jobs.evaluation import EvaluationRequest

    return EvaluationRequest(
        asked_of(position),
        ranking.by,
        ranking.budget,
        ranking.level.value,
        ranking.group,
        ranking.exclude_dissolved,
        detail,
    )


@takes(Common, Output, Position, Ranking)
def command(
    common: Common,
    output: Output,
    position: Position,
    ranking: Ranking,
    *,
    governments: Annotated[
        bool, typer.Option("--governments", help="Rank the governments in the ledger instead.")
    ] = False,
) -> None:
    """Rank agencies by the share of their budget that is realized, or by another measure."""
    from skpd_eval.presentation import text

    session = Session(common)
    threshold = threshold_of(ranking.fail_below)
    evaluation = _evaluation(session, position, ranking, governments=governments)
    note_evaluation(evaluation)
    if output.format is Format.JSON:
        write_out(text.to_json(evaluation, language=session.language), utf8=True)
    elif output.format is Format.CSV:
        write_out(text.to_csv(evaluation, dialect=output.dialect, language=session.language), utf8=True)
    else:
        from skpd_eval.presentation import tables

        session.show(tables.ranking(evaluation, session.language), output)
    session.tell(evaluation.findings)
    if any_below(evaluation.rows, threshold):
        raise typer.Exit(ExitStatus.THRESHOLD)


def _evaluation(session: Session, position: Position, ranking: Ranking, *, governments: bool) -> Evaluation:
    request = request_of(position, ranking, detail=False)
    if not governments:
        from skpd_eval.jobs.evaluation import evaluate_position

        return evaluate_position(session.context, request)
    from skpd_eval.errors import UsageError
    from skpd_eval.jobs.governments import evaluate_all_governments

    for option, given in (
        ("--government", position.government is not None),
        ("--group", ranking.group is not None),
        ("--level unit", ranking.level is not Level.AGENCY),
    ):
        if given:
            raise UsageError("not-with-governments", option=option)
    return evaluate_all_governments(session.context, request)
