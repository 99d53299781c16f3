"""Text that came from files, made safe for every output: shown, never obeyed."""

from __future__ import annotations

import codecs
import re
import unicodedata

CELL_LIMIT = 32_767
"""Most characters that a cell of a workbook holds."""

_CUT = " […]"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_DELETE = 0x7F
_CONTROL_PICTURES = 0x2400
_LINE_BREAKS = {"\n": "\N{SYMBOL FOR NEWLINE}"}
_ILLEGAL_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SUSPECT_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})
_HARMLESS_FORMATS = frozenset({"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"})


def visible(text: str) -> str:
    """Controls, escapes, bidirectional overrides, line separators as visible marks: ``␛``, ``\\u{202e}``.

    >>> visible("a\\x1b[31mb")
    'a␛[31mb'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    code = ord(character)
    if code < ord(" "):
        return _LINE_BREAKS.get(character, chr(_CONTROL_PICTURES + code))
    if code == _DELETE:
        return "\N{SYMBOL FOR DELETE}"
    if unicodedata.category(character) in _SUSPECT_CATEGORIES and character not in _HARMLESS_FORMATS:
        return f"\\u{{{code:04x}}}"
    return character


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters, a cut being shown by ``[…]``."""
    return text if len(text) <= limit else text[: limit - len(_CUT)] + _CUT


def csv_text(text: str) -> str:
    """A text for a CSV file: visible, and with an apostrophe before what a spreadsheet would obey."""
    return ("'" if text.startswith(_FORMULA_STARTS) else "") + visible(text)


def cell_text(text: str) -> str:
    """A text for a workbook's cell: visible, legal in XML, cut visibly at what a cell holds."""
    return shortened(_ILLEGAL_XML.sub("\N{REPLACEMENT CHARACTER}", visible(text)), CELL_LIMIT)


def markdown_text(text: str) -> str:
    """A text for a cell of a Markdown table: visible, with nothing that Markdown or HTML would obey."""
    return re.sub(r"([\\`*_{}\[\]<>|#!~])", r"\\\1", visible(text)).replace("&", "&amp;")


def for_encoding(text: str, encoding: str | None) -> str:
    """The text in characters that a stream's encoding has: plain signs for ours, escapes for the rest."""
    name = encoding if encoding and _known(encoding) else "ascii"
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(name, "backslashreplace").decode(name)
    return text


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


_PLAIN = str.maketrans(
    {
        "\N{MINUS SIGN}": "-",
        "\N{BLACK UP-POINTING TRIANGLE}": "+",
        "\N{BLACK DOWN-POINTING TRIANGLE}": "-",
        "\N{BOX DRAWINGS LIGHT HORIZONTAL}": "-",
        "\N{BOX DRAWINGS HEAVY HORIZONTAL}": "=",
        "\N{BOX DRAWINGS LIGHT VERTICAL}": "|",
        "\N{BOX DRAWINGS HEAVY VERTICAL}": "|",
        "\N{FULL BLOCK}": "#",
        "\N{LEFT HALF BLOCK}": "#",
        "\N{LIGHT SHADE}": ".",
        "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": ">",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{MIDDLE DOT}": "-",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DIVISION SIGN}": "/",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{GREATER-THAN OR EQUAL TO}": ">=",
        "\N{LESS-THAN OR EQUAL TO}": "<=",
        "\N{SECTION SIGN}": "S",
    }
)
