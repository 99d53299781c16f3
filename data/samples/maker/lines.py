"""Spread each agency's amount of a kind of expenditure over its account lines, quarter by quarter."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from maker import cashplan
from maker.register import Agency, agencies, table
from maker.spread import pour, shares

RUPIAH = 100
THOUSAND = 1_000 * RUPIAH
SEED = "kota-batu-2023"
SUPPORTING_PROGRAM = "01"
USUAL_CEILING = (Fraction(30, 100), Fraction(60, 100), Fraction(82, 100))


@dataclass(frozen=True)
class Line:
    """One account of one sub-activity of one unit; sen, realization cumulative to each quarter's end."""

    agency_key: str
    agency_code: str
    agency_name: str
    unit_code: str
    unit_name: str
    sub_activity: str
    account: str
    kind: str
    budget: int
    revised_budget: int
    realization: tuple[int, int, int, int]
    plan: tuple[int, ...]
    revised_plan: tuple[int, ...]

    def budget_in(self, quarter: int) -> int:
        """The budget a recap of this quarter states: the revised one only at year end."""
        return self.revised_budget if quarter == 4 else self.budget

    def plan_to(self, quarter: int) -> int:
        """The cumulative cash plan at the end of a quarter."""
        months = self.revised_plan if quarter == 4 else self.plan
        return sum(months[: 3 * quarter])


@dataclass(frozen=True)
class _Place:
    """Where a line stands, before amounts."""

    unit_code: str
    unit_name: str
    sub_activity: str
    account: str
    weight: Fraction


def all_lines() -> list[Line]:
    """Every account line of the government, agencies in the order of their codes."""
    figures: dict[str, dict[str, list[int]]] = table("figures")
    prefixes: dict[str, list[str]] = table("accounts")["kinds"]
    result: list[Line] = []
    for agency in agencies():
        amounts = figures[agency.key]
        pace = cashplan.pace(agency, {kind: row[0] for kind, row in amounts.items()})
        for kind, row in amounts.items():
            result += _kind_lines(agency, kind, row, _places(agency, tuple(prefixes[kind])), pace)
    return result


def _places(agency: Agency, prefixes: tuple[str, ...]) -> list[_Place]:
    return [
        _Place(unit.code, unit.name, work.sub_activity, account, weight)
        for unit in agency.units
        for work in unit.works
        for account, weight in sorted(work.accounts.items())
        if account.startswith(prefixes)
    ]


def _kind_lines(
    agency: Agency, kind: str, row: list[int], places: list[_Place], pace: Fraction
) -> list[Line]:
    budget, *realized, revised, at_year_end = row
    rng = Random(f"{SEED}:{agency.key}:{kind}")
    budgets = shares(budget, [place.weight * rng.randint(80, 120) for place in places], THOUSAND)
    quarters = _realizations(realized, budgets, places, kind, rng)
    revised_budgets = _revise(budgets, quarters[-1], revised - budget, rng)
    rooms = [limit - done for limit, done in zip(revised_budgets, quarters[-1], strict=True)]
    last = pour(at_year_end - realized[-1], rooms, [room * rng.randint(85, 115) for room in rooms], RUPIAH)
    quarters.append([done + more for done, more in zip(quarters[-1], last, strict=True)])
    lines = []
    for i, place in enumerate(places):
        plan = cashplan.months(budgets[i], kind, pace, rng)
        lines.append(
            Line(
                agency.key, agency.code, agency.name, place.unit_code, place.unit_name, place.sub_activity,
                place.account, kind, budgets[i], revised_budgets[i],
                (quarters[0][i], quarters[1][i], quarters[2][i], quarters[3][i]),
                plan, cashplan.revised_months(plan, revised_budgets[i]),
            )
        )  # fmt: skip
    return lines


def _realizations(
    realized: list[int], budgets: list[int], places: list[_Place], kind: str, rng: Random
) -> list[list[int]]:
    """Quarters I to III; each quarter's money flows into what is left, faster here and slower there."""
    done = [0] * len(budgets)
    quarters: list[list[int]] = []
    for before, now, ceiling in zip([0, *realized], realized, USUAL_CEILING, strict=False):
        usual = [int(limit * ceiling * rng.randint(85, 108) / 100) for limit in budgets]
        rooms = [max(0, most - spent) for most, spent in zip(usual, done, strict=True)]
        if now - before > sum(rooms):
            rooms = [limit - spent for limit, spent in zip(budgets, done, strict=True)]
        weights = [room * _speed(place, kind, rng) for room, place in zip(rooms, places, strict=True)]
        done = [a + b for a, b in zip(done, pour(now - before, rooms, weights, RUPIAH), strict=True)]
        quarters.append(done)
    return quarters


def _speed(place: _Place, kind: str, rng: Random) -> int:
    """Salaries run evenly, an office's running costs steadily; other accounts may pause for a quarter."""
    if kind == "pegawai":
        return rng.randint(92, 108)
    if kind == "barang_jasa" and place.sub_activity[5:7] == SUPPORTING_PROGRAM:
        return rng.randint(200, 300)
    return 0 if rng.randint(1, 100) <= 12 else rng.randint(55, 145)


def _revise(budgets: list[int], spent: Sequence[int], change: int, rng: Random) -> list[int]:
    """The revised budget of each line, never below what it has spent by the end of September."""
    if change >= 0:
        more = shares(change, [budget * rng.choice((0, 60, 100, 180)) or 1 for budget in budgets], THOUSAND)
        return [budget + extra for budget, extra in zip(budgets, more, strict=True)]
    rooms = [budget - done for budget, done in zip(budgets, spent, strict=True)]
    less = pour(-change, rooms, rooms, THOUSAND)
    return [budget - cut for budget, cut in zip(budgets, less, strict=True)]
