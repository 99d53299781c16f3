"""What one row of a ranking is made from: the lines of the chosen submissions, made into entries.

The same way serves the sums of a ranking and, with lines that know where they stand, the explanation of one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from skpd_eval import period
from skpd_eval.evaluation.accounts import Sorted, sort_accounts
from skpd_eval.evaluation.entries import (
    Entries,
    Entry,
    Part,
    Row,
    money_entries,
    origin_of,
    parts,
    plan_entries,
    weight_of,
)
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.identity import Identities, Identity
from skpd_eval.evaluation.position import AgencyChoice, Selection
from skpd_eval.evaluation.progress import Progress, line_plan, progress_of
from skpd_eval.model import (
    Amounts,
    BudgetChoice,
    IndicatorLine,
    PlanAmounts,
    ProgressAmounts,
    Submission,
    deepest_lines,
    top_lines,
)
from skpd_eval.regulations import Rulebook


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """What one row is made from: an agency with all its units, or one unit."""

    identity: Identity
    key: str
    code: str | None
    name: str
    cutoff: dt.date
    """Where nothing was stated for a row, the position it was to be stated at."""
    accounts: Sequence[Part[Amounts]]
    progress: Sequence[Part[ProgressAmounts]]
    """Of physical progress, with the detail and words beside it."""
    plans: Sequence[Part[PlanAmounts]]
    stated_money: Sequence[Part[ProgressAmounts]] = ()
    """Of the report of progress that states budget and realization."""
    stated_plan: Sequence[Part[ProgressAmounts]] = ()
    """Of the report of progress that states the plan to date."""
    outputs: Sequence[Sequence[IndicatorLine]] = ()
    """Indicators of each cut-off, the oldest first."""
    earlier_budget: Sequence[Part[Amounts]] = ()
    heirs: tuple[str, ...] = ()
    """Names of the agencies that go on for a dissolved one."""

    @property
    def submissions(self) -> dict[int, Submission]:
        """All that gave it lines, by number."""
        given: tuple[Sequence[Part[Any]], ...] = (
            *(self.accounts, self.earlier_budget, self.plans),
            *(self.progress, self.stated_money, self.stated_plan),
        )
        return {part.submission.number: part.submission for stated in given for part in stated}


@dataclass(frozen=True, slots=True)
class Gathered:
    """The entries of a row, and what they were found on."""

    budgeted: Entries
    spent: Entries
    planned: Sequence[Entry]
    """Of the cash plan, else of the plan to date that a table states by account."""
    planned_to: dt.date | None
    """The last day that ``planned`` covers."""
    lacking: list[int]
    """Months that the plan in force lacks."""
    cutoff: dt.date
    found: Sorted


def rows_of(choice: AgencyChoice, selection: Selection, data: Fetched) -> list[AgencyRow]:
    """Gather what a choice gives: one row an agency, or one a unit where the query asks for units."""
    identities, identity = selection.identities, choice.identity
    stated_first = choice.accounts or choice.stated_money or choice.progress
    whole = AgencyRow(
        identity,
        identity.key,
        identity.code,
        identity.name,
        cutoff=max(pick.submission.cutoff for pick in stated_first),
        accounts=parts(choice.accounts, data.amounts, identities),
        progress=parts(choice.progress, data.progress, identities),
        plans=parts(choice.plan, data.plans, identities),
        stated_money=parts(choice.stated_money, data.progress, identities),
        stated_plan=parts(choice.stated_plan, data.progress, identities),
        outputs=_indicators(choice, data),
        earlier_budget=parts(choice.earlier_budget(selection.query.budget), data.amounts, identities),
        heirs=identities.heirs_of(identity.key) if identity.dissolved else (),
    )
    return [whole] if selection.query.level != "unit" else _unit_rows(whole, selection.identities)


def _indicators(choice: AgencyChoice, data: Fetched) -> list[list[IndicatorLine]]:
    found: dict[dt.date, list[IndicatorLine]] = defaultdict(list)
    for pick in sorted(choice.outputs, key=lambda pick: (pick.submission.cutoff, pick.submission.number)):
        found[pick.submission.cutoff] += data.indicators.get(pick.pair, ())
    return list(found.values())


def _unit_rows(whole: AgencyRow, identities: Identities) -> list[AgencyRow]:
    """Part an agency's row by unit; plan and progress only where they are stated by unit as the money is."""
    newest_first = identities.units.items()
    names = {identities.unit_keys[key]: name for key, name in reversed(list(newest_first))}
    keys = {part.unit_key for part in whole.accounts} or {part.unit_key for part in whole.stated_money}
    return [
        replace(
            whole,
            key=key,
            code=whole.code if key == whole.key else names[key].code,
            name=whole.name if key == whole.key else names[key].name,
            accounts=_of_unit(whole.accounts, key),
            progress=_of_unit(_by_unit(whole.progress, keys), key),
            plans=_of_unit(_by_unit(whole.plans, keys), key),
            stated_money=_of_unit(_by_unit(whole.stated_money, keys), key),
            stated_plan=_of_unit(_by_unit(whole.stated_plan, keys), key),
            outputs=whole.outputs if len(keys) == 1 else (),
            earlier_budget=_of_unit(whole.earlier_budget, key),
        )
        for key in sorted(keys)
    ]


def _of_unit(given: Sequence[Part[Row]], key: str) -> Sequence[Part[Row]]:
    return [part for part in given if part.unit_key == key]


def _by_unit(given: Sequence[Part[Row]], keys: set[str]) -> Sequence[Part[Row]]:
    """Keep parts that are stated for units; of a whole agency they belong to no unit among several."""
    return given if len(keys) == 1 or len({part.unit_key for part in given}) > 1 else ()


def gather(row: AgencyRow, budget: BudgetChoice, rules: Rulebook) -> Gathered:
    """Make the entries of budget, realization and plan, and part counted from excluded accounts.

    Amounts come from the accounts where they state any, else from the progress report.
    """
    accounts = money_entries(row.accounts, budget)
    if not accounts.budgets and row.earlier_budget:
        accounts = accounts.with_budget_of(money_entries(row.earlier_budget, budget))
    stated = money_entries([replace(part, lines=top_lines(part.lines)) for part in row.stated_money], budget)
    budgeted = stated if not _states_budget(row.accounts) else accounts
    spent = accounts if accounts.realizations or not stated.realizations else stated
    cutoff = spent.cutoff or budgeted.cutoff or row.cutoff
    lines = [(part.unit_key, line) for part in row.plans for line in part.lines]
    planned, lacking = plan_entries(lines, cutoff)
    planned_to = period.month_end(cutoff.year, period.whole_months(cutoff)) if planned else None
    if not planned:
        planned = _planned_by_account(row.stated_plan)
        planned_to = max((part.submission.cutoff for part in row.stated_plan), default=None)
    found = sort_accounts([*budgeted.budgets, *spent.realizations, *planned], rules)
    return Gathered(budgeted, spent, planned, planned_to, lacking, cutoff, found)


def _planned_by_account(given: Sequence[Part[ProgressAmounts]]) -> list[Entry]:
    """Make entries of a plan to date of which every line names its account; of a plan not filled in none."""
    lines = [(part.unit_key, line) for part in newest_progress(given) for line in top_lines(part.lines)]
    by_account = [(unit, line, line_plan(line, None)) for unit, line in lines if line.account is not None]
    unknown = any(plan is None and weight_of(line) != 0 for _, line, plan in by_account)
    if len(by_account) < len(lines) or unknown or not any(plan for _, _, plan in by_account):
        return []
    return [
        Entry(
            unit,
            line.activity,
            line.account,
            plan=plan,
            origin=origin_of(line, *(["plan"] if line.plan else ["plan_pct", "budget"])),
        )
        for unit, line, plan in by_account
    ]


def _states_budget(accounts: Sequence[Part[Amounts]]) -> bool:
    return any(
        amount is not None
        for part in accounts
        for line in part.lines
        for amount in (line.budget, line.budget_original, line.budget_revised)
    )


def newest_progress(given: Sequence[Part[ProgressAmounts]]) -> list[Part[ProgressAmounts]]:
    """Give the progress lines that count: of each unit the newest submission at the newest cut-off."""
    cutoff = max((part.submission.cutoff for part in given), default=None)
    newest = [part for part in given if part.submission.cutoff == cutoff]
    return list(
        {part.unit_key: part for part in sorted(newest, key=lambda part: part.submission.number)}.values()
    )


def progress_in(row: AgencyRow, budget: int | None) -> Progress:
    """Read physical progress and plan, each from the progress lines that count for it."""
    planned = _read(row.stated_plan, budget)
    return replace(_read(row.progress, budget), plan=planned.plan, plan_through=planned.plan_through)


def _read(given: Sequence[Part[ProgressAmounts]], budget: int | None) -> Progress:
    if not given:
        return Progress()
    stated = newest_progress(given)
    return progress_of(
        [line for part in stated for line in top_lines(part.lines)],
        [line for part in stated for line in deepest_lines(part.lines)],
        stated[0].submission.cutoff,
        budget,
    )
