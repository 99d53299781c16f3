"""A government's budget as a whole: revenue, expenditure, financing and what is left."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


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
