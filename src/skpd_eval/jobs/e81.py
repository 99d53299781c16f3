"""Form E.81 of an agency: its positions of the year's quarters, and what is said of its difficulties."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from skpd_eval.errors import MissingMonthError, NotIngestedError
from skpd_eval.evaluation import fetched, figures
from skpd_eval.evaluation.e81 import form_e81
from skpd_eval.jobs.backup import verify
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluated, output_rules, selected
from skpd_eval.jobs.naming import UNNAMED, agency_of
from skpd_eval.jobs.scope import Asked, Scope, scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import AgencyFigures, Dimension, Evaluation, Kind, RankedAgency
from skpd_eval.model.e81 import FormE81
from skpd_eval.portable import write_atomically

_TOPICS = ("problem", "solution", "remark")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The form, the evaluation and row it is of, and what the sources say in words, each once."""

    form: FormE81
    evaluation: Evaluation
    row: RankedAgency
    output_category: str | None
    """Code of the scale's band of the mean achievement of the indicators."""
    problems: tuple[str, ...] = ()
    solutions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def fill_e81(context: Context, request: EvaluationRequest, agency: str) -> FilledForm:
    """The form of an agency at what was asked, filled from the ledger.

    Raises UsageError (``agency-unknown``, ``agency-ambiguous``) and what an evaluation raises.
    """
    request = dataclasses.replace(request, detail=True, level="agency")
    zone = context.settings.timezone
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        evaluation = evaluated(ledger, context, request, scope, None)
        row = agency_of(evaluation, agency)
        earlier = [
            _position(ledger, context, request, scope, number, row.figures.identity)
            for number in range(1, scope.quarter.number)
        ]
        names = ledger.names(Dimension.ACTIVITY, request.asked.as_of, zone)
        form = form_e81([*earlier, row.figures], names)
        said = _said(ledger, context, request, scope, row.figures.identity)
        mean = row.figures.output_mean
        _, _, rules = selected(context, request, scope)
        category = None if mean is None else rules.performance.code_of(mean * 100)
        return FilledForm(form, evaluation, row, category, *said)


def _position(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope, quarter: int, identity: str
) -> AgencyFigures | None:
    """An agency at the newest position of an earlier quarter of the year; ``None`` where there is none."""
    asked = Asked(
        UNNAMED if scope.government is None else scope.government,
        scope.quarter.year,
        quarter,
        None,
        request.asked.as_of,
    )
    try:
        _, selection, rules = selected(context, request, scope_of(ledger, context, asked))
    except (NotIngestedError, MissingMonthError):
        return None
    choices = tuple(choice for choice in selection.choices if choice.identity.key == identity)
    mine = dataclasses.replace(selection, choices=choices)
    found = figures(
        mine,
        fetched(
            ledger.account_amounts(mine.pairs(Kind.ACCOUNTS)),
            progress=ledger.progress_amounts(mine.pairs(Kind.PHYSICAL)),
            indicators=ledger.indicators(mine.pairs(Kind.OUTPUTS)),
        ),
        rules,
        output_rules(context.settings),
    )
    return found.agencies[0] if found.agencies else None


def _said(
    ledger: Ledger, context: Context, request: EvaluationRequest, scope: Scope, identity: str
) -> list[tuple[str, ...]]:
    """Problems, solutions and remarks that the sources of a position name for an agency, each once."""
    _, selection, _ = selected(context, request, scope)
    mine = {key for key, owner in selection.identities.by_id.items() if owner == identity}
    pairs = (*selection.pairs(Kind.PHYSICAL), *selection.pairs(Kind.ACCOUNTS))
    notes = [note for _, agency_id, note in ledger.notes(pairs) if agency_id in mine]

    return [tuple(dict.fromkeys(note.text for note in notes if note.topic == topic)) for topic in _TOPICS]


def write_form(context: Context, content: bytes, evaluation: Evaluation, pattern: str) -> Path:
    """Write the form; ``{year}``, ``{quarter}`` and ``{cutoff}`` of the name are filled.

    Raises UsageError, OutputError, BusyError, InputOutputError, RefusedError (what verifying finds).
    """
    from skpd_eval.jobs.report import output_path, spare_inputs

    path = output_path(pattern, evaluation)
    spare_inputs(context, path)
    verify(context)
    write_atomically(path, content)
    return path
