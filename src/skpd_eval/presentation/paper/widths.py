"""How wide the columns of a table on paper are: figures never break, words only where they must."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.presentation.table import Column, ColumnKind

PADDING = 8.0
"""Points beside what stands in a cell."""
_SIGN, _NARROW, _CAPITAL = 5.0, 2.6, 6.2
"""Points that a sign of 9 pt needs in a sans serif."""
_NARROW_SIGNS = frozenset(".,:;'|!ijl()[] ")
LONGEST_TOKEN = 18
"""A longer run without a blank (a hash, a file's name) may break anywhere."""
_WIDEST = 60
_TEXTS = frozenset({ColumnKind.TEXT, ColumnKind.CODE, ColumnKind.DATE, ColumnKind.TIME})
_ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"


def widths(
    columns: Sequence[tuple[str, bool, Sequence[str]]], available: float, padding: float = PADDING
) -> list[float]:
    """Points for each column of (heading, whether it is text, its cells) on a page of ``available`` points.

    Every column gets what its longest word needs, figures what their longest needs; columns of text share what
    is left by how much more they hold.
    """
    least = [_least(heading, cells, is_text=is_text) + padding for heading, is_text, cells in columns]
    wanted = [_wanted(cells) + padding if is_text else 0.0 for _, is_text, cells in columns]
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
    columns: Sequence[Column],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    available: float,
    padding: float = PADDING,
) -> list[float]:
    """:func:`widths` for a neutral table's columns under their heads, its rows as shown."""
    texts = [
        (head, column.kind in _TEXTS, [row[place] for row in rows])
        for place, (head, column) in enumerate(zip(heads, columns, strict=True))
    ]
    return widths(texts, available, padding)


def breakable(text: str) -> str:
    """The text with places to break its long tokens at."""
    return " ".join(
        _ZERO_WIDTH.join(token) if len(token) > LONGEST_TOKEN else token for token in text.split(" ")
    )


def _least(heading: str, cells: Sequence[str], *, is_text: bool) -> float:
    words = [word for text in (heading, *(cells if is_text else ())) for word in text.split()]
    longest = max((points(word[:LONGEST_TOKEN]) for word in words), default=_SIGN)
    return longest if is_text else max(longest, max(map(points, cells), default=0.0))


def _wanted(cells: Sequence[str]) -> float:
    return min(max(map(points, cells), default=0.0), _WIDEST * _SIGN)


def points(text: str) -> float:
    """About how wide a text is at 9 pt."""
    return sum(map(_sign, text.replace(_ZERO_WIDTH, "")))


def _sign(sign: str) -> float:
    if sign in _NARROW_SIGNS:
        return _NARROW
    return _CAPITAL if sign.isupper() else _SIGN
