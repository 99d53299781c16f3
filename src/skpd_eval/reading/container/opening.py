"""From a path to a workbook: read once, told by content, opened by the reader of its kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from skpd_eval.errors import FileRefusedError
from skpd_eval.reading.cells.grid import ContainerKind, Workbook, warning
from skpd_eval.reading.container.archive import Archive
from skpd_eval.reading.container.binary.biff import open_biff
from skpd_eval.reading.container.binary.ole2 import CompoundFile
from skpd_eval.reading.container.binary.xlsb import open_xlsb
from skpd_eval.reading.container.html import open_html
from skpd_eval.reading.container.jsontable import open_json
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.members import content_of, split_member
from skpd_eval.reading.container.mhtml import open_mhtml
from skpd_eval.reading.container.pdf import open_pdf
from skpd_eval.reading.container.sniffing import HEAD, sniff, sniff_names, sniff_ole2
from skpd_eval.reading.container.text import open_text
from skpd_eval.reading.container.xml.ooxml import open_ooxml
from skpd_eval.reading.container.xml.opendocument import open_opendocument
from skpd_eval.reading.container.xml.spreadsheetml import open_spreadsheetml

_EXTENSIONS = {
    ContainerKind.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    ContainerKind.XLSB: (".xlsb",),
    ContainerKind.XLS: (".xls", ".xlt"),
    ContainerKind.ODS: (".ods", ".ots"),
    ContainerKind.TEXT: (".csv", ".tsv", ".txt", ".tab"),
    ContainerKind.HTML: (".htm", ".html"),
    ContainerKind.MHTML: (".mht", ".mhtml"),
    ContainerKind.SPREADSHEETML: (".xml",),
    ContainerKind.JSON: (".json",),
    ContainerKind.PDF: (".pdf",),
}
_OF_ARCHIVE = {
    ContainerKind.XLSX: open_ooxml,
    ContainerKind.XLSB: open_xlsb,
    ContainerKind.ODS: open_opendocument,
}
_OF_BYTES = {
    ContainerKind.XLS: open_biff,
    ContainerKind.PDF: open_pdf,
    ContainerKind.SPREADSHEETML: open_spreadsheetml,
}
_OF_TEXT = {
    ContainerKind.TEXT: open_text,
    ContainerKind.HTML: open_html,
    ContainerKind.MHTML: open_mhtml,
    ContainerKind.JSON: open_json,
}
_BINARY = frozenset(
    extension
    for kind in (ContainerKind.XLSX, ContainerKind.XLSB, ContainerKind.XLS, ContainerKind.ODS)
    for extension in _EXTENSIONS[kind]
)
_NO_TABLE = ("no-separator", "binary-text")
"""What the rest of a workbook that was cut or emptied looks like, taken for text."""


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
    content = content_of(path, file, bounds)
    kind = sniff(content[:HEAD], len(content))
    archive = None
    if kind is ContainerKind.ZIP:
        archive = Archive(content, file, bounds)
        mimetype = archive.read("mimetype", small=True) if "mimetype" in archive else b""
        kind = sniff_names(archive.names, mimetype)
    elif kind in (ContainerKind.OLE2, ContainerKind.XLS) and len(content) > HEAD:
        kind = sniff_ole2(content) if kind is ContainerKind.OLE2 else kind
    if kind is ContainerKind.ZIP and archive is not None:
        _refuse_archive(archive, path, file, bounds)
    extension = Path(file).suffix.lower()
    try:
        book = _open(kind, content, archive, file, encoding, bounds)
    except FileRefusedError as refusal:
        if kind is ContainerKind.TEXT and refusal.code in _NO_TABLE and extension in _BINARY:
            raise FileRefusedError("damaged", file, part=extension) from None
        raise
    if extension and extension not in _EXTENSIONS.get(kind, ()):
        odd = warning("name-differs", file, extension=extension, kind=kind.value)
        return replace(book, findings=(*book.findings, odd))
    return book


def _refuse_archive(archive: Archive, path: Path, file: str, limits: Limits) -> None:
    """A plain archive is no table; its members are read one by one, unless it lies in another or is too large."""
    if split_member(path) is not None:
        raise FileRefusedError("archive-nested", file)
    if archive.unpacked > limits.total_size:
        raise FileRefusedError("too-large", file, limit="total_size", allowed=limits.total_size)


def _open(
    kind: ContainerKind,
    content: bytes,
    archive: Archive | None,
    file: str,
    encoding: str | None,
    limits: Limits,
) -> Workbook:
    of_archive = _OF_ARCHIVE.get(kind)
    if archive is not None and of_archive is not None:
        return of_archive(archive, file, limits)
    of_bytes = _OF_BYTES.get(kind)
    if of_bytes is not None:
        return of_bytes(content, file, limits)
    of_text = _OF_TEXT.get(kind)
    if of_text is not None:
        return of_text(content, file, encoding, limits)
    if kind is ContainerKind.OLE2:
        CompoundFile(content, file)  # One that was cut has lost the directory that names its workbook.
    codes = {
        ContainerKind.EMPTY: "empty-file",
        ContainerKind.ENCRYPTED: "password",
    }
    if kind in codes:
        raise FileRefusedError(codes[kind], file)
    raise FileRefusedError("is-other", file, kind=kind.value)
