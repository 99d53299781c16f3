"""Names of agencies: what such a name begins with."""

from __future__ import annotations

import re

_AGENCY = re.compile(
    r"^\W*(?:dinas|badan|inspektorat|sekretariat\s+(?:daerah|dprd|dewan)|setda|setwan|kecamatan|kantor\s+(?:camat|kecamatan)"
    r"|rumah\s+sakit|rsud?|satuan\s+polisi|satpol)\b",
    re.IGNORECASE,
)



def names_agency(text: str) -> bool:
    """Whether a text is the name of an agency: ``DINAS PENDIDIKAN``, ``Kecamatan Suka``."""
    return bool(_AGENCY.match(text))
