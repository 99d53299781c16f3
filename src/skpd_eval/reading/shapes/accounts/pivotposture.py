"""Postures from a table with governments in columns: an export a government and year."""

from __future__ import annotations

import dataclasses

from skpd_eval.model import AgencyName, Export, Level, Severity
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.headings.headings import Column, Heading
from skpd_eval.reading.layout.layout import Layout, accounts_of
from skpd_eval.reading.proof.assembly import Assembler
from skpd_eval.reading.proof.counted import counted
from skpd_eval.reading.shapes.accounts.pivot import Pivot, PivotColumn, measure_of, pivot_of, with_points
from skpd_eval.reading.shapes.accounts.posture import posture_lines
from skpd_eval.reading.shapes.accounts.postureamounts import PostureAmounts
from skpd_eval.reading.shapes.accounts.posturerows import PostureRow, posture_rows
from skpd_eval.reading.shapes.accounts.posturetree import PostureTree
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periods import Told
from skpd_eval.reading.told.titles import Titles, read_titles


def read_pivot(
    grid: Grid, layout: Layout, options: ReadOptions, file: str
) -> tuple[tuple[Export, ...], Collector] | None:
    """The exports of a table with governments in columns, and its findings; ``None`` where it is none.

    A table of budgets has no cut-off: each is in force from 1 January of its year, and nothing is said of what
    was realized. A table of realizations needs a position. One that says neither is refused.
    """
    collector = Collector(file, grid)
    pivot = pivot_of(layout, collector)
    if pivot is None:
        return None
    plain = with_points(grid, pivot.header)
    return _Reader(pivot, dataclasses.replace(collector, grid=plain), options).read(), collector


class _Reader:
    def __init__(self, pivot: Pivot, collector: Collector, options: ReadOptions) -> None:
        self.pivot, self.collector, self.options = pivot, collector, options
        self.header = pivot.header
        self.titles = read_titles(collector.grid, self.header.first_row)
        factor = options.unit_factor or self.titles.unit_factor or 1
        values = Values(collector, options.decimal, factor)
        self.rules = accounts_of(self.header.layout)
        self.amounts = PostureAmounts(values, self.rules, options.unit_factor)

    def read(self) -> tuple[Export, ...]:
        """One export a column; the unit and the meaning of the rows are found once, for all columns."""
        measure = self._measure()
        indexes = tuple(column.index for column in self.pivot.columns)
        if measure is None or not indexes:
            if measure is not None and not any(
                one.severity is Severity.ERROR for one in self.collector.findings
            ):
                self.collector.error("no-data-rows", self.header.last_row)
            return ()
        found = posture_rows(self.header, self.collector, self.rules, indexes)
        self.amounts.learn(indexes, [row.row for row in found.rows])
        if self.amounts.precision > 1:
            self.collector.inform("precision", None, None, amount=self.amounts.precision)
        exports: list[Export] = []
        for column in self.pivot.columns:
            exports.extend(self._export(column, measure, found.rows, found.skipped))
        return tuple(exports)

    def _measure(self) -> str | None:
        """What the amounts are: the titles say it, else the sheet's or the file's name."""
        stem = self.collector.file.replace("\\", "/").rpartition("/")[2]
        told = next(
            (
                found
                for words in (self.titles.text, self.collector.grid.name or "", stem)
                if (found := measure_of(words)) is not None
            ),
            None,
        )
        if told is None:
            self.collector.error("governments-in-columns", self.header.first_row)
        else:
            self.collector.inform("pivot-measure", self.header.first_row, None, role=told)
        return told

    def _export(
        self, column: PivotColumn, measure: str, rows: list[PostureRow], skipped: int
    ) -> tuple[Export, ...]:
        tree = PostureTree(self.amounts, {measure: column.index}, self.collector, strict=False)
        tree.build([dataclasses.replace(row) for row in rows])
        owner = AgencyName(None, self.options.government or column.government)
        lines = posture_lines(tree.prove(), owner, Level.GOVERNMENT, self.collector.grid)
        told_column = Column(measure, column.index, Heading((measure,)))
        # The year of a table that holds several is no word on any of them.
        titles: Titles = dataclasses.replace(self.titles, government=None, year=None)
        told = titles.period
        if measure == "budget":
            titles = dataclasses.replace(titles, period=None)
        elif told is not None and told.year not in (None, column.year):
            titles = dataclasses.replace(titles, period=dataclasses.replace(told, year=column.year, end=None))
        assembler = Assembler(
            self.header.layout,
            titles,
            self.collector,
            self.options,
            self.amounts.unit_factor,
            rows_read=len(rows),
            rows_skipped=skipped,
            budget_alone=measure == "budget",
        )
        assembler.check(counted(self.header, titles, self.options, self.amounts.values, ()), lines)
        return assembler.exports(lines, (told_column,), Told(column.year), column.government)
