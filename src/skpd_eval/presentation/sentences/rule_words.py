"""A rule as papers cite it: what it says in one line, and its reference."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from skpd_eval.model import Rule, RuleBand
from skpd_eval.presentation import numbers
from skpd_eval.presentation.catalogs import translator
from skpd_eval.presentation.safe import visible
from skpd_eval.presentation.sentences.words import word

_VOCABULARIES = {
    "performance_scale": "category",
    "deviation_status": "status",
    "monthly_corridor": "status",
    "budget_size": "agency-group",
    "pad_effectiveness": "effectiveness",
    "efficiency_index": "efficiency",
    "ikpa_category": "score",
}
"""Parameter to the vocabulary that its bands are worded by."""


def rule_note(rule: Rule, language: str) -> str:
    """A rule as a footnote: label, what it says, reference; its links stand on the sheet of sources."""
    said = bands(rule, language) or visible(rule.detail)
    reference = ", ".join(part for part in rule.reference.split(", ") if "://" not in part)
    line = visible(rule.label) + (f": {said}" if said else "")
    return f"{line} — {visible(reference)}." if reference else f"{line}."


def content(rule: Rule, language: str) -> str | None:
    """What a rule says, a scale with its name before its bands; ``None`` where it says nothing."""
    said = filter(None, (visible(rule.detail), bands(rule, language)))
    return ": ".join(said) or None


def bands(rule: Rule, language: str) -> str:
    """``Sangat Tinggi ≥ 91, Tinggi 76–<91, …; dibulatkan ke bilangan bulat``; empty for what is no scale."""
    if not rule.bands:
        return ""
    vocabulary = _VOCABULARIES.get(rule.name)
    named = ", ".join(
        f"{visible(band.code) if vocabulary is None else word(vocabulary, band.code, language)} "
        f"{_interval(band, language)}"
        for band in reversed(rule.bands)
    )
    return "; ".join((named, *_rounding(rule.rounded_to, language)))


def _rounding(digits: int | None, language: str) -> Iterator[str]:
    t = translator(language)
    if digits == 0:
        yield t("rounded to whole numbers")
    elif digits is not None:
        yield t("rounded to {count} decimals", count=digits)


def _interval(band: RuleBand, language: str) -> str:
    """``≥ 91``, ``76–<91``, ``< 51``; with a negative end in words: ``−10 s.d. < −5``."""
    lower, upper = band.lower, band.upper
    if lower is None:
        return "" if upper is None else f"{'≤' if band.upper_closed else '<'} {_end(upper, language)}"
    if upper is None:
        return f"{'≥' if band.lower_closed else '>'} {_end(lower, language)}"
    if lower < 0:
        below = f"{'' if band.upper_closed else '< '}{_end(upper, language)}"
        above = f"{'' if band.lower_closed else '> '}{_end(lower, language)}"
        return translator(language)("{lower} to {upper}", lower=above, upper=below)
    low = f"{'' if band.lower_closed else '>'}{_end(lower, language)}"
    return f"{low}–{'' if band.upper_closed else '<'}{_end(upper, language)}"


def _end(value: Decimal, language: str) -> str:
    return numbers.plain(value, language)
