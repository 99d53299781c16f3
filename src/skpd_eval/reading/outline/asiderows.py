"""Rows that are no data in any table: judged and blanked once, before any reader of a shape sees them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank, is_figure, is_unreported
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.layout.layout import AMOUNT_ROLES, PERCENT_ROLES
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.rowkinds import is_number_row

FEWEST_CELLS = 2
"""One cell alone may be the name of a row."""
_NIP = re.compile(r"\W*(?:NI[PK]\W*)?(?:19|20)\d{6}\s*(?:19|20)\d{4}(?:\s*\d){3,4}\W*", re.IGNORECASE)
_UNITS = r"idr|rupiah|ribu(?:an)?|juta|mil[iy]ar|tril[iy]un"
_WORD = re.compile(rf"\b(?!(?:{_UNITS})\b)[^\W\d_]{{3,}}", re.IGNORECASE)
_MONEY = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{5,}")


def blank_aside(header: Header, collector: Collector) -> tuple[Grid, int]:
    """The grid without each row that is no data, whatever the table; and how many there were."""
    grid = collector.grid
    judge = _Judge(header, grid)
    judge.tell_gaps(collector)
    gone = set(judge.rows())
    rows: list[list[CellValue]] = [
        [None] * len(cells) if row in gone else cells for row, cells in enumerate(grid.rows)
    ]
    return (dataclasses.replace(grid, rows=rows) if gone else grid), len(gone)


@dataclass(slots=True)
class _Judge:
    header: Header
    grid: Grid
    measured: list[int] = field(init=False)
    """Columns of amounts and percentages."""
    last: int = field(init=False)
    """The last row that holds a figure in one of them."""
    gone: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        columns = (*self.header.columns, *self.header.rivals)
        self.measured = [c.index for c in columns if c.measure in AMOUNT_ROLES + PERCENT_ROLES]
        figured = (row for row in reversed(self._beneath()) if any(map(_counts, self._amounts(row))))
        self.last = next(figured, self.header.last_row)

    def rows(self) -> Iterator[int]:
        for row in self._beneath():
            if self._printed_again(row) or self._words_only(row):
                self.gone.add(row)
                yield row

    def tell_gaps(self, collector: Collector) -> None:
        """Say each row whose figures are all formulas without a value: it looks as if it had none."""
        by_hand = self.header.layout.shape == "tree" and self.header.layout.reconcile == "level"
        for row in self._beneath():
            gaps = [column for column in self.measured if (row, column) in self.grid.formula_gaps]
            if gaps and not self._amounts(row) and not all(map(is_blank, self.grid.rows[row])):
                (collector.warn if by_hand else collector.error)("formula-without-value", row, gaps[0])

    def _beneath(self) -> range:
        return range(self.header.last_row + 1, len(self.grid.rows))

    def _amounts(self, row: int) -> list[CellValue]:
        return [value for column in self.measured if not is_blank(value := self.grid.value(row, column))]

    def _printed_again(self, row: int) -> bool:
        """The header, as at the top of each page, and what belongs to it beneath."""
        beneath = row - 1 in self.gone and (is_number_row(self.grid.rows[row]) or self._repeats(row, 1))
        return beneath or self._repeats(row, FEWEST_CELLS) or self._heads_codes(row)

    def _repeats(self, row: int, fewest: int) -> bool:
        """Whether all cells of a row, and so many of them, stand so in one row of the header."""
        cells = {column: value for column, value in enumerate(self.grid.rows[row]) if not is_blank(value)}
        return len(cells) >= fewest and any(
            all(self.grid.value(above, column) == value for column, value in cells.items())
            for above in range(self.header.first_row, self.header.last_row + 1)
        )

    def _heads_codes(self, row: int) -> bool:
        """Whether the heading of the codes stands where a code should."""
        if not self.header.code_columns:
            return False
        first = self.header.code_columns[0]
        value = self.grid.value(row, first)
        heads = [self.grid.value(above, first) for above in range(self.header.first_row, self.header.last_row + 1)]
        return isinstance(value, str) and not is_blank(value) and value in heads

    def _words_only(self, row: int) -> bool:
        """Place and date of a signature, an office, a name, a note where figures should stand.

        Beside the name of a row only beneath all figures: there it is a foot, elsewhere a row that says nothing.
        """
        cells = self._amounts(row)
        if not cells or row == self.header.last_row + 1 or not all(map(_is_prose, cells)):
            return False
        named = [str(value) for value in self.grid.rows[row][: min(self.measured)] if not is_blank(value)]
        foot = row > self.last and not any(map(is_figure, named)) and not any(map(names_agency, named))
        return foot or not named


def _counts(value: CellValue) -> bool:
    return is_figure(value) and not _NIP.fullmatch(_text(value))


def _text(value: CellValue) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def _is_prose(value: CellValue) -> bool:
    if isinstance(value, dt.date):
        return True
    text = _text(value)
    if _NIP.fullmatch(text):
        return True
    said = isinstance(value, str) and not text.startswith("#") and not is_unreported(text)
    return said and _WORD.search(text) is not None and not _MONEY.search(text)
