"""The configuration of a government: ``skpd-eval.toml`` as frozen records, with defaults where it is silent.

What a law sets is no setting: it stands in ``regulations`` or in the government's own ``rules`` folder.
"""

from skpd_eval.settings.loading import find_configuration, load_settings
from skpd_eval.settings.records import (
    AllowedFinding,
    EvaluationSettings,
    IndicatorRule,
    Letterhead,
    PriorityProgram,
    RegisteredAgency,
    Settings,
    Signatory,
)
from skpd_eval.settings.template import template

__all__ = [
    "AllowedFinding",
    "EvaluationSettings",
    "IndicatorRule",
    "Letterhead",
    "PriorityProgram",
    "RegisteredAgency",
    "Settings",
    "Signatory",
    "find_configuration",
    "load_settings",
    "template",
]
