"""What a letter says around its figures; what only a person knows is left as a line to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from skpd_eval.model import Papers
from skpd_eval.model.paper import Document
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.paper.office import Office
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame
from skpd_eval.presentation.sentences.words import quarter

_DOTS = "." * 32


def head_of(papers: Papers, kind: Document, office: Office, language: str) -> Iterator[tuple[str, str]]:
    """Of a note: to whom, from whom, date, about what. Minutes name day and place in their first sentence."""
    t = translator(language)
    if kind is Document.NOTE:
        signing = office.letterhead.signatories
        yield t("To"), _DOTS
        yield t("From"), visible(signing[-1].position) if signing else _DOTS
        yield t("Date"), _DOTS
    yield t("Subject"), _subject(papers, language)


def intro_of(papers: Papers, kind: Document, language: str) -> Iterator[str]:
    """The first sentences of a letter."""
    t = translator(language)
    government = frame.government(papers.evaluation, language)
    if kind is Document.MINUTES:
        yield t(
            "On this day, .................... at ...................., the meeting on the evaluation of {government} "
            "was held, led by .................... and attended as listed.",
            government=government,
        )
        yield t("The meeting took note of the following, from the exports listed in the papers:")
        return
    yield t("The evaluation of {government} is submitted for decision as follows:", government=government)


def _subject(papers: Papers, language: str) -> str:
    evaluation = papers.evaluation
    return translator(language)(
        "Evaluation of budget realization up to {quarter} {year}, position {date}",
        quarter=quarter(evaluation.quarter, language),
        year=evaluation.year,
        date=numbers.date(evaluation.cutoff, language),
    )
