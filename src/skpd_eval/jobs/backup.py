"""Copies of the ledger that lose nothing, and whether a ledger is whole and still has what a paper was made from."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from skpd_eval.errors import OutputError, UsageError
from skpd_eval.jobs.context import Context
from skpd_eval.ledger import Ledger, copy_database
from skpd_eval.portable import write_atomically

_HEAD = re.compile(r"[0-9a-f]{8,64}")


def backup(context: Context, out: Path, *, replace: bool = False) -> int:
    """Write a consistent copy of the ledger to ``out``; the number of chain entries verified in it.

    What is there stays, unless it is another file and ``replace`` says so. Raises MissingInputError (no ledger),
    RefusedError (what verifying finds), OutputError (``backup-exists``, ``output-is-input``).
    """
    if out.exists():
        if context.ledger.exists() and out.samefile(context.ledger):
            raise OutputError(str(out), "is-input", code="output-is-input")
        if not replace:
            raise OutputError(str(out), "exists", code="backup-exists")
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


@dataclass(frozen=True, slots=True)
class Verified:
    """A ledger that is whole: entries of its chain, the chain's head, and entries since a paper's head."""

    entries: int
    head: str
    paper_head: str | None = None
    since_paper: int = 0


def verify(context: Context, paper_head: str | None = None) -> Verified:
    """Check the whole ledger, and whether its chain has the head that a paper prints.

    Raises UsageError ``not-a-head``, RefusedError (what verifying finds, ``head-not-found``).
    """
    wanted = None if paper_head is None else _head(paper_head)
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger:
        entries = ledger.verify()
        since = 0 if wanted is None else ledger.entries_since(wanted)
        return Verified(entries, ledger.head(), wanted, since)


def _head(text: str) -> str:
    """The head as the chain spells it; papers print its first sixteen digits."""
    head = text.strip().rstrip(".…").casefold()
    if not _HEAD.fullmatch(head):
        raise UsageError("not-a-head", text=text)
    return head


def _verified_copy(source: Path, lock_timeout: float) -> tuple[bytes, int]:
    """The bytes of a consistent copy of a ledger, and the entries of its chain."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "ledger.db"
        copy_database(source, copy, lock_timeout=lock_timeout)
        with Ledger.open(copy) as ledger:
            entries = ledger.verify()
        return copy.read_bytes(), entries
