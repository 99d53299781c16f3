"""What stands beneath the total row of a recap: notes, a list of the lowest, a table once more, or rows left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.values import Values, is_blank, is_figure
from skpd_eval.reading.layout.accountnames import without_enumerator
from skpd_eval.reading.outline.recaprows import Recap
from skpd_eval.reading.proof.sums import meets
from skpd_eval.reading.shapes.rows.rowcells import RowCells
from skpd_eval.reading.words.groupnames import other_account
from skpd_eval.reading.words.rowkinds import is_aside, is_number_row, is_subtotal, is_total


@dataclass(slots=True)
class Beneath:
    """Accounts for each row with figures beneath the total; rows are zero-based, ``columns`` those of amounts."""

    recap: Recap
    cells: RowCells
    columns: Sequence[int]
    values: Values
    """Reads and says nothing."""

    def grand_total(self) -> int | None:
        """The row of a later total, where it is that of all: the first total and the rows beneath it come to it."""
        totals = [row for row in self.recap.beneath if any(map(is_total, self._called(row)))]
        if not totals or self.recap.total_row is None:
            return None
        between = [row for row in self._named() if row < totals[-1]]
        parts = [self._stated(row) for row in (self.recap.total_row, *between)]
        return totals[-1] if between and meets(parts, self._stated(totals[-1])) else None

    def check(self) -> None:
        """An error at each row that is neither stated above nor a part of what the total states once more."""
        collector = self.cells.collector
        stated = {
            codes.agency_name_key(row.agency.code or row.agency.name): self._raw(row.row) for row in self.recap.rows
        }
        loose = [row for row in self._named() if stated.get(codes.agency_name_key(self._name(row))) != self._raw(row)]
        again = len(self._named()) - len(loose)
        total = {} if self.recap.total_row is None else self._stated(self.recap.total_row)
        if meets(map(self._stated, loose), total):
            again, loose = again + len(loose), []
        for row in loose:
            collector.error("rows-after-total", row, self.cells.named_column())
        if again:
            collector.inform("rows-repeated-beneath", self._named()[0], None, count=again)

    def _named(self) -> list[int]:
        """Rows of figures with a name that is not that of a sum, an average or another account."""
        return [
            row
            for row in self.recap.beneath
            if any(is_figure(value) for value in self._raw(row))
            and not is_number_row(self.cells.grid.rows[row])
            and any(map(str.isalnum, self._name(row)))
            and not any(is_subtotal(text) or is_aside(text) or other_account(text) for text in self._called(row))
        ]

    def _called(self, row: int) -> list[str]:
        return self.cells.texts(row, min(self.columns))

    def _name(self, row: int) -> str:
        """What a row is of, code before name."""
        text = self.cells.text(row, "agency_code") or self.cells.text(row, "agency_name")
        return codes.split_code_and_name(without_enumerator(text))[1] or text

    def _raw(self, row: int) -> list[CellValue]:
        return [self.cells.grid.value(row, column) for column in self.columns]

    def _stated(self, row: int) -> dict[int, int | None]:
        blank = {column for column in self.columns if is_blank(self.cells.grid.value(row, column))}
        return {column: None if column in blank else self.values.amount(row, column) for column in self.columns}
