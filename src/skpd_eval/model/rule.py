"""A parameter of the law or the house as an evaluation cites it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class RuleBand(NamedTuple):
    """One interval of a cited scale: its code, and its ends, ``None`` being without end."""

    code: str
    lower: Decimal | None
    lower_closed: bool
    upper: Decimal | None
    upper_closed: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A parameter of the law or the house that the evaluation used, as papers cite it."""

    name: str
    label: str
    basis: str
    """``law``, ``circular``, ``house`` or ``reference``."""
    reference: str
    verified_on: dt.date | None
    detail: str = ""
    bands: tuple[RuleBand, ...] = ()
    """Of a scale, lowest first."""
    rounded_to: int | None = None
    """Digits that values are rounded to before they are compared; ``None``: they are not."""
