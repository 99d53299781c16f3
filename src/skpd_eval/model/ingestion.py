"""What ingesting files did: one record a file, with the positions it gave."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from skpd_eval.errors import MissingInputError
from skpd_eval.model.assistance import FormAnswer
from skpd_eval.model.certificate import NO_CERTIFICATE, Certificate
from skpd_eval.model.finding import Finding
from skpd_eval.model.kinds import BudgetBasis, Kind, PeriodKind, PeriodOrigin
from skpd_eval.model.unread import NOTHING_UNREAD, Unread


class FileState(StrEnum):
    """What became of a file."""

    RECORDED = "recorded"
    UNCHANGED = "unchanged"
    """The ledger has the same bytes at the same position already."""
    REFUSED = "refused"
    REFUSED_BEFORE = "refused-before"
    """Refused for the reasons told in an earlier run."""
    HELD_BACK = "held-back"
    """Good, but not recorded because another file was refused (``--all-or-nothing``)."""
    CHECKED = "checked"
    """Good, in a dry run."""


@dataclass(frozen=True, slots=True)
class PositionRead:
    """One export of a file: what it is, for when, who said so, and its sums in sen."""

    kind: Kind
    layout: str
    sheet: str | None
    government: str | None
    cutoff: dt.date
    period_kind: PeriodKind
    period_origin: PeriodOrigin | None
    budget_basis: BudgetBasis
    agencies: int
    lines: int
    budget: int | None
    realization: int | None
    plan: int | None
    certificate: Certificate = NO_CERTIFICATE

    @property
    def states_budget_alone(self) -> bool:
        """Whether it says what may be spent, and of nothing what was."""
        return self.kind is Kind.ACCOUNTS and self.realization is None and self.budget is not None


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file."""

    file: str
    state: FileState
    positions: tuple[PositionRead, ...] = ()
    findings: tuple[Finding, ...] = ()
    numbers: tuple[int, ...] = ()
    """Submissions recorded, or found unchanged."""
    superseded: tuple[int, ...] = ()
    answer: FormAnswer | None = None
    """What the file says where it is a form of assistance."""
    unread: Unread = NOTHING_UNREAD
    """What its tables left unread, all sheets together."""
    sheets_unread: int = 0


class UnreadCounts(NamedTuple):
    """How much of some files gave no figure and proved none."""

    columns: int
    rows: int
    dimensions: int
    sheets: int


@dataclass(frozen=True, slots=True)
class IngestOutcome:
    """A whole run: files in the order read, those that were no exports, and what was not there."""

    files: tuple[FileOutcome, ...]
    skipped: tuple[str, ...]
    ledger: str
    missing: tuple[MissingInputError, ...] = ()

    @property
    def named(self) -> int:
        """Files that were named or lay in a folder: read, passed over, or not there."""
        return len(self.files) + len(self.skipped) + len(self.missing)

    @property
    def unread(self) -> UnreadCounts:
        """What the files left unread, counted."""
        return UnreadCounts(
            columns=sum(len(one.unread.columns) for one in self.files),
            rows=sum(len(one.unread.rows) for one in self.files),
            dimensions=sum(len(one.unread.dimensions) for one in self.files),
            sheets=sum(one.sheets_unread for one in self.files),
        )

    def count(self, *states: FileState) -> int:
        """Files that ended in one of the states."""
        return sum(outcome.state in states for outcome in self.files)
