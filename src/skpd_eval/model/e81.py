"""Form E.81 filled: programs, activities and sub-activities of an agency, each quarter alone."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.model.figures import AgencyFigures
from skpd_eval.model.output import IndicatorAchievement

Number = Decimal | Fraction | None


class IndicatorCourse(NamedTuple):
    """One indicator over the quarters, in its own unit."""

    newest: IndicatorAchievement
    """As it stands at the position evaluated."""
    quarters: tuple[Number, ...]
    """Of an additive indicator the quarter alone, of another one its standing at the quarter's end."""
    is_additive: bool

    @property
    def to_date(self) -> Number:
        """What was achieved of the year so far (column 12)."""
        return self.newest.realization


@dataclass(frozen=True, slots=True)
class FormRow:
    """A program, activity or sub-activity; amounts in sen, one of ``quarters`` for each quarter of the year."""

    code: str | None
    """``None``: what the sources state for no activity."""
    name: str
    depth: int
    """0 for a program, 1 below it, and so on."""
    is_leaf: bool
    budget: int | None
    quarters: tuple[int | None, ...]
    """Each quarter alone; ``None`` where its position, or the one before, is unknown."""
    realized: int | None
    """Of the year so far (column 12)."""
    indicators: tuple[IndicatorCourse, ...] = ()

    @property
    def achieved(self) -> Fraction | None:
        """Column 12 over column 7 of this year (``capaian tahun berjalan``), a fraction of one."""
        if self.realized is None or self.budget is None or self.budget <= 0:
            return None
        return Fraction(self.realized, self.budget)


@dataclass(frozen=True, slots=True)
class FormE81:
    """The form of one agency at one quarter."""

    figures: AgencyFigures
    """Of the position evaluated."""
    quarter: int
    positions: tuple[AgencyFigures | None, ...]
    """Of the quarters 1 to ``quarter``; ``None`` where nothing says what was realized."""
    rows: tuple[FormRow, ...]
    """Programs in the order of codes, each followed by what is beneath it."""
    total: FormRow
    """The agency's own figures; its indicators are those that belong to no activity."""
    mean_absorption: Fraction | None
    """Plain mean of :attr:`FormRow.achieved` over the finest rows (F-6 as the form has it)."""

    @property
    def missing(self) -> tuple[int, ...]:
        """Quarters up to this one whose realization is not known."""
        return tuple(n for n, position in enumerate(self.positions, 1) if position is None)
