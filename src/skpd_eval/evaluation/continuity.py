"""Which agencies go on under another code or name: what the register says, and what names alone suggest."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from skpd_eval import codes
from skpd_eval.findings import say
from skpd_eval.model import Finding
from skpd_eval.settings import RegisteredAgency

_BY_NAME = "name:"
"""Before the name key that stands for a code."""


def registered_key(agency: RegisteredAgency) -> str:
    """Give the identity key of an agency of the register."""
    return agency.code or name_identity(agency.name)


def name_identity(name: str) -> str:
    """Give the identity key of an agency without a code."""
    return f"{_BY_NAME}{codes.agency_name_key(name)}"


def former_names(register: Sequence[RegisteredAgency]) -> dict[str, str]:
    """Name keys and codes to the agency that alone continues each, and continues it alone: it is the same one.

    What has a block of its own in the register stays an agency of its own.
    """
    own = {_former_key(text) for agency in register for text in (agency.code, agency.name) if text}
    return {
        former: registered_key(agency)
        for agency in register
        if len(agency.formerly) == 1
        for former in continued_alone(agency, register)
        if former not in own
    }


def continued_alone(agency: RegisteredAgency, register: Sequence[RegisteredAgency]) -> tuple[str, ...]:
    """Give the name keys of the codes and names that an agency continues, and no other does."""
    others = {_former_key(text) for other in register if other is not agency for text in other.formerly}
    return tuple(key for text in agency.formerly if (key := _former_key(text)) not in others)


def owner_of(code: str, day: dt.date, register: Sequence[RegisteredAgency]) -> str | None:
    """Give the identity key of the agency whose code it is on a day: of the one that has it then, else had it."""
    there = next((agency for agency in register if agency.code == code and agency.exists_on(day)), None)
    had = next((agency for agency in register if code in agency.codes), None)
    owner = there or had
    return None if owner is None else registered_key(owner)


def key_of_today(key: str, day: dt.date, register: Sequence[RegisteredAgency]) -> str:
    """Give the identity key that one of an earlier day has by the register of today."""
    former = former_names(register).get(_former_key(key.removeprefix(_BY_NAME)))
    return owner_of(key, day, register) or former or key


def heirs_in_register(
    register: Sequence[RegisteredAgency], called: Mapping[str, Iterable[str]]
) -> dict[str, set[str]]:
    """Identity keys to those of the agencies that continue them; ``called`` are the names and codes of each key."""
    keys: dict[str, set[str]] = defaultdict(set)
    for key, texts in called.items():
        for text in texts:
            keys[_former_key(text)].add(key)
    heirs: dict[str, set[str]] = defaultdict(set)
    for agency in register:
        for text in agency.formerly:
            for former in keys[_former_key(text)] - {registered_key(agency)}:
                heirs[former].add(registered_key(agency))
    return heirs


def _former_key(text: str) -> str:
    return codes.agency_name_key(text)


class Stated(NamedTuple):
    """That a source states a code at a cut-off, ``report`` where it says what was spent or done."""

    source: int
    cutoff: dt.date
    report: bool


def renamed_codes(
    named: Mapping[str, Iterable[str]], stated: Mapping[str, Sequence[Stated]]
) -> tuple[tuple[str, ...], ...]:
    """Codes that never stand at one position and have one name: perhaps one agency, the code of today last.

    ``named`` are the codes of each name. Nobody is joined for that: an agency is its code.
    """
    groups = []
    for given in named.values():
        positions = {code: _positions(stated.get(code, ())) for code in given}
        if len(positions) > 1 and all(not one & other for one, other in combinations(positions.values(), 2)):
            groups.append(tuple(sorted(positions, key=lambda code: (_newest(stated.get(code, ())), code))))
    return tuple(sorted(groups))


def two_codes(agency: str, given: Sequence[str]) -> Finding:
    """Say that one name stands under several codes, oldest first, and how the register would join them."""
    listed = ", ".join(f'"{code}"' for code in given)
    return say("agency-two-codes", {"agency": agency, "found": ", ".join(given), "codes": listed})


def _positions(stated: Iterable[Stated]) -> set[object]:
    """Cut-offs reported at, and sources: who stands beside another in one file is another agency."""
    return {one.cutoff for one in stated if one.report} | {one.source for one in stated}


def _newest(stated: Iterable[Stated]) -> tuple[dt.date, int]:
    return max(((one.cutoff, one.source) for one in stated), default=(dt.date.min, 0))
