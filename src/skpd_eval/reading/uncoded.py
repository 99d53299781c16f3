"""Rows without a code in hand-kept trees: agencies known by their name, and packages of the activity above."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_AGENCY = re.compile(
    r"^\W*(?:dinas|badan|inspektorat|sekretariat\s+(?:daerah|dprd|dewan)|setda|setwan|kecamatan|kantor\s+(?:camat|kecamatan)"
    r"|rumah\s+sakit|rsud?|satuan\s+polisi|satpol)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Package:
    """A row without a code beneath a coded one: a package of its activity. ``row`` is zero-based."""

    row: int
    name: str
    amounts: Mapping[str, int | None] = field(default_factory=dict)
    """Sen by role."""


def names_agency(text: str) -> bool:
    """Whether a text is the name of an agency: ``DINAS PENDIDIKAN``, ``Kecamatan Suka``."""
    return bool(_AGENCY.match(text))
