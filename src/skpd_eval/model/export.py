"""What a reader gives for one table of one file: an :class:`Export` with lines of one grain each.

Lines are named tuples with flat fields, so that forty thousand of them cross from a worker process and
enter the ledger as they are. ``agency`` and ``unit`` are positions in :attr:`Export.agencies`; ``row`` is the
1-based row of the sheet (or line of the text file). The cell of an amount is :attr:`Export.columns`
of its role, plus the row.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from skpd_eval.model.assistance import FormAnswer
from skpd_eval.model.certificate import NO_CERTIFICATE, Certificate
from skpd_eval.model.finding import Finding
from skpd_eval.model.kinds import BudgetBasis, Kind, PeriodKind, PeriodOrigin, Precision, RealizationBasis
from skpd_eval.model.output import Consolidation, Polarity
from skpd_eval.model.unread import NOTHING_UNREAD, Unread


class AgencyName(NamedTuple):
    """An agency or sub-unit as a file names it."""

    code: str | None
    """Canonical code (``1.01.2.22.0.00.01.0000``), or ``None`` where the file has only the name."""
    name: str
    """The name as given, spaces squeezed."""
    dissolved: bool = False
    """Marked ``*)`` by the file: another agency than the one that inherits its code."""
    alias: str | None = None
    """An ``agency_id`` of the manifest."""


class Level(StrEnum):
    """How deep the leaves of an export go."""

    ACCOUNT = "account"
    SUB_ACTIVITY = "sub-activity"
    ACTIVITY = "activity"
    PROGRAM = "program"
    UNIT = "unit"
    AGENCY = "agency"
    GOVERNMENT = "government"


class Dimension(StrEnum):
    """What a code in :attr:`Export.names` is a code of."""

    ACTIVITY = "activity"
    """Program, activity or sub-activity code."""
    ACCOUNT = "account"


class AccountLine(NamedTuple):
    """Budget and realization of one leaf; amounts in sen, ``None`` where the file has no such figure."""

    agency: int
    unit: int | None
    activity: str | None
    account: str | None
    budget: int | None
    budget_original: int | None
    budget_revised: int | None
    realization: int | None
    row: int


class PlanLine(NamedTuple):
    """Cash plan of one leaf: twelve months in sen, each the month alone, ``None`` where the file lacks it."""

    agency: int
    unit: int | None
    activity: str | None
    account: str | None
    budget: int | None
    months: tuple[int | None, ...]
    row: int


class ProgressLine(NamedTuple):
    """Physical and financial progress of an agency or activity; percentages 0-100 as the file states them."""

    agency: int
    unit: int | None
    activity: str | None
    budget: int | None
    budget_original: int | None
    budget_revised: int | None
    realization: int | None
    plan: int | None
    """Cumulative financial target in sen."""
    plan_pct: Decimal | None
    realization_pct: Decimal | None
    physical_target_pct: Decimal | None
    physical_pct: Decimal | None
    row: int


class IndicatorLine(NamedTuple):
    """One output indicator: cumulative or yearly target and realization in the indicator's own unit."""

    agency: int
    unit: int | None
    activity: str | None
    indicator: str
    measure: str | None
    """The unit of measurement (*satuan*)."""
    target: Decimal | None
    realization: Decimal | None
    row: int
    polarity: Polarity | None = None
    """As the file states it."""
    consolidation: Consolidation | None = None
    """How the quarters make target and realization, as the file states it or its unit and volume tell; where that is
    the mean, both are those of the position's own quarter."""
    quarters: tuple[tuple[Decimal | None, Decimal | None], ...] = ()
    """Target and realization of each quarter alone up to the position, where the file states them so."""


class StatedTotal(NamedTuple):
    """A figure that the file states for a level and that is not the sum of lines kept from it."""

    agency: int | None
    level: str
    account: str | None
    budget: int | None
    realization: int | None
    row: int


class Note(NamedTuple):
    """What a file says in words about an agency or activity: ``problem``, ``solution``, ``remark``."""

    agency: int
    activity: str | None
    topic: str
    text: str
    row: int


class Edition(NamedTuple):
    """Which of the forms that an agency hands in again and again: each later one knows more of the year."""

    day: dt.date
    """The last day that it speaks of, or the day it was made."""
    origin: PeriodOrigin


@dataclass(frozen=True, slots=True)
class Export:
    """One table of one file as it was understood: what it is, whose, for when, its lines and its findings."""

    file: str
    sheet: str | None
    layout: str
    kind: Kind
    level: Level
    government: str | None
    """Name as the file or the user gives it, without ``PEMERINTAH``."""
    year: int | None
    cutoff: dt.date | None
    """``None`` only where nothing names a period: such an export is refused by the job, not guessed."""
    period_origin: PeriodOrigin | None
    precision: Precision
    period_kind: PeriodKind
    budget_basis: BudgetBasis
    realization_basis: RealizationBasis
    unit_factor: int
    """Rupiah per unit of the file: 1, 1000, 1000000 or 1000000000."""
    agencies: tuple[AgencyName, ...]
    columns: dict[str, str]
    """Role of a column (``budget``, ``realization``, ``budget:5.1``, ``month:3``) to its letter."""
    names: dict[tuple[Dimension, str], str] = field(default_factory=dict)
    accounts: tuple[AccountLine, ...] = ()
    plans: tuple[PlanLine, ...] = ()
    progress: tuple[ProgressLine, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    totals: tuple[StatedTotal, ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    rows_read: int = 0
    rows_skipped: int = 0
    headings: dict[str, str] = field(default_factory=dict)
    """Role of a column to its heading in the file."""
    total_row: int | None = None
    """1-based row of the total that the lines were proved against, where there is one."""
    certificate: Certificate = NO_CERTIFICATE
    unread: Unread = NOTHING_UNREAD
    """What of its table was left unread; the same for each of a table's exports."""
    edition: Edition | None = None
    """``None`` also for a form that does not say which one it is."""

    @property
    def count(self) -> int:
        """How many lines it states, of whatever grain."""
        return len(self.accounts) + len(self.plans) + len(self.progress) + len(self.indicators)


@dataclass(frozen=True, slots=True)
class FileReading:
    """All that one file gave. It is refused when ``findings`` holds an error; then ``exports`` is empty."""

    path: str
    """Absolute path."""
    file: str
    """The name shown to people: relative to the ingested path."""
    sha256: str
    size: int
    exports: tuple[Export, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Findings of the file as a whole; those of a table are in its export."""
    answer: FormAnswer | None = None
    """What an answered form of assistance says; such a file is no export."""
    understood: tuple[Export, ...] = ()
    """What was understood of a refused file, for people to look at; nothing is recorded from it."""
    starter_layout: str = ""
    """A layout file to edit, where one was asked for."""
