"""The forms that a grid is tried in, each a function from a grid to the grid as other tables stand, or ``None``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.reshape.besides import stacked
from skpd_eval.reading.reshape.longmonths import months_across
from skpd_eval.reading.reshape.measures import in_columns
from skpd_eval.reading.reshape.transposed import turned

Form = Callable[[Grid], Grid | None]

PROVED: tuple[Form, ...] = (stacked, in_columns, months_across)
"""Their headings or labels prove the form: as it stands such a grid would be read in part."""
OTHERWISE: tuple[Form, ...] = (turned,)
"""Tried where the grid as it stands is no table."""


def forms_of(grid: Grid) -> Iterator[Grid]:
    """The grid in the forms to be tried, one by one: as it proves to be, as it stands, and as it may be."""
    proved = grid
    for form in PROVED:  # measures in rows may hold months in rows
        proved = form(proved) or proved
    if proved is not grid:
        yield proved
    yield grid
    yield from (other for form in OTHERWISE if (other := form(grid)) is not None)
