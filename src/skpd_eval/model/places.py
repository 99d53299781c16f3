"""Where the cells of a column are: beneath its letter, or one by one where a table was rearranged to be read."""

from __future__ import annotations

from collections.abc import Iterable

_NONE = "-"


def cell_at(place: str, row: int) -> str | None:
    """The cell of a 1-based row: ``F`` and 12 give ``F12``; a rearranged column names each row's cell.

    ``None`` where the row has none there. In a text file the name is its line.
    """
    names = place.split(" ")
    if len(names) == 1:
        return f"{place}{row}"
    return names[row - 1] if 0 < row <= len(names) and names[row - 1] != _NONE else None


def shown_place(place: str) -> str:
    """A place for people: the letter, or the first and the last cell."""
    names = [name for name in place.split(" ") if name != _NONE]
    return place if len(names) < 2 else f"{names[0]} … {names[-1]}"


def shown_row(places: Iterable[str], row: int) -> str:
    """A 1-based row for people: its number; of a rearranged table the first of its cells."""
    moved = (cell_at(place, row) for place in places if " " in place)
    return next((cell for cell in moved if cell is not None), f"{row}")
