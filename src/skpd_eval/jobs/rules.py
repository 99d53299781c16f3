"""The rules in force on a day, as papers cite them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from skpd_eval.jobs.context import Context
from skpd_eval.model import Rule
from skpd_eval.regulations import all_rules


def rules_on(context: Context, day: dt.date | None) -> tuple[Rule, ...]:
    """All rules in force on ``day``, by default today in the government's time zone. Raises RegulationError."""
    settings = context.settings
    today = context.now.astimezone(ZoneInfo(settings.timezone)).date()
    return all_rules(
        day or today,
        settings.evaluation.scale_boundary,
        settings.evaluation.deviation_status,
        settings.rules,
        context.language,
    )
