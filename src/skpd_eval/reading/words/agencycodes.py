"""Agency codes as tables print them: with a digit lost, or with dashes and an activity's code behind."""

from __future__ import annotations

import re

from skpd_eval import codes
from skpd_eval.codes import CodeKind

_SHORT_TAIL = re.compile(r"^(\d\.\d{2}\.\d\.\d{2}\.\d\.\d{2}\.\d{2})\.(\d{3})$")
_COMPOSITE = re.compile(
    r"(?P<bidang>\d\.\d{2})\s*\.\s*(?P<agency>\d-\d{2}\.\d-\d{2}\.\d-\d{2}\.\d{2})\.(?P<tail>0\.0|0000)"
    r"(?:\s*\.\s*(?P<program>\d{1,2})(?P<rest>(?:\.\d{1,4})*))?\s*\.?"
)
_ANY_BIDANG = "0.00"
_OF_ALL_BIDANG = "X.XX"


def padded_agency_code(text: str) -> str | None:
    """An agency code whose four-digit tail lost a zero (``2.15.0.00.0.00.01.000``), with it; else ``None``."""
    found = _SHORT_TAIL.match(text)
    return f"{found[1]}.0{found[2]}" if found else None


def composite_code(text: str) -> dict[CodeKind, str] | None:
    """Agency and activity of a code such as ``0.00 . 2-17.3-30.3-31.01.0.0 . 1.2.02``, else ``None``.

    Before the agency stands the activity's bidang (``0.00``: the supporting program of every bidang, ``X.XX`` in
    the national codes), behind it program, activity and sub-activity, if the row is one of these.
    """
    found = _COMPOSITE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    steps = {CodeKind.AGENCY: found["agency"].replace("-", ".") + ".0000"}
    if found["program"]:
        bidang = _OF_ALL_BIDANG if found["bidang"] == _ANY_BIDANG else found["bidang"]
        code = f"{bidang}.{int(found['program']):02d}{found['rest']}"
        kind = codes.classify(code)
        if kind not in (CodeKind.PROGRAM, CodeKind.ACTIVITY, CodeKind.SUB_ACTIVITY):
            return None
        steps[kind] = code
    return steps
