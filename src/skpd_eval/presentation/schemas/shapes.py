"""What a member of a machine format is: its name, what it may hold, and what that means in a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from skpd_eval.model import Measure, Unit

Rule: TypeAlias = "dict[str, object]"
"""A part of a JSON Schema."""


class Member(NamedTuple):
    """A member of an object; ``inner`` are those of the object or of the objects in the list that it holds."""

    name: str
    kind: str
    """How the documentation calls what it holds: ``text``, ``rupiah``, ``list`` …"""
    rule: Rule
    meaning: str = ""
    inner: tuple[Member, ...] = ()
    optional: bool = False
    """Left out where nothing is to be said; every other member is always there, ``null`` where unknown."""


def _nullable(kind: str) -> Rule:
    return {"type": [kind, "null"]}


def text(name: str, meaning: str = "", *, optional: bool = False) -> Member:
    """Words or a name, ``null`` where unknown."""
    return Member(name, "text", _nullable("string"), meaning, optional=optional)


def fixed(name: str, value: str) -> Member:
    """A text that is always the same."""
    return Member(name, "text", {"const": value})


def count(name: str, meaning: str = "") -> Member:
    """A whole number."""
    return Member(name, "count", _nullable("integer"), meaning)


def rupiah(name: str, meaning: str = "") -> Member:
    """An amount in rupiah, written from the exact sen."""
    return Member(name, "rupiah", _nullable("number"), meaning)


def percent(name: str, meaning: str = "") -> Member:
    """A percentage, 0 to 100, two decimals."""
    return Member(name, "percent", _nullable("number"), meaning)


def points(name: str, meaning: str = "") -> Member:
    """Percentage points, two decimals."""
    return Member(name, "points", _nullable("number"), meaning)


def number(name: str, meaning: str = "") -> Member:
    """A number in a unit of its own, four decimals."""
    return Member(name, "number", _nullable("number"), meaning)


_OF_UNIT = {Unit.RUPIAH: rupiah, Unit.PERCENT: percent, Unit.POINTS: points, Unit.COUNT: count}


def measured(one: Measure) -> Member:
    """A measure's figure, named and said as its record has it."""
    return _OF_UNIT[one.unit](one.name, f"{one.label}: {one.in_words}")


def day(name: str, meaning: str = "") -> Member:
    """A day as ``YYYY-MM-DD``."""
    rule: Rule = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    return Member(name, "day", rule, meaning)


def time(name: str, meaning: str = "") -> Member:
    """A time with its zone, as ISO 8601 writes it."""
    rule: Rule = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}"}
    return Member(name, "time", rule, meaning)


def truth(name: str, meaning: str = "") -> Member:
    """``true`` or ``false``, ``null`` where unknown."""
    return Member(name, "true or false", _nullable("boolean"), meaning)


def code(name: str, meaning: str = "", known: Iterable[str] = ()) -> Member:
    """A code that no language changes; one of ``known`` where these are all there are."""
    codes = list(known)
    return Member(name, "code", {"enum": [*codes, None]} if codes else _nullable("string"), meaning)


def coded(name: str, meaning: str = "", known: Iterable[str] = ()) -> tuple[Member, Member]:
    """A code, and beside it its word in the language asked for."""
    return code(name, meaning, known), text(f"{name}_label", f"`{name}` in words")


def record(name: str, members: Iterable[Member], meaning: str = "") -> Member:
    """An object, ``null`` where there is none."""
    inner = tuple(members)
    return Member(name, "object", {"anyOf": [object_rule(inner), {"type": "null"}]}, meaning, inner)


def listed(name: str, members: Iterable[Member], meaning: str = "") -> Member:
    """A list of objects."""
    inner = tuple(members)
    return Member(name, "list", {"type": "array", "items": object_rule(inner)}, meaning, inner)


def listed_of(name: str, kind: str, meaning: str = "") -> Member:
    """A list of plain values: ``string``, ``number`` or ``integer``, of which single ones may be unknown."""
    return Member(name, "list", {"type": "array", "items": _nullable(kind)}, meaning)


def by_name(name: str, members: Iterable[Member], meaning: str = "") -> Member:
    """An object whose names are not fixed, each of which holds the same."""
    inner = tuple(members)
    rule: Rule = {"type": "object", "additionalProperties": object_rule(inner)}
    return Member(name, "object", rule, meaning, inner)


def object_rule(members: Iterable[Member]) -> Rule:
    """The rule of an object with exactly these members."""
    inner = tuple(members)
    return {
        "type": "object",
        "properties": {one.name: _property(one) for one in inner},
        "required": [one.name for one in inner if not one.optional],
        "additionalProperties": False,
    }


def _property(one: Member) -> Rule:
    return {**one.rule, "description": one.meaning} if one.meaning else one.rule
