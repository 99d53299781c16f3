"""The agencies, their sub-units, what each works on, and the names of codes: the TOML files beside."""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ANY_FIELD = "X.XX"
PPKD_KINDS = ("tidak_terduga", "bagi_hasil", "bantuan_keuangan")


def table(name: str) -> dict[str, Any]:
    """The content of `<name>.toml`."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Work:
    """One sub-activity of a unit and the accounts it spends on, with weights."""

    sub_activity: str
    accounts: dict[str, Fraction]


@dataclass(frozen=True)
class Unit:
    """A spending unit: the agency itself (tail 0000) or one beneath it."""

    code: str
    name: str
    works: tuple[Work, ...]


@dataclass(frozen=True)
class Agency:
    """One SKPD; `planned` is the per cent of its budget that its cash plan spends by 30 September."""

    key: str
    code: str
    name: str
    planned: Fraction
    units: tuple[Unit, ...]


class Names:
    """Names of codes at every level."""

    def __init__(self) -> None:
        self._work = table("nomenclature")
        self._accounts: dict[str, str] = table("accounts")["names"]

    def account(self, code: str) -> str:
        """The name of an account."""
        return self._accounts[code]

    def work(self, code: str) -> str:
        """The name of an affair (`1`), field (`1.01`), program, activity or sub-activity."""
        level = {1: "affairs", 4: "fields", 7: "programs", 12: "activities", 15: "sub_activities"}[len(code)]
        names: dict[str, str] = self._work[level]
        return names[code] if code in names else names[ANY_FIELD + code[4:]]


def agencies() -> list[Agency]:
    """The thirty agencies in the order of their codes."""
    register = table("agencies")
    baskets: dict[str, dict[str, int]] = table("accounts")["baskets"]
    return [_agency(entry, register["support"], baskets) for entry in register["agencies"]]


def _agency(entry: dict[str, Any], support: list[Any], baskets: dict[str, dict[str, int]]) -> Agency:
    field = entry["code"][:4]
    units = [Unit(entry["code"], entry["name"], _works(support + entry["work"], field, baskets))]
    units += [
        Unit(unit["code"], unit["name"], _works(unit["work"], field, baskets))
        for unit in entry.get("units", [])
    ]
    planned = Fraction(str(entry["planned"]))
    return Agency(entry["key"], entry["code"], entry["name"], planned, tuple(units))


def _works(entries: list[Any], field: str, baskets: dict[str, dict[str, int]]) -> tuple[Work, ...]:
    """Sub-activities named twice (the supporting ones that an agency widens) become one."""
    merged: dict[str, dict[str, Fraction]] = {}
    for code, wanted, weight in entries:
        accounts = merged.setdefault(code.replace(ANY_FIELD, field), {})
        for basket in wanted.split("+"):
            for account, share in baskets[basket].items():
                accounts[account] = accounts.get(account, Fraction(0)) + Fraction(str(weight)) * share
    return tuple(Work(code, accounts) for code, accounts in sorted(merged.items()))
