"""Office archives (docx, pptx) written anew with constant dates, so that the same content is the same bytes."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO

_DATE = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
_CORE = "docProps/core.xml"


def rewritten(content: bytes, created: dt.datetime) -> bytes:
    """The archive with every member dated 1980 and the document's own dates set to ``created`` (with its zone)."""
    stamp = created.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == _CORE:
                data = _STAMPS.sub(rb"\g<1>" + stamp + rb"\g<3>", data)
            made.writestr(
                zipfile.ZipInfo(name, _DATE),
                _plain(data) if name.endswith(".xlsx") else data,
                zipfile.ZIP_DEFLATED,
            )
    return target.getvalue()


def _plain(workbook: bytes) -> bytes:
    """A workbook inside the archive (the figures of a chart), its dates constant too."""
    return rewritten(workbook, dt.datetime(1980, 1, 1, tzinfo=dt.UTC))
