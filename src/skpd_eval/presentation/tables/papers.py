"""The papers as tables in the order they are read: for a text of them, and for what a workbook shares with it."""

from __future__ import annotations

from dataclasses import replace

from skpd_eval.model import Evaluation, Papers
from skpd_eval.presentation.table import Table
from skpd_eval.presentation.tables.adjusting import adjustments_in_papers
from skpd_eval.presentation.tables.apart import exclusions, not_reported, unranked
from skpd_eval.presentation.tables.lowest import lowest
from skpd_eval.presentation.tables.posture import posture, worth_a_table
from skpd_eval.presentation.tables.priorities import priorities
from skpd_eval.presentation.tables.provenance import findings, provenance, rules
from skpd_eval.presentation.tables.ranking import ranking
from skpd_eval.presentation.tables.references import efficiency, ikpa
from skpd_eval.presentation.tables.summary import heading


def in_order(papers: Papers, language: str = "id", timezone: str | None = None) -> tuple[Table, ...]:
    """How the government stands, posture, priorities, ranking, the lowest, references, sources."""
    evaluation = papers.evaluation
    parts = [heading(evaluation, language)]
    if papers.posture is not None and worth_a_table(papers.posture):
        parts.append(posture(papers.posture, evaluation, language))
    if papers.priorities:
        parts.append(priorities(evaluation, papers.priorities, language))
    parts.append(ranking(evaluation, language))
    if papers.lowest:
        parts.append(replace(lowest(evaluation, papers.lowest, language), footnotes=()))
    parts += [] if papers.ikpa is None else [ikpa(papers.ikpa, language)]
    parts += [] if papers.efficiency is None else [efficiency(papers.efficiency, language)]
    return (*parts, *of_sources(evaluation, language, timezone))


_ON_PAPER = frozenset(
    {
        "rank",
        "rank_change",
        "agency_name",
        "budget",
        "realization",
        "absorption_pct",
        "plan_pct",
        "deviation_pp",
        "status",
    }
)
"""Columns of the ranking that an upright page has room for."""


def beneath_page_one(papers: Papers, language: str = "id") -> tuple[Table, ...]:
    """Ranking, posture, priorities and references: the tables behind page one and the cards of the lowest."""
    evaluation = papers.evaluation
    ranked = ranking(evaluation, language)
    parts = [ranked.keeping(column for column in ranked.columns if column.key in _ON_PAPER)]
    if papers.posture is not None and worth_a_table(papers.posture):
        parts.append(posture(papers.posture, evaluation, language))
    if papers.priorities:
        parts.append(priorities(evaluation, papers.priorities, language))
    parts += [] if papers.ikpa is None else [ikpa(papers.ikpa, language)]
    parts += [] if papers.efficiency is None else [efficiency(papers.efficiency, language)]
    return tuple(parts)


def of_sources(
    evaluation: Evaluation, language: str = "id", timezone: str | None = None
) -> tuple[Table, ...]:
    """Files with hashes, then of rules, findings and all that is not ranked what there is."""
    more = (
        rules(evaluation.rules, language),
        findings(evaluation.findings, language),
        adjustments_in_papers(evaluation.adjustments, timezone, language),
        exclusions(evaluation, language),
        unranked(evaluation, language),
        not_reported(evaluation, language),
    )
    return (provenance(evaluation, language, timezone), *(part for part in more if part.rows))
