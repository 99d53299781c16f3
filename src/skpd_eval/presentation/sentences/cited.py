"""The rules that a table goes by, as its footnotes cite them; the law's rating only where it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from skpd_eval.model import Evaluation
from skpd_eval.presentation.catalogs import mark, translator
from skpd_eval.presentation.sentences.rule_words import rule_note

_RATING_SCALE = "performance_scale"
_STATUS_SCALES = frozenset({"deviation_status", "monthly_corridor"})
_RATED_DURING_THE_YEAR = mark("Rating: of the plan's achievement (realization ÷ plan), not of absorption.")
_RATED_AT_YEAR_END = mark("Rating in the last quarter: of absorption.")
_LAST_QUARTER = 4


def cited_rules(evaluation: Evaluation, language: str, *, coloured: bool) -> Iterator[str]:
    """The rules that something in the evaluation goes by, but that of ratings."""
    has_status = coloured and any(row.status is not None for row in evaluation.rows)
    for rule in evaluation.rules:
        if rule.name in _STATUS_SCALES:
            yield from (rule_note(rule, language),) if has_status else ()
        elif rule.name != _RATING_SCALE:
            yield rule_note(rule, language)


def rating_notes(evaluation: Evaluation, language: str) -> tuple[str, ...]:
    """The scale that agencies are rated by, and what is rated by it; nothing where none is."""
    if all(row.category is None for row in evaluation.rows):
        return ()
    of = _RATED_AT_YEAR_END if evaluation.quarter == _LAST_QUARTER else _RATED_DURING_THE_YEAR
    scales = [rule_note(rule, language) for rule in evaluation.rules if rule.name == _RATING_SCALE]
    return (*scales, translator(language)(of))
