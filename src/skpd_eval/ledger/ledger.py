"""The ledger as the jobs see it: one object that is opened, asked and closed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from skpd_eval.ledger import amounts, chain, connection, positions, queries, verifying, writing
from skpd_eval.ledger.adjustments import AdjustmentBook
from skpd_eval.ledger.amounts import Grain
from skpd_eval.ledger.cases import CaseBook
from skpd_eval.ledger.guarding import guarded
from skpd_eval.ledger.records import ZONE, RecordOutcome, Refusal, end_of_day
from skpd_eval.model import (
    AccountLine,
    AgencyName,
    Amounts,
    Dimension,
    FileReading,
    Finding,
    Holding,
    IndicatorLine,
    Note,
    PlanAmounts,
    PlanLine,
    ProgressAmounts,
    ProgressLine,
    Standing,
    StatedTotal,
    Submission,
)


class Ledger:
    """Submissions of exports with their lines, append-only, in one SQLite file.

    Any method may raise BusyError, InputOutputError, or RefusedError ``ledger-damaged``. ``as_of`` shows the
    ledger as it was at the end of that day in ``timezone``. ``pairs`` are (submission number, agency id) as a
    :class:`Holding` gives them; they choose lines by the line's ``agency``, so the pair of a sub-unit chooses
    only lines that have no other agency above it.
    """

    def __init__(self, database: sqlite3.Connection, path: Path, *, writable: bool) -> None:
        self._db = database
        self.path = path
        self.writable = writable
        self.cases = CaseBook(database, path, writable=writable)
        """Assistance of the lowest agencies."""
        self.adjustments = AdjustmentBook(database, path, writable=writable)
        """Amounts that exports lack."""

    @classmethod
    def open(cls, path: Path, *, write: bool = False, lock_timeout: float = 5.0, wal: bool = True) -> Self:
        """Open the ledger at ``path``; with ``write``, make file and folder where they are not there.

        ``lock_timeout`` is the number of seconds to wait for another writer. ``wal=False`` keeps SQLite's
        rollback journal, for file systems shared between machines. Raises MissingInputError
        ``ledger-missing`` or ``ledger-unreadable``, OutputError, ConfigurationError ``not-a-ledger``,
        ``ledger-newer`` or ``sqlite-too-old``.
        """
        if write:
            database = connection.open_for_writing(path, lock_timeout, wal=wal)
        else:
            database = connection.open_for_reading(path, lock_timeout)
        return cls(database, path, writable=write)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Closing twice does no harm."""
        self._db.close()

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Answer all questions inside the block from one state, whatever another process adds meanwhile."""
        with connection.faults(self.path, write=self.writable), connection.snapshot(self._db):
            yield self

    @property
    def journal_mode(self) -> str:
        """SQLite's journal mode of the file: ``wal`` where the file system allows it."""
        return str(self._db.execute("PRAGMA journal_mode").fetchone()[0])

    @guarded
    def record(self, reading: FileReading, content: bytes, now: dt.datetime) -> RecordOutcome:
        """Store a file's bytes and each of its exports as a submission, all or nothing.

        Idempotent by content: an export is unchanged where a submission in force has the same bytes, sheet,
        layout, kind, government, agencies, year, cut-off, period kind, bases and unit, and the same bytes were
        not told to be something else since. Raises BusyError
        ``file-changed`` where ``content`` is not what was read, RefusedError ``amount-too-large`` beyond 64
        bits, ValueError for an export without a period or for a ``now`` without a zone.
        """
        with connection.transaction(self._db):
            return writing.record(self._db, reading, content, now)

    @guarded
    def refuse(self, reading: FileReading, now: dt.datetime) -> bool:
        """Remember refused bytes and their errors; whether these had not been told before."""
        with connection.transaction(self._db):
            return writing.refuse(self._db, reading, now)

    @guarded
    def withdraw(self, number: int, reason: str, now: dt.datetime, who: str = "") -> Submission:
        """Take a submission out of force, as ``who`` says; it stays stored and listed.

        Raises UsageError ``no-such-submission`` or ``already-withdrawn``.
        """
        with connection.transaction(self._db):
            writing.withdraw(self._db, number, reason, now, who)
        return queries.submission(self._db, number)

    @guarded
    def was_refused(self, sha256: str) -> bool:
        """Whether these bytes were ever refused."""
        return queries.was_refused(self._db, sha256)

    @guarded
    def refusals(self, as_of: dt.date | None = None, timezone: str = ZONE) -> list[Refusal]:
        """Files still refused: neither these bytes nor others at that path were recorded since."""
        return queries.refusals(self._db, end_of_day(as_of, timezone))

    @guarded
    def holdings(
        self, government: str | None, year: int, as_of: dt.date | None = None, timezone: str = ZONE
    ) -> list[Holding]:
        """One for each submission in force and each agency or sub-unit it states, oldest submission first.

        ``government=None`` is the unnamed one, else the only one; raises GovernmentNotNamedError.
        Superseded submissions are included: the evaluation takes the newest by ``Submission.number``.
        """
        return queries.holdings(self._db, government, year, end_of_day(as_of, timezone))

    @guarded
    def submissions(
        self,
        government: str | None = None,
        year: int | None = None,
        as_of: dt.date | None = None,
        timezone: str = ZONE,
    ) -> list[Submission]:
        """All submissions, withdrawn ones too, oldest first; ``None`` is any government, any year."""
        return queries.submissions(self._db, government, year, end_of_day(as_of, timezone))

    @guarded
    def told(self) -> dict[int, tuple[int, str, str]]:
        """By submission: rupiah per unit, and of its only agency name and alias (empty where it states several)."""
        return queries.told(self._db)

    @guarded
    def standings(self, as_of: dt.date | None = None, timezone: str = ZONE) -> dict[int, Standing]:
        """By number of submission: in force, superseded (by which), withdrawn, or a form not filled in."""
        return positions.standings(self._db, end_of_day(as_of, timezone))

    @guarded
    def governments(self, as_of: dt.date | None = None, timezone: str = ZONE) -> list[str | None]:
        """Names of the governments with a submission in force; ``None`` for the unnamed one, first."""
        return [name for _, name in queries.governments(self._db, end_of_day(as_of, timezone))]

    @guarded
    def years(self, government: str | None, as_of: dt.date | None = None, timezone: str = ZONE) -> list[int]:
        """Years a government has submissions in force for, ascending. Raises GovernmentNotNamedError."""
        return queries.years(self._db, government, end_of_day(as_of, timezone))

    @guarded
    def account_amounts(self, pairs: Collection[tuple[int, int]], by: Grain = "activity") -> list[Amounts]:
        """Sums by submission, agency, unit, activity and account; ``by="account"`` drops the activity."""
        return amounts.account_amounts(self._db, pairs, by)

    @guarded
    def plan_amounts(self, pairs: Collection[tuple[int, int]]) -> list[PlanAmounts]:
        """Sums of cash plans by submission, agency, unit, activity and account."""
        return amounts.plan_amounts(self._db, pairs)

    @guarded
    def progress_amounts(self, pairs: Collection[tuple[int, int]]) -> list[ProgressAmounts]:
        """Progress lines as stated, in the order of their files."""
        return amounts.progress_amounts(self._db, pairs)

    @guarded
    def account_lines(self, pair: tuple[int, int]) -> list[AccountLine]:
        """Account lines with their rows; ``agency`` and ``unit`` are the ledger's ids."""
        return amounts.account_lines(self._db, [pair])

    @guarded
    def plan_lines(self, pair: tuple[int, int]) -> list[PlanLine]:
        """Plan lines with their rows; ``agency`` and ``unit`` are the ledger's ids."""
        return amounts.plan_lines(self._db, [pair])

    @guarded
    def progress_lines(self, pair: tuple[int, int]) -> list[ProgressLine]:
        """Progress lines with their rows; ``agency`` and ``unit`` are the ledger's ids."""
        return amounts.progress_lines(self._db, [pair])

    @guarded
    def progress_accounts(self, pair: tuple[int, int]) -> dict[int, str]:
        """Accounts by row of a table that states progress beside its accounts."""
        return amounts.progress_accounts(self._db, pair)

    @guarded
    def indicators(self, pairs: Collection[tuple[int, int]]) -> list[tuple[int, IndicatorLine]]:
        """Indicator lines with their submission's number; ``agency`` and ``unit`` are the ledger's ids."""
        return amounts.indicators(self._db, pairs)

    @guarded
    def notes(self, pairs: Collection[tuple[int, int]]) -> list[tuple[int, int, Note]]:
        """Submission number, agency id and note; the note's ``agency`` is that id."""
        return amounts.notes(self._db, pairs)

    @guarded
    def findings(self, numbers: Collection[int]) -> list[tuple[int, Finding]]:
        """Findings with their submission's number; those of a file are with its first export."""
        return queries.findings(self._db, numbers)

    @guarded
    def stated_totals(self, numbers: Collection[int]) -> list[tuple[int, StatedTotal]]:
        """Stated totals with their submission's number; ``agency`` is the ledger's id."""
        return queries.stated_totals(self._db, numbers)

    @guarded
    def agencies(self, ids: Collection[int]) -> dict[int, AgencyName]:
        """Agencies by id, as they were first named."""
        return queries.agencies(self._db, ids)

    @guarded
    def names(
        self, dimension: Dimension, as_of: dt.date | None = None, timezone: str = ZONE
    ) -> dict[str, str]:
        """Names by code; of several for one code, the one that came last."""
        return queries.names(self._db, dimension, end_of_day(as_of, timezone))

    @guarded
    def original(self, sha256: str) -> tuple[str, bytes]:
        """Name and bytes of a recorded file. Raises UsageError ``no-such-original``."""
        return queries.original(self._db, sha256)

    @guarded
    def head(self, as_of: dt.date | None = None, timezone: str = ZONE) -> str:
        """Hash (hex) of the last entry of the chain; empty where nothing was recorded."""
        return chain.head(self._db, end_of_day(as_of, timezone))

    @guarded
    def verify(self) -> int:
        """Check the whole ledger: its chain, entry by entry, and the file; how many entries there are.

        Raises RefusedError ``chain-broken`` or ``record-unchained`` (which record), ``ledger-damaged``,
        ``ledger-damaged-at`` (what SQLite says) or ``refusals-damaged``.
        """
        with connection.snapshot(self._db):
            return verifying.verify(self._db, self.path)

    @guarded
    def entries_since(self, head: str) -> int:
        """Entries made after the head that a paper prints. Raises RefusedError ``head-not-found``."""
        return chain.entries_since(self._db, head)
