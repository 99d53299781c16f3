"""Zip archives, read part by part with every doubt refused: sizes, names, overlaps, checksums."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from skpd_eval.errors import FileRefusedError
from skpd_eval.reading.container.limits import MEBIBYTE, Limits

_LOCAL_HEADER = 30
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    struct.error,
)


class Archive:
    """The parts of a zip file held in memory.

    Raises :class:`~skpd_eval.errors.FileRefusedError` with ``damaged``, ``unsafe-archive``, ``password`` or
    ``too-large`` at once for the directory, and for a part when it is read.
    """

    def __init__(self, content: bytes, file: str, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _FAULTS:
            raise FileRefusedError("damaged", file, part="zip") from None
        self._parts = self._directory(len(content))

    @property
    def names(self) -> set[str]:
        """Names of the parts, with forward slashes."""
        return set(self._parts)

    @property
    def unpacked(self) -> int:
        """Bytes of all parts together, as their directory states them."""
        return sum(entry.file_size for entry in self._parts.values())

    def _directory(self, size: int) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > self._limits.entries:
            raise FileRefusedError("too-large", self._file, limit="entries", allowed=self._limits.entries)
        parts: dict[str, zipfile.ZipInfo] = {}
        folded: set[str] = set()
        for entry in entries:
            name = entry.filename.replace("\\", "/")
            if _is_unsafe(name) or name.casefold() in folded:
                raise FileRefusedError("unsafe-archive", self._file, part=name[:100])
            folded.add(name.casefold())
            parts[name] = entry
        self._check_places(entries, size)
        return parts

    def _check_places(self, entries: list[zipfile.ZipInfo], size: int) -> None:
        end = 0
        for entry in sorted(entries, key=lambda entry: entry.header_offset):
            if entry.header_offset < end or (end == 0 and entry.header_offset != 0):
                raise FileRefusedError("damaged", self._file, part=entry.filename[:100])
            end = entry.header_offset + _LOCAL_HEADER + len(entry.filename) + entry.compress_size
        if end > size:
            raise FileRefusedError("damaged", self._file, part="zip")

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str, *, small: bool = False) -> bytes:
        """The content of a part, its checksum verified; ``small`` for parts that are never large."""
        entry = self._parts.get(name)
        if entry is None:
            raise FileRefusedError("damaged", self._file, part=name[:100])
        if entry.flag_bits & 0x1:
            raise FileRefusedError("password", self._file)
        self._check_size(entry, small)
        try:
            content = self._zip.read(entry)
        except _FAULTS:
            raise FileRefusedError("damaged", self._file, part=name[:100]) from None
        self._read += len(content)
        return content

    def _check_size(self, entry: zipfile.ZipInfo, small: bool) -> None:
        limits = self._limits
        size = entry.file_size
        if entry.compress_size * limits.ratio < size and size > MEBIBYTE:
            raise FileRefusedError("too-large", self._file, limit="ratio", allowed=limits.ratio)
        for limit, wanted in (
            ("small_part_size" if small else "part_size", size),
            ("total_size", self._read + size),
        ):
            allowed: int = getattr(limits, limit)
            if wanted > allowed:
                raise FileRefusedError("too-large", self._file, limit=limit, allowed=allowed)


def _is_unsafe(name: str) -> bool:
    pieces = name.split("/")
    return not name or name.startswith("/") or ".." in pieces or ":" in pieces[0] or not name.isprintable()
