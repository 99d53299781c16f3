"""What the ledger gives back: which submissions state an agency at which position, and their amounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from skpd_eval.model.certificate import Certificate
from skpd_eval.model.export import AgencyName
from skpd_eval.model.kinds import BudgetBasis, Kind, PeriodKind, PeriodOrigin, Precision, RealizationBasis

_BUDGETS = frozenset({"budget", "budget_original", "budget_revised"})
_REALIZATION = frozenset({"realization"})
_SPENT = _REALIZATION | {"month", "quarter_sum", "realization_pct"}
_PHYSICAL = frozenset({"physical_pct", "physical_target_pct"})
_PLANNED = frozenset({"plan", "plan_pct"})


def is_complete(kind: Kind, roles: Iterable[str]) -> bool:
    """Whether accounts state budget and realization, or progress a physical one: what states less is beside it."""
    measures = {role.partition(":")[0] for role in roles}
    if kind is Kind.PHYSICAL:
        return bool(measures & _PHYSICAL)
    return kind is Kind.ACCOUNTS and bool(measures & _BUDGETS) and bool(measures & _REALIZATION)


@dataclass(frozen=True, slots=True)
class Submission:
    """One recorded export. ``number`` counts from 1 in the order of recording and never changes."""

    number: int
    government: str | None
    year: int
    kind: Kind
    cutoff: dt.date
    precision: Precision
    period_kind: PeriodKind
    period_origin: PeriodOrigin
    budget_basis: BudgetBasis
    realization_basis: RealizationBasis
    layout: str
    level: str
    file: str
    sheet: str | None
    sha256: str
    agencies: int
    lines: int
    recorded_at: dt.datetime
    hash: str
    columns: dict[str, str]
    withdrawn_at: dt.datetime | None = None
    withdrawal_reason: str | None = None
    certificate: Certificate | None = None
    """``None`` where it was recorded before certificates were kept."""
    withdrawn_by: str | None = None
    """``None`` also where an older version did not ask."""

    @property
    def is_complete(self) -> bool:
        """See :func:`is_complete`."""
        return is_complete(self.kind, self.columns)

    @property
    def is_budget_alone(self) -> bool:
        """Whether it states what may be spent, and nothing of what was."""
        return self.kind is Kind.ACCOUNTS and self._has(_BUDGETS) and not self._has(_SPENT)

    @property
    def is_report(self) -> bool:
        """Whether it can say what was spent or done: accounts or progress, and not a budget alone."""
        return self.kind in (Kind.ACCOUNTS, Kind.PHYSICAL) and not self.is_budget_alone

    @property
    def states_physical(self) -> bool:
        """Whether a progress report has a column of physical progress or its target."""
        return self.kind is Kind.PHYSICAL and self._has(_PHYSICAL)

    @property
    def states_plan(self) -> bool:
        """Whether it plans: a cash plan, or a progress report with a column of the plan."""
        return self.kind is Kind.PLAN or (self.kind is Kind.PHYSICAL and self._has(_PLANNED))

    @property
    def states_money(self) -> bool:
        """Whether a progress report has a column of the realization."""
        return self.kind is Kind.PHYSICAL and self._has(_SPENT)

    def _has(self, measures: frozenset[str]) -> bool:
        """Whether a column states one of the measures; where no column is known, any may be stated."""
        return not self.columns or any(role.partition(":")[0] in measures for role in self.columns)


class State(StrEnum):
    """Whether a submission counts."""

    IN_FORCE = "in-force"
    PARTLY_SUPERSEDED = "partly-superseded"
    """Newer submissions state some of its agencies at its position, not all."""
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    NOT_FILLED = "not-filled"
    """A form handed in that states nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a submission counts, and which ones took its place, for some of its agencies or for all."""

    state: State
    superseded_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """That a submission states an agency (or one of its sub-units). ``agency_id`` is the ledger's own key."""

    submission: Submission
    agency_id: int
    agency: AgencyName


@dataclass(frozen=True, slots=True)
class Amounts:
    """Sums of a holding's account lines that share unit, activity and account; sen, ``None`` = not stated."""

    submission: int
    agency_id: int
    unit_id: int | None
    activity: str | None
    account: str | None
    budget: int | None
    budget_original: int | None
    budget_revised: int | None
    realization: int | None


@dataclass(frozen=True, slots=True)
class PlanAmounts:
    """Sums of a holding's plan lines that share unit, activity and account: each of twelve months alone, sen."""

    submission: int
    agency_id: int
    unit_id: int | None
    activity: str | None
    account: str | None
    budget: int | None
    months: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class ProgressAmounts:
    """A holding's progress line, as stated; percentages 0-100."""

    submission: int
    agency_id: int
    unit_id: int | None
    activity: str | None
    budget: int | None
    budget_original: int | None
    budget_revised: int | None
    realization: int | None
    plan: int | None
    plan_pct: Decimal | None
    realization_pct: Decimal | None
    physical_target_pct: Decimal | None
    physical_pct: Decimal | None
    account: str | None
    """The account of its row, where the same table states accounts."""
