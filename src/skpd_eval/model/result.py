"""What the evaluation makes of the figures: ranks, the total and what was left out, all exact."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model.assistance import Adjustment, Confirmation
from skpd_eval.model.certificate import Certificate
from skpd_eval.model.explained import BudgetEffect, Contribution, Mismatch, Outlook, Quadrant
from skpd_eval.model.figures import AgencyFigures, ItemFigures, Ratios
from skpd_eval.model.finding import Finding
from skpd_eval.model.kinds import BudgetChoice, RankingKey, RealizationBasis, UnrankedReason
from skpd_eval.model.rule import Rule


def _adjusted(realization: int | None, adjustment: int | None, budget: int | None) -> Fraction | None:
    if realization is None or adjustment is None or budget is None or budget <= 0:
        return None
    return Fraction(realization + adjustment, budget)


class Gap(NamedTuple):
    """What the parts of one level of an agency lack together, and what others of them are ahead by.

    Sen, neither negative. ``behind - ahead`` is what the agency lacks, where its parts are all of it.
    """

    behind: int
    ahead: int


@dataclass(frozen=True, slots=True)
class Driver:
    """A part of an agency that carries what is missing: against plan where it has one, else of the budget."""

    level: str
    """``kind`` (of expenditure), ``activity``, ``funding_source`` or ``procurement``."""
    code: str
    name: str
    budget: int | None
    realization: int | None
    plan: int | None
    """``None`` where the parts of the level are compared with their budget."""
    missing: int
    """Plan minus realization where there is a plan, else budget minus realization; sen."""
    gap: Gap
    """Of all parts of the level."""

    @property
    def share(self) -> Fraction:
        """Of what lags in its level: above zero, at most one."""
        return Fraction(self.missing, self.gap.behind)


@dataclass(frozen=True, slots=True)
class RankedAgency:
    """One row of a ranking. ``rank`` is ``None`` for an agency listed apart, with its ``reason``."""

    rank: int | None
    figures: AgencyFigures
    ratios: Ratios
    category: str | None
    """Code of the scale's band (``very-low``); worded by the catalogs."""
    status: str | None
    """Code of the deviation colour (``red``); worded by the catalogs."""
    previous_rank: int | None = None
    """In the ranking of the previous quarter, where that one ranks enough of the agencies of now."""
    rank_change: int | None = None
    """Places gained (positive) or lost since then, among the agencies that both rank."""
    previous_absorption: Fraction | None = None
    reason: UnrankedReason | None = None
    drivers: tuple[Driver, ...] = ()
    notes: tuple[str, ...] = ()
    needed_per_month: int | None = None
    """Remaining budget divided by the months left in the year (F-20), sen, rounded half-up."""
    contribution: Contribution | None = None
    outlook: Outlook | None = None
    unspent: tuple[ItemFigures, ...] = ()
    """Activities of size of which nothing is spent, largest first."""
    capital: ItemFigures | None = None
    """Capital spending, where it is of size and lags: behind its plan where it has one, else behind the
    agency's absorption."""
    planned_late: bool = False
    """Not behind its plan, and below the government's absorption because it plans less by this date."""
    quadrant: Quadrant | None = None
    mismatches: tuple[Mismatch, ...] = ()
    """Activities whose work and money differ most, in rupiah."""
    budget_effect: BudgetEffect | None = None
    confirmation: Confirmation | None = None
    adjustment: int | None = None
    """Sum of what was booked that the export lacks (sen); it is in no other figure."""
    other_budget: int | None = None
    """The version of the budget that the evaluation names as ``other_basis``, sen."""

    @property
    def moved_by_others(self) -> bool:
        """Whether the two ranks differ by more than ``rank_change``, as agencies came or left in between."""
        if self.rank is None or self.previous_rank is None or self.rank_change is None:
            return False
        return self.previous_rank - self.rank != self.rank_change

    @property
    def other_absorption(self) -> Fraction | None:
        """Realization over the other version of the budget."""
        return _adjusted(self.figures.realization, 0, self.other_budget)

    @property
    def adjusted_absorption(self) -> Fraction | None:
        """Realization with the adjustment over budget; ``None`` where nothing was booked."""
        return _adjusted(self.figures.realization, self.adjustment, self.figures.budget)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """An amount that is out of the ranking and in the total (PPKD accounts, an excluded agency); sen."""

    agency_code: str | None
    agency_name: str
    account: str | None
    budget: int | None
    realization: int | None
    plan: int | None
    reason: str
    contribution: Contribution | None = None
    plan_of_year: int | None = None
    """What is planned to the end of the year; ``None`` where the cash plan is not known."""


@dataclass(frozen=True, slots=True)
class MissingAgency:
    """An agency of the register or of another submission of the year that is not at this position."""

    code: str | None
    name: str
    reason: str
    """``not-reported`` or ``month-missing``."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """The government as a whole: sums in sen, absorption as sum over sum, and the plain mean of agencies.

    ``budget`` and ``realization`` are ``None`` where no agency and no exclusion states any.
    ``plan`` is ``None`` where an agency with a budget has no known plan; where an exclusion has none, it
    is the sum without that, and ratios with a plan are ``None``.
    ``ratios.physical`` is ``physical_weighted``. ``mean_absorption`` is over the ranked rows.
    """

    budget: int | None
    realization: int | None
    plan: int | None
    ratios: Ratios
    mean_absorption: Fraction | None
    agencies: int
    """All that reported, ranked or not."""
    physical_weighted: Fraction | None = None
    """F-15 over the agencies whose budget and progress are known; a fraction of one like all ratios."""
    physical_target_weighted: Fraction | None = None
    mean_physical: Fraction | None = None
    """The plain mean over the ranked rows that know it, not weighted by budget."""
    mean_physical_target: Fraction | None = None
    adjustment: int | None = None
    """Sum of what was booked for the agencies (sen); it is in no other figure."""
    other_budget: int | None = None
    """Sum of the other version of the budget, sen; ``None`` where an agency has none."""

    @property
    def other_absorption(self) -> Fraction | None:
        """Realization over the other version of the budget."""
        return _adjusted(self.realization, 0, self.other_budget)

    @property
    def adjusted_absorption(self) -> Fraction | None:
        """Realization with the adjustments over budget; ``None`` where nothing was booked."""
        return _adjusted(self.realization, self.adjustment, self.budget)


@dataclass(frozen=True, slots=True)
class SourceUsed:
    """A submission that the evaluation read."""

    number: int
    file: str
    sheet: str | None
    sha256: str
    layout: str
    kind: str
    cutoff: dt.date
    recorded_at: dt.datetime
    agencies: int
    certificate: Certificate | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A position evaluated: ranked rows (best first), and all that explains them."""

    government: str | None
    year: int
    quarter: int
    cutoff: dt.date
    """The newest cut-off among the rows."""
    budget_choice: BudgetChoice
    budget_basis: str
    """``original``, ``revised``, ``in-force`` or ``mixed``: what was found for the rows."""
    realization_basis: RealizationBasis
    key: RankingKey
    level: str
    rows: tuple[RankedAgency, ...]
    unranked: tuple[RankedAgency, ...]
    not_reported: tuple[MissingAgency, ...]
    exclusions: tuple[Exclusion, ...]
    total: Total
    findings: tuple[Finding, ...] = ()
    sources: tuple[SourceUsed, ...] = ()
    rules: tuple[Rule, ...] = ()
    previous: tuple[int, int] | None = None
    """Year and quarter that movement is measured against."""
    ledger_head: str = ""
    as_of: dt.date | None = None
    key_definition: str = ""
    key_weights: tuple[Decimal, Decimal] | None = None
    """Weights of physical progress and absorption in the combined measure; they sum to one."""
    extra: tuple[str, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    """What was booked that the exports lack, as far as it stands beside the rows."""
    other_basis: str | None = None
    """``original`` or ``revised``: of ``other_budget``; ``None`` where the sources state one version."""
