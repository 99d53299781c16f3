"""One line of a file as far as a position counts it: the finest grain that sums to a ranking."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple


class Standing(StrEnum):
    """Where a line's amounts are: in the figures of an agency, or beside them in the total."""

    RANKED = "ranked"
    UNRANKED = "unranked"
    """Of an agency that reported and has no rank."""
    OUTSIDE = "outside"
    """Out of the ranking and in the total (PPKD accounts, an excluded agency)."""


class CountedLine(NamedTuple):
    """Amounts in sen, ``None`` where the line does not state them; those of an agency sum to its ranked row.

    ``line_id`` stays: the number of the submission, the row, and what tells lines of one row apart.
    """

    line_id: str
    government: str | None
    year: int
    quarter: int
    cutoff: dt.date
    """The position of the agency's figures."""
    stated_on: dt.date
    """The cut-off of the file that states the line; of a plan the first day it is in force."""
    agency_id: str
    """The code, or what stands for it where the agency has none; the same at every position."""
    agency_code: str | None
    agency_name: str
    unit_id: str
    """The sub-unit's, the agency's where it has none."""
    standing: Standing
    level: str
    """How deep the line goes: ``account``, ``sub-activity``, ``activity``, ``program`` or ``agency``."""
    activity_code: str | None
    activity_name: str | None
    account_code: str | None
    account_name: str | None
    kind: str
    """What the file is: ``accounts``, ``plan`` or ``physical``."""
    budget_basis: str
    realization_basis: str
    period_kind: str
    budget: int | None
    realization: int | None
    plan: int | None
    """Planned from January to the position."""
    submission: int
    file: str
    sheet: str | None
    row: int | None
    budget_cell: str | None
    realization_cell: str | None
    plan_cell: str | None
    sha256: str
    """Of the file."""
