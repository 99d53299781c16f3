"""Figures of each agency at a position: the chosen submissions' amounts, summed, with exclusions apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skpd_eval.evaluation.accounts import Sorted, is_separable, personnel
from skpd_eval.evaluation.detail import (
    labelled,
    notes_of,
    physical_by_activity,
    plan_by_month,
    plan_of_year,
)
from skpd_eval.evaluation.entries import Entries, Entry, added, money_entries
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.gathering import AgencyRow, Gathered, gather, progress_in, rows_of
from skpd_eval.evaluation.items import activity_items, kind_items
from skpd_eval.evaluation.leftout import LeftOut, left_out_findings
from skpd_eval.evaluation.outputs import OutputRules, outputs_of
from skpd_eval.evaluation.position import AgencyChoice, Selection
from skpd_eval.evaluation.progress import Progress
from skpd_eval.findings import say
from skpd_eval.model import (
    AgencyFigures,
    BudgetChoice,
    Exclusion,
    Finding,
    RealizationBasis,
    deepest_lines,
)
from skpd_eval.regulations import Rulebook

PPKD = "ppkd-account"
"""Reason of an exclusion: an account that the regional finance officer books."""
EXCLUDED = "excluded-agency"
"""Reason of an exclusion where the register gives none."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All agencies at a position, what is out of their ranking, and what is to be said about either."""

    agencies: tuple[AgencyFigures, ...]
    exclusions: tuple[Exclusion, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """What is recorded there under accounts that are no expenditure."""


@dataclass(frozen=True, slots=True)
class _Plan:
    amount: int | None = None
    through: dt.date | None = None
    by_account: bool = False
    """A cash plan from which excluded accounts were parted; of those that it lacks it plans nothing."""
    findings: tuple[Finding, ...] = ()


def figures(
    selection: Selection, data: Fetched, rules: Rulebook, outputs: OutputRules | None = None
) -> Figures:
    """Sum what was chosen into one row an agency (or sub-unit).

    Only expenditure counts; of that, accounts out of the ranking become exclusions of the row, and so does an
    agency that the register excludes. Lines without an account are expenditure. Findings:
    ``plan-incomplete`` (months that a plan lacks), ``plan-not-separable`` (excluded accounts are in a plan), and those
    of :func:`left_out_findings`.
    """
    made = [
        _with_first_plan(
            _with_outputs(_figures(row, selection.query.budget, data, rules), row, outputs or OutputRules()),
            choice,
            row,
            selection,
            data,
            rules,
        )
        for choice in selection.choices
        for row in rows_of(choice, selection, data)
    ]
    left_out = tuple(left for one in made for left in one.left_out)
    return Figures(
        agencies=tuple(agency for one in made for agency in one.agencies),
        exclusions=tuple(exclusion for one in made for exclusion in one.exclusions),
        findings=(
            *(finding for one in made for finding in one.findings),
            *left_out_findings(left_out, rules),
        ),
        left_out=left_out,
    )


def _with_outputs(made: Figures, row: AgencyRow, rules: OutputRules) -> Figures:
    if not row.outputs:
        return made
    found = outputs_of(row.outputs, rules)
    agencies = tuple(
        replace(
            agency,
            outputs=found.indicators,
            output_mean=found.mean,
            output_raw_mean=found.raw_mean,
        )
        for agency in made.agencies
    )
    return replace(made, agencies=agencies)


def _with_first_plan(
    made: Figures,
    choice: AgencyChoice,
    row: AgencyRow,
    selection: Selection,
    data: Fetched,
    rules: Rulebook,
) -> Figures:
    """Add what the first version of the plan would give a row, where another version is in force."""
    if not choice.first_plan:
        return made
    [first] = [
        one for one in rows_of(replace(choice, plan=choice.first_plan), selection, data) if one.key == row.key
    ]
    money = gather(first, selection.query.budget, rules)
    plan = _plan(first, money, Progress())
    changed = [
        replace(agency, plan_changes=choice.plan_changes, first_plan=plan.amount) for agency in made.agencies
    ]
    return replace(made, agencies=tuple(changed))


@dataclass(frozen=True, slots=True)
class Counted:
    """What a row's figures are summed from."""

    money: Gathered
    found: Sorted
    """Counted and excluded entries; with a plan only where that is by account."""
    progress: Progress
    plan: _Plan


def counted_of(row: AgencyRow, budget: BudgetChoice, rules: Rulebook) -> Counted:
    """Give the entries that a row's figures are summed from, and its plan."""
    money = gather(row, budget, rules)
    progress = progress_in(row, added(entry.budget for entry in money.found.counted))
    plan = _plan(row, money, progress)
    found = money.found.with_plan_of_excluded() if plan.by_account else money.found.without_plan()
    return Counted(money, found, progress, plan)


def _figures(row: AgencyRow, budget: BudgetChoice, data: Fetched, rules: Rulebook) -> Figures:
    counted = counted_of(row, budget, rules)
    money, found, progress, plan = counted.money, counted.found, counted.progress, counted.plan
    detail = money_entries([replace(part, lines=deepest_lines(part.lines)) for part in row.progress], budget)
    sources = (money.budgeted, money.spent)
    agency = _agency(row, found, sources, detail, progress, plan, money.cutoff, data, rules)
    left_out = tuple(LeftOut(row.key, row.name, entry) for entry in found.left_out)
    return replace(_parted(row, agency, found, plan), left_out=left_out)


def _agency(
    row: AgencyRow,
    found: Sorted,
    sources: tuple[Entries, Entries],
    detail: Entries,
    progress: Progress,
    plan: _Plan,
    cutoff: dt.date,
    data: Fetched,
    rules: Rulebook,
) -> AgencyFigures:
    budgeted, spent = sources
    own = personnel(found.counted, rules)
    from_accounts = any(line.activity for part in row.accounts for line in part.lines)
    by_activity = found.counted if from_accounts else detail.entries
    registered = row.identity.registered
    used = {number for source in sources for number in source.submissions}
    beside = (*row.progress, *row.stated_plan)
    used |= {part.submission.number for part in beside} | {part.submission.number for part in row.plans}
    return AgencyFigures(
        code=row.code,
        name=row.name,
        dissolved=row.identity.dissolved,
        group=None if registered is None else registered.group,
        cutoff=cutoff,
        budget=added(entry.budget for entry in found.counted),
        realization=added(entry.realization for entry in found.counted),
        plan=plan.amount,
        plan_through=plan.through,
        personnel_budget=own[0],
        personnel_realization=own[1],
        physical_target=progress.physical_target,
        physical=progress.physical,
        physical_cutoff=progress.cutoff,
        realization_basis=spent.realization_basis or RealizationBasis.LRA,
        realized_by=spent.realized_by,
        kinds=kind_items(found.counted, data.names, rules.account_names),
        activities=activity_items(by_activity, data.names, physical_by_activity(row.progress)),
        submissions=tuple(sorted(used)),
        identity=row.key,
        budget_basis=next(iter(budgeted.bases)) if len(budgeted.bases) == 1 else None,
        physical_weighted=progress.physical_weighted,
        plan_by_month=plan_by_month(row.plans, found.excluded, rules),
        labels=labelled(by_activity, row.progress, data),
        notes=notes_of(row.progress, data),
        heirs=row.heirs,
        continues=row.identity.continues,
        aliases=row.identity.aliases,
    )


def _plan(row: AgencyRow, money: Gathered, progress: Progress) -> _Plan:
    """Take the cash plan, else the one the progress report states; never one that holds excluded accounts."""
    found = money.found
    findings: tuple[Finding, ...] = ()
    if money.lacking:
        months = ", ".join(map(str, money.lacking))
        findings += (_finding("plan-incomplete", row, months=months),)
    if money.planned:
        amount = added(entry.plan for entry in found.counted)
        through = money.planned_to
        separable = not found.excluded or all(
            is_separable(entry, found) for entry in found.counted if entry.plan is not None
        )
    else:
        amount, through = progress.plan, progress.plan_through
        separable = not found.excluded
    if amount is not None and not separable:
        findings += (_finding("plan-not-separable", row),)
        amount = None
    by_account = bool(money.planned) and separable
    return _Plan(amount, None if amount is None else through, by_account, findings)


def _finding(code: str, row: AgencyRow, **arguments: str | int) -> Finding:
    return say(code, {"agency": row.name, **arguments})


def _parted(row: AgencyRow, agency: AgencyFigures, found: Sorted, plan: _Plan) -> Figures:
    """Part what is ranked from what is excluded; a row of excluded accounts alone is no agency to rank."""
    exclusions = tuple(
        Exclusion(
            *(row.code, row.name, account, *_sums(entries)),
            reason=PPKD,
            plan_of_year=plan_of_year(row.plans, account) if plan.by_account else None,
        )
        for account, entries in sorted(found.excluded.items())
    )
    registered = row.identity.registered
    if registered is not None and registered.exclude:
        whole = Exclusion(
            row.code,
            row.name,
            None,
            agency.budget,
            agency.realization,
            agency.plan,
            registered.exclude_reason or EXCLUDED,
            plan_of_year=agency.plan_of_year,
        )
        return Figures((), (whole, *exclusions), plan.findings)
    if exclusions and not found.counted:
        return Figures((), exclusions, plan.findings)
    return Figures((agency,), exclusions, plan.findings)


def _sums(entries: Sequence[Entry]) -> tuple[int | None, int | None, int | None]:
    return (
        added(entry.budget for entry in entries),
        added(entry.realization for entry in entries),
        added(entry.plan for entry in entries),
    )
