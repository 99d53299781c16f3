"""*Realisasi bulan ini*: the realization where the user asks for months alone, or where a table has no other."""

from __future__ import annotations

import dataclasses
import re

from skpd_eval.model import PeriodKind
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column, Heading, headings
from skpd_eval.reading.headings.vocabulary import spelled, words_of

_UNTIL, _NOW = words_of("until"), words_of("now")
_MONTH = re.compile(r"\b(?:bulan|bln)\s+(?:ini|berjalan)\b|\bselama(?:\s+(?:bulan|bln))?\b(?!\s+tahun)")
_SPENT = re.compile(r"\b(?:realisasi|serapan|penyerapan|sp2d)\b(?!.*(?:%|\bfisik\b))")


def of_the_month(header: Header, grid: Grid, told: PeriodKind | None) -> tuple[Header, PeriodKind | None]:
    """The header by what is asked for, and whether its realization is of each month alone.

    A percentage beside it is of the year so far, and is left out with the amount that it belongs to.
    """
    realization = header.column("realization")
    if realization is not None and _is_alone(realization.heading):
        beside = [] if told is PeriodKind.MONTH else [one for one in header.unknown if _is_so_far(one.heading)]
        if len(beside) == 1:
            return _with_realization(header, beside[0]), told
        return header, told or PeriodKind.MONTH
    if told is not PeriodKind.MONTH:
        return header, told
    heads = headings(grid, header.first_row, header.last_row, header.layout)
    alone = [Column("realization", index, heading) for index, heading in enumerate(heads) if _is_alone(heading)]
    if len(alone) != 1:
        return header, told
    return _with_realization(header, alone[0]), told


def _with_realization(header: Header, column: Column) -> Header:
    kept = [one for one in header.columns if one.role not in ("realization", "realization_pct")]
    unknown = tuple(one for one in header.unknown if one.index != column.index)
    own = dataclasses.replace(column, role="realization")
    return dataclasses.replace(header, columns=(*kept, own), unknown=unknown)


def _is_so_far(heading: Heading) -> bool:
    """Whether a heading says *s.d. bulan ini* and nothing else: of what, the columns beside it say."""
    words = {*spelled(heading.text).split()}
    return heading.until and bool(words & _UNTIL) and words <= _UNTIL | _NOW


def _is_alone(heading: Heading) -> bool:
    text = spelled(heading.text)
    return not heading.until and bool(_MONTH.search(text)) and bool(_SPENT.search(text))
