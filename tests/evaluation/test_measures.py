"""The records of measures lead to figures that there are, and each column comes from one of them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from skpd_eval.evaluation import rank, ratios_of
from skpd_eval.evaluation.parts import AgencyPart, parts_of
from skpd_eval.model import Goal, Measure, Mismatch, RankedAgency, RankingKey, Total
from skpd_eval.model.measure import taken
from skpd_eval.model.measures import COLUMNS, KEYS, MEASURES

from .building import figures

RECORDS = {"row": RankedAgency, "total": Total, "mean": Total, "part": AgencyPart, "goal": Goal}
PATHS = [
    pytest.param(kind, getattr(one, attribute), id=f"{one.key}: {attribute}")
    for one in MEASURES.values()
    for attribute, kind in RECORDS.items()
    if getattr(one, attribute)
]


def members(kind: Any) -> tuple[Any, ...]:
    """The types that a value may have, without ``None``."""
    given = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return tuple(one for one in given if one is not type(None))


@pytest.mark.parametrize(("kind", "path"), PATHS)
def test_every_path_leads_to_a_figure(kind: Any, path: str) -> None:
    for name in path.split("."):
        declared = getattr(kind, name)
        hints = get_type_hints(declared.fget) if isinstance(declared, property) else get_type_hints(kind)
        [kind, *_] = members(hints["return" if isinstance(declared, property) else name])
    assert kind.__name__ in ("int", "Fraction")


@pytest.mark.parametrize("one", MEASURES.values(), ids=lambda one: one.key)
def test_every_operand_is_a_measure(one: Measure) -> None:
    of_total = [key.removeprefix("total-") for key in one.operands if key.startswith("total-")]
    assert [key for key in of_total if not MEASURES[key].total] == []
    assert [key for key in one.operands if key.removeprefix("total-") not in MEASURES] == []
    assert "{value}" in one.made


def test_names_and_keys_are_said_of_one_measure_each() -> None:
    assert len({one.name for one in MEASURES.values()}) == len(MEASURES)
    assert all(MEASURES.get(one.name, one) is one for one in MEASURES.values())


def known_in_all() -> RankedAgency:
    agency = figures(
        "Dinas A", 100, 50, 60, 70, 55, personnel_budget=20, personnel_realization=10, output_mean=Fraction(1, 2)
    )  # fmt: skip
    [row], _ = rank([(agency, ratios_of(agency))])
    return row


@pytest.mark.parametrize("key", RankingKey)
def test_every_key_ranks_by_a_measure_that_has_a_column(key: RankingKey) -> None:
    row = known_in_all()
    by = KEYS[key]
    assert by in COLUMNS
    [alone], _ = rank([(row.figures, row.ratios)], key)
    assert (alone.rank, taken(row, by.row) is None) == (1, False)


def test_work_against_money_is_a_figure_of_its_activity() -> None:
    obat = Mismatch("1.02.02.2.01.0001", "Obat", 40, Fraction(1, 2), Fraction(1, 10))
    part = parts_of(replace(known_in_all(), mismatches=(obat,)))[obat.code]
    assert (part.mismatch, part.name, part.budget) == (40, "Obat", None)
