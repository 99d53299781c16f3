"""The posture of a whole government's budget: revenue, expenditure and financing by name, without codes."""

from __future__ import annotations

from skpd_eval.model import Export
from skpd_eval.reading.assembly import Assembler
from skpd_eval.reading.header import Header
from skpd_eval.reading.titles import Titles
from skpd_eval.reading.values import Values


def read_posture(header: Header, titles: Titles, values: Values, assembler: Assembler) -> tuple[Export, ...]:
    """Exports of a government's posture; no layout has this shape yet."""
    raise NotImplementedError(header.layout.name)
