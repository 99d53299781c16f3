"""Forms of a table in JSON beside the array of objects: keyed by name, rows beneath headings, lists inside objects."""

from __future__ import annotations

import re
from typing import Any

from skpd_eval.reading.container.jsontitles import spaced

Json = Any
AMOUNTS = frozenset({"anggaran", "realisasi", "nominal", "budget", "realization", "pagu"})
_ACCOUNTS = frozenset({"pendapatan", "belanja", "pembiayaan"})
_NAMES = ("name", "label", "title", "nama", "id", "field", "key")
_CODE = re.compile(r"[\d.\-_x]+", re.IGNORECASE)
_FEWEST = 2


def is_keyed(value: dict[str, Json]) -> bool:
    """Whether an object is a table by its keys: the values are objects of the same amounts."""
    items = [*value.values()]
    if len(items) < _FEWEST or not all(isinstance(item, dict) for item in items):
        return False
    keys = {key for key in items[0] if all(key in item for item in items)}
    return any(_is_amount(key, items[0][key]) for key in keys)


def keyed(value: dict[str, Json]) -> list[dict[str, Json]]:
    """The objects of a table by its keys, each with its key as its name, its code, or its account."""
    codes = all(_CODE.fullmatch(key) for key in value)
    accounts = any(_ACCOUNTS & {*spaced(key).casefold().split()} for key in value)
    heading = "kode" if codes else "akun" if accounts else "nama"
    return [{heading: key, **item} for key, item in value.items()]


def headings_of(value: Json) -> list[str]:
    """The headings that a list names, each a text or an object with a name; empty for another value."""
    if not isinstance(value, list) or not value:
        return []
    if all(isinstance(one, str) for one in value):
        return value
    fields = [one for one in value if _is_field(one)]
    named = [next((one[key] for key in _NAMES if isinstance(one.get(key), str)), "") for one in fields]
    return named if len(named) == len(value) and all(named) else []


def are_under(names: list[str], rows: Json) -> bool:
    """Whether rows are lists of as many cells as there are headings."""
    lists = isinstance(rows, list) and all(isinstance(row, list) for row in rows)
    return lists and bool(rows) and all(len(row) == len(names) for row in rows) and rows[0] != names


def spread(objects: list[dict[str, Json]]) -> list[dict[str, Json]] | None:
    """A row an item of the only list in objects that state no amounts themselves, with what its object says."""
    found: list[dict[str, Json]] = []
    for item in objects:
        lists = [key for key, inner in item.items() if _is_table(inner)]
        others = {key: inner for key, inner in item.items() if key not in lists}
        if len(lists) != 1 or _has_amounts(others) or not any(_has_amounts(one) for one in item[lists[0]]):
            return None
        found += [
            {**others, **one} if others.keys().isdisjoint(one) else {**others, lists[0]: one}
            for one in item[lists[0]]
        ]
    return found


def _is_field(value: Json) -> bool:
    scalars = (str, bool, type(None))
    return isinstance(value, dict) and all(isinstance(inner, scalars) for inner in value.values())


def _is_table(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _has_amounts(value: Json) -> bool:
    if isinstance(value, dict):
        return any(_is_amount(key, inner) or _has_amounts(inner) for key, inner in value.items())
    return False


def _is_amount(key: str, value: Json) -> bool:
    return _states_amount(key) and not isinstance(value, dict | list)


def _states_amount(key: str) -> bool:
    return bool(AMOUNTS & {*spaced(key).casefold().split()})
