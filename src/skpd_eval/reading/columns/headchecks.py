"""What is said of a header before its rows are read: columns that are unclear or unread, rows that are hidden."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from skpd_eval import period
from skpd_eval.model import Kind
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.columns.datacolumns import refuse_hidden_twin, unread_realization
from skpd_eval.reading.columns.identities import identities
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column, headings
from skpd_eval.reading.headings.vocabulary import corrected, dimension_of
from skpd_eval.reading.layout.taught import ROLES

HEADINGS_SHOWN = 6
SEPARATORS = (",", ";", "\t", "|")


def look_at_header(header: Header, collector: Collector) -> None:
    """Say which columns could be several things, which were not read, and which rows are hidden."""
    quarterly = header.layout.kind is Kind.OUTPUTS  # its columns of one role are of one quarter each
    for role in () if quarterly else header.ambiguous:
        column = header.column(role)
        if column is not None:
            claimed = _claimants(header, role, collector)
            collector.error("column-ambiguous", header.last_row, column.index, role=column.heading.text, **claimed)
    unread = unread_realization(header, collector.grid)
    if unread is not None:
        collector.error(
            "realization-not-understood",
            header.last_row,
            unread.index,
            heading=unread.heading.text,
            say=f"{collector.grid.column_name(unread.index)}=realization",
        )
    refuse_hidden_twin(header, collector)
    _refuse_half_groups(header, collector)
    _refuse_longer_rows(header, collector)
    _refuse_other_separators(header, collector)
    _tell_understood(header, collector)
    if header.unknown:
        shown = ", ".join(column.heading.text for column in header.unknown[:HEADINGS_SHOWN])
        collector.inform("columns-not-read", header.last_row, None, columns=shown[:200])
    hidden = [row for row in collector.grid.hidden_rows if row > header.last_row]
    if hidden:
        collector.warn("hidden-rows", min(hidden), None, count=len(hidden))


def _claimants(header: Header, role: str, collector: Collector) -> dict[str, str]:
    """The columns that claim a role, and how to say which is meant: the one that figures prove, else any.

    Of columns of several periods only a proved one is named: another would be read for the wrong period.
    """
    claimants = [column for column in header.rivals if column.role == role]
    letters = ", ".join(collector.grid.column_name(column.index) for column in claimants)
    meant = next((name for name, known in ROLES.items() if known == role), None)
    proved = _proved(header, role, claimants, collector)
    dated = any(column.heading.mention is not None for column in claimants)
    if meant is None or len(claimants) < 2 or (dated and proved is None):
        return {"columns": letters, "say": "", "by": ""}
    shown = claimants[0].index if proved is None else proved[0]
    by = "" if proved is None else collector.grid.column_name(proved[1])
    return {"columns": letters, "say": f"{collector.grid.column_name(shown)}={meant}", "by": by}


def _proved(header: Header, role: str, claimants: list[Column], collector: Collector) -> tuple[int, int] | None:
    """The claimant that the figures prove to be of the role, and the column by which."""
    if role not in ("budget", "realization"):
        return None
    known = {column.index: column.role for column in header.columns if not header.ambiguous or column.role != role}
    shares = identities(collector.grid, header.last_row, known).shares
    if shares is None:
        return None
    meant = shares.budget if role == "budget" else shares.spent
    return (meant, shares.by) if meant in {column.index for column in claimants} else None


def _tell_understood(header: Header, collector: Collector) -> None:
    """Say which headings were understood although a letter in them is wrong, or by what stands beneath them."""
    for column in header.columns:
        read = corrected(column.heading.text)
        if read != column.heading.text:
            collector.inform(
                "heading-slip", header.last_row, column.index, heading=column.heading.text, read=read
            )
        if column.index in header.layout.taught.proved:
            collector.inform("agencies-by-names", header.last_row, column.index, heading=column.heading.text)


def _refuse_half_groups(header: Header, collector: Collector) -> None:
    """Refuse groups of expenditure with a budget and no realization beside, or the other way round.

    Where both are stated by group, the other column of that group is there and its heading was not understood.
    """
    groups = {
        measure: {
            group: column for column in header.of_measure(measure) if "." in (group := _group_of(column))
        }
        for measure in ("budget", "realization")
    }
    if not all(groups.values()):
        return
    for measure, other in (("budget", "realization"), ("realization", "budget")):
        for group in sorted(groups[measure].keys() - groups[other].keys()):
            column = groups[measure][group]
            collector.error(
                "group-without-other", header.last_row, column.index, heading=column.heading.text, role=other
            )


def _group_of(column: Column) -> str:
    """The group of expenditure that a column is of (``5.1``), if any."""
    return column.role.partition(":")[2]


def _refuse_longer_rows(header: Header, collector: Collector) -> None:
    """Refuse a row of separated text with more cells than the header: a separator stands inside a figure or name."""
    grid = collector.grid
    if not grid.lines:
        return
    width = max(_filled(grid.rows[row]) for row in range(header.first_row, header.last_row + 1))
    for row in range(header.last_row + 1, len(grid.rows)):
        if _filled(grid.rows[row]) > width:
            collector.error("row-longer", row, None, count=_filled(grid.rows[row]), limit=str(width))


def _refuse_other_separators(header: Header, collector: Collector) -> None:
    """Refuse a line of text whose only field holds as many as its neighbours have, by another separator."""
    grid = collector.grid
    if not grid.lines:
        return
    width = _filled(grid.rows[header.last_row])
    figures = max((_figures(grid.rows[row]) for row in range(header.last_row + 1, len(grid.rows))), default=0)
    for row in range(header.last_row + 1, len(grid.rows)):
        filled = [value for value in grid.rows[row] if not is_blank(value)]
        if 0 < len(filled) <= width // 2 and any(_is_line(value, width, figures) for value in filled):
            collector.error("line-other-separator", row, None, text=str(filled[0])[:60])


def _is_line(value: CellValue, width: int, figures: int) -> bool:
    """Whether a field is a line: parts for nearly all columns, and figures among them as other lines have."""
    parts = (next(csv.reader([str(value)], delimiter=mark), []) for mark in SEPARATORS)
    return any(
        len(split) > 2 and len(split) >= width - 1 and _figures(split) * 2 >= max(figures, 2)
        for split in parts
    )


def _figures(values: Sequence[CellValue]) -> int:
    return sum(map(is_figure, values))


def _filled(values: Sequence[CellValue]) -> int:
    """How far a row is filled."""
    return max((place + 1 for place, value in enumerate(values) if not is_blank(value)), default=0)


def year_of_rows(header: Header, collector: Collector) -> int | None:
    """The one year that a column of years states.

    Rows of several years are an error where the layout has no role for them: they would be added up.
    """
    grid, read = collector.grid, header.column("year")
    heads = headings(grid, header.first_row, header.last_row, header.layout)
    index = next(
        (place for place, heading in enumerate(heads) if dimension_of(heading.parts) == "year"), None
    )
    index = index if read is None else read.index
    if index is None:
        return None
    rows = range(header.last_row + 1, len(grid.rows))
    told = {row: year for row in rows if (year := _year(grid.value(row, index))) is not None}
    first = next(iter(told.values()), None)
    other = next((row for row, year in told.items() if year != first), None)
    if other is not None and read is not None:
        return None
    if other is not None:
        collector.error("years-in-rows", other, index, year=told[other], other=str(first))
    return first


def _year(value: CellValue) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return period.find_year(str(value)) if isinstance(value, int | str) else None
