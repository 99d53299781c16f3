"""A workbook as bytes: the same content and date give the same bytes."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from typing import Any, cast
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

_CORE = "docProps/core.xml"
_CHART = b'name="Chart 1"'
"""How openpyxl names the chart of a sheet; it has no face for a description."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def plain_utc(moment: dt.datetime) -> dt.datetime:
    """The moment in UTC without its zone, as workbooks keep it."""
    return (
        moment.replace(tzinfo=None)
        if moment.tzinfo is None
        else moment.astimezone(dt.UTC).replace(tzinfo=None)
    )


def saved(book: Workbook, created: dt.datetime) -> bytes:
    """Save, then write the archive anew with constant dates (saving puts the clock into both) and described charts."""
    raw = BytesIO()
    book.save(raw)
    book.properties.modified = plain_utc(created)
    described = {
        f"xl/drawings/drawing{number}.xml": _description(sheet)
        for number, sheet in enumerate((one for one in book.worksheets if _charts(one)), start=1)
    }
    target = BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            data = tostring(book.properties.to_tree()) if name == _CORE else source.read(name)
            if name in described:
                data = data.replace(_CHART, f"{_CHART.decode()} descr={described[name]}".encode(), 1)
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return target.getvalue()


def _charts(sheet: Worksheet) -> list[Any]:
    return cast(list[Any], cast(Any, sheet)._charts)


def _description(sheet: Worksheet) -> str:
    """What a screen reader says in a chart's stead, as a quoted attribute: its title, whose and for when."""
    title = _charts(sheet)[0].title.tx.rich.p[0].r[0].t
    return quoteattr(f"{title}. {sheet['A2'].value}")
