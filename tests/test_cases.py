"""Worked examples in the domain's own words: each file of ``tests/cases`` is one, and anyone may add one.

A case has ``name``, ``section`` (of the domain's specification), ``quarter``, ``cutoff``, optionally
``boundary``; ``[[agency]]`` blocks with amounts in rupiah and percentages; and ``[expected]``: the order and
ranks by key, lowest lists by length, ``total``, ``unranked`` and figures by agency. Percentages are expected
as printed; what a case does not name is not checked. A case with ``parameter`` and ``day`` instead tells what
each scale of a regulation makes of a value.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from evaluation.building import figures
from skpd_eval import money
from skpd_eval.evaluation import Figures, Query, evaluate, lowest, physical_achievement
from skpd_eval.model import Evaluation, RankedAgency, RankingKey
from skpd_eval.period import Quarter
from skpd_eval.regulations import load, rulebook
from skpd_eval.settings import Settings

SEN = 100
FILES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
}
SCALES = {stem: case for stem, case in FILES.items() if "parameter" in case}
REFERENCE = {stem: case for stem, case in FILES.items() if "kind" in case}
"""Files that say their kind: see ``test_cases_of_outputs``."""
CASES = {stem: case for stem, case in FILES.items() if stem not in {**SCALES, **REFERENCE}}
COLOURS = ("sbe_sumbar", "lebong_tepra")


def evaluated(case: dict, key: RankingKey = RankingKey.ABSORPTION) -> Evaluation:
    agencies = tuple(
        figures(
            agency["name"],
            *(
                None if agency.get(role) is None else agency[role] * SEN
                for role in ("budget", "realization", "plan")
            ),
            agency.get("physical_target"),
            agency.get("physical"),
            cutoff=case["cutoff"],
        )
        for agency in case["agency"]
    )
    query = Query(Quarter.of(case["cutoff"]))
    rules = rulebook(case["cutoff"], case.get("boundary", ""))
    return evaluate(Figures(agencies), query, key, Settings(), rules)


def printed(value: object) -> str | None:
    return None if value is None else f"{money.round_half_up(value * 100, 2):.2f}"


def each(part: str) -> list:
    return [
        pytest.param(case, wanted, id=f"{stem}: {wanted if isinstance(wanted, str) else wanted['name']}")
        for stem, case in CASES.items()
        for wanted in case["expected"].get(part, [])
    ]


def row_of(evaluation: Evaluation, name: str) -> RankedAgency:
    return next(row for row in (*evaluation.rows, *evaluation.unranked) if row.figures.name == name)


@pytest.mark.parametrize(("case", "wanted"), each("agency"))
def test_agency(case, wanted):
    row = row_of(evaluated(case), wanted["name"])
    found = {
        "name": row.figures.name,
        "category": row.category,
        "shortfall": None if row.ratios.shortfall is None else Decimal(row.ratios.shortfall) / SEN,
        "physical_achievement": printed(
            physical_achievement(row.ratios.physical, row.ratios.physical_target)
        ),
    }
    for name in (
        "absorption",
        "plan_share",
        "deviation",
        "plan_achievement",
        "physical_deviation",
        "combined",
    ):
        found[name] = printed(getattr(row.ratios, name))
    scales = load("deviation_status").in_force(case["cutoff"]).scales
    for colour in set(COLOURS) & set(wanted):
        found[colour] = scales[colour].code_of(row.ratios.deviation * 100)
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize(("case", "key"), each("rank"))
def test_rank(case, key):
    rows = evaluated(case, RankingKey(key)).rows
    assert [row.figures.name for row in rows] == case["expected"]["rank"][key]
    assert [row.rank for row in rows] == case["expected"]["ranks"][key]


@pytest.mark.parametrize(("case", "count"), each("lowest"))
def test_lowest(case, count):
    worst = lowest(evaluated(case).rows, int(count))
    assert [row.figures.name for row in worst] == case["expected"]["lowest"][count]


@pytest.mark.parametrize(("case", "name"), each("unranked"))
def test_unranked(case, name):
    row = row_of(evaluated(case), name)
    assert (row.rank, row.reason) == (None, case["expected"]["unranked"][name])


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=stem) for stem, case in CASES.items() if "total" in case["expected"]]
)
def test_total(case):
    total, wanted = evaluated(case).total, case["expected"]["total"]
    found: dict[str, object] = {
        name: None if amount is None else Decimal(amount) / SEN
        for name, amount in (
            ("budget", total.budget),
            ("realization", total.realization),
            ("plan", total.plan),
        )
    }
    for name in ("absorption", "plan_share", "deviation"):
        found[name] = printed(getattr(total.ratios, name))
    for name in (
        "mean_absorption",
        "physical_weighted",
        "physical_target_weighted",
        "mean_physical",
        "mean_physical_target",
    ):
        found[name] = printed(getattr(total, name))
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize("case", [pytest.param(case, id=stem) for stem, case in CASES.items()])
def test_case__is_complete(case):
    assert {"name", "section", "quarter", "cutoff", "agency", "expected"} <= set(case)
    assert Quarter.of(case["cutoff"]).number == case["quarter"]
    assert set(case["expected"]) <= {"rank", "ranks", "lowest", "unranked", "total", "agency"}


@pytest.mark.parametrize(
    ("case", "value"),
    [
        pytest.param(case, value, id=f"{stem}: {value['is']}")
        for stem, case in SCALES.items()
        for value in case["value"]
    ],
)
def test_scale(case, value):
    scales = load(case["parameter"]).in_force(case["day"]).scales
    wanted = {name: code for name, code in value.items() if name != "is"}
    assert set(wanted) == set(scales)
    assert {name: scales[name].code_of(Fraction(value["is"])) for name in wanted} == wanted
