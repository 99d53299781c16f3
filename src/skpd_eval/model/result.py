"""What the evaluation makes of the figures: ratios, ranks, the total and what was left out, all exact."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from skpd_eval.model.assistance import Adjustment, Confirmation
from skpd_eval.model.explained import BudgetEffect, Contribution, Mismatch, Outlook, Quadrant
from skpd_eval.model.export import Note
from skpd_eval.model.finding import Finding
from skpd_eval.model.kinds import BudgetBasis, BudgetChoice, RankingKey, RealizationBasis, UnrankedReason
from skpd_eval.model.output import IndicatorAchievement
from skpd_eval.model.rule import Rule


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """Budget, realization and plan of a part of an agency (a kind of expenditure, an activity); sen."""

    code: str
    name: str
    budget: int | None
    realization: int | None
    plan: int | None
    physical: Fraction | None = None
    """Physical progress as stated for an activity, 0-100."""

    @property
    def absorption(self) -> Fraction | None:
        """Realization over budget (F-10) as a fraction of one; ``None`` where unknown or without a budget."""
        if self.realization is None or self.budget is None or self.budget <= 0:
            return None
        return Fraction(self.realization, self.budget)

    @property
    def remaining(self) -> int | None:
        """Budget minus realization (F-18), sen."""
        return None if self.budget is None or self.realization is None else self.budget - self.realization


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """One agency at one position: amounts in sen without what the ranking excludes, percentages exact 0-100.

    ``realization`` and ``plan`` are cumulative from 1 January to ``cutoff``.
    """

    code: str | None
    name: str
    dissolved: bool
    group: str | None
    cutoff: dt.date
    budget: int | None
    realization: int | None
    plan: int | None
    plan_through: dt.date | None
    """The last day that the plan covers: the last whole month ended by the cut-off."""
    personnel_budget: int | None
    personnel_realization: int | None
    physical_target: Fraction | None
    physical: Fraction | None
    realization_basis: RealizationBasis
    kinds: tuple[ItemFigures, ...] = ()
    """By kind of expenditure (account ``5.1.02``)."""
    activities: tuple[ItemFigures, ...] = ()
    """By sub-activity, or the deepest activity level the sources have."""
    submissions: tuple[int, ...] = ()
    identity: str = ""
    """What the agency is the same as in other quarters by: its code, or its name key where it has none."""
    budget_basis: BudgetBasis | None = None
    """The basis that ``budget`` was found on; ``None``: no budget, or parts of different bases."""
    physical_weighted: Fraction | None = None
    """Physical progress weighted by budget from the detail (F-15), where the stated one is another figure."""
    plan_by_month: tuple[int | None, ...] = ()
    """Twelve cumulative amounts of the cash plan in force, sen; empty where it is not known by month."""
    outputs: tuple[IndicatorAchievement, ...] = ()
    output_mean: Fraction | None = None
    """Mean of the indicators' achievements as counted, a fraction of one; the raw one is without floor and cap."""
    output_raw_mean: Fraction | None = None
    plan_changes: int = 0
    """How often the cash plan changed up to the one in force."""
    first_plan: int | None = None
    """What the year's first version planned to date, sen; ``None`` where it is in force or not known."""
    labels: tuple[tuple[str, tuple[ItemFigures, ...]], ...] = ()
    """Items by what ``notes`` say of activities: ``funding_source`` and ``procurement``."""
    notes: tuple[Note, ...] = ()
    aliases: tuple[str, ...] = ()
    """What the register and manifests call the agency besides its name."""


@dataclass(frozen=True, slots=True)
class Ratios:
    """Exact ratios of an agency or of the total, as fractions of one (percentages are these x 100).

    ``absorption`` F-10, ``plan_share`` F-11, ``plan_achievement`` F-12, ``deviation`` F-13 (absorption minus
    plan share, so x 100 gives percentage points), ``physical_deviation`` F-16; amounts in sen:
    ``remaining`` F-18, ``shortfall`` F-19. ``None`` where an operand is unknown or a divisor is zero.
    """

    absorption: Fraction | None
    without_personnel: Fraction | None
    plan_share: Fraction | None
    plan_achievement: Fraction | None
    deviation: Fraction | None
    physical_target: Fraction | None
    physical: Fraction | None
    physical_deviation: Fraction | None
    combined: Fraction | None
    remaining: int | None
    shortfall: int | None
    output_achievement: Fraction | None = None
    """Mean achievement of the output indicators that can be assessed; ``None`` without indicators."""


def _adjusted(realization: int | None, adjustment: int | None, budget: int | None) -> Fraction | None:
    if realization is None or adjustment is None or budget is None or budget <= 0:
        return None
    return Fraction(realization + adjustment, budget)


@dataclass(frozen=True, slots=True)
class Driver:
    """A part of an agency that carries what is missing: against plan where it has one, else of the budget."""

    level: str
    """``kind`` (of expenditure), ``activity``, ``funding_source`` or ``procurement``."""
    code: str
    name: str
    budget: int
    realization: int
    plan: int | None
    missing: int
    """Plan minus realization where there is a plan, else budget minus realization; sen."""
    share: Fraction | None
    """Of the agency's own missing amount."""


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
    """Capital spending, where it is behind the agency's own absorption and of size."""
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
    def other_absorption(self) -> Fraction | None:
        """Realization over the other version of the budget."""
        return _adjusted(self.figures.realization, 0, self.other_budget)

    @property
    def rank_change(self) -> int | None:
        """Places gained (positive) or lost since the previous quarter."""
        return None if self.rank is None or self.previous_rank is None else self.previous_rank - self.rank

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

    ``plan`` is ``None`` where an agency with a budget has no known plan; where an exclusion has none, it
    is the sum without that, and ratios with a plan are ``None``.
    ``ratios.physical`` is ``physical_weighted``. ``mean_absorption`` is over the ranked rows.
    """

    budget: int
    realization: int
    plan: int | None
    ratios: Ratios
    mean_absorption: Fraction | None
    agencies: int
    """All that reported, ranked or not."""
    physical_weighted: Fraction | None = None
    """F-15 over the agencies whose budget and progress are known; a fraction of one like all ratios."""
    physical_target_weighted: Fraction | None = None
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
