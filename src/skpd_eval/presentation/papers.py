"""The papers as tables in the order they are read: for a text of them, and for what a workbook shares with it."""

from __future__ import annotations

from dataclasses import replace

from skpd_eval.model import Evaluation, Papers
from skpd_eval.presentation import tables
from skpd_eval.presentation.adjusting import adjustments_in_papers
from skpd_eval.presentation.posture import worth_a_table
from skpd_eval.presentation.references import efficiency, ikpa
from skpd_eval.presentation.summary import heading
from skpd_eval.presentation.table import Table


def in_order(papers: Papers, language: str = "id", timezone: str | None = None) -> tuple[Table, ...]:
    """How the government stands, posture, priorities, ranking, the lowest, references, sources."""
    evaluation = papers.evaluation
    parts = [heading(evaluation, language)]
    if papers.posture is not None and worth_a_table(papers.posture):
        parts.append(tables.posture(papers.posture, evaluation, language))
    if papers.priorities:
        parts.append(tables.priorities(evaluation, papers.priorities, language))
    parts.append(tables.ranking(evaluation, language))
    if papers.lowest:
        parts.append(replace(tables.lowest(evaluation, papers.lowest, language), footnotes=()))
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
    ranking = tables.ranking(evaluation, language)
    parts = [ranking.keeping(column for column in ranking.columns if column.key in _ON_PAPER)]
    if papers.posture is not None and worth_a_table(papers.posture):
        parts.append(tables.posture(papers.posture, evaluation, language))
    if papers.priorities:
        parts.append(tables.priorities(evaluation, papers.priorities, language))
    parts += [] if papers.ikpa is None else [ikpa(papers.ikpa, language)]
    parts += [] if papers.efficiency is None else [efficiency(papers.efficiency, language)]
    return tuple(parts)


def of_sources(
    evaluation: Evaluation, language: str = "id", timezone: str | None = None
) -> tuple[Table, ...]:
    """Files with hashes, then of rules, findings and all that is not ranked what there is."""
    more = (
        tables.rules(evaluation.rules, language),
        tables.findings(evaluation.findings, language),
        adjustments_in_papers(evaluation.adjustments, timezone, language),
        tables.exclusions(evaluation, language),
        tables.unranked(evaluation, language),
        tables.not_reported(evaluation, language),
    )
    return (tables.provenance(evaluation, language, timezone), *(part for part in more if part.rows))
