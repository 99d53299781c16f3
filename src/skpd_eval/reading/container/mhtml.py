"""A web page in one file, as offices save it under the name of a spreadsheet: a page with a table is a sheet."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import Finding
from skpd_eval.reading.cells.grid import ContainerKind, Grid, Workbook
from skpd_eval.reading.container.html import open_html
from skpd_eval.reading.container.limits import Limits

_TABLE = re.compile(rb"<table\b", re.IGNORECASE)
_FRAME = re.compile(r"tabstrip\.htm$", re.IGNORECASE)
_SHEET = re.compile(r"<x:ExcelWorksheet>(.*?)</x:ExcelWorksheet>", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"<x:Name>(.*?)</x:Name>", re.IGNORECASE | re.DOTALL)
_SOURCE = re.compile(r"<x:WorksheetSource\s+HRef=\"?([^\">\s/]*/)*([^\">\s/]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"<x:Visible>\s*Sheet(?:Very)?Hidden", re.IGNORECASE)


def open_mhtml(content: bytes, file: str, encoding: str | None, limits: Limits) -> Workbook:
    """A grid a page that holds a table.

    Raises ``FileRefusedError``: ``damaged`` (a part that does not end, or is not what it says), ``no-rows``,
    and those of a page.
    """
    whole = message_from_bytes(content, policy=policy.default)
    pages = list(_pages(whole, file))
    names = _names(b"".join(page for _, page, _ in pages).decode("latin-1"))
    findings: list[Finding] = []
    grids: list[Grid] = []
    for place, page, charset in pages:
        if _FRAME.search(place) or not _TABLE.search(page):
            continue
        book = open_html(page, file, encoding or charset, limits)
        findings += [finding for finding in book.findings if finding not in findings]
        name, visible = names.get(place, (None, True))
        grids += [replace(grid, name=name, visible=visible) for grid in book.grids]
    if not grids:
        raise FileRefusedError("no-rows", file)
    return Workbook(ContainerKind.MHTML, tuple(grids), tuple(findings))


def _pages(whole: EmailMessage, file: str) -> Iterator[tuple[str, bytes, str | None]]:
    """The pages of a message: the last part of the address, the bytes, the encoding that the part states."""
    parts = [part for part in whole.walk() if not part.is_multipart()]
    for part in (whole, *parts):
        if part.defects:
            raise FileRefusedError("damaged", file, part=type(part.defects[0]).__name__)
    for part in parts:
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            place = str(part.get("Content-Location", "")).replace("\\", "/").rpartition("/")[2]
            yield place, payload if isinstance(payload, bytes) else b"", part.get_content_charset()


def _names(text: str) -> dict[str, tuple[str, bool]]:
    """Name of each page's sheet and whether it is shown, by the last part of its address."""
    found: dict[str, tuple[str, bool]] = {}
    for sheet in _SHEET.findall(text):
        name, source = _NAME.search(sheet), _SOURCE.search(sheet)
        if name is not None and source is not None:
            found[source[2]] = html.unescape(name[1].strip()), _HIDDEN.search(sheet) is None
    return found
