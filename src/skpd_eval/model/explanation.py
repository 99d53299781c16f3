"""One figure followed back to its cells: formula, operands, lines, rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model.finding import Source
from skpd_eval.model.kinds import RealizationBasis
from skpd_eval.model.rule import Rule


class Measure(StrEnum):
    """What can be explained (``explain AGENCY MEASURE``)."""

    ABSORPTION = "absorption"
    BUDGET = "budget"
    REALIZATION = "realization"
    PLAN = "plan"
    PLAN_SHARE = "plan-share"
    PLAN_ACHIEVEMENT = "plan-achievement"
    DEVIATION = "deviation"
    SHORTFALL = "shortfall"
    REMAINING = "remaining"
    WITHOUT_PERSONNEL = "without-personnel"
    PHYSICAL = "physical"
    PHYSICAL_TARGET = "physical-target"
    PHYSICAL_DEVIATION = "physical-deviation"
    PHYSICAL_ACHIEVEMENT = "physical-achievement"
    COMBINED = "combined"
    OUTPUT = "output"
    ADJUSTMENT = "adjustment"
    """What was booked that the export lacks."""
    ADJUSTED_ABSORPTION = "adjusted-absorption"


class Unit(StrEnum):
    """What a figure is counted in."""

    RUPIAH = "rupiah"
    """Integer sen."""
    PERCENT = "percent"
    """A fraction of one."""
    POINTS = "points"
    """A difference of fractions of one."""


Number = int | Fraction | None


class TracedLine(NamedTuple):
    """One line of a file that a figure is made from; its amounts stand in ``cells``."""

    source: Source
    cells: tuple[str, ...]
    activity: str | None
    account: str | None
    name: str
    value: Number
    """Sen, or a fraction of one; the sum of the cells, in whatever unit the file counts."""
    weight: int | None = None
    """Budget by which a percentage is weighted, sen."""


class TracedKind(NamedTuple):
    """Lines of one kind of expenditure together."""

    code: str
    name: str
    value: int
    lines: int


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that a formula takes, with the lines it is the sum (or the weighted mean) of."""

    measure: Measure
    unit: Unit
    value: Number
    through: dt.date | None = None
    """For a plan: the last day it covers."""
    kinds: tuple[TracedKind, ...] = ()
    lines: tuple[TracedLine, ...] = ()
    """Largest first."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure of one agency: what it is, from what, where that stands, and by which rules."""

    agency_code: str | None
    agency_name: str
    cutoff: dt.date
    measure: Measure
    unit: Unit
    value: Number
    formula: str
    """Number in the specification (``F-10``), empty where it has none."""
    operands: tuple[Operand, ...]
    realization_basis: RealizationBasis
    rules: tuple[Rule, ...] = ()
    ledger_head: str = ""
