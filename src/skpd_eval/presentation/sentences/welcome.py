"""What to do next: said by the program alone, and by each group of commands alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from skpd_eval.period import Quarter
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences.words import quarter as quarter_words

Step = tuple[str, str]
"""A command and what it is for."""

EMPTY: Sequence[Step] = (
    ("skpd-eval inspect FOLDER", mark("look at what your exports would give; nothing is recorded")),
    ("skpd-eval ingest FOLDER", mark("record them")),
    ("skpd-eval rank", mark("rank the agencies")),
)
FILLED: Sequence[Step] = (
    ("skpd-eval status", mark("who has reported")),
    ("skpd-eval lowest", mark("the lowest, why, and what it would take")),
    ("skpd-eval report --out bahan-tw{quarter}.xlsx", mark("the meeting's papers")),
)
SEVERAL: Sequence[Step] = (
    ("skpd-eval rank --governments", mark("rank the governments")),
    ("skpd-eval show --posture --government NAME", mark("one government's revenue, expenditure and financing")),
    ("skpd-eval lowest --government NAME", mark("its lowest agencies, where they reported")),
)
"""Where the ledger has several governments, or one that is not stated by agency."""
GROUPS: Mapping[str, Sequence[Step]] = {
    "assist": (
        ("skpd-eval assist open -n 10 --out formulir", mark("a form for each of the lowest")),
        ("skpd-eval ingest formulir", mark("take in the answers")),
        ("skpd-eval assist list", mark("the cases and how they stand")),
    ),
    "ledger": (
        ("skpd-eval ledger backup --out cadangan.sqlite", mark("a copy, also while others work")),
        ("skpd-eval ledger verify", mark("whether everything is as it was recorded")),
        ("skpd-eval ledger restore cadangan.sqlite", mark("put a copy back where no ledger is")),
    ),
}
"""By group of commands its usual three."""
MOST = 5
"""Governments that are named."""


class HeldLike(Protocol):
    """What a ledger holds of a government."""

    @property
    def government(self) -> str | None:
        """Its name."""

    @property
    def quarter(self) -> Quarter | None:
        """The quarter that is spoken of."""

    @property
    def reported(self) -> int:
        """Agencies that reported."""

    @property
    def known(self) -> int:
        """Agencies that owe a report."""

    @property
    def is_whole(self) -> bool:
        """Whether it is stated of the whole government alone."""


def welcome(
    version: str, ledger: str, held: Sequence[HeldLike] | None, governments: int, language: str = "id"
) -> str:
    """What the program is, what the ledger holds (``None``: there is none), and the three commands that follow.

    ``held`` are the first of its ``governments``.
    """
    t = translator(language)
    lines = [t("skpd-eval {version}: budget realization of agencies (SKPD), quarter by quarter.", version=version)]
    if held is None:
        lines.append(t("There is no ledger yet; ingest makes it at {path}.", path=visible(ledger)))
    elif not held:
        lines.append(t("The ledger {path} is empty.", path=visible(ledger)))
    else:
        lines.append(t("Ledger: {path}", path=visible(ledger)))
        lines += [f"  {_of(one, language)}" for one in held]
        if governments > len(held):
            more = numbers.count(governments - len(held), language)
            lines.append("  " + t("… and {count} more governments", count=more))
    lines += ["", t("Next:"), *steps(_next(held, governments), language), ""]
    lines.append(t("All commands: skpd-eval --help. One command: skpd-eval rank --help."))
    return "\n".join(lines) + "\n"


def _next(held: Sequence[HeldLike] | None, governments: int) -> Sequence[Step]:
    if not held:
        return EMPTY
    return SEVERAL if governments > 1 or held[0].is_whole else FILLED


def group(name: str, about: str, commands: Sequence[Step], language: str = "id") -> str:
    """What a group is for, its commands, and the three that are usually next."""
    t = translator(language)
    lines = [about, "", *steps(commands, language, translated=True), "", t("Next:")]
    return "\n".join([*lines, *steps(GROUPS[name], language)]) + "\n"


def steps(found: Sequence[Step], language: str = "id", *, translated: bool = False) -> Iterator[str]:
    """Commands under each other, each with what it is for."""
    t = translator(language)
    width = max(len(command) for command, _ in found)
    for command, purpose in found:
        yield f"  {command:<{width}}  {purpose if translated else t(purpose)}"


def _of(held: HeldLike, language: str) -> str:
    t = translator(language)
    name = visible(held.government) if held.government else t("Government without a name")
    if held.is_whole:
        return t("{government}: as a whole, not by agency", government=name)
    if held.quarter is None:
        return t("{government}: nothing to evaluate yet", government=name)
    return t(
        "{government}: {quarter} {year}, {reported} of {known} agencies have reported",
        government=name,
        quarter=quarter_words(held.quarter.number, language),
        year=held.quarter.year,
        reported=held.reported,
        known=held.known,
    )
