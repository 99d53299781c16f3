"""What was recorded and when; withdrawing a submission."""

from __future__ import annotations

from dataclasses import replace

from skpd_eval import codes
from skpd_eval.jobs.adjustments import listed
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.scope import Asked, government_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Standing, Submission
from skpd_eval.model.assistance import Adjustment, Event


def history(context: Context, asked: Asked) -> tuple[list[Submission], dict[int, Standing]]:
    """All submissions, oldest first, withdrawn ones too; and by number which of the ledger's are in force."""
    zone = context.settings.timezone
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger, ledger.snapshot():
        named = asked.government or context.settings.government
        government = government_of(ledger, context, asked) if named else None
        submissions = ledger.submissions(government, asked.year, asked.as_of, zone)
        return submissions, ledger.standings(asked.as_of, zone)


def on_record(context: Context, asked: Asked) -> tuple[list[Event], list[Adjustment]]:
    """What people put on record of the same government and year: events of assistance, and adjustments."""
    zone = context.settings.timezone
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger:
        named = asked.government or context.settings.government
        government = government_of(ledger, context, asked) if named else None
        events = ledger.cases.events(asked.as_of, zone)
    key = codes.government_key(government or "")
    found = [
        one
        for one in events
        if (not named or codes.government_key(one.government or "") == key) and asked.year in (None, one.year)
    ]
    return found, listed(context, replace(asked, quarter=None, cutoff=None))


def withdraw(context: Context, number: int, reason: str, who: str = "") -> Submission:
    """Take a submission out of force, with a reason and who gives it; it stays listed. Raises UsageError."""
    with Ledger.open(context.ledger, write=True, lock_timeout=context.lock_timeout) as ledger:
        return ledger.withdraw(number, reason, context.now, who)
