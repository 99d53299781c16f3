"""The parts of an agency: kinds of expenditure and activities, with budget, realization and plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from skpd_eval import codes
from skpd_eval.errors import CodeError
from skpd_eval.evaluation.entries import Entry, added
from skpd_eval.model import ItemFigures


def kind_items(entries: Iterable[Entry], names: Mapping[str, str]) -> tuple[ItemFigures, ...]:
    """Sum entries by kind of expenditure (``5.1.02``), by code; entries coded above that keep their code."""
    return _items(entries, lambda entry: None if entry.account is None else _kind(entry.account), names)


def activity_items(entries: Iterable[Entry], names: Mapping[str, str]) -> tuple[ItemFigures, ...]:
    """Sum entries by the activity they are stated for, by code; entries without one are left out."""
    return _items(entries, lambda entry: entry.activity, names)


@cache
def _kind(account: str) -> str:
    try:
        return codes.account_kind(account) or account
    except CodeError:  # an account of an older classification stands for itself
        return account


def _items(
    entries: Iterable[Entry], code_of: Callable[[Entry], str | None], names: Mapping[str, str]
) -> tuple[ItemFigures, ...]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        code = code_of(entry)
        if code is not None:
            grouped[code].append(entry)
    return tuple(
        ItemFigures(
            code=code,
            name=names.get(code, code),
            budget=added(entry.budget for entry in found),
            realization=added(entry.realization for entry in found),
            plan=added(entry.plan for entry in found),
        )
        for code, found in sorted(grouped.items())
    )
