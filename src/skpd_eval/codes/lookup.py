"""What a person means by the name, code or short name typed: one rule for agencies and governments."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from skpd_eval.codes.names import agency_name_key
from skpd_eval.codes.short_names import short_name, words_left_out

T = TypeVar("T")
_LIKE = 0.75
"""How like a name must be to be meant by a typing error: twice the equal letters over all letters."""
_MOST_NEAR = 3
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Spelled:
    """How something may be called: its code, its name, and what else it is called."""

    code: str | None
    name: str
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the others."""
        return (self.name, *self.others)

    @property
    def words(self) -> list[list[str]]:
        """The words of every name, and of the usual short name."""
        return [agency_name_key(name).split() for name in (*self.names, short_name(self.name) or "")]


@dataclass(frozen=True, slots=True)
class Lookup(Generic[T]):
    """All that may be meant (one: found; several: to be told apart); where none, what is spelled nearly so."""

    found: tuple[T, ...]
    near: tuple[T, ...] = ()


def lookup(asked: str, known: Iterable[T], spelled: Callable[[T], Spelled]) -> Lookup[T]:
    """Whom a person may mean: all that the first of these rules finds.

    The code or a name, spelling aside; whole words in any order; the beginnings of words; the beginning of a
    code; a short name that leaves no word out; one that leaves out some. A typing error finds none, and gives
    what is ``near``.
    """
    spellings = [(one, spelled(one)) for one in known]
    for rule in (is_name, _has_words, _begins_words, _begins_code, is_whole_short_name, _is_short_name):
        found = tuple(one for one, spelling in spellings if rule(asked, spelling))
        if found:
            return Lookup(found)
    return Lookup((), _near(asked, spellings))


def is_name(asked: str, spelling: Spelled) -> bool:
    """Whether the code or one of the names was typed, spelling aside."""
    key = agency_name_key(asked)
    return asked.strip() == spelling.code or key in map(agency_name_key, spelling.names)


def _has_words(asked: str, spelling: Spelled) -> bool:
    typed = set(agency_name_key(asked).split())
    return bool(typed) and any(typed <= set(words) for words in spelling.words)


def _begins_words(asked: str, spelling: Spelled) -> bool:
    """Whether each word typed begins a word of its own of one name; two letters are rather initials."""
    typed = agency_name_key(asked).split()
    return len("".join(typed)) >= _FEWEST_LETTERS and any(_begin(typed, words) for words in spelling.words)


def _begin(typed: Sequence[str], words: Sequence[str]) -> bool:
    left = list(words)
    for part in sorted(typed, key=len, reverse=True):
        match = next((word for word in left if word.startswith(part)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _begins_code(asked: str, spelling: Spelled) -> bool:
    typed = asked.strip()
    return bool(spelling.code) and typed[:1].isdigit() and str(spelling.code).startswith(typed)


def is_whole_short_name(asked: str, spelling: Spelled) -> bool:
    """Whether a short name stands for every word of a name."""
    return any(words_left_out(asked, name) == 0 for name in spelling.names)


def _is_short_name(asked: str, spelling: Spelled) -> bool:
    return any(words_left_out(asked, name) is not None for name in spelling.names)


def _near(asked: str, spellings: Sequence[tuple[T, Spelled]]) -> tuple[T, ...]:
    key = agency_name_key(asked)
    likes = [(_likeness(key, spelling), place) for place, (_, spelling) in enumerate(spellings)]
    best = sorted((like for like in likes if key and like[0] >= _LIKE), key=lambda like: (-like[0], like[1]))
    return tuple(spellings[place][0] for _, place in best[:_MOST_NEAR])


def _likeness(key: str, spelling: Spelled) -> float:
    """How like a name is to what was typed; a first word that both have says nothing."""
    office, _, rest = key.partition(" ")
    return max(
        _ratio(rest if rest and words[0] == office else key, " ".join(words[start:]))
        for words in filter(None, spelling.words)
        for start in ((1,) if rest and words[0] == office else (0, 1))
    )


def _ratio(typed: str, name: str) -> float:
    return difflib.SequenceMatcher(None, typed, name).ratio()
