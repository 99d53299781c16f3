"""The parts of an agency: kinds of expenditure and activities, with budget, realization and plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache

from skpd_eval import codes
from skpd_eval.errors import CodeError
from skpd_eval.evaluation.entries import Entry, added
from skpd_eval.model import ItemFigures


def kind_items(
    entries: Iterable[Entry], names: Mapping[str, str], of_law: Mapping[str, str] | None = None
) -> tuple[ItemFigures, ...]:
    """Sum entries by kind of expenditure (``5.1.02``), by code; entries coded above that keep their code.

    A kind that no file names has the name ``of_law``.
    """
    found = items_by(entries, lambda entry: None if entry.account is None else kind_of(entry.account), names)
    official = of_law or {}
    return tuple(
        replace(item, name=official.get(item.code, item.code)) if item.name == item.code else item
        for item in found
    )


def activity_items(
    entries: Iterable[Entry], names: Mapping[str, str], physical: Mapping[str, Fraction] | None = None
) -> tuple[ItemFigures, ...]:
    """Sum entries by the activity they are stated for, by code; entries without one are left out.

    ``physical`` is the progress stated for activities, 0-100.
    """
    stated = physical or {}
    found = items_by(entries, lambda entry: entry.activity, names)
    return tuple(replace(item, physical=stated.get(item.code)) for item in found)


@cache
def kind_of(account: str) -> str:
    """Give the kind of expenditure of an account; one of an older classification stands for itself."""
    try:
        return codes.account_kind(account) or account
    except CodeError:
        return account


def items_by(
    entries: Iterable[Entry], code_of: Callable[[Entry], str | None], names: Mapping[str, str]
) -> tuple[ItemFigures, ...]:
    """Sum entries that share a code, in its order; those without one are left out."""
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
