"""``skpd-eval compare``: where two sources state different amounts for one agency."""

from __future__ import annotations

from skpd_eval.cli.commands.rank import request_of
from skpd_eval.cli.options import Common, Output, Position, Ranking, takes
from skpd_eval.cli.session import Session, note_evaluation


@takes(Common, Output, Position, Ranking)
def command(common: Common, output: Output, position: Position, ranking: Ranking) -> None:
    """List amounts that two sources (LRA, SP2D, an agency's own RFK) state apart, with the cells of both."""
    from skpd_eval.jobs.compare import compare_sources
    from skpd_eval.presentation.tables.comparison import comparison

    session = Session(common)
    found, evaluation = compare_sources(session.context, request_of(position, ranking, detail=False))
    note_evaluation(evaluation)
    session.show(comparison(found, evaluation, session.language), output)
