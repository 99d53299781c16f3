"""Findings and errors in words: what it is, where it is, what to do, each one line, in either language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from fractions import Fraction

from skpd_eval.errors import Argument, SkpdEvalError
from skpd_eval.model import Finding, Source
from skpd_eval.presentation import (
    numbers,
    said_of_assistance,
    said_of_calls,
    said_of_figures,
    said_of_files,
    said_of_forms,
    said_of_governments,
    said_of_readings,
    said_of_scope,
    said_of_tables,
)
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.column_words import place, roles
from skpd_eval.presentation.reasons import REASONS
from skpd_eval.presentation.safe import shortened, visible
from skpd_eval.presentation.words import VOCABULARIES, quarter

Said = Finding | SkpdEvalError
"""What can be worded: it has a ``code`` and ``arguments``."""

SENTENCES: dict[str, tuple[str, str | None]] = {
    **said_of_files.SENTENCES,
    **said_of_tables.SENTENCES,
    **said_of_readings.SENTENCES,
    **said_of_forms.SENTENCES,
    **said_of_scope.SENTENCES,
    **said_of_figures.SENTENCES,
    **said_of_calls.SENTENCES,
    **said_of_governments.SENTENCES,
    **said_of_assistance.SENTENCES,
}
"""Every code that has a sentence, with its hint."""

_AMOUNTS = frozenset({"stated", "sum", "plan", "budget", "realization", "before", "after", "amount"})
_LONGEST_ARGUMENT = 300
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUARTER = re.compile(r"(?:(\d{4})-)?\bQ([1-4])\b")
_NUMBER = re.compile(r"\b(1[0-2]|[1-9])\b")
"""The number of a month."""
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_PERCENTAGES = frozenset({"stated", "computed", "physical", "absorption", "achieved", "first_achieved", "points"})
_DATES = frozenset({"cutoff", "found", "date", "when", "asked", "available"})
"""Arguments in which a date or quarter may stand among other words."""
_NOTHING = frozenset({"", "-", "–"})
"""How a call says that nothing was named, and that there is nothing to list."""
_ROLES = frozenset({"role", "missing", "held"})
"""Arguments that name roles of columns."""
_WORDED = {"level": "level", "entry": "entry", "kind": "file-kind"}
"""Arguments that are codes of a vocabulary."""
_REASONED = frozenset({"reason", "repair", "limit", "part"})
_SIZES = frozenset({"file_size", "part_size", "small_part_size", "total_size"})
"""Limits that are counted in bytes."""
_PLACES = frozenset({"cell", "cells", "other", "part"})
"""Arguments that are places in a file, or a name."""
_PLAIN_NUMBERS = frozenset({"year", "file", "option", "number", "line", "row", "quarter", "seq", "status"})
"""Arguments that are numbers without being quantities: no separators."""


class _Arguments(dict[str, str]):
    """Worded arguments; one that a sentence wants and nobody gave shows as a question mark."""

    def __missing__(self, name: str) -> str:
        return "?"


def sentence(said: Said, language: str = "id") -> str:
    """What is the matter, without its address, with its position where that is another than the page's.

    A code without a sentence is shown with its arguments.
    """
    said_in_words = _sentence(said, language)
    if not isinstance(said, Finding) or said.cutoff is None:
        return said_in_words
    bare, position = said_in_words.removesuffix("."), numbers.date(said.cutoff, language)
    return translator(language)("{sentence} (position {date}).", sentence=bare, date=position)


def _sentence(said: Said, language: str) -> str:
    t = translator(language)
    known = _known(said)
    worded = _worded(said.arguments, language)
    if known is None:
        inside = ", ".join(f"{name}: {value}" for name, value in worded.items())
        return f"{visible(said.code)} ({inside})." if inside else f"{visible(said.code)}."
    return t(known[0]).format_map(worded)


def _known(said: Said) -> tuple[str, str | None] | None:
    """The sentence and hint of a code; where a ledger has nothing at all, nothing is named or listed.

    A code that is said of one agency and of many has a sentence for each.
    """
    if said.code == "not-ingested" and said.arguments.get("available") in _NOTHING:
        return SENTENCES[
            "nothing-ingested" if said.arguments.get("asked") in _NOTHING else "not-ingested-yet"
        ]
    if said.code == "unit-mismatch-suspected" and {"agencies", "realization"} <= said.arguments.keys():
        return SENTENCES["unit-mismatch-realized"]
    if said.code in _OF_ALL and "agencies" in said.arguments:
        return SENTENCES[_OF_ALL[said.code]]
    if said.code == "unit-mismatch-suspected" and "before" in said.arguments:
        return SENTENCES["unit-mismatch-since"]
    return SENTENCES.get(said.code)


_OF_ALL = {
    "unit-mismatch-suspected": "unit-mismatch-of-all",
    "plan-versions": "plan-versions-of-all",
    "series-falls": "series-falls-of-all",
    "sources-differ": "sources-differ-of-all",
    "accounts-not-ranked": "accounts-not-ranked-of-all",
    "accounts-beside": "accounts-beside-of-all",
}
"""Codes of one agency that are also said of many at once, and the sentence they then have."""


def hint(said: Said, language: str = "id") -> str | None:
    """What to do about it, or ``None`` where nothing needs doing."""
    known = _known(said)
    if known is None or known[1] is None:
        return None
    return translator(language)(known[1]).format_map(_worded(said.arguments, language))


def address(source: Source | None, language: str = "id") -> str:
    """``berkas.xlsx › Sheet1 › H12``, ``berkas.csv › baris 7``; empty where there is none."""
    if source is None:
        return ""
    cell = place(source.cell or "", language)
    return " › ".join(visible(part) for part in (source.file, source.sheet, cell) if part)


def where(said: Said, language: str = "id") -> str:
    """The address of a finding, or the file of a refused file; empty where there is none."""
    if isinstance(said, Finding):
        return address(said.source, language)
    file = said.arguments.get("file")
    known = SENTENCES.get(said.code)
    named = known is not None and "{file}" in known[0]
    return visible(str(file)) if file is not None and not named else ""


def full(said: Said, language: str = "id") -> str:
    """Address, sentence and hint on one line, as stderr and logs print it."""
    there = where(said, language)
    parts = [f"{there}: {sentence(said, language)}" if there else sentence(said, language)]
    advice = hint(said, language)
    return " ".join([*parts, advice] if advice else parts)


def _worded(arguments: Mapping[str, Argument], language: str) -> _Arguments:
    worded = _Arguments((name, _argument(name, value, language)) for name, value in arguments.items())
    allowed = arguments.get("allowed")
    if arguments.get("limit") in _SIZES and isinstance(allowed, int):
        worded["allowed"] = numbers.size(allowed, language)
    return worded


def _argument(name: str, value: Argument, language: str) -> str:
    if isinstance(value, int):
        return _number(name, value, language)
    if name in _REASONED and value in REASONS:
        return translator(language)(REASONS[value])
    if name == "months":
        return _NUMBER.sub(lambda found: numbers.month(int(found[0]), language), visible(value))
    if name in _ROLES:
        return roles(value, language)
    vocabulary = _WORDED.get(name)
    if vocabulary is not None and value in VOCABULARIES[vocabulary]:
        return translator(language)(VOCABULARIES[vocabulary][value])
    if name in _PERCENTAGES and _DECIMAL.fullmatch(value):
        return numbers.percent(Fraction(value), language)
    text = shortened(visible(value), _LONGEST_ARGUMENT) or "–"
    if name in _PLACES and not text.isdecimal():
        return place(text, language)
    if name in _DATES or _ISO_DATE.fullmatch(text):
        dated = _ISO_DATE.sub(lambda found: _date(found[0], language), text)
        return _QUARTER.sub(lambda found: _quarter(found, language), dated)
    return text


def _quarter(found: re.Match[str], language: str) -> str:
    """``2023-Q3`` as people write it: ``Triwulan III 2023``."""
    year, number = found.groups()
    return " ".join(filter(None, (quarter(int(number), language), year)))


def _number(name: str, value: int, language: str) -> str:
    if name.endswith("_sen") or name in _AMOUNTS:
        return numbers.money(value, language)
    return str(value) if name in _PLAIN_NUMBERS else numbers.count(value, language)


def _date(text: str, language: str) -> str:
    try:
        return numbers.date(dt.date.fromisoformat(text), language)
    except ValueError:
        return text
