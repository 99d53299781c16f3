"""Ids of governments, agencies and codes: found, or added where the ledger does not know them yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import cast

from skpd_eval.codes import agency_name_key, government_key
from skpd_eval.model import AgencyName, Dimension, Export

TABLES = {Dimension.ACTIVITY: "activities", Dimension.ACCOUNT: "accounts"}
NAMES = {Dimension.ACTIVITY: "activity_names", Dimension.ACCOUNT: "account_names"}


def key_of_government(name: str | None) -> str:
    """Return what governments are compared by; empty for the unnamed one."""
    return "" if name is None else government_key(name)


def government_id(connection: sqlite3.Connection, name: str | None) -> int:
    """Return the id of a government; the name it was first given stays the one shown."""
    key = key_of_government(name)
    found = connection.execute("SELECT id FROM governments WHERE key = ?", (key,)).fetchone()
    if found is not None:
        return cast(int, found[0])
    return _inserted(connection, "INSERT INTO governments (key, name) VALUES (?, ?)", (key, name))


def agency_id(connection: sqlite3.Connection, government: int, agency: AgencyName) -> int:
    """Return the id of an agency: one for each code (or none), compared name, and dissolved or not."""
    identity = (government, agency.code, agency_name_key(agency.name), agency.dissolved)
    found = connection.execute(
        "SELECT id FROM agencies WHERE government = ? AND ifnull(code, '') = ifnull(?, '')"
        " AND name_key = ? AND dissolved = ?",
        identity,
    ).fetchone()
    if found is not None:
        return cast(int, found[0])
    return _inserted(
        connection,
        "INSERT INTO agencies (government, code, name_key, dissolved, name, alias) VALUES (?, ?, ?, ?, ?, ?)",
        (*identity, agency.name, agency.alias),
    )


def code_ids(
    connection: sqlite3.Connection, dimension: Dimension, codes: Iterable[str]
) -> dict[str | None, int | None]:
    """Return the ids of all known codes of a dimension, after adding ``codes``; ``None`` has no id."""
    table = TABLES[dimension]
    connection.executemany(
        f"INSERT INTO {table} (code) VALUES (?) ON CONFLICT DO NOTHING", [(code,) for code in sorted(codes)]
    )
    ids: dict[str | None, int | None] = dict(connection.execute(f"SELECT code, id FROM {table}"))
    ids[None] = None
    return ids


def codes(connection: sqlite3.Connection, dimension: Dimension) -> dict[int | None, str | None]:
    """Return the codes of a dimension by id; no id is no code."""
    found: dict[int | None, str | None] = dict(
        connection.execute(f"SELECT id, code FROM {TABLES[dimension]}")
    )
    found[None] = None
    return found


def add_names(
    connection: sqlite3.Connection,
    dimension: Dimension,
    export: Export,
    number: int,
    ids: dict[str | None, int | None],
) -> None:
    """Keep the names an export gives to codes, each with the first submission that gave it."""
    connection.executemany(
        f"INSERT INTO {NAMES[dimension]} (code, name, submission) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(ids[code], name, number) for (of, code), name in export.names.items() if of is dimension and name],
    )


def _inserted(connection: sqlite3.Connection, statement: str, values: tuple[object, ...]) -> int:
    return cast(int, connection.execute(statement, values).lastrowid)
