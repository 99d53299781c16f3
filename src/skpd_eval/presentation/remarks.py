"""One-line remarks of commands: what was written, what was verified, what is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from skpd_eval.model import Evaluation, RankedAgency
from skpd_eval.presentation import frame, numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import visible


def papers_written(evaluation: Evaluation, path: str, language: str = "id") -> str:
    """Where the papers are, and of which position they are."""
    t = translator(language)
    position = frame.position(evaluation, language)
    return t("Written: {path} ({position}).", path=visible(path), position=position)


def written(path: str, language: str = "id") -> str:
    """Where a file was written."""
    return translator(language)("Written: {path}", path=visible(path))


def copy_written(path: str, entries: int, language: str = "id") -> str:
    """Where a copy of the ledger was written, and how much of its chain was verified."""
    t = translator(language)
    count = numbers.count(entries, language)
    return t("Written: {path} ({count} entries verified).", path=visible(path), count=count)


def chain_verified(entries: int, head: str, language: str = "id") -> str:
    """How many entries of the chain hold, and its head as papers print it."""
    t = translator(language)
    count = numbers.count(entries, language)
    return t("{count} entries verified; the chain ends in {head}.", count=count, head=head[:16] or "-")


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
