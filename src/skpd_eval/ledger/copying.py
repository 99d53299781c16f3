"""A consistent copy of a ledger, taken page by page while others may write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from skpd_eval.ledger import connection


def copy_database(source: Path, target: Path, *, lock_timeout: float = 5.0) -> None:
    """Copy a ledger to a new file; what is written meanwhile is in the copy wholly or not at all.

    Raises MissingInputError, ConfigurationError ``not-a-ledger``, BusyError, OutputError, InputOutputError.
    """
    with (
        connection.faults(target, write=True),
        closing(connection.open_for_reading(source, lock_timeout)) as original,
        closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
