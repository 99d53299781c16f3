"""What the numbers before the names of a statement are: account codes of today, older codes, or mere counting.

``1.1.1`` and ``5.2.1`` of the statements until 2020 look like codes of today and mean other accounts: such
numbers tell the depth of a row only, and its name tells the account. Nothing is taken from a code whose root
and name disagree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.layout.accountnames import NamedAccounts

_SEGMENTS = re.compile(r"\d{1,5}(?:\.\d{1,5}){0,7}$")
_WITH_OWNER = re.compile(r"(?P<owner>(?:\d{1,5}\.){3,12})(?P<account>[4-6](?:\.\d{1,5}){0,7})$")
"""A code whose account stands behind that of its agency: ``1.06.01.00.00.5.1.1``."""
_BLANKS = re.compile(r"\s+")
_KELOMPOK = 2


class Numbering(Enum):
    """What the numbers are good for."""

    CODES = auto()
    """Account codes of Permendagri 90/2019."""
    DEPTHS = auto()
    """Numbers of another system: they tell how deep a row stands."""
    NONE = auto()
    """Running numbers, letters, or nothing."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The numbers of a table's rows, and what they are."""

    kind: Numbering
    texts: dict[int, str]
    """Zero-based row to its number without blanks and outer dots."""
    spoiled: dict[int, str]
    """Rows whose number stands as a number or date that may have lost digits."""


def number_columns(header: Header) -> tuple[int, ...]:
    """Columns that hold the numbers."""
    column = header.column("number")
    return header.code_columns or (() if column is None else (column.index,))


def numbered(
    header: Header, grid: Grid, rules: NamedAccounts, name_of: Sequence[tuple[int, str]]
) -> Numbered:
    """Read the numbers of the rows named in ``name_of`` (zero-based row, name) and tell what they are."""
    columns = number_columns(header)
    texts: dict[int, str] = {}
    spoiled: dict[int, str] = {}
    for row, _ in name_of:
        text = number_text([grid.value(row, col) for col in columns])
        if text is None:
            spoiled[row] = " ".join(str(grid.value(row, col)) for col in columns)
        else:
            texts[row] = text
    texts = {row: text for row, text in _without_owner(texts).items() if _SEGMENTS.match(text)}
    if not any("." in text for text in texts.values()):
        return Numbered(Numbering.NONE, {}, {})
    named = [(texts[row], name) for row, name in name_of if row in texts]
    kind = Numbering.CODES if all(_is_code(code, name, rules) for code, name in named) else Numbering.DEPTHS
    return Numbered(kind, texts, spoiled)


def _without_owner(texts: dict[int, str]) -> dict[int, str]:
    """The numbers without the code of the agency that stands before every one of them."""
    shortest = min(filter(None, texts.values()), key=lambda text: text.count("."), default="")
    found = _WITH_OWNER.match(shortest)
    owner = "" if found is None else shortest.rpartition(".")[0] + "."
    if not owner or any(text and not text.startswith(owner) for text in texts.values()):
        return texts
    return {row: text.removeprefix(owner) for row, text in texts.items()}


def number_text(cells: Sequence[CellValue]) -> str | None:
    """A number's cells as one text without blanks and outer dots; ``None`` where digits may be lost."""
    parts: list[str] = []
    for cell in cells:
        if is_blank(cell):
            continue
        if isinstance(cell, float) and not cell.is_integer():
            if round(cell, 1) != cell or not 0 < cell < 10:
                return None
            parts.append(repr(cell))
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            parts.append(str(int(cell)))
        elif isinstance(cell, str):
            parts.append(_BLANKS.sub("", cell).strip("."))
        else:
            return None
    return ".".join(part for part in parts if part)


def _is_code(code: str, name: str, rules: NamedAccounts) -> bool:
    """Whether a number is an account code of today that its own name does not contradict."""
    if codes.classify(code, expect=CodeKind.ACCOUNT) is not CodeKind.ACCOUNT:
        return False
    account, _ = rules.find(name)
    if account is None or not account.code:
        return True
    if account.holds:
        return False
    if account.code.partition(".")[0] != code.partition(".")[0]:
        return False
    at_kelompok = account.code.count(".") + 1 == _KELOMPOK == code.count(".") + 1
    return account.code == code or not at_kelompok
