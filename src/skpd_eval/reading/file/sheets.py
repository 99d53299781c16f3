"""Which sheets of a workbook are the export: by layout, not by name."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.columns.header import Header, find_header
from skpd_eval.reading.columns.headwords import OF_WORKS
from skpd_eval.reading.columns.identities import names_beneath
from skpd_eval.reading.columns.vocabulary import spelled
from skpd_eval.reading.file.continued import continues
from skpd_eval.reading.layout.layout import ColumnRule, Layout
from skpd_eval.reading.reshape.forms import forms_of
from skpd_eval.reading.reshape.parts import tables_of
from skpd_eval.reading.shapes.accounts.pivot import SHAPE as PIVOT
from skpd_eval.reading.told.metadatasheets import with_metadata
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.scope import is_part
from skpd_eval.reading.told.titles import Titles, notes_of, read_titles
from skpd_eval.reading.told.workbookagency import agency_of_sheets, agency_of_titles
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.groupnames import names_group
from skpd_eval.reading.words.rowkinds import is_subtotal

_REALIZED = re.compile(r"\b(?:realisasi|serapan|penyerapan)\b")
_PLANNED = re.compile(r"\b(?:rencana|target|anggaran kas|rak|angkas|proyeksi)\b")
SEARCHED_CODES = 60
SEARCHED_TITLES = 8
LONGEST_SHEET_NAME = 31
HAND_KEPT_TREE = ("tree", "level")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sheet that a layout understands."""

    grid: Grid
    header: Header
    titles: Titles


@dataclass(frozen=True, slots=True)
class Miss:
    """The nearest miss of a sheet: a layout some of whose columns were found."""

    grid: Grid
    header: Header


def candidate_of(grid: Grid, layouts: Sequence[Layout]) -> Candidate | Miss | None:
    """The first layout (most specific first) that a sheet satisfies, as it stands or turned, else its nearest miss."""
    if any(layout.taught.columns for layout in layouts):
        return _as_it_stands(grid, layouts)  # the letters that were told are those of the file
    miss = None
    for form in forms_of(grid):
        found = _as_it_stands(form, layouts)
        if isinstance(found, Candidate):
            return found
        miss = found if form is grid else miss
    return miss


def _as_it_stands(grid: Grid, layouts: Sequence[Layout]) -> Candidate | Miss | None:
    miss: Miss | None = None
    for layout in layouts:
        header = None if layout.shape == PIVOT else find_header(grid, layout)
        if header is None:
            continue
        titles = _titles(grid, header)
        if layout.titles and not any(title in titles.text for title in layout.titles):
            continue
        if header.missing:
            if not layout.refused and (miss is None or _nearness(header) > _nearness(miss.header)):
                miss = Miss(grid, header)
            continue
        if layout.levels and not has_level(grid, header):
            continue
        if header.ambiguous and titles.period is not None:
            header = find_header(grid, layout, titles.period) or header
        return _of_agencies(grid, layouts, header) or Candidate(grid, header, titles)
    return miss if miss is None else _by_periods(grid, layouts, miss) or _by_names(grid, layouts, miss) or miss


def _titles(grid: Grid, header: Header) -> Titles:
    return dataclasses.replace(read_titles(grid, header.first_row), notes=notes_of(grid, header.last_row))


def _by_periods(grid: Grid, layouts: Sequence[Layout], miss: Miss) -> Candidate | None:
    """A table of agencies whose titles say realization, and whose columns are headed by their periods alone."""
    titles = read_titles(grid, miss.header.first_row)
    if not _REALIZED.search(titles.text) or _PLANNED.search(titles.text):
        return None
    for layout in layouts:
        if not layout.by_words or not layout.has_agencies:
            continue
        header = find_header(grid, dataclasses.replace(layout, bare_periods=True), titles.period)
        if header is not None and not header.missing:
            return Candidate(grid, header, _titles(grid, header))
    return None


def _by_names(grid: Grid, layouts: Sequence[Layout], miss: Miss) -> Candidate | None:
    """A table that names its agencies in the one column that no word tells, each once.

    In a list of works the agency in charge stands more than once.
    """
    if miss.header.column("agency_name") is not None:
        return None
    unknown = miss.header.unknown
    lists = [one for one in unknown if names_beneath(grid, one.index, miss.header.last_row).a_list]
    if len(lists) != 1 or any(OF_WORKS & {*spelled(one.heading.text).split()} for one in unknown):
        return None
    column = lists[0].index
    for layout in layouts:
        columns = (*layout.taught.columns, (column, "agency"))
        taught = dataclasses.replace(layout.taught, columns=columns, proved=(column,))
        header = find_header(grid, dataclasses.replace(layout, taught=taught)) if layout.has_agencies else None
        if header is not None and not header.missing and not header.layout.levels:
            return Candidate(grid, header, _titles(grid, header))
    return None


def _of_agencies(grid: Grid, layouts: Sequence[Layout], header: Header) -> Candidate | None:
    """The table as one of agencies, where most names are theirs although the heading does not say so: *Uraian*."""
    name, code = header.column("name") or header.column("account_name"), header.column("code")
    knows = header.layout.has_agencies or "agency" in header.layout.levels or not header.layout.by_words
    if knows or name is None or not _mostly_agencies(grid, header.last_row + 1, name.index):
        return None
    told = [ColumnRule("agency_name", (name.heading.parts,))]
    told += [] if code is None else [ColumnRule("agency_code", (code.heading.parts,))]
    fitting = (layout for layout in layouts if layout.by_words and layout.has_agencies)
    found = (find_header(grid, dataclasses.replace(one, columns=(*told, *one.columns))) for one in fitting)
    whole = next((one for one in found if one is not None and not one.missing), None)
    return None if whole is None else Candidate(grid, whole, _titles(grid, whole))


def _mostly_agencies(grid: Grid, first: int, column: int) -> bool:
    """Whether most names of a column are of agencies, leaving out those of sums and groups."""
    cells = (grid.value(row, column) for row in range(first, len(grid.rows)))
    texts = [cell for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))]
    names = [text for text in texts if not is_subtotal(text) and not names_group(text)]
    return sum(map(names_agency, names)) * 2 > len(names)


def has_level(grid: Grid, header: Header) -> bool:
    """Whether a code of one of the layout's levels stands near the top of the table."""
    rows = range(header.last_row + 1, min(header.last_row + 1 + SEARCHED_CODES, len(grid.rows)))
    cells = (grid.value(row, column) for row in rows for column in header.code_columns)
    return any(
        isinstance(cell, str)
        and (kind := codes.classify(cell.strip().rstrip(".")))
        and kind in header.layout.levels
        for cell in cells
    )


def _nearness(header: Header) -> tuple[int, bool, int]:
    """How near a header is to its layout: columns found less missing, then whether it names agencies, then columns."""
    agencies = any(column.role in ("agency_name", "agency_code") for column in header.columns)
    return len(header.columns) - len(header.missing), agencies, len(header.columns)


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
