"""A workbook as bytes: the same content and date give the same bytes."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

_CORE = "docProps/core.xml"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def plain_utc(moment: dt.datetime) -> dt.datetime:
    """The moment in UTC without its zone, as workbooks keep it."""
    return (
        moment.replace(tzinfo=None)
        if moment.tzinfo is None
        else moment.astimezone(dt.UTC).replace(tzinfo=None)
    )


def saved(book: Workbook, created: dt.datetime) -> bytes:
    """Save, then write the archive anew with constant dates: saving puts the clock into both."""
    raw = BytesIO()
    book.save(raw)
    book.properties.modified = plain_utc(created)
    target = BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            data = tostring(book.properties.to_tree()) if name == _CORE else source.read(name)
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return target.getvalue()
