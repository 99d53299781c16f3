"""What a file states in all: the sums of each of its exports, and what none of them read."""

from __future__ import annotations

from collections.abc import Sequence

from skpd_eval import codes
from skpd_eval.errors import RegulationError
from skpd_eval.jobs.across import Line
from skpd_eval.model import AccountLine, Export, ProgressLine, Unread, counted_lines
from skpd_eval.model.ingestion import PositionRead
from skpd_eval.regulations import load


def unread_together(exports: Sequence[Export]) -> Unread:
    """What no export of each sheet read; sheets one after the other."""
    by_sheet: dict[str | None, Unread] = {}
    for export in exports:
        other, own = by_sheet.get(export.sheet), export.unread
        by_sheet[export.sheet] = own if other is None else other.and_also(own)
    every = by_sheet.values()
    return Unread(
        columns=tuple(column for one in every for column in one.columns),
        rows=tuple(row for one in every for row in one.rows),
        dimensions=tuple(column for one in every for column in one.dimensions),
    )


def position_of(export: Export) -> PositionRead:
    """What an export states in all: its sums, each ``None`` where no line states it."""
    accounts = _expenditure(export)
    progress = counted_lines(export.progress)
    lines: list[Line] = [*accounts, *export.plans, *progress]
    plans = [month for line in export.plans for month in line.months] + [line.plan for line in progress]
    stating: list[AccountLine | ProgressLine] = [*accounts, *progress]
    spent = [line.realization for line in stating]
    assert export.cutoff is not None
    return PositionRead(
        kind=export.kind,
        layout=export.layout,
        sheet=export.sheet,
        government=export.government,
        cutoff=export.cutoff,
        period_kind=export.period_kind,
        period_origin=export.period_origin,
        budget_basis=export.budget_basis,
        agencies=len({line.agency for line in lines}) or len(export.agencies),
        lines=len(accounts) + len(export.plans) + len(export.progress),
        budget=_sum([_budget(line) for line in lines]),
        realization=_sum(spent),
        plan=_sum(plans),
        certificate=export.certificate,
    )


def _expenditure(export: Export) -> list[AccountLine]:
    """Account lines of expenditure; all of them where the export states none (revenue of an agency)."""
    assert export.cutoff is not None
    try:
        spending = load("expenditure_account").in_force(export.cutoff).accounts
    except RegulationError:
        return list(export.accounts)
    own = [
        line
        for line in export.accounts
        if line.account is None or any(codes.is_within(line.account, root) for root in spending)
    ]
    return own or list(export.accounts)


def _budget(line: Line) -> int | None:
    for name in ("budget", "budget_revised", "budget_original"):
        amount = getattr(line, name, None)
        if amount is not None:
            return int(amount)
    return None


def _sum(amounts: Sequence[int | None]) -> int | None:
    told = [amount for amount in amounts if amount is not None]
    return sum(told) if told else None
