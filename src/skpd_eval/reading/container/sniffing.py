"""What a file is, by its first bytes and, for archives, by the names of its parts."""

from __future__ import annotations

import re

from skpd_eval.reading.cells.grid import ContainerKind

HEAD = 8192
"""Bytes that :func:`sniff` wants to see."""

OLE2_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_RAW_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08]([\x04\x06\x08\x10])\x00[\x00\x02-\x06]")
_MARKS = (
    (b"%PDF-", ContainerKind.PDF),
    (b"\x1f\x8b", ContainerKind.GZIP),
    (b"BZh", ContainerKind.UNKNOWN),
    (b"Rar!", ContainerKind.UNKNOWN),
    (b"7z\xbc\xaf", ContainerKind.UNKNOWN),
    (b"\xfd7zXZ", ContainerKind.UNKNOWN),
    (b"\x89PNG", ContainerKind.UNKNOWN),
    (b"\xff\xd8\xff", ContainerKind.UNKNOWN),
    (b"{\\rtf", ContainerKind.UNKNOWN),
    (b"\x7fELF", ContainerKind.UNKNOWN),
    (b"MZ\x90", ContainerKind.UNKNOWN),
    (b"SQLite format 3", ContainerKind.UNKNOWN),
    (b"PAR1", ContainerKind.UNKNOWN),
)
_HTML = re.compile(
    r"<(!doctype\s+html|html|head|body|table|meta|title|style|script|div|center|font|tr)\b", re.I
)
_JSON = re.compile(r"^(\{\s*(\"|\}|$)|\[\s*([\[{\"\]]|$|-?\d))")


def sniff(head: bytes, size: int) -> ContainerKind:
    """Kind of a file of ``size`` bytes that begins with ``head``.

    An archive is told apart by the names of its parts, which may stand at its end: give the whole file, or
    get ``ZIP`` and ask :func:`sniff_names`.
    """
    if size == 0:
        return ContainerKind.EMPTY
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return ContainerKind.ZIP
    if head.startswith(OLE2_MAGIC):
        return sniff_ole2(head)
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    if re.match(rb"x[\x01\x5e\x9c\xda]", head) and b"\n" not in head[:16] and b"," not in head[:16]:
        return ContainerKind.UNKNOWN
    if _RAW_BIFF.match(head):
        return ContainerKind.XLS
    return _sniff_text(head)


def sniff_ole2(content: bytes) -> ContainerKind:
    """Kind of an OLE2 file by the stream names that its directory holds."""
    if _ENCRYPTED in content:
        return ContainerKind.ENCRYPTED
    return ContainerKind.XLS if any(book in content for book in _BOOKS) else ContainerKind.OLE2


def sniff_names(names: set[str], mimetype: bytes = b"") -> ContainerKind:
    """Kind of an archive by the names of its parts and the content of its ``mimetype`` part."""
    if b"opendocument.spreadsheet" in mimetype:
        return ContainerKind.ODS
    if "xl/workbook.bin" in names:
        return ContainerKind.XLSB
    if any(name.startswith("xl/") for name in names):
        return ContainerKind.XLSX
    if any(name.startswith("word/") for name in names):
        return ContainerKind.DOCX
    if "[Content_Types].xml" in names and any(name.endswith("workbook.xml") for name in names):
        return ContainerKind.XLSX
    return (
        ContainerKind.ODS
        if {"content.xml", "META-INF/manifest.xml"} <= names and not mimetype
        else ContainerKind.ZIP
    )


def _sniff_text(head: bytes) -> ContainerKind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) & ~1].decode("utf-16", errors="replace")
    else:
        text = head.decode("utf-8", errors="replace")
    start = text.lstrip("\ufeff \t\r\n\x0b\x0c")[:4096]
    lowered = start.lower()
    if lowered.startswith(("mime-version:", "content-type: multipart/")):
        return ContainerKind.MHTML
    if start.startswith("<"):
        return _sniff_markup(start)
    if _JSON.match(start):
        return ContainerKind.JSON
    return ContainerKind.TEXT


def _sniff_markup(start: str) -> ContainerKind:
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and re.search(r"<(\w+:)?Workbook\b", start):
        return ContainerKind.SPREADSHEETML
    if "Excel.Sheet" in start and start.startswith("<?xml"):
        return ContainerKind.SPREADSHEETML
    if _HTML.search(start):
        return ContainerKind.HTML
    return ContainerKind.XML if re.match(r"<[?!a-zA-Z]", start) else ContainerKind.TEXT
