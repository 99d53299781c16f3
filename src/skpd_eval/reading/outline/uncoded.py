"""Rows without a code in hand-kept trees: agencies known by their name, and packages of the activity above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.words.agencynames import names_agency

_ORDINAL = re.compile(r"(?:\d{1,3}|[IVXLC]+|[A-Z])\s*[.)]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Package:
    """A row without a code beneath a coded one: a package of its activity. ``row`` is zero-based."""

    row: int
    name: str
    amounts: Mapping[str, int | None] = field(default_factory=dict)
    """Sen by role."""


def is_numbered_agency(cells: Sequence[CellValue], name: str) -> bool:
    """Whether a row of an agency's name has no code but its number in the list: ``3``, ``IV``, ``B.``."""
    texts = [
        str(int(c)) if isinstance(c, float) and c.is_integer() else str(c) for c in cells if not is_blank(c)
    ]
    return names_agency(name) and all(_ORDINAL.fullmatch(text.strip()) for text in texts)
