"""Why no sheet is an export: no report of budget and realization at all, or one that lacks a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from skpd_eval.model import Finding
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid, Workbook, column_letter
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.columns.identities import identities, names_beneath
from skpd_eval.reading.file.candidates import Miss
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column, headings
from skpd_eval.reading.headings.headwords import (
    AGENCY,
    BUDGET,
    FINANCIAL,
    PHYSICAL,
    PLANNED,
    SPENT,
    is_known,
    meaning,
)
from skpd_eval.reading.headings.vocabulary import spelled, words_of
from skpd_eval.reading.layout.taught import ROLES
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
_LACKED = ("agency_name", "budget", "realization")
"""What a part is where nothing tells it more closely."""


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
        collector.error("layout-unknown", row, None, seen=_seen(grid, row), say=_proved_columns(grid, row))
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
    lacked = [place for place, found in enumerate(_parts_of(header)) if not found]
    witness = _witness(header, miss.grid, lacked[0]) if len(lacked) == 1 else None
    doubtful = _hesitated(header, miss.grid, lacked[0], witness) if len(lacked) == 1 else None
    if doubtful is None:
        collector.error("header-incomplete", header.last_row, None, **lacks)
    else:
        said = _readings(doubtful, lacked[0], witness if witness and witness.column == doubtful.index else None)
        collector.error("column-not-understood", header.last_row, doubtful.index, **lacks, **said)
    return collector.result()


def _hesitated(header: Header, grid: Grid, lacked: int, witness: Witness | None) -> Column | None:
    """The one column that may be what is missing: proved, by a word of its heading, or by what stands beneath."""
    words = _PARTS[lacked][1]
    of_kind = [one for one in header.unknown if _holds_figures(one, header, grid) is (lacked > 0)]
    proved = [one for one in of_kind if witness is not None and one.index == witness.column]
    worded = [one for one in of_kind if words & {*spelled(one.heading.text).split()}]
    told = proved or worded or of_kind
    return told[0] if len(told) == 1 else None


class Witness(NamedTuple):
    """What figures or names prove of a column that no word tells."""

    column: int
    by: str
    """Letter of the column that proves it; empty where its own values do."""
    rows: int


def _witness(header: Header, grid: Grid, lacked: int) -> Witness | None:
    """The column that is what a table lacks, by its values: names of agencies, or the identity of its amounts."""
    if lacked == 0:
        beneath = {one.index: names_beneath(grid, one.index, header.last_row) for one in header.unknown}
        named = [Witness(index, "", names.agencies) for index, names in beneath.items() if names.most]
        return named[0] if len(named) == 1 else None
    known = {column.index: column.role for column in header.columns}
    heads = enumerate(headings(grid, header.first_row, header.last_row, header.layout))
    rest = {index: "remainder" for index, head in heads if words_of("remainder") & {*spelled(head.text).split()}}
    shares = identities(grid, header.last_row, known | rest).shares
    if shares is None:
        return None
    meant, other, role = (
        (shares.budget, shares.spent, "realization") if lacked == 1 else (shares.spent, shares.budget, "budget")
    )
    return Witness(meant, column_letter(shares.by), shares.rows) if known.get(other) == role else None


def _readings(column: Column, lacked: int, witness: Witness | None) -> dict[str, str | int]:
    """Both readings of a heading: with the words that are not understood, and without; what proves it; what to say."""
    words = spelled(column.heading.text.replace(" > ", " ")).split()
    strange = [word for word in words if not is_known(word)]
    bare = meaning((" ".join(word for word in words if word not in strange),)) if strange else None
    role = bare if bare is not None and bare.startswith(_PARTS[lacked][0]) else None
    letter = column_letter(column.index)
    meant = next(name for name, known in ROLES.items() if known == (role or _LACKED[lacked]))
    return {
        "column": letter,
        "heading": column.heading.text[:80],
        "word": " ".join(strange)[:60] if role else "",
        "role": role or _LACKED[lacked],
        "by": witness.by if witness else "",
        "rows": witness.rows if witness else 0,
        "say": f"{letter}={meant}",
    }


def _proved_columns(grid: Grid, row: int) -> str:
    """How to say what the values of a table prove though no heading is understood; empty where they do not."""
    shares = identities(grid, row).shares
    named = [column for column in range(grid.width) if names_beneath(grid, column, row).most]
    if shares is None or len(named) != 1:
        return ""
    said = zip((named[0], shares.budget, shares.spent), ("agency", "budget", "realization"), strict=True)
    return " ".join(f"--column {column_letter(column)}={meant}" for column, meant in said)


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
