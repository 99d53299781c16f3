"""What a row is by its looks, judged alike for every table of rows: words propose, and its reader's sums decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.words.rowkinds import is_number_row, is_subtotal, is_total, names_government


class RowKind(StrEnum):
    """What a row seems to be."""

    BLANK = "blank"
    COLUMN_NUMBERS = "column-numbers"
    SILENT = "silent"
    """It states no figure: a heading, or one who has not reported."""
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    DATA = "data"


@dataclass(slots=True)
class RowJudge:
    """Judges the rows beneath a header (zero-based) in their order, up to the total."""

    grid: Grid
    amounts: Sequence[int]
    """Columns of amounts."""
    called: Callable[[int], Sequence[str]]
    """What a row is called."""
    name: Callable[[int], str]
    """The name of a row that nothing counts."""
    parts: frozenset[int] = frozenset()
    """Rows that are called a total and are the sums of parts."""
    begun: bool = False
    """Whether a row of data stands above."""
    total_row: int | None = None

    on_top: bool = False
    """Whether the total stands above the rows that it sums."""

    @property
    def closed(self) -> bool:
        """Whether the total was met, beneath the rows that it sums."""
        return self.total_row is not None and not self.on_top

    def kind(self, row: int) -> RowKind:
        """The first kind of :data:`ROWS` that a row is of, else data."""
        kind = next((kind for kind, is_of in ROWS if is_of(self, row)), RowKind.DATA)
        if kind is RowKind.TOTAL:
            self.total_row, self.on_top = row, not self.begun
        self.begun = self.begun or kind is RowKind.DATA
        return kind

    def blank(self, row: int) -> bool:
        """Nothing stands in it."""
        return all(map(is_blank, self.grid.rows[row]))

    def column_numbers(self, row: int) -> bool:
        """Numbers, letters or units of the columns, above all data."""
        return not self.begun and is_number_row(self.grid.rows[row])

    def silent(self, row: int) -> bool:
        """Nothing stands under the amounts."""
        return all(is_blank(self.grid.value(row, column)) for column in self.amounts)

    def total(self, row: int) -> bool:
        """The first row that is called a total."""
        return self.total_row is None and row not in self.parts and any(map(is_total, self.called(row)))

    def in_the_governments_name(self, row: int) -> bool:
        """Among the rows of its agencies, uncounted, such a row is their total."""
        return self.total_row is None and names_government(self.name(row))

    def subtotal(self, row: int) -> bool:
        """A row called a sum."""
        return any(map(is_subtotal, self.called(row)))


ROWS: tuple[tuple[RowKind, Callable[[RowJudge, int], bool]], ...] = (
    (RowKind.BLANK, RowJudge.blank),
    (RowKind.COLUMN_NUMBERS, RowJudge.column_numbers),
    (RowKind.SILENT, RowJudge.silent),
    (RowKind.TOTAL, RowJudge.total),
    (RowKind.TOTAL, RowJudge.in_the_governments_name),
    (RowKind.SUBTOTAL, RowJudge.subtotal),
)
