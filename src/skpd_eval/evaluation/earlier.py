"""What is to be said about figures beside the position right before: another unit, or a copy of that position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from skpd_eval.findings import say
from skpd_eval.model import AgencyFigures, Finding, RankedAgency

_UNITS = (1_000, 1_000_000)
"""How many times an amount in thousands or millions is off where it is taken for rupiah."""
_NEAR = 3
"""A budget that grew or shrank this many times beside such a factor is still taken for another unit."""
_FEWEST = 2
"""Of a single agency alone neither a copy nor the unit of a whole file can be told."""


def earlier_findings(now: Sequence[RankedAgency], before: Sequence[RankedAgency]) -> tuple[Finding, ...]:
    """Compare agencies with their position right before, whatever year that is in.

    Codes: ``unit-mismatch-suspected`` (V-09: a budget about a thousand or a million times that of before, or
    the other way round; one finding where most agencies differ so, or where budgets agree or are unknown and
    the realizations of most agencies differ so inside a year) and ``stale-copy`` (every agency realized
    exactly what it had before). Both are warnings.
    """
    earlier = {row.figures.identity: row.figures for row in before}
    pairs = [
        (row.figures, earlier[row.figures.identity])
        for row in now
        if row.figures.identity in earlier and earlier[row.figures.identity].cutoff < row.figures.cutoff
    ]
    return (*_units(pairs), *_realized_units(pairs), *_stale(pairs))


_Pairs = Sequence[tuple[AgencyFigures, AgencyFigures]]


def _units(pairs: _Pairs) -> Iterator[Finding]:
    both = [(now, before) for now, before in pairs if (now.budget or 0) > 0 and (before.budget or 0) > 0]
    off = [(now, before, factor) for now, before in both if (factor := _factor(now, before)) is not None]
    if len(off) >= _FEWEST and 2 * len(off) > len(both):
        yield _warning(
            "unit-mismatch-suspected",
            agencies=len(off),
            count=len(both),
            factor=max(off, key=lambda one: sum(other[2] == one[2] for other in off))[2],
            budget=sum(now.budget or 0 for now, _ in both),
            before=sum(before.budget or 0 for _, before in both),
        )
        return
    for now, before, factor in off:
        one = _warning(
            "unit-mismatch-suspected",
            agency=now.name,
            factor=factor,
            budget=now.budget or 0,
            before=before.budget or 0,
        )
        yield replace(one, cutoff=now.cutoff)


def _realized_units(pairs: _Pairs) -> Iterator[Finding]:
    """Realizations of most agencies in another unit. Of one agency a large step may be a large payment."""
    both = [
        (now, before)
        for now, before in pairs
        if now.cutoff.year == before.cutoff.year
        and (now.realization or 0) > 0
        and (before.realization or 0) > 0
        and not _budgets_apart(now, before)
    ]
    factors = [_times_apart(now.realization or 0, before.realization or 1) for now, before in both]
    off = [factor for factor in factors if factor is not None]
    if len(off) >= _FEWEST and 2 * len(off) > len(both):
        yield _warning(
            "unit-mismatch-suspected",
            agencies=len(off),
            count=len(both),
            factor=max(off, key=off.count),
            realization=sum(now.realization or 0 for now, _ in both),
            before=sum(before.realization or 0 for _, before in both),
        )


def _budgets_apart(now: AgencyFigures, before: AgencyFigures) -> bool:
    known = (now.budget or 0) > 0 and (before.budget or 0) > 0
    return known and _factor(now, before) is not None


def _factor(now: AgencyFigures, before: AgencyFigures) -> int | None:
    return _times_apart(now.budget or 0, before.budget or 1)


def _times_apart(now: int, before: int) -> int | None:
    ratio = Fraction(now, before)
    times = max(ratio, 1 / ratio)
    return next((unit for unit in _UNITS if Fraction(unit, _NEAR) <= times <= unit * _NEAR), None)


def _stale(pairs: _Pairs) -> Iterator[Finding]:
    known = [(now, before) for now, before in pairs if now.realization is not None]
    if len(known) < _FEWEST or not any(now.realization for now, _ in known):
        return
    if all(now.realization == before.realization for now, before in known):
        yield _warning(
            "stale-copy",
            cutoff=max(now.cutoff for now, _ in known).isoformat(),
            earlier=max(before.cutoff for _, before in known).isoformat(),
            agencies=len(known),
        )


def _warning(code: str, **arguments: int | str) -> Finding:
    return say(code, arguments)
