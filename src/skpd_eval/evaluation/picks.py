"""Statements of the ledger that were chosen to be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skpd_eval.model import BudgetBasis, Holding, Submission


@dataclass(frozen=True, slots=True)
class Pick:
    """A submission's statement of one agency or sub-unit, chosen to be used."""

    submission: Submission
    agency_id: int
    unit_key: str

    @property
    def pair(self) -> tuple[int, int]:
        """Submission number and ledger key: what to ask the ledger for."""
        return self.submission.number, self.agency_id


def earlier_budget(
    newest: Sequence[Holding], held: Sequence[Holding], wanted: BudgetBasis
) -> tuple[Holding, ...]:
    """Give of a version of the budget that the newest position does not state the last position that does.

    A version of the budget holds for the year, so that an earlier export of the same record still states it.
    """
    if not newest or any(holding.submission.budget_basis is wanted for holding in newest):
        return ()
    head = newest[0].submission
    there = [
        holding
        for holding in held
        if holding.submission.budget_basis is wanted
        and holding.submission.realization_basis is head.realization_basis
        and holding.submission.cutoff < head.cutoff
    ]
    last = max((holding.submission.cutoff for holding in there), default=None)
    return tuple(holding for holding in there if holding.submission.cutoff == last)
