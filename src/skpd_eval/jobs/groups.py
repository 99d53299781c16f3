"""A ranking in groups."""

from __future__ import annotations

import dataclasses

from skpd_eval.evaluation.groups import grouped, grouping
from skpd_eval.jobs.context import Context
from skpd_eval.model import Evaluation, Group, GroupBy
from skpd_eval.regulations import all_rules, load, scale_in_force

_RULES = {GroupBy.KIND: "agency_kind", GroupBy.SIZE: "budget_size"}


def groups_of(context: Context, evaluation: Evaluation, by: GroupBy) -> tuple[tuple[Group, ...], Evaluation]:
    """The ranked agencies by kind, size of budget or field, and the evaluation with the rule that was used.

    Raises RegulationError.
    """
    day, own = evaluation.cutoff, context.settings.rules
    prefixes = load("agency_kind", own).in_force(day).prefixes
    found = grouped(evaluation, grouping(by, prefixes, scale_in_force("budget_size", day, own)))
    used = [
        rule for rule in all_rules(day, extra=own, language=context.language) if rule.name == _RULES.get(by)
    ]
    return found, dataclasses.replace(evaluation, rules=(*evaluation.rules, *used))
