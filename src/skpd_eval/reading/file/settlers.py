"""A table's columns settled before its rows are read: one visible list of steps from frozen record to frozen record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.columns.accountdigits import dot_accounts
from skpd_eval.reading.columns.covered import Cell, hide_covered
from skpd_eval.reading.columns.datacolumns import settle_columns
from skpd_eval.reading.columns.joinedcodes import join_codes
from skpd_eval.reading.columns.namesbeside import name_beside
from skpd_eval.reading.columns.olderaccounts import read_older
from skpd_eval.reading.columns.rivals import part_rivals
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.outline.asiderows import blank_aside
from skpd_eval.reading.periods.passedover import in_year, without_hidden
from skpd_eval.reading.periods.series import InForce, in_force
from skpd_eval.reading.periods.thismonth import of_the_month
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periods import stated_year
from skpd_eval.reading.told.statedcolumns import government_of_table, year_of_table
from skpd_eval.reading.told.tableunit import settle_units, table_factor
from skpd_eval.reading.told.titles import Titles


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's cells and columns as far as they are settled, and what is told of all of it."""

    grid: Grid
    header: Header
    titles: Titles
    options: ReadOptions
    factor: int = 1
    """Rupiah per unit of the whole table."""
    factors: Mapping[int, int] = field(default_factory=dict)
    """Rupiah per unit of the columns whose own heading declares it."""
    covered: Mapping[Cell, int] = field(default_factory=dict)
    """How often the number of a merged cell stands again beneath its range, unseen."""
    aside: int = 0
    """Rows that are no data, and were blanked."""
    position: InForce = field(default_factory=InForce)

    def values(self, collector: Collector) -> Values:
        """What reads its cells."""
        factors = dict(self.factors)
        return Values(collector, self.options.decimal, self.factor, factors=factors, covered=self.covered)


Settler = Callable[[Columns, Collector], Columns]


def _covered(table: Columns, collector: Collector) -> Columns:
    grid, covered = hide_covered(table.header, collector)
    return replace(table, grid=grid, covered=covered)


def _codes(table: Columns, _: Collector) -> Columns:
    grid, header = join_codes(table.header, table.grid)
    return replace(table, grid=grid, header=header)


def _accounts(table: Columns, collector: Collector) -> Columns:
    return replace(table, grid=dot_accounts(table.header, collector))


def _aside(table: Columns, collector: Collector) -> Columns:
    grid, aside = blank_aside(table.header, collector)
    return replace(table, grid=grid, aside=aside)


def _names(table: Columns, _: Collector) -> Columns:
    return replace(table, header=name_beside(table.header, table.grid))


def _figures(table: Columns, collector: Collector) -> Columns:
    return replace(table, header=settle_columns(table.header, collector))


def _hidden(table: Columns, collector: Collector) -> Columns:
    return replace(table, header=without_hidden(table.header, collector))


def _rivals(table: Columns, _: Collector) -> Columns:
    return replace(table, header=part_rivals(table.header, table.grid, table.options.decimal))


def _told(table: Columns, collector: Collector) -> Columns:
    """What columns say of all rows, where the titles do not: the year, the government."""
    titles = table.titles
    year = titles.year or year_of_table(table.header, titles, collector, table.options)
    government = titles.government or government_of_table(table.header, collector, table.options)
    return replace(table, titles=replace(titles, year=year, government=government))


def _older_accounts(table: Columns, collector: Collector) -> Columns:
    year = stated_year(table.options, table.titles, table.grid.name, collector.file)
    return replace(table, grid=read_older(table.header, collector, year))


def _units(table: Columns, collector: Collector) -> Columns:
    factor = table_factor(table.header, table.titles, collector, table.options)
    factors = settle_units(table.header, collector, table.options, factor)
    return replace(table, factor=factor, factors=factors)


def _year(table: Columns, collector: Collector) -> Columns:
    year = stated_year(table.options, table.titles, table.grid.name, collector.file)
    return replace(table, header=in_year(table.header, year, collector))


def _month(table: Columns, _: Collector) -> Columns:
    header, kind = of_the_month(table.header, table.grid, table.options.period_kind)
    return replace(table, header=header, options=replace(table.options, period_kind=kind))


def _position(table: Columns, collector: Collector) -> Columns:
    return replace(table, position=in_force(table.header, table.titles, table.options, collector))


SETTLERS: tuple[Settler, ...] = (
    _covered, _codes, _names, _accounts, _aside, _figures, _hidden, _rivals, _told, _older_accounts, _units, _year,
    _month, _position,
)  # fmt: skip
"""Each sees what those before it settled. Cumulative or alone, and amounts or percentages, the rows settle."""


def settled(table: Columns, collector: Collector) -> Columns:
    """The table after all settlers; the cells that the collector gives addresses to are the table's."""
    for settler in SETTLERS:
        table = settler(table, collector)
        collector.grid = table.grid
    return table
