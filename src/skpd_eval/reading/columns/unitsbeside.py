"""A unit that one heading declares and the one beside it does not: whether the figures can be read so."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.money import NumberStyle
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.columns.percents import largest_of
from skpd_eval.reading.headings.headings import Column

ALIKE = 3
"""A column in rupiah is never that few times one in a larger unit: both are in the larger one."""
MOST_SPENT = 10
"""A realization is never that many times its budget."""
BUDGETS = ("budget", "budget_original", "budget_revised")
COMPARED = (*BUDGETS, "realization", "plan")


def learn_columns(columns: Sequence[Column], rows: Sequence[int], values: Values) -> None:
    """Learn how the figures of columns are written, from their cells in these rows (zero-based), and in what unit."""
    values.learn_styles(list(dict.fromkeys(column.index for column in columns)), rows)


def check_units_beside(columns: Sequence[Column], rows: Sequence[int], values: Values) -> None:
    """An error at the first column that declares no unit though its figures stand in the one beside it.

    A column whose unit neither its heading nor the table declares is read in rupiah.
    """
    if values.factor != 1:
        return
    grid, factors = values.collector.grid, values.factors
    compared = [column for column in columns if column.measure in COMPARED]
    sizes = {
        column.index: largest_of(
            grid, column.index, rows, values.styles.get(column.index, NumberStyle.INDONESIAN)
        )
        for column in compared
    }
    for bare in (column for column in compared if factors.get(column.index, 1) == 1 and sizes[column.index]):
        for told in (column for column in compared if factors.get(column.index, 1) > 1):
            factor, size, beside = factors[told.index], sizes[bare.index], sizes[told.index]
            budget = bare.measure in BUDGETS and told.measure not in BUDGETS
            if size * MOST_SPENT < beside * factor if budget else size <= beside * ALIKE:
                values.collector.error(
                    "unit-one-sided",
                    rows[0],
                    bare.index,
                    heading=bare.heading.text,
                    other=told.heading.text,
                    factor=factor,
                )
                return
