"""Revenue at a position, ranked for the agencies that collect it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from skpd_eval.errors import UsageError
from skpd_eval.evaluation import evaluate, fetched
from skpd_eval.evaluation.revenue import RevenueRules, revenue_figures, revenue_of
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, selected
from skpd_eval.jobs.scope import scope_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Dimension, Kind, RankingKey, Revenue
from skpd_eval.regulations import all_rules, load, scale_in_force

_RULES = frozenset({"revenue_account", "own_revenue_account", "pad_effectiveness"})


def revenue(context: Context, request: EvaluationRequest) -> Revenue:
    """The ranking by realized share of the revenue target, with own-source revenue beside it.

    Raises UsageError ``no-revenue`` where no agency states any, and what an evaluation raises.
    """
    request = dataclasses.replace(request, key=RankingKey.ABSORPTION, detail=False)
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        scope = scope_of(ledger, context, request.asked)
        query, selection, rules = selected(context, request, scope)
        zone, as_of = context.settings.timezone, request.asked.as_of
        data = fetched(
            ledger.account_amounts(selection.pairs(Kind.ACCOUNTS), by="account"),
            ledger.plan_amounts(selection.pairs(Kind.PLAN)),
            names=ledger.names(Dimension.ACCOUNT, as_of, zone),
        )
        by = revenue_rules(query.day, context)
        found = revenue_figures(selection, data, rules, by)
        if not found.agencies:
            raise UsageError("no-revenue")
        evaluation = evaluate(
            found,
            query,
            request.key,
            context.settings,
            rules,
            selection=dataclasses.replace(selection, missing=()),
            government=scope.government,
            ledger_head=ledger.head(as_of, zone),
            as_of=as_of,
        )
    cited = all_rules(query.day, extra=context.settings.rules, language=context.language)
    used = tuple(rule for rule in cited if rule.name in _RULES)
    return revenue_of(dataclasses.replace(evaluation, rules=used), by)


def revenue_rules(day: dt.date, context: Context) -> RevenueRules:
    """Accounts and scale of revenue in force on a day. Raises RegulationError."""
    own = context.settings.rules
    return RevenueRules(
        load("revenue_account", own).in_force(day).accounts,
        load("own_revenue_account", own).in_force(day).accounts,
        scale_in_force("pad_effectiveness", day, own),
    )
