"""The V-rules on what an export states: pure functions that give findings. :data:`CHECKS` lists them.

Checks that need two positions or a whole government are the evaluation's; sums of a table and what its cells
print beside them are the reader's.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction

from skpd_eval import codes
from skpd_eval.errors import Argument, RegulationError
from skpd_eval.model import AccountLine, Export, Finding, Level, ProgressLine, Severity, Source
from skpd_eval.regulations import load

HUNDRED = Fraction(100)
LOST_DECIMALS = (100, 1000)


def _source(export: Export, role: str, row: int) -> Source:
    letter = export.columns.get(role, "")
    cell = f"{letter}{row}" if export.sheet is not None and letter else f"line {row}"
    return Source(export.file, export.sheet, cell)


def check_physical_range(export: Export) -> Iterable[Finding]:
    """V-10: physical progress lies between 0 and 100 percent."""
    for line in export.progress:
        for role, value in (
            ("physical_pct", line.physical_pct),
            ("physical_target_pct", line.physical_target_pct),
        ):
            if value is not None and not 0 <= value <= HUNDRED:
                arguments: dict[str, Argument] = {
                    "agency": export.agencies[line.agency].name,
                    "stated": str(value),
                }
                yield Finding(
                    "physical-over-100", Severity.WARNING, arguments, _source(export, role, line.row)
                )


def check_plan_sums(export: Export) -> Iterable[Finding]:
    """V-06: twelve months of a plan add up to the budget; an all-zero plan is not filled in."""
    planned: dict[int, int] = defaultdict(int)
    budgets: dict[int, int] = defaultdict(int)
    rows: dict[int, int] = {}
    for line in export.plans:
        rows.setdefault(line.agency, line.row)
        if any(month is None for month in line.months):
            return
        planned[line.agency] += sum(month or 0 for month in line.months)
        if line.budget is not None:
            budgets[line.agency] += line.budget
    for agency, row in rows.items():
        if agency not in budgets:
            continue
        plan, budget, name = planned[agency], budgets[agency], export.agencies[agency].name
        source = _source(export, "budget", row)
        if plan == 0 and budget:
            yield Finding("plan-not-filled", Severity.WARNING, {"agency": name}, source)
        elif budget and plan in {budget * factor for factor in LOST_DECIMALS}:
            arguments: dict[str, Argument] = {
                "agency": name,
                "plan": plan,
                "budget": budget,
                "factor": plan // budget,
            }
            yield Finding("plan-scale-suspected", Severity.WARNING, arguments, source)
        elif plan != budget:
            arguments = {"agency": name, "plan": plan, "budget": budget}
            yield Finding("plan-sum-differs", Severity.WARNING, arguments, source)


def check_template_leftovers(exports: Iterable[Export]) -> Iterable[tuple[Export, Finding]]:
    """Two agencies with the same budget and realization at one position: a template's amounts left standing.

    Of whole governments the expenditures are compared, across governments.
    Gives each later export with its finding, which names the earlier agency and file.
    """
    first: dict[tuple[object, ...], tuple[str, str]] = {}
    for export in exports:
        for agency, amounts in _amounts_of(export).items():
            if not all(amounts):
                continue
            name = export.agencies[agency].name
            whose = Level.GOVERNMENT if export.level is Level.GOVERNMENT else export.government
            key = (export.kind, export.cutoff, whose, *amounts)
            other, file = first.setdefault(key, (name, export.file))
            if other != name:
                arguments: dict[str, Argument] = {"agency": name, "other": other, "file": file}
                yield (
                    export,
                    Finding(
                        "amounts-repeated", Severity.WARNING, arguments, Source(export.file, export.sheet)
                    ),
                )


def _amounts_of(export: Export) -> dict[int, tuple[int, int]]:
    """Budget and realization by agency, in sen; of a whole government those of its expenditure."""
    sums: dict[int, tuple[int, int]] = {}
    accounts = _spending(export) if export.level is Level.GOVERNMENT else export.accounts
    lines: tuple[AccountLine | ProgressLine, ...] = (*accounts, *export.progress)
    for line in lines:
        if isinstance(line, ProgressLine) and line.activity is not None:
            continue
        budget, realization = sums.get(line.agency, (0, 0))
        sums[line.agency] = budget + (line.budget or 0), realization + (line.realization or 0)
    return sums


def _spending(export: Export) -> tuple[AccountLine, ...]:
    try:
        roots = load("expenditure_account").in_force(export.cutoff or dt.date.max).accounts
    except RegulationError:
        return export.accounts
    return tuple(
        line for line in export.accounts if any(codes.is_within(line.account or "", root) for root in roots)
    )


CHECKS: tuple[Callable[[Export], Iterable[Finding]], ...] = (
    check_physical_range,
    check_plan_sums,
)
"""Every check of one export, in the order of their findings."""


def check(export: Export) -> tuple[Finding, ...]:
    """All findings of all checks of one export."""
    return tuple(finding for rule in CHECKS for finding in rule(export))
