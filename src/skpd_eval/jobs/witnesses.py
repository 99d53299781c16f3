"""What each kind of source alone states of a position, and a finding where two are apart (V-14)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from skpd_eval.errors import MissingMonthError
from skpd_eval.evaluation import Query, Selection, fetched, select
from skpd_eval.evaluation.compare import Witness, compare, difference_findings
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.findings import placed
from skpd_eval.jobs.allow import allowed
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.scope import Scope
from skpd_eval.ledger import Ledger
from skpd_eval.model import Evaluation, Kind, Level, RealizationBasis
from skpd_eval.regulations import Rulebook, number_in_force
from skpd_eval.settings import Settings

Fetch = Callable[[Selection], Fetched]
"""How the lines of a selection are fetched: summed, or each with its row."""


def witnesses(settings: Settings, scope: Scope, query: Query, fetch: Fetch) -> list[Witness]:
    """Accounts and progress reports of each realization basis, in the order of a ranking.

    One of single months that lacks some states nothing up to the position, and is no witness.
    """
    found = []
    for kind in (Kind.ACCOUNTS, Kind.PHYSICAL):
        for basis in settings.evaluation.realization_basis_order:
            selection = _alone(settings, scope, query, kind, basis)
            if selection is not None:
                found.append(Witness(kind, basis, selection, fetch(selection)))
    return found


def _alone(
    settings: Settings, scope: Scope, query: Query, kind: Kind, basis: RealizationBasis
) -> Selection | None:
    """What one kind of source gives where there is no other; ``None`` where it gives nothing."""
    held = [
        holding
        for holding in scope.holdings
        if (holding.submission.kind, holding.submission.realization_basis) == (kind, basis)
    ]
    if not any(query.holds(holding.submission.cutoff) for holding in held):
        return None
    try:
        return select(held, settings.agencies, (basis,), query)
    except MissingMonthError:
        return None


def with_differences(
    ledger: Ledger, context: Context, evaluation: Evaluation, scope: Scope, query: Query, rules: Rulebook
) -> Evaluation:
    """The evaluation with what its agencies' sources state apart, beyond the tolerance of the rules."""
    settings = context.settings
    query = dataclasses.replace(query, level=Level.AGENCY.value)

    def summed(selection: Selection) -> Fetched:
        accounts, progress = selection.pairs(Kind.ACCOUNTS), selection.pairs(Kind.PHYSICAL)
        return fetched(
            ledger.account_amounts(accounts, by="account"), progress=ledger.progress_amounts(progress)
        )

    sources = witnesses(settings, scope, query, summed)
    if len(sources) < 2:
        return evaluation
    tolerance = number_in_force("source_difference", query.day, settings.rules) / 100
    found = placed(evaluation.cutoff, *difference_findings(compare(sources, rules, tolerance)))
    return dataclasses.replace(evaluation, findings=(*evaluation.findings, *allowed(found, settings)))
