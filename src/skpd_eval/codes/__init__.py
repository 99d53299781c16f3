"""Codes and names of agencies, programs and accounts, as text (Permendagri 90/2019).

``grammar`` tells the kinds of codes apart and cleans them, ``hierarchy`` knows their parents, ``names`` says
when two written names are one agency or one government, ``short_names`` what people shorten them to, ``lookup``
whom a person means.
"""

from skpd_eval.codes.grammar import CleanCode, CodeKind, classify, clean_code, split_code_and_name
from skpd_eval.codes.hierarchy import (
    account_kind,
    account_level,
    account_parent,
    activity_parent,
    agency_of,
    bidang_of,
    innermost,
    is_unit,
    is_within,
    nearest,
    outermost,
    parent,
)
from skpd_eval.codes.names import agency_name_key, government_key, government_name, is_dissolved_mark
from skpd_eval.codes.short_names import short_name

__all__ = [
    "CleanCode",
    "CodeKind",
    "account_kind",
    "account_level",
    "account_parent",
    "activity_parent",
    "agency_name_key",
    "agency_of",
    "bidang_of",
    "classify",
    "clean_code",
    "government_key",
    "government_name",
    "innermost",
    "is_dissolved_mark",
    "is_unit",
    "is_within",
    "nearest",
    "outermost",
    "parent",
    "short_name",
    "split_code_and_name",
]
