"""What the evaluation reckons with: figures of an agency and its parts, and the ratios made of them, exact."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from skpd_eval.model.export import Note
from skpd_eval.model.kinds import BudgetBasis, RealizationBasis
from skpd_eval.model.output import IndicatorAchievement


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
    realized_by: int | None = None
    """The newest submission that states the realization, or the last month of it."""
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
    heirs: tuple[str, ...] = ()
    """Names of the agencies that go on for it, where it was dissolved."""
    continues: tuple[str, ...] = ()
    """Name keys of the agencies' codes and names that the register says it alone continues."""
    physical_cutoff: dt.date | None = None
    """The day that the physical progress is of, where it is known; it may be another than ``cutoff``."""
    aliases: tuple[str, ...] = ()
    """What the register and manifests call the agency besides its name."""
    short: str | None = None
    """What tables call the agency, where they were asked for short names."""

    @property
    def called(self) -> str:
        """The name as papers print it, with the file's mark ``*)`` where the agency is dissolved."""
        name = self.short or self.name
        return f"{name} *)" if self.dissolved else name

    @property
    def full_name(self) -> str:
        """The name, with the file's mark ``*)`` where the agency is dissolved."""
        return f"{self.name} *)" if self.dissolved else self.name

    @property
    def plan_of_year(self) -> int | None:
        """What is planned to the end of the year, sen; ``None`` where the cash plan is not known so far."""
        return self.plan_by_month[-1] if self.plan_by_month else None


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
    physical_achievement: Fraction | None = None
    """Physical progress over its target (F-17); ``None`` without a positive target."""
