"""Copies of the ledger: a consistent backup while others read and write, and a restore that loses nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from skpd_eval.errors import MissingInputError, OutputError
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger, copy_database
from skpd_eval.portable import write_atomically


def backup(context: Context, out: Path) -> int:
    """Write a consistent copy of the ledger to ``out``; the number of chain entries verified in it.

    Raises MissingInputError (no ledger), RefusedError ``chain-broken``, OutputError.
    """
    if not context.ledger.exists():
        raise MissingInputError("ledger-missing", path=str(context.ledger))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "ledger.db"
        copy_database(context.ledger, copy, lock_timeout=context.lock_timeout)
        with Ledger.open(copy) as ledger:
            entries = ledger.verify_chain()
        write_atomically(out, copy.read_bytes())
    return entries


def restore(context: Context, source: Path) -> int:
    """Put a verified backup where no ledger is yet; the number of chain entries. An existing ledger is left alone.

    Raises OutputError ``output-exists``, MissingInputError, ConfigurationError ``not-a-ledger``, RefusedError.
    """
    if context.ledger.exists():
        raise OutputError(str(context.ledger), "exists", code="output-exists")
    with Ledger.open(source) as ledger:
        entries = ledger.verify_chain()
    context.ledger.parent.mkdir(parents=True, exist_ok=True)
    copy_database(source, context.ledger, lock_timeout=context.lock_timeout)
    return entries
