"""Sheets that state the same figures again: read once, and refused where they differ for one agency."""

from __future__ import annotations

from collections.abc import Iterable

from skpd_eval.model import AccountLine, Export, ProgressLine
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.periods.monthsheets import without_unfilled
from skpd_eval.reading.proof.lines import agency_key


def totals(export: Export) -> dict[object, tuple[int, int]]:
    """Budget and realization (or plan) by agency, in sen: what two sheets are compared by."""
    sums: dict[object, tuple[int, int]] = {}
    stated: tuple[AccountLine | ProgressLine, ...] = (*export.accounts, *export.progress)
    for line in stated:
        key = agency_key(export.agencies[line.agency])
        budget, realization = sums.get(key, (0, 0))
        sums[key] = budget + (line.budget or line.budget_revised or 0), realization + (line.realization or 0)
    for plan in export.plans:
        key = agency_key(export.agencies[plan.agency])
        budget, planned = sums.get(key, (0, 0))
        sums[key] = budget + (plan.budget or 0), planned + sum(month or 0 for month in plan.months)
    return sums


def _depth(export: Export) -> int:
    return len(export.accounts) + len(export.plans) + len(export.progress)


def _same_position(left: Export, right: Export) -> bool:
    return (left.kind, left.cutoff, left.budget_basis, left.period_kind) == (
        right.kind,
        right.cutoff,
        right.budget_basis,
        right.period_kind,
    )


def without_copies(exports: Iterable[Export], collectors: dict[str | None, Collector]) -> tuple[Export, ...]:
    """Leave out sheets that state the same figures again; sheets that differ for one agency are an error."""
    kept: list[Export] = []
    for export in sorted(without_unfilled([*exports], collectors), key=_depth, reverse=True):
        mine = totals(export)
        twin = next(
            (other for other in kept if _same_position(other, export) and set(totals(other)) & set(mine)),
            None,
        )
        if twin is None or twin.sheet == export.sheet:
            kept.append(export)
            continue
        theirs = totals(twin)
        collector = collectors[export.sheet]
        if all(theirs[key] == amounts for key, amounts in mine.items() if key in theirs):
            collector.inform("sheet-copy", sheet=export.sheet or "", other=twin.sheet or "")
        else:
            collector.error("sheets-conflict", sheet=export.sheet or "", other=twin.sheet or "")
    return tuple(kept)
