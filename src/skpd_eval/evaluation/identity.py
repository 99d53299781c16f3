"""Which names and codes are one agency, in one government and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from skpd_eval import codes
from skpd_eval.errors import CodeError
from skpd_eval.model import AgencyName, Finding, Holding, Severity
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
    """Other names that the register gives, and what manifests call it (``agency_id``)."""


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
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Names:
    """Name keys and aliases to the identities that claim them."""

    owners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def claim(self, key: str, *names: str | None) -> None:
        for name in filter(None, names):
            self.owners[codes.agency_name_key(name)].add(key)

    def of(self, *names: str | None) -> set[str]:
        found = (self.owners.get(codes.agency_name_key(name), set()) for name in filter(None, names))
        return set().union(*found)


def identify(holdings: Iterable[Holding], register: Sequence[RegisteredAgency]) -> Identities:
    """Say which of the agencies that holdings name are the same one.

    An agency is its code, and a sub-unit rolls up to its agency's code. A name without a code is the agency
    whose name key, register alias or ``agency_id`` it equals, if exactly one does; else it is its own name
    key. A dissolved agency is never the one that has its code now. The register's name wins, then that of the
    newest submission. Findings: ``agency-names-differ`` (info), ``agency-alias-ambiguous`` (warning).
    """
    newest_first = sorted(holdings, key=lambda holding: -holding.submission.number)
    named: dict[int, AgencyName] = {}
    for holding in newest_first:
        named.setdefault(holding.agency_id, holding.agency)
    names = _claimed(named.values(), register)
    by_id = {agency_id: _key_of(agency, names) for agency_id, agency in named.items()}
    agencies = _registered(register)
    for agency_id, agency in named.items():
        _add(agencies, by_id[agency_id], agency)
        _alias(agencies, by_id[agency_id], agency.alias)
    for agency_id, agency in named.items():
        if not agency.dissolved:
            names.claim(by_id[agency_id], agency.alias)
    findings = _names_differ(newest_first, by_id, agencies) + _ambiguous(named.values(), names)
    unit_keys = {agency_id: _unit_key(by_id[agency_id], agency) for agency_id, agency in named.items()}
    return Identities(agencies, by_id, named, unit_keys, findings)


def registered_key(agency: RegisteredAgency) -> str:
    """Give the identity key of an agency of the register."""
    return agency.code or _name_identity(agency.name)


def _agency_code(code: str) -> str:
    """Give the agency of a code; a code of no known form (before 2021) stands for itself."""
    try:
        return codes.agency_of(code)
    except CodeError:
        return code


def _unit_key(key: str, agency: AgencyName) -> str:
    return f"{key}{_UNIT}{agency.code}" if agency.code is not None and codes.is_unit(agency.code) else key


def agency_of(key: str) -> str:
    """Give the agency's identity key of an agency's or a sub-unit's."""
    agency, separator, unit = key.rpartition(_UNIT)
    return agency if separator and codes.is_unit(unit) else key


def _name_identity(name: str) -> str:
    return f"name:{codes.agency_name_key(name)}"


def _claimed(named: Iterable[AgencyName], register: Sequence[RegisteredAgency]) -> _Names:
    names = _Names()
    for agency in register:
        names.claim(registered_key(agency), agency.name, *agency.aliases)
    for stated in named:
        if stated.code is not None and not stated.dissolved and not codes.is_unit(stated.code):
            names.claim(stated.code, stated.name, stated.alias)
    return names


def _key_of(agency: AgencyName, names: _Names) -> str:
    if agency.dissolved:
        own = _agency_code(agency.code) if agency.code else _name_identity(agency.name)
        return f"{own}*{codes.agency_name_key(agency.name)}"
    if agency.code is not None:
        return _agency_code(agency.code)
    for owners in (names.of(agency.alias), names.of(agency.name)):  # what the manifest says wins
        if len(owners) == 1:
            return next(iter(owners))
    return _name_identity(agency.name)


def _registered(register: Sequence[RegisteredAgency]) -> dict[str, Identity]:
    return {
        registered_key(agency): Identity(
            registered_key(agency), agency.code, agency.name, False, agency, agency.aliases
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
        if name_key != codes.agency_name_key(identity.name):
            arguments = {"agency": identity.name, "code": agency.code, "other": agency.name}
            one = Finding(
                "agency-names-differ", Severity.INFO, {**arguments}, cutoff=holding.submission.cutoff
            )
            findings.setdefault((identity.key, name_key), one)
    return tuple(findings.values())


def _ambiguous(named: Iterable[AgencyName], names: _Names) -> tuple[Finding, ...]:
    wanted = {
        codes.agency_name_key(name)
        for agency in named
        for name in (agency.name if agency.code is None else None, agency.alias)
        if name and not agency.dissolved
    }
    return tuple(
        Finding(
            "agency-alias-ambiguous",
            Severity.WARNING,
            {"alias": alias, "agencies": ", ".join(sorted(names.owners[alias]))},
        )
        for alias in sorted(wanted)
        if len(names.owners.get(alias, ())) > 1
    )
