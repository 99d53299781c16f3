"""What of a file was left unread: nothing falls off in silence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands in a table and gave no figure and proved none, by address."""

    columns: tuple[str, ...] = ()
    """Letters of columns that hold anything."""
    rows: tuple[int, ...] = ()
    """1-based rows with a figure among the amounts."""
    dimensions: tuple[str, ...] = ()
    """Letters of columns of words that group the rows: what they tell apart is merged."""

    def and_also(self, other: Unread) -> Unread:
        """What both left unread, of one table read twice."""
        return Unread(
            columns=tuple(one for one in self.columns if one in other.columns),
            rows=tuple(one for one in self.rows if one in other.rows),
            dimensions=tuple(one for one in self.dimensions if one in other.dimensions),
        )


NOTHING_UNREAD = Unread()
