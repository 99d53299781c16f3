"""What is known of one code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from skpd_eval.errors import Argument
from skpd_eval.model import Severity

_UNSAID = frozenset({"", "-", "–"})
"""How an argument says that there is nothing to name or to list."""


class ArgumentType(StrEnum):
    """What an argument is, and so how it is worded."""

    TEXT = "text"
    """As it is: a name, a code, a heading, a path, a list of cells."""
    MONEY = "money"
    """Whole sen."""
    PERCENT = "percent"
    """A decimal number 0-100 as text."""
    COUNT = "count"
    """How many: a whole number with separators."""
    NUMBER = "number"
    """A number that counts nothing (a year, a line, a record): no separators."""
    DATE = "date"
    """ISO dates and quarters (``2023-Q3``), also among other words."""
    REASON = "reason"
    """A code of the reasons, else as it is."""
    ROLES = "roles"
    """Roles of columns, separated by commas."""
    LEVEL = "level"
    """A level of rows."""
    PLACE = "place"
    """A cell, a line, several of them, or a name."""
    MONTHS = "months"
    """Numbers of months, separated by commas."""
    KIND = "kind"
    """A kind of file."""
    ENTRY = "entry"
    """What an entry of the ledger's chain is of."""

    @property
    def is_whole_number(self) -> bool:
        """Whether its values are integers; all others are texts."""
        return self in {ArgumentType.MONEY, ArgumentType.COUNT, ArgumentType.NUMBER}


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence and what to do about it, by language."""

    sentence: Mapping[str, str]
    hint: Mapping[str, str]
    """Empty where nothing needs doing."""
    given: frozenset[str] = frozenset()
    """Arguments that must say something for these words to fit."""
    absent: frozenset[str] = frozenset()
    """Arguments that must say nothing for these words to fit."""

    def fits(self, said: frozenset[str]) -> bool:
        """Whether these are the words where the arguments ``said`` say something and no others do."""
        return self.given <= said and not self.absent & said


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A code of findings, of errors, or of both."""

    code: str
    severities: tuple[Severity, ...]
    """What it may be as a finding, usually one; none for a code that is only an error of a call."""
    exits: tuple[int, ...]
    """Exit codes where it ends a call; none for a code that is only a finding."""
    arguments: Mapping[str, ArgumentType]
    words: tuple[Words, ...]
    """The special cases first, and last the words of every other case."""

    @property
    def allowable(self) -> bool:
        """Whether a government may accept it with ``[[allow]]``: warnings only, an error refuses the file."""
        return Severity.WARNING in self.severities

    def words_for(self, arguments: Mapping[str, Argument]) -> Words:
        """The words that fit the arguments."""
        said = frozenset(name for name, value in arguments.items() if value not in _UNSAID)
        return next(words for words in self.words if words.fits(said))
