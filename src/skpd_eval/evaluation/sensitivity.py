"""What the absorption would be of another version of the budget, where the sources state two."""

from __future__ import annotations

from dataclasses import replace

from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.figures import Figures, figures
from skpd_eval.evaluation.outputs import OutputRules
from skpd_eval.evaluation.position import Selection
from skpd_eval.model import BudgetBasis, BudgetChoice, Evaluation, RankedAgency
from skpd_eval.regulations import Rulebook


def with_other_budget(
    evaluation: Evaluation, selection: Selection, data: Fetched, rules: Rulebook, outputs: OutputRules
) -> Evaluation:
    """Set the other version of the budget beside each agency's own, and their sum; the same where none is stated.

    Beside the original budget stands the revised one, beside every other the original. An agency without it has
    none, and then the total has none.
    """
    if not _has_two(selection, data):
        return evaluation
    other = (
        BudgetChoice.REVISED
        if evaluation.budget_basis == BudgetBasis.ORIGINAL.value
        else BudgetChoice.ORIGINAL
    )
    asked = replace(selection, query=replace(selection.query, budget=other))
    found = figures(asked, data, rules, outputs)
    budgets = {one.identity: one.budget for one in found.agencies}

    def beside(rows: tuple[RankedAgency, ...]) -> tuple[RankedAgency, ...]:
        return tuple(replace(row, other_budget=budgets.get(row.figures.identity)) for row in rows)

    if not any(budgets.values()):
        return evaluation
    return replace(
        evaluation,
        rows=beside(evaluation.rows),
        unranked=beside(evaluation.unranked),
        total=replace(evaluation.total, other_budget=_total(found)),
        other_basis=other.value,
    )


def _has_two(selection: Selection, data: Fetched) -> bool:
    """Say whether any source has both versions, or sources of a position, or an earlier one, state different ones."""
    picks = [pick for choice in selection.choices for pick in (*choice.accounts, *choice.stated_money)]
    if len({pick.submission.budget_basis for pick in picks}) > 1:
        return True
    if any(choice.earlier_original or choice.earlier_revised for choice in selection.choices):
        return True
    accounts = [
        (line.budget_original, line.budget_revised) for lines in data.amounts.values() for line in lines
    ]
    progress = [
        (line.budget_original, line.budget_revised) for lines in data.progress.values() for line in lines
    ]
    return any(pair != (None, None) for pair in (*accounts, *progress))


def _total(found: Figures) -> int | None:
    budgets = [*(one.budget for one in found.agencies), *(one.budget for one in found.exclusions)]
    known = [budget for budget in budgets if budget is not None]
    return sum(known) if len(known) == len(budgets) else None
