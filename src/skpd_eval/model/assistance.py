"""Assistance of the lowest agencies: what a case is, what an agency answers, what is corrected on record.

A *case* is one agency of one quarter that was asked why it is low; its *confirmation* is what papers print of
its answer. Amounts are sen, ``None`` is unknown. The ledger keeps events; a :class:`Case` is their sum.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

Plain: TypeAlias = "str | int | list[Plain] | dict[str, Plain] | None"
"""What the payload of an event is made of: JSON without floats."""


class EventKind(StrEnum):
    """What happened to a case."""

    OPENED = "opened"
    FORM_WRITTEN = "form-written"
    ANSWERED = "answered"
    NOTED = "noted"
    CHECKED = "checked"
    CLOSED = "closed"


class Opinion(StrEnum):
    """Whether an agency agrees with its figures."""

    AGREE = "agree"
    DISPUTE = "dispute"


class ReasonClass(StrEnum):
    """In which way spending is missing."""

    NOT_CARRIED_OUT = "not-carried-out"
    CANNOT_BE_CARRIED_OUT = "cannot-be-carried-out"
    IN_PROCESS = "in-process"


class Cause(StrEnum):
    """What holds an agency back, as governments name it (``domain.md`` 6)."""

    PROCUREMENT = "procurement"
    ADMINISTRATION = "administration"
    REGULATION = "regulation"
    STAFF = "staff"
    REVISED_BUDGET_LATE = "revised-budget-late"
    TRANSFER_FUNDS = "transfer-funds"
    TECHNICAL = "technical"
    APPLICATION = "application"
    """SIPD or another application."""
    EARMARKED = "earmarked"
    """General or special allocation funds (DAU, DAK) with a use that is laid down."""
    CONFIRMATION_PENDING = "confirmation-pending"
    """Spending of a BLUD or a school (BOS) that is not confirmed yet."""
    PAID_AT_END = "paid-at-end"
    """A contract that is paid when the work is done."""
    OTHER = "other"


class CaseState(StrEnum):
    """How far a case has come."""

    OPEN = "open"
    """Asked, not answered."""
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Agency:
    """Who a case or an adjustment is about: ``identity`` is its code, or its name key where it has none."""

    identity: str
    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the ledger about a case; ``number`` counts all events, ``hash`` is its entry in the chain."""

    number: int
    case: int
    government: str | None
    year: int
    quarter: int
    agency: Agency
    kind: EventKind
    who: str
    at: dt.datetime
    payload: Mapping[str, Plain]
    sha256: str | None = None
    """Of the form that an answer came in."""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class CasePart:
    """A part of an agency in a case (a sub-activity); sen."""

    code: str
    name: str
    budget: int | None
    realization: int | None
    remaining: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an agency stood at a cut-off; sen. ``rank`` counts from the best of ``ranked`` agencies."""

    cutoff: dt.date
    rank: int | None
    ranked: int
    budget: int | None
    realization: int | None
    plan: int | None
    shortfall: int | None = None
    parts: tuple[CasePart, ...] = ()
    """The sub-activities with the largest remainder."""

    @property
    def absorption(self) -> Fraction | None:
        """Realization over budget (F-10) as a fraction of one."""
        if self.budget is None or self.budget <= 0 or self.realization is None:
            return None
        return Fraction(self.realization, self.budget)

    @property
    def plan_share(self) -> Fraction | None:
        """Plan over budget (F-11) as a fraction of one."""
        if self.budget is None or self.budget <= 0 or self.plan is None:
            return None
        return Fraction(self.plan, self.budget)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an agency answers: the fields of the form."""

    opinion: Opinion
    own_realization: int | None
    """The agency's own figure in sen; always there where it disputes."""
    reason: ReasonClass
    cause: Cause
    action: str
    person: str
    """Who is in charge of the action."""
    due: dt.date
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """An answer as a form carries it, with what ties the form to its case."""

    case: int
    checksum: str
    """:attr:`Case.checksum` of the case the form was written for."""
    answer: Answer | None
    """``None``: nothing is filled in."""


@dataclass(frozen=True, slots=True)
class CaseNote:
    """A note on a case."""

    text: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Check:
    """Where the agency stood at a later position, and the rupiah (sen) realized since the case was opened."""

    standing: Standing
    gained: int | None
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Case:
    """One agency of one quarter that was asked why it is low, with all that followed."""

    number: int
    government: str | None
    year: int
    quarter: int
    agency: Agency
    checksum: str
    """The first characters of the opening's hash: what a form of this case carries."""
    opened_by: str
    opened_at: dt.datetime
    standing: Standing
    answer: Answer | None = None
    answered_at: dt.datetime | None = None
    notes: tuple[CaseNote, ...] = ()
    checks: tuple[Check, ...] = ()
    closed_at: dt.datetime | None = None
    closed_by: str = ""
    closing_reason: str = ""

    @property
    def state(self) -> CaseState:
        """How far the case has come."""
        if self.closed_at is not None:
            return CaseState.CLOSED
        if self.answer is None:
            return CaseState.OPEN
        return CaseState.CONFIRMED if self.answer.opinion is Opinion.AGREE else CaseState.DISPUTED


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What papers print beside an agency that was asked; ``opinion`` is ``None`` until it answered."""

    case: int
    opinion: Opinion | None
    day: dt.date
    """Of the answer, else of the opening."""
    own_realization: int | None = None
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Gain:
    """How far an agency came between two positions. Shares are fractions of one, amounts sen."""

    agency: Agency
    before: Fraction
    after: Fraction
    realized: int
    """Realization at the later position minus that at the earlier one."""
    distance: Fraction | None = None
    """Of an unassisted agency: how unlike the assisted one it was at the earlier position."""

    @property
    def gain(self) -> Fraction:
        """Absorption gained, as a fraction of one."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Outcome:
    """An assisted agency beside the unassisted ones most like it. It proves no cause."""

    case: Case
    own: Gain | None
    """``None`` where a position lacks the agency, or its budget."""
    peers: tuple[Gain, ...]
    peers_mean: Fraction | None
    """Mean of the peers' gains."""

    @property
    def difference(self) -> Fraction | None:
        """The agency's own gain minus the mean of its peers'."""
        return None if self.own is None or self.peers_mean is None else self.own.gain - self.peers_mean


@dataclass(frozen=True, slots=True)
class Adjustment:
    """An amount that the export of a cut-off lacks, booked with its document; it never changes a figure."""

    number: int
    government: str | None
    cutoff: dt.date
    agency: Agency
    account: str
    amount: int
    """Sen, to be added to the realization; negative takes away."""
    document: str
    reason: str
    who: str
    at: dt.datetime
    withdrawn_at: dt.datetime | None = None
    withdrawn_by: str = ""
    withdrawal_reason: str = ""
