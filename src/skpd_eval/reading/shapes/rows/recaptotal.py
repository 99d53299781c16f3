"""The rows of a recap and its total: by its word, or by the sums of a row that no word marks."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

from skpd_eval.model import AgencyName
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.columns.unitsbeside import learn_columns
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.layout.layout import AMOUNT_ROLES
from skpd_eval.reading.outline.recaprows import Recap, RecapRow
from skpd_eval.reading.shapes.rows.beneath import Beneath
from skpd_eval.reading.shapes.rows.recap import RecapReader
from skpd_eval.reading.shapes.rows.unnamed import adopted, is_sum, settled
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.groupnames import names_group
from skpd_eval.reading.words.rowkinds import is_aside

FEWEST = 2
"""One row alone may have the amounts of another."""
COUNTING = ("number", "agency_code")
"""Columns that count rows, wherever they stand."""


def read_recap(header: Header, columns: Sequence[Column], told: AgencyName | None, values: Values) -> Recap:
    """The rows of a table and its total; how their cells are written is learned, and each other row accounted for."""
    indexes = tuple(column.index for column in columns)
    reader = RecapReader(header, values.collector, indexes, told)
    recap = reader.run()
    money = [column.index for column in columns if column.measure in AMOUNT_ROLES]
    beneath = Beneath(recap, reader.cells, money, _learned(recap, columns, values))
    if money and beneath.grand_total() is not None and recap.total_row is not None:
        recap = RecapReader(header, values.collector, indexes, told, frozenset({recap.total_row})).run()
        beneath = Beneath(recap, reader.cells, money, _learned(recap, columns, values))
    if money:
        beneath.check()
    recap = adopted(recap, told, reader.cells)
    recap = settled(recap, header, money, beneath.values, values.collector)
    return _with_total(recap, header, money, beneath.values)


def _learned(recap: Recap, columns: Sequence[Column], values: Values) -> Values:
    """The values, which know how the cells of the rows are written, to read them and say nothing."""
    known = [row.row for row in (*recap.rows, *recap.orphans)] + recap.nameless
    known += [] if recap.total_row is None else [recap.total_row]
    if known:
        learn_columns(columns, known, values)
    return values.told_to(Collector(values.collector.file, values.collector.grid))


def _with_total(recap: Recap, header: Header, columns: Sequence[int], values: Values) -> Recap:
    """The recap with its total row, where the last row or the first one is that without being called so.

    Such a row is not counted as the others are, and its name is of no agency; whether it is the total its sums say.
    """
    if recap.total_row is not None or len(recap.rows) <= FEWEST:
        return recap
    counting = {*range(min(columns, default=0)), *(one.index for one in header.columns if one.role in COUNTING)}
    for row, others in ((recap.rows[-1], recap.rows[:-1]), (recap.rows[0], recap.rows[1:])):
        if _may_be(row, others, counting, values.collector.grid) and is_sum(row.row, others, columns, values):
            return dataclasses.replace(recap, rows=others, total_row=row.row)
    return recap


def _may_be(row: RecapRow, others: Sequence[RecapRow], counting: Collection[int], grid: Grid) -> bool:
    """Whether the looks of a row allow that it is the total of the others, which are counted in some column."""
    name = row.agency.name
    if row.numbered or row.agency.code is not None or row.activity or row.account or names_agency(name):
        return False
    uncounted = any(
        is_blank(grid.value(row.row, column)) and not any(is_blank(grid.value(one.row, column)) for one in others)
        for column in counting
    )
    return is_aside(name) or (uncounted and not names_group(name) and any(map(str.isalpha, name)))
