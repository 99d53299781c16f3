"""``skpd-eval rank``: the ranked table of agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from skpd_eval.cli.options import Common, Format, Level, Output, Position, Ranking, takes
from skpd_eval.cli.session import Session, asked_of, note_evaluation, threshold_of
from skpd_eval.cli.streams import write_out
from skpd_eval.cli.viewing import View
from skpd_eval.errors import UsageError
from skpd_eval.model.grouping import GroupBy
from skpd_eval.model.reference import ReferenceBy

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
        ranking.short_names,
    )


GroupByOption = Annotated[
    GroupBy | None,
    typer.Option(
        "--group-by", help="Ranks within groups: kind of agency, size of budget, assistant's field."
    ),
]
RevenueOption = Annotated[
    bool, typer.Option("--revenue", help="Rank the agencies that collect revenue by what they collected.")
]


ReferenceOption = Annotated[
    ReferenceBy | None,
    typer.Option("--reference", help="A score after rules of others instead; no rule for regional budgets."),
]
ColumnsOption = Annotated[
    str | None,
    typer.Option("--columns", metavar="NAMES", help="Only these columns, by their names in JSON, with commas."),
]
SortOption = Annotated[
    str | None,
    typer.Option("--sort", metavar="NAME", help="Order by this column; -NAME from the largest down."),
]
CountOption = Annotated[int | None, typer.Option("-n", min=1, metavar="N", help="Only the first N rows.")]
RatingOption = Annotated[
    bool, typer.Option("--rating", help="Show the rating after the scale of the law, and explain it.")
]


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
    group_by: GroupByOption = None,
    revenue: RevenueOption = False,
    reference: ReferenceOption = None,
    rating: RatingOption = False,
    columns: ColumnsOption = None,
    sort: SortOption = None,
    n: CountOption = None,
) -> None:
    """Rank agencies by the share of their budget that is realized, or by another measure."""
    session = Session(common)
    threshold = threshold_of(ranking.fail_below)
    asked = {
        "--governments": governments, "--group-by": group_by is not None, "--revenue": revenue,
        "--reference": reference is not None, "--rating": rating and not governments,
    }  # fmt: skip
    given = [option for option, named in asked.items() if named]
    if len(given) > 1:
        raise UsageError("options-exclude-each-other", options=", ".join(given))
    if revenue:
        _revenue(session, output, request_of(position, ranking, detail=False))
        return
    if reference is not None:
        _reference(session, output, request_of(position, ranking, detail=False), reference)
        return
    evaluation = _evaluation(session, position, ranking, governments=governments)
    note_evaluation(evaluation)
    if group_by is not None:
        _grouped(session, output, evaluation, group_by)
    else:
        _ranked(session, output, evaluation, View(columns, sort, n), rated=rating)
    session.tell(evaluation.findings)
    session.stop_below(evaluation.rows, threshold)


def _revenue(session: Session, output: Output, request: EvaluationRequest) -> None:
    from skpd_eval.jobs.revenue import revenue
    from skpd_eval.presentation.tables.revenue import revenue as revenue_table

    found = revenue(session.context, request)
    note_evaluation(found.evaluation)
    session.show(revenue_table(found, session.language), output)


def _reference(session: Session, output: Output, request: EvaluationRequest, by: ReferenceBy) -> None:
    from skpd_eval.jobs.references import efficiency_of, ikpa_of
    from skpd_eval.presentation.tables import references

    if by is ReferenceBy.IKPA:
        scores = ikpa_of(session.context, request)
        note_evaluation(scores.evaluation)
        session.show(references.ikpa(scores, session.language), output)
    else:
        found = efficiency_of(session.context, request)
        note_evaluation(found.evaluation)
        session.show(references.efficiency(found, session.language), output)


def _grouped(session: Session, output: Output, evaluation: Evaluation, by: GroupBy) -> None:
    from skpd_eval.jobs.groups import groups_of
    from skpd_eval.presentation.tables.groups import groups

    found, cited = groups_of(session.context, evaluation, by)
    session.show(groups(cited, found, by, session.language), output)


def _ranked(session: Session, output: Output, evaluation: Evaluation, view: View, *, rated: bool) -> None:
    from skpd_eval.presentation.writers.text import text

    if output.format is Format.JSON:
        if view:
            raise UsageError("options-exclude-each-other", options="--format json, --columns/--sort/-n")
        write_out(text.to_json(evaluation, language=session.language), utf8=True)
    elif output.format is Format.CSV and not view:
        write_out(text.to_csv(evaluation, dialect=output.dialect, language=session.language), utf8=True)
    else:
        from skpd_eval.presentation.tables.ranking import ranking

        session.show(view.of(ranking(evaluation, session.language, rated=rated)), output)


def _evaluation(session: Session, position: Position, ranking: Ranking, *, governments: bool) -> Evaluation:
    request = request_of(position, ranking, detail=False)
    if not governments:
        from skpd_eval.jobs.evaluation import evaluate_position

        return evaluate_position(session.context, request)
    from skpd_eval.jobs.governments import evaluate_all_governments

    for option, given in (
        ("--government", position.government is not None),
        ("--group", ranking.group is not None),
        ("--level unit", ranking.level is not Level.AGENCY),
    ):
        if given:
            raise UsageError("not-with-governments", option=option)
    return evaluate_all_governments(session.context, request)
