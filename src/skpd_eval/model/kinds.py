"""The closed vocabularies of the records: which kind, which basis, which period."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a submission states."""

    ACCOUNTS = "accounts"
    """Budget and realization per account (LRA, SIPD-RI recap)."""
    PLAN = "plan"
    """Cash plan per month (RAK, anggaran kas)."""
    PHYSICAL = "physical"
    """Physical and financial progress (RFK)."""
    OUTPUTS = "outputs"
    """Output targets and realizations per indicator."""


class BudgetBasis(StrEnum):
    """Which version of the budget an amount belongs to."""

    ORIGINAL = "original"
    REVISED = "revised"
    UNSTATED = "unstated"
    """The file does not say: the budget in force at its cut-off."""


class BudgetChoice(StrEnum):
    """Which budget a ranking divides by (``--budget``)."""

    ORIGINAL = "original"
    IN_FORCE = "in-force"
    REVISED = "revised"


class RealizationBasis(StrEnum):
    """Which record of spending an amount comes from."""

    LRA = "lra"
    SP2D = "sp2d"
    SPJ = "spj"
    AGENCY = "agency"
    """The agency's own statement, as in an RFK."""


class PeriodKind(StrEnum):
    """Whether realization runs from 1 January to the cut-off or covers one month alone."""

    CUMULATIVE = "cumulative"
    MONTH = "month"


class PeriodOrigin(StrEnum):
    """Who said which period a file covers."""

    OPTION = "option"
    MANIFEST = "manifest"
    TITLE = "title"
    COLUMN = "column"
    """A period column or a period word in a column's header."""
    SHEET_NAME = "sheet-name"
    FILE_NAME = "file-name"


class Precision(StrEnum):
    """How finely the cut-off was stated; a coarser one is placed on the last day."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    """A plan that covers the year: its cut-off is the first day it is in force."""


class RankingKey(StrEnum):
    """What agencies are ranked by (``--by``)."""

    ABSORPTION = "absorption"
    WITHOUT_PERSONNEL = "without-personnel"
    DEVIATION = "deviation"
    PLAN = "plan"
    PHYSICAL = "physical"
    OUTPUT = "output"
    COMBINED = "combined"


class UnrankedReason(StrEnum):
    """Why an agency that reported has no rank."""

    NO_BUDGET = "no-budget"
    NEGATIVE_BUDGET = "negative-budget"
    NO_REALIZATION = "no-realization"
    NO_BUDGET_OF_THAT_BASIS = "no-budget-of-that-basis"
    NO_KEY = "no-key"
    """The measure asked for (plan, physical …) is unknown for the agency."""
    DISSOLVED = "dissolved"
