"""The rules of an evaluation, as the government's settings choose among them."""

from __future__ import annotations

import datetime as dt

from skpd_eval.regulations import Rulebook, rulebook
from skpd_eval.settings import Settings


def rules_in_force(day: dt.date, settings: Settings, language: str = "id") -> Rulebook:
    """Gather the rules in force on a day, with the scales and the own rules folder that the settings name.

    :class:`RegulationError` where one does not apply on that day, or no scale has the name that was set.
    """
    return rulebook(
        day,
        boundary=settings.evaluation.scale_boundary,
        deviation_status=settings.evaluation.deviation_status,
        extra=settings.rules,
        language=language,
    )
