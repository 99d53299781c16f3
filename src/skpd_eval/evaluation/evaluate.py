"""A position evaluated: the figures of all agencies made into one :class:`Evaluation`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from skpd_eval import period
from skpd_eval.evaluation import reasons, scale
from skpd_eval.evaluation.drivers import drivers_of
from skpd_eval.evaluation.eachrow import with_each_row
from skpd_eval.evaluation.earlier import earlier_findings
from skpd_eval.evaluation.figures import Figures
from skpd_eval.evaluation.findings import falls_since, figure_findings, placed
from skpd_eval.evaluation.merging import as_merged
from skpd_eval.evaluation.movement import comparable, enough, rank_changes, recoded, without_repeats
from skpd_eval.evaluation.outlook import Reference, outlook, with_government
from skpd_eval.evaluation.planversions import plan_version_findings
from skpd_eval.evaluation.position import Query, Selection
from skpd_eval.evaluation.ranking import rank
from skpd_eval.evaluation.ratios import budget_effect, needed_per_month, ratios_of
from skpd_eval.evaluation.shortfall import with_contributions
from skpd_eval.evaluation.total import total_of
from skpd_eval.model import (
    AgencyFigures,
    BudgetBasis,
    Evaluation,
    Finding,
    Level,
    MissingAgency,
    RankedAgency,
    RankingKey,
    Ratios,
    RealizationBasis,
    SourceUsed,
    Submission,
)
from skpd_eval.regulations import Rulebook
from skpd_eval.settings import Settings


def evaluate(
    found: Figures,
    query: Query,
    key: RankingKey,
    settings: Settings,
    rules: Rulebook,
    *,
    selection: Selection | None = None,
    previous: Evaluation | None = None,
    notes: Mapping[str, tuple[str, ...]] | None = None,
    government: str | None = None,
    ledger_head: str = "",
    as_of: dt.date | None = None,
    last_year: Reference | None = None,
    right_before: Evaluation | None = None,
) -> Evaluation:
    """Rank the agencies by ``key``, explain each, total the government, and say what is odd.

    ``selection`` adds who is missing, the sources and the findings about names; ``previous`` the movement
    (ranks only where it was ranked by the same key); ``notes`` what the sources say, by identity;
    ``last_year`` what a pace is judged against; ``right_before`` the position directly before this one, where
    that is another one than ``previous``.
    """
    weights = (settings.evaluation.physical_weight, settings.evaluation.absorption_weight)
    pairs = [(agency, ratios_of(agency, *weights)) for agency in found.agencies]
    ranked, apart = rank(pairs, key, query.budget, query.exclude_dissolved)
    before = _Before(previous, key, ranked, apart)
    explained = _Explainer(query, rules, before, notes or {}, _judged_by(last_year, pairs))
    rows, unranked = tuple(map(explained, ranked)), tuple(map(explained, apart))
    everyone = (*rows, *unranked)
    cutoff = max((row.figures.cutoff for row in everyone), default=query.day)
    sources = () if selection is None else sources_of(selection.submissions)
    files = _files(sources, previous, right_before)
    found_now = Evaluation(
        government=government or settings.government,
        year=query.quarter.year,
        quarter=query.quarter.number,
        cutoff=cutoff,
        budget_choice=query.budget,
        budget_basis=_budget_basis(everyone, query),
        realization_basis=_realization_basis(rows or unranked, settings.evaluation.realization_basis_order),
        key=key,
        level=query.level,
        rows=rows,
        unranked=unranked,
        not_reported=_missing(selection),
        exclusions=found.exclusions,
        total=total_of(rows, unranked, found.exclusions, weights),
        findings=placed(
            cutoff,
            *(() if selection is None else selection.findings),
            *found.findings,
            *figure_findings(everyone, before.everyone, before.year == query.quarter.year, files),
            *falls_since(everyone, everyone_in(right_before), before.everyone, files),
            *earlier_findings(everyone, everyone_in(right_before or previous)),
            *_recoded(everyone, (previous, None if last_year is None else last_year.same_date), selection),
            *plan_version_findings(everyone),
        ),
        sources=sources,
        rules=rules.cited(cutoff),
        previous=None if previous is None else (previous.year, previous.quarter),
        ledger_head=ledger_head,
        as_of=as_of,
        key_weights=weights if key is RankingKey.COMBINED else None,
    )
    return found_now if query.group is not None else _beside_the_government(found_now)


def _beside_the_government(given: Evaluation) -> Evaluation:
    """Add to each row what can only be said beside the government as a whole."""
    evaluation = with_government(with_contributions(given))
    total = evaluation.total.ratios
    return with_each_row(
        evaluation, lambda row: replace(row, planned_late=reasons.planned_late(row.ratios, total))
    )


def everyone_in(evaluation: Evaluation | None) -> tuple[RankedAgency, ...]:
    """Give all rows of an evaluation, those it does not rank last."""
    return () if evaluation is None else (*evaluation.rows, *evaluation.unranked)


def _recoded(
    now: Sequence[RankedAgency], earlier: Iterable[Evaluation | None], selection: Selection | None
) -> tuple[Finding, ...]:
    told = () if selection is None else selection.findings
    found = (finding for before in earlier for finding in recoded(now, everyone_in(before)))
    return without_repeats(found, told)


def _judged_by(last_year: Reference | None, now: Sequence[tuple[AgencyFigures, Ratios]]) -> Reference:
    if last_year is None or last_year.same_date is None:
        return last_year or Reference()
    of_agencies = last_year.same_date.level != Level.GOVERNMENT.value
    there = last_year.same_date.total.agencies
    return replace(last_year, whole=not of_agencies or enough(there, len(now)))


class _Before:
    """Ranks and absorption of an earlier evaluation, by identity; ranks where it ranks enough of those of now."""

    def __init__(
        self,
        previous: Evaluation | None,
        key: RankingKey,
        ranked: Sequence[RankedAgency],
        apart: Sequence[RankedAgency],
    ) -> None:
        merged = None if previous is None else as_merged(previous, (*ranked, *apart))
        self.everyone = everyone_in(merged)
        self.year = None if previous is None else previous.year
        same_key = previous is not None and previous.key is key
        rows = merged.rows if merged is not None and same_key else ()
        printed = previous.rows if previous is not None and comparable(ranked, rows) else ()
        self._changes = rank_changes(ranked, rows)
        self._ranks = {row.figures.identity: row.rank for row in printed}
        self._absorption = {row.figures.identity: row.ratios.absorption for row in self.everyone}
        self._figures = {row.figures.identity: row.figures for row in self.everyone}

    def onto(self, row: RankedAgency) -> RankedAgency:
        identity = row.figures.identity
        before = self._figures.get(identity)
        same_year = before is not None and before.cutoff.year == row.figures.cutoff.year
        return replace(
            row,
            previous_rank=self._ranks.get(identity),
            rank_change=self._changes.get(identity),
            previous_absorption=self._absorption.get(identity),
            budget_effect=budget_effect(row.figures, before) if same_year and before is not None else None,
        )


@dataclass(frozen=True, slots=True)
class _Explainer:
    """Adds to a row all that is said of an agency by itself."""

    query: Query
    rules: Rulebook
    before: _Before
    notes: Mapping[str, tuple[str, ...]]
    last_year: Reference

    def __call__(self, row: RankedAgency) -> RankedAgency:
        figures, ratios, rules = row.figures, row.ratios, self.rules
        return replace(
            self.before.onto(row),
            category=scale.category(ratios, self.query.quarter.number, rules.performance),
            status=scale.colour(ratios.absorption, ratios.deviation, figures.cutoff, rules),
            drivers=drivers_of(figures),
            notes=self.notes.get(figures.identity, ()),
            needed_per_month=needed_per_month(ratios.remaining, period.months_gone(figures.cutoff)),
            outlook=outlook(figures, ratios.absorption, self.last_year),
            unspent=reasons.unspent(figures, rules.of_size),
            capital=reasons.capital(figures, ratios, rules.capital, rules.of_size),
            quadrant=reasons.quadrant(ratios),
            mismatches=reasons.mismatches(figures, rules.of_size),
        )


def _budget_basis(rows: Sequence[RankedAgency], query: Query) -> str:
    with_budget = [row.figures for row in rows if row.figures.budget is not None]
    bases = {figures.budget_basis for figures in with_budget}
    if len(bases) > 1 or None in bases:
        return "mixed"
    basis = next(iter(bases), None)
    if basis is None:
        return query.budget.value
    return "in-force" if basis is BudgetBasis.UNSTATED else basis.value


def _realization_basis(rows: Iterable[RankedAgency], order: Sequence[RealizationBasis]) -> RealizationBasis:
    counted = Counter(row.figures.realization_basis for row in rows)
    return max(order, key=lambda basis: counted[basis])


def _files(sources: Iterable[SourceUsed], *earlier: Evaluation | None) -> dict[int, str]:
    """Files of all submissions that are compared, by number."""
    used = [*sources, *(source for one in earlier if one is not None for source in one.sources)]
    return {source.number: source.file for source in used}


def _missing(selection: Selection | None) -> tuple[MissingAgency, ...]:
    return () if selection is None else selection.missing


def sources_of(submissions: Iterable[Submission]) -> tuple[SourceUsed, ...]:
    """Give submissions as papers list them."""
    return tuple(
        SourceUsed(
            number=submission.number,
            file=submission.file,
            sheet=submission.sheet,
            sha256=submission.sha256,
            layout=submission.layout,
            kind=submission.kind.value,
            cutoff=submission.cutoff,
            recorded_at=submission.recorded_at,
            agencies=submission.agencies,
            certificate=submission.certificate,
        )
        for submission in submissions
    )
