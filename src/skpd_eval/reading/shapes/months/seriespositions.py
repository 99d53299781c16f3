"""Positions of a form of series: what each month's cell states as realized, one position a month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.errors import PeriodError
from skpd_eval.model import AgencyName, Export
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.periods.course import MONTHS, Course, last_filled
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.shapes.months.monthseries import EXPENDITURE, Positions
from skpd_eval.reading.shapes.months.seriesrows import Series, SeriesKind
from skpd_eval.reading.told.titles import Titles
from skpd_eval.reading.told.told import last_month


@dataclass(slots=True)
class Realized:
    """Makes the positions of one agency's rows of realization; ``budget`` is the column of its budget, if any."""

    header: Header
    titles: Titles
    values: Values
    assembler: Assembler
    budget: tuple[Column, ...]

    def of(self, agency: AgencyName, series: list[Series]) -> list[Export]:
        """A position for each month that the expenditure's realization covers."""
        realized = [one for one in series if one.line.kind is SeriesKind.REALIZATION]
        spent = [one for one in realized if codes.is_within(one.line.account, EXPENDITURE)]
        readable = [one for one in realized if one.course in (Course.ALONE, Course.SO_FAR)]
        chosen = [one for one in readable if one in spent]
        if not chosen or len(chosen) < sum(one.course is not Course.EMPTY for one in spent):
            return self._left_out(readable)
        courses = {one.course for one in chosen}
        if len(courses) > 1:
            self.values.collector.error("series-mixed", chosen[0].line.row, None, series=chosen[0].line.label)
            return []
        others = [one for one in readable if one not in spent and one.course in courses]
        self._left_out([one for one in readable if one not in spent and one.course not in courses])
        last = min(max(last_filled(one.months) for one in chosen), self._last_month(chosen))
        by_month = [one.by_month() for one in (*chosen, *others)]
        positions = Positions(self.assembler, agency, self._columns)
        return positions.until(last, by_month, alone=courses == {Course.ALONE})

    def _columns(self, month: int) -> tuple[Column, ...]:
        column = self.header.column(f"month:{month}")
        return (*self.budget, *([] if column is None else [Column("realization", column.index, column.heading)]))

    def _left_out(self, series: list[Series]) -> list[Export]:
        for one in series:
            self.values.collector.inform("series-left-out", one.line.row, None, series=one.line.label)
        return []

    def _last_month(self, chosen: list[Series]) -> int:
        """The month of the position told or named; amounts after it are left unread, with a warning if nobody asked."""
        options, collector = self.assembler.options, self.values.collector
        last = last_month(options, self.titles, collector)
        after = [month for month in MONTHS if month > last and any(one.months[month - 1] for one in chosen)]
        column = self.header.column(f"month:{after[0]}") if after else None
        if column is not None:
            asked = options.cutoff is not None or options.quarter is not None
            (collector.inform if asked else collector.warn)(
                "column-after-period", self.header.last_row, column.index,
                heading=column.heading.text, cutoff=str(self._cutoff_of(after[0])),
            )  # fmt: skip
        return last

    def _cutoff_of(self, month: int) -> dt.date | int:
        try:
            return PeriodMention(None, None, month, None, None, "month", None).cutoff(self.titles.year)
        except PeriodError:
            return month
