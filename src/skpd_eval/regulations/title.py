"""What a rule is cited as: one text for both languages, or a table of ``id`` and ``en``."""

from __future__ import annotations

from collections.abc import Mapping

from skpd_eval.errors import RegulationError

_LANGUAGES = ("id", "en")

Titles = Mapping[str, str]
"""By language, ``id`` and ``en``."""


def titles_from(data: object, file: str, key: str) -> Titles:
    """Read a ``title``; :class:`RegulationError` where it is neither a text nor a table of both languages."""
    if isinstance(data, str):
        return dict.fromkeys(_LANGUAGES, data)
    if not isinstance(data, Mapping) or not all(isinstance(words, str) for words in data.values()):
        raise RegulationError(file, key, "wrong-type")
    for language in _LANGUAGES:
        if not data.get(language):
            raise RegulationError(file, f"{key}.{language}", "missing-key")
    unknown = sorted(set(data) - set(_LANGUAGES))
    if unknown:
        raise RegulationError(file, f"{key}.{unknown[0]}", "unknown-key")
    return {language: str(data[language]) for language in _LANGUAGES}
