"""Excel 5 to 2003 workbooks (MS-XLS): what calamine does not tell, from the records of the sheets.

calamine gives error cells as blanks and knows no hidden rows or percent formats; the records do. It is given the
workbook's stream in a file of its own: chains of other streams that overlap are no matter.
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import Finding
from skpd_eval.reading.cells.grid import ContainerKind, Workbook, column_letter
from skpd_eval.reading.container.binary.ole2 import CompoundFile, compound_of
from skpd_eval.reading.container.calamine import grids_of
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.xml.sheet_facts import ERRORS, SheetFacts, is_percent_format

_BOF, _EOF, _BOUNDSHEET, _FILEPASS = 0x809, 0x0A, 0x85, 0x2F
_FORMAT, _FORMAT_BIFF4, _XF = 0x41E, 0x1E, 0xE0
_ROW, _COLINFO, _DIMENSIONS, _SST = 0x208, 0x7D, 0x200, 0xFC
_FORMULA, _NUMBER, _RK, _MULRK, _BOOLERR = 0x06, 0x203, 0x27E, 0xBD, 0x205
_TEXTS = frozenset((0xFD, 0x204, 0xD6))
_BIFF8 = 0x0600
_MAX_ROWS, _MAX_COLUMNS = 65_536, 256
_WORKSHEET = 0


def open_biff(content: bytes, file: str, limits: Limits) -> Workbook:
    """Grids of a workbook.

    Raises ``FileRefusedError``: ``damaged``, ``password``, ``too-large`` or ``no-rows``.
    """
    compound = CompoundFile(content, file)
    name = next((name for name in ("Workbook", "Book") if name in compound.names), None)
    if name is None:
        raise FileRefusedError("damaged", file, part="ole2")
    stream = compound.stream(name)
    try:
        facts = _Scan(stream, file, limits).run()
    except (struct.error, IndexError):
        raise FileRefusedError("damaged", file, part=name) from None
    findings: list[Finding] = []
    grids = grids_of(io.BytesIO(compound_of(name, stream)), file, findings, facts)
    return Workbook(ContainerKind.XLS, grids, tuple(findings))


class _Scan:
    def __init__(self, stream: bytes, file: str, limits: Limits) -> None:
        self.stream, self.file, self.limits = stream, file, limits
        self.formats: dict[int, str] = {}
        self.styles: list[int] = []
        self.percent: list[bool] = []

    def damaged(self, place: str) -> FileRefusedError:
        return FileRefusedError("damaged", self.file, part=place)

    def records(self, place: int) -> Iterator[tuple[int, int, int]]:
        """Kind, start and length of each record from ``place`` to the end of its substream."""
        depth = 0
        while True:
            kind, length = struct.unpack_from("<HH", self.stream, place)
            start = place + 4
            place = start + length
            depth += (kind == _BOF) - (kind == _EOF)
            if kind == _EOF and depth == 0:
                return
            if place > len(self.stream) or depth < 1:
                raise self.damaged(f"byte {start}")
            if depth == 1:
                yield kind, start, length

    def run(self) -> list[SheetFacts]:
        version = struct.unpack_from("<HHH", self.stream, 0)
        if version[0] != _BOF:
            raise self.damaged("byte 0")
        sheets: list[int] = []
        for kind, start, length in self.records(0):
            if kind == _FILEPASS:
                raise FileRefusedError("password", self.file)
            if kind == _BOUNDSHEET:
                place, _, sheet_type = struct.unpack_from("<IBB", self.stream, start)
                if sheet_type == _WORKSHEET:
                    sheets.append(place)
            elif kind == _XF:
                self.styles.append(struct.unpack_from("<H", self.stream, start + 2)[0])
            elif kind == _SST and struct.unpack_from("<I", self.stream, start + 4)[0] > len(self.stream):
                raise self.damaged("strings")
            elif kind in (_FORMAT, _FORMAT_BIFF4):
                self._format(start, length, version[2])
        self.percent = [is_percent_format(style, self.formats.get(style, "")) for style in self.styles]
        if len(sheets) > self.limits.sheets:
            raise FileRefusedError("too-large", self.file, limit="sheets", allowed=self.limits.sheets)
        return [self._sheet(place) for place in sheets]

    def _format(self, start: int, length: int, version: int) -> None:
        number = struct.unpack_from("<H", self.stream, start)[0]
        if version < _BIFF8:
            text = self.stream[start + 3 : start + length].decode("latin-1")
        else:
            wide = self.stream[start + 4] & 1
            text = self.stream[start + 5 : start + length].decode(
                "utf-16-le" if wide else "latin-1", "replace"
            )
        self.formats[number] = text

    def _sheet(self, place: int) -> SheetFacts:
        facts = SheetFacts()
        for kind, start, length in self.records(place):
            if kind == _ROW:
                row, options = struct.unpack_from("<H10xH", self.stream, start)
                if options & 0x20:
                    facts.hidden_rows.add(row)
            elif kind == _COLINFO:
                first, last, options = struct.unpack_from("<HH4xH", self.stream, start)
                if options & 1:
                    facts.hidden_columns.update(range(first, min(last + 1, _MAX_COLUMNS)))
            elif kind == _DIMENSIONS:
                self._check_dimensions(start, length)
            elif kind == _MULRK:
                self._many(facts, start, length)
            elif kind in (_NUMBER, _RK, _FORMULA, _BOOLERR) or kind in _TEXTS:
                self._cell(facts, kind, start)
        facts.check_area(self.file, self.limits)
        return facts

    def _check_dimensions(self, start: int, length: int) -> None:
        """Refuse a claim beyond the format: calamine reserves memory for it."""
        layout = "<IIHH" if length >= 14 else "<HHHH"
        first_row, end_row, first_column, end_column = struct.unpack_from(layout, self.stream, start)
        sound = end_row <= _MAX_ROWS and end_column <= _MAX_COLUMNS
        if not sound or first_row > end_row or first_column > end_column:
            raise self.damaged("dimensions")

    def _many(self, facts: SheetFacts, start: int, length: int) -> None:
        row, first = struct.unpack_from("<HH", self.stream, start)
        for offset in range((length - 6) // 6):
            style = struct.unpack_from("<H", self.stream, start + 4 + offset * 6)[0]
            self._place(facts, row, first + offset, style, number=True)

    def _cell(self, facts: SheetFacts, kind: int, start: int) -> None:
        row, column, style = struct.unpack_from("<HHH", self.stream, start)
        number = kind in (_NUMBER, _RK, _FORMULA)
        if kind == _NUMBER and not math.isfinite(struct.unpack_from("<d", self.stream, start + 6)[0]):
            raise self.damaged(f"{column_letter(column)}{row + 1}")
        error: int | None = None
        if kind == _BOOLERR and not self.stream[start + 7]:
            facts.numbers += 1
        elif kind == _BOOLERR:
            error = self.stream[start + 6]
        elif kind == _FORMULA and self.stream[start + 12 : start + 14] == b"\xff\xff":
            number = False
            error = self.stream[start + 8] if self.stream[start + 6] == 2 else None
            facts.numbers += self.stream[start + 6] == 1
        self._place(facts, row, column, style, number=number)
        if error is not None:
            facts.overlay[row, column] = ERRORS.get(error, "#N/A")

    def _place(self, facts: SheetFacts, row: int, column: int, style: int, *, number: bool) -> None:
        if column >= _MAX_COLUMNS or style >= len(self.percent):
            raise self.damaged(f"{column_letter(column)}{row + 1}")
        facts.place(row, column)
        facts.numbers += number
        if number and self.percent[style]:
            facts.percent_cells.add((row, column))
