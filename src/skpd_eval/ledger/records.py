"""What recording tells, what a refusal was, and how instants are written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from skpd_eval.errors import UsageError
from skpd_eval.model import AgencyName, Finding

ZONE = "Asia/Jakarta"
"""The zone whose midnight ends a day for ``as_of`` unless the caller names another."""
FOREVER = "9999"
"""An instant's text that sorts after all others: no ``as_of``."""


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """What recording one file did."""

    numbers: tuple[int, ...] = ()
    """New submissions, in the order of the file's exports."""
    unchanged: tuple[int, ...] = ()
    """Earlier submissions that say the same, from the same bytes: nothing was added for them."""
    superseded: tuple[int, ...] = ()
    """Earlier submissions that were the newest for an agency at its position until now."""
    absent: tuple[tuple[int, AgencyName], ...] = ()
    """Agencies that a superseded submission states at that very position and the newer file does not."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was refused: its bytes, the name shown, and the errors that refused it."""

    sha256: str
    file: str
    path: str
    findings: tuple[Finding, ...]
    first_told_at: dt.datetime
    last_seen_at: dt.datetime


def instant_text(instant: dt.datetime) -> str:
    """Write an aware instant as UTC text of fixed width, so that text order is time order.

    Raises ValueError for an instant without a zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant(text: str) -> dt.datetime:
    """Read back what :func:`instant_text` wrote, in UTC."""
    return dt.datetime.fromisoformat(text)


def end_of_day(day: dt.date | None, timezone: str) -> str:
    """Return the text of the first instant after ``day`` in ``timezone``; ``None`` is the end of time.

    Raises UsageError ``unknown-timezone``.
    """
    if day is None or day == dt.date.max:
        return FOREVER
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UsageError("unknown-timezone", timezone=timezone) from error
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=zone)
    return instant_text(midnight)
