"""Units that a title or heading declares: ``(dalam ribuan rupiah)``, ``(Rp Juta)``."""

from __future__ import annotations

import re

FACTORS = {"rupiah": 1, "ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000, "milyar": 1_000_000_000}
"""Rupiah per unit of a word."""
_WORD = r"(ribu|juta|mil[iy]ar)(?:an)?"
_DECLARED = re.compile(
    rf"\(?\s*\bdalam\s+{_WORD}(?:\s+(?:rupiah|rp\.?))?\s*\)?"
    rf"|\(\s*(?:rp\.?\s*)?{_WORD}(?:\s+(?:rupiah|rp\.?))?\s*\)"
    rf"|\b(?:rp\.?\s*)(ribu|juta|mil[iy]ar)(?:an)?\b(?!\w)",
    re.IGNORECASE,
)


def declared_factor(text: str) -> tuple[int | None, str]:
    """Rupiah per unit that ``text`` declares (``None`` without a declaration), and the text without it."""
    found = _DECLARED.search(text)
    if found is None:
        return None, text
    word = next(group for group in found.groups() if group)
    return FACTORS[word.casefold()], text[: found.start()] + " " + text[found.end() :]
