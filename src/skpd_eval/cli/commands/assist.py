"""``skpd-eval assist open|list|note|check|close|outcome``: assistance of the lowest performers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli import welcome
from skpd_eval.cli.commands.lowest import BelowOption, CountOption, lowest_asked
from skpd_eval.cli.options import (
    Common,
    CutoffOption,
    LangOption,
    Output,
    Position,
    Ranking,
    WhoOption,
    takes,
    who_is,
)
from skpd_eval.cli.session import Session, asked_of, threshold_of
from skpd_eval.errors import UsageError

if TYPE_CHECKING:
    from skpd_eval.jobs.assistance import Listed
    from skpd_eval.model.assistance import Case

app = typer.Typer(
    help="Assist the lowest performers: forms out, answers in, follow-up, what the next quarter showed.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

OutOption = Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the forms go.")]
CaseArgument = Annotated[int, typer.Argument(metavar="CASE", min=1, help="Number of the case.")]
TextOption = Annotated[str, typer.Option("--text", metavar="TEXT", help="The note.")]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it is closed.")]


@app.callback()
def group(context: typer.Context, lang: LangOption = None) -> None:
    """Assist the lowest performers: forms out, answers in, follow-up, what the next quarter showed."""
    welcome.group(context, lang)


@app.command("open")
@takes(Common, Output, Position, Ranking)
def open_command(
    common: Common,
    output: Output,
    position: Position,
    ranking: Ranking,
    out: OutOption,
    n: CountOption = None,
    below: BelowOption = None,
    who: WhoOption = None,
) -> None:
    """Open a case for each of the lowest agencies and write one form (xlsx) for each to answer."""
    from skpd_eval.jobs.assistance import open_cases
    from skpd_eval.presentation.tables import assistance
    from skpd_eval.presentation.writers.xlsx import form

    session = Session(common)
    threshold = threshold_of(ranking.fail_below)
    evaluation, rows = lowest_asked(session, position, ranking, n, below)
    language = session.language
    opened = open_cases(
        session.context, evaluation, rows, out, who_is(who),
        lambda case: form.render_form(case, language), lambda case: form.form_name(case, language),
    )  # fmt: skip
    written = [(one.case, one.path.name, one.is_new, one.written) for one in opened]
    session.show(assistance.opened(written, str(out), language), output)
    session.stop_below(evaluation.rows, threshold)


@app.command("list")
@takes(Common, Output, Position)
def list_command(common: Common, output: Output, position: Position) -> None:
    """List the cases of a quarter: state, answer, cause, action, due date, what checks showed."""
    from skpd_eval.jobs.assistance import list_cases

    session = Session(common)
    _show(session, output, list_cases(session.context, asked_of(position)))


def _show(session: Session, output: Output, listed: Listed) -> None:
    from skpd_eval.presentation.tables import assistance

    rows = [assistance.CaseRow(case, case.number in listed.overdue) for case in listed.cases]
    zone = session.context.settings.timezone
    session.show(
        assistance.cases(rows, listed.year, listed.quarter, listed.today, zone, session.language), output
    )


def _show_case(session: Session, output: Output, case: Case) -> None:
    from skpd_eval.jobs.assistance import listed_alone

    _show(session, output, listed_alone(session.context, case))


@app.command("note")
@takes(Common, Output)
def note_command(
    common: Common, output: Output, case: CaseArgument, text: TextOption, who: WhoOption = None
) -> None:
    """Keep a note on a case, with who and when."""
    from skpd_eval.jobs.assistance import note

    session = Session(common)
    _show_case(session, output, note(session.context, case, _said(text, "--text"), who_is(who)))


@app.command("check")
@takes(Common, Output)
def check_command(
    common: Common, output: Output, case: CaseArgument, cutoff: CutoffOption = None, who: WhoOption = None
) -> None:
    """Keep where the agency stands at a later position: absorption then and now, rupiah gained."""
    from skpd_eval.jobs.assistance import check

    session = Session(common)
    _show_case(session, output, check(session.context, case, cutoff, who_is(who)))


@app.command("close")
@takes(Common, Output)
def close_command(
    common: Common, output: Output, case: CaseArgument, reason: ReasonOption, who: WhoOption = None
) -> None:
    """Close a case with a reason; it stays listed."""
    from skpd_eval.jobs.assistance import close

    session = Session(common)
    _show_case(session, output, close(session.context, case, _said(reason, "--reason"), who_is(who)))


@app.command("outcome")
@takes(Common, Output, Position)
def outcome_command(common: Common, output: Output, position: Position) -> None:
    """Set each agency assisted in the quarter before beside unassisted ones like it; no proof of cause."""
    from skpd_eval.jobs.assistance import outcome
    from skpd_eval.presentation.tables import assistance

    session = Session(common)
    found, before, after = outcome(session.context, asked_of(position))
    session.show(assistance.outcome(found, before, after, session.language), output)


def _said(text: str, option: str) -> str:
    if not text.strip():
        raise UsageError("option-empty", option=option)
    return text.strip()
