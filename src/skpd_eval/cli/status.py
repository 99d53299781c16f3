"""Exit codes: what cron and scripts rely on."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """Why the process ended."""

    DONE = 0
    USAGE = 2
    THRESHOLD = 10
    """``--fail-below`` was crossed."""
    REFUSED = 65
    """The data was refused."""
    MISSING = 66
    """Input missing or unreadable."""
    FAULT = 70
    """A fault of ours."""
    OUTPUT = 73
    """An output cannot be created."""
    INPUT_OUTPUT = 74
    """Disk full, closed stream."""
    BUSY = 75
    """Ledger or output in use: try again."""
    CONFIGURATION = 78
    INTERRUPTED = 130
    TERMINATED = 143
