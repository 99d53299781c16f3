"""Follow figures of an evaluated position back to the cells they stand in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field

from skpd_eval import codes
from skpd_eval.codes.lookup import Spelled, is_name, lookup
from skpd_eval.errors import UsageError
from skpd_eval.evaluation import AgencyChoice, Selection
from skpd_eval.evaluation.explain import explain, figure_of
from skpd_eval.evaluation.explain_total import TOTAL, explain_total
from skpd_eval.evaluation.gathering import rows_of
from skpd_eval.evaluation.operands import Subject
from skpd_eval.evaluation.parts import AgencyPart, excluded_parts, parts_of
from skpd_eval.evaluation.tracing import tracer_of
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, selected, with_movement
from skpd_eval.jobs.located import located
from skpd_eval.jobs.naming import agency_of
from skpd_eval.jobs.scope import scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation, Explanation, Operand, RankedAgency
from skpd_eval.regulations import Rulebook

_AMOUNTS = ("budget", "plan", "realization")


def explain_figure(
    context: Context, request: EvaluationRequest, agency: str, figure: str
) -> tuple[Explanation, Evaluation]:
    """The figure that a paper shows for an agency (``total`` or the government's name: for all of them).

    Raises UsageError (``agency-unknown``, ``agency-ambiguous``, ``measure-unknown``, ``part-unknown``) and what
    an evaluation raises.
    """
    evaluation, [found] = explain_figures(context, request, [(agency, figure)])
    return found, evaluation


def explain_figures(
    context: Context, request: EvaluationRequest, asked: Iterable[tuple[str, str]]
) -> tuple[Evaluation, list[Explanation]]:
    """Several figures of one evaluation, each asked for as of :func:`explain_figure`."""
    request = dataclasses.replace(request, detail=True)
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        evaluation = with_movement(ledger, context, request, scope)
        _, selection, rules = selected(context, request, scope)
        explaining = _Explaining(ledger, context, request, evaluation, selection, rules)
        return evaluation, [explaining.figure(agency, figure) for agency, figure in asked]


def traces_of(
    context: Context, request: EvaluationRequest, evaluation: Evaluation
) -> dict[str, tuple[Operand, ...]]:
    """Of every agency of an evaluation its amounts with the lines they are sums of, by the agency's identity."""
    request = dataclasses.replace(request, detail=True)
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        _, selection, rules = selected(context, request, scope)
        explaining = _Explaining(ledger, context, request, evaluation, selection, rules)
        return {
            ranked.figures.identity: explaining.amounts(ranked)
            for ranked in (*evaluation.rows, *evaluation.unranked)
        }


@dataclass(frozen=True, slots=True)
class _Explaining:
    ledger: Ledger
    context: Context
    request: EvaluationRequest
    evaluation: Evaluation
    selection: Selection
    rules: Rulebook
    known: dict[str, Subject] = field(default_factory=dict)

    def figure(self, agency: str, asked: str) -> Explanation:
        figure = figure_of(asked)
        if self._is_whole(agency):
            return explain_total(self.evaluation, figure.measure, self.rules)
        if agency not in self.known:
            self.known[agency] = self._subject(agency)
        return explain(self.known[agency], figure)

    def amounts(self, ranked: RankedAgency) -> tuple[Operand, ...]:
        subject = self._of(ranked)
        return tuple(operand for key in _AMOUNTS for operand in explain(subject, figure_of(key)).operands)

    def _is_whole(self, asked: str) -> bool:
        named = self.evaluation.government
        return asked.strip().casefold() == TOTAL or (
            bool(named) and codes.government_key(asked) == codes.government_key(named or "")
        )

    def _subject(self, asked: str) -> Subject:
        evaluation = self.evaluation
        outside = self._outside()
        if named := [choice for choice in outside if is_name(asked, _spelled(choice))]:
            return self._excluded(named[0])
        try:
            ranked = agency_of(evaluation, asked)
        except UsageError:
            meant = lookup(asked, outside, _spelled).found
            if len(meant) == 1:
                return self._excluded(meant[0])
            raise
        return self._of(ranked)

    def _of(self, ranked: RankedAgency) -> Subject:
        evaluation, figures = self.evaluation, ranked.figures
        parts = parts_of(ranked) | excluded_parts(figures.code, figures.name, evaluation.exclusions)
        choice = self._choice(figures.identity)
        return self._made(choice, figures.identity, figures.called, ranked, parts)

    def _choice(self, identity: str) -> AgencyChoice:
        return next(
            one
            for one in self.selection.choices
            if identity == one.identity.key or identity.startswith(f"{one.identity.key}/")
        )

    def _outside(self) -> list[AgencyChoice]:
        """The agencies that reported nothing but what stands outside the ranking."""
        inside = {row.figures.identity for row in (*self.evaluation.rows, *self.evaluation.unranked)}
        return [
            choice
            for choice in self.selection.choices
            if choice.identity.key not in inside and self._excluded_parts(choice)
        ]

    def _excluded_parts(self, choice: AgencyChoice) -> dict[str, AgencyPart]:
        identity = choice.identity
        return excluded_parts(identity.code, identity.name, self.evaluation.exclusions)

    def _excluded(self, choice: AgencyChoice) -> Subject:
        parts = self._excluded_parts(choice)
        return self._made(choice, choice.identity.key, choice.identity.name, None, parts)

    def _made(
        self,
        choice: AgencyChoice,
        identity: str,
        name: str,
        ranked: RankedAgency | None,
        parts: dict[str, AgencyPart],
    ) -> Subject:
        first_choice = dataclasses.replace(choice, plan=choice.first_plan)
        both = [choice, first_choice] if choice.first_plan else [choice]
        data = located(self.ledger, self.context, both, self.request.asked.as_of)
        row, *first = [
            one for each in both for one in rows_of(each, self.selection, data) if one.key == identity
        ]
        tracer = tracer_of(
            row,
            data,
            self.request.budget,
            self.rules,
            choice.outputs,
            self.evaluation.adjustments,
            first[0] if first else None,
        )
        settings = self.context.settings.evaluation
        weights = settings.physical_weight, settings.absorption_weight
        return Subject(self.evaluation, tracer, self.rules, name, ranked, weights, parts)


def _spelled(choice: AgencyChoice) -> Spelled:
    return Spelled(choice.identity.code, choice.identity.name, choice.identity.aliases)
