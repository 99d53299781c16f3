"""Office archives (docx, pptx, xlsx) written anew with constant dates, so that the same content is the same bytes."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
_CORE = "docProps/core.xml"

Edit = Callable[[bytes], bytes]


def plain_utc(moment: dt.datetime) -> dt.datetime:
    """The moment in UTC without its zone, as office files keep it; one without a zone is in UTC."""
    return (
        moment.replace(tzinfo=None)
        if moment.tzinfo is None
        else moment.astimezone(dt.UTC).replace(tzinfo=None)
    )


def archived(members: Mapping[str, bytes]) -> bytes:
    """The members as an archive in their order, each dated 1980, the same bytes on every system."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = _UNIX
            made.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def rewritten(content: bytes, created: dt.datetime, edits: Mapping[str, Edit] | None = None) -> bytes:
    """The archive with constant dates, the document's own set to ``created``; ``edits`` changes members by name."""
    stamp = plain_utc(created).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    own: dict[str, Edit] = {_CORE: lambda data: _STAMPS.sub(rb"\g<1>" + stamp + rb"\g<3>", data), **(edits or {})}
    with zipfile.ZipFile(BytesIO(content)) as source:
        return archived({name: own.get(name, _inner(name))(source.read(name)) for name in source.namelist()})


def _inner(name: str) -> Edit:
    """A workbook inside the archive (the figures of a chart) gets constant dates too."""
    if name.endswith(".xlsx"):
        return lambda data: rewritten(data, dt.datetime(1980, 1, 1))
    return lambda data: data
