"""Which names and codes are one agency, in one government and year."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from skpd_eval import codes
from skpd_eval.errors import CodeError
from skpd_eval.evaluation.claims import Names, ambiguous
from skpd_eval.evaluation.continuity import (
    Stated,
    continued_alone,
    former_names,
    heirs_in_register,
    name_identity,
    owner_of,
    registered_key,
    renamed_codes,
    two_codes,
)
from skpd_eval.findings import say
from skpd_eval.model import AgencyName, Finding, Holding
from skpd_eval.settings import RegisteredAgency

_UNIT = "/"
"""Between the key of an agency and the code of its sub-unit."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One agency: ``key`` is its code, or its name key where it has none (marked where it is dissolved)."""

    key: str
    code: str | None
    name: str
    dissolved: bool = False
    registered: RegisteredAgency | None = None
    aliases: tuple[str, ...] = ()
    """Other names and codes that the register gives, and what manifests call it (``agency_id``)."""
    continues: tuple[str, ...] = ()
    """Name keys of what the register says it alone continues."""


@dataclass(frozen=True, slots=True)
class Identities:
    """The agencies of a year, and which of the ledger's own keys belongs to which."""

    agencies: Mapping[str, Identity]
    """By identity key: all that the register or a holding names."""
    by_id: Mapping[int, str]
    """Ledger key of an agency or sub-unit to the identity it rolls up to."""
    units: Mapping[int, AgencyName]
    """Ledger key to the name as the newest holding gives it, those of the newest submission first."""
    unit_keys: Mapping[int, str]
    """Ledger key to the key of the sub-unit, or of its agency where it is none."""
    continued_by: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    """Identity keys to those of the agencies that go on for them, or seem to by their name."""
    findings: tuple[Finding, ...] = ()

    def excused(self, key: str, there: AbstractSet[str], day: dt.date) -> bool:
        """Whether an agency owes no report on a day: another goes on for it then, or it still reports as another.

        ``there`` are the identity keys that report.
        """
        heirs = self.continued_by.get(key, frozenset())
        if any(heir in there or _exists(self.agencies[heir], day) for heir in heirs):
            return True
        former = {one for one, after in self.continued_by.items() if key in after}
        return any(one in there and not self.agencies[one].dissolved for one in former)

    def heirs_of(self, key: str) -> tuple[str, ...]:
        """Names of the agencies that go on for one, in the order of their keys."""
        return tuple(self.agencies[heir].name for heir in sorted(self.continued_by.get(key, ())))


def identify(holdings: Iterable[Holding], register: Sequence[RegisteredAgency]) -> Identities:
    """Say which of the agencies that holdings name are the same one.

    An agency is its code, and a sub-unit rolls up to its agency's code; a code that the register gives an agency
    for other years is that agency's. A name without a code is the agency whose name key, register alias or
    ``agency_id`` it equals, if exactly one does; else it is its own name key. A dissolved agency is never the one
    that has its code now. The register's name wins, then that of the newest submission. Findings:
    ``agency-names-differ`` (info), ``agency-alias-ambiguous`` and ``agency-two-codes`` (warnings).
    """
    newest_first = sorted(holdings, key=lambda holding: -holding.submission.number)
    newest: dict[int, Holding] = {}
    for holding in newest_first:
        newest.setdefault(holding.agency_id, holding)
    named = {agency_id: holding.agency for agency_id, holding in newest.items()}
    former = _former_of(named.values(), register)
    coded = _coded(newest, register, former)
    names = _claimed(named, coded, register, former)
    by_id = {agency_id: coded.get(agency_id) or _key_of(agency, names) for agency_id, agency in named.items()}
    agencies = _registered(register)
    for agency_id, agency in named.items():
        _add(agencies, by_id[agency_id], agency)
        _alias(agencies, by_id[agency_id], agency.alias)
    for agency_id, agency in named.items():
        if not agency.dissolved:
            names.claim(by_id[agency_id], agency.alias)
    continued_by, two = _continued(newest_first, by_id, agencies, register)
    findings = _names_differ(newest_first, by_id, agencies) + ambiguous(named.values(), names) + two
    return Identities(agencies, by_id, named, _unit_keys(newest_first, by_id), continued_by, findings)


def _exists(identity: Identity, day: dt.date) -> bool:
    return identity.registered is None or identity.registered.exists_on(day)


def _former_of(named: Iterable[AgencyName], register: Sequence[RegisteredAgency]) -> dict[str, str]:
    """Former names and codes that are the heir's; what a file marks as dissolved stays another agency."""
    gone = {_former(text) for one in named if one.dissolved for text in (one.name, one.code) if text}
    return {text: key for text, key in former_names(register).items() if text not in gone}


def _coded(
    newest: Mapping[int, Holding], register: Sequence[RegisteredAgency], former: Mapping[str, str]
) -> dict[int, str]:
    """Identity keys of what is stated with a code, as the register says whose it was at that position."""
    found = {}
    for agency_id, holding in newest.items():
        agency = holding.agency
        if agency.code is not None and not agency.dissolved:
            code = _agency_code(agency.code)
            owner = owner_of(code, holding.submission.cutoff, register) or former.get(_former(code))
            by_name = None if codes.is_unit(agency.code) else former.get(_former(agency.name))
            found[agency_id] = owner or by_name or code
    return found


def _former(text: str) -> str:
    return codes.agency_name_key(text)


def _agency_code(code: str) -> str:
    """Give the agency of a code; a code of no known form (before 2021) stands for itself."""
    try:
        return codes.agency_of(code)
    except CodeError:
        return code


def _unit_keys(holdings: Sequence[Holding], by_id: Mapping[int, str]) -> dict[int, str]:
    """Part an agency by its sub-units, and by its codes where one file states several of them: both count."""
    stated: dict[tuple[int, str], set[str]] = defaultdict(set)
    for holding in holdings:
        if holding.agency.code is not None:
            key = by_id[holding.agency_id]
            stated[holding.submission.number, key].add(_agency_code(holding.agency.code))
    apart = {key for (_, key), given in stated.items() if len(given) > 1}
    keys: dict[int, str] = {}
    for holding in holdings:
        key, code = by_id[holding.agency_id], holding.agency.code
        own = code is not None and (codes.is_unit(code) or (key in apart and code != key))
        keys.setdefault(holding.agency_id, f"{key}{_UNIT}{code}" if own else key)
    return keys


def agency_of(key: str) -> str:
    """Give the agency's identity key of an agency's or a sub-unit's."""
    agency, separator, unit = key.rpartition(_UNIT)
    return agency if separator and unit[:1].isdigit() else key


def _claimed(
    named: Mapping[int, AgencyName],
    coded: Mapping[int, str],
    register: Sequence[RegisteredAgency],
    former: Mapping[str, str],
) -> Names:
    names = Names()
    for agency in register:
        names.claim(registered_key(agency), agency.name, *agency.aliases)
    for text, key in former.items():
        names.claim(key, text)
    for agency_id, stated in named.items():
        if agency_id in coded and stated.code is not None and not codes.is_unit(stated.code):
            names.claim(coded[agency_id], stated.name, stated.alias)
    return names


def _key_of(agency: AgencyName, names: Names) -> str:
    if agency.dissolved:
        own = _agency_code(agency.code) if agency.code else name_identity(agency.name)
        return f"{own}*{codes.agency_name_key(agency.name)}"
    for owners in (names.of(agency.alias), names.of(agency.name)):  # what the manifest says wins
        if len(owners) == 1:
            return next(iter(owners))
    return name_identity(agency.name)


def _continued(
    holdings: Sequence[Holding],
    by_id: Mapping[int, str],
    agencies: Mapping[str, Identity],
    register: Sequence[RegisteredAgency],
) -> tuple[dict[str, set[str]], tuple[Finding, ...]]:
    """Who goes on for whom: by the register, by the code a dissolved agency left, and by a name under new codes."""
    called = {key: _called(identity) for key, identity in agencies.items()}
    heirs = heirs_in_register(register, called)
    for key, identity in agencies.items():
        if identity.dissolved and identity.code in agencies:
            heirs.setdefault(key, set()).add(str(identity.code))
    stated: dict[str, list[Stated]] = defaultdict(list)
    for holding in holdings:
        given = holding.submission
        stated[by_id[holding.agency_id]].append(Stated(given.number, given.cutoff, given.is_report))
    groups = renamed_codes(_of_one_name(agencies), stated)
    for *before, today in groups:
        for code in before:
            heirs.setdefault(code, set()).add(today)
    return heirs, tuple(two_codes(agencies[group[-1]].name, group) for group in groups)


def _called(identity: Identity) -> list[str]:
    return [text for text in (identity.code, identity.name, *identity.aliases) if text]


def _of_one_name(agencies: Mapping[str, Identity]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = defaultdict(list)
    for key, identity in agencies.items():
        if identity.code == key and identity.name != key:
            named[codes.agency_name_key(identity.name)].append(key)
    return named


def _registered(register: Sequence[RegisteredAgency]) -> dict[str, Identity]:
    return {
        registered_key(agency): Identity(
            *(registered_key(agency), agency.code, agency.name, False, agency),
            (*agency.aliases, *agency.codes, *([agency.short] if agency.short else [])),
            continued_alone(agency, register),
        )
        for agency in register
    }


def _add(agencies: dict[str, Identity], key: str, agency: AgencyName) -> None:
    """Add what a holding names; one known only by its units gets its own name as soon as it is stated."""
    is_unit = agency.code is not None and codes.is_unit(agency.code)
    known = agencies.get(key)
    code = _agency_code(agency.code) if agency.code else None
    if known is None:
        agencies[key] = Identity(key, code, code or agency.name if is_unit else agency.name, agency.dissolved)
    elif not is_unit and known.registered is None and known.name == known.code:
        agencies[key] = replace(known, name=agency.name)


def _alias(agencies: dict[str, Identity], key: str, alias: str | None) -> None:
    known = agencies[key]
    if alias is not None and alias not in known.aliases:
        agencies[key] = replace(known, aliases=(*known.aliases, alias))


def _names_differ(
    holdings: Iterable[Holding], by_id: Mapping[int, str], agencies: Mapping[str, Identity]
) -> tuple[Finding, ...]:
    findings: dict[tuple[str, str], Finding] = {}
    for holding in holdings:
        agency, identity = holding.agency, agencies[by_id[holding.agency_id]]
        if agency.code is None or codes.is_unit(agency.code):
            continue
        name_key = codes.agency_name_key(agency.name)
        if name_key not in _known_names(identity):
            arguments = {"agency": identity.name, "code": agency.code, "other": agency.name}
            one = say("agency-names-differ", arguments, cutoff=holding.submission.cutoff)
            findings.setdefault((identity.key, name_key), one)
    return tuple(findings.values())


def _known_names(identity: Identity) -> set[str]:
    registered = identity.registered
    told = () if registered is None else (*registered.aliases, *registered.formerly)
    return {codes.agency_name_key(name) for name in (identity.name, *told)}
