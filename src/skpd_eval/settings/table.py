"""Reading a TOML table strictly: every key is known and of its type, or the configuration is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from skpd_eval.errors import Argument, ConfigurationError


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a configuration file, and where in the file it is."""

    data: Mapping[str, Any]
    file: str
    prefix: str = ""

    def wrong(
        self, key: str, reason: str, code: str | None = None, **arguments: Argument
    ) -> ConfigurationError:
        """Make the error for a key of this table; ``reason`` is a catalog code."""
        return ConfigurationError(self.file, f"{self.prefix}{key}", reason, code, **arguments)

    def only(self, *known: str) -> None:
        """Refuse keys that are not ``known``: a misspelled setting must not pass for a default."""
        unknown = sorted(set(self.data) - set(known))
        if unknown:
            raise self.wrong(unknown[0], "unknown-key")

    def text(self, key: str) -> str | None:
        """Give a text, or ``None`` where the table lacks it or it is empty."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(key, "wrong-type")
        return value.strip() or None if value else None

    def required(self, key: str) -> str:
        """Give a text that must be there."""
        value = self.text(key)
        if value is None:
            raise self.wrong(key, "missing-key")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, empty where the table lacks it."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "wrong-type")
        return tuple(value)

    def day(self, key: str) -> dt.date | None:
        """Give a date written as TOML writes it (2023-01-01)."""
        value = self.data.get(key)
        if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
            raise self.wrong(key, "wrong-type")
        return value

    def flag(self, key: str) -> bool:
        """Give a boolean, false where the table lacks it."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "wrong-type")
        return value

    def count(self, key: str, default: int) -> int:
        """Give a whole number of at least one."""
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(key, "wrong-type")
        if value < 1:
            raise self.wrong(key, "out-of-range")
        return value

    def number(self, key: str, default: Decimal) -> Decimal:
        """Give an exact number; TOML floats were read as :class:`Decimal`."""
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.wrong(key, "wrong-type")
        number = Decimal(value)
        if not number.is_finite():
            raise self.wrong(key, "out-of-range")
        return number

    def table(self, key: str) -> Table:
        """Give a table inside this one, empty where it is lacking."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "wrong-type")
        return Table(value, self.file, f"{self.prefix}{key}.")

    def tables(self, key: str) -> tuple[Table, ...]:
        """Give the tables of an array (``[[key]]``), counted from 1 in error messages."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(key, "wrong-type")
        return tuple(
            Table(item, self.file, f"{self.prefix}{key}[{number}].") for number, item in enumerate(value, 1)
        )
