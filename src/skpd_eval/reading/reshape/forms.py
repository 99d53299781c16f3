"""The forms that a grid is tried in, each a function from a grid to the grid as other tables stand, or ``None``."""

from __future__ import annotations

from collections.abc import Callable

from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.reshape.transposed import turned

Form = Callable[[Grid], Grid | None]

OTHERWISE: tuple[Form, ...] = (turned,)
"""Tried where the grid as it stands is no table."""
