"""What a run leaves behind for its log line: set by the session, written by the boundary."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Run:
    """The one run of this process: where to log, in which language to fail, what to say of it."""

    started: dt.datetime
    command: str = ""
    language: str = "id"
    language_of_all: str | None = None
    """What ``--lang`` before the command said."""
    debug: bool = False
    log_file: Path | None = None
    ledger: Path | None = None
    timezone: str = "Asia/Jakarta"
    facts: dict[str, str] = field(default_factory=dict)


current = Run(dt.datetime.now(dt.UTC))


def begin(arguments: list[str]) -> Run:
    """Start the run of this process; earlier state (a test calling twice) is forgotten."""
    global current
    current = Run(dt.datetime.now(dt.UTC), command=next((word for word in arguments if word[:1] != "-"), ""))
    return current
