"""Where a run works: its configuration, its ledger, its language; found the same way from any directory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from skpd_eval.errors import UsageError
from skpd_eval.portable import user_data_folder
from skpd_eval.settings import Settings, find_configuration, load_settings

LEDGER_NAME = "ledger.db"
LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Context:
    """Settings, ledger path and language of a run; ``now`` is aware and the only clock there is."""

    settings: Settings
    ledger: Path
    language: str
    now: dt.datetime
    lock_timeout: float = 5.0


def open_context(
    *,
    ledger: Path | None,
    language: str | None,
    environment: Mapping[str, str],
    working_directory: Path | None,
    now: dt.datetime,
    lock_timeout: float = 5.0,
) -> Context:
    """Find configuration, ledger and language.

    The ledger is the option's, else ``SKPD_EVAL_LEDGER``'s, else what the nearest ``skpd-eval.toml`` upwards
    says, else one in the user's data folder. The language is the option's, else ``SKPD_EVAL_LANG``'s, else the
    configuration's, else Indonesian; never the process's locale. Raises ConfigurationError and UsageError.
    """
    found = find_configuration(working_directory) if working_directory is not None else None
    settings = load_settings(found)
    told = language or environment.get("SKPD_EVAL_LANG") or settings.language or "id"
    if told not in LANGUAGES:
        raise UsageError("unknown-language", language=told)
    from_environment = environment.get("SKPD_EVAL_LEDGER")
    path = ledger or (Path(from_environment) if from_environment else None) or settings.ledger
    return Context(settings, path or user_data_folder() / LEDGER_NAME, told, now, lock_timeout)
