"""A sheet of a binary workbook (MS-XLSB 2.1.7.62), record by record: its facts, and a plain copy of its cells.

calamine passes over errors that formulas give and over formatted texts, and takes dates kept as short numbers
for numbers. In the copy each cell is one of the few records that it reads as they are meant.
"""

from __future__ import annotations

import math
import struct

from skpd_eval.errors import FileRefusedError
from skpd_eval.reading.cells.grid import MAX_COLUMNS, MAX_ROWS, column_letter
from skpd_eval.reading.container.binary.biff12 import Records, record, wide
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.xml.sheet_facts import ERRORS, SheetFacts

_ROW, _RK, _ERROR, _BOOL, _REAL, _STRING, _SHARED = 0, 2, 3, 4, 5, 6, 7
_FORMULA_STRING, _FORMULA_NUMBER, _FORMULA_BOOL, _FORMULA_ERROR = 8, 9, 10, 11
_RICH = 62
_COLUMN, _MERGE = 60, 176
_BEGIN_DATA, _END_DATA, _END_SHEET, _BEGIN_SHEET, _DIMENSIONS = 145, 146, 130, 129, 148
_SHORT_CELLS = frozenset(range(13, 19))
"""Cells without a column of their own; no office is known to write them."""
_CELLS = frozenset((*range(_RK, _FORMULA_ERROR + 1), _RICH))
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01


def scan_sheet(
    records: Records, sheet: str, strings: int, percent: tuple[bool, ...], limits: Limits
) -> tuple[SheetFacts, bytes]:
    """Facts and plain copy of the sheet of a workbook with ``strings`` texts and ``percent`` styles.

    Raises ``FileRefusedError``: ``damaged`` with the cell or the part, or ``too-large``.
    """
    return _Scan(records, sheet, strings, percent, limits).run()


class _Scan:
    def __init__(
        self, records: Records, sheet: str, strings: int, percent: tuple[bool, ...], limits: Limits
    ) -> None:
        self.records, self.sheet, self.strings = records, sheet, strings
        self.percent, self.limits = percent, limits
        self.merges: list[tuple[int, int, int, int]] = []
        self.facts = SheetFacts(merges=self.merges)
        self.row = self.column = -1
        self.cells: list[bytes] = []
        self.stage = 0
        """0 before, 1 within and 2 behind the cells."""

    def run(self) -> tuple[SheetFacts, bytes]:
        last = first = None
        try:
            for kind, body in self.records:
                first = kind if first is None else first
                last = kind
                self._record(kind, body)
        except (struct.error, IndexError):
            raise self._damaged() from None
        if (first, last, self.stage) != (_BEGIN_SHEET, _END_SHEET, 2):
            raise self.records.damaged()
        self.facts.check_area(self.records.file, self.limits)
        used = struct.pack("<IIII", 0, max(self.facts.last_row, 0), 0, max(self.facts.last_column, 0))
        plain = record(_DIMENSIONS, used) + record(_BEGIN_DATA) + b"".join(self.cells) + record(_END_DATA)
        return self.facts, plain

    def _damaged(self, column: int | None = None) -> FileRefusedError:
        place = f"row {self.row + 1}" if column is None else f"{column_letter(column)}{self.row + 1}"
        return self.records.damaged(f"{self.sheet}!{place}")

    def _record(self, kind: int, body: bytes) -> None:
        if kind in (_BEGIN_DATA, _END_DATA):
            if self.stage != (kind == _END_DATA):
                raise self.records.damaged()
            self.stage += 1
        elif self.stage == 1:
            if kind == _ROW:
                self._start_row(body)
            elif kind in _CELLS:
                self._cell(kind, body)
            elif kind in _SHORT_CELLS:
                raise self._damaged()
        elif kind == _COLUMN and self.stage == 0:
            first, last, options = struct.unpack_from("<II8xH", body)
            if options & _HIDDEN_COLUMN:
                self.facts.hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)))
        elif kind == _MERGE and self.stage == 2:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            if not (top <= bottom < MAX_ROWS and left <= right < MAX_COLUMNS):
                raise self.records.damaged(f"{self.sheet}!merges")
            self.merges.append((top, left, bottom, right))

    def _start_row(self, body: bytes) -> None:
        row, options = struct.unpack_from("<I7xB", body)
        if not self.row < row < MAX_ROWS:
            raise self._damaged()
        self.row, self.column = row, -1
        if options & _HIDDEN_ROW:
            self.facts.hidden_rows.add(row)
        self.cells.append(record(_ROW, body))

    def _cell(self, kind: int, body: bytes) -> None:
        column, style = struct.unpack_from("<II", body)
        style &= 0xFFFFFF
        if not self.column < column < MAX_COLUMNS or self.row < 0:
            raise self._damaged()
        if self.percent and style >= len(self.percent):
            raise self._damaged(column)
        self.column = column
        if kind in (_ERROR, _FORMULA_ERROR):
            self.facts.overlay[self.row, column] = ERRORS.get(body[8], "#N/A")
        else:
            self.cells.append(self._plain(kind, body, column))
            numeric = kind not in (_STRING, _FORMULA_STRING, _RICH, _SHARED)
            self.facts.numbers += numeric
            if numeric and self.percent and self.percent[style]:
                self.facts.percent_cells.add((self.row, column))
        self.facts.place(self.row, column)

    def _plain(self, kind: int, body: bytes, column: int) -> bytes:
        """A cell as a number, truth value, text or shared text, whatever else it is in the file."""
        head = body[:8]
        if kind in (_RK, _REAL, _FORMULA_NUMBER):
            number = _short_number(body) if kind == _RK else struct.unpack_from("<d", body, 8)[0]
            if not math.isfinite(number):
                raise self._damaged(column)
            return record(_REAL, head + struct.pack("<d", number))
        if kind in (_BOOL, _FORMULA_BOOL):
            if body[8] > 1:
                raise self._damaged(column)
            return record(_BOOL, head + body[8:9])
        if kind == _SHARED:
            if struct.unpack_from("<I", body, 8)[0] >= self.strings:
                raise self._damaged(column)
            return record(_SHARED, body[:12])
        return record(_STRING, head + wide(self.records.text(body, 9 if kind == _RICH else 8)[0]))


def _short_number(body: bytes) -> float:
    """A number of 30 bits (2.5.122): an integer, or the high bits of a double, in hundredths or whole."""
    bits = struct.unpack_from("<I", body, 8)[0]
    if bits & 2:
        number = float(struct.unpack_from("<i", body, 8)[0] >> 2)
    else:
        number = struct.unpack("<d", struct.pack("<II", 0, bits & 0xFFFFFFFC))[0]
    return number / 100 if bits & 1 else number
