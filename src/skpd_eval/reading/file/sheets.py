"""Which sheets of a workbook are the export: by layout, not by name."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from skpd_eval import codes
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.file.candidates import Candidate, Miss, candidate_of
from skpd_eval.reading.file.continued import continues
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.layout.layout import Layout
from skpd_eval.reading.reshape.parts import tables_of
from skpd_eval.reading.told.metadatasheets import with_metadata
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.scope import is_part
from skpd_eval.reading.told.titles import read_titles
from skpd_eval.reading.told.workbookagency import agency_of_sheets, agency_of_titles
from skpd_eval.reading.words.agencynames import names_agency

SEARCHED_TITLES = 8
LONGEST_SHEET_NAME = 31
HAND_KEPT_TREE = ("tree", "level")


def choose(
    grids: Sequence[Grid], layouts: Sequence[Layout], options: ReadOptions, file: str
) -> tuple[list[Candidate], list[Miss], list[Collector]]:
    """Sheets to read (all of one layout, the most specific found), nearest misses, and what was left unread."""
    asked = (grid for grid in grids if _is_asked(grid, options))
    found = [(grid, entry) for grid in asked for entry in _entries(grid, layouts)]
    misses = [entry for _, entry in found if isinstance(entry, Miss)]
    understood = [(grid, entry) for grid, entry in found if isinstance(entry, Candidate)]
    if not understood:
        return [], misses, []
    read = _whole(_of_best_layout(understood, layouts), options)
    left = [grid for grid in grids if not any(grid is one for one, _ in read)]
    tables = [_with_metadata(candidate, left) for _, candidate in read]
    chosen = _with_government(_with_agency(tables, left), left)
    notes = [_left_unread(grid, chosen, file) for grid in left if any(grid.rows) and options.sheet is None]
    return chosen, misses, notes


def _entries(grid: Grid, layouts: Sequence[Layout]) -> list[Candidate | Miss | None]:
    """What the tables of a sheet are, one by one where each is understood, else as one."""
    several = [candidate_of(table, layouts) for table in tables_of(grid)]
    if len(several) == 1 or all(isinstance(entry, Candidate) for entry in several):
        return several
    return [candidate_of(grid, layouts)]


def _is_asked(grid: Grid, options: ReadOptions) -> bool:
    """Whether a sheet may be read: the one that was asked for, else every one that is shown."""
    return grid.visible if options.sheet is None else grid.name == options.sheet


def _of_best_layout(
    found: list[tuple[Grid, Candidate]], layouts: Sequence[Layout]
) -> list[tuple[Grid, Candidate]]:
    ranks = {layout.name: rank for rank, layout in enumerate(layouts)}
    best = min(ranks[candidate.header.layout.name] for _, candidate in found)
    return [(grid, one) for grid, one in found if ranks[one.header.layout.name] == best]


def _whole(found: list[tuple[Grid, Candidate]], options: ReadOptions) -> list[tuple[Grid, Candidate]]:
    """Without sheets that are a part of what others state, unless a sheet was asked for."""
    whole = [(grid, one) for grid, one in found if not is_part(one.titles, grid.name)]
    return whole if whole and options.sheet is None else found


def _left_unread(grid: Grid, chosen: Sequence[Candidate], file: str) -> Collector:
    """What is said of a sheet that is not read."""
    note = Collector(file, grid)
    other = _continued(chosen, grid)
    if other is not None:
        note.error("sheet-continues", sheet=grid.name or "", other=other)
    note.inform("sheet-not-read" if grid.visible else "hidden-sheet-not-read", sheet=grid.name or "")
    return note


def _continued(chosen: Sequence[Candidate], grid: Grid) -> str | None:
    """The sheet whose table an unread one continues without a header: what is read would be a part of it."""
    alike = (one.grid.name for one in chosen if grid.visible and continues(one.header, one.grid.name, grid))
    return next(alike, None)


def _with_government(chosen: list[Candidate], others: list[Grid]) -> list[Candidate]:
    """Tables whose titles name no government are of the only one that the heads of other sheets name."""
    named = {
        government
        for grid in others
        for line in read_titles(grid, min(SEARCHED_TITLES, len(grid.rows))).lines
        if (government := codes.government_name(line)) is not None
    }
    if len({codes.government_key(name) for name in named}) != 1:
        return chosen
    return [
        one
        if one.titles.government is not None
        else dataclasses.replace(one, titles=dataclasses.replace(one.titles, government=min(named)))
        for one in chosen
    ]


def _with_metadata(one: Candidate, others: Sequence[Grid]) -> Candidate:
    return dataclasses.replace(one, titles=with_metadata(one.titles, others))


def _with_agency(chosen: list[Candidate], others: list[Grid]) -> list[Candidate]:
    """Hand-kept reports of one agency that name none are of the one that their titles or other sheets name."""
    agency = agency_of_sheets(others)
    return [
        dataclasses.replace(
            one, titles=dataclasses.replace(one.titles, agency=agency or _named(one) or _of_sheet(one))
        )
        if one.titles.agency is None and _of_one_agency(one.header)
        else one
        for one in chosen
    ]


def _of_one_agency(header: Header) -> bool:
    layout = header.layout
    statement = layout.codes == "accounts" or (
        layout.shape == "posture" and not layout.named.whole_government
    )
    return statement or layout.shape == "names" or (layout.shape, layout.reconcile) == HAND_KEPT_TREE


def _of_sheet(one: Candidate) -> str | None:
    """The agency that a sheet is named by, in a workbook with a sheet an agency."""
    name = (one.grid.name or "").strip()
    whole = len(name) < LONGEST_SHEET_NAME  # a longer name was cut, and would be another agency's
    return name if whole and one.header.layout.shape == "names" and names_agency(name) else None


def _named(one: Candidate) -> str | None:
    return agency_of_titles(one.titles.lines, one.header, one.grid)
