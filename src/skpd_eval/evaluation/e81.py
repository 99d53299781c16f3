"""Form E.81: an agency's programs, activities and sub-activities quarter by quarter, each quarter alone.

Positions of the ledger are cumulative; a quarter's own amount is its position minus the one before. Amounts
that are stated above the finest level, or for no activity at all, stand in a row of their own, so that every
column sums to the agency's figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from skpd_eval import codes
from skpd_eval.errors import CodeError
from skpd_eval.evaluation.entries import added
from skpd_eval.model import AgencyFigures, Consolidation, IndicatorAchievement, ItemFigures
from skpd_eval.model.e81 import FormE81, FormRow, IndicatorCourse, Number

_PROGRAM_SEGMENTS = 3


def form_e81(
    positions: Sequence[AgencyFigures | None],
    names: Mapping[str, str],
) -> FormE81:
    """Fill the form from the positions of the quarters 1, 2, ... of one year, the last being evaluated.

    A quarter without a position is ``None``, and one that states no realization is like it; the last one must be
    there (ValueError). ``names`` words the codes of programs and activities.
    """
    newest = positions[-1] if positions else None
    if newest is None:
        raise ValueError("the quarter that is evaluated has no position")
    courses = _courses(positions)
    spent = [None if one is None or one.realization is None else one for one in positions]
    within, budgets = [_by_code(position) for position in spent], _by_code(newest)
    rows = [
        _row(code, depth, leaf, within, budgets, names.get(code, code), courses.get(code, ()))
        for code, depth, leaf in _tree(positions, courses)
    ]
    rest = _rest(spent, newest)
    finest = [row.achieved for row in rows if row.is_leaf and row.achieved is not None]
    return FormE81(
        figures=newest,
        quarter=len(positions),
        positions=tuple(spent),
        rows=(*rows, rest) if _matters(rest) else tuple(rows),
        total=FormRow(
            newest.code,
            newest.name,
            0,
            False,
            newest.budget,
            _alone([_Standing(one is not None, None if one is None else one.realization) for one in spent]),
            newest.realization,
            tuple(courses.get(None, ())),
        ),
        mean_absorption=sum(finest, Fraction(0)) / len(finest) if finest else None,
    )


class _Standing(NamedTuple):
    """A cumulative amount at a position; where it is known and nothing is stated it adds nothing."""

    is_known: bool
    amount: int | None


def _alone(standings: Sequence[_Standing]) -> tuple[int | None, ...]:
    """Each quarter's own amount; before the first there is nothing, after an unknown one nothing is known."""
    before = _Standing(True, None)
    found: list[int | None] = []
    for now in standings:
        stated = now.amount is not None or before.amount is not None
        known = now.is_known and before.is_known and stated
        found.append((now.amount or 0) - (before.amount or 0) if known else None)
        before = now
    return (*found, *(None for _ in range(4 - len(found))))


_Items = Mapping[str, Sequence[ItemFigures]]
"""Codes of a position to the items that stand at or below each; empty where it states no activity."""


def _by_code(position: AgencyFigures | None) -> _Items:
    found: dict[str, list[ItemFigures]] = defaultdict(list)
    for item in () if position is None else position.activities:
        for code in _lineage(item.code):
            found[code].append(item)
    return found


def _standing(code: str, position: _Items) -> _Standing:
    above = _lineage(code)[:-1]
    stated_above = any(item.code == one for one in above for item in position.get(one, ()))
    if not position or (code not in position and stated_above):
        return _Standing(False, None)  # nobody can say how much of what is stated above is here
    return _Standing(True, added(item.realization for item in position.get(code, ())))


def _tree(
    positions: Iterable[AgencyFigures | None], courses: Mapping[str | None, object]
) -> list[tuple[str, int, bool]]:
    """Every code that has money or an indicator, with what stands above it: code, depth, and whether a leaf."""
    stated = {item.code for position in positions if position is not None for item in position.activities}
    stated |= {code for code in courses if code is not None}
    found = {ancestor for code in stated for ancestor in _lineage(code)}
    above = {lineage[-2] for code in found if len(lineage := _lineage(code)) > 1}
    return [(code, len(_lineage(code)) - 1, code not in above) for code in sorted(found)]


def _lineage(code: str) -> list[str]:
    """A code below its program and activity, the program first; one of another form stands for itself."""
    lineage = [code]
    while True:
        try:
            parent = codes.activity_parent(lineage[0])
        except CodeError:
            return lineage
        if parent is None or parent.count(".") < _PROGRAM_SEGMENTS - 1:
            return lineage
        lineage.insert(0, parent)


def _row(
    code: str,
    depth: int,
    is_leaf: bool,
    within: Sequence[_Items],
    budgets: _Items,
    name: str,
    indicators: Sequence[IndicatorCourse],
) -> FormRow:
    standings = [_standing(code, position) for position in within]
    budget = added(item.budget for item in budgets.get(code, ()))
    quarters, realized = _alone(standings), standings[-1].amount
    return FormRow(code, name, depth, is_leaf, budget, quarters, realized, tuple(indicators))


def _rest(positions: Sequence[AgencyFigures | None], newest: AgencyFigures) -> FormRow:
    """What an agency's figure has beyond its activities, at positions that state any."""
    standings = [
        _Standing(False, None)
        if position is None or not position.activities
        else _Standing(True, _beyond(position, "realization"))
        for position in positions
    ]
    budget = _beyond(newest, "budget") if newest.activities else None
    return FormRow(None, "", 0, True, budget, _alone(standings), standings[-1].amount)


def _beyond(position: AgencyFigures, amount: str) -> int | None:
    whole = getattr(position, amount)
    parts = added(getattr(item, amount) for item in position.activities)
    return None if whole is None or whole == (parts or 0) else whole - (parts or 0)


def _matters(row: FormRow) -> bool:
    return any((row.budget, row.realized, *row.quarters))


def _courses(
    positions: Sequence[AgencyFigures | None],
) -> dict[str | None, list[IndicatorCourse]]:
    """The indicators of the newest position, by activity, followed through the quarters."""
    found: dict[str | None, list[IndicatorCourse]] = defaultdict(list)
    newest = positions[-1]
    for one in () if newest is None else newest.outputs:
        standings = [_indicator_at(one, position) for position in positions]
        adds = one.consolidation is Consolidation.SUM
        own = _own(standings) if adds else standings
        quarters = (*own, *(None for _ in range(4 - len(own))))
        found[one.activity].append(IndicatorCourse(one, quarters, adds))
    return found


def _indicator_at(one: IndicatorAchievement, position: AgencyFigures | None) -> Number:
    wanted = (one.activity, one.indicator, one.measure)
    for other in () if position is None else position.outputs:
        if (other.activity, other.indicator, other.measure) == wanted:
            return other.realization
    return None


def _own(standings: Sequence[Number]) -> list[Number]:
    """Each quarter's own achievement; an unknown quarter leaves the next one unknown too."""
    found: list[Number] = []
    before: Number = Decimal(0)
    for now in standings:
        found.append(None if now is None or before is None else Fraction(now) - Fraction(before))
        before = now
    return found
