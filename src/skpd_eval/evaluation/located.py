"""The ledger's lines with the row they stand in, for following a figure back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skpd_eval.model import (
    AccountLine,
    Amounts,
    PlanAmounts,
    PlanLine,
    ProgressAmounts,
    ProgressLine,
)


@dataclass(frozen=True, slots=True)
class LocatedAmounts(Amounts):
    """One account line, not summed with others."""

    row: int


@dataclass(frozen=True, slots=True)
class LocatedPlan(PlanAmounts):
    """One plan line, not summed with others."""

    row: int


@dataclass(frozen=True, slots=True)
class LocatedProgress(ProgressAmounts):
    """One progress line."""

    row: int


def located_amounts(number: int, lines: Iterable[AccountLine]) -> list[Amounts]:
    """Make amounts of the account lines of a submission; agency and unit are the ledger's ids."""
    return [LocatedAmounts(number, *line) for line in lines]


def located_plans(number: int, lines: Iterable[PlanLine]) -> list[PlanAmounts]:
    """Make amounts of the plan lines of a submission."""
    return [LocatedPlan(number, *line) for line in lines]


def located_progress(
    number: int, lines: Iterable[ProgressLine], accounts: Mapping[int, str]
) -> list[ProgressAmounts]:
    """Make amounts of the progress lines of a submission; ``accounts`` are those of its rows."""
    return [LocatedProgress(number, *line[:-1], accounts.get(line.row), line.row) for line in lines]
