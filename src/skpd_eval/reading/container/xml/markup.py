"""Whether a piece of XML may be trusted: well formed, without DOCTYPE, in an encoding that all readers share.

Spreadsheet libraries read XML leniently, so a damaged part would give another table. Here each part goes
through expat once, without handlers, which costs a hundredth of a second a megabyte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape

from skpd_eval.errors import FileRefusedError

_COMMENT_OR_CDATA = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")


@dataclass(slots=True)
class _Seen:
    root: str = ""
    encoding: str = ""
    decorated: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A sound part: UTF-8 content without comments and CDATA sections, and the name of its root."""

    name: str
    content: bytes
    namespace: str
    root: str

    @property
    def prefix(self) -> bytes:
        """Prefix of the root's tag with its colon (``x:``), empty for most writers."""
        match = re.search(
            rb"<(?:([A-Za-z_][\w.-]*):)?" + re.escape(self.root.encode()) + rb"[\s/>]", self.content
        )
        return match[1] + b":" if match and match[1] else b""


def examine(content: bytes, name: str, file: str) -> Part:
    """The part ``name`` of ``file`` as sound XML; raises ``FileRefusedError`` ``damaged`` or ``doctype``."""
    seen = _Seen()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = _from_utf16(content, name, file)
    parser = _parser(seen, name, file)
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError, UnicodeError):
        raise FileRefusedError("damaged", file, part=name) from None
    if seen.encoding.lower() not in ("", "utf-8", "utf8", "us-ascii", "ascii"):
        raise FileRefusedError("damaged", file, part=name)
    if seen.decorated:
        content = _COMMENT_OR_CDATA.sub(_plain, content)
    namespace, _, root = seen.root.rpartition(" ")
    return Part(name, content.removeprefix(b"\xef\xbb\xbf"), namespace, root)


def _parser(seen: _Seen, name: str, file: str) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")

    def root(tag: str, _attributes: dict[str, str]) -> None:
        seen.root = tag
        parser.StartElementHandler = None

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        seen.encoding = encoding or ""

    def decoration(*_: object) -> None:
        seen.decorated = True

    def doctype(*_: object) -> NoReturn:
        raise FileRefusedError("doctype", file, part=name)

    parser.StartElementHandler = root
    parser.XmlDeclHandler = declaration
    parser.CommentHandler = decoration
    parser.StartCdataSectionHandler = decoration
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    return parser


def _from_utf16(content: bytes, name: str, file: str) -> bytes:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError:
        raise FileRefusedError("damaged", file, part=name) from None
    return _DECLARATION.sub(b"", text.encode("utf-8"))


def _plain(match: re.Match[bytes]) -> bytes:
    return b"" if match[1] is None else escape(match[1].decode("utf-8")).encode("utf-8")
