"""Adjustments in the ledger: amounts that an export lacks, with document, reason and who; never deleted."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

from skpd_eval.errors import RefusedError, UsageError
from skpd_eval.ledger import chain, connection, keys, schema
from skpd_eval.ledger.guarding import guarded
from skpd_eval.ledger.records import ZONE, end_of_day, instant, instant_text
from skpd_eval.model.assistance import Adjustment, Agency

_ADJUSTMENTS = """SELECT a.number, g.name, a.cutoff, a.identity, a.agency_code, a.agency_name, a.account,
    a.amount, a.document, a.reason, a.who, a.at, w.at, w.who, w.reason
    FROM adjustments AS a JOIN governments AS g ON g.id = a.government
    LEFT JOIN adjustment_withdrawals AS w ON w.adjustment = a.number AND w.at < :before
    WHERE a.at < :before"""


class AdjustmentBook:
    """All adjustments, withdrawn ones too."""

    def __init__(self, database: sqlite3.Connection, path: Path, *, writable: bool) -> None:
        self._db = database
        self.path = path
        self.writable = writable

    @guarded
    def all(self, as_of: dt.date | None = None, timezone: str = ZONE) -> list[Adjustment]:
        """Adjustments booked by the end of a day, oldest first; a ledger of version 1 has none."""
        if not schema.has_assistance(self._db):
            return []
        values = {"before": end_of_day(as_of, timezone)}
        return [_adjustment(*row) for row in self._db.execute(f"{_ADJUSTMENTS} ORDER BY a.number", values)]

    @guarded
    def book(
        self,
        government: str | None,
        cutoff: dt.date,
        agency: Agency,
        account: str,
        amount: int,
        document: str,
        reason: str,
        who: str,
        now: dt.datetime,
    ) -> int:
        """Book an amount (sen); the adjustment's number.

        Raises UsageError ``adjustment-known`` where one in force says the same, RefusedError
        ``amount-too-large`` beyond 64 bits.
        """
        with connection.transaction(self._db):
            government_id = keys.government_id(self._db, government)
            said = (government_id, cutoff.isoformat(), agency.identity, account, amount, document)
            try:
                found = self._db.execute(_SAME, said).fetchone()
            except OverflowError as error:
                raise RefusedError("amount-too-large", file=document) from error
            if found is not None:
                raise UsageError("adjustment-known", number=found[0])
            at = instant_text(now)
            (number,) = self._db.execute("SELECT ifnull(max(number), 0) + 1 FROM adjustments").fetchone()
            row = (
                *(number, *said[:3], agency.code, agency.name, account, amount, document),
                *(reason, who, at),
            )
            self._db.execute(f"INSERT INTO adjustments VALUES ({', '.join('?' * len(row))})", row)
            chain.append(self._db, "adjustment", number, at)
        return int(number)

    @guarded
    def withdraw(self, number: int, reason: str, who: str, now: dt.datetime) -> None:
        """Take an adjustment out of force; it stays listed.

        Raises UsageError ``no-such-adjustment`` or ``adjustment-withdrawn``.
        """
        with connection.transaction(self._db):
            if self._db.execute("SELECT 1 FROM adjustments WHERE number = ?", (number,)).fetchone() is None:
                raise UsageError("no-such-adjustment", number=number)
            query = "SELECT 1 FROM adjustment_withdrawals WHERE adjustment = ?"
            if self._db.execute(query, (number,)).fetchone() is not None:
                raise UsageError("adjustment-withdrawn", number=number)
            at = instant_text(now)
            row = (number, reason, who, at)
            self._db.execute("INSERT INTO adjustment_withdrawals VALUES (?, ?, ?, ?)", row)
            chain.append(self._db, "adjustment-withdrawal", number, at)


_SAME = """SELECT number FROM adjustments WHERE government = ? AND cutoff = ? AND identity = ? AND account = ?
    AND amount = ? AND document = ? AND number NOT IN (SELECT adjustment FROM adjustment_withdrawals)"""


def _adjustment(
    number: int,
    government: str | None,
    cutoff: str,
    identity: str,
    code: str | None,
    name: str,
    account: str,
    amount: int,
    document: str,
    reason: str,
    who: str,
    at: str,
    withdrawn_at: str | None,
    withdrawn_by: str | None,
    withdrawal_reason: str | None,
) -> Adjustment:
    return Adjustment(
        *(number, government, dt.date.fromisoformat(cutoff), Agency(identity, code, name), account, amount),
        *(document, reason, who, instant(at)),
        withdrawn_at=None if withdrawn_at is None else instant(withdrawn_at),
        withdrawn_by=withdrawn_by or "",
        withdrawal_reason=withdrawal_reason or "",
    )
