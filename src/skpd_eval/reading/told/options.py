"""What the user (options, manifest) says about a file before it is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from skpd_eval.model import BudgetBasis, PeriodKind, PeriodOrigin
from skpd_eval.money import NumberStyle
from skpd_eval.reading.layout.taught import UNTAUGHT, Taught


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is told wins over what the file says; ``None`` leaves it to the file."""

    government: str | None = None
    year: int | None = None
    cutoff: dt.date | None = None
    cutoff_origin: PeriodOrigin = PeriodOrigin.OPTION
    quarter: int | None = None
    """Told instead of a cut-off: a finer date of the file inside that quarter stands, else its last day."""
    agency_name: str | None = None
    agency_id: str | None = None
    basis: BudgetBasis | None = None
    unit_factor: int | None = None
    period_kind: PeriodKind | None = None
    layouts: tuple[str, ...] = ()
    """Paths of the user's own layout files."""
    taught: Taught = UNTAUGHT
    """What the user says of headings."""
    sheet: str | None = None
    encoding: str | None = None
    decimal: NumberStyle | None = None
    starter_layout: str = ""
    """Name of a layout file to draft for the table; empty: none."""
    force: bool = False
    """Accept a file whose own quarter or year differs from what was told."""
