"""The agency of a workbook whose tables do not say whose they are: the one that another of its sheets names."""

from __future__ import annotations

from collections.abc import Iterable

from skpd_eval import codes
from skpd_eval.codes import CodeKind
from skpd_eval.reading.grid import Grid

SEARCHED_ROWS = 60


def agency_of_sheets(grids: Iterable[Grid]) -> str | None:
    """Code and name of the only agency that sheets name near their top, ``None`` where they name none or several."""
    named = {agency for grid in grids for agency in _agencies(grid)}
    if len({code for code, _ in named}) != 1:
        return None
    code, name = max(named, key=lambda agency: (len(agency[1]), agency))
    return f"{code} {name}"


def _agencies(grid: Grid) -> set[tuple[str, str]]:
    """Agencies with code and name in one cell: ``2.16.2.20.2.21.02.0000 - Dinas …``, a label before it or not."""
    found = set()
    for row in grid.rows[:SEARCHED_ROWS]:
        for value in row:
            if isinstance(value, str) and value:
                code, name = codes.split_code_and_name(value.partition(":")[2] or value)
                if code is not None and name and codes.classify(code) is CodeKind.AGENCY:
                    found.add((code, name))
    return found
