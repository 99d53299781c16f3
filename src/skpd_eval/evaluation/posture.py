"""The posture of a government from the account lines of its agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpd_eval.evaluation.entries import Entry, added
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.gathering import gather, rows_of
from skpd_eval.evaluation.position import Selection
from skpd_eval.evaluation.ratios import share
from skpd_eval.model import Balance, PostureLine
from skpd_eval.regulations import Rulebook

_REVENUE, _EXPENDITURE, _FINANCING = "4", "5", "6"
_RECEIPTS, _OUTLAYS = "6.1", "6.2"
_GROUP = 3

Sums = tuple[int | None, int | None]
"""Budget and realization, sen."""


def posture(selection: Selection, data: Fetched, rules: Rulebook) -> tuple[PostureLine, ...]:
    """Sum revenue, expenditure and financing over all agencies by group of account, with the balances.

    What a ranking excludes is in it. Lines without an account are expenditure.
    """
    return posture_lines(
        [
            entry
            for choice in selection.choices
            for row in rows_of(choice, selection, data)
            for money in (gather(row, selection.query.budget, rules),)
            for entry in (*money.budgeted.budgets, *money.spent.realizations)
        ]
    )


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
    found = [entry for entry in entries if _group(entry) == code or _group(entry).startswith(f"{code}.")]
    return added(entry.budget for entry in found), added(entry.realization for entry in found)


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
