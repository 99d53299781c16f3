"""Rows that state what is left of revenue, expenditure and financing: the balance proves the row."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval.model import Identity, Proven
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import Column
from skpd_eval.reading.proof.sums import proven

SIGNS = {"realization:4": 1, "realization:5": -1, "realization:6": 1}
RUPIAH = 100
"""How far, in sen, a balance may lie from its parts and still be theirs: each is rounded."""


def prove_balances(header: Header, values: Values, rows: Sequence[int]) -> tuple[Proven, ...]:
    """An error at the balance of a row whose parts come to another one; what the others prove.

    Only where at least half of the rows agree: else the column holds another balance, and proves nothing. A part
    that is blank counts as nothing, as it does in the balance.
    """
    column = header.column("balance")
    parts = [part for part in header.columns if part.role in SIGNS]
    if column is None or len(parts) < len(SIGNS):
        return ()
    wrong = [found for row in rows if (found := _differing(row, column, parts, values)) is not None]
    if len(wrong) * 2 > len(rows):
        return ()
    for row, stated, parted in wrong:
        cells = ", ".join(values.collector.grid.address(row, part.index) for part in parts)
        values.collector.error(
            "sum-differs",
            row,
            column.index,
            code="",
            name=column.heading.text,
            stated=stated,
            sum=parted,
            cells=cells,
        )
    stated = sum(values.amount(row, column.index) is not None for row in rows)
    slack, met = len(parts) * RUPIAH, stated - len(wrong)
    return proven(Identity.BALANCE, [*SIGNS], (), met=met, of=len(rows), slack=slack)


def _differing(
    row: int, column: Column, parts: Sequence[Column], values: Values
) -> tuple[int, int, int] | None:
    """Row, stated balance and that of the parts, in sen, where they differ."""
    stated = values.amount(row, column.index)
    if stated is None:
        return None
    found = sum(SIGNS[part.role] * (values.amount(row, part.index) or 0) for part in parts)
    return None if abs(stated - found) <= len(parts) * RUPIAH else (row, stated, found)
