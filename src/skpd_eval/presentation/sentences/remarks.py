"""One-line remarks of commands: what was written, what was verified, what is not shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Protocol

from skpd_eval.model import Evaluation, Finding, RankedAgency
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences import frame


def papers_written(evaluation: Evaluation, path: str, language: str = "id") -> str:
    """Where the papers are, and of which position they are."""
    t = translator(language)
    position = frame.position(evaluation, language)
    return t("Written: {path} ({position}).", path=visible(path), position=position)


def written(path: str, language: str = "id") -> str:
    """Where a file was written."""
    return translator(language)("Written: {path}", path=visible(path))


def lines_written(path: str, lines: int, language: str = "id") -> str:
    """Where a table of lines was written, and how many it has."""
    t = translator(language)
    return t("Written: {path} ({count} lines).", path=visible(path), count=numbers.count(lines, language))


def copy_written(path: str, entries: int, language: str = "id") -> str:
    """Where a copy of the ledger was written, and how much of its chain was verified."""
    t = translator(language)
    count = numbers.count(entries, language)
    return t("Written: {path} ({count} entries verified).", path=visible(path), count=count)


class VerifiedLike(Protocol):
    """What verifying a ledger gives."""

    @property
    def entries(self) -> int:
        """Entries of the chain."""

    @property
    def head(self) -> str:
        """Hash of the last one."""

    @property
    def paper_head(self) -> str | None:
        """The head of a paper that was asked about and found."""

    @property
    def since_paper(self) -> int:
        """Entries made since that paper."""


def chain_verified(verified: VerifiedLike, language: str = "id") -> Iterator[str]:
    """How many entries of the chain hold, its head as papers print it, and what came after a paper's."""
    t = translator(language)
    count = numbers.count(verified.entries, language)
    head = verified.head[:16] or "–"
    yield t("{count} entries verified; the chain ends in {head}.", count=count, head=head)
    if verified.paper_head is None:
        return
    paper = verified.paper_head[:16]
    if not verified.since_paper:
        yield t("The chain ends in the head of the paper, {head}: nothing was recorded since.", head=paper)
        return
    after = numbers.count(verified.since_paper, language)
    yield t("The chain has the head of the paper, {head}; entries since then: {count}.", head=paper, count=after)


class ProofLike(Protocol):
    """What proving a bundle gives."""

    @property
    def files(self) -> int:
        """Parts of the bundle."""

    @property
    def figures(self) -> int:
        """Printed figures that were recomputed."""

    @property
    def papers(self) -> int:
        """Papers that were made anew."""

    @property
    def head(self) -> str:
        """The code that the papers print."""

    @property
    def holds(self) -> bool:
        """Whether everything agrees."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What is not as it should be, or is to be known."""


def proved(proof: ProofLike, language: str = "id") -> Iterator[str]:
    """How much was compared, and whether all of it holds."""
    t = translator(language)
    yield t(
        "{files} parts, {figures} printed figures recomputed from the originals, {papers} papers made anew; "
        "verification code {head}.",
        files=numbers.count(proof.files, language),
        figures=numbers.count(proof.figures, language),
        papers=numbers.count(proof.papers, language),
        head=visible(proof.head[:16]) or "–",
    )
    if proof.holds:
        yield t("Everything agrees.")
    else:
        yield t("Not in agreement: {count}.", count=numbers.count(len(proof.findings), language))


def not_shown(count: int, language: str = "id") -> str:
    """How many remarks were left out."""
    t = translator(language)
    return t("… and {count} more remarks; --verbose shows all.", count=numbers.count(count, language))


def below_line(rows: Sequence[RankedAgency], line: Fraction, language: str = "id") -> str:
    """Who stopped a script: agencies whose absorption lies below a line (a fraction of one), lowest first."""
    t = translator(language)
    found = sorted((row.ratios.absorption or Fraction(0), frame.agency_name(row)) for row in rows)
    names = [f"{name} {numbers.percent_below(value * 100, line * 100, language)}%" for value, name in found]
    return t(
        "Below {line}%, by the exact value: {names}.",
        line=numbers.plain(line * 100, language),
        names=frame.named(names, language),
    )


def reading(language: str = "id") -> str:
    """What a progress bar is about."""
    return translator(language)("Reading")
