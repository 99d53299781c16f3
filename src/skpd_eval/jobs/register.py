"""A proposed configuration: the agencies that exports name, as the register of skpd-eval.toml."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from skpd_eval import codes
from skpd_eval.evaluation import Stated, renamed_codes
from skpd_eval.jobs.across import Read
from skpd_eval.model import AgencyName, Export, Kind
from skpd_eval.settings import template


def proposed(read: Sequence[Read]) -> str:
    """The commented template, with the government and one ``[[agency]]`` block an agency found.

    An agency named differently in several exports gets the other names as aliases; sub-units are left out. One
    name under codes that never stand together is drafted as one agency with ``codes``; where they stand together,
    all but the first are comments, as a name may not be two agencies'. What a file marks as dissolved is written
    as ``formerly`` of the agency that has its code, else as a comment.
    """
    exports = [export for one in read for export in one.reading.exports]
    text = template()
    government = next((export.government for export in exports if export.government), None)
    if government:
        text = text.replace('# name = "Kota Batu"', f"name = {_quoted(government)}", 1)
    return text + "\n" + "\n".join(_blocks(exports))


def _blocks(exports: Sequence[Export]) -> Iterator[str]:
    living, dissolved = _agencies(exports)
    groups = renamed_codes(_of_one_name(living), _stated(exports))
    joined = {code: group for group in groups for code in group}
    short = _short_names(living)
    written: set[str] = set()
    for key, names in living.items():
        group = joined.get(key, (key,))
        if group[-1] != key:
            continue
        every = [name for code in group for name in living[code]]
        formerly = [name.name for name in dissolved.pop(key, ())]
        block = _block(names[:1] + every, group, formerly, short.get(names[0].name))
        again = {codes.agency_name_key(name.name) for name in every} & written
        yield _commented("A name that another block has, too:", block) if again else block
        written |= {codes.agency_name_key(name.name) for name in every}
    for names in dissolved.values():
        heir = f"# formerly = [{_quoted(names[0].name)}]"
        yield f"# Dissolved, by the mark of its file; in the block of the agency that continues it:\n{heir}\n"


def _agencies(exports: Sequence[Export]) -> tuple[dict[str, list[AgencyName]], dict[str, list[AgencyName]]]:
    """Agencies in the order of their codes, each with every name that an export gives it; dissolved ones apart."""
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
    living = {key: found[key, gone] for key, gone in sorted(found) if not gone}
    return living, {key: found[key, gone] for key, gone in sorted(found) if gone}


def _short_names(living: Mapping[str, Sequence[AgencyName]]) -> dict[str, str]:
    """The usual short names by the agencies' names; one that two agencies would have is proposed for neither."""
    names = {name.name for agency in living.values() for name in agency[:1]}
    usual = {name: short for name in names if (short := codes.short_name(name)) is not None}
    counted = Counter(usual.values())
    return {name: short for name, short in usual.items() if counted[short] == 1}


def _of_one_name(living: Mapping[str, Sequence[AgencyName]]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = defaultdict(list)
    for code, names in living.items():
        if names[0].code is not None:
            named[codes.agency_name_key(names[0].name)].append(code)
    return named


def _stated(exports: Sequence[Export]) -> dict[str, list[Stated]]:
    stated: dict[str, list[Stated]] = defaultdict(list)
    for number, export in enumerate(exports):
        for agency in export.agencies:
            if agency.code is not None and not agency.dissolved:
                report = export.kind in (Kind.ACCOUNTS, Kind.PHYSICAL)
                stated[agency.code].append(Stated(number, export.cutoff or dt.date.min, report))
    return stated


def _block(
    names: Sequence[AgencyName], group: Sequence[str], formerly: Sequence[str], short: str | None
) -> str:
    first = names[0]
    aliases = [name.name for name in names[1:] if name.name != first.name]
    aliases += [name.alias for name in names if name.alias]
    if short in aliases:
        short = None
    lines = ["[[agency]]"]
    if len(group) > 1:
        lines.append("# One name under several codes; part the block if these are several agencies.")
        lines.append(f"codes = {_listed(group)}")
    elif first.code:
        lines.append(f"code = {_quoted(first.code)}")
    lines.append(f"name = {_quoted(first.name)}")
    if short:
        lines.append(f"short = {_quoted(short)}")
    if aliases:
        lines.append(f"aliases = {_listed(aliases)}")
    if formerly:
        lines.append(f"formerly = {_listed(formerly)}")
    return "\n".join(lines) + "\n"


def _commented(why: str, block: str) -> str:
    return "\n".join(f"# {line}" for line in (why, *block.splitlines())) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _listed(texts: Iterable[str]) -> str:
    return json.dumps(list(dict.fromkeys(texts)), ensure_ascii=False)
