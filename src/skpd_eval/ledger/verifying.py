"""Whether a ledger is whole: the chain over what was recorded, and SQLite's own check of the file.

The chain comes first, since it can name the record; the file's own check then finds what no entry covers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from skpd_eval.errors import RefusedError
from skpd_eval.ledger import chain, queries
from skpd_eval.ledger.records import FOREVER


def verify(connection: sqlite3.Connection, path: Path) -> int:
    """Check the chain, the pages, types and references of the file, and what is kept beside the chain.

    Gives the number of entries of the chain. Raises RefusedError: what :func:`chain.verify` raises,
    ``ledger-damaged-at`` with what SQLite says, ``refusals-damaged``, ``ledger-damaged``.
    """
    try:
        with _any_text(connection):
            entries = chain.verify(connection)
            for said in _said_by_sqlite(connection):
                raise RefusedError("ledger-damaged-at", path=str(path), text=chain.visible_text(said))
        _check_refusals(connection, path)
    except sqlite3.OperationalError as error:
        # The queries fit the tables as they were made: one that does not run has met others, or no text.
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR:
            raise
        raise RefusedError("ledger-damaged", path=str(path)) from error
    return entries


@contextmanager
def _any_text(connection: sqlite3.Connection) -> Iterator[None]:
    """Read text whose bytes are none, too, so that the chain can tell whose it is."""
    before = connection.text_factory
    connection.text_factory = _text
    try:
        yield
    finally:
        connection.text_factory = before


def _text(raw: bytes) -> str:
    return raw.decode(errors="surrogateescape")


def _said_by_sqlite(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite finds wrong in the file."""
    for (said,) in connection.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield str(said)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"{table} {'' if row is None else row} -> {parent}"


def _check_refusals(connection: sqlite3.Connection, path: Path) -> None:
    """Read what no entry covers; a text or an instant there that is none is damage."""
    try:
        queries.refusals(connection, FOREVER)
    except (ValueError, TypeError, KeyError) as error:
        raise RefusedError("refusals-damaged", path=str(path)) from error
