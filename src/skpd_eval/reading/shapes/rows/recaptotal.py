"""The total of a recap that no word of a total marks: the row that states what a level of the others comes to."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.values import Values, is_blank
from skpd_eval.reading.columns.headings import Column
from skpd_eval.reading.outline.recaprows import Recap, RecapRow
from skpd_eval.reading.shapes.rows.recaplevel import level_candidates
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.groupnames import names_group
from skpd_eval.reading.words.rowkinds import is_aside

FEWEST = 2
"""One row alone may have the amounts of another."""
AMOUNTS = ("budget", "budget_original", "budget_revised", "realization", "plan")


def with_total(recap: Recap, columns: Sequence[Column], values: Values) -> Recap:
    """The recap with its total row, where the last row or the first one is that without being called so.

    Such a row is not counted as the others are, and its name is of no agency; whether it is the total its sums say.
    """
    if recap.total_row is not None or len(recap.rows) <= FEWEST:
        return recap
    aside = values.told_to(Collector(values.collector.file, values.collector.grid))
    measured = [column.index for column in columns if column.role in AMOUNTS]
    for row, others in ((recap.rows[-1], recap.rows[:-1]), (recap.rows[0], recap.rows[1:])):
        if _may_be(row, others, min(measured, default=0), aside.collector.grid) and _is_sum(row, others, measured, aside):
            return dataclasses.replace(recap, rows=others, total_row=row.row)
    return recap


def _may_be(row: RecapRow, others: Sequence[RecapRow], first: int, grid: Grid) -> bool:
    """Whether the looks of a row allow that it is the total of the others; amounts begin in the first column."""
    name = row.agency.name
    if row.numbered or row.agency.code is not None or row.activity or row.account or names_agency(name):
        return False
    uncounted = any(
        is_blank(grid.value(row.row, column)) and not any(is_blank(grid.value(one.row, column)) for one in others)
        for column in range(first)
    )
    return is_aside(name) or (uncounted and not names_group(name) and any(map(str.isalpha, name)))


def _is_sum(row: RecapRow, others: list[RecapRow], columns: Sequence[int], values: Values) -> bool:
    stated = {column: amount for column in columns if (amount := values.amount(row.row, column)) is not None}
    return any(stated.values()) and any(
        all(sum(values.amount(one.row, column) or 0 for one in level) == amount for column, amount in stated.items())
        for _, level in level_candidates(others)
        if len(level) >= FEWEST
    )
