"""Quarters, cut-off dates and every spelling of them. Today's date is never read: a day is an argument.

``quarter`` holds the value, ``spelling`` the tables of words, ``search`` finds a period in a text,
``mention`` is what it finds, ``places`` knows headers, file names and signature blocks.
"""

from skpd_eval.period.mention import PeriodMention
from skpd_eval.period.places import (
    find_period_in_name,
    looks_like_signature_date,
    stamp_in_name,
    strip_period,
)
from skpd_eval.period.quarter import Quarter, month_end, months_gone, quarter_name, whole_months
from skpd_eval.period.search import find_period
from skpd_eval.period.spelling import (
    UNTIL,
    find_budget_year,
    find_year,
    month_name,
    month_number,
    parse_date,
    parse_quarter,
    slips,
)

__all__ = [
    "UNTIL",
    "PeriodMention",
    "Quarter",
    "find_budget_year",
    "find_period",
    "find_period_in_name",
    "find_year",
    "looks_like_signature_date",
    "month_end",
    "month_name",
    "month_number",
    "months_gone",
    "parse_date",
    "parse_quarter",
    "quarter_name",
    "slips",
    "stamp_in_name",
    "strip_period",
    "whole_months",
]
