"""A government's budget as a whole: revenue, expenditure, financing and what is left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model.finding import Finding
from skpd_eval.model.result import SourceUsed


class Balance(StrEnum):
    """A line of a posture that is computed, not booked."""

    SURPLUS = "surplus"
    """Revenue minus expenditure."""
    NET_FINANCING = "net-financing"
    """Receipts minus outlays."""
    SILPA = "silpa"
    """Surplus plus net financing."""


class PostureLine(NamedTuple):
    """One line; amounts in sen, ``None`` where no source states any."""

    code: str | None
    """Account of a booked line."""
    balance: Balance | None
    budget: int | None
    realization: int | None
    ratio: Fraction | None
    """Realization over budget, a fraction of one; of booked lines only."""
    stated_budget: int | None = None
    """What a source of the whole government states of the same line."""
    stated_realization: int | None = None
    stated_ratio: Fraction | None = None
    agrees: bool | None = None
    """The stated amounts are the agencies' within the source's precision; ``None``: nothing to compare."""


class Witness(NamedTuple):
    """A source that states the whole government at the posture's own position."""

    file: str
    layout: str
    cutoff: dt.date
    precision: int
    """Sen of one unit in its last printed digit; 1 where it has full rupiah."""
    source: SourceUsed | None = None
    """The same as papers list it."""


@dataclass(frozen=True, slots=True)
class Posture:
    """The lines in their order, the names of their accounts, and what stands beside them."""

    lines: tuple[PostureLine, ...]
    names: Mapping[str, str]
    witness: Witness | None = None
    findings: tuple[Finding, ...] = ()
    """Lines on which agencies and witness are apart."""
    partly: tuple[str, ...] = ()
    """Accounts whose groups do not add up to them: the witness states some amounts by no group."""
    own_revenue: Fraction | None = None
    """Effectiveness of own-source revenue (F-36), a fraction of one."""
    own_revenue_category: str | None = None
    """Code of its band; at the year's end only."""
    alone: bool = False
    """No agency's lines are there: all is what ``witness`` states of the whole government."""
    own_revenue_stated: bool = False
    """It is the witness's."""
