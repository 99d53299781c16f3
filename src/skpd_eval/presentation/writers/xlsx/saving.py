"""A workbook as bytes: the same content and date give the same bytes."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any, cast
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.presentation.paper.archives import Edit, rewritten

_CHART = b'name="Chart 1"'
"""How openpyxl names the chart of a sheet; it has no face for a description."""


def saved(book: Workbook, created: dt.datetime) -> bytes:
    """Save, then write the archive anew with constant dates (saving puts the clock into both) and described charts."""
    raw = BytesIO()
    book.save(raw)
    charted = (one for one in book.worksheets if _charts(one))
    edits = {
        f"xl/drawings/drawing{number}.xml": _described(sheet) for number, sheet in enumerate(charted, start=1)
    }
    return rewritten(raw.getvalue(), created, edits)


def _charts(sheet: Worksheet) -> list[Any]:
    return cast(list[Any], cast(Any, sheet)._charts)


def _described(sheet: Worksheet) -> Edit:
    """Tell a screen reader what the chart shows: its title, whose and for when."""
    title = _charts(sheet)[0].title.tx.rich.p[0].r[0].t
    said = quoteattr(f"{title}. {sheet['A2'].value}")
    return lambda data: data.replace(_CHART, _CHART + f" descr={said}".encode(), 1)
