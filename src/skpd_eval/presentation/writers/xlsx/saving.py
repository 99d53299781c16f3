"""A workbook as bytes: the same content and date give the same bytes."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any, cast
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from skpd_eval.presentation.paper.archives import Edit, rewritten


def saved(book: Workbook, created: dt.datetime) -> bytes:
    """Save, then write the archive anew with constant dates (saving puts the clock into both) and described charts."""
    raw = BytesIO()
    book.save(raw)
    charted = (one for one in book.worksheets if _charts(one))
    edits = {
        f"xl/drawings/drawing{number}.xml": _described(sheet, book.properties.subject or "")
        for number, sheet in enumerate(charted, start=1)
    }
    return rewritten(raw.getvalue(), created, edits)


def _charts(sheet: Worksheet) -> list[Any]:
    return cast(list[Any], cast(Any, sheet)._charts)


def _described(sheet: Worksheet, whose: str) -> Edit:
    """Tell a screen reader what each chart shows: its title, whose and for when. openpyxl names them by number."""
    titles = [chart.title.tx.rich.p[0].r[0].t for chart in _charts(sheet)]

    def edit(data: bytes) -> bytes:
        for number, title in enumerate(titles, 1):
            name = f'name="Chart {number}"'
            data = data.replace(name.encode(), f"{name} descr={quoteattr(f'{title}. {whose}')}".encode(), 1)
        return data

    return edit
