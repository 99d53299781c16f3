"""What was recorded and when; withdrawing a submission."""

from __future__ import annotations

from skpd_eval.jobs.context import Context
from skpd_eval.jobs.scope import Asked, government_of
from skpd_eval.ledger import Ledger
from skpd_eval.model import Submission


def history(context: Context, asked: Asked) -> list[Submission]:
    """All submissions, oldest first, withdrawn ones too."""
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger:
        named = asked.government or context.settings.government
        government = government_of(ledger, context, asked) if named else None
        return ledger.submissions(government, asked.year, asked.as_of, context.settings.timezone)


def withdraw(context: Context, number: int, reason: str) -> Submission:
    """Take a submission out of force, with a reason; it stays listed. Raises UsageError."""
    with Ledger.open(context.ledger, write=True, lock_timeout=context.lock_timeout) as ledger:
        return ledger.withdraw(number, reason, context.now)
