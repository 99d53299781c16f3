"""One parameter of the law or the house: its file, its dated values, the one in force on a day."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from skpd_eval.errors import RegulationError
from skpd_eval.regulations.scale import Scale, scale_from
from skpd_eval.regulations.title import Titles, titles_from

_CONTENTS = ("number", "numbers", "accounts", "scales", "prefixes", "quarters", "names")
_QUARTERS = 4


class Basis(StrEnum):
    """What gives a parameter its weight."""

    LAW = "law"
    CIRCULAR = "circular"
    HOUSE = "house"
    REFERENCE = "reference"
    """Somebody else's practice, taken for want of a rule."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter is from a day on: a number, accounts or scales, as the file gives it."""

    since: dt.date
    titles: Titles
    link: str = ""
    number: Decimal | None = None
    accounts: tuple[str, ...] = ()
    scales: Mapping[str, Scale] = field(default_factory=dict)
    default: str = ""
    """Name of the scale that applies where none is asked for."""
    prefixes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Beginnings of names by the code of a group."""
    quarters: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    """Four numbers, a quarter each, by account."""
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    """Numbers by name."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names by account."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its values from the oldest to the newest."""

    name: str
    file: str
    label: Mapping[str, str]
    """By language, ``id`` and ``en``."""
    unit: str
    basis: Basis
    verified_on: dt.date | None
    """The day somebody compared it with the document; ``None``: nobody did."""
    values: tuple[Value, ...]

    def in_force(self, day: dt.date) -> Value:
        """Give the value that applies on a day; :class:`RegulationError` ``not-in-force`` where none does."""
        started = [value for value in self.values if value.since <= day]
        if not started:
            raise RegulationError(self.file, f"{self.name} {day.isoformat()}", "not-in-force")
        return started[-1]


def load(name: str, extra: Path | None = None) -> Parameter:
    """Read a parameter by its name, from the government's own folder ``extra`` where that has it.

    :class:`RegulationError` where no such parameter exists (``unknown-parameter``) or its file is incomplete.
    """
    own = None if extra is None else extra / f"{name}.toml"
    if own is not None and own.is_file():
        return _parse(name, str(own), _text(own))
    delivered = resources.files(__package__) / f"{name}.toml"
    if not delivered.is_file():
        raise RegulationError(f"{name}.toml", name, "unknown-parameter")
    return _delivered(name)


def parameters(extra: Path | None = None) -> tuple[Parameter, ...]:
    """Read every parameter, in the order of names: those delivered, and a government's own before them."""
    names = {Path(item.name).stem for item in resources.files(__package__).iterdir() if _is_toml(item.name)}
    if extra is not None and extra.is_dir():
        names |= {path.stem for path in extra.glob("*.toml")}
    return tuple(load(name, extra) for name in sorted(names))


def _is_toml(name: str) -> bool:
    return name.endswith(".toml")


@cache
def _delivered(name: str) -> Parameter:
    text = (resources.files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
    return _parse(name, f"{name}.toml", text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise RegulationError(str(path), path.stem, "unreadable") from None


def _parse(name: str, file: str, text: str) -> Parameter:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        raise RegulationError(file, name, "not-toml") from None
    _check_keys(data, {"label", "unit", "basis", "values"}, {"verified_on", "note"}, file, "")
    label = data["label"]
    if not isinstance(label, dict):
        raise RegulationError(file, "label", "wrong-type")
    _check_keys(label, {"id", "en"}, set(), file, "label.")
    if not isinstance(data["values"], list) or not data["values"]:
        raise RegulationError(file, "values", "missing-key")
    values = sorted((_value(row, file) for row in data["values"]), key=lambda value: value.since)
    if len({value.since for value in values}) < len(values):
        raise RegulationError(file, "values.from", "overlap")
    return Parameter(
        name=name,
        file=file,
        label={language: str(words) for language, words in label.items()},
        unit=str(data["unit"]),
        basis=_basis(data["basis"], file),
        verified_on=None if "verified_on" not in data else _day(data["verified_on"], file, "verified_on"),
        values=tuple(values),
    )


def _basis(word: object, file: str) -> Basis:
    try:
        return Basis(str(word))
    except ValueError:
        raise RegulationError(file, "basis", "unknown-value") from None


def _day(day: object, file: str, key: str) -> dt.date:
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        raise RegulationError(file, key, "wrong-type")
    return day


def _value(row: Any, file: str) -> Value:
    if not isinstance(row, dict):
        raise RegulationError(file, "values", "wrong-type")
    _check_keys(row, {"from", "title"}, {"link", "default", *_CONTENTS}, file, "values.")
    if sum(key in row for key in _CONTENTS) != 1:
        raise RegulationError(file, "values", "no-value")
    scales = {name: scale_from(name, data, file) for name, data in _table(row, "scales", file).items()}
    default = str(row.get("default", ""))
    if default and default not in scales:
        raise RegulationError(file, "values.default", "unknown-value")
    return Value(
        since=_day(row["from"], file, "values.from"),
        titles=titles_from(row["title"], file, "values.title"),
        link=str(row.get("link", "")),
        number=_number(row.get("number"), file),
        accounts=_texts(row.get("accounts", []), file, "accounts"),
        scales=scales,
        default=default,
        prefixes={
            code: _texts(words, file, "prefixes") for code, words in _table(row, "prefixes", file).items()
        },
        quarters={
            account: _four(numbers, file) for account, numbers in _table(row, "quarters", file).items()
        },
        numbers={
            name: number
            for name, given in _table(row, "numbers", file).items()
            if (number := _number(given, file)) is not None
        },
        names={code: _texts([name], file, "names")[0] for code, name in _table(row, "names", file).items()},
    )


def _table(row: dict[str, Any], key: str, file: str) -> dict[str, Any]:
    table = row.get(key, {})
    if not isinstance(table, dict):
        raise RegulationError(file, f"values.{key}", "wrong-type")
    return table


def _number(number: object, file: str) -> Decimal | None:
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise RegulationError(file, "values.number", "wrong-type")
    return Decimal(number)


def _texts(texts: object, file: str, key: str) -> tuple[str, ...]:
    if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
        raise RegulationError(file, f"values.{key}", "wrong-type")
    return tuple(texts)


def _four(numbers: object, file: str) -> tuple[Decimal, ...]:
    found = [_number(number, file) for number in numbers] if isinstance(numbers, list) else []
    if len(found) != _QUARTERS or None in found:
        raise RegulationError(file, "values.quarters", "wrong-type")
    return tuple(number for number in found if number is not None)


def _check_keys(
    data: Mapping[str, Any], required: set[str], allowed: set[str], file: str, prefix: str
) -> None:
    missing, unknown = sorted(required - set(data)), sorted(set(data) - required - allowed)
    if missing:
        raise RegulationError(file, f"{prefix}{missing[0]}", "missing-key")
    if unknown:
        raise RegulationError(file, f"{prefix}{unknown[0]}", "unknown-key")
