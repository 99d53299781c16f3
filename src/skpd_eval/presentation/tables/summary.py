"""The head of the papers as a text: how the government stands in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from skpd_eval.model import Evaluation, RankedAgency, Severity
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.numbers import hundredfold
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import optional_word
from skpd_eval.presentation.table import Table


def heading(evaluation: Evaluation, language: str = "id") -> Table:
    """What the papers are, for whom and when, and how the government stands: a table without columns."""
    t = translator(language)
    return Table(
        name="summary",
        title=t("Evaluation of budget realization"),
        columns=(),
        rows=(),
        subtitles=(*frame.subtitles(evaluation, language), "", *_standing(evaluation, language)),
    )


def _standing(evaluation: Evaluation, language: str) -> Iterator[str]:
    """What a reader must know first; findings that only inform stand among the sources alone."""
    t = translator(language)
    total = evaluation.total
    absorption = hundredfold(total.ratios.absorption)
    if absorption is not None and total.realization is not None and total.budget is not None:
        yield t(
            "Realized: {realization} of {budget}, {value}%.",
            realization=numbers.money(total.realization, language),
            budget=numbers.money(total.budget, language),
            value=numbers.percent(absorption, language),
        )
    share, deviation = hundredfold(total.ratios.plan_share), hundredfold(total.ratios.deviation)
    if share is not None and deviation is not None:
        yield t(
            "Cash plan: {value}%; deviation {points} points.",
            value=numbers.percent(share, language),
            points=numbers.points(deviation, language),
        )
    yield from _extremes(evaluation, language)
    if evaluation.not_reported:
        yield t(
            "Not reported: {count}; every sum is of the {agencies} that reported.",
            count=len(evaluation.not_reported),
            agencies=evaluation.total.agencies,
        )
    telling = sum(finding.severity is not Severity.INFO for finding in evaluation.findings)
    if telling:
        yield t("Findings about the data: {count}, see “Sources”.", count=telling)


def _extremes(evaluation: Evaluation, language: str) -> Iterator[str]:
    """Who is first and last of the agencies that exist: a dissolved one has nothing to answer for."""
    t = translator(language)
    existing = [row for row in evaluation.rows if not row.figures.dissolved]
    if len(existing) > 1:
        yield t(
            "First: {first}. Last: {last}.",
            first=_named(existing[0], language),
            last=_named(existing[-1], language),
        )


def _named(row: RankedAgency, language: str) -> str:
    absorption = hundredfold(row.ratios.absorption)
    figure = None if absorption is None else f"{numbers.percent(absorption, language)}%"
    inside = ", ".join(filter(None, (figure, optional_word("status", row.status, language))))
    return f"{frame.agency_name(row)} ({inside})" if inside else frame.agency_name(row)
