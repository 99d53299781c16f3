"""V-04 within a file: positions that are read as cumulative and fall for too many agencies are each a period alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from skpd_eval.model import AccountLine, Export, Kind, PeriodKind, ProgressLine
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.periods.course import FALLING_POSITIONS, too_many_fall
from skpd_eval.reading.proof.lines import agency_key

OTHER_THAN_SPENT = ("4", "6")
"""Roots of revenue and financing."""
Spent = dict[object, tuple[str, int]]
"""Agency to its name and realization in sen."""


def refuse_falling(exports: Sequence[Export], collectors: Mapping[str | None, Collector]) -> None:
    """An error at the sheet whose realizations are below those of the position before for many agencies."""
    for kind in (Kind.ACCOUNTS, Kind.PHYSICAL):
        series: dict[dt.date, list[Export]] = defaultdict(list)
        for export in exports:
            if (
                export.kind is kind
                and export.period_kind is PeriodKind.CUMULATIVE
                and export.cutoff is not None
            ):
                series[export.cutoff].append(export)
        for before, after in pairwise(sorted(series)):
            if before.year == after.year:
                _compare(series[before], series[after], collectors)


def _compare(earlier: list[Export], later: list[Export], collectors: Mapping[str | None, Collector]) -> None:
    before, after = _spent(earlier), _spent(later)
    both = [key for key in before if key in after]
    falling = [key for key in both if after[key][1] < before[key][1]]
    if not too_many_fall(len(falling), len(both), FALLING_POSITIONS):
        return
    name, amount = after[falling[0]]
    collectors[later[0].sheet].error(
        "periods-fall",
        cutoff=str(later[0].cutoff),
        found=str(earlier[0].cutoff),
        count=len(falling),
        agency=name[:80],
        realization=amount,
        before=before[falling[0]][1],
    )


def _spent(exports: list[Export]) -> Spent:
    """Expenditure by agency: of its own lines where it has some, else of all.

    What revenue falls by is given back, and financing nets: neither tells a period alone.
    """
    found: Spent = {}
    for export in exports:
        whole = {line.agency for line in export.progress if line.activity is None}
        lines: tuple[AccountLine | ProgressLine, ...] = (*export.accounts, *export.progress)
        for line in lines:
            counted = line.agency not in whole or line.activity is None
            if isinstance(line, AccountLine) and (line.account or "")[:1] in OTHER_THAN_SPENT:
                continue
            if line.realization is not None and counted:
                agency = export.agencies[line.agency]
                _, amount = found.get(agency_key(agency), ("", 0))
                found[agency_key(agency)] = agency.name, amount + line.realization
    return found
