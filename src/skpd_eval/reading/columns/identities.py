"""What the figures beneath headings say of their columns, with no word read: a second witness to every heading.

A percentage is 100 times one amount over another, what is left is one amount less another, and amounts add up to a
total where percentages do not. An identity holds in every row where its three columns have figures, or not at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from skpd_eval import money
from skpd_eval.errors import AmountError
from skpd_eval.money import NumberStyle
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_figure
from skpd_eval.reading.words.agencynames import names_agency, names_unit

FEWEST_ROWS = 3
"""Fewer rows agree by chance."""
LARGEST_PERCENT = 1000
SMALLEST_AMOUNT = 100_000
"""Below, a column may as well hold percentages."""
MOST_DECIMALS = 6
NEARLY_ALL = 5
"""One text in so many may name neither an agency nor a unit: a total, a signature."""
Figures = Mapping[int, Mapping[int, Fraction]]
"""Columns to their figures by row."""


class Shares(NamedTuple):
    """The only reading in which a column is what was spent of a budget: columns, and in how many rows."""

    budget: int
    spent: int
    by: int
    """The column that proves it: the percentage, else what is left."""
    rows: int
    percent: bool


@dataclass(frozen=True, slots=True)
class Identities:
    """The figures of a table, and the reading of budget and realization that they prove."""

    figures: Figures
    total: int | None
    """Zero-based row that the others add up to."""
    shares: Shares | None

    def adds_up(self, column: int) -> bool:
        """Whether a column's rows come to its total row."""
        return self.total is not None and _is_total(self.figures[column], self.total)


class Names(NamedTuple):
    """Texts beneath a heading: how many, how many of them name agencies, and whether they are a list of agencies."""

    texts: int
    agencies: int
    a_list: bool
    """Each stands once, nearly all are agencies or their units, and most are agencies."""

    @property
    def most(self) -> bool:
        """Whether most texts name agencies."""
        return self.agencies * 2 > self.texts


def names_beneath(grid: Grid, column: int, last_row: int) -> Names:
    """What the texts of a column beneath a header name."""
    cells = (grid.value(row, column) for row in range(last_row + 1, len(grid.rows)))
    texts = [" ".join(cell.casefold().split()) for cell in cells if isinstance(cell, str) and cell.strip()]
    agencies = sum(map(names_agency, texts))
    named = sum(names_agency(text) or names_unit(text) for text in texts)
    once = len({*texts}) == len(texts) >= FEWEST_ROWS
    return Names(
        len(texts),
        agencies,
        once and named * NEARLY_ALL >= len(texts) * (NEARLY_ALL - 1) and agencies * 2 > len(texts),
    )


def identities(grid: Grid, last_row: int, hints: Mapping[int, str] | None = None) -> Identities:
    """What the columns beneath a header prove; ``hints`` are columns whose words are known, by their role.

    A remainder and what was spent may be exchanged (b = r + rest), so without a percentage one of them must be known.
    """
    rows = range(last_row + 1, len(grid.rows))
    figures = {
        column: told
        for column in range(grid.width)
        if len(told := _figures(grid, column, rows)) >= FEWEST_ROWS
    }
    total = _total_row(figures)
    amounts = [column for column in figures if _is_amount(figures[column], total)]
    found = [*_percentages(figures, amounts)] or [*_remainders(figures, amounts, hints or {})]
    read = {(one.budget, one.spent) for one in found}
    return Identities(figures, total, found[0] if len(read) == 1 else None)


def _figures(grid: Grid, column: int, rows: Sequence[int]) -> dict[int, Fraction]:
    """The figures of a column by row, in the style that its own texts prove; without those that only count."""
    cells = {row: grid.value(row, column) for row in rows if is_figure(grid.value(row, column))}
    proofs = {money.style_evidence(cell) for cell in cells.values() if isinstance(cell, str)} - {None}
    style = next(iter(proofs), None) or NumberStyle.INDONESIAN
    told = {row: value for row, cell in cells.items() if (value := _number(cell, style)) is not None}
    if len(told) < len(cells) or len(proofs) > 1 or [*told.values()] == [*range(1, len(told) + 1)]:
        return {}
    return told


def _number(cell: CellValue, style: NumberStyle) -> Fraction | None:
    if isinstance(cell, int | float):
        return Fraction(repr(cell)) if math.isfinite(cell) else None
    try:
        return Fraction(money.parse_decimal(str(cell).replace("%", "").strip(), style))
    except AmountError:
        return None


def _is_total(told: Mapping[int, Fraction], row: int) -> bool:
    return row in told and told[row] != 0 and 2 * told[row] == sum(told.values())


def _total_row(figures: Figures) -> int | None:
    """The first or last row of figures that the others add up to in at least two columns."""
    rows = sorted({row for told in figures.values() for row in told})
    for row in (rows[-1:], rows[:1]):
        if row and sum(_is_total(told, row[0]) for told in figures.values()) > 1:
            return row[0]
    return None


def _is_amount(told: Mapping[int, Fraction], total: int | None) -> bool:
    """Whether figures are amounts: they add up, or, without a total, no percentage is as large."""
    if total is not None and total in told:
        return _is_total(told, total)
    return max(map(abs, told.values())) >= SMALLEST_AMOUNT


def _percentages(figures: Figures, amounts: Sequence[int]) -> Iterator[Shares]:
    shares = [column for column in figures if column not in amounts and _may_be_shares(figures[column])]
    for budget, spent in permutations(amounts, 2):
        for share in shares:
            rows = [row for row in figures[share] if figures[budget].get(row) and row in figures[spent]]
            if len(rows) >= FEWEST_ROWS and _are_shares(
                [(figures[share][row], figures[spent][row] / figures[budget][row]) for row in rows]
            ):
                yield Shares(budget, spent, share, len(rows), percent=True)


def _may_be_shares(told: Mapping[int, Fraction]) -> bool:
    return len({*told.values()}) > 1 and max(map(abs, told.values())) <= LARGEST_PERCENT


def _are_shares(pairs: Sequence[tuple[Fraction, Fraction]]) -> bool:
    """Whether printed shares are the computed ones, of a hundred or of one, rounded or cut behind their last digit."""
    digit = Fraction(1, 10 ** max(_decimals(stated) for stated, _ in pairs))
    return any(all(abs(stated - scale * share) <= digit for stated, share in pairs) for scale in (100, 1))


def _decimals(number: Fraction) -> int:
    """How many decimals a number is written with, six at most."""
    return next(
        (places for places in range(MOST_DECIMALS) if (number * 10**places).denominator == 1), MOST_DECIMALS
    )


def _remainders(figures: Figures, amounts: Sequence[int], hints: Mapping[int, str]) -> Iterator[Shares]:
    for budget, spent, rest in permutations(amounts, 3):
        if "realization" not in (hints.get(spent), hints.get(rest)) and hints.get(rest) != "remainder":
            continue
        rows = [row for row in figures[budget] if row in figures[spent] and row in figures[rest]]
        if hints.get(rest) == "realization" or len(rows) < FEWEST_ROWS:
            continue
        if all(figures[budget][row] == figures[spent][row] + figures[rest][row] for row in rows):
            yield Shares(budget, spent, rest, len(rows), percent=False)
