"""The bytes of recorded files, kept once for each SHA-256."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib

from skpd_eval.errors import BusyError
from skpd_eval.ledger import rows


def store(connection: sqlite3.Connection, sha256: str, file: str, content: bytes) -> None:
    """Keep a file's bytes. Raises BusyError ``file-changed`` where they have another SHA-256."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise BusyError(file, code="file-changed")
    if connection.execute("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)).fetchone() is None:
        row = (sha256, rows.path_text(file), len(content), zlib.compress(content))
        connection.execute("INSERT INTO originals VALUES (?, ?, ?, ?)", row)
