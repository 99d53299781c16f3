"""*Realisasi bulan ini*: the realization where the user asks for months alone, or where a table has no other."""

from __future__ import annotations

import dataclasses
import re

from skpd_eval.model import PeriodKind
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.columns.headings import Column, Heading, headings

_MONTH = re.compile(r"\b(?:bulan|bln)\s+(?:ini|berjalan)\b|\bselama(?:\s+(?:bulan|bln))?\b(?!\s+tahun)")
_SPENT = re.compile(r"\b(?:realisasi|serapan|penyerapan|sp2d)\b(?!.*(?:%|\bfisik\b))")


def of_the_month(header: Header, grid: Grid, told: PeriodKind | None) -> tuple[Header, PeriodKind | None]:
    """The header by what is asked for, and whether its realization is of each month alone.

    A percentage beside it is of the year so far, and is left out with the amount that it belongs to.
    """
    realization = header.column("realization")
    if realization is not None and _is_alone(realization.heading):
        return header, told or PeriodKind.MONTH
    if told is not PeriodKind.MONTH:
        return header, told
    heads = headings(grid, header.first_row, header.last_row, header.layout)
    alone = [Column("realization", index, heading) for index, heading in enumerate(heads) if _is_alone(heading)]
    if len(alone) != 1:
        return header, told
    kept = [column for column in header.columns if column.role not in ("realization", "realization_pct")]
    unknown = tuple(column for column in header.unknown if column.index != alone[0].index)
    return dataclasses.replace(header, columns=(*kept, *alone), unknown=unknown), told


def _is_alone(heading: Heading) -> bool:
    return not heading.until and bool(_MONTH.search(heading.text)) and bool(_SPENT.search(heading.text))
