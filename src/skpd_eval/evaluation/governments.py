"""Governments ranked by their totals, as agencies are by their figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from skpd_eval.evaluation.evaluate import evaluate
from skpd_eval.evaluation.figures import Figures
from skpd_eval.evaluation.position import Query
from skpd_eval.model import AgencyFigures, BudgetBasis, Evaluation, RankingKey
from skpd_eval.regulations import Rulebook
from skpd_eval.settings import Settings


def evaluate_governments(
    evaluations: Sequence[Evaluation],
    query: Query,
    key: RankingKey,
    settings: Settings,
    rules: Rulebook,
    *,
    previous: Evaluation | None = None,
    ledger_head: str = "",
    as_of: dt.date | None = None,
) -> Evaluation:
    """Rank governments by their totals: a row a government, with nothing excluded.

    Each of ``evaluations`` is one government at the position; its name stands as the row's name, without a
    code. Personnel is unknown there, so ``without-personnel`` ranks nobody.
    """
    rows = tuple(_government(one) for one in evaluations)
    return evaluate(
        Figures(rows), query, key, settings, rules, previous=previous, ledger_head=ledger_head, as_of=as_of
    )


def _government(one: Evaluation) -> AgencyFigures:
    agencies = [row.figures for row in (*one.rows, *one.unranked)]
    total = one.total
    through = [agency.plan_through for agency in agencies if agency.plan_through is not None]
    bases = {agency.budget_basis for agency in agencies if agency.budget is not None}
    return AgencyFigures(
        code=None,
        name=one.government or "",
        dissolved=False,
        group=None,
        cutoff=one.cutoff,
        budget=total.budget,
        realization=total.realization,
        plan=total.plan,
        plan_through=None if total.plan is None else max(through, default=None),
        personnel_budget=None,
        personnel_realization=None,
        physical_target=_percent(total.physical_target_weighted),
        physical=_percent(total.physical_weighted),
        realization_basis=one.realization_basis,
        submissions=tuple(source.number for source in one.sources),
        identity=f"government:{one.government or ''}",
        budget_basis=_only(bases),
    )


def _percent(share: Fraction | None) -> Fraction | None:
    return None if share is None else share * 100


def _only(bases: set[BudgetBasis | None]) -> BudgetBasis | None:
    return next(iter(bases)) if len(bases) == 1 else None
