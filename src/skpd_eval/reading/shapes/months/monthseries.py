"""What one account states by month, whether its months stand in a row or each in a row of its own."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.model import (
    AccountLine,
    AgencyName,
    Export,
    Level,
    PeriodKind,
    Precision,
    Proven,
    RealizationBasis,
)
from skpd_eval.period import PeriodMention
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.periods.course import Months
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.told.periods import Told
from skpd_eval.reading.told.told import year_asked

EXPENDITURE = "5"


@dataclass(frozen=True, slots=True)
class MonthSeries:
    """The amounts of an account by month, in sen; ``rows`` are the zero-based rows in which they stand."""

    account: str
    months: Months
    rows: Mapping[int, int]
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Positions:
    """Makes a position a month of one agency's series; ``columns`` are those of a month's figures."""

    assembler: Assembler
    agency: AgencyName
    columns: Callable[[int], tuple[Column, ...]]
    proven: Sequence[Proven] = ()

    def until(self, last: int, series: Sequence[MonthSeries], *, alone: bool) -> list[Export]:
        """A position for each month of the year up to ``last``."""
        return [
            export
            for month in range(1, last + 1)
            for export in self._position(month, series, PeriodKind.MONTH if alone else PeriodKind.CUMULATIVE)
        ]

    def _position(self, month: int, series: Sequence[MonthSeries], kind: PeriodKind) -> tuple[Export, ...]:
        """One month's position; a cumulative series says nothing of a month that is zero or blank."""
        lines = Lines(
            level=Level.ACCOUNT, realization_basis=RealizationBasis.AGENCY, proven=[*self.proven]
        )
        index = lines.agency_index(self.agency)
        for one in series:
            amount, row = one.months[month - 1], one.rows.get(month)
            if row is not None and amount is not None and (amount or kind is PeriodKind.MONTH):
                lines.accounts.append(
                    AccountLine(index, None, None, one.account, one.budget, None, None, amount, row + 1)
                )
        if not any(codes.is_within(line.account or "", EXPENDITURE) for line in lines.accounts):
            return ()
        asked, year = self.assembler.options, year_asked(self.assembler.options)
        options = dataclasses.replace(asked, year=year, cutoff=None, quarter=None, period_kind=kind)
        assembler = dataclasses.replace(self.assembler, options=options)
        return assembler.exports(lines, self.columns(month), Told(None, self._mention(month)), None)

    def _mention(self, month: int) -> PeriodMention:
        """The month; where the told cut-off lies inside it, that day."""
        cutoff = self.assembler.options.cutoff
        day = cutoff.day if cutoff is not None and cutoff.month == month else None
        return PeriodMention(None, None, month, None, None, "month" if day is None else "day", None, day)


def for_the_year(export: Export, assembler: Assembler) -> Export:
    """A plan covers twelve months, whatever months the sheet's name says were realized."""
    if assembler.options.cutoff is not None or export.year is None:
        return export
    return dataclasses.replace(export, cutoff=dt.date(export.year, 1, 1), precision=Precision.YEAR)
