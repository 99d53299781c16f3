"""``skpd-eval report --out q3.xlsx``: the meeting's papers."""

from __future__ import annotations

from typing import Annotated

import typer

from skpd_eval.cli import run
from skpd_eval.cli.commands.rank import request_of
from skpd_eval.cli.options import Common, Position, Ranking, takes
from skpd_eval.cli.session import Session, note_evaluation, threshold_of
from skpd_eval.model.reference import ReferenceBy

OutOption = Annotated[
    str,
    typer.Option(
        "--out", "-o", metavar="FILE", help="Output (.xlsx, .csv, .json, .md); {year} {quarter} {cutoff}."
    ),
]

ReferencesOption = Annotated[
    list[ReferenceBy] | None,
    typer.Option("--reference", help="Add a sheet of scores after rules of others; may be given twice."),
]


@takes(Common, Position, Ranking)
def command(
    common: Common,
    position: Position,
    ranking: Ranking,
    out: OutOption,
    reference: ReferencesOption = None,
) -> None:
    """Write the meeting's papers; the suffix of the output chooses the format."""
    from skpd_eval.jobs.report import check_format, papers_of, write_report
    from skpd_eval.presentation import remarks

    session = Session(common)
    threshold = threshold_of(ranking.fail_below)
    check_format(out, reference or ())
    papers = papers_of(session.context, request_of(position, ranking, detail=True), reference or ())
    evaluation = papers.evaluation
    note_evaluation(evaluation)
    path = write_report(session.context, papers, out)
    run.current.facts["out"] = str(path)
    session.say(remarks.papers_written(evaluation, str(path), session.language))
    session.tell(evaluation.findings)
    session.stop_below(evaluation.rows, threshold)
