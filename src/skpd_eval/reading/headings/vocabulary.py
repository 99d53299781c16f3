"""The words of headings: one spelling of each, and what it means, as ``words/headings.toml`` says."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from skpd_eval import period
from skpd_eval.reading.layout.layout import built_in_layouts
from skpd_eval.reading.layout.patterns import Parts

_IN_FRONT = ("kode", "nama", "nomor")
"""*Agency code* is *kode SKPD*: what an English heading says last, an Indonesian one says first."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Spellings by their words, meanings by their names, and every word that a heading may hold."""

    spellings: dict[Parts, str]
    meanings: dict[str, frozenset[str]]
    dimensions: dict[str, str]
    """Whole headings to the role of a column that says of when its rows are."""
    words: frozenset[str]
    slips: dict[str, str]
    """A word with one letter wrong to the only word that it can be."""
    longest: int
    """Words of the longest spelling."""


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the tool."""
    file = resources.files("skpd_eval.reading") / "words" / "headings.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    spellings = {
        tuple(other.split()): word for word, others in table["spellings"].items() for other in (word, *others)
    }
    meanings = {name: frozenset(words) for name, words in table["meanings"].items()}
    words = frozenset().union(*meanings.values(), *spellings, _words_of_layouts())
    dimensions = {heading: role for role, headings in table["dimensions"].items() for heading in headings}
    return Vocabulary(spellings, meanings, dimensions, words, _slips(words), max(map(len, spellings)))


def _words_of_layouts() -> set[str]:
    """Every word of a heading that a built-in layout lists."""
    words: set[str] = set()
    for layout in built_in_layouts():
        headers = (header for rule in layout.columns for header in rule.headers)
        for pattern in (*headers, *layout.ignored, *layout.without):
            words.update(word.rstrip("*") for part in pattern for word in part.split())
    return words


def _slips(words: frozenset[str]) -> dict[str, str]:
    meant: dict[str, set[str]] = defaultdict(set)
    for word in words:
        for slip in period.slips(word):
            meant[slip].add(word)
    return {slip: min(of) for slip, of in meant.items() if len(of) == 1 and slip not in words}


def corrected(text: str) -> str:
    """A heading whose words with one letter wrong are what they can only be."""
    return " ".join(vocabulary().slips.get(word, word) for word in text.split())


@lru_cache(maxsize=16_384)
def spelled(text: str) -> str:
    """The words of a heading (lower case) in the one spelling of each; a pattern keeps its ``*``.

    A word with one letter wrong is the only known word that it can be.
    """
    known = vocabulary()
    words = corrected(text.removesuffix("*")).split()
    told: list[str] = []
    while words:
        most = min(len(words), known.longest)
        size = next((size for size in range(most, 0, -1) if tuple(words[:size]) in known.spellings), 1)
        told += known.spellings.get(tuple(words[:size]), words[0]).split()
        del words[:size]
    if len(told) > 1 and told[-1] in _IN_FRONT:
        told = [told[-1], *told[:-1]]
    return " ".join(told) + "*" * text.endswith("*")


def spelled_path(parts: Parts) -> Parts:
    """The parts of a heading, each spelled in one way."""
    return tuple(map(spelled, parts))


def words_of(meaning: str) -> frozenset[str]:
    """The words that have a meaning; raises KeyError for one that the vocabulary lacks."""
    return vocabulary().meanings[meaning]


def dimension_of(parts: Parts) -> str | None:
    """The role of a heading that is a dimension of time and nothing else: ``fiscal year``, ``tgl_cutoff``."""
    return vocabulary().dimensions.get(spelled(" ".join(parts)))
