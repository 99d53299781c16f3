"""Copies of the ledger: a consistent backup while others read and write, and a restore that loses nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from skpd_eval.errors import OutputError
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger, copy_database
from skpd_eval.portable import write_atomically


def backup(context: Context, out: Path) -> int:
    """Write a consistent copy of the ledger to ``out``; the number of chain entries verified in it.

    Raises MissingInputError (no ledger), RefusedError (what verifying finds), OutputError.
    """
    content, entries = _verified_copy(context.ledger, context.lock_timeout)
    write_atomically(out, content)
    return entries


def restore(context: Context, source: Path) -> int:
    """Put a verified backup, whole, where no ledger is yet; the number of chain entries.

    Raises OutputError ``output-exists``, MissingInputError, ConfigurationError ``not-a-ledger``, RefusedError.
    """
    content, entries = _verified_copy(source, context.lock_timeout)
    if context.ledger.exists():
        raise OutputError(str(context.ledger), "exists", code="output-exists")
    context.ledger.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(context.ledger, content)
    return entries


def _verified_copy(source: Path, lock_timeout: float) -> tuple[bytes, int]:
    """The bytes of a consistent copy of a ledger, and the entries of its chain."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "ledger.db"
        copy_database(source, copy, lock_timeout=lock_timeout)
        with Ledger.open(copy) as ledger:
            entries = ledger.verify_chain()
        return copy.read_bytes(), entries
