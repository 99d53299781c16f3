"""Tables that are known and cannot be read: said with their reason, so that nobody looks for a fault in the file."""

from __future__ import annotations

from skpd_eval.model import Finding
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.quantities import is_check_mark
from skpd_eval.reading.file.candidates import Candidate


def refusal(candidate: Candidate, file: str) -> tuple[Finding, ...]:
    """Why a table of a refused layout is not read, at its header, and the first mark that stands for a number."""
    header, grid = candidate.header, candidate.grid
    collector = Collector(file, grid)
    collector.error(header.layout.refused, header.last_row, None, layout=header.layout.title)
    targets = [
        column.index for column in (*header.columns, *header.rivals) if column.measure == "output_target"
    ]
    marks = (
        (row, column)
        for row in range(header.last_row + 1, len(grid.rows))
        for column in sorted(targets)
        if is_check_mark(grid.value(row, column))
    )
    first = next(marks, None)
    if first is not None:
        collector.error("check-mark", *first, text=str(grid.value(*first)).strip())
    return collector.result()
