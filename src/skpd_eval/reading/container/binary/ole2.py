"""Streams of OLE2 compound files (MS-CFB), as much as a workbook needs."""

from __future__ import annotations

import struct

from skpd_eval.errors import FileRefusedError

_ENTRY = 128
_MINI_CUTOFF = 4096
_LAST = 0xFFFFFFFA
_ROOT, _STREAM = 5, 2
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_WIDE = 4096
"""Bytes of a sector that is written: the header then locates tables for 400 MB."""


class CompoundFile:
    """A compound file in memory; raises ``FileRefusedError`` ``damaged`` where its chains do not hold."""

    def __init__(self, content: bytes, file: str) -> None:
        self._content, self._file = content, file
        if len(content) < 512:
            raise self._damaged()
        self._sector = 1 << struct.unpack_from("<H", content, 30)[0]
        self._mini = 1 << struct.unpack_from("<H", content, 32)[0]
        if self._sector not in (512, 4096) or self._mini != 64:
            raise self._damaged()
        self._fat = self._read_fat()
        directory = self._chain(struct.unpack_from("<I", content, 48)[0])
        self._entries = self._read_directory(directory)

    def _damaged(self) -> FileRefusedError:
        return FileRefusedError("damaged", self._file, part="ole2")

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        if start >= len(self._content):
            raise self._damaged()
        return self._content[start : start + self._sector]

    def _read_fat(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        following = struct.unpack_from("<I", self._content, 68)[0]
        seen = 0
        while following < _LAST:
            block = self._at(following)
            numbers = struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])
            sectors.extend(numbers[:-1])
            following = numbers[-1]
            seen += 1
            if seen > len(self._content) // self._sector:
                raise self._damaged()
        fat: list[int] = []
        for sector in sectors:
            if sector < _LAST:
                block = self._at(sector)
                fat.extend(struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4]))
                if len(fat) * self._sector > len(self._content) * 2 + 1024 * self._sector:
                    raise self._damaged()
        return fat

    def _chain(self, start: int) -> bytes:
        pieces: list[bytes] = []
        sector = start
        while sector < _LAST:
            if sector >= len(self._fat) or len(pieces) > len(self._fat):
                raise self._damaged()
            pieces.append(self._at(sector))
            sector = self._fat[sector]
        return b"".join(pieces)

    def _read_directory(self, directory: bytes) -> dict[str, tuple[int, int, int]]:
        entries: dict[str, tuple[int, int, int]] = {}
        for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, place + 64)
            start, size = struct.unpack_from("<II", directory, place + 116)
            if kind in (_ROOT, _STREAM) and 2 <= length <= 64:
                name = directory[place : place + length - 2].decode("utf-16-le", errors="replace")
                entries.setdefault("/" if kind == _ROOT else name, (kind, start, size))
        return entries

    @property
    def names(self) -> set[str]:
        """Names of the streams, whatever storage they are in."""
        return set(self._entries) - {"/"}

    def stream(self, name: str) -> bytes:
        """Content of a stream by name."""
        if name not in self._entries:
            raise self._damaged()
        _, start, size = self._entries[name]
        content = self._mini_chain(start, size) if size < _MINI_CUTOFF else self._chain(start)
        if len(content) < size:
            raise self._damaged()
        return content[:size]

    def _mini_chain(self, start: int, size: int) -> bytes:
        if size == 0:
            return b""
        container = self._chain(self._entries.get("/", (0, _LAST, 0))[1])
        table = self._chain(struct.unpack_from("<I", self._content, 60)[0])
        numbers = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        pieces: list[bytes] = []
        sector = start
        while sector < _LAST:
            if sector >= len(numbers) or len(pieces) > len(numbers):
                raise self._damaged()
            pieces.append(container[sector * self._mini : (sector + 1) * self._mini])
            sector = numbers[sector]
        return b"".join(pieces)


def compound_of(name: str, stream: bytes) -> bytes:
    """A compound file with one stream and nothing else, so that no chain of it can be doubtful."""
    padded = stream + bytes(-len(stream) % _WIDE)
    body = len(padded) // _WIDE
    tables = 1
    while tables * _WIDE // 4 < tables + 2 + body:
        tables += 1
    first = tables + 2  # calamine wants a container of short streams, were it only for none.
    chain = [_TABLE] * tables + [_END, _END, *range(first + 1, first + body), _END]
    table = struct.pack(f"<{len(chain)}I", *chain)
    table += b"\xff" * (tables * _WIDE - len(table))
    directory = _written("Root Entry", _ROOT, tables + 1, 64, child=1) + _written(
        name, _STREAM, first, len(padded)
    )
    header = bytes.fromhex("d0cf11e0a1b11ae1") + struct.pack("<16xHHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<IIIIIIIII", 1, tables, tables, 0, _WIDE, _END, 0, _END, 0)
    header += struct.pack("<109I", *[*range(tables), *[_FREE] * 109][:109])
    return header.ljust(_WIDE, b"\0") + table + directory.ljust(_WIDE, b"\0") + bytes(_WIDE) + padded


def _written(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIQ", text, len(text), kind, 1, _FREE, _FREE, child, start, size)
