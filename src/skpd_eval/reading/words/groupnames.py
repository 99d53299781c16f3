"""Names in the place of agencies that are none: groups of agencies, and kinds of expenditure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from skpd_eval.reading.layout.accountnames import AccountName, NamedAccounts
from skpd_eval.reading.layout.layout import built_in_layouts

_OFFICES = r"(?:dinas|badan|kantor|inspektorat|kecamatan|kelurahan|sekretariat|lembaga|satuan)"
_GROUP = re.compile(
    r"^\W*(?:urusan|bidang|unsur|kelompok|rumpun|asisten|koordinator|koordinasi|wilayah|cluster|klaster|"
    r"lembaga\s+teknis|dinas\s*-?\s*dinas|badan\s*-?\s*badan|kecamatan\s*-\s*kecamatan|"
    r"(?:dinas|badan|lembaga|kantor|perangkat)\s+daerah$|sekretariat$|dinas$|badan$|kelurahan$|"
    r"kecamatan(?:\s*$|\s*[(/–-]|\s+se\b|\s+di\b)|(?:seluruh|semua)\s+kecamatan|"
    rf"{_OFFICES}(?:\s*(?:,|dan|&|/|-)\s*{_OFFICES})+\s*$|"
    r"administrasi|pelayanan|penunjang|pendukung|fungsi)\b",
    re.IGNORECASE,
)


_SHORT_WORD = re.compile(r"^\W*(?:b|bel|blj)\b\.?\s+(?!(?:bel|blj|belanja)\b)", re.IGNORECASE)
_SHORT_KIND = re.compile(r"\b(?:barjas|barang\s*(?:/|&|-)\s*jasa|brg\.?\s*(?:dan|&|/)?\s*jasa)\b", re.IGNORECASE)


def names_group(name: str) -> bool:
    """Whether a name is of a group of agencies, by affair or coordinator: ``URUSAN WAJIB``, ``Asisten II``."""
    return _GROUP.match(name) is not None


@lru_cache(maxsize=65_536)
def expenditure_kind(name: str) -> AccountName | None:
    """The account of expenditure that a name means, counted or not: ``a. Belanja Pegawai``; ``None`` for others."""
    account, repaired = known_accounts().find(_SHORT_KIND.sub("barang dan jasa", _SHORT_WORD.sub("belanja ", name)))
    return account if account is not None and not repaired and account.code.startswith("5") else None


@lru_cache(maxsize=4_096)
def other_account(name: str) -> bool:
    """Whether a name is of an account that is no expenditure: revenue, financing, what is left of them."""
    account, repaired = known_accounts().find(name)
    return account is not None and not repaired and not account.code.startswith("5")


@cache
def known_accounts() -> NamedAccounts:
    """The accounts that statements name, with their codes of today and older ones."""
    return next(layout.named for layout in built_in_layouts() if layout.name == "lra-plain")
