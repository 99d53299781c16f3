"""A sheet's XML read by regular expressions: whether its cells stand where they say, and what calamine hides.

calamine gives values; it does not tell error values from blanks, nor formulas without a stored value, nor
hidden rows, nor percent formats, and it accepts a row of cells with doubtful addresses. The scan tiles the
whole of ``sheetData``: a row or cell that it does not understand refuses the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from skpd_eval.errors import FileRefusedError
from skpd_eval.reading.cells.grid import MAX_COLUMNS, MAX_ROWS, CellValue, column_index, column_letter
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.xml.markup import Part
from skpd_eval.reading.container.xml.sheet_facts import SheetFacts

_ATTRIBUTE = rb"""(?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"]*"|'[^']*'))"""
_ATTRIBUTES = re.compile(rb"""([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_NUMBER = re.compile(rb"[+-]?(?:0|[1-9][0-9]*)?(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_PLAIN = re.compile(rb"(?:@)?(?: (?:@)?)*".replace(b"@", rb"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,20})?"))
"""Numbers of a row as nearly all are, blanks among them; anything else is looked at by itself."""
_RANGE = re.compile(rb"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?")
_TYPES = frozenset((b"", b"n", b"s", b"str", b"inlineStr", b"b", b"e", b"d"))
_CELL_ATTRIBUTES = frozenset((b"r", b"s", b"t", b"cm", b"vm", b"ph"))
_TRUE = frozenset((b"1", b"true", b"on"))

Cell = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""Letters, digits, other attributes, formula, stored value, inline string."""


@dataclass(slots=True)
class _Plan:
    """What rows of cells alike in columns, types and styles share; all but columns and kinds are places."""

    columns: list[int] = field(default_factory=list)
    kinds: list[bytes] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    strings: list[int] = field(default_factory=list)
    percent: list[int] = field(default_factory=list)
    special: list[int] = field(default_factory=list)
    """Places of truth values, errors and ISO dates."""
    filled: int = -1


def scan_sheet(
    part: Part, sheet: str, file: str, strings: int, percent_styles: frozenset[int], limits: Limits
) -> SheetFacts:
    """Facts of the sheet called ``sheet`` of a workbook with ``strings`` shared strings.

    Raises ``FileRefusedError``: ``damaged`` with the cell or row, or ``too-large``.
    """
    return _Scan(part, sheet, file, strings, percent_styles, limits).run()


class _Scan:
    def __init__(
        self,
        part: Part,
        sheet: str,
        file: str,
        strings: int,
        percent_styles: frozenset[int],
        limits: Limits,
    ) -> None:
        self.part, self.sheet, self.file, self.strings = part, sheet, file, strings
        self.percent_styles, self.limits = percent_styles, limits
        self.merges: list[tuple[int, int, int, int]] = []
        self.facts = SheetFacts(merges=self.merges)
        self.columns: dict[bytes, int] = {}
        self.plans: dict[tuple[object, object], _Plan] = {}
        self.styles: dict[bytes, tuple[bytes, bool]] = {}
        tag = re.escape(part.prefix)
        self.opening = re.compile(rb"\s*<" + tag + rb"row(" + _ATTRIBUTE + rb"*)\s*(/?)>")
        self.closing = b"</" + part.prefix + b"row>"
        self.cell_mark = b"<" + part.prefix + b"c"
        self.cell = re.compile(
            (
                rb'<@c(?: r="([A-Z]{1,3})([1-9][0-9]*)")?(ATTR*)\s*(?:/>|>\s*'
                rb"(<@f(?:ATTR*)\s*(?:/>|>[^<]*</@f\s*>))?\s*"
                rb"(?:<@v(?:ATTR*)\s*(?:/>|>([^<]*)</@v\s*>))?\s*"
                rb"(<@is(?:ATTR*)\s*(?:/>|>.*?</@is\s*>))?\s*"
                rb"(?:<@extLst\b.*?</@extLst\s*>)?\s*</@c\s*>)"
            )
            .replace(b"@", tag)
            .replace(b"ATTR", _ATTRIBUTE),
            re.DOTALL,
        )

    def damaged(self, place: str) -> FileRefusedError:
        return FileRefusedError("damaged", self.file, part=f"{self.sheet}!{place}"[:300])

    def run(self) -> SheetFacts:
        content, prefix = self.part.content, self.part.prefix
        pattern = rb"<" + prefix + rb"sheetData\b[^>]*?(?:/>|>(.*)</" + prefix + rb"sheetData\s*>)"
        found = re.search(pattern, content, re.DOTALL)
        if found is None or content.count(b"<" + prefix + b"sheetData") != 1:
            raise self.damaged("sheetData")
        if found[1] is not None:
            self._rows(content, *found.span(1))
        self._columns(content[: found.start()])
        self._merges(content[found.end() :])
        self.facts.check_area(self.file, self.limits)
        return self.facts

    def _rows(self, content: bytes, place: int, end: int) -> None:
        row = -1
        while (opening := self.opening.match(content, place, end)) is not None:
            row = self._row_number(dict_of(opening[1]), row)
            place = opening.end()
            if not opening[2]:
                closing = content.find(self.closing, place, end)
                if closing < 0:
                    raise self.damaged(f"row {row + 1}")
                self._cells(content[place:closing], row)
                place = closing + len(self.closing)
        if content[place:end].strip():
            raise self.damaged(f"row {row + 2}")

    def _row_number(self, attributes: dict[bytes, bytes], previous: int) -> int:
        given = attributes.get(b"r")
        if given is not None and not re.fullmatch(rb"[1-9][0-9]{0,6}", given):
            raise self.damaged(f"row {previous + 2}")
        row = previous + 1 if given is None else int(given) - 1
        if row <= previous or row >= MAX_ROWS:
            raise self.damaged(f"row {row + 1}")
        if attributes.get(b"hidden") in _TRUE:
            self.facts.hidden_rows.add(row)
        return row

    def _cells(self, chunk: bytes, row: int) -> None:
        """Check the cells of a row: at once where they are plain, else one by one to find the faulty one."""
        cells: list[Cell] = self.cell.findall(chunk)
        if len(cells) != chunk.count(self.cell_mark):
            raise self.damaged(f"row {row + 1}")
        if not cells:
            return
        digits = b"%d" % (row + 1)
        letters, given, rests, formulas, values, inlines = zip(*cells, strict=True)
        plan = self.plans.get((letters, rests))
        if plan is None or given.count(digits) != len(given) or not self._are_plain(plan, values):
            plan = self.plans[letters, rests] = self._each(cells, digits, row)
        self.facts.numbers += sum(1 for place in plan.numbers if values[place])
        for place in plan.special:
            if values[place]:
                self.facts.numbers += plan.kinds[place] != b"e"
                self._stored(row, plan.columns[place], plan.kinds[place], values[place])
        for place in plan.percent:
            if values[place]:
                self.facts.percent_cells.add((row, plan.columns[place]))
        for place, column in enumerate(plan.columns):
            if values[place] or inlines[place]:
                plan.filled = column
            elif formulas[place] and plan.kinds[place] != b"str":
                self.facts.formula_gaps.add((row, column))
                plan.filled = column
        if plan.filled >= 0:
            self.facts.place(row, plan.filled)
            plan.filled = -1

    def _are_plain(self, plan: _Plan, values: Sequence[bytes]) -> bool:
        """Whether all numbers of a row are short decimals and all strings exist."""
        if _PLAIN.fullmatch(b" ".join([values[place] for place in plan.numbers])) is None:
            return False
        indexes = [values[place] for place in plan.strings if values[place]]
        return not indexes or (b"".join(indexes).isdigit() and max(map(int, indexes)) < self.strings)

    def _each(self, cells: Sequence[Cell], digits: bytes, row: int) -> _Plan:
        """The plan of a row whose cells were checked one by one."""
        plan = _Plan()
        column = -1
        for place, cell in enumerate(cells):
            column = self._column(cell, digits, column)
            kind, percent = self._style(cell[2], cell[0])
            if cell[4]:
                self._stored(row, column, kind, cell[4])
            plan.columns.append(column)
            plan.kinds.append(kind)
            if kind in (b"", b"n"):
                plan.numbers.append(place)
                if percent:
                    plan.percent.append(place)
            elif kind == b"s":
                plan.strings.append(place)
            elif kind in (b"b", b"e", b"d"):
                plan.special.append(place)
        return plan

    def _column(self, cell: Cell, digits: bytes, previous: int) -> int:
        letters = cell[0]
        if not letters:
            return previous + 1
        column = self.columns.get(letters)
        if column is None:
            column = self.columns[letters] = column_index(letters.decode())
        if column <= previous or column >= MAX_COLUMNS or cell[1] != digits:
            raise self.damaged((letters + cell[1]).decode())
        return column

    def _style(self, rest: bytes, letters: bytes) -> tuple[bytes, bool]:
        known = self.styles.get(rest)
        if known is None:
            attributes = dict_of(rest)
            kind, style = attributes.get(b"t", b""), attributes.get(b"s", b"0")
            names = {name for name in attributes if b":" not in name}
            # An address that the pattern did not take stands among the other attributes: not a cell's name.
            if kind not in _TYPES or not style.isdigit() or b"r" in names or names - _CELL_ATTRIBUTES:
                raise self.damaged(f"column {letters.decode() or '?'}")
            known = self.styles[rest] = (kind, int(style) in self.percent_styles)
        return known

    def _stored(self, row: int, column: int, kind: bytes, value: bytes) -> None:
        sound = True
        if kind in (b"", b"n"):
            sound = bool(_NUMBER.fullmatch(value)) and value[-1:].isdigit() and is_finite(value)
        elif kind == b"s":
            sound = value.isdigit() and int(value) < self.strings
        elif kind == b"b":
            sound = value in (b"0", b"1")
        elif kind == b"e":
            self.facts.overlay[row, column] = value.decode("utf-8")
        elif kind == b"d":
            self.facts.overlay[row, column] = self._date(value)
            sound = self.facts.overlay[row, column] is not None
        if not sound:
            raise self.damaged(f"{column_letter(column)}{row + 1}")

    def _date(self, value: bytes) -> CellValue:
        try:
            moment = dt.datetime.fromisoformat(value.decode("ascii"))
        except ValueError:
            return None
        return moment.date() if moment.time() == dt.time() else moment

    def _columns(self, before: bytes) -> None:
        for attributes in re.findall(rb"<" + self.part.prefix + rb"col(\s[^>]*)>", before):
            column = dict_of(attributes)
            if column.get(b"hidden") in _TRUE:
                first, last = column.get(b"min", b""), column.get(b"max", b"")
                if not (first.isdigit() and last.isdigit()):
                    raise self.damaged("cols")
                self.facts.hidden_columns.update(range(int(first) - 1, min(int(last), MAX_COLUMNS)))

    def _merges(self, after: bytes) -> None:
        for attributes in re.findall(rb"<" + self.part.prefix + rb"mergeCell(\s[^>]*)>", after):
            match = _RANGE.fullmatch(dict_of(attributes).get(b"ref", b""))
            if match is None:
                raise self.damaged("mergeCells")
            if match[3] is not None:
                top, bottom = int(match[2]) - 1, int(match[4]) - 1
                left, right = column_index(match[1].decode()), column_index(match[3].decode())
                self.merges.append((top, left, bottom, right))


def dict_of(attributes: bytes) -> dict[bytes, bytes]:
    """Attributes of a tag by name, values as they stand in the XML."""
    return {name: double or single for name, double, single in _ATTRIBUTES.findall(attributes)}


def is_finite(value: bytes) -> bool:
    """Whether a well-formed number fits a float; a million digits or ``1e999`` do not."""
    return len(value) < 400 and abs(float(value)) < float("inf")
