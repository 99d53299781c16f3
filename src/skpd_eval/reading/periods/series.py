"""One table with several periods side by side: the one in force, and earlier ones as positions of their own.

The period in force is the one that the user or the title names, never the last column: later columns are often
stale copies. Earlier ones are kept when the cumulative series does not fall.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from skpd_eval.errors import PeriodError
from skpd_eval.period import PeriodMention
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.values import Values
from skpd_eval.reading.columns.header import Header
from skpd_eval.reading.columns.headings import Column
from skpd_eval.reading.layout.layout import REALIZED


@dataclass(frozen=True, slots=True)
class Variant:
    """The header as it stands for one period; ``mention`` is ``None`` for the period in force."""

    header: Header
    cutoff: dt.date | None = None
    mention: PeriodMention | None = None


def variants(
    header: Header, in_force: dt.date | None, year: int | None, collector: Collector
) -> list[Variant]:
    """The header once a period, oldest first; one variant where no role has several columns."""
    if not header.rivals:
        return [Variant(header)]
    by_cutoff = _by_cutoff(header, year)
    told = {column.role for column in header.rivals if column.role.partition(":")[0] in REALIZED}
    if in_force is None or not told or in_force not in by_cutoff:
        return [Variant(header)]
    found = [
        Variant(
            _at_period(header, by_cutoff[cutoff]),
            cutoff,
            None if cutoff == in_force else by_cutoff[cutoff][0].heading.mention,
        )
        for cutoff in sorted(by_cutoff)
        if cutoff <= in_force
    ]
    for cutoff in sorted(by_cutoff):
        if cutoff > in_force:
            column = by_cutoff[cutoff][0]
            collector.inform(
                "column-after-period",
                header.last_row,
                column.index,
                heading=column.heading.text,
                cutoff=cutoff.isoformat(),
            )
    return found


def _by_cutoff(header: Header, year: int | None) -> dict[dt.date, list[Column]]:
    found: dict[dt.date, list[Column]] = {}
    for column in header.rivals:
        mention = column.heading.mention
        if mention is None or (mention.month is None and mention.quarter is None):
            continue
        try:
            found.setdefault(mention.cutoff(year), []).append(column)
        except PeriodError:
            continue
    return found


def _at_period(header: Header, columns: list[Column]) -> Header:
    roles = {column.role for column in header.rivals}
    kept = tuple(column for column in header.columns if column.role not in roles)
    mine = {column.role: column for column in columns}
    ambiguous = tuple(role for role in header.ambiguous if role not in roles)
    return dataclasses.replace(header, columns=kept + tuple(mine.values()), ambiguous=ambiguous, rivals=())


def rising(found: list[Variant], rows: list[int], values: Values, collector: Collector) -> list[Variant]:
    """Drop earlier periods that break the cumulative series: more than the one in force, or less than before.

    ``rows`` are zero-based rows whose realization is compared in sum.
    """
    if len(found) < 2:
        return found
    aside = values.told_to(Collector(collector.file, collector.grid))
    sums = [_sum(variant, rows, aside) for variant in found]
    kept = [found[-1]]
    ceiling = sums[-1]
    for variant, amount in zip(reversed(found[:-1]), reversed(sums[:-1]), strict=True):
        if amount is None:
            continue
        if ceiling is not None and amount > ceiling:
            assert variant.cutoff is not None
            collector.warn("stale-column", variant.header.last_row, None, cutoff=variant.cutoff.isoformat())
            continue
        ceiling = amount
        kept.insert(0, variant)
    return kept


def _sum(variant: Variant, rows: list[int], values: Values) -> int | None:
    column = variant.header.column("realization")
    if column is None:
        return None
    amounts = [values.amount(row, column.index) for row in rows]
    told = [amount for amount in amounts if amount is not None]
    return sum(told) if told else None
