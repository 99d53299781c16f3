"""Which government, year and quarter a command speaks of, from what was asked and what the ledger has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.errors import AgenciesNotIngestedError, GovernmentNotNamedError, NotIngestedError, UsageError
from skpd_eval.evaluation import default_quarter, of_agencies, of_government
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.naming import UNNAMED, government_named, listed_governments
from skpd_eval.ledger import Ledger
from skpd_eval.model import Holding, Kind
from skpd_eval.period import Quarter


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command was asked for; ``None`` leaves it to the ledger."""

    government: str | None = None
    year: int | None = None
    quarter: int | None = None
    cutoff: dt.date | None = None
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A government's year with its holdings, and the quarter and cut-off that are meant."""

    government: str | None
    quarter: Quarter
    cutoff: dt.date | None
    holdings: Sequence[Holding]
    thinner: Quarter | None = None
    """A newer quarter that fewer than half of the agencies reported, where the quarter was not asked for."""


def government_of(ledger: Ledger, context: Context, asked: Asked) -> str | None:
    """The government that is meant. Raises GovernmentNotNamedError, UsageError and NotIngestedError."""
    known = ledger.governments(asked.as_of, context.settings.timezone)
    if asked.government is not None:
        return government_named(asked.government, known, str(context.ledger))
    configured = context.settings.government
    if configured is not None:
        return _of_that_name(configured, known, context)
    if len(known) > 1:
        raise GovernmentNotNamedError(listed_governments(known))
    return known[0] if known else None


def _of_that_name(name: str, known: Sequence[str | None], context: Context) -> str | None:
    key = codes.government_key(name)
    for government in known:
        if codes.government_key(government or "") == key:
            return government
    raise NotIngestedError(name, listed_governments(known), str(context.ledger))


def scope_of(ledger: Ledger, context: Context, asked: Asked) -> Scope:
    """Government, year and quarter that are meant. Raises GovernmentNotNamedError, NotIngestedError, UsageError."""
    if asked.cutoff and asked.year and asked.cutoff.year != asked.year:
        raise UsageError("cutoff-outside-year", cutoff=asked.cutoff.isoformat(), year=asked.year)
    if asked.cutoff and asked.quarter and Quarter.of(asked.cutoff).number != asked.quarter:
        raise UsageError("cutoff-outside-quarter", cutoff=asked.cutoff.isoformat(), quarter=asked.quarter)
    government = government_of(ledger, context, asked)
    told_year = asked.cutoff.year if asked.cutoff else asked.year
    years = sorted(ledger.years(government, asked.as_of, context.settings.timezone), reverse=True)
    for year in years if told_year is None else [told_year]:
        holdings = of_agencies(ledger.holdings(government, year, asked.as_of, context.settings.timezone))
        there = _quarters_in(holdings)
        scope = _in_year(context, asked, government, year, holdings, there)
        if scope is not None:
            return scope
    whole = government_scope_of(ledger, context, asked)
    if whole is not None and whole.cutoff is not None:
        raise AgenciesNotIngestedError(whole.cutoff.isoformat(), str(context.ledger))
    held = [
        holding
        for year in years
        for holding in ledger.holdings(government, year, asked.as_of, context.settings.timezone)
    ]
    available = listed_quarters(_quarters_in(held))
    alone = "" if _quarters_in(held) else _held_alone(held)
    raise NotIngestedError(asked_text(asked), available, str(context.ledger), alone)


_HELD = {Kind.ACCOUNTS: "budget", Kind.PLAN: "plan", Kind.OUTPUTS: "output"}


def _held_alone(holdings: Sequence[Holding]) -> str:
    """What is stated where nothing says what was spent: ``budget, plan``."""
    kinds = {holding.submission.kind for holding in of_agencies(holdings)}
    return ", ".join(name for kind, name in _HELD.items() if kind in kinds)


def government_scope_of(ledger: Ledger, context: Context, asked: Asked) -> Scope | None:
    """The newest position asked for that is stated of the whole government, none of its agencies; else ``None``."""
    government = government_of(ledger, context, asked)
    zone = context.settings.timezone
    told_year = asked.cutoff.year if asked.cutoff else asked.year
    years = sorted(ledger.years(government, asked.as_of, zone), reverse=True)
    for year in years if told_year is None else [told_year]:
        held = [
            holding
            for holding in ledger.holdings(government, year, asked.as_of, zone)
            if of_government(holding) and holding.submission.withdrawn_at is None
        ]
        days = [
            day
            for day in {holding.submission.cutoff for holding in held if holding.submission.is_report}
            if asked.cutoff in (None, day) and asked.quarter in (None, Quarter.of(day).number)
        ]
        if days:
            return Scope(government, Quarter.of(max(days)), max(days), held)
    return None


def _quarters_in(holdings: Sequence[Holding]) -> set[Quarter]:
    return {Quarter.of(holding.submission.cutoff) for holding in _reports(holdings)}


def reported(holdings: Sequence[Holding]) -> set[dt.date]:
    """The cut-offs at which spending or progress is stated."""
    return {holding.submission.cutoff for holding in _reports(holdings)}


def _reports(holdings: Sequence[Holding]) -> list[Holding]:
    return [holding for holding in of_agencies(holdings) if holding.submission.is_report]


def _in_year(
    context: Context,
    asked: Asked,
    government: str | None,
    year: int,
    holdings: Sequence[Holding],
    there: set[Quarter],
) -> Scope | None:
    if asked.cutoff is not None:
        if any(holding.submission.cutoff == asked.cutoff for holding in _reports(holdings)):
            return Scope(government, Quarter.of(asked.cutoff), asked.cutoff, holdings)
        return None
    if asked.quarter is not None:
        quarter = Quarter(year, asked.quarter)
        return Scope(government, quarter, None, holdings) if quarter in there else None
    found = default_quarter(holdings, context.settings.agencies, year)
    return None if found is None else Scope(government, found[0], None, holdings, found[1])


def asked_text(asked: Asked) -> str:
    """The position that was asked for, as people write it: ``2023-Q3``, ``2023-08-31``."""
    if asked.cutoff is not None:
        return asked.cutoff.isoformat()
    year = "" if asked.year is None else str(asked.year)
    quarter = "" if asked.quarter is None else f"Q{asked.quarter}"
    return "-".join(part for part in (year, quarter) if part) or UNNAMED


def listed_quarters(available: Iterable[Quarter]) -> str:
    """Quarters in order, each once: ``2023-Q1, 2023-Q2``."""
    return ", ".join(f"{quarter.year}-Q{quarter.number}" for quarter in sorted(set(available))) or UNNAMED
