"""Why no sheet is an export: no report of budget and realization at all, or one that lacks a column."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.model import Finding
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid, Workbook, column_letter
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.columns.headings import Column, headings
from skpd_eval.reading.columns.headwords import AGENCY, BUDGET, FINANCIAL, PHYSICAL, PLANNED, SPENT
from skpd_eval.reading.columns.vocabulary import spelled
from skpd_eval.reading.file.sheets import Miss
from skpd_eval.reading.told.options import ReadOptions

HEADINGS_SEEN = 8
SEARCHED_HEAD = 40
FEWEST_PARTS = 2
"""Of the three parts of a report so many must be there for the third to be missing."""
_PARTS: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (("agency", "unit", "account", "activity", "code", "name", "government", "month_name"), AGENCY),
    (("budget",), BUDGET),
    (("realization", "plan", "physical", "month", "total_plan"), SPENT | PLANNED | PHYSICAL | FINANCIAL),
)
"""What a report states: whose or what, the budget, what was done or planned; beginnings of roles, and words."""


def not_understood(
    workbook: Workbook, misses: Sequence[Miss], options: ReadOptions, file: str
) -> tuple[Finding, ...]:
    """What was seen in place of an export, and what the nearest layout lacks."""
    if options.sheet is not None and all(grid.name != options.sheet for grid in workbook.grids):
        collector = Collector(file, workbook.grids[0])
        names = ", ".join(grid.name or "" for grid in workbook.grids[:HEADINGS_SEEN])
        collector.error("sheet-unknown", sheet=options.sheet, seen=names)
        return collector.result()
    near = [miss for miss in misses if sum(map(bool, _parts_of(miss.header))) >= FEWEST_PARTS]
    if near:
        return _lacking(max(near, key=lambda miss: (-len(miss.header.missing), len(miss.header.columns))), file)
    grid = max(workbook.grids, key=lambda sheet: len(sheet.rows), default=Grid(None, []))
    collector = Collector(file, grid)
    if not any(any(value is not None for value in row) for row in grid.rows):
        collector.error("no-rows")
    else:
        row = _likely_header(grid)
        collector.error("layout-unknown", row, None, seen=_seen(grid, row))
    return collector.result()


def _parts_of(header: Header) -> list[list[Column]]:
    """The columns found of each part of a report."""
    return [
        [column for column in header.columns if column.role.startswith(beginnings)]
        for beginnings, _ in _PARTS
    ]


def _lacking(miss: Miss, file: str) -> tuple[Finding, ...]:
    """What the layout lacks, and the column whose heading is not understood, where only one can be meant."""
    header, collector = miss.header, Collector(file, miss.grid)
    lacks = {
        "layout": header.layout.title,
        "missing": ", ".join(header.missing),
        "seen": _seen(miss.grid, header.last_row),
    }
    doubtful = _hesitated(header, miss.grid)
    if doubtful is None:
        collector.error("header-incomplete", header.last_row, None, **lacks)
    else:
        named = {"column": column_letter(doubtful.index), "heading": doubtful.heading.text[:80]}
        collector.error("column-not-understood", header.last_row, doubtful.index, **lacks, **named)
    return collector.result()


def _hesitated(header: Header, grid: Grid) -> Column | None:
    """The one column that may be what is missing: by a word of its heading, else by what stands beneath."""
    lacked = [place for place, found in enumerate(_parts_of(header)) if not found]
    if len(lacked) != 1:
        return None
    words = _PARTS[lacked[0]][1]
    of_kind = [one for one in header.unknown if _holds_figures(one, header, grid) is (lacked[0] > 0)]
    worded = [one for one in of_kind if words & {*spelled(one.heading.text).split()}]
    told = worded or of_kind
    return told[0] if len(told) == 1 else None


def _holds_figures(column: Column, header: Header, grid: Grid) -> bool:
    cells = [grid.value(row, column.index) for row in range(header.last_row + 1, len(grid.rows))]
    filled = [cell for cell in cells if not is_blank(cell)]
    return sum(map(is_figure, filled)) * 2 > len(filled)


def _likely_header(grid: Grid) -> int:
    """The row with the most texts among the first rows."""
    head = grid.rows[:SEARCHED_HEAD]
    return max(
        range(len(head)),
        key=lambda row: (sum(isinstance(value, str) for value in head[row]), -row),
        default=0,
    )


def _seen(grid: Grid, row: int) -> str:
    texts = [heading.text for heading in headings(grid, row, row) if heading.parts]
    shown = " | ".join(text[:30] for text in texts[:HEADINGS_SEEN])
    return shown + (" | …" if len(texts) > HEADINGS_SEEN else "")
