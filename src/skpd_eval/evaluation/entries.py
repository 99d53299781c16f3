"""From the ledger's amounts to entries: budget, realization and plan of one leaf, on the basis asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from skpd_eval import money, period
from skpd_eval.evaluation.identity import Identities
from skpd_eval.evaluation.picks import Pick
from skpd_eval.model import (
    Amounts,
    BudgetBasis,
    BudgetChoice,
    Kind,
    PlanAmounts,
    ProgressAmounts,
    RealizationBasis,
    Submission,
)

PREFERENCE = {
    BudgetChoice.IN_FORCE: (BudgetBasis.REVISED, BudgetBasis.UNSTATED, BudgetBasis.ORIGINAL),
    BudgetChoice.ORIGINAL: (BudgetBasis.ORIGINAL,),
    BudgetChoice.REVISED: (BudgetBasis.REVISED,),
}

Line = Amounts | ProgressAmounts


class Origin(NamedTuple):
    """Where an entry's amount stands: submission, 1-based row, and the roles of its columns."""

    submission: int
    row: int
    roles: tuple[str, ...]


class Entry(NamedTuple):
    """Amounts of one leaf in sen, ``None`` where this source does not state them."""

    unit_key: str
    activity: str | None
    account: str | None
    budget: int | None = None
    realization: int | None = None
    plan: int | None = None
    origin: Origin | None = None
    """Only where the lines were asked for with their rows."""


Row = TypeVar("Row", Amounts, PlanAmounts, ProgressAmounts)


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """The lines that one submission gives for one agency or sub-unit."""

    submission: Submission
    unit_key: str
    lines: Sequence[Row]


MoneyPart = Part[Amounts] | Part[ProgressAmounts]


@dataclass(slots=True)
class Entries:
    """All entries of an agency from one kind of source, by what they state, and what they were found on."""

    budgets: list[Entry] = field(default_factory=list)
    realizations: list[Entry] = field(default_factory=list)
    bases: set[BudgetBasis] = field(default_factory=set)
    submissions: set[int] = field(default_factory=set)
    cutoff: dt.date | None = None
    """The newest among the submissions."""
    realization_basis: RealizationBasis | None = None
    """Of the newest submission that states realization."""
    realized_by: int | None = None
    """That submission's number."""

    def with_budget_of(self, other: Entries) -> Entries:
        """The same spending, with the budget that another position states."""
        return replace(
            self, budgets=other.budgets, bases=other.bases, submissions=self.submissions | other.submissions
        )

    @property
    def entries(self) -> list[Entry]:
        """All of them."""
        return self.budgets + self.realizations


def added(amounts: Iterable[int | None]) -> int | None:
    """Sum what is known, ``None`` where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def parts(
    picks: Sequence[Pick], amounts: Mapping[tuple[int, int], Sequence[Row]], identities: Identities
) -> list[Part[Row]]:
    """Gather the lines of the picks by submission and unit, newest submission first.

    A line of a sub-unit that a newer submission states anew is left to that one.
    """
    winners = {_slot(pick.unit_key, pick.submission): pick.submission.number for pick in picks}
    gathered: dict[tuple[int, str], list[Row]] = defaultdict(list)
    submissions = {pick.submission.number: pick.submission for pick in picks}
    for pick in picks:
        for line in amounts.get(pick.pair, ()):
            unit = unit_of(line, identities)
            number = pick.submission.number
            if winners.get(_slot(unit, pick.submission), number) == number:
                gathered[number, unit].append(line)
    return [
        Part(submissions[number], unit, lines)
        for (number, unit), lines in sorted(gathered.items(), reverse=True)
    ]


def _slot(unit_key: str, submission: Submission) -> tuple[object, ...]:
    if submission.kind is Kind.PLAN:  # one plan is in force for a unit, whatever day it began
        return (unit_key,)
    return unit_key, submission.cutoff, submission.budget_basis


def unit_of(line: Row, identities: Identities) -> str:
    """Give the unit key that a line belongs to: its sub-unit's, else its agency's."""
    own = None if line.unit_id is None else identities.unit_keys.get(line.unit_id)
    return identities.unit_keys[line.agency_id] if own is None else own


def money_entries(given: Sequence[MoneyPart], choice: BudgetChoice) -> Entries:
    """Make entries from account or progress lines.

    Budget is that of the newest cut-off, on the first basis of the choice that the unit's submissions state;
    realization is the sum over cut-offs (one for a cumulative series, all months of a month-only one).
    """
    found = Entries()
    by_unit: dict[str, list[MoneyPart]] = defaultdict(list)
    for part in given:
        by_unit[part.unit_key].append(part)
    for unit in sorted(by_unit):
        _add_unit(found, unit, by_unit[unit], choice)
    return found


def _add_unit(found: Entries, unit: str, given: Sequence[MoneyPart], choice: BudgetChoice) -> None:
    newest = max(part.submission.cutoff for part in given)
    found.cutoff = newest if found.cutoff is None else max(found.cutoff, newest)
    budget = _budget_part([part for part in given if part.submission.cutoff == newest], choice)
    if budget is not None:
        part, basis = budget
        found.bases.add(basis)
        found.submissions.add(part.submission.number)
        found.budgets += [
            Entry(
                unit,
                line.activity,
                _account(line),
                budget=amount,
                origin=origin_of(line, _role_on_basis(line, basis)),
            )
            for line in part.lines
            if (amount := _on_basis(line, basis, part.submission)) is not None
        ]
    for cutoff in sorted({part.submission.cutoff for part in given}):
        at = [part for part in given if part.submission.cutoff == cutoff]
        spending = _realization_part(at, None if budget is None else budget[0])
        if spending is not None:
            found.submissions.add(spending.submission.number)
            found.realization_basis = spending.submission.realization_basis
            found.realized_by = spending.submission.number
            found.realizations += [
                Entry(
                    unit,
                    line.activity,
                    _account(line),
                    realization=spent,
                    origin=origin_of(
                        line, *(["realization_pct", "budget"] if line.realization is None else ["realization"])
                    ),
                )
                for line in spending.lines
                if (spent := realization_of(line)) is not None
            ]


def _budget_part(given: Sequence[MoneyPart], choice: BudgetChoice) -> tuple[MoneyPart, BudgetBasis] | None:
    for basis in PREFERENCE[choice]:
        for part in given:
            if any(_on_basis(line, basis, part.submission) is not None for line in part.lines):
                return part, basis
    return None


def _realization_part(given: Sequence[MoneyPart], preferred: MoneyPart | None) -> MoneyPart | None:
    stating = [part for part in given if any(realization_of(line) is not None for line in part.lines)]
    if not stating:
        return None
    return preferred if preferred is not None and preferred in stating else stating[0]


def realization_of(line: Line) -> int | None:
    """Give the realization that a line states in sen, else its stated share of its own budget."""
    if line.realization is not None or not isinstance(line, ProgressAmounts) or line.realization_pct is None:
        return line.realization
    return share_of(line.realization_pct, weight_of(line))


def weight_of(line: ProgressAmounts) -> int | None:
    """Give the budget that a progress line's percentages are of: the revised one first."""
    budgets = (line.budget_revised, line.budget, line.budget_original)
    return next((amount for amount in budgets if amount is not None), None)


def share_of(percent: Decimal | None, amount: int | None) -> int | None:
    """Give a percentage (0-100) of an amount in sen, rounded to the sen; ``None`` where one is unknown."""
    if percent is None or amount is None:
        return None
    return int(money.round_half_up(Fraction(percent) * amount / 100, 0))


def _on_basis(line: Line, basis: BudgetBasis, submission: Submission) -> int | None:
    column = {BudgetBasis.ORIGINAL: line.budget_original, BudgetBasis.REVISED: line.budget_revised}.get(basis)
    if column is not None:
        return column
    return line.budget if submission.budget_basis is basis else None


def _role_on_basis(line: Line, basis: BudgetBasis) -> str:
    if basis is BudgetBasis.ORIGINAL and line.budget_original is not None:
        return "budget_original"
    return "budget_revised" if basis is BudgetBasis.REVISED and line.budget_revised is not None else "budget"


def origin_of(line: Line | PlanAmounts, *roles: str) -> Origin | None:
    """Give where a line's amount stands; ``None`` where lines were asked for without their rows."""
    row: int | None = getattr(line, "row", None)
    return None if row is None else Origin(line.submission, row, roles)


def _account(line: Line) -> str | None:
    """Give the account of an amount; the money of a progress report is of no account, whatever its row names."""
    return line.account if isinstance(line, Amounts) else None


def plan_entries(lines: Sequence[tuple[str, PlanAmounts]], cutoff: dt.date) -> tuple[list[Entry], list[int]]:
    """Make entries of the plan through the last whole month, and name the months that no line states.

    Lines come with their unit keys. An all-zero year is not filled in and gives nothing, and so does a plan
    that lacks a month it needs.
    """
    through = period.whole_months(cutoff)
    if not through or not any(any(line.months) for _, line in lines):
        return [], []
    lacking = [month + 1 for month in range(through) if all(_month(line, month) is None for _, line in lines)]
    if lacking:
        return [], lacking
    months = tuple(f"month:{month}" for month in range(1, through + 1))
    return [
        Entry(
            unit,
            line.activity,
            line.account,
            plan=added(line.months[:through]),
            origin=origin_of(line, *months),
        )
        for unit, line in lines
    ], []


def _month(line: PlanAmounts, month: int) -> int | None:
    return line.months[month] if month < len(line.months) else None
