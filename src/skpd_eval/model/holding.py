"""What the ledger gives back: which submissions state an agency at which position, and their amounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from skpd_eval.model.export import AgencyName
from skpd_eval.model.kinds import BudgetBasis, Kind, PeriodKind, PeriodOrigin, Precision, RealizationBasis

_BUDGETS = frozenset({"budget", "budget_original", "budget_revised"})
_REALIZATION = frozenset({"realization"})
_SPENT = _REALIZATION | {"month", "quarter_sum", "realization_pct"}


def states_both(kind: Kind, roles: Iterable[str]) -> bool:
    """Whether accounts state budget and realization; what states one alone takes no such one's place."""
    measures = {role.partition(":")[0] for role in roles}
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

    @property
    def states_both(self) -> bool:
        """See :func:`states_both`."""
        return states_both(self.kind, self.columns)

    @property
    def is_report(self) -> bool:
        """Whether it can say what was spent or done: accounts or progress, and not a budget alone."""
        if self.kind is not Kind.ACCOUNTS:
            return self.kind is Kind.PHYSICAL
        return not self._has(_BUDGETS) or self._has(_SPENT)

    def _has(self, measures: frozenset[str]) -> bool:
        return any(role.partition(":")[0] in measures for role in self.columns)


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
