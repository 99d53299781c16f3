"""What a heading means under a layout: the role that its header words give it."""

from __future__ import annotations

from functools import lru_cache

from skpd_eval.period import PeriodMention
from skpd_eval.reading.headings.headercells import month_beneath
from skpd_eval.reading.headings.headings import normalize
from skpd_eval.reading.headings.vocabulary import spelled, spelled_path
from skpd_eval.reading.layout.layout import AMOUNT_ROLES, REALIZED, ColumnRule, Layout
from skpd_eval.reading.layout.patterns import Parts, Patterns
from skpd_eval.reading.layout.taught import ROLES


@lru_cache(maxsize=64)
def patterns_of(layout: Layout) -> tuple[Patterns, Patterns, Patterns]:
    """Patterns of a layout's columns (by the place of their rule), of what it ignores, of what excludes it."""
    roles = [
        (place, spelled_path(pattern))
        for place, rule in enumerate(layout.columns)
        for pattern in (() if rule.months else rule.headers)
    ]
    ignored, without = (
        Patterns((0, spelled_path(pattern)) for pattern in group)
        for group in (layout.ignored, layout.without)
    )
    return Patterns(roles), ignored, without


def role_taught(index: int, parts: Parts, layout: Layout) -> str | None:
    """The role that the user gives a headed column, by its place or by words: of the path, or of its last cell."""
    if not any(parts):
        return None
    role = layout.taught.role_of_column(index)
    if role is not None or not layout.taught.words:
        return role
    written = {spelled(" ".join(parts)), spelled(parts[-1])}
    return next(
        (
            ROLES[meant]
            for meant, phrase in layout.taught.words
            if meant in ROLES and _words(phrase) in written
        ),
        None,
    )


def _words(phrase: str) -> str:
    return spelled(normalize(phrase)[0])


def role_of(parts: Parts, month: int | None, layout: Layout) -> tuple[str, ColumnRule] | None:
    """The role that a layout's header words give a heading path and the rule that says so, or ``None``.

    ``month`` is the month that the heading names. ``realisasi > %`` is ``realisasi %`` where only that is known.
    """
    patterns = patterns_of(layout)[0]
    parts = spelled_path(parts)
    place = patterns.first(parts)
    if place is None:
        place = patterns.first(percent_joined(parts))
    for at, rule in enumerate(layout.columns):
        if rule.months and (place is None or at < place):
            number = month_beneath(parts, month, tuple(map(spelled_path, rule.headers)))
            if number is not None:
                return f"{rule.role}:{number}", rule
    return None if place is None else (layout.columns[place].role, layout.columns[place])


def role_at(
    parts: Parts, beneath: Parts, month: int | None, mention: PeriodMention | None, layout: Layout
) -> tuple[str, ColumnRule] | None:
    """The role of a heading; what stands above or beneath a period has its role for that period.

    ``beneath`` are the parts without those that are a period alone. A plan for one period alone is no plan until
    then, so only what has happened takes its role from there, and amounts of a whole year.
    """
    if not parts:
        return None
    told = role_of(parts, month, layout)
    if told is not None or not beneath or beneath == parts or mention is None:
        return told
    told = role_of(beneath, None, layout)
    of_year = mention.month is None and mention.quarter is None
    kept = told is not None and (told[0] in REALIZED or (of_year and told[0] in AMOUNT_ROLES))
    return told if kept else None


def percent_joined(parts: Parts) -> Parts:
    """A path whose last cell is a percent sign alone, as if it stood in the cell above."""
    return (*parts[:-2], f"{parts[-2]} %") if len(parts) > 1 and parts[-1] == "%" else parts
