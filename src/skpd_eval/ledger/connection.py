"""Opening the database file, transactions, and the one place where SQLite's errors become ours."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from skpd_eval.errors import (
    BusyError,
    ConfigurationError,
    InputOutputError,
    MissingInputError,
    OutputError,
    RefusedError,
    SkpdEvalError,
)
from skpd_eval.ledger import schema, views
from skpd_eval.portable import create_atomically, reason_of

_OLDEST_SQLITE = (3, 38, 0)
"""STRICT tables need 3.37, ``json_each`` without a build option 3.38."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_FORMAT})
_UNWRITABLE = frozenset(
    {sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}
)


def open_for_writing(path: Path, lock_timeout: float, *, wal: bool = True) -> sqlite3.Connection:
    """Open the ledger at ``path``, making it and its folder where they are not there yet.

    A new ledger appears with its tables or not at all; an empty file is an empty ledger. Raises OutputError,
    ConfigurationError (``not-a-ledger``, ``ledger-newer``), BusyError, InputOutputError.
    """
    try:
        size = _size(path)
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise OutputError(str(path), reason_of(error)) from error
    if size is None:
        # Where another process was first, or the file system cannot link, SQLite goes on with what is there.
        create_atomically(path, _empty_ledger())
    with faults(path, write=True), _closed_on_error(_connect(path, "mode=rwc", lock_timeout)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        if schema.is_empty(connection):
            with transaction(connection):
                # Another process may have made the tables while this one waited for the lock.
                if schema.is_empty(connection):
                    schema.create(connection)
        schema.check(connection, path)
        if schema.version(connection) < schema.VERSION:
            with transaction(connection):
                schema.migrate(connection)
        if not views.are_current(connection):
            with transaction(connection):
                views.renew(connection)
        _choose_journal(connection, "WAL" if wal else "DELETE")
        return connection


def open_for_reading(path: Path, lock_timeout: float) -> sqlite3.Connection:
    """Open the ledger at ``path`` for reading, beside a writer or on a read-only medium.

    An empty file, as an interrupted creation leaves it, is a ledger with nothing recorded. Raises
    MissingInputError (``ledger-missing``, ``ledger-unreadable``), ConfigurationError, BusyError.
    """
    try:
        size = _size(path)
    except (OSError, ValueError) as error:
        raise MissingInputError("ledger-unreadable", path=str(path)) from error
    if size is None:
        raise MissingInputError("ledger-missing", path=str(path))
    with faults(path, write=False):
        try:
            return _checked(path, "mode=rw", lock_timeout)
        except sqlite3.OperationalError as error:
            # In a folder without write permission a WAL database has no place for its index. Where no
            # log is pending, nobody writes there, and the file is whole as it stands.
            if _primary(error) not in _UNWRITABLE or _has_log(path):
                raise
            return _checked(path, "mode=ro&immutable=1", lock_timeout)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block as one write: all of it is recorded, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself after a full disk; a second rollback would hide that error.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block's queries against one state of the ledger, whatever a writer adds meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


@contextmanager
def faults(path: Path, *, write: bool) -> Iterator[None]:
    """Turn SQLite's errors inside the block into those of the tool, naming the ledger's ``path``."""
    try:
        yield
    except sqlite3.Error as error:
        known = _translated(error, path, write=write)
        if known is None:
            raise
        raise known from error
    except UnicodeDecodeError as error:
        # Python cannot read what SQLite says of a damaged schema.
        raise RefusedError("ledger-damaged", path=str(path)) from error


def _translated(error: sqlite3.Error, path: Path, *, write: bool) -> SkpdEvalError | None:
    code = _primary(error)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return BusyError(str(path), code="ledger-busy")
    if code == sqlite3.SQLITE_FULL:
        return InputOutputError(str(path), "disk-full")
    if code == sqlite3.SQLITE_IOERR:
        return InputOutputError(str(path), "device")
    if code == sqlite3.SQLITE_NOTADB:
        return schema.not_a_ledger(path)
    if _is_damage(error, code):
        return RefusedError("ledger-damaged", path=str(path))
    if code in _UNWRITABLE:
        if write:
            return OutputError(str(path), "not-writable")
        return MissingInputError("ledger-unreadable", path=str(path))
    return None


def _is_damage(error: sqlite3.Error, code: int | None) -> bool:
    """Whether the file is at fault: its pages, or a text whose bytes are none."""
    return code in _DAMAGED or (code is None and str(error).startswith("Could not decode"))


def _primary(error: sqlite3.Error) -> int | None:
    """Return the primary result code (the low byte), or ``None`` for errors that Python itself raised."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _connect(path: Path, options: str, lock_timeout: float) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise ConfigurationError(str(path), "sqlite", sqlite3.sqlite_version, code="sqlite-too-old")
    uri = f"{path.absolute().as_uri()}?{options}"
    return sqlite3.connect(uri, uri=True, timeout=lock_timeout, isolation_level=None, check_same_thread=False)


def _checked(path: Path, options: str, lock_timeout: float) -> sqlite3.Connection:
    with _closed_on_error(_connect(path, options, lock_timeout)) as connection:
        if schema.is_empty(connection):
            connection.close()
            return _nothing_recorded()
        schema.check(connection, path)
        connection.execute("PRAGMA query_only = ON")
        return connection


def _nothing_recorded() -> sqlite3.Connection:
    """Return a ledger in memory for reading, in which nothing is recorded."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with transaction(connection):
        schema.create(connection)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _empty_ledger() -> bytes:
    """Return the bytes of a ledger in which nothing is recorded."""
    with closing(_nothing_recorded()) as connection:
        return connection.serialize()


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    except BaseException:
        with closing(connection):
            raise


def _choose_journal(connection: sqlite3.Connection, mode: str) -> None:
    """Ask for a journal mode; where the file system or another reader forbids it, the old stays."""
    try:
        connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    except sqlite3.OperationalError as error:
        if _primary(error) not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise


def _size(path: Path) -> int | None:
    """Size of the file in bytes, ``None`` where there is none.

    Raises ConfigurationError for a folder or device, OSError where it cannot be looked at, ValueError for a
    path that can be none (SQLite would cut it at a NUL).
    """
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(status.st_mode):
        raise schema.not_a_ledger(path)
    return status.st_size


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
