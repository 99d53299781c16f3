"""What a sheet is under the layouts: the first that it satisfies, by words, by titles or by what it lists."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from skpd_eval import codes
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.columns.identities import names_beneath
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headwords import OF_WORKS
from skpd_eval.reading.headings.search import find_header
from skpd_eval.reading.headings.vocabulary import spelled
from skpd_eval.reading.layout.layout import ColumnRule, Layout
from skpd_eval.reading.reshape.forms import forms_of
from skpd_eval.reading.shapes.accounts.pivot import SHAPE as PIVOT
from skpd_eval.reading.told.titles import Titles, notes_of, read_titles
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.groupnames import names_group
from skpd_eval.reading.words.rowkinds import is_subtotal

_REALIZED = re.compile(r"\b(?:realisasi|serapan|penyerapan)\b")
_PLANNED = re.compile(r"\b(?:rencana|target|anggaran kas|rak|angkas|proyeksi)\b")
SEARCHED_CODES = 60


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
