"""Workbooks with a sheet a month: sheets prepared for months to come are no positions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from skpd_eval import period
from skpd_eval.errors import PeriodError
from skpd_eval.model import AccountLine, Export, Kind, PeriodKind, PeriodOrigin, ProgressLine, Severity
from skpd_eval.reading.cells.collect import Collector

Collectors = Mapping[str | None, Collector]
NOTHING = "no-data-rows"


def forgive_empty(exports: Sequence[Export], collectors: Collectors) -> None:
    """A sheet of a month to come that holds a header alone is no error where another sheet holds its month."""
    read = {export.sheet for export in exports}
    if not any(export.period_origin is PeriodOrigin.SHEET_NAME and _lines(export) for export in exports):
        return
    for sheet, collector in collectors.items():
        codes = [finding.code for finding in collector.findings if finding.severity is Severity.ERROR]
        if codes == [NOTHING] and sheet not in read and sheet is not None and names_month(sheet):
            collector.findings = [finding for finding in collector.findings if finding.code != NOTHING]
            collector.inform("sheet-without-rows", sheet=sheet)


def names_month(sheet: str) -> bool:
    """Whether the name of a sheet tells a month."""
    try:
        mention = period.find_period(sheet)
    except PeriodError:
        return False
    return mention is not None and mention.month is not None


def without_unfilled(exports: Sequence[Export], collectors: Collectors) -> list[Export]:
    """Leave out months without any realization, and copies of the month before that nobody has filled in yet.

    Cumulative amounts that fall from one sheet to the next are an error: the sheets may hold months alone.
    """
    series: dict[Kind, list[Export]] = defaultdict(list)
    for export in exports:
        if export.period_origin is PeriodOrigin.SHEET_NAME and export.cutoff is not None and _lines(export):
            series[export.kind].append(export)
    left_out: set[int] = set()
    for months in series.values():
        if len({export.sheet for export in months}) > 1:
            left_out |= _unfilled(sorted(months, key=lambda export: export.cutoff or dt.date.min), collectors)
    return [export for export in exports if id(export) not in left_out]


def _unfilled(months: list[Export], collectors: Collectors) -> set[int]:
    left_out: set[int] = set()
    before: Export | None = None
    for export in months:
        collector = collectors[export.sheet]
        cutoff = str(export.cutoff)
        if not any(line.realization for line in _lines(export)):
            collector.inform("month-not-filled", cutoff=cutoff)
        elif before is not None and _figures(export) == _figures(before):
            collector.warn("month-unchanged", cutoff=cutoff, other=before.sheet or "")
        else:
            if before is not None and _falls(export, before):
                collector.error("months-fall", cutoff=cutoff, other=before.sheet or "")
            before = export
            continue
        left_out.add(id(export))
    if before is None:
        collectors[months[-1].sheet].error(NOTHING)
    return left_out


def _lines(export: Export) -> list[ProgressLine | AccountLine]:
    return [*export.progress, *export.accounts]


def _figures(export: Export) -> list[tuple[object, ...]]:
    return [(line.activity, line.realization, getattr(line, "physical_pct", None)) for line in _lines(export)]


def _falls(export: Export, before: Export) -> bool:
    return export.period_kind is PeriodKind.CUMULATIVE and _sum(export) < _sum(before)


def _sum(export: Export) -> int:
    return sum(line.realization or 0 for line in _lines(export))
