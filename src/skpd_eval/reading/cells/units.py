"""Units that a title, heading, note or column declares: ``(dalam ribuan rupiah)``, ``(Rp Juta)``, ``x Rp 1.000``."""

from __future__ import annotations

import re
from collections.abc import Iterable

FACTORS = {
    "rupiah": 1,
    "ribu": 1_000,
    "juta": 1_000_000,
    "miliar": 1_000_000_000,
    "milyar": 1_000_000_000,
    "triliun": 1_000_000_000_000,
    "trilyun": 1_000_000_000_000,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
"""Rupiah per unit of a word."""
_WORD = r"(ribu|juta|mil[iy]ar|tril[iy]un|thousand|million|billion|trillion)(?:an|s)?"
_RP = r"(?:rp\.?|idr)"
_ZEROS = r"(?P<{name}>000(?:[.,']000){{0,3}})"
_DECLARED = re.compile(
    rf"\(?\s*\b(?:dalam|dlm|in)\s+(?:{_RP}\s*)?{_WORD}(?:\s+(?:of\s+)?(?:rupiah|{_RP}))?\s*\)?"
    rf"|\(\s*(?:{_RP}\s*)?{_WORD}(?:\s+(?:rupiah|{_RP}))?\s*\)"
    rf"|\bsatuan\s*:?\s*(?:rp\.?\s*)?{_WORD}(?:\s+(?:rupiah|rp\.?))?\b"
    rf"|\b(ribu|juta|mil[iy]ar|tril[iy]un)an\s+(?:rupiah\b|rp\b\.?)"
    rf"|\b{_RP}\s*{_WORD}\b(?!\w)"
    rf"|\(?\s*(?:(?<!\w)[x×]|\bdalam\s+kelipatan|\bdalam(?=\s+rp))\s*(?:rp\.?\s*)?"
    rf"1[.,']?{_ZEROS.format(name='times')}(?:,-|,00)?(?!\d)(?:\s+(?:rupiah|rp\.?))?\s*\)?"
    rf"|\(\s*(?:dalam\s+)?(?:rp\.?\s*1?)?[.,']?{_ZEROS.format(name='cut')}(?:,-)?(?:\s*(?:rupiah|rp\.?))?\s*\)"
    rf"|\brp\.?\s*[.,']?{_ZEROS.format(name='bare')}(?!\d)",
    re.IGNORECASE,
)
_CELL = re.compile(rf"(?:(?:dalam|dlm)\s+)?(?:rp\.?\s*)?{_WORD}(?:\s+(?:rupiah|rp\.?))?", re.IGNORECASE)
_RUPIAH = re.compile(r"(?:dalam\s+)?(?:rp\.?|rupiah|idr)", re.IGNORECASE)
_NOTED = re.compile(
    r"\b(?:dalam|dlm|satuan|(?:ribu|juta|mil[iy]ar|tril[iy]un)an)\b|\(|[x×]\s*(?:rp|1)", re.IGNORECASE
)


def declared_factor(text: str) -> tuple[int | None, str]:
    """Rupiah per unit that ``text`` declares (``None`` without a declaration), and the text without it."""
    found = _DECLARED.search(text)
    if found is None:
        return None, text
    zeros = found["times"] or found["cut"] or found["bare"]
    rest = text[: found.start()] + " " + text[found.end() :]
    if zeros:
        return int("1" + re.sub(r"\D", "", zeros)), rest
    return FACTORS[_word(found)], rest


def noted_factor(texts: Iterable[str]) -> int | None:
    """The one unit that notes declare (``Catatan: angka dalam jutaan rupiah``); ``None`` for none or several."""
    told = {declared_factor(text)[0] for text in texts if _NOTED.search(text)} - {None}
    return told.pop() if len(told) == 1 else None


def cell_factor(text: str) -> int | None:
    """Rupiah per unit of a cell that is a unit and nothing else: ``Rupiah``, ``JUTA``; ``None`` for other texts."""
    squeezed = " ".join(text.split()).strip(" ().:")
    if _RUPIAH.fullmatch(squeezed):
        return 1
    found = _CELL.fullmatch(squeezed)
    return None if found is None else FACTORS[_word(found)]


def _word(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group and group.casefold() in FACTORS).casefold()
