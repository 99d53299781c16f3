"""Physical progress of each agency in hundredths of a per cent, made up around its money and its plan."""

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from maker.lines import SEED, Line
from maker.register import PPKD_KINDS, Agency, table

FULL = 100_00
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Standing:
    """One agency at a quarter's end: sen without PPKD amounts, physical in hundredths of a per cent."""

    agency: Agency
    budget: int
    plan: int
    realization: int
    physical_target: int
    physical: int
    remark: str


def hundredths(part: int, whole: int) -> int:
    """part / whole in hundredths of a per cent, half-up."""
    return int(Fraction(part * FULL, whole) + Fraction(1, 2))


def standings(agency: Agency, lines: list[Line]) -> list[Standing]:
    """The agency's four quarters; physical progress never falls and never passes 100 per cent."""
    rng = Random(f"{SEED}:physical:{agency.key}")
    tables = table("progress")
    drawn = [rng.randint(200, 700) for _ in QUARTERS]
    ahead = [int(Fraction(str(x)) * 100) for x in tables["ahead"].get(agency.key, [])] or drawn
    remarks = tables["remarks"].get(agency.key, [""] * len(QUARTERS))
    own = [line for line in lines if line.agency_key == agency.key and line.kind not in PPKD_KINDS]
    result: list[Standing] = []
    reached = planned = 0
    for quarter, lead, remark in zip(QUARTERS, ahead, remarks, strict=True):
        budget = sum(line.budget_in(quarter) for line in own)
        plan = sum(line.plan_to(quarter) for line in own)
        realization = sum(line.realization[quarter - 1] for line in own)
        planned = FULL if quarter == 4 else max(planned, hundredths(plan, budget) + rng.randint(150, 600))
        reached = max(reached, min(FULL, hundredths(realization, budget) + lead))
        result.append(Standing(agency, budget, plan, realization, planned, reached, remark))
    return result
