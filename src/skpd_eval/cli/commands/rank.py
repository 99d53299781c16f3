"""``skpd-eval rank``: the ranked table of agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from skpd_eval.cli.options import Common, Format, Output, Position, Ranking, takes
from skpd_eval.cli.session import Session, any_below, asked_of, note_evaluation, threshold_of
from skpd_eval.cli.status import ExitStatus
from skpd_eval.cli.streams import write_out

if TYPE_CHECKING:
    from skpd_eval.jobs.evaluation import EvaluationRequest


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
def command(common: Common, output: Output, position: Position, ranking: Ranking) -> None:
    """Rank agencies by the share of their budget that is realized, or by another measure."""
    from skpd_eval.jobs.evaluation import evaluate_position
    from skpd_eval.presentation import text

    session = Session(common)
    threshold = threshold_of(ranking.fail_below)
    evaluation = evaluate_position(session.context, request_of(position, ranking, detail=False))
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
