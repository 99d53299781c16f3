"""Records of binary workbooks (MS-XLSB 2.1.4): a kind, a length, and a body."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from skpd_eval.errors import FileRefusedError

_LONGEST_LENGTH = 4
_NO_STRING = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one part, in their order."""

    content: bytes
    part: str
    file: str

    def damaged(self, place: str = "") -> FileRefusedError:
        """The refusal at a place of the part (``Sheet!B3`` for cells)."""
        return FileRefusedError("damaged", self.file, part=(place or self.part)[:300])

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Kind and body of each record; raises ``FileRefusedError`` where the part is cut inside one."""
        content, place, end = self.content, 0, len(self.content)
        try:
            while place < end:
                kind = content[place]
                place += 1
                if kind & 0x80:
                    kind = (kind & 0x7F) | (content[place] & 0x7F) << 7
                    place += 1
                length = 0
                for step in range(_LONGEST_LENGTH):
                    byte = content[place]
                    place += 1
                    length |= (byte & 0x7F) << 7 * step
                    if not byte & 0x80:
                        break
                if place + length > end:
                    raise self.damaged()
                yield kind, content[place : place + length]
                place += length
        except IndexError:
            raise self.damaged() from None

    def text(self, body: bytes, start: int) -> tuple[str, int]:
        """The text with its length before it at ``start``, and where it ends (2.5.169)."""
        try:
            count = struct.unpack_from("<I", body, start)[0]
            end = start + 4 + 2 * count
            if count == _NO_STRING or end > len(body):
                raise self.damaged()
            return body[start + 4 : end].decode("utf-16-le"), end
        except (struct.error, UnicodeDecodeError):
            raise self.damaged() from None


def record(kind: int, body: bytes = b"") -> bytes:
    """A record as bytes."""
    head = bytes((kind,)) if kind < 0x80 else bytes((kind & 0x7F | 0x80, kind >> 7))
    length, rest = bytearray(), len(body)
    while rest >= 0x80:
        length.append(rest & 0x7F | 0x80)
        rest >>= 7
    length.append(rest)
    return head + bytes(length) + body


def wide(text: str) -> bytes:
    """A text with its length before it."""
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded
