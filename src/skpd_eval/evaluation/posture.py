"""The posture of a government from the account lines of its agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from skpd_eval.evaluation.entries import Entry, added
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.gathering import gather, rows_of
from skpd_eval.evaluation.position import Selection
from skpd_eval.evaluation.ratios import share
from skpd_eval.findings import say
from skpd_eval.model import Balance, Finding, PostureLine, Source, Witness
from skpd_eval.regulations import Rulebook

_REVENUE, _EXPENDITURE, _FINANCING = "4", "5", "6"
_OWN_REVENUE = "4.1"
_RECEIPTS, _OUTLAYS = "6.1", "6.2"
_GROUP = 3
_SIDES = {
    Balance.SURPLUS: (_REVENUE, _EXPENDITURE),
    Balance.NET_FINANCING: (_RECEIPTS, _OUTLAYS),
    Balance.SILPA: (_REVENUE, _EXPENDITURE, _RECEIPTS, _OUTLAYS),
}

Sums = tuple[int | None, int | None]
"""Budget and realization, sen."""
Key = tuple[str | None, Balance | None]
"""What a line is: its account, or which balance."""


def posture_entries(selection: Selection, data: Fetched, rules: Rulebook) -> list[Entry]:
    """Give what a selection states of accounts, what a ranking excludes too."""
    return [
        entry
        for choice in selection.choices
        for row in rows_of(choice, selection, data)
        for money in (gather(row, selection.query.budget, rules),)
        for entry in (*money.budgeted.budgets, *money.spent.realizations)
    ]


def beside(own: Sequence[Entry], stated: Sequence[Entry], precision: int) -> tuple[PostureLine, ...]:
    """Set what a source of the whole government states beside the sum of the agencies, line by line.

    ``precision`` is one unit of the source's last digit (sen): each of its amounts may be half of that off,
    a sum of several as often. Groups of an account that either side leaves partly ungrouped are not compared.
    """
    ours = {_key(line): line for line in posture_lines(own)}
    theirs = {_key(line): line for line in posture_lines(stated)}
    partly = {*ungrouped(own), *ungrouped(stated)}
    lines = []
    for key in sorted({**ours, **theirs}, key=_order):
        line = _compared(key, ours.get(key), theirs.get(key), stated, precision)
        is_group = line.code is not None and len(line.code) == _GROUP
        lines.append(line._replace(agrees=None) if is_group and (line.code or "")[0] in partly else line)
    return tuple(lines)


def ungrouped(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Give the accounts of which some amounts are stated by no group; their groups do not add up to them."""
    found = {_group(entry) for entry in entries}
    return tuple(
        sorted(code for code in found if len(code) < _GROUP and any(o.startswith(f"{code}.") for o in found))
    )


def own_revenue(lines: Sequence[PostureLine]) -> tuple[Fraction | None, bool]:
    """Give the effectiveness of own-source revenue (F-36), a fraction of one, and whether it is the agencies' own."""
    line = next((line for line in lines if line.code == _OWN_REVENUE), None)
    if line is None or line.ratio is not None:
        return (None if line is None else line.ratio), True
    return line.stated_ratio, False


def _compared(
    key: Key, ours: PostureLine | None, theirs: PostureLine | None, stated: Sequence[Entry], precision: int
) -> PostureLine:
    line = ours or PostureLine(*key, None, None, None)
    if theirs is None:
        return line
    slacks = _slacks(key, stated, precision)
    pairs = ((line.budget, theirs.budget), (line.realization, theirs.realization))
    same = [
        abs(one - other) <= slack
        for (one, other), slack in zip(pairs, slacks, strict=True)
        if one is not None and other is not None
    ]
    return line._replace(
        stated_budget=theirs.budget,
        stated_realization=theirs.realization,
        stated_ratio=theirs.ratio,
        agrees=all(same) if same else None,
    )


def _slacks(key: Key, stated: Sequence[Entry], precision: int) -> tuple[int, int]:
    code, balance = key
    accounts = (code or "",) if balance is None else _SIDES[balance]
    found = [entry for entry in stated if any(_is_of(entry, account) for account in accounts)]
    return (
        sum(entry.budget is not None for entry in found) * precision // 2,
        sum(entry.realization is not None for entry in found) * precision // 2,
    )


def apart(lines: Sequence[PostureLine], witness: Witness) -> Iterator[Finding]:
    """Say on which accounts a witness is apart: on groups where groups are, else on their account."""
    differing = {line.code: line for line in lines if line.code is not None and line.agrees is False}
    for code, line in differing.items():
        if len(code) < _GROUP and any(other.startswith(f"{code}.") for other in differing):
            continue
        yield say(
            "posture-apart",
            {
                "account": code,
                "stated_budget_sen": line.stated_budget or 0,
                "stated_realization_sen": line.stated_realization or 0,
                "own_budget_sen": line.budget or 0,
                "own_realization_sen": line.realization or 0,
            },
            Source(witness.file, None, None),
        )


def _key(line: PostureLine) -> Key:
    return line.code, line.balance


def _order(key: Key) -> tuple[int, str]:
    code, balance = key
    if balance is not None:
        return {Balance.SURPLUS: 1, Balance.NET_FINANCING: 3, Balance.SILPA: 4}[balance], ""
    return (2 if (code or "").startswith(_FINANCING) else 0), code or ""


def posture_lines(entries: Sequence[Entry]) -> tuple[PostureLine, ...]:
    """Make the lines of a posture in their order: booked accounts, each followed by its balance.

    A balance is known where both its sides are; of financing one side that is not stated is nothing.
    """
    revenue, expenditure = _of(entries, _REVENUE), _of(entries, _EXPENDITURE)
    receipts, outlays = _of(entries, _RECEIPTS), _of(entries, _OUTLAYS)
    surplus = _minus(revenue, expenditure)
    stated = any(amount is not None for amount in (*receipts, *outlays))
    net = _minus(_or_nothing(receipts), _or_nothing(outlays)) if stated else (None, None)
    return (
        *_booked(entries, _REVENUE),
        *_booked(entries, _EXPENDITURE),
        PostureLine(None, Balance.SURPLUS, *surplus, None),
        *(line for line in _booked(entries, _FINANCING) if line.code != _FINANCING),
        PostureLine(None, Balance.NET_FINANCING, *net, None),
        PostureLine(None, Balance.SILPA, *_plus(surplus, net), None),
    )


def _booked(entries: Sequence[Entry], account: str) -> Iterator[PostureLine]:
    groups = sorted({found for entry in entries if (found := _group(entry)).startswith(f"{account}.")})
    for code in (account, *groups):
        budget, realization = _of(entries, code)
        if budget is not None or realization is not None:
            yield PostureLine(code, None, budget, realization, share(realization, budget))


def _of(entries: Sequence[Entry], code: str) -> Sums:
    found = [entry for entry in entries if _is_of(entry, code)]
    return added(entry.budget for entry in found), added(entry.realization for entry in found)


def _is_of(entry: Entry, code: str) -> bool:
    return _group(entry) == code or _group(entry).startswith(f"{code}.")


def _group(entry: Entry) -> str:
    """Give the account's first two levels; a line without an account is expenditure."""
    return _EXPENDITURE if entry.account is None else entry.account[:_GROUP]


def _or_nothing(sums: Sums) -> Sums:
    return sums[0] or 0, sums[1] or 0


def _minus(left: Sums, right: Sums) -> Sums:
    budget, realization = (
        None if a is None or b is None else a - b for a, b in zip(left, right, strict=True)
    )
    return budget, realization


def _plus(left: Sums, right: Sums) -> Sums:
    budget, realization = (
        None if a is None or b is None else a + b for a, b in zip(left, right, strict=True)
    )
    return budget, realization
