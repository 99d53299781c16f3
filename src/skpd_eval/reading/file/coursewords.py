"""Whether anything says that the amounts of a file are cumulative; where nothing does, the belief is said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from skpd_eval.model import AccountLine, Export, PeriodKind, Precision, ProgressLine, Severity
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.file.candidates import Candidate
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headercells import UNTIL
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.reading.told.periods import own_period
from skpd_eval.reading.told.titles import Titles

_STANDING = re.compile(r"\b(?:posisi|keadaan|yang\s+berakhir|sejak\s+(?:1\s+)?januari)\b", re.IGNORECASE)
"""What speaks of how things stand at a day, and so of the year until then."""
_DECEMBER = 12
_OF_A_MONTH = (Precision.DAY, Precision.MONTH)


def say_believed(
    exports: Sequence[Export],
    tables: Sequence[Candidate],
    collectors: Mapping[str | None, Collector],
    options: ReadOptions,
) -> None:
    """Say of the only position of a file that it is taken as cumulative, where neither file nor user says so.

    A warning for a month, which offices export alone as often as not; a remark for a quarter. Several positions
    are witnesses of each other, and the first of a year and a whole year are the same either way.
    """
    realized = [one for one in exports if _has_realization(one)]
    if options.period_kind is not None or len({one.cutoff for one in realized}) != 1:
        return
    by_sheet = {table.grid.name: table for table in tables}
    for export in realized:
        table = by_sheet.get(export.sheet)
        if table is not None and not _same_either_way(export) and not _says_so(table, export.file):
            severity = Severity.WARNING if export.precision in _OF_A_MONTH else Severity.INFO
            collectors[export.sheet].add("course-believed", severity)


def _has_realization(export: Export) -> bool:
    lines: tuple[AccountLine | ProgressLine, ...] = (*export.accounts, *export.progress)
    return any(line.realization for line in lines)


def _same_either_way(export: Export) -> bool:
    """Whether a position is the whole year, the first of it, or one that was read as its month alone."""
    cutoff = export.cutoff
    first = 1 if export.precision in _OF_A_MONTH else 3
    if cutoff is None or export.period_kind is PeriodKind.MONTH:
        return True
    return cutoff.month <= first or cutoff.month == _DECEMBER


def _says_so(table: Candidate, file: str) -> bool:
    if table.header.layout.cumulative or _headed(table.header):
        return True
    name = file.replace("\\", "/").rpartition("/")[2].replace("_", " ")
    texts = (*table.titles.lines, *table.titles.notes, table.grid.name or "", name)
    return any(UNTIL.search(text) or _STANDING.search(text) for text in texts) or _from_january(
        table.titles, table.grid.name, file
    )


def _headed(header: Header) -> bool:
    return any(column.heading.until for column in (*header.columns, *header.rivals))


def _from_january(titles: Titles, sheet: str | None, file: str) -> bool:
    own = own_period(titles, sheet, file)
    return own is not None and own[0].first_month == 1 and not own[0].is_single_month
