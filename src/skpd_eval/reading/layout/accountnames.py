"""Accounts that a table names and does not code: which code and level a name has, as the layout's file says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from skpd_eval import codes
from skpd_eval.errors import ConfigurationError

_ENUMERATOR = re.compile(r"^\s*(?:[IVXLC]{1,5}|[A-Za-z]|\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]\s+(?=\S)")


def without_enumerator(name: str) -> str:
    """A name without the number or letter that counts it: *A. Pendapatan*, *IV. Belanja*."""
    return _ENUMERATOR.sub("", name, count=1)


@dataclass(frozen=True, slots=True)
class AccountName:
    """One account of a layout: its code, its place in the hierarchy, and how tables write it."""

    code: str
    """Empty for rows that are a balance of others (*surplus/defisit*)."""
    level: int
    """Smaller numbers stand above; without indents it is what makes a row the child of another."""
    names: tuple[str, ...]
    holds: tuple[str, ...] = ()
    """Codes that stand beneath this row while it is open, whatever their own level."""
    minus: bool = False
    """What stands above it is net of this (financing is receipts minus expenditures)."""
    older: tuple[str, ...] = ()
    """Codes that it had in the order of 2007 to 2020 (Permendagri 13/2006)."""


@dataclass(frozen=True, slots=True)
class NamedAccounts:
    """The accounts of a layout, and in which unit its plain amounts are."""

    accounts: tuple[AccountName, ...]
    plain_unit: int = 1
    """Rupiah per unit of amounts that carry no unit word and are as small as a posture in that unit."""
    plain_below: int = 0
    """The largest expenditure of a government in ``plain_unit`` lies below this."""
    rupiah_from: int = 0
    """The smallest expenditure of a government in rupiah lies above this."""
    accounts_of: str = ""
    """The built-in layout whose accounts these are, where a layout lists none of its own."""
    whole_government: bool = True
    """Whether the table can only be a government's; else one that names no agency must show that it is."""
    by_key: dict[str, AccountName] = field(default_factory=dict, compare=False)
    beginnings: tuple[tuple[str, AccountName], ...] = field(default=(), compare=False)
    damaged: dict[str, AccountName] = field(default_factory=dict, compare=False)
    """Names without every `` m``: somebody's tool took the unit word out of the whole file."""

    def find(self, name: str) -> tuple[AccountName | None, bool]:
        """The account that a name means, and whether the name had to be repaired."""
        key = codes.agency_name_key(without_enumerator(name))
        found = self.by_key.get(key) or next(
            (account for beginning, account in self.beginnings if key.startswith(beginning)), None
        )
        if found is not None:
            return found, False
        repaired = self.damaged.get(key)
        return repaired, repaired is not None

    def of_older(self, code: str) -> AccountName | None:
        """The account that held a code of the order of 2007 to 2020: its own, else the nearest above it."""
        held = {one: account for account in self.accounts for one in account.older}
        parts = code.split(".")
        above = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        return next((held[one] for one in above if one in held), None)


def named_accounts(table: dict[str, Any], file: str) -> NamedAccounts:
    """The accounts of a layout's TOML table; raises ConfigurationError naming the file and the key."""
    rules = table.get("posture", {})
    known = {"plain_unit", "plain_below", "rupiah_from", "whole_government", "accounts_of"}
    if set(rules) - known:
        raise ConfigurationError(file, f"posture.{', '.join(sorted(set(rules) - known))}", "unknown-key")
    accounts = tuple(_account(entry, file) for entry in table.get("accounts", ()))
    by_key = {name: account for account in accounts for name in account.names if not name.endswith("*")}
    without = {name.replace(" m", ""): account for name, account in by_key.items() if " m" in name}
    return NamedAccounts(
        accounts=accounts,
        plain_unit=int(rules.get("plain_unit", 1)),
        plain_below=int(rules.get("plain_below", 0)),
        rupiah_from=int(rules.get("rupiah_from", 0)),
        accounts_of=str(rules.get("accounts_of", "")),
        whole_government=bool(rules.get("whole_government", True)),
        by_key=by_key,
        beginnings=tuple(
            (name.rstrip("* "), account)
            for account in accounts
            for name in account.names
            if name.endswith("*")
        ),
        damaged={name: account for name, account in without.items() if name not in by_key},
    )


def _account(entry: dict[str, Any], file: str) -> AccountName:
    unknown = set(entry) - {"code", "level", "names", "holds", "minus", "older"}
    if unknown or not entry.get("names"):
        raise ConfigurationError(file, f"accounts.{', '.join(sorted(unknown)) or 'names'}", "unknown-key")
    code = str(entry.get("code", ""))
    return AccountName(
        code=code,
        level=int(entry.get("level", code.count(".") + 1)),
        names=tuple(_key(str(name)) for name in entry["names"]),
        holds=tuple(str(held) for held in entry.get("holds", ())),
        minus=bool(entry.get("minus", False)),
        older=tuple(str(code) for code in entry.get("older", ())),
    )


def _key(name: str) -> str:
    return codes.agency_name_key(name) + ("*" if name.endswith("*") else "")
