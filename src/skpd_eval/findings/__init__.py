"""One record a code of findings and errors: how grave, with what arguments, in what words; all as TOML.

The sentences of ``presentation``, the check of ``[[allow]]`` and ``docs/findings.md`` are made from it.
"""

from skpd_eval.findings.loading import Group, groups, near, record, records
from skpd_eval.findings.record import ArgumentType, FindingRecord, Words
from skpd_eval.findings.saying import say

__all__ = [
    "ArgumentType",
    "FindingRecord",
    "Group",
    "Words",
    "groups",
    "near",
    "record",
    "records",
    "say",
]
