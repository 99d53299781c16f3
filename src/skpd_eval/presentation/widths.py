"""How wide the columns of a table on paper are: figures never break, words only where they must."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.presentation.table import Column, ColumnKind

SIGN = 5.0
"""Points that a sign of 9 pt needs, bold ones in a total among them."""
PADDING = 8.0
LONGEST_TOKEN = 18
"""A longer run without a blank (a hash, a file's name) may break anywhere."""
_WIDEST = 60
_TEXTS = frozenset({ColumnKind.TEXT, ColumnKind.CODE, ColumnKind.DATE, ColumnKind.TIME})
_ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"


def widths(columns: Sequence[tuple[str, bool, Sequence[str]]], available: float) -> list[float]:
    """Points for each column of (heading, whether it is text, its cells) on a page of ``available`` points.

    Every column gets what its longest word needs, figures what their longest needs; columns of text share what
    is left by how much more they hold.
    """
    least = [_least(heading, cells, is_text=is_text) for heading, is_text, cells in columns]
    wanted = [_wanted(cells) if is_text else 0.0 for _, is_text, cells in columns]
    more = [max(0.0, want - have) for want, have in zip(wanted, least, strict=True)]
    left = available - sum(least)
    if left < 0:
        return [have * available / sum(least) for have in least]
    spread = sum(more)
    if not spread:
        return least
    part = min(1.0, left / spread)
    return [have + extra * part for have, extra in zip(least, more, strict=True)]


def widths_of(
    columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[str]], available: float
) -> list[float]:
    """:func:`widths` for a neutral table's columns under their heads, its rows as shown."""
    texts = [
        (head, column.kind in _TEXTS, [row[place] for row in rows])
        for place, (head, column) in enumerate(zip(heads, columns, strict=True))
    ]
    return widths(texts, available)


def breakable(text: str) -> str:
    """The text with places to break its long tokens at."""
    return " ".join(
        _ZERO_WIDTH.join(token) if len(token) > LONGEST_TOKEN else token for token in text.split(" ")
    )


def _least(heading: str, cells: Sequence[str], *, is_text: bool) -> float:
    words = [word for text in (heading, *(cells if is_text else ())) for word in text.split()]
    longest = max((min(_length(word), LONGEST_TOKEN) for word in words), default=1)
    if not is_text:
        longest = max(longest, max(map(_length, cells), default=0))
    return longest * SIGN + PADDING


def _wanted(cells: Sequence[str]) -> float:
    return min(max(map(_length, cells), default=0), _WIDEST) * SIGN + PADDING


def _length(text: str) -> int:
    return len(text.replace(_ZERO_WIDTH, ""))
