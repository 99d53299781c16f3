"""``skpd-eval e81 AGENCY --out e81.xlsx``: the form of an agency's work plan, filled from the ledger."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli import run
from skpd_eval.cli.options import Common, Output, Position, takes
from skpd_eval.cli.session import Session, asked_of, note_evaluation
from skpd_eval.errors import UsageError
from skpd_eval.model.kinds import BudgetChoice

if TYPE_CHECKING:
    from skpd_eval.jobs.e81 import FilledForm
    from skpd_eval.presentation.tables.e81 import Paper


class PaperSize(StrEnum):
    """Paper that the form is fitted to."""

    A3 = "a3"
    A4 = "a4"


AgencyArgument = Annotated[str, typer.Argument(metavar="AGENCY", help="Code, name or short name, or its beginning.")]
OutOption = Annotated[
    str | None,
    typer.Option(
        "--out", "-o", metavar="FILE", help="Output (.xlsx); {year} {quarter} {cutoff}. Else stdout."
    ),
]
BudgetOption = Annotated[BudgetChoice, typer.Option("--budget", help="Which budget is divided by.")]
PaperOption = Annotated[PaperSize, typer.Option("--paper", help="Paper that the width is fitted to.")]


@takes(Common, Output, Position)
def command(
    common: Common,
    output: Output,
    position: Position,
    agency: AgencyArgument,
    out: OutOption = None,
    budget: BudgetOption = BudgetChoice.IN_FORCE,
    paper: PaperOption = PaperSize.A3,
) -> None:
    """Fill form E.81 (Permendagri 86/2017) of one agency: its work plan quarter by quarter."""
    from skpd_eval.jobs.e81 import fill_e81
    from skpd_eval.jobs.evaluation import EvaluationRequest
    from skpd_eval.presentation.tables import e81

    session = Session(common)
    if out is not None and not out.casefold().endswith(".xlsx"):
        raise UsageError("unknown-format", suffix=out, known=".xlsx")
    filled = fill_e81(session.context, EvaluationRequest(asked_of(position), budget=budget), agency)
    note_evaluation(filled.evaluation)
    found = e81.paper(
        filled.form,
        filled.evaluation,
        filled.row,
        (filled.problems, filled.solutions, filled.remarks),
        filled.output_category,
        session.language,
    )
    if out is None:
        session.show(e81.table(found), output)
    else:
        _write(session, filled, found, out, paper)


def _write(session: Session, filled: FilledForm, found: Paper, out: str, paper: PaperSize) -> None:
    from skpd_eval.jobs.e81 import write_form
    from skpd_eval.jobs.report import created_at
    from skpd_eval.presentation.sentences import remarks
    from skpd_eval.presentation.writers.xlsx.e81 import render_e81

    content = render_e81(
        found,
        created_at(filled.evaluation),
        session.context.settings.letterhead,
        filled.row.figures.name,
        session.language,
        paper.value,
    )
    path = write_form(session.context, content, filled.evaluation, out)
    run.current.facts["out"] = str(path)
    session.say(remarks.papers_written(filled.evaluation, str(path), session.language))
