"""Forms whose rows are series over the months: target and realization of revenue, expenditure, financing."""

from __future__ import annotations

from skpd_eval.model import Export
from skpd_eval.reading.assembly import Assembler
from skpd_eval.reading.header import Header
from skpd_eval.reading.titles import Titles
from skpd_eval.reading.values import Values


def read_series(header: Header, titles: Titles, values: Values, assembler: Assembler) -> tuple[Export, ...]:
    """Exports of a form of series; no layout has this shape yet."""
    raise NotImplementedError(header.layout.name)
