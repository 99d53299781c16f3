"""All neutral tables under one name: ``tables.ranking(evaluation, language)`` and the like."""

from skpd_eval.presentation.apart import exclusions, not_reported, unranked
from skpd_eval.presentation.detail import agency_activities, agency_detail, details
from skpd_eval.presentation.explanation import explanation
from skpd_eval.presentation.groups import groups
from skpd_eval.presentation.history import history, status
from skpd_eval.presentation.inspection import inspection
from skpd_eval.presentation.lowest import lowest
from skpd_eval.presentation.notes import agency_notes
from skpd_eval.presentation.outputs import agency_outputs
from skpd_eval.presentation.posture import posture
from skpd_eval.presentation.priorities import priorities
from skpd_eval.presentation.provenance import findings, provenance, rules
from skpd_eval.presentation.ranking import ranking
from skpd_eval.presentation.revenue import revenue
from skpd_eval.presentation.trend import trend

__all__ = [
    "agency_activities",
    "agency_detail",
    "agency_notes",
    "agency_outputs",
    "details",
    "exclusions",
    "explanation",
    "findings",
    "groups",
    "history",
    "inspection",
    "lowest",
    "not_reported",
    "posture",
    "priorities",
    "provenance",
    "ranking",
    "revenue",
    "rules",
    "status",
    "trend",
    "unranked",
]
"""Each takes plain records and a language (``id`` or ``en``) and gives a :class:`~.table.Table`."""
