"""Adjustments as use cases: book an amount that an export lacks, list them, withdraw one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.errors import AmountError, CodeError, UsageError
from skpd_eval.evaluation.casework import agency_of_case
from skpd_eval.jobs.context import Context
from skpd_eval.jobs.evaluation import EvaluationRequest, evaluate_position
from skpd_eval.jobs.naming import agency_of
from skpd_eval.jobs.scope import Asked, government_of
from skpd_eval.ledger import Ledger
from skpd_eval.model.assistance import Adjustment
from skpd_eval.money import parse_rupiah
from skpd_eval.regulations import rulebook


@dataclass(frozen=True, slots=True)
class Booking:
    """What to book: texts as they were typed."""

    agency: str
    amount: str
    account: str
    cutoff: dt.date
    document: str
    reason: str
    who: str


def book(context: Context, government: str | None, booking: Booking) -> int:
    """Book an amount for an agency that the ledger has at that very cut-off; the adjustment's number.

    Raises UsageError ``adjustment-amount``, ``adjustment-account``, ``adjustment-known``, ``agency-unknown``
    or ``agency-ambiguous``, NotIngestedError, and what evaluating a position raises.
    """
    asked = Asked(government, booking.cutoff.year, None, booking.cutoff)
    amount = _amount(booking.amount)
    account = _account(context, booking)
    evaluation = evaluate_position(context, EvaluationRequest(asked))
    row = agency_of(evaluation, booking.agency)
    agency = agency_of_case(row.figures)
    with Ledger.open(context.ledger, write=True, lock_timeout=context.lock_timeout) as ledger:
        return ledger.adjustments.book(
            *(evaluation.government, row.figures.cutoff, agency, account, amount),
            *(booking.document, booking.reason, booking.who, context.now),
        )


def _amount(text: str) -> int:
    try:
        amount = parse_rupiah(text)
    except AmountError as error:
        raise UsageError("adjustment-amount", text=text) from error
    if not amount:
        raise UsageError("adjustment-amount", text=text)
    return amount


def _account(context: Context, booking: Booking) -> str:
    """The account, cleaned; only one that the ranking counts may be adjusted."""
    rules = rulebook(booking.cutoff, extra=context.settings.rules, language=context.language)
    try:
        code = codes.clean_code(booking.account).code
    except CodeError as error:
        raise UsageError("adjustment-account", account=booking.account) from error
    kind = codes.classify(code, expect=codes.CodeKind.ACCOUNT)
    if (
        kind is codes.CodeKind.ACCOUNT
        and _within(code, rules.expenditure)
        and not _within(code, rules.excluded)
    ):
        return code
    raise UsageError("adjustment-account", account=booking.account)


def _within(code: str, accounts: tuple[str, ...]) -> bool:
    return any(code == account or codes.is_within(code, account) for account in accounts)


def listed(context: Context, asked: Asked) -> list[Adjustment]:
    """All adjustments of the government that is meant (all where none is), withdrawn ones too."""
    zone = context.settings.timezone
    with Ledger.open(context.ledger, lock_timeout=context.lock_timeout) as ledger:
        named = asked.government or context.settings.government
        government = government_of(ledger, context, asked) if named else None
        found = ledger.adjustments.all(asked.as_of, zone)
    key = codes.government_key(government or "")
    return [
        one
        for one in found
        if (not named or codes.government_key(one.government or "") == key)
        and asked.year in (None, one.cutoff.year)
        and asked.cutoff in (None, one.cutoff)
    ]


def withdraw(context: Context, number: int, reason: str, who: str) -> None:
    """Take an adjustment out of force. Raises UsageError ``no-such-adjustment``, ``adjustment-withdrawn``."""
    listed(context, Asked())
    with Ledger.open(context.ledger, write=True, lock_timeout=context.lock_timeout) as ledger:
        ledger.adjustments.withdraw(number, reason, who, context.now)
