"""``skpd-eval report --out q3.xlsx``: the meeting's papers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from skpd_eval.cli import run
from skpd_eval.cli.commands.rank import request_of
from skpd_eval.cli.options import Common, Position, Ranking, takes
from skpd_eval.cli.session import Session, note_evaluation, threshold_of
from skpd_eval.model.paper import Document, Paper
from skpd_eval.model.reference import ReferenceBy
from skpd_eval.presentation.writers import suffixes

OutOption = Annotated[
    str,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help=f"Output ({' '.join(suffixes())} .zip); {{year}} {{quarter}} {{cutoff}}.",
    ),
]

ReferencesOption = Annotated[
    list[ReferenceBy] | None,
    typer.Option("--reference", help="Add a sheet of scores after rules of others; may be given twice."),
]


PaperOption = Annotated[Paper, typer.Option("--paper", help="Paper of .pdf and .docx.")]

NumberOption = Annotated[str, typer.Option("--number", metavar="TEXT", help="Number of the letter.")]

DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions", metavar="FILE", help="Decisions asked for, a line each; else drafted, and marked so."
    ),
]


DocumentOption = Annotated[Document, typer.Option("--document", help="What a .docx is.")]

TemplateOption = Annotated[
    Path | None, typer.Option("--template", metavar="FILE", help="The office's own .docx or .pptx to build on.")
]


@takes(Common, Position, Ranking)
def command(
    common: Common,
    position: Position,
    ranking: Ranking,
    out: OutOption,
    reference: ReferencesOption = None,
    paper: PaperOption = Paper.A4,
    number: NumberOption = "",
    decisions: DecisionsOption = None,
    document: DocumentOption = Document.NOTE,
    template: TemplateOption = None,
) -> None:
    """Write the meeting's papers; the suffix of the output chooses the format."""
    from skpd_eval.jobs import bundle
    from skpd_eval.jobs.report import PaperOptions, check_format, papers_of, write_report
    from skpd_eval.presentation.sentences import remarks

    session = Session(common)
    threshold = threshold_of(ranking.fail_below)
    suffix = check_format(out, reference or ())
    request = request_of(position, ranking, detail=True)
    papers = papers_of(
        session.context, request, reference or (), traced=suffix in (*suffixes("TRACED"), bundle.SUFFIX)
    )
    evaluation = papers.evaluation
    note_evaluation(evaluation)
    options = PaperOptions(
        paper, number, document, decisions, template, request, tuple(reference or ())
    )
    path = write_report(session.context, papers, out, options)
    run.current.facts["out"] = str(path)
    session.say(remarks.papers_written(evaluation, str(path), session.language))
    session.tell(evaluation.findings)
    session.stop_below(evaluation.rows, threshold)
