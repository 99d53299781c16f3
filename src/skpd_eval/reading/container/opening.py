"""From a path to a workbook: read once, told by content, opened by the reader of its kind."""

from __future__ import annotations

import io
import os
import stat
from dataclasses import replace
from pathlib import Path

from skpd_eval.errors import BusyError, FileRefusedError, MissingInputError
from skpd_eval.reading.container.archive import Archive
from skpd_eval.reading.container.biff import open_biff
from skpd_eval.reading.container.html import open_html
from skpd_eval.reading.container.jsontable import open_json
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.ooxml import open_ooxml
from skpd_eval.reading.container.opendocument import open_opendocument
from skpd_eval.reading.container.sniffing import HEAD, sniff, sniff_names, sniff_ole2
from skpd_eval.reading.container.spreadsheetml import open_spreadsheetml
from skpd_eval.reading.container.text import open_text
from skpd_eval.reading.grid import ContainerKind, Workbook, warning

_EXTENSIONS = {
    ContainerKind.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    ContainerKind.XLSB: (".xlsb",),
    ContainerKind.XLS: (".xls", ".xlt"),
    ContainerKind.ODS: (".ods", ".ots"),
    ContainerKind.TEXT: (".csv", ".tsv", ".txt", ".tab"),
    ContainerKind.HTML: (".htm", ".html"),
    ContainerKind.SPREADSHEETML: (".xml",),
    ContainerKind.JSON: (".json",),
}


def open_workbook(
    path: Path, file: str, *, encoding: str | None = None, limits: Limits | None = None
) -> Workbook:
    """The grids of the file at ``path``, called ``file`` in findings and errors.

    ``encoding`` is for text files that do not say it themselves. Raises
    :class:`~skpd_eval.errors.MissingInputError` (``not-found``, ``not-readable``, ``not-a-regular-file``),
    :class:`~skpd_eval.errors.BusyError` (``file-changing``) and
    :class:`~skpd_eval.errors.FileRefusedError` with a code of the package's table.
    """
    bounds = limits or Limits()
    content = _read(path, file, bounds)
    kind = sniff(content[:HEAD], len(content))
    archive = None
    if kind is ContainerKind.ZIP:
        archive = Archive(content, file, bounds)
        mimetype = archive.read("mimetype", small=True) if "mimetype" in archive else b""
        kind = sniff_names(archive.names, mimetype)
    elif kind in (ContainerKind.OLE2, ContainerKind.XLS) and len(content) > HEAD:
        kind = sniff_ole2(content) if kind is ContainerKind.OLE2 else kind
    book = _open(kind, content, archive, file, encoding, bounds)
    extension = Path(file).suffix.lower()
    if extension and extension not in _EXTENSIONS.get(kind, ()):
        odd = warning("name-differs", file, extension=extension, kind=kind.value)
        return replace(book, findings=(*book.findings, odd))
    return book


def _read(path: Path, file: str, limits: Limits) -> bytes:
    try:
        with _opened(path, file) as stream:
            before = os.fstat(stream.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise MissingInputError("not-a-regular-file", file)
            if before.st_size > limits.file_size:
                raise FileRefusedError("too-large", file, limit="file_size", allowed=limits.file_size)
            content = stream.read(limits.file_size + 1)
        after = path.stat()
    except FileNotFoundError:
        raise MissingInputError("not-found", file) from None
    except OSError as error:
        raise MissingInputError("not-readable", file, reason=error.strerror or str(error)) from None
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns) or len(
        content
    ) != after.st_size:
        raise BusyError(file, "file-changing")
    return content


def _opened(path: Path, file: str) -> io.BufferedReader:
    # A FIFO would block before it can be looked at: O_NONBLOCK where the system has it.
    if not stat.S_ISREG(path.stat().st_mode):
        raise MissingInputError("not-a-regular-file", file)
    flags = (
        os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    return os.fdopen(os.open(path, flags), "rb")


def _open(
    kind: ContainerKind,
    content: bytes,
    archive: Archive | None,
    file: str,
    encoding: str | None,
    limits: Limits,
) -> Workbook:
    if archive is not None and kind is ContainerKind.XLSX:
        return open_ooxml(archive, file, limits)
    if archive is not None and kind is ContainerKind.ODS:
        return open_opendocument(archive, file, limits)
    if kind is ContainerKind.TEXT:
        return open_text(content, file, encoding, limits)
    if kind is ContainerKind.XLS:
        return open_biff(content, file, limits)
    if kind is ContainerKind.HTML:
        return open_html(content, file, encoding, limits)
    if kind is ContainerKind.JSON:
        return open_json(content, file, encoding, limits)
    if kind is ContainerKind.SPREADSHEETML:
        return open_spreadsheetml(content, file, limits)
    codes = {
        ContainerKind.EMPTY: "empty-file",
        ContainerKind.ENCRYPTED: "password",
        ContainerKind.PDF: "is-pdf",
    }
    if kind in codes:
        raise FileRefusedError(codes[kind], file)
    raise FileRefusedError("is-other", file, kind=kind.value)
