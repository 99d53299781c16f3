"""The cash plan (RAK): twelve months a line, original and as revised in October."""

from fractions import Fraction
from functools import cache
from random import Random

from maker.register import PPKD_KINDS, Agency, table
from maker.spread import shares

THOUSAND = 100_000
SEPTEMBER = 9


@cache
def _profile() -> dict[str, list[int]]:
    return table("cashplan")


def pace(agency: Agency, budgets: dict[str, int]) -> Fraction:
    """What to multiply the usual first nine months by, so that the agency plans the share it should.

    PPKD amounts keep the usual months.
    """
    own = {kind: budget for kind, budget in budgets.items() if kind not in PPKD_KINDS}
    usual = sum(Fraction(budget * sum(_profile()[kind][:SEPTEMBER]), 100) for kind, budget in own.items())
    return agency.planned * sum(own.values()) / 100 / usual


def months(budget: int, kind: str, at_pace: Fraction, rng: Random) -> tuple[int, ...]:
    """The plan of a line for January to December; sums to `budget` (sen)."""
    profile = _profile()[kind]
    early = sum(profile[:SEPTEMBER])
    by_september = early * (at_pace if kind not in PPKD_KINDS else 1)
    late = Fraction(100 - by_september) / (100 - early)
    soon = Fraction(by_september) / early
    weights = [
        share * (soon if month < SEPTEMBER else late) * rng.randint(93, 107)
        for month, share in enumerate(profile)
    ]
    return tuple(shares(budget, weights, THOUSAND))


def revised_months(plan: tuple[int, ...], budget: int) -> tuple[int, ...]:
    """The plan from October on: nine months as they were, if the revised budget reaches, then the rest."""
    result: list[int] = []
    for amount in plan[:SEPTEMBER]:
        result.append(min(amount, budget - sum(result)))
    rest = budget - sum(result)
    return (*result, *shares(rest, [25, 33, 42], THOUSAND))
