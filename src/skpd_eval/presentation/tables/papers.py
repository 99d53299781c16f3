"""The sections of a set of papers: one list, from which every format takes what it has room for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import NamedTuple

from skpd_eval.model import Evaluation, Papers
from skpd_eval.presentation.catalogs import mark
from skpd_eval.presentation.table import Table
from skpd_eval.presentation.tables.adjusting import adjustments_in_papers
from skpd_eval.presentation.tables.apart import exclusions, not_reported, unranked
from skpd_eval.presentation.tables.curve import curve, worth_a_page
from skpd_eval.presentation.tables.detail import details
from skpd_eval.presentation.tables.lowest import lowest
from skpd_eval.presentation.tables.posture import posture, worth_a_table
from skpd_eval.presentation.tables.priorities import priorities
from skpd_eval.presentation.tables.provenance import findings, provenance, rules
from skpd_eval.presentation.tables.ranking import ranking
from skpd_eval.presentation.tables.references import efficiency, ikpa
from skpd_eval.presentation.tables.summary import heading


class Section(NamedTuple):
    """A part of the papers: its short name, and its table where these papers have it."""

    name: str
    tab: str
    """What a tab or a link says (a message)."""
    table: Callable[[Papers, str], Table | None]


def _posture(papers: Papers, language: str) -> Table | None:
    if papers.posture is None or not worth_a_table(papers.posture):
        return None
    return posture(papers.posture, papers.evaluation, language)


def _priorities(papers: Papers, language: str) -> Table | None:
    return priorities(papers.evaluation, papers.priorities, language) if papers.priorities else None


def _curve(papers: Papers, language: str) -> Table | None:
    if papers.trend is None or not worth_a_page(papers.trend):
        return None
    return curve(papers.trend, papers.evaluation, language)


def _lowest(papers: Papers, language: str) -> Table | None:
    return lowest(papers.evaluation, papers.lowest, language) if papers.lowest else None


def _kinds(papers: Papers, language: str) -> Table | None:
    table = details(papers.evaluation, language)
    return table if table.rows else None


SECTIONS = (
    Section("posture", mark("Posture"), _posture),
    Section("priorities", mark("Priorities"), _priorities),
    Section("ranking", mark("Ranking"), lambda papers, language: ranking(papers.evaluation, language)),
    Section("lowest", mark("Lowest"), _lowest),
    Section("curve", mark("S-curve"), _curve),
    Section("kinds", mark("Detail by kind"), _kinds),
    Section(
        "ikpa",
        mark("IKPA (reference)"),
        lambda papers, language: None if papers.ikpa is None else ikpa(papers.ikpa, language),
    ),
    Section(
        "efficiency",
        mark("Efficiency (reference)"),
        lambda papers, language: None if papers.efficiency is None else efficiency(papers.efficiency, language),
    ),
)
"""In the order in which they are read. A section that papers do not have is left out of them."""

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
_BEFORE_THEM = frozenset({"lowest", "curve"})
"""Sections that a paper with page one shows as its cards and as its chart."""
_ON_SCREENS = frozenset({"kinds"})
"""Too long to be read on paper beside the cards that name what matters in them."""


def sections(
    papers: Papers, language: str = "id", *, without: Collection[str] = ()
) -> list[tuple[Section, Table]]:
    """The sections that these papers have, but those named in ``without``."""
    found = [(one, one.table(papers, language)) for one in SECTIONS if one.name not in without]
    return [(one, table) for one, table in found if table is not None]


def in_order(papers: Papers, language: str = "id", timezone: str | None = None) -> tuple[Table, ...]:
    """How the government stands, every section, then the sources: what is said of all stands once."""
    parts = [
        replace(table, footnotes=()) if one.name == "lowest" else table
        for one, table in sections(papers, language, without=_ON_SCREENS)
    ]
    evaluation = papers.evaluation
    return (heading(evaluation, language), *parts, *of_sources(evaluation, language, timezone))


def beneath_page_one(papers: Papers, language: str = "id") -> tuple[Table, ...]:
    """The tables behind page one and the cards: the ranking as narrow as an upright page, then the others."""
    found = sections(papers, language, without=_BEFORE_THEM | _ON_SCREENS)
    ranked = [table for one, table in found if one.name == "ranking"]
    narrow = [table.keeping(one for one in table.columns if one.key in _ON_PAPER) for table in ranked]
    return (*narrow, *(table for one, table in found if one.name != "ranking"))


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
