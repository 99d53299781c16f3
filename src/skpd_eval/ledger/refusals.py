"""Refusals that a later file answers."""

from __future__ import annotations

import sqlite3

from skpd_eval.ledger.rows import path_text


def resolve(connection: sqlite3.Connection, sha256: str, path: str, at: str) -> None:
    """Close the refusals that a good file answers: of the same bytes, or of earlier bytes at its path."""
    connection.execute(
        """INSERT INTO resolutions (refusal, at) SELECT id, ? FROM refusals
        WHERE (sha256 = ? OR path = ?) AND id NOT IN (SELECT refusal FROM resolutions)""",
        (at, sha256, path_text(path)),
    )
