"""The records, read from the TOML files beside this module: one when it is asked for, or all.

A table names a code: ``severity`` and ``exit`` (either or both, one or a list), its ``arguments`` with their types,
``sentence`` and ``hint`` by language. A ``case`` of it applies where the arguments it has as ``given`` say something
and those it has as ``absent`` say nothing, the first such case wins; what it does not say is as in the table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from skpd_eval.findings.record import ArgumentType, FindingRecord, Words
from skpd_eval.model import Severity

_TABLE = re.compile(r"^(?=\[[a-z])", re.MULTILINE)
"""Where the tables of a code begin; its cases, with two brackets, belong to them."""
_NEAR = 3
"""How many codes are proposed for a misspelled one."""


@dataclass(frozen=True, slots=True)
class Group:
    """The codes of one file, and what they are said of."""

    title: str
    records: tuple[FindingRecord, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Every record, in the order of the files and of the codes in them."""
    return tuple(_group(tomllib.loads(text)) for text in _files())


@cache
def records() -> Mapping[str, FindingRecord]:
    """Every record by its code."""
    return {one.code: one for group in groups() for one in group.records}


@cache
def record(code: str) -> FindingRecord | None:
    """The record of a code, ``None`` where there is none (a ledger may hold codes of other versions)."""
    text = _tables().get(code)
    return None if text is None else _record(code, tomllib.loads(text)[code])


@cache
def _files() -> tuple[str, ...]:
    files = sorted(resources.files(__package__).iterdir(), key=lambda item: item.name)
    return tuple(file.read_text(encoding="utf-8") for file in files if file.name.endswith(".toml"))


@cache
def _tables() -> Mapping[str, str]:
    """The text of each code's tables: a call says few codes, and all of them are slow to parse."""
    parts = (part for text in _files() for part in _TABLE.split(text)[1:])
    return {part[1 : part.index("]")]: part for part in parts}


def near(code: str) -> tuple[str, ...]:
    """The codes that can be accepted and are spelled most like an unknown one, the nearest first."""
    import difflib

    allowable = [one.code for one in records().values() if one.allowable]
    return tuple(difflib.get_close_matches(code, allowable, _NEAR))


def _group(data: dict[str, Any]) -> Group:
    title = data.pop("title")
    return Group(title, tuple(_record(code, table) for code, table in data.items()))


def _record(code: str, table: dict[str, Any]) -> FindingRecord:
    return FindingRecord(
        code=code,
        severities=tuple(map(Severity, _listed(table.get("severity")))),
        exits=tuple(_listed(table.get("exit"))),
        arguments={name: ArgumentType(word) for name, word in table.get("arguments", {}).items()},
        words=tuple(_words(table | case) for case in (*table.get("case", ()), {})),
    )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _words(table: dict[str, Any]) -> Words:
    return Words(
        sentence=table["sentence"],
        hint=table.get("hint", {}),
        given=frozenset(table.get("given", ())),
        absent=frozenset(table.get("absent", ())),
    )
