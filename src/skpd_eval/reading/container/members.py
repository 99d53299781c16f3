"""Exports inside zip archives, addressed as if the archive were a folder: ``archive.zip/member.xlsx``."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from skpd_eval.errors import BusyError, FileRefusedError, MissingInputError
from skpd_eval.reading.cells.grid import ContainerKind
from skpd_eval.reading.container.archive import Archive
from skpd_eval.reading.container.bytes import read_bytes
from skpd_eval.reading.container.limits import Limits
from skpd_eval.reading.container.sniffing import HEAD, sniff, sniff_names

_ASIDE = "__MACOSX"


def split_member(path: Path) -> tuple[Path, str] | None:
    """The archive and the name inside it that a path means; ``None`` where no part of it is a file."""
    for parent in path.parents:
        if parent.is_file() and _is_zip(parent):
            return parent, PurePosixPath(path.relative_to(parent).as_posix()).as_posix()
        if parent.is_dir():
            return None
    return None


def content_of(path: Path, file: str | None = None, limits: Limits | None = None) -> bytes:
    """The bytes of a file, or of a member of an archive.

    Raises MissingInputError, BusyError, and FileRefusedError with the codes of an archive.
    """
    shown, bounds = file or str(path), limits or Limits()
    inside = split_member(path)
    if inside is None:
        return read_bytes(path, shown, bounds)
    archive = Archive(read_bytes(inside[0], shown, bounds), shown, bounds)
    if inside[1] not in archive:
        raise MissingInputError("not-found", shown)
    return archive.read(inside[1])


def members_of(path: Path, limits: Limits | None = None) -> tuple[str, ...] | None:
    """Names inside a plain archive, sorted; ``None`` for any other file and for an archive that is refused.

    A refused one (names outside of it, damaged, too large in all) is told when it is opened as a file.
    """
    bounds = limits or Limits()
    try:
        if not _is_zip(path):
            return None
        archive = Archive(read_bytes(path, str(path), bounds), str(path), bounds)
        mimetype = archive.read("mimetype", small=True) if "mimetype" in archive else b""
        if (
            sniff_names(archive.names, mimetype) is not ContainerKind.ZIP
            or archive.unpacked > bounds.total_size
        ):
            return None
    except (FileRefusedError, MissingInputError, BusyError):
        return None
    return tuple(sorted(name for name in archive.names if not name.endswith("/") and not _is_aside(name)))


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return False
    return sniff(head, len(head)) is ContainerKind.ZIP


def _is_aside(name: str) -> bool:
    """What archivers leave beside the files."""
    return _ASIDE in PurePosixPath(name).parts
