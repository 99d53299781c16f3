"""The settings as records: each field's default is what holds without a configuration."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from skpd_eval.model import Consolidation, Polarity, RealizationBasis

HEADING_MEANINGS = (
    "harmless", "unread", "agency", "agency_code", "unit", "unit_code", "activity", "activity_code", "account",
    "account_code", "code", "name", "government", "year", "quarter", "cutoff", "budget", "budget_original",
    "budget_revised", "realization", "realization_pct", "plan", "plan_pct", "physical", "physical_target",
)  # fmt: skip
"""What words of a heading may be taught to mean."""


@dataclass(frozen=True, slots=True)
class RegisteredAgency:
    """One agency of the government's register. Without a code its name is its identity."""

    code: str | None
    """The one it has now."""
    name: str
    aliases: tuple[str, ...] = ()
    """Other names and short forms, and ``agency_id`` values of manifests."""
    group: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    """The last day it exists."""
    exclude: bool = False
    """Out of the ranking and in the total."""
    exclude_reason: str = ""
    codes: tuple[str, ...] = ()
    """Codes of the same agency in other years, oldest first; those of today and before are one agency."""
    formerly: tuple[str, ...] = ()
    """Codes and names of the agencies that it continues (renamed, merged, or one of several parts)."""
    short: str | None = None
    """What people and, where asked, tables call it; exports are not told by it."""

    def exists_on(self, day: dt.date) -> bool:
        """Say whether the agency exists on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class AllowedFinding:
    """A finding that the government knows of and accepts, and why."""

    finding: str
    reason: str


@dataclass(frozen=True, slots=True)
class PriorityProgram:
    """What the government watches first: programs, activities or sub-activities by code."""

    label: str
    codes: tuple[str, ...]
    owner: str = ""
    """Who answers for it."""


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """How an output indicator is to be read; what is not said here its file says, else higher is better.

    Statements of single months or quarters become one of the year by ``consolidation``, else the newest counts.
    """

    indicator: str
    polarity: Polarity | None = None
    consolidation: Consolidation | None = None
    upper: Decimal | None = None
    """Upper bound of a target that is a range."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs a paper."""

    position: str
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Head and foot of a paper."""

    lines: tuple[str, ...] = ()
    place: str = ""
    logo: Path | None = None
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationSettings:
    """Choices that an evaluation needs and no law makes."""

    scale_boundary: str = "integer_half_up"
    deviation_status: str = "sbe_sumbar"
    realization_basis_order: tuple[RealizationBasis, ...] = (
        RealizationBasis.LRA,
        RealizationBasis.SP2D,
        RealizationBasis.SPJ,
        RealizationBasis.AGENCY,
    )
    physical_weight: Decimal = Decimal("0.5")
    absorption_weight: Decimal = Decimal("0.5")
    output_cap: Decimal | None = Decimal(100)
    """Percent above which an output counts no more in a mean; ``None``: no cap."""
    lowest_count: int = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """All that ``skpd-eval.toml`` says; paths are absolute, relative ones were relative to its folder."""

    path: Path | None = None
    sha256: str | None = None
    """Of the configuration's bytes."""
    government: str | None = None
    government_code: str | None = None
    timezone: str = "Asia/Jakarta"
    ledger: Path | None = None
    language: str | None = None
    """``id`` or ``en``; ``None``: not said here."""
    short_names: bool = False
    """Tables call agencies by their short names."""
    evaluation: EvaluationSettings = EvaluationSettings()
    agencies: tuple[RegisteredAgency, ...] = ()
    allowed: tuple[AllowedFinding, ...] = ()
    priorities: tuple[PriorityProgram, ...] = ()
    indicators: tuple[IndicatorRule, ...] = ()
    letterhead: Letterhead = Letterhead()
    rules: Path | None = None
    layouts: tuple[Path, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    """What words of headings mean (one of :data:`HEADING_MEANINGS`), and the words."""
