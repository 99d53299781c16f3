"""What a measure is: one record for each figure that is printed of an agency or the government."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from string import Formatter
from typing import NamedTuple

from skpd_eval.model.kinds import RankingKey

Number = int | Fraction | None


class Unit(StrEnum):
    """What a figure is counted in."""

    RUPIAH = "rupiah"
    """Integer sen."""
    PERCENT = "percent"
    """A fraction of one."""
    POINTS = "points"
    """A difference of fractions of one."""
    COUNT = "count"
    """A number of agencies, places or months."""


class Heading(NamedTuple):
    """A measure's column: its heading, and how soon a narrow screen drops it (1: never); ``None``: not there."""

    text: str
    in_ranking: int | None
    in_lowest: int | None


class Ranks(NamedTuple):
    """How one ranks by a measure, the highest first: the key, what titles call it, what a footnote adds."""

    key: RankingKey
    word: str
    note: str = ""
    without_money: bool = False
    """Whether it ranks an agency whose spending is not known."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: what it is called, counted in and made from, and where a record of the results has it.

    ``row``, ``total``, ``mean``, ``part`` and ``goal`` are paths of attributes from a ranked agency, the total
    (twice), a part of an agency (an account, an activity) and a plan to come; empty where it has none.
    """

    key: str
    """What ``explain`` calls it."""
    name: str
    """Its name in JSON and CSV."""
    unit: Unit
    label: str
    made: str
    """How it is made, with ``{operands}`` by their keys (``_`` for ``-``; ``total_`` before the government's)."""
    row: str = ""
    total: str = ""
    mean: str = ""
    part: str = ""
    goal: str = ""
    formula: str = ""
    """Number in the specification (``F-10``), empty where it has none."""
    source: str = ""
    """Whose formula it is, empty where it is our own."""
    heading: Heading | None = None
    ranks: Ranks | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names in braces of how it is made, but for its own value."""
        fields = (field for _, field, _, _ in Formatter().parse(self.made) if field and field != "value")
        return tuple(dict.fromkeys(fields))

    @property
    def operands(self) -> tuple[str, ...]:
        """Keys of the figures it is made from; none where it is summed or taken from lines."""
        return tuple(field.replace("_", "-") for field in self.fields)

    @property
    def in_words(self) -> str:
        """How it is made, without figures: ``Plan ÷ budget``."""
        words = re.sub(r" \(\{\w+\}\)", "", self.made.removesuffix(" = {value}"))
        return re.sub(r"[:,] [^:,]*\{.*", "", words)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is worded in the reader's language."""
        heading = () if self.heading is None else (self.heading.text,)
        ranks = () if self.ranks is None else (self.ranks.word, self.ranks.note)
        return tuple(filter(None, (self.label, self.made, *heading, *ranks)))


def taken(record: object, path: str) -> Number:
    """Take a figure from a record by a path of attributes; unknown where the path is empty or breaks off."""
    if not path:
        return None
    found: object = record
    for name in path.split("."):
        found = None if found is None else getattr(found, name)
    return found if isinstance(found, int | Fraction) else None
