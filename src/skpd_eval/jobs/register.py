"""A proposed configuration: the agencies that exports name, as the register of skpd-eval.toml."""

from __future__ import annotations

import json
from collections.abc import Sequence

from skpd_eval import codes
from skpd_eval.jobs.across import Read
from skpd_eval.model import AgencyName, Export
from skpd_eval.settings import template


def proposed(read: Sequence[Read]) -> str:
    """The commented template, with the government and one ``[[agency]]`` block an agency found.

    An agency named differently in several exports gets the other names as aliases; sub-units are left out.
    """
    exports = [export for one in read for export in one.reading.exports]
    text = template()
    government = next((export.government for export in exports if export.government), None)
    if government:
        text = text.replace('# name = "Kota Batu"', f"name = {json.dumps(government, ensure_ascii=False)}", 1)
    blocks = [_block(names) for names in _agencies(exports)]
    return text + "\n" + "\n".join(blocks)


def _agencies(exports: Sequence[Export]) -> list[list[AgencyName]]:
    """Agencies in the order of their codes, each with every name that an export gives it."""
    found: dict[tuple[str, bool], list[AgencyName]] = {}
    names: dict[str, str] = {}
    for export in exports:
        for agency in export.agencies:
            if agency.code is not None and not codes.is_unit(agency.code):
                names.setdefault(codes.agency_name_key(agency.name), agency.code)
    for export in exports:
        for agency in export.agencies:
            key = codes.agency_name_key(agency.name)
            code = agency.code or names.get(key)
            if code is not None and codes.is_unit(code):
                continue
            known = found.setdefault((code or "~" + key, agency.dissolved), [])
            if all(other.name != agency.name for other in known):
                known.append(agency._replace(code=code))
    return [found[key] for key in sorted(found)]


def _block(names: Sequence[AgencyName]) -> str:
    first = names[0]
    aliases = [name.name for name in names[1:]] + [name.alias for name in names if name.alias]
    lines = ["[[agency]]"]
    if first.code:
        lines.append(f"code = {json.dumps(first.code)}")
    lines.append(f"name = {json.dumps(first.name, ensure_ascii=False)}")
    if aliases:
        lines.append(f"aliases = {json.dumps(list(dict.fromkeys(aliases)), ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
