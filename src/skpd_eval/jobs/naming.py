"""Agencies and governments by what a person types: one rule for every command that takes one."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence

from skpd_eval import codes
from skpd_eval.codes.lookup import Lookup, Spelled, is_name, is_whole_short_name, lookup
from skpd_eval.errors import NotIngestedError, UsageError
from skpd_eval.model import Evaluation, MissingAgency, RankedAgency
from skpd_eval.settings import RegisteredAgency

UNNAMED = "-"
"""How a government without a name is asked for and listed."""

Called = RankedAgency | MissingAgency
"""An agency that a person may name: with figures, or known of and not at the position."""


def agency_of(evaluation: Evaluation, asked: str) -> RankedAgency:
    """The one agency meant by a code, a name, an alias, a short name, or the beginning of one of them.

    Of a dissolved agency and its heir, the same by name or code, the dissolved one is meant by the mark ``*)``.

    Raises UsageError ``agency-not-reported``, ``agency-unknown`` (proposing what is spelled nearly so) or
    ``agency-ambiguous`` (listing all).
    """
    rows: tuple[RankedAgency, ...] = (*evaluation.rows, *evaluation.unranked)
    absent = [one for one in evaluation.not_reported if one.reason == "not-reported"]
    known: list[Called] = [*rows, *absent]
    meant = lookup(asked, known, _spelled)
    found = _dissolved_apart(asked, meant.found)
    if len(found) > 1:
        raise UsageError("agency-ambiguous", asked=asked, names="; ".join(map(_called, found)))
    if not found:
        raise UsageError("agency-unknown", asked=asked, near="; ".join(map(_called, meant.near)))
    if isinstance(found[0], MissingAgency):
        raise UsageError("agency-not-reported", agency=found[0].name)
    return found[0]


def _dissolved_apart(asked: str, found: Sequence[Called]) -> Sequence[Called]:
    """Those that the mark ``*)`` of what was typed means, where several of one name or code were found."""
    if len(found) < 2 or not all(is_name(asked, _spelled(one)) for one in found):
        return found
    marked = asked.rstrip().endswith("*)")
    return [one for one in found if isinstance(one, RankedAgency) and one.figures.dissolved is marked] or found


def _called(one: Called) -> str:
    return one.figures.full_name if isinstance(one, RankedAgency) else one.name


def _spelled(one: Called) -> Spelled:
    if isinstance(one, MissingAgency):
        return Spelled(one.code, one.name)
    return Spelled(one.figures.code, one.figures.name, one.figures.aliases)


def government_named(asked: str, known: Iterable[str | None], ledger: str) -> str | None:
    """The government of the ledger that is meant; ``-`` is the one without a name.

    Raises UsageError ``government-ambiguous`` or ``government-unknown``, and NotIngestedError.
    """
    there = list(known)
    meant = governments_meant(asked, there)
    if len(meant.found) > 1:
        raise UsageError("government-ambiguous", asked=asked, names="; ".join(map(str, meant.found)))
    if meant.found:
        return meant.found[0]
    if meant.near:
        raise NotIngestedError.unknown_government(asked, "; ".join(map(str, meant.near)), ledger)
    raise NotIngestedError(asked, listed_governments(there), ledger)


def governments_meant(asked: str, known: Iterable[str | None]) -> Lookup[str | None]:
    """All governments that may be meant: those of that very name, else as people shorten it."""
    there = list(known)
    wanted = "" if asked in ("", UNNAMED) else codes.government_key(asked)
    same = tuple(name for name in there if codes.government_key(name or "") == wanted)
    if same or not wanted:
        return Lookup(same[:1])
    named: list[str | None] = [name for name in there if name]
    return lookup(wanted, named, lambda name: Spelled(None, codes.government_key(name or "")))


def listed_governments(governments: Iterable[str | None]) -> str:
    """All names, the missing one too: ``-, Kota Batu``."""
    return ", ".join(government or UNNAMED for government in governments) or UNNAMED


def agency_told(asked: str, register: Sequence[RegisteredAgency]) -> str:
    """The registered name of the agency that a short name stands for; any other name as it was told.

    Raises UsageError ``agency-ambiguous`` where it stands for several.
    """
    spelled = [Spelled(one.code, one.name, _others(one)) for one in register]
    for rule in (is_name, is_whole_short_name):
        found = [spelling.name for spelling in spelled if rule(asked, spelling)]
        if len(found) > 1:
            raise UsageError("agency-ambiguous", asked=asked, names="; ".join(found))
        if found:
            return found[0]
    return asked


def _others(agency: RegisteredAgency) -> tuple[str, ...]:
    return (*agency.aliases, *([agency.short] if agency.short else []))


def with_short_names(evaluation: Evaluation, register: Sequence[RegisteredAgency]) -> Evaluation:
    """The evaluation with what tables call its agencies: the register's short name, else the usual one.

    An agency whose short name another one has too keeps its name.
    """
    told = {codes.agency_name_key(one.name): one.short for one in register}
    rows: tuple[RankedAgency, ...] = (*evaluation.rows, *evaluation.unranked)
    short = {
        row.figures.identity: told.get(codes.agency_name_key(row.figures.name))
        or codes.short_name(row.figures.name)
        for row in rows
    }
    counted = Counter(short.values())

    def renamed(row: RankedAgency) -> RankedAgency:
        name = short[row.figures.identity]
        if name is None or counted[name] > 1:
            return row
        return dataclasses.replace(row, figures=dataclasses.replace(row.figures, short=name))

    return dataclasses.replace(
        evaluation, rows=tuple(map(renamed, evaluation.rows)), unranked=tuple(map(renamed, evaluation.unranked))
    )
