"""Names of agencies: what such a name begins with."""

from __future__ import annotations

import re

_AGENCY = re.compile(
    r"^\W*(?:dinas|badan|inspektorat|sekretariat\s+(?:daerah|dprd|dewan)|setda|setwan|kecamatan|kantor\s+(?:camat|kecamatan)"
    r"|rumah\s+sakit|rsud?|satuan\s+polisi|satpol)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"^\W*(?:kelurahan|desa|uptd?|puskesmas|bagian|sub\s*-?\s*bagian|bidang|seksi|cabang\s+dinas|balai|sd|smp|sma|smk|tk|paud)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;/&+\n]|\bdan\b|\bserta\b)\s*", re.IGNORECASE)


def names_agency(text: str) -> bool:
    """Whether a text is the name of an agency: ``DINAS PENDIDIKAN``, ``Kecamatan Suka``."""
    return bool(_AGENCY.match(text))


def names_unit(text: str) -> bool:
    """Whether a text is the name of a part of an agency: ``Kelurahan Dinoyo``, ``Bagian Umum``."""
    return bool(_UNIT.match(text))


def names_two_agencies(text: str) -> bool:
    """Whether a text names one agency behind another: ``Dinas Pendidikan dan Dinas Kesehatan``."""
    first, *others = _BETWEEN.split(text)
    return names_agency(first) and any(map(names_agency, others))
