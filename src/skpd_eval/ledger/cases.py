"""Assistance in the ledger: events of cases, appended and never changed, each an entry of the chain."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from skpd_eval.errors import UsageError
from skpd_eval.ledger import chain, connection, keys, rows, schema
from skpd_eval.ledger.guarding import guarded
from skpd_eval.ledger.originals import store
from skpd_eval.ledger.records import ZONE, end_of_day, instant, instant_text
from skpd_eval.ledger.refusals import resolve
from skpd_eval.model import FileReading
from skpd_eval.model.assistance import Agency, Event, EventKind, Plain

_EVENTS = """SELECT e.number, e.case_number, g.name, e.year, e.quarter, e.identity, e.agency_code,
    e.agency_name, e.kind, e.who, e.at, e.payload, e.sha256, ifnull(c.hash, '')
    FROM assistance_events AS e JOIN governments AS g ON g.id = e.government
    LEFT JOIN chain AS c ON c.kind = 'assistance' AND c.ref = e.number"""


class CaseBook:
    """The events of all cases. ``who`` did it and ``at`` what instant is kept with each."""

    def __init__(self, database: sqlite3.Connection, path: Path, *, writable: bool) -> None:
        self._db = database
        self.path = path
        self.writable = writable

    @guarded
    def events(self, as_of: dt.date | None = None, timezone: str = ZONE) -> list[Event]:
        """All events recorded by the end of a day, oldest first; a ledger of version 1 has none."""
        if not schema.has_assistance(self._db):
            return []
        query = f"{_EVENTS} WHERE e.at < ? ORDER BY e.number"
        return [_event(*row) for row in self._db.execute(query, (end_of_day(as_of, timezone),))]

    @guarded
    def open(
        self,
        government: str | None,
        year: int,
        quarter: int,
        agency: Agency,
        payload: Mapping[str, Plain],
        who: str,
        now: dt.datetime,
    ) -> Event:
        """Open a case for an agency. Raises UsageError ``case-open`` where it has one of that quarter open."""
        with connection.transaction(self._db):
            government_id = keys.government_id(self._db, government)
            found = self._db.execute(_OPEN, (government_id, year, quarter, agency.identity)).fetchone()
            if found is not None:
                raise UsageError("case-open", number=found[0], agency=agency.name)
            (case,) = self._db.execute(
                "SELECT ifnull(max(case_number), 0) + 1 FROM assistance_events"
            ).fetchone()
            about = (case, government_id, year, quarter, agency.identity, agency.code, agency.name)
            return self._append(about, EventKind.OPENED, payload, who, now)

    @guarded
    def add(
        self, case: int, kind: EventKind, payload: Mapping[str, Plain], who: str, now: dt.datetime
    ) -> Event:
        """Append an event to a case. Raises UsageError ``case-unknown`` or ``case-closed``."""
        with connection.transaction(self._db):
            return self._append(self._about(case), kind, payload, who, now)

    @guarded
    def answer(
        self,
        form: FileReading,
        case: int,
        payload: Mapping[str, Plain],
        who: str,
        content: bytes,
        now: dt.datetime,
    ) -> Event | None:
        """Record an answer with the form's bytes; ``None`` where nothing new is said.

        Refusals of the form are closed. Nothing is new where the case has an answer from these bytes, or its
        newest answer says the same.
        Raises UsageError ``case-unknown`` or ``case-closed``.
        """
        with connection.transaction(self._db):
            query = (
                "SELECT sha256, payload FROM assistance_events WHERE case_number = ? AND kind = 'answered'"
            )
            given = self._db.execute(f"{query} ORDER BY number", (case,)).fetchall()
            resolve(self._db, form.sha256, form.path, instant_text(now))
            same = bool(given) and given[-1][1] == rows.json_text(payload)
            if same or any(known == form.sha256 for known, _ in given):
                return None
            about = self._about(case)
            store(self._db, form.sha256, form.file, content)
            return self._append(about, EventKind.ANSWERED, payload, who, now, form.sha256)

    def _about(self, case: int) -> tuple[object, ...]:
        query = "SELECT {fields} FROM assistance_events WHERE case_number = ? AND kind = '{kind}'"
        fields = "case_number, government, year, quarter, identity, agency_code, agency_name"
        found = self._db.execute(query.format(fields=fields, kind="opened"), (case,)).fetchone()
        if found is None:
            raise UsageError("case-unknown", number=case)
        if self._db.execute(query.format(fields="1", kind="closed"), (case,)).fetchone() is not None:
            raise UsageError("case-closed", number=case)
        return tuple(found)

    def _append(
        self,
        about: tuple[object, ...],
        kind: EventKind,
        payload: Mapping[str, Plain],
        who: str,
        now: dt.datetime,
        sha256: str | None = None,
    ) -> Event:
        at = instant_text(now)
        (number,) = self._db.execute("SELECT ifnull(max(number), 0) + 1 FROM assistance_events").fetchone()
        row = (number, *about, kind.value, who, at, sha256, rows.json_text(payload))
        self._db.execute(f"INSERT INTO assistance_events VALUES ({', '.join('?' * len(row))})", row)
        chain.append(self._db, "assistance", number, at)
        return _event(*self._db.execute(f"{_EVENTS} WHERE e.number = ?", (number,)).fetchone())


_OPEN = """SELECT case_number FROM assistance_events AS e WHERE government = ? AND year = ? AND quarter = ?
    AND identity = ? AND kind = 'opened' AND NOT EXISTS (SELECT 1 FROM assistance_events AS c
    WHERE c.case_number = e.case_number AND c.kind = 'closed')"""


def _event(
    number: int,
    case: int,
    government: str | None,
    year: int,
    quarter: int,
    identity: str,
    code: str | None,
    name: str,
    kind: str,
    who: str,
    at: str,
    payload: str,
    sha256: str | None,
    own_hash: str,
) -> Event:
    agency = Agency(identity, code, name)
    return Event(
        *(number, case, government, year, quarter, agency, EventKind(kind), who, instant(at)),
        *(json.loads(payload), sha256, own_hash),
    )
