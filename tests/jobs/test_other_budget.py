"""The other version of the budget beside the one in force, from whichever position states it last."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from skpd_eval.model import BudgetBasis, BudgetChoice

from .recording import HEALTH, SCHOOLS, Recorder

HEAD = "kode skpd;skpd;pagu;realisasi"


def test_rank__the_original_budget_of_an_earlier_position_stands_beside_the_revised_one(
    recorder: Recorder,
) -> None:
    original = (f"{SCHOOLS};Dinas Pendidikan;1000;300", f"{HEALTH};Dinas Kesehatan;500;50")
    revised = (f"{SCHOOLS};Dinas Pendidikan;1200;600", f"{HEALTH};Dinas Kesehatan;400;100")
    recorder.put("q2.csv", HEAD, *original, cutoff=dt.date(2023, 6, 30), basis=BudgetBasis.ORIGINAL)
    recorder.put("q3.csv", HEAD, *revised, cutoff=dt.date(2023, 9, 30), basis=BudgetBasis.REVISED)
    found = recorder.ranked()
    beside = {row.figures.name: row.other_absorption for row in found.rows}
    assert beside == {"Dinas Pendidikan": Fraction(600, 1000), "Dinas Kesehatan": Fraction(100, 500)}
    assert found.total.other_absorption == Fraction(700, 1500)
    assert found.other_basis == "original"
    asked = recorder.ranked(budget=BudgetChoice.ORIGINAL)
    assert {row.figures.name: row.ratios.absorption for row in asked.rows} == beside
    assert {row.figures.name: row.other_absorption for row in asked.rows} == {
        row.figures.name: row.ratios.absorption for row in found.rows
    }


def test_rank__an_agency_without_the_other_version_has_none_and_the_total_neither(
    recorder: Recorder,
) -> None:
    recorder.put(
        "q2.csv",
        HEAD,
        f"{SCHOOLS};Dinas Pendidikan;1000;300",
        cutoff=dt.date(2023, 6, 30),
        basis=BudgetBasis.ORIGINAL,
    )
    revised = (f"{SCHOOLS};Dinas Pendidikan;1200;600", f"{HEALTH};Dinas Kesehatan;400;100")
    recorder.put("q3.csv", HEAD, *revised, cutoff=dt.date(2023, 9, 30), basis=BudgetBasis.REVISED)
    found = recorder.ranked()
    assert [row.other_budget for row in found.rows] == [1000_00, None]
    assert found.total.other_absorption is None
