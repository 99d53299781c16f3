"""A table as it was read, whatever its shape: the one record that every check looks at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Heading
from skpd_eval.reading.outline.tree import AGENCY_DEPTHS, Outline
from skpd_eval.reading.proof.lines import Lines
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.titles import Titles

_SEN = 100
Named = Iterable[tuple[int, str]]
"""Zero-based rows, each with whose or what it is."""


class Stated(NamedTuple):
    """A row whose amounts are known: zero-based row, whose it is, budget and realization in sen."""

    row: int
    name: str
    budget: int
    realization: int
    halves: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0))
    """Half of the last printed digit of each, in sen."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A column beside the amounts of some rows. ``values`` reads its cells and says nothing."""

    index: int
    heading: Heading
    rows: tuple[Stated, ...]
    values: Values
    own_period: bool
    """Whether its heading speaks of the realization's own period."""
    named_share: bool
    named_rest: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """What a shape read of one table at one period."""

    header: Header
    """With its columns as they were settled."""
    titles: Titles
    options: ReadOptions
    values: Values
    """How cells are read; its collector takes what is said."""
    places: tuple[int, ...] = ()
    """Zero-based rows of all amounts that were read, the total among them."""
    compared: tuple[int, ...] = ()
    """Rows that were read to compare them, or to say something beside the figures: subtotals, packages."""
    rows: tuple[Stated, ...] = ()
    """The rows that count and state both budget and realization."""
    unknown: int = 0
    """Rows that state one of the two alone: no column beside them can prove it."""
    total: Stated | None = None
    """The total row, where it states both."""
    closing: int | None = None
    """Zero-based row of the total that closes the table; ``None`` where none does, or it stands on top."""
    beneath: tuple[Stated, ...] = ()
    """Rows of detail that do not count: what is wrong with them is told in one remark."""
    beside: tuple[Printed, ...] = ()
    """The columns that nothing is read from."""
    made: tuple[Lines, ...] = ()
    """The lines made of it."""

    @property
    def collector(self) -> Collector:
        """Takes what is said of the table."""
        return self.values.collector


def counted(
    header: Header,
    titles: Titles,
    options: ReadOptions,
    values: Values,
    rows: Named,
    *,
    total_row: int | None = None,
    on_top: bool = False,
    beneath: Named = (),
    compared: Iterable[int] = (),
) -> Counted:
    """The record of a table whose rows state their amounts in its own columns."""
    named = [*rows]
    total = [] if total_row is None else [(total_row, _label(total_row, values))]
    stated, unknown = stated_rows(header, [*named, *total], values)
    detail, _ = stated_rows(header, beneath := [*beneath], values)
    return Counted(
        header,
        titles,
        options,
        values,
        places=tuple(row for row, _ in (*named, *total)),
        compared=(*compared, *(row for row, _ in beneath)),
        rows=tuple(one for one in stated if one.row != total_row),
        unknown=unknown,
        total=next((one for one in stated if one.row == total_row), None),
        closing=None if on_top else total_row,
        beneath=detail,
    )


def counted_tree(
    header: Header, titles: Titles, options: ReadOptions, values: Values, tree: Outline
) -> Counted:
    """The record of a tree; of a hand-kept one its agencies count, and the rest is detail beneath them."""
    nodes = [(node.row, node.name) for node in tree.nodes]
    agencies = [(node.row, node.name) for node in tree.nodes if node.depth in AGENCY_DEPTHS]
    told = set(agencies)
    whole = header.layout.reconcile != "level" or not agencies
    beneath = [] if whole else [named for named in nodes if named not in told]
    on_top = tree.total_row is not None and bool(nodes) and tree.total_row < nodes[0][0]
    return counted(
        header, titles, options, values, nodes if whole else agencies,
        total_row=tree.total_row, on_top=on_top, beneath=beneath,
        compared=[package.row for packages in tree.packages.values() for package in packages],
    )  # fmt: skip


def _label(row: int, values: Values) -> str:
    """What a total row calls itself: the first text of the row."""
    cells = values.collector.grid.rows[row]
    return next((" ".join(cell.split()) for cell in cells if isinstance(cell, str) and cell.strip()), "")


def stated_rows(header: Header, rows: Named, values: Values) -> tuple[tuple[Stated, ...], int]:
    """The rows of which budget and realization were read, and how many state one of the two alone.

    None where the table has no pair of such columns, or one of several periods.
    """
    budget, spent = header.column("budget"), header.column("realization")
    if budget is None or spent is None or (header.rivals and spent.heading.mention is None):
        return (), 0
    told = [*rows]
    columns = budget.index, spent.index
    places = [row for row, _ in told]
    halves = half_of(columns[0], places, values), half_of(columns[1], places, values)
    found: list[Stated] = []
    unknown = 0
    for row, name in told:
        first, second = (values.amounts.get((row, column)) for column in columns)
        if first is not None and second is not None:
            found.append(Stated(row, name, first, second, halves))
        else:
            unknown += (first, second) != (None, None)
    return tuple(found), unknown


def half_of(column: int, rows: Sequence[int], values: Values) -> Fraction:
    """Half of the last digit that a column prints in some rows, in sen."""
    factor = values.factors.get(column, values.factor)
    return Fraction(factor * _SEN, 2 * 10 ** places_of(column, rows, values))


def places_of(column: int, rows: Sequence[int], values: Values) -> int:
    """The most decimals that a cell of the column shows."""
    return max((_places(row, column, values) for row in rows), default=0)


def _places(row: int, column: int, values: Values) -> int:
    value = values.collector.grid.value(row, column)
    if isinstance(value, float):
        exponent = Decimal(repr(value)).normalize().as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else 0
    style = values.styles.get(column)
    if not isinstance(value, str) or style is None or style.decimal not in value:
        return 0
    return sum(map(str.isdigit, value.rpartition(style.decimal)[2]))
