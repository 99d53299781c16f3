"""In which language a run speaks before a command has opened its session: to help, and of wrong usage."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from skpd_eval.errors import SkpdEvalError

LANGUAGES = ("id", "en")
PEOPLES = "id"
"""What people read unless another language is asked for."""
HELPS = "en"
"""What help is written in unless another language is asked for."""


def asked_language(arguments: Sequence[str]) -> str | None:
    """The language of ``--lang``, else of ``SKPD_EVAL_LANG``, else of the configuration; ``None``: none asks.

    What is wrong there is said by the command, not here.
    """
    told = (_option(arguments), os.environ.get("SKPD_EVAL_LANG"))
    return next((one for one in told if one in LANGUAGES), None) or _configured()


def _option(arguments: Sequence[str]) -> str | None:
    for place, word in enumerate(arguments):
        if word == "--lang":
            return arguments[place + 1] if place + 1 < len(arguments) else None
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return None


def _configured() -> str | None:
    from skpd_eval.settings import find_configuration, load_settings

    try:
        return load_settings(find_configuration(Path.cwd())).language
    except (SkpdEvalError, OSError):
        return None
