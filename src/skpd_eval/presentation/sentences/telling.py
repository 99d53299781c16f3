"""Findings and errors in words: what it is, where it is, what to do, each one line, in either language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from skpd_eval.errors import Argument, SkpdEvalError
from skpd_eval.findings import ArgumentType, FindingRecord, record
from skpd_eval.model import Finding, Source
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import shortened, visible
from skpd_eval.presentation.sentences.column_words import place, roles
from skpd_eval.presentation.sentences.reasons import REASONS
from skpd_eval.presentation.sentences.words import VOCABULARIES, quarter

Said = Finding | SkpdEvalError
"""What can be worded: it has a ``code`` and ``arguments``."""

_LONGEST_ARGUMENT = 300
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUARTER = re.compile(r"(?:(\d{4})-)?\bQ([1-4])\b")
_NUMBER = re.compile(r"\b(1[0-2]|[1-9])\b")
"""The number of a month."""
_SIZES = frozenset({"file_size", "part_size", "small_part_size", "total_size"})
"""Limits that are counted in bytes."""
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class _Arguments(dict[str, str]):
    """Worded arguments; one that a sentence wants and nobody gave shows as a question mark."""

    def __missing__(self, name: str) -> str:
        return "?"


def sentence(said: Said, language: str = "id") -> str:
    """What is the matter, without its address, with its position where that is another than the page's.

    A code without a record is shown with its arguments.
    """
    said_in_words = _sentence(said, language)
    if not isinstance(said, Finding) or said.cutoff is None:
        return said_in_words
    bare, position = said_in_words.removesuffix("."), numbers.date(said.cutoff, language)
    return translator(language)("{sentence} (position {date}).", sentence=bare, date=position)


def _sentence(said: Said, language: str) -> str:
    known = record(said.code)
    if known is None:
        inside = ", ".join(f"{name}: {_text(value, language)}" for name, value in said.arguments.items())
        return f"{visible(said.code)} ({inside})." if inside else f"{visible(said.code)}."
    template = known.words_for(said.arguments).sentence[language]
    return template.format_map(_worded(known, said.arguments, language))


def hint(said: Said, language: str = "id") -> str | None:
    """What to do about it, or ``None`` where nothing needs doing."""
    known = record(said.code)
    if known is None:
        return None
    template = known.words_for(said.arguments).hint.get(language)
    return None if template is None else template.format_map(_worded(known, said.arguments, language))


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
    known = record(said.code)
    sentences = known.words_for(said.arguments).sentence.values() if known else ()
    named = any("{file}" in text for text in sentences)
    return visible(str(file)) if file is not None and not named else ""


def full(said: Said, language: str = "id") -> str:
    """Address, sentence and hint on one line, as stderr and logs print it."""
    there = where(said, language)
    parts = [f"{there}: {sentence(said, language)}" if there else sentence(said, language)]
    advice = hint(said, language)
    return " ".join([*parts, advice] if advice else parts)


def _worded(known: FindingRecord, arguments: Mapping[str, Argument], language: str) -> _Arguments:
    worded = _Arguments(
        (name, _WORDED[known.arguments.get(name, ArgumentType.TEXT)](value, language))
        for name, value in arguments.items()
    )
    allowed = arguments.get("allowed")
    if arguments.get("limit") in _SIZES and isinstance(allowed, int):
        worded["allowed"] = numbers.size(allowed, language)
    return worded


def _text(value: Argument, language: str) -> str:
    """As it is, but for a date: those are written as people write them wherever they stand alone."""
    text = shortened(visible(str(value)), _LONGEST_ARGUMENT) or "–"
    return _date(text, language) if _ISO_DATE.fullmatch(text) else text


def _money(value: Argument, language: str) -> str:
    return numbers.money(value, language) if isinstance(value, int) else _text(value, language)


def _count(value: Argument, language: str) -> str:
    return numbers.count(value, language) if isinstance(value, int) else _text(value, language)


def _percent(value: Argument, language: str) -> str:
    text = str(value)
    return numbers.percent(Fraction(text), language) if _DECIMAL.fullmatch(text) else _text(text, language)


def _reason(value: Argument, language: str) -> str:
    if value in REASONS:
        return translator(language)(REASONS[str(value)])
    return _place(value, language)


def _roles(value: Argument, language: str) -> str:
    return roles(str(value), language)


def _place(value: Argument, language: str) -> str:
    text = _text(value, language)
    return text if text.isdecimal() else place(text, language)


def _months(value: Argument, language: str) -> str:
    return _NUMBER.sub(lambda found: numbers.month(int(found[0]), language), visible(str(value)))


def _of_vocabulary(name: str) -> Callable[[Argument, str], str]:
    def worded(value: Argument, language: str) -> str:
        known = VOCABULARIES[name]
        return translator(language)(known[str(value)]) if value in known else _text(value, language)

    return worded


def _dates(value: Argument, language: str) -> str:
    """Dates and quarters as people write them, also among other words: ``2023-Q3`` is ``Triwulan III 2023``."""
    text = shortened(visible(str(value)), _LONGEST_ARGUMENT) or "–"
    dated = _ISO_DATE.sub(lambda found: _date(found[0], language), text)
    return _QUARTER.sub(lambda found: _quarter(found, language), dated)


def _date(text: str, language: str) -> str:
    try:
        return numbers.date(dt.date.fromisoformat(text), language)
    except ValueError:
        return text


def _quarter(found: re.Match[str], language: str) -> str:
    year, number = found.groups()
    return " ".join(filter(None, (quarter(int(number), language), year)))


_WORDED: Mapping[ArgumentType, Callable[[Argument, str], str]] = {
    ArgumentType.TEXT: _text,
    ArgumentType.MONEY: _money,
    ArgumentType.PERCENT: _percent,
    ArgumentType.COUNT: _count,
    ArgumentType.NUMBER: _text,
    ArgumentType.DATE: _dates,
    ArgumentType.REASON: _reason,
    ArgumentType.ROLES: _roles,
    ArgumentType.LEVEL: _of_vocabulary("level"),
    ArgumentType.PLACE: _place,
    ArgumentType.MONTHS: _months,
    ArgumentType.KIND: _of_vocabulary("file-kind"),
    ArgumentType.ENTRY: _of_vocabulary("entry"),
}
"""How an argument is worded, by its type; a text where a number is unknown stays a text (``–`` where empty)."""
