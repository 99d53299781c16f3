"""Decisions asked for: as the office wrote them, else drafted from the figures and marked so; none is invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpd_eval.model import Papers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame

_NAMED_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the meeting is asked to decide; ``drafted``: by this program, for a person to change."""

    title: str
    lines: tuple[str, ...]
    drafted: bool


def decisions_of(papers: Papers, decided: Sequence[str], language: str) -> Decisions:
    """The office's own decisions, else a draft of what follows from the figures."""
    t = translator(language)
    if decided:
        return Decisions(t("Decisions asked for"), tuple(visible(line) for line in decided), drafted=False)
    return Decisions(t("Decisions asked for (draft)"), tuple(_drafted(papers, language)), drafted=True)


def _drafted(papers: Papers, language: str) -> Iterator[str]:
    t = translator(language)
    if papers.lowest:
        yield t(
            "Appoint the {count} agencies above for assistance, with their forms handed in by: ....................",
            count=len(papers.lowest),
        )
    if papers.standing is not None and papers.standing.unpaid:
        names = [visible(row.figures.name) for row in papers.standing.unpaid]
        yield t(
            "Have the bills of finished work handed in: {names}.",
            names=frame.named(names, language, _NAMED_AT_MOST),
        )
    if papers.evaluation.not_reported:
        names = [visible(one.name) for one in papers.evaluation.not_reported]
        yield t(
            "Have the reports that are missing handed in: {names}.",
            names=frame.named(names, language, _NAMED_AT_MOST),
        )
