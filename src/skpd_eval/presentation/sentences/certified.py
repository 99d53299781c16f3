"""What a file proved of its own figures, in words: one word for tables, a list of identities where there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from skpd_eval.model import Certificate, Degree, Identity, Proven, SourceUsed
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences.words import coded, word
from skpd_eval.presentation.table import Cell, ColumnKind, Field, Record, field

_TONES = {Degree.PROVED: "green", Degree.NOT: "yellow"}
_HELD = {
    Identity.TOTAL: mark("total row ({columns} columns, {met} rows)"),
    Identity.PARENTS: mark("{met} parents = children"),
    Identity.PERCENT: mark("percent column ({met} of {of} rows)"),
    Identity.REMAINDER: mark("remainder ({met} of {of} rows)"),
    Identity.MONTHS: mark("sum of the months ({met} of {of} rows)"),
    Identity.BALANCE: mark("balance ({met} of {of} rows)"),
}


def degree(certificate: Certificate | None, language: str) -> Cell:
    """How much is proved, in one word; empty where there is nothing to prove or nobody kept it."""
    return degree_cell(None if certificate is None else certificate.degree, language)


def degree_cell(found: Degree | None, language: str) -> Cell:
    """The word of a degree, and its code for programs."""
    return Cell(None) if found is None else coded("degree", found.value, language, _TONES.get(found))


def fields(
    of: Callable[[Record], Certificate | None], language: str, priority: int, least: int
) -> tuple[Field[Record], Field[Record]]:
    """The columns of a list of submissions: the degree, and the identities with the priority ``least``."""
    t = translator(language)
    return (
        field("proof", t("Proof"), lambda one: degree(of(one), language), ColumnKind.TEXT, priority, coded=True),
        field("proved_by", t("Proved by"), lambda one: identities(of(one), language), ColumnKind.TEXT, least),
    )


def identities(certificate: Certificate | None, language: str) -> str | None:
    """The identities that hold, each with its rows and its slack."""
    return None if certificate is None else "; ".join(_one(one, language) for one in certificate.proven) or None


def _one(held: Proven, language: str) -> str:
    t = translator(language)
    counts = {name: numbers.count(getattr(held, name), language) for name in ("columns", "met", "of")}
    words = t(_HELD[held.identity], **counts)
    if held.identity is Identity.PARENTS and held.met < held.of:
        words = t("{met} of {of} parents = children", met=counts["met"], of=counts["of"])
    return f"{words} ± {numbers.money(held.slack, language)}" if held.slack else words


def sentence(certificate: Certificate, language: str) -> str:
    """The degree and what holds, as one line; that nothing is proved is said."""
    t = translator(language)
    found = certificate.degree
    if found is None:
        return t("no amounts to prove")
    held = identities(certificate, language)
    return f"{word('degree', found, language)}: {held or t('no figure is stated a second time')}"


def of_sources(sources: tuple[SourceUsed, ...], language: str) -> Iterator[str]:
    """A line for each submission whose certificate was kept: which file, and what it proves of itself."""
    t = translator(language)
    for source in sources:
        if source.certificate is not None and source.certificate.degree is not None:
            file = " › ".join(filter(None, (visible(source.file), visible(source.sheet or ""))))
            yield t("No. {number}, {file}: {proof}.", number=source.number, file=file,
                    proof=sentence(source.certificate, language))  # fmt: skip


def unproved(sources: tuple[SourceUsed, ...], language: str) -> Iterator[str]:
    """That nothing in some files proves what they state, beneath the figures that come from them."""
    t = translator(language)
    files = dict.fromkeys(
        visible(source.file)
        for source in sources
        if source.certificate is not None and source.certificate.degree is Degree.NOT
    )
    if files:
        yield t("Proved by nothing in their own file: the figures of {files}.", files=", ".join(files))
