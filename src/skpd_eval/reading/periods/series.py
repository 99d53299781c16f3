"""One table with several periods side by side: the one in force, and earlier ones as positions of their own.

The period in force is the one that the user or the title names; where nobody names one the last that is filled in,
unless it repeats the one before: such columns are often stale copies. Earlier ones are kept when the cumulative
series does not fall.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from skpd_eval.errors import PeriodError
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import Values, is_figure
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.layout.layout import REALIZED
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periods import position_in_force, stated_year
from skpd_eval.reading.told.titles import Titles
from skpd_eval.reading.words.rowkinds import is_number_row


@dataclass(frozen=True, slots=True)
class InForce:
    """The position that a table is of, as far as it is known before its rows are read."""

    year: int | None = None
    day: dt.date | None = None
    headed: PeriodMention | None = None
    """Its name, where only the heading of its column tells it."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The header as it stands for one period; ``mention`` where no title but the heading names it."""

    header: Header
    cutoff: dt.date | None = None
    mention: PeriodMention | None = None
    earlier: bool = False
    """Whether it lies before the period in force."""


def in_force(header: Header, titles: Titles, options: ReadOptions, collector: Collector) -> InForce:
    """The position that the user or the file names, else the last of several columns that is filled in."""
    told = options, titles, collector.grid.name, collector.file
    year, day = stated_year(*told), position_in_force(*told)
    headed = None
    if day is None and "realization" in header.ambiguous:
        headed = _newest(header, collector.grid, year)
    if headed is None or (year is None and headed.year is None):
        return InForce(year, day)
    return InForce(year or headed.year, headed.cutoff(year), headed)


def _newest(header: Header, grid: Grid, year: int | None) -> PeriodMention | None:
    """The last period that is filled in; ``None`` where it repeats the one before, as a copy not yet kept up."""
    rows = [row for row in range(header.last_row + 1, len(grid.rows)) if not is_number_row(grid.rows[row])]
    filled: list[tuple[list[CellValue], PeriodMention | None]] = []
    for _, columns in sorted(_by_cutoff(header, year).items()):
        realized = [column for column in columns if column.role.partition(":")[0] in REALIZED]
        figures = [grid.value(row, column.index) for column in realized for row in rows]
        if any(is_figure(value) and str(value).strip("0.,") for value in figures):
            filled.append((figures, realized[0].heading.mention))
    if not filled or (len(filled) > 1 and filled[-1][0] == filled[-2][0]):
        return None
    return filled[-1][1]


def variants(header: Header, position: InForce, collector: Collector) -> list[Variant]:
    """The header once a period, oldest first; one variant where no role has several columns."""
    by_cutoff = _by_cutoff(header, position.year)
    told = any(column.role.partition(":")[0] in REALIZED for column in header.rivals)
    in_force = position.day
    if in_force is None or not told or in_force not in by_cutoff:
        return [Variant(header, mention=position.headed)]
    found = [
        Variant(
            _at_period(header, by_cutoff[cutoff], earlier=cutoff < in_force),
            cutoff,
            position.headed if cutoff == in_force else by_cutoff[cutoff][0].heading.mention,
            cutoff < in_force,
        )
        for cutoff in sorted(by_cutoff)
        if cutoff <= in_force
    ]
    for cutoff in sorted(by_cutoff):
        column = by_cutoff[cutoff][0]
        if cutoff > in_force and not _is_empty(column, header, collector.grid):
            collector.inform(
                "column-after-period",
                header.last_row,
                column.index,
                heading=column.heading.text,
                cutoff=cutoff.isoformat(),
            )
    return found


def _is_empty(column: Column, header: Header, grid: Grid) -> bool:
    rows = range(header.last_row + 1, len(grid.rows))
    return not any(is_figure(grid.value(row, column.index)) for row in rows)


def undated(column: Column) -> bool:
    """Whether its heading names no month and no quarter."""
    mention = column.heading.mention
    return mention is None or (mention.month is None and mention.quarter is None)


def _by_cutoff(header: Header, year: int | None) -> dict[dt.date, list[Column]]:
    found: dict[dt.date, list[Column]] = {}
    for column in header.rivals:
        mention = column.heading.mention
        if mention is None or undated(column):
            continue
        try:
            found.setdefault(mention.cutoff(year), []).append(column)
        except PeriodError:
            continue
    return found


def _at_period(header: Header, columns: list[Column], *, earlier: bool) -> Header:
    """The header with the columns of one period; what was done by the position in force is not of an earlier one."""
    roles = {column.role for column in header.rivals}
    roles |= {column.role for column in header.columns if earlier and column.measure in REALIZED}
    kept = tuple(column for column in header.columns if column.role not in roles)
    mine = {column.role: column for column in columns}
    ambiguous = tuple(role for role in header.ambiguous if role not in roles)
    return dataclasses.replace(header, columns=kept + tuple(mine.values()), ambiguous=ambiguous, rivals=())


def rising(found: list[Variant], rows: list[int], values: Values, collector: Collector) -> list[Variant]:
    """Drop earlier periods that break the cumulative series: more than the one in force, or less than before.

    ``rows`` are zero-based rows whose realization is compared in sum.
    """
    if len(found) < 2:
        return found
    aside = values.told_to(Collector(collector.file, collector.grid))
    sums = [_sum(variant, rows, aside) for variant in found]
    kept = [found[-1]]
    ceiling = sums[-1]
    for variant, amount in zip(reversed(found[:-1]), reversed(sums[:-1]), strict=True):
        if amount is None:
            continue
        if ceiling is not None and amount > ceiling:
            assert variant.cutoff is not None
            collector.warn("stale-column", variant.header.last_row, None, cutoff=variant.cutoff.isoformat())
            continue
        ceiling = amount
        kept.insert(0, variant)
    return kept


def _sum(variant: Variant, rows: list[int], values: Values) -> int | None:
    column = variant.header.column("realization")
    if column is None:
        return None
    amounts = [values.amount(row, column.index) for row in rows]
    told = [amount for amount in amounts if amount is not None]
    return sum(told) if told else None
