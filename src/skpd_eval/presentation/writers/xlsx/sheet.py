"""A neutral table on a worksheet: real numbers with number formats, a frozen header, ready to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from textwrap import wrap
from typing import cast

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.formatting.rule import CellIsRule, DataBarRule, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.money import round_half_up
from skpd_eval.presentation.safe import cell_text
from skpd_eval.presentation.show import shown
from skpd_eval.presentation.table import Cell, Column, ColumnKind, Table, Value

_FONT = "Calibri"
_TITLE_SIZE, TEXT_SIZE = 14, 11
_INK = "1F3864"
RUPIAH_FORMAT = "#,##0;(#,##0)"
_FORMATS = {
    ColumnKind.RUPIAH: RUPIAH_FORMAT,
    ColumnKind.PERCENT: "0.00",
    ColumnKind.POINTS: '+0.00;"\N{MINUS SIGN}"0.00;0.00',
    ColumnKind.RANK: "0",
    ColumnKind.COUNT: "#,##0",
    ColumnKind.CHANGE: '"▲"0;"▼"0;"="',
    ColumnKind.CODE: "@",
}
_DATE_FORMATS = {"id": "[$-421]d mmmm yyyy", "en": "[$-809]d mmmm yyyy"}
_WIDTHS = {
    ColumnKind.RANK: 6,
    ColumnKind.CHANGE: 7,
    ColumnKind.PERCENT: 9,
    ColumnKind.POINTS: 9,
    ColumnKind.DATE: 18,
    ColumnKind.TIME: 28,
}
"""Widths in characters of columns whose content has a known length; a word of the heading is never broken."""
_WRAPPED = frozenset({ColumnKind.TEXT, ColumnKind.CODE, ColumnKind.TIME})
_WIDEST_TEXT = 48
_WIDEST = {"confirmation": 26}
"""Of columns whose texts may wrap early."""
_CODE_WIDTH = 24
_LINE_HEIGHT = 15
_SURE = 0.9
"""The part of a column's room that words fill in whatever typeface stands in."""
_FILLS = {"red": "F8CBAD", "yellow": "FFE699", "green": "C6E0B4", "blue": "BDD7EE"}
"""Fill of a cell by its tone: light enough for black words on it, on a printer without colours too."""
_HEADER_FILL = PatternFill("solid", start_color=_INK)
_RULE = Side("thin", color="8EA9DB")
_STRONG = Side("medium", color=_INK)
_BAR_COLOR = "9BC2E6"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands on its sheet: its header row, the first and last row of its body."""

    header: int
    first: int
    last: int
    end: int
    """The last row that anything of the table is on."""


def place(sheet: Worksheet, table: Table, language: str, *, row: int = 1, notes: bool = True) -> Placed:
    """Write a table from ``row`` on: title, subtitles, header, body, totals, paragraphs, footnotes."""
    plain = table.without_bars()
    row = _titles(sheet, plain, row)
    header = row
    for position, column in enumerate(plain.columns, start=1):
        _head(cast(SheetCell, sheet.cell(header, position)), column)
    sheet.row_dimensions[header].height = _head_lines(sheet, plain) * _LINE_HEIGHT + 3
    for cells in plain.rows:
        row += 1
        _row(sheet, row, plain, cells, language)
    last = row
    for cells in plain.total_rows:
        row += 1
        _row(sheet, row, plain, cells, language, total=True)
    placed = Placed(header, header + 1, last, row)
    _tone_rules(sheet, plain, placed)
    width = len(plain.columns)
    if notes and plain.paragraphs:
        row = _lines(sheet, plain.paragraphs, row + 2, width, opens=True)
    if notes and plain.footnotes:
        row = _lines(sheet, plain.footnotes, row + 2, width, opens=False)
    return Placed(placed.header, placed.first, placed.last, row)


def fit_columns(
    sheet: Worksheet, table: Table, language: str, *, hidden_from: int = 99, widest: int = _WIDEST_TEXT
) -> None:
    """Widths that fit; columns of a priority from ``hidden_from`` on are folded under an outline button."""
    plain = table.without_bars()
    for position, column in enumerate(plain.columns):
        dimension = sheet.column_dimensions[get_column_letter(position + 1)]
        dimension.width = _width(
            column, [row[position] for row in (*plain.rows, *plain.total_rows)], language, widest
        )
        folded = column.priority >= hidden_from
        dimension.outlineLevel = int(folded)
        dimension.hidden = folded


def _room(sheet: Worksheet, columns: int) -> float:
    """Characters that as many columns hold, folded ones aside."""
    dimensions = [sheet.column_dimensions[get_column_letter(position)] for position in range(1, columns + 1)]
    return float(sum(one.width for one in dimensions if not one.hidden))


def write(cell: SheetCell, value: Value, column: Column, language: str) -> None:
    """Put a value into a cell: numbers as numbers, dates as dates, the rest as text, never as a formula."""
    if value is None or value == "":
        return
    if column.kind is ColumnKind.DATE and isinstance(value, dt.date):
        cell.value = value
        cell.number_format = _DATE_FORMATS[language]
    elif isinstance(value, int | Fraction):
        cell.value = _number(value, column)
        cell.number_format = _FORMATS.get(column.kind, "General")
    else:
        put_text(cell, value if isinstance(value, str) else shown(value, column, language))
        cell.number_format = _FORMATS.get(column.kind, "General")


def put_text(cell: SheetCell, text: str) -> None:
    """Put a text into a cell as a string, whatever it begins with."""
    cell.value = cell_text(text)
    if cell.data_type != "s":
        cell.data_type = "s"
        cell.quotePrefix = True


def _number(value: int | Fraction, column: Column) -> int | Decimal:
    if isinstance(value, Fraction):
        return round_half_up(value, 4 if column.kind is ColumnKind.NUMBER else 2)
    if column.kind is ColumnKind.RUPIAH:
        return Decimal(value).scaleb(-2) if value % 100 else value // 100
    return value


def _titles(sheet: Worksheet, table: Table, row: int) -> int:
    for position, line in enumerate((table.title, *table.subtitles)):
        cell = cast(SheetCell, sheet.cell(row, 1))
        put_text(cell, line)
        main = position == 0
        cell.font = Font(name=_FONT, size=_TITLE_SIZE if main else TEXT_SIZE, bold=main, color=_INK)
        sheet.row_dimensions[row].height = 1.4 * _LINE_HEIGHT if main else _LINE_HEIGHT
        row += 1
    return row + 1 if table.subtitles else row


def head_of(column: Column) -> str:
    """What stands over a column on paper: ranks and changes of places take no room."""
    if column.kind is ColumnKind.CHANGE:
        return "±"
    return column.short if column.kind is ColumnKind.RANK and column.short else column.heading


def _head(cell: SheetCell, column: Column) -> None:
    put_text(cell, head_of(column))
    cell.font = Font(name=_FONT, bold=True, color="FFFFFF")
    cell.fill = _HEADER_FILL
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _head_lines(sheet: Worksheet, table: Table) -> int:
    """How many lines the longest heading takes in its column, at least two."""
    lines = 2
    for position, column in enumerate(table.columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(position)]
        if not dimension.hidden:
            lines = max(lines, len(wrap(head_of(column), max(int(dimension.width) - 1, 1))))
    return lines


def _row(
    sheet: Worksheet, row: int, table: Table, cells: Iterable[Cell], language: str, *, total: bool = False
) -> None:
    lines = 1
    for position, (cell, column) in enumerate(zip(cells, table.columns, strict=True), start=1):
        target = cast(SheetCell, sheet.cell(row, position))
        write(target, cell.value, column, language)
        target.alignment = _alignment(column)
        target.border = Border(top=_STRONG if total else None, bottom=_RULE)
        target.font = Font(name=_FONT, bold=total)
        room = max(sheet.column_dimensions[get_column_letter(position)].width - 2, 4)
        if column.kind in _WRAPPED:
            lines = max(lines, len(wrap(shown(cell.value, column, language), int(room * _SURE))))
    if lines > 1:
        sheet.row_dimensions[row].height = lines * _LINE_HEIGHT


def _alignment(column: Column) -> Alignment:
    if column.kind in {ColumnKind.RANK, ColumnKind.CHANGE}:
        return Alignment(horizontal="center", vertical="center")
    wraps = column.kind in _WRAPPED
    return Alignment(horizontal=column.align, vertical="center", indent=int(wraps), wrap_text=wraps)


def _tone_rules(sheet: Worksheet, table: Table, placed: Placed) -> None:
    """Colour behind each word that has a tone, a bar behind the absorption: both as rules of the sheet."""
    if placed.last < placed.first:
        return
    for position, column in enumerate(table.columns):
        letter = get_column_letter(position + 1)
        span = f"{letter}{placed.first}:{letter}{placed.last}"
        words = {str(row[position].value): row[position].tone for row in table.rows if row[position].tone}
        for word, tone in sorted(words.items()):
            if tone in _FILLS:
                quoted = '"' + word.replace('"', '""') + '"'
                fill = PatternFill(bgColor=_FILLS[tone])
                sheet.conditional_formatting.add(span, _word_rule(quoted, fill))
        if column.key == "absorption_pct":
            sheet.conditional_formatting.add(span, _bar_rule())


def _word_rule(quoted: str, fill: PatternFill) -> Rule:
    return cast(Rule, CellIsRule("equal", [quoted], fill=fill))  # type: ignore[no-untyped-call]


def _bar_rule() -> Rule:
    return cast(Rule, DataBarRule("num", 0, "num", 100, color=_BAR_COLOR))  # type: ignore[no-untyped-call]


def _lines(sheet: Worksheet, lines: Iterable[str], row: int, columns: int, *, opens: bool) -> int:
    """Lines of text across the whole table, wrapped and high enough; gives the last row used.

    A line that is not indented opens a paragraph: it stands bold, with air above it.
    """
    room = max(_room(sheet, columns), 40)
    for line in lines:
        cell = cast(SheetCell, sheet.cell(row, 1))
        words = line.lstrip()
        put_text(cell, words)
        opening = opens and words == line
        cell.alignment = Alignment(
            horizontal="left", vertical="bottom", wrap_text=True, indent=0 if words == line else 2
        )
        cell.font = Font(name=_FONT, size=TEXT_SIZE, bold=opening)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        height = (TEXT_SIZE + 4) * (1 + int(len(words) // room))
        sheet.row_dimensions[row].height = height + (8 if opening else 0)
        row += 1
    return row - 1


def _width(column: Column, cells: Sequence[Cell], language: str, widest: int) -> float:
    word = max(len(part) for part in head_of(column).split())
    if column.kind in _WIDTHS:
        return max(_WIDTHS[column.kind], word + 2)
    if column.kind is ColumnKind.CODE:
        return min(
            max([len(str(cell.value or "")) for cell in cells] + [len(column.heading)]) + 2, _CODE_WIDTH
        )
    longest = max([len(shown(cell.value, column, language)) for cell in cells], default=0)
    if column.kind is ColumnKind.RUPIAH:
        longest = max([len(f"{abs(cell.value) // 100:,}") for cell in cells if isinstance(cell.value, int)], default=0)
    if column.kind is not ColumnKind.TEXT:
        return max(longest, word) + 2
    return min(max(longest, word) + 2, max(min(_WIDEST.get(column.key, widest), widest), word + 2))
