"""Both languages: gettext catalogs beside this module, chosen by name and never by the process's locale.

The messages of the code are English; ``locale/id/LC_MESSAGES/skpd_eval.po`` holds the Indonesian ones and
``.mo`` what is compiled from it. ``python -m skpd_eval.presentation.catalogs update|compile`` keeps them.
"""

from __future__ import annotations

import ast
import gettext
import struct
import sys
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from skpd_eval.errors import UsageError
from skpd_eval.model.measures import MEASURES

LANGUAGES = ("id", "en")
"""Indonesian first: it is the language of people's output unless another is asked for."""

PO_PATH = Path(__file__).parent / "locale" / "id" / "LC_MESSAGES" / "skpd_eval.po"
MO_PATH = PO_PATH.with_suffix(".mo")


def mark(message: str) -> str:
    """Name a message for the catalog where it is translated later."""
    return message


class Translator:
    """Words messages in one language; call it with a message and what fills its ``{placeholders}``."""

    def __init__(self, language: str, catalog: gettext.NullTranslations) -> None:
        self.language = language
        self._catalog = catalog

    def __call__(self, message: str, **arguments: object) -> str:
        """The message in this language, its placeholders filled with ``arguments``."""
        worded = self._catalog.gettext(message)
        return worded.format_map(arguments) if arguments else worded


@lru_cache
def translator(language: str = "id") -> Translator:
    """The translator of ``id`` or ``en``.

    Raises:
        UsageError: ``unknown-language`` for any other language.
    """
    if language not in LANGUAGES:
        raise UsageError("unknown-language", language=language)
    if language == "en":
        return Translator(language, gettext.NullTranslations())
    with MO_PATH.open("rb") as file:
        return Translator(language, gettext.GNUTranslations(file))


def messages_used() -> Iterator[tuple[str, str]]:
    """Every message that the code of this package uses: module name and English text, in their order.

    A message is the first argument of ``mark(...)``, ``t(...)`` or ``translator(...)(...)``, or a text of a
    measure's record.
    """
    for path in sorted(Path(__file__).parent.rglob("*.py"), key=lambda path: (path.stem, path)):
        calls = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            first = call.args[0] if call.args else None
            if _translates(call.func) and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield path.stem, first.value
    for measure in MEASURES.values():
        yield from (("measures", text) for text in measure.texts)


def _translates(function: ast.expr) -> bool:
    if isinstance(function, ast.Call):
        return isinstance(function.func, ast.Name) and function.func.id == "translator"
    return isinstance(function, ast.Name) and function.id in {"t", "mark"}


def compiled(po: bytes) -> bytes:
    """The ``.mo`` that belongs to the text of a ``.po``: the same bytes under every version of Babel."""
    from babel.messages.pofile import read_po

    texts = {"": "Content-Type: text/plain; charset=utf-8\nLanguage: id\n"}
    texts |= {str(entry.id): str(entry.string) for entry in read_po(BytesIO(po), locale="id") if entry.id}
    ordered = sorted(texts.items(), key=lambda pair: pair[0].encode())
    columns = [[text.encode() for text in column] for column in zip(*ordered, strict=True)]
    start = _MO_HEADER.size + 2 * len(ordered) * _MO_ENTRY.size
    tables, texts_end = b"", start
    for column in columns:
        for text in column:
            tables += _MO_ENTRY.pack(len(text), texts_end)
            texts_end += len(text) + 1
    second = _MO_HEADER.size + len(ordered) * _MO_ENTRY.size
    header = _MO_HEADER.pack(_MO_MAGIC, 0, len(ordered), _MO_HEADER.size, second, 0, start)
    return header + tables + b"".join(text + b"\0" for column in columns for text in column)


_MO_MAGIC = 0x950412DE
_MO_HEADER = struct.Struct("<7I")
_MO_ENTRY = struct.Struct("<2I")


def updated(po: bytes) -> bytes:
    """The text of the ``.po`` with the messages of the code: new ones empty, unused ones dropped."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    old = read_po(BytesIO(po), locale="id")
    new = Catalog(locale="id", header_comment="# Indonesian of skpd-eval.", fuzzy=False)
    for module, message in messages_used():
        known = old.get(message)
        new.add(message, string=known.string if known else "", locations=[(module, 0)])
    target = BytesIO()
    write_po(target, new, width=0, omit_header=True, include_lineno=False)
    return _HEADER + target.getvalue()


_HEADER = b"""# Indonesian of skpd-eval.
msgid ""
msgstr ""
"Language: id\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def run(arguments: list[str]) -> int:
    """Carry out ``update`` or ``compile``; gives the exit status."""
    if arguments == ["update"]:
        PO_PATH.write_bytes(updated(PO_PATH.read_bytes()))
    elif arguments != ["compile"]:
        sys.stderr.write("usage: python -m skpd_eval.presentation.catalogs update|compile\n")
        return 2
    MO_PATH.write_bytes(compiled(PO_PATH.read_bytes()))
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
