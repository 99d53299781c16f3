"""Which submission gives what for each agency at a position: a choice of records, no amounts yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skpd_eval.errors import MissingMonthError
from skpd_eval.evaluation.identity import Identities, Identity, identify
from skpd_eval.evaluation.picks import Pick, earlier_budget
from skpd_eval.evaluation.planversions import plan_in_force
from skpd_eval.evaluation.statements import (
    in_force,
    missing_months,
    newest,
    winners,
    with_earlier_months,
)
from skpd_eval.model import (
    BudgetBasis,
    BudgetChoice,
    Finding,
    Holding,
    Kind,
    Level,
    MissingAgency,
    RealizationBasis,
    Submission,
)
from skpd_eval.period import Quarter
from skpd_eval.settings import RegisteredAgency

_FIELDS = {
    Kind.ACCOUNTS: ("accounts", "earlier_original", "earlier_revised"),
    Kind.PHYSICAL: ("progress", "stated_money", "stated_plan"),
    Kind.PLAN: ("plan", "first_plan"),
    Kind.OUTPUTS: ("outputs",),
}


@dataclass(frozen=True, slots=True)
class Query:
    """The position asked for: the newest cut-off inside ``quarter``, or exactly ``cutoff`` where given."""

    quarter: Quarter
    cutoff: dt.date | None = None
    budget: BudgetChoice = BudgetChoice.IN_FORCE
    level: str = "agency"
    """``agency``, ``unit`` for a row a sub-unit, or ``government`` for what is stated of a whole government."""
    group: str | None = None
    exclude_dissolved: bool = False

    @property
    def day(self) -> dt.date:
        """The cut-off asked for, else the quarter's last day."""
        return self.cutoff or self.quarter.end

    def holds(self, cutoff: dt.date) -> bool:
        """Say whether a cut-off is at the position asked for."""
        return cutoff == self.cutoff if self.cutoff is not None else self.quarter.contains(cutoff)


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """What an agency's figures are made from; empty where no submission gives that kind."""

    identity: Identity
    accounts: tuple[Pick, ...]
    """At one cut-off; of a month-only series those of every month from January on."""
    progress: tuple[Pick, ...]
    """Of physical progress; of the money where no report states any."""
    plan: tuple[Pick, ...]
    stated_money: tuple[Pick, ...] = ()
    """Progress reports that state budget and realization."""
    stated_plan: tuple[Pick, ...] = ()
    """Progress reports that state the plan to date."""
    outputs: tuple[Pick, ...] = ()
    """At one cut-off; of statements of single months those of every month there is."""
    first_plan: tuple[Pick, ...] = ()
    """The year's first version of the plan, where another one is in force."""
    plan_changes: int = 0
    """How often the plan changed up to the one in force."""
    earlier_original: tuple[Pick, ...] = ()
    """The newest earlier position that states the original budget, where this one states another."""
    earlier_revised: tuple[Pick, ...] = ()

    def earlier_budget(self, asked: BudgetChoice) -> tuple[Pick, ...]:
        """Give the earlier position that states the version asked for; empty for the budget in force."""
        versions = {
            BudgetChoice.ORIGINAL: self.earlier_original,
            BudgetChoice.REVISED: self.earlier_revised,
        }
        return versions.get(asked, ())


@dataclass(frozen=True, slots=True)
class Selection:
    """All choices at a position, and who is missing there."""

    query: Query
    identities: Identities
    choices: tuple[AgencyChoice, ...]
    missing: tuple[MissingAgency, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be said about the agencies' names."""
        return self.identities.findings

    def pairs(self, kind: Kind) -> tuple[tuple[int, int], ...]:
        """Give the (submission, ledger key) pairs whose amounts of a kind are needed, in order, each once."""
        return tuple(
            sorted(
                {
                    pick.pair
                    for choice in self.choices
                    for field in _FIELDS[kind]
                    for pick in getattr(choice, field)
                }
            )
        )

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """The submissions used, by number."""
        used = {
            pick.submission.number: pick.submission
            for choice in self.choices
            for fields in _FIELDS.values()
            for field in fields
            for pick in getattr(choice, field)
        }
        return tuple(used[number] for number in sorted(used))


def of_agencies(holdings: Iterable[Holding]) -> list[Holding]:
    """Leave out what is stated of a whole government without its agencies (a posture)."""
    return [holding for holding in holdings if not of_government(holding)]


def of_government(holding: Holding) -> bool:
    """Say whether a submission states a whole government instead of agencies."""
    return holding.submission.level == Level.GOVERNMENT


def select(
    holdings: Iterable[Holding],
    register: Sequence[RegisteredAgency],
    order: Sequence[RealizationBasis],
    query: Query,
) -> Selection:
    """Choose per agency what gives its figures at a position, from all holdings of the year.

    Among holdings that state the same unit at one cut-off, kind, budget and realization basis the highest
    submission number counts, whatever period kind was told; withdrawn ones never do, and what states budget or
    realization alone only where nothing states both. The first realization basis of ``order`` that an agency has
    is used, at its newest cut-off there; physical progress, plan and money of progress reports each come from what
    states them. A plan is the one in force on the quarter's first day, else the earliest.
    :class:`MissingMonthError` where month-only series have holes and nobody is left. What is stated of a whole
    government counts at the level ``government`` alone, and nothing else does there.
    """
    whole = query.level == Level.GOVERNMENT
    live = [
        holding
        for holding in holdings
        if holding.submission.withdrawn_at is None and of_government(holding) is whole
    ]
    identities = identify(live, register)
    held: dict[str, list[Holding]] = defaultdict(list)
    for holding in live:
        held[identities.by_id[holding.agency_id]].append(holding)
    choices: list[AgencyChoice] = []
    absent: list[tuple[str, MissingAgency]] = []
    for key, identity in sorted(identities.agencies.items()):
        if not _asked_for(identity, query):
            continue
        chosen = _choice(identity, held.get(key, []), identities, order, query)
        if isinstance(chosen, AgencyChoice):
            choices.append(chosen)
        elif chosen.reason != "not-reported" or _expected(identity, query):
            absent.append((key, chosen))
    there = {choice.identity.key for choice in choices}
    missing = [
        one
        for key, one in absent
        if one.reason != "not-reported" or not identities.excused(key, there, query.day)
    ]
    if not choices:
        _refuse_holes(missing, query)
    return Selection(query, identities, tuple(choices), tuple(missing))


def default_quarter(
    holdings: Iterable[Holding], register: Sequence[RegisteredAgency], year: int
) -> tuple[Quarter, Quarter | None] | None:
    """Give the newest quarter in which at least half of the year's known agencies reported, and a newer one.

    Known are those of the register that exist in the year and those that any holding names. The second is the
    newest later quarter that has some reports. Where no quarter reaches half, the fullest is taken. ``None``
    where nobody reported.
    """
    live = [holding for holding in of_agencies(holdings) if holding.submission.withdrawn_at is None]
    identities = identify(live, register)
    days = [Quarter(year, number).end for number in (1, 2, 3, 4)]
    known = [
        identity
        for key, identity in identities.agencies.items()
        if key not in identities.continued_by
        and (identity.registered is None or any(identity.registered.exists_on(day) for day in days))
    ]
    reported: dict[Quarter, set[str]] = defaultdict(set)
    for holding in live:
        if holding.submission.is_report:
            reported[Quarter.of(holding.submission.cutoff)].add(identities.by_id[holding.agency_id])
    if not reported:
        return None
    full = [quarter for quarter, agencies in reported.items() if 2 * len(agencies) >= len(known)]
    chosen = max(full) if full else max(reported, key=lambda quarter: (len(reported[quarter]), quarter))
    newest = max(reported)
    return chosen, newest if newest > chosen else None


def _asked_for(identity: Identity, query: Query) -> bool:
    group = None if identity.registered is None else identity.registered.group
    return query.group is None or group == query.group


def _expected(identity: Identity, query: Query) -> bool:
    if identity.dissolved and query.exclude_dissolved:
        return False
    return identity.registered is None or identity.registered.exists_on(query.day)


def _choice(
    identity: Identity,
    held: Sequence[Holding],
    identities: Identities,
    order: Sequence[RealizationBasis],
    query: Query,
) -> AgencyChoice | MissingAgency:
    live = in_force(held, identities)
    of_kind = {kind: [holding for holding in live if holding.submission.kind is kind] for kind in Kind}

    def newest_of(stating: Iterable[Holding]) -> tuple[Holding, ...]:
        there = [holding for holding in stating if query.holds(holding.submission.cutoff)]
        return newest(there, order, identities)

    def picked(chosen: Sequence[Holding]) -> tuple[Pick, ...]:
        return winners(with_earlier_months(chosen, live, identities), identities)

    def stated_earlier(version: BudgetBasis) -> tuple[Pick, ...]:
        return winners(earlier_budget(accounts, of_kind[Kind.ACCOUNTS], version), identities)

    reports = of_kind[Kind.PHYSICAL]
    accounts, progress = newest_of(of_kind[Kind.ACCOUNTS]), newest_of(reports)
    if not (accounts or progress):
        return MissingAgency(identity.code, identity.name, "not-reported")
    money = newest_of(one for one in reports if one.submission.states_money) or progress
    holes = missing_months(accounts or money, live, identities)
    if holes:
        return MissingAgency(identity.code, identity.name, "month-missing", ", ".join(map(str, holes)))
    plan = plan_in_force(of_kind[Kind.PLAN], identities, query.day)
    return AgencyChoice(
        identity,
        accounts=picked(accounts),
        progress=picked(newest_of(one for one in reports if one.submission.states_physical) or money),
        plan=plan.in_force,
        stated_money=picked(money),
        stated_plan=picked(newest_of(one for one in reports if one.submission.states_plan)),
        outputs=picked(newest_of(of_kind[Kind.OUTPUTS])),
        first_plan=plan.first,
        plan_changes=plan.changes,
        earlier_original=stated_earlier(BudgetBasis.ORIGINAL),
        earlier_revised=stated_earlier(BudgetBasis.REVISED),
    )


def _refuse_holes(missing: Sequence[MissingAgency], query: Query) -> None:
    for agency in missing:
        if agency.reason == "month-missing":
            raise MissingMonthError(agency.name, agency.detail, query.day.isoformat())
