"""Scores after rules of others, from the positions of a year."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

from skpd_eval.errors import RegulationError
from skpd_eval.evaluation.references import IkpaRules, efficiencies, ikpa_scores
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.scope import scope_of
from skpd_eval.jobs.trend import positions_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Rule
from skpd_eval.model.reference import Efficiencies, IkpaScores
from skpd_eval.regulations import all_rules, load, scale_in_force

_IKPA = ("ikpa_targets", "ikpa_weights", "ikpa_deviation", "ikpa_category")
_EFFICIENCY = ("efficiency_index",)


def ikpa_of(context: Context, request: EvaluationRequest) -> IkpaScores:
    """The agencies of a position by IKPA-style score. Raises what an evaluation raises, and RegulationError."""
    request = dataclasses.replace(request, detail=False)
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        positions = positions_of(ledger, context, request, scope, every_position=True)
    day = positions[-1].cutoff
    found = ikpa_scores(positions, _ikpa_rules(context, day))
    return dataclasses.replace(found, rules=_cited(context, day, _IKPA))


def efficiency_of(context: Context, request: EvaluationRequest) -> Efficiencies:
    """What the agencies' outputs cost at a position. Raises what an evaluation raises, and RegulationError."""
    evaluation = evaluate_position(context, dataclasses.replace(request, detail=True))
    day = evaluation.cutoff
    found = efficiencies(evaluation, scale_in_force("efficiency_index", day, context.settings.rules))
    return dataclasses.replace(found, rules=_cited(context, day, _EFFICIENCY))


def _ikpa_rules(context: Context, day: dt.date) -> IkpaRules:
    own = context.settings.rules
    deviation = load("ikpa_deviation", own)
    numbers = deviation.in_force(day).numbers
    lacking = [name for name in ("full-within", "by-budget") if name not in numbers]
    if lacking:
        raise RegulationError(deviation.file, f"values.numbers.{lacking[0]}", "missing-key")
    return IkpaRules(
        targets=load("ikpa_targets", own).in_force(day).quarters,
        weights=load("ikpa_weights", own).in_force(day).numbers,
        full_within=Fraction(numbers["full-within"]) / 100,
        by_budget=bool(numbers["by-budget"]),
        categories=scale_in_force("ikpa_category", day, own),
    )


def _cited(context: Context, day: dt.date, names: tuple[str, ...]) -> tuple[Rule, ...]:
    known = all_rules(day, extra=context.settings.rules, language=context.language)
    return tuple(rule for rule in known if rule.name in names)
