"""What a scan of a sheet finds besides its values, whatever the format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from skpd_eval.errors import FileRefusedError
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.container.limits import Limits

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Error values of binary workbooks (MS-XLS 2.5.10)."""

STATES = ("visible", "hidden", "veryHidden")
"""States of a sheet (ISO/IEC 29500-1, 18.18.68); binary workbooks count them from zero."""
LONGEST_NAME = 255
"""Characters of a sheet's name; offices allow 31, and read longer ones."""

_BUILT_IN_PERCENT = frozenset((9, 10))
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(slots=True)
class SheetFacts:
    """Facts of one sheet; rows and columns from zero."""

    last_row: int = -1
    last_column: int = -1
    numbers: int = 0
    """Cells that hold a number, date, time or truth value: calamine must give as many."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] | None = None
    """Merged ranges; ``None`` where calamine is to be asked."""
    formula_gaps: set[tuple[int, int]] = field(default_factory=set)
    percent_cells: set[tuple[int, int]] = field(default_factory=set)
    overlay: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    """Cells whose value calamine does not give as it is: errors (``#REF!``) and ISO dates."""

    def place(self, row: int, column: int) -> None:
        """Note a filled cell."""
        if row > self.last_row:
            self.last_row = row
        if column > self.last_column:
            self.last_column = column

    def check_area(self, file: str, limits: Limits) -> None:
        """Refuse ``too-large`` a sheet whose filled cells span more than can be held."""
        if (self.last_row + 1) * (self.last_column + 1) > limits.area:
            raise FileRefusedError("too-large", file, limit="area", allowed=limits.area)


def is_percent_format(number: int, code: str) -> bool:
    """Whether a number format shows a percent sign; quoted and escaped signs are text."""
    return number in _BUILT_IN_PERCENT or "%" in _LITERALS.sub("", code)
