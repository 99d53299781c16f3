"""Which kind of thing a code names, and how a code is taken from a cell (Permendagri 90/2019).

Codes are text: ``1.02``, ``1.020`` and ``1.10`` are three codes. Blanks and a trailing dot are repaired and
each repair is named; digits are never added, dropped or padded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from skpd_eval.errors import CodeError


class CodeKind(StrEnum):
    """What a code is a code of."""

    URUSAN = "urusan"
    BIDANG = "bidang"
    AGENCY = "agency"
    UNIT = "unit"
    PROGRAM = "program"
    ACTIVITY = "activity"
    SUB_ACTIVITY = "sub-activity"
    ACCOUNT = "account"


_BIDANG = r"(?:[1-9]\.[0-9]{2}|X\.XX)"
_ACTIVITY = rf"{_BIDANG}\.[0-9]{{2}}\.[1-9]\.[0-9]{{2}}"
_AGENCY_HEAD = r"[1-9]\.[0-9]{2}\.[0-9]\.[0-9]{2}\.[0-9]\.[0-9]{2}\.[0-9]{2}"
_FORMS = (
    (CodeKind.AGENCY, re.compile(rf"{_AGENCY_HEAD}\.0000")),
    (CodeKind.UNIT, re.compile(rf"{_AGENCY_HEAD}\.[0-9]{{4}}")),
    (CodeKind.SUB_ACTIVITY, re.compile(rf"{_ACTIVITY}\.[0-9]{{2}}(?:[0-9]{{2}})?")),
    (CodeKind.ACTIVITY, re.compile(_ACTIVITY)),
    (CodeKind.PROGRAM, re.compile(rf"{_BIDANG}\.[0-9]{{2}}")),
    (CodeKind.BIDANG, re.compile(_BIDANG)),
    (CodeKind.URUSAN, re.compile(r"[1-3X]")),
    (
        CodeKind.ACCOUNT,
        re.compile(
            r"[4-9](?:\.[0-9](?:\.[0-9]{2}(?:\.[0-9]{2}"
            r"(?:\.[0-9]{2}(?:\.[0-9]{4})?|\.[0-9]{3}(?:\.[0-9]{5})?)?)?)?)?"
        ),
    ),
)
_LONE_URUSAN = re.compile(r"[1-9X]")


@lru_cache(maxsize=65_536)
def classify(code: str, *, expect: CodeKind | None = None) -> CodeKind | None:
    """Tell which kind of code a clean text is, ``None`` if no kind has that form.

    The forms do not overlap but for a single digit, which is an *urusan* or an account: without ``expect``
    1-3 are urusan and 4-9 accounts; with ``expect=CodeKind.URUSAN`` any single digit is an urusan.
    """
    if expect is CodeKind.URUSAN and _LONE_URUSAN.fullmatch(code):
        return CodeKind.URUSAN
    return next((kind for kind, form in _FORMS if form.fullmatch(code)), None)


@dataclass(frozen=True)
class CleanCode:
    """A code and how it was repaired: slugs, in the order applied, empty if it was clean."""

    code: str
    repairs: tuple[str, ...]


_LONGEST = 200
_BLANK = r"[\s\u00a0\u200b\u2007\u2009\u202f\u2060\ufeff]"
_OUTER_BLANK = re.compile(rf"^{_BLANK}+|{_BLANK}+$")
_BLANK_AT_DOT = re.compile(rf"{_BLANK}*\.{_BLANK}*")
_CLEAN = re.compile(r"[0-9X]+(?:\.[0-9X]+)*")


@lru_cache(maxsize=65_536)
def clean_code(text: str) -> CleanCode:
    """Take a code from a cell's text, without its blanks and its trailing dot.

    Repairs: ``blank-trimmed``, ``apostrophe`` (a leading one, a spreadsheet's mark of text), ``inner-blank``
    (beside a dot), ``trailing-dot``. Raises :class:`CodeError` with reason ``empty``, or ``malformed`` when
    anything but digits, ``X`` and single dots remains (``1E5``, ``1.01 2``, ``5..1``).
    """
    if len(text) > _LONGEST:
        raise CodeError(text, "malformed")
    repairs = []
    code = text
    for slug, repair in _REPAIRS:
        repaired = repair(code)
        if repaired != code:
            repairs.append(slug)
            code = repaired
    if not code:
        raise CodeError(text, "empty")
    if not _CLEAN.fullmatch(code):
        raise CodeError(text, "malformed")
    return CleanCode(code, tuple(repairs))


_REPAIRS = (
    ("blank-trimmed", lambda code: _OUTER_BLANK.sub("", code)),
    ("apostrophe", lambda code: code.removeprefix("'")),
    ("inner-blank", lambda code: _BLANK_AT_DOT.sub(".", code)),
    ("trailing-dot", lambda code: code.removesuffix(".")),
)

_CODE_THEN_NAME = re.compile(
    r"(?P<code>[0-9X]+(?:\.[0-9X]+)+)\.?(?:\s*[-\u2013\u2014:]\s*|\s+|$)(?P<name>.*)", re.DOTALL
)
_SEGMENTS_OF_A_DAMAGED_CODE = 4


def split_code_and_name(text: str) -> tuple[str | None, str]:
    """Part a cell that holds a code and a name: ``1.01.2.22.0.00.02.0000 Dinas Pendidikan``.

    The code is as written, so a damaged one (a tail of three digits) stays visible. ``None`` and the whole
    text, spaces squeezed, where no code stands in front; a number such as ``2.5 ha`` is no code.
    """
    squeezed = " ".join(text.split())
    parted = _CODE_THEN_NAME.fullmatch(squeezed)
    if parted is None:
        return None, squeezed
    code = parted["code"]
    if classify(code) is None and code.count(".") + 1 < _SEGMENTS_OF_A_DAMAGED_CODE:
        return None, squeezed
    return code, parted["name"].strip()
