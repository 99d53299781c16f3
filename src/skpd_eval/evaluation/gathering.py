"""What one row of a ranking is made from: the lines of the chosen submissions, made into entries.

The same way serves the sums of a ranking and, with lines that know where they stand, the explanation of one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from skpd_eval.evaluation.accounts import Sorted, sort_accounts
from skpd_eval.evaluation.entries import (
    Entries,
    Entry,
    Part,
    Row,
    money_entries,
    parts,
    plan_entries,
)
from skpd_eval.evaluation.fetched import Fetched
from skpd_eval.evaluation.identity import Identities, Identity
from skpd_eval.evaluation.position import AgencyChoice, Selection
from skpd_eval.evaluation.progress import Progress, progress_of
from skpd_eval.model import (
    Amounts,
    BudgetChoice,
    IndicatorLine,
    PlanAmounts,
    ProgressAmounts,
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
    plans: Sequence[Part[PlanAmounts]]
    outputs: Sequence[Sequence[IndicatorLine]] = ()
    """Indicators of each cut-off, the oldest first."""
    earlier_budget: Sequence[Part[Amounts]] = ()
    heirs: tuple[str, ...] = ()
    """Names of the agencies that go on for a dissolved one."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The entries of a row, and what they were found on."""

    budgeted: Entries
    spent: Entries
    planned: Sequence[Entry]
    lacking: list[int]
    """Months that the plan in force lacks."""
    cutoff: dt.date
    found: Sorted


def rows_of(choice: AgencyChoice, selection: Selection, data: Fetched) -> list[AgencyRow]:
    """Gather what a choice gives: one row an agency, or one a unit where the query asks for units."""
    identities, identity = selection.identities, choice.identity
    accounts = parts(choice.accounts, data.amounts, identities)
    progress = parts(choice.progress, data.progress, identities)
    plans = parts(choice.plan, data.plans, identities)
    cutoff = max(pick.submission.cutoff for pick in choice.accounts or choice.progress)
    outputs = _indicators(choice, data)
    whole = AgencyRow(
        *(identity, identity.key, identity.code, identity.name, cutoff, accounts, progress, plans, outputs),
        parts(choice.earlier_budget, data.amounts, identities),
        identities.heirs_of(identity.key) if identity.dissolved else (),
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
    keys = {part.unit_key for part in whole.accounts} or {part.unit_key for part in whole.progress}
    progress = _by_unit(whole.progress, keys)
    plans = _by_unit(whole.plans, keys)
    return [
        replace(
            whole,
            key=key,
            code=whole.code if key == whole.key else names[key].code,
            name=whole.name if key == whole.key else names[key].name,
            accounts=[part for part in whole.accounts if part.unit_key == key],
            progress=[part for part in progress if part.unit_key == key],
            plans=[part for part in plans if part.unit_key == key],
            outputs=whole.outputs if len(keys) == 1 else (),
            earlier_budget=[part for part in whole.earlier_budget if part.unit_key == key],
        )
        for key in sorted(keys)
    ]


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
    stated = money_entries([replace(part, lines=top_lines(part.lines)) for part in row.progress], budget)
    budgeted = stated if not _states_budget(row.accounts) else accounts
    spent = accounts if accounts.realizations or not stated.realizations else stated
    cutoff = spent.cutoff or budgeted.cutoff or row.cutoff
    lines = [(part.unit_key, line) for part in row.plans for line in part.lines]
    planned, lacking = plan_entries(lines, cutoff)
    entries = [*budgeted.budgets, *spent.realizations, *planned]
    return Gathered(budgeted, spent, planned, lacking, cutoff, sort_accounts(entries, rules))


def _states_budget(accounts: Sequence[Part[Amounts]]) -> bool:
    return any(
        amount is not None
        for part in accounts
        for line in part.lines
        for amount in (line.budget, line.budget_original, line.budget_revised)
    )


def newest_progress(row: AgencyRow) -> list[Part[ProgressAmounts]]:
    """Give the progress lines that count: of each unit the newest submission at the newest cut-off."""
    cutoff = max((part.submission.cutoff for part in row.progress), default=None)
    newest = [part for part in row.progress if part.submission.cutoff == cutoff]
    return list(
        {part.unit_key: part for part in sorted(newest, key=lambda part: part.submission.number)}.values()
    )


def progress_in(row: AgencyRow, budget: int | None) -> Progress:
    """Read physical progress and plan from the progress lines that count."""
    if not row.progress:
        return Progress()
    stated = newest_progress(row)
    return progress_of(
        [line for part in stated for line in top_lines(part.lines)],
        [line for part in stated for line in deepest_lines(part.lines)],
        stated[0].submission.cutoff,
        budget,
    )
