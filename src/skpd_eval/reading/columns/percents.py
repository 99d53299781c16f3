"""Whether a column holds amounts or percentages, and percentages of one or of a hundred: from the values."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from skpd_eval import money
from skpd_eval.errors import AmountError
from skpd_eval.money import NumberStyle
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.layout.layout import PERCENT_ROLES

LARGEST_PERCENT = Decimal(1000)
SMALLEST_BUDGET = Decimal(100_000)
FEWEST_TO_A_STRAY = 4
"""So many figures of one column, or more, stand against each stray one of another."""
PROOF = Decimal("0.6")
"""How far, in percentage points, a stated share may lie from the computed one and still be it."""

_Sizes = Mapping[int, Decimal]


def settle_roles(
    header: Header, rows: Sequence[int], styles: dict[int, NumberStyle], collector: Collector
) -> tuple[Column, ...]:
    """Columns with amounts under a percent heading (or the reverse) take the other role, where it is free.

    The heading says one thing and the values another, so the reading is told.
    """
    others = {role: rule.or_role for role, rule in header.rules.items() if rule.or_role}
    if not others:
        return header.columns
    sizes = {column.index: _sizes(collector.grid, column.index, rows, styles) for column in header.columns}
    columns = _without_strays(header, others, sizes, collector)
    taken = {column.role for column in columns}
    budgets = [size for column in header.of_measure("budget") for size in sizes[column.index].values()]
    settled: list[Column] = []
    for column in columns:
        other = others.get(column.role)
        largest = max(sizes[column.index].values(), default=Decimal(0))
        if other is not None and other not in taken and _is_other(column, largest, max(budgets, default=Decimal(0))):
            taken.add(other)
            collector.warn(
                "column-read-as", header.last_row, column.index, heading=column.heading.text, role=other
            )
            column = Column(other, column.index, column.heading)
        settled.append(column)
    return tuple(settled)


def _without_strays(
    header: Header, others: Mapping[str, str], sizes: Mapping[int, _Sizes], collector: Collector
) -> list[Column]:
    """The columns without one of a few stray figures whose role a column full of amounts under a percent heading has.

    Where both are full, nobody knows which is meant: an error.
    """
    kept = list(header.columns)
    budgets = [sizes[column.index] for column in header.of_measure("budget")]
    for column in header.columns:
        rival, own = header.column(others.get(column.role, "")), sizes[column.index]
        if rival is None or column.role not in PERCENT_ROLES or not _are_amounts(own.values()):
            continue
        if any(_are_shares(own, sizes[rival.index], budget) for budget in budgets):
            continue
        strays = len(sizes[rival.index])
        if strays * FEWEST_TO_A_STRAY > len(own):
            collector.error("column-ambiguous", header.last_row, column.index, role=rival.role)
            continue
        kept.remove(rival)
        told = {"heading": rival.heading.text, "other": column.heading.text}
        collector.warn("column-of-strays", header.last_row, rival.index, count=strays, **told)
    return kept


def _are_shares(percents: _Sizes, parts: _Sizes, wholes: _Sizes) -> bool:
    """Whether the percentage of some row is that of its amounts, though it is larger than any should be."""
    both = percents.keys() & parts.keys() & wholes.keys()
    return any(abs(parts[row] * 100 / wholes[row] - percents[row]) <= PROOF for row in both)


def _are_amounts(sizes: Collection[Decimal]) -> bool:
    """Whether most numbers are larger than any percentage, with or without its decimal point."""
    large = sum(size > LARGEST_PERCENT for size in sizes)
    return large * 2 > len(sizes) and max(sizes, default=Decimal(0)) >= SMALLEST_BUDGET


def _is_other(column: Column, largest: Decimal, largest_budget: Decimal) -> bool:
    if column.role in PERCENT_ROLES:
        return largest > LARGEST_PERCENT
    if column.heading.factor is not None:
        return False  # a unit of money is declared
    return 0 < largest <= LARGEST_PERCENT and largest_budget >= SMALLEST_BUDGET


def _sizes(grid: Grid, column: int, rows: Sequence[int], styles: dict[int, NumberStyle]) -> _Sizes:
    """The numbers of a column by row but zeros, without their signs."""
    style = styles.get(column, NumberStyle.INDONESIAN)
    return {row: size for row in rows if (size := abs(_size(grid.value(row, column), style)))}


def largest_of(grid: Grid, column: int, rows: Sequence[int], style: NumberStyle) -> Decimal:
    """The largest number of a column's rows without its sign, whatever it measures; zero where there is none."""
    return max((abs(_size(grid.value(row, column), style)) for row in rows), default=Decimal(0))


def _size(value: CellValue, style: NumberStyle) -> Decimal:
    """A cell's number without regard to what it measures; zero where it is none."""
    if isinstance(value, str):
        with contextlib.suppress(AmountError):
            return money.parse_percent(value, style)
        if not money.is_ambiguous(value):  # "400.000,00" is an amount, "400.000" could be anything
            with contextlib.suppress(AmountError):
                return money.parse_decimal(value, style)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        with contextlib.suppress(AmountError):
            return money.percent_from_number(value)
    return Decimal(0)


def share_of(realization: int | None, budget: int | None) -> Decimal | None:
    """Realization over budget, 0-100; ``None`` where either is unknown or the budget is zero."""
    return Decimal(realization) * 100 / budget if budget and realization is not None else None


def settle_scale(
    values: dict[str, list[Decimal | None]],
    columns: dict[str, Column],
    shares: list[Decimal | None],
    rows: Sequence[int],
    collector: Collector,
) -> None:
    """Bring percent columns that hold fractions of one (0.522) to 0-100, in place.

    A column whose values all lie within one is a fraction when the file's own amounts prove it (``shares``:
    realization over budget, 0-100) or when a sibling column is one; the same proof may show that it is small
    and of a hundred (0.52 % in January). Otherwise it is refused as unclear.
    """
    _refuse_impossible(values, columns, rows, collector)
    fractions = {role for role in values if _proved(role, values[role], shares, scale=100)}
    if not fractions and any(_proved(role, values[role], shares, scale=1) for role in values):
        return
    suspects = [role for role in values if role not in fractions and _within_one(values[role])]
    if not fractions:
        for role in suspects:
            row, value = next((row, value) for row, value in zip(rows, values[role], strict=True) if value)
            collector.error("percent-scale-unclear", row, columns[role].index, text=str(value))
        return
    for role in [*fractions, *suspects]:
        collector.inform("percent-as-fraction", rows[0], columns[role].index, role=role)
        values[role] = [None if value is None else value * 100 for value in values[role]]


def _refuse_impossible(
    values: dict[str, list[Decimal | None]], columns: dict[str, Column], rows: Sequence[int], collector: Collector
) -> None:
    """Physical progress beyond anything that is a percentage is an error at its cell."""
    for role in (role for role in columns if role.startswith("physical")):
        for row, value in zip(rows, values[role], strict=True):
            if value is not None and abs(value) > LARGEST_PERCENT:
                collector.error("percent-impossible", row, columns[role].index, text=str(value))


def _within_one(values: list[Decimal | None]) -> bool:
    told = [value for value in values if value]
    return bool(told) and all(abs(value) <= 1 for value in told)


def _proved(role: str, values: list[Decimal | None], shares: list[Decimal | None], *, scale: int) -> bool:
    """Whether every stated share of a realization within one is the computed one at a scale, and not at the other."""
    if role != "realization_pct" or not _within_one(values):
        return False
    pairs = [(value, share) for value, share in zip(values, shares, strict=True) if value and share]
    other = 100 // scale
    return bool(pairs) and all(
        abs(value * scale - share) <= min(PROOF, abs(value * other - share)) for value, share in pairs
    )
