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
from skpd_eval.findings import say
from skpd_eval.model import (
    AccountLine,
    AgencyName,
    Export,
    Finding,
    Level,
    PeriodKind,
    ProgressLine,
    Source,
)
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
                yield say("physical-over-100", arguments, _source(export, role, line.row))


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
            yield say("plan-not-filled", {"agency": name}, source)
        elif budget and plan in {budget * factor for factor in LOST_DECIMALS}:
            arguments: dict[str, Argument] = {
                "agency": name,
                "plan": plan,
                "budget": budget,
                "factor": plan // budget,
            }
            yield say("plan-scale-suspected", arguments, source)
        elif plan != budget:
            arguments = {"agency": name, "plan": plan, "budget": budget}
            yield say("plan-sum-differs", arguments, source)


def check_future(export: Export, today: dt.date) -> Iterable[Finding]:
    """What was realized or achieved is not dated after today; a plan and a budget may be."""
    if export.cutoff is not None and export.cutoff > today and _states_done(export):
        arguments: dict[str, Argument] = {"cutoff": export.cutoff.isoformat(), "date": today.isoformat()}
        yield say("cutoff-in-future", arguments, Source(export.file, export.sheet))


def _states_done(export: Export) -> bool:
    """Whether any line states what was spent, or how far the work is."""
    spent = [line.realization for line in export.accounts]
    spent += [line.realization for line in export.progress]
    if any(amount is not None for amount in spent):
        return True
    if any(line.realization is not None for line in export.indicators):
        return True
    return any(
        stated is not None for line in export.progress for stated in (line.realization_pct, line.physical_pct)
    )


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
                    say("amounts-repeated", arguments, Source(export.file, export.sheet)),
                )


FEWEST_ACCOUNTS = 2
"""Of one account alone two agencies may well have the same budget."""


def check_budgets_repeated(exports: Iterable[Export]) -> Iterable[tuple[Export, Finding]]:
    """Two agencies of different files with the same budget in every account, but not the same realization.

    The budget of a form's template was left standing, and what was realized is measured against it. Gives each
    later export with its finding, as :func:`check_template_leftovers` does where the realization is the same too.
    """
    first: dict[tuple[object, ...], tuple[str, str, int]] = {}
    for export in exports:
        realized = _realized_of(export)
        for agency, budgets in _budgets_of(export).items():
            if export.level is Level.GOVERNMENT or len(budgets) < FEWEST_ACCOUNTS:
                continue
            name, spent = export.agencies[agency].name, realized.get(agency, 0)
            government = codes.government_key(export.government or "")
            key = (export.kind, export.year, government, tuple(sorted(budgets.items())))
            other, file, before = first.setdefault(key, (name, export.file, spent))
            if other != name and file != export.file and spent != before:
                arguments: dict[str, Argument] = {"agency": name, "other": other, "file": file}
                source = Source(export.file, export.sheet)
                yield export, say("budgets-repeated", arguments, source)


def _budgets_of(export: Export) -> dict[int, dict[str, int]]:
    """Budgets of expenditure accounts that are not zero, by agency and account, in sen."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in _spending(export):
        if line.budget:
            found[line.agency][line.account or ""] += line.budget
    return found


FEWEST_OF_A_COPY = 3
"""Fewer agencies may have spent nothing since."""


def check_falling_series(exports: Iterable[Export]) -> Iterable[tuple[Export, Finding]]:
    """V-04: what is realized so far does not fall inside a year; where it does, months may stand alone.

    Each position is compared with the one before it of the same agency, kind and realization basis. Gives each
    falling export with one finding: of the agency, or of all that fall where there are several.
    """
    before: dict[tuple[object, ...], tuple[int, Export]] = {}
    for export in sorted(exports, key=lambda one: one.cutoff or dt.date.min):
        if export.period_kind is not PeriodKind.CUMULATIVE or export.cutoff is None:
            continue
        fallen: list[tuple[str, int, int, Export]] = []
        realized = _realized_of(export)
        for agency, amount in realized.items():
            key = (*_series_of(export), *_identity(export.agencies[agency]))
            earlier, other = before.get(key, (amount, export))
            before[key] = amount, export
            if amount < earlier and other.cutoff != export.cutoff:
                fallen.append((export.agencies[agency].name, amount, earlier, other))
        if fallen:
            yield export, _fall(export, fallen, len(realized))


def check_copied_series(exports: Iterable[Export]) -> Iterable[tuple[Export, Finding]]:
    """A later position all of whose amounts are those of the one before: the old table under a new title."""
    before: dict[tuple[object, ...], tuple[Export, dict[tuple[object, ...], int]]] = {}
    for export in sorted(exports, key=lambda one: one.cutoff or dt.date.min):
        if export.period_kind is not PeriodKind.CUMULATIVE or export.cutoff is None:
            continue
        realized = {_identity(export.agencies[one]): amount for one, amount in _realized_of(export).items()}
        other, earlier = before.get(_series_of(export), (export, {}))
        if sum(map(bool, realized.values())) >= FEWEST_OF_A_COPY:
            if other.cutoff != export.cutoff and realized == earlier:
                arguments = {"cutoff": str(export.cutoff), "since": str(other.cutoff), "other": other.file}
                yield export, say("position-unchanged", {**arguments}, Source(export.file, export.sheet))
            before[_series_of(export)] = export, realized


def _fall(export: Export, fallen: list[tuple[str, int, int, Export]], count: int) -> Finding:
    name, amount, earlier, other = fallen[0]
    several: dict[str, Argument] = {"agencies": len(fallen), "count": count}
    arguments: dict[str, Argument] = {
        **({"agency": name, "since": str(other.cutoff)} if len(fallen) == 1 else several),
        "realization": sum(one[1] for one in fallen) if len(fallen) > 1 else amount,
        "before": sum(one[2] for one in fallen) if len(fallen) > 1 else earlier,
        "cutoff": str(export.cutoff),
        "since": str(other.cutoff),
        "other": other.file,
    }
    return say("series-falls", arguments, Source(export.file, export.sheet))


def _series_of(export: Export) -> tuple[object, ...]:
    government = codes.government_key(export.government or "")
    return government, export.year, export.kind, export.level is Level.GOVERNMENT, export.realization_basis


def _identity(agency: AgencyName) -> tuple[object, ...]:
    return agency.code or codes.agency_name_key(agency.name), agency.dissolved


def _realized_of(export: Export) -> dict[int, int]:
    """Realized expenditure by agency, in sen, where any is stated; what is stated of activities alone is no series."""
    sums: dict[int, int] = {}
    lines: list[AccountLine | ProgressLine] = [*_spending(export)]
    lines += [line for line in export.progress if line.activity is None]
    for line in lines:
        if line.realization is not None:
            sums[line.agency] = sums.get(line.agency, 0) + line.realization
    return sums


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
    """Lines of expenditure, and those that name no account."""
    try:
        roots = load("expenditure_account").in_force(export.cutoff or dt.date.max).accounts
    except RegulationError:
        return export.accounts
    return tuple(
        line
        for line in export.accounts
        if line.account is None or any(codes.is_within(line.account, root) for root in roots)
    )


CHECKS: tuple[Callable[[Export], Iterable[Finding]], ...] = (
    check_physical_range,
    check_plan_sums,
)
"""Every check of one export, in the order of their findings."""


def check(export: Export) -> tuple[Finding, ...]:
    """All findings of all checks of one export alone."""
    return tuple(finding for rule in CHECKS for finding in rule(export))
