"""A copy of the period before under a new date, and a file in another unit, told on the way to the ranking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run

ROWS = [
    ("1.02.0.00.0.00.01.0000", "Dinas Kesehatan", 1_000_000, 400_000),
    ("2.07.0.00.0.00.01.0000", "Dinas Tenaga Kerja", 2_000_000, 500_000),
]


@pytest.mark.parametrize(
    ("earlier", "told"),
    [
        pytest.param("2023-06-30", "30 June 2023", id="of the quarter before"),
        pytest.param("2023-08-31", "31 August 2023", id="of the month before"),
    ],
)
def test_stale_copy(here: Run, tidy: Callable[..., Path], tmp_path: Path, earlier: str, told: str) -> None:
    ledger = tmp_path / "l.db"
    for name, cutoff in (("old.csv", earlier), ("new.csv", "2023-09-30")):
        assert here("ingest", tidy(name, ROWS, cutoff), "--ledger", ledger).status == 0
    said = here("rank", "--quarter", 3, "--ledger", ledger, "--lang", "en").said
    assert f"All 2 agencies realized at 30 September 2023 exactly what they had at {told}." in said


def test_unit_mismatch_of_a_whole_file(here: Run, tidy: Callable[..., Path], tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    smaller = [(code, name, budget // 1000, spent // 1000) for code, name, budget, spent in ROWS]
    for name, rows, cutoff in (("old.csv", smaller, "2023-06-30"), ("new.csv", ROWS, "2023-09-30")):
        assert here("ingest", tidy(name, rows, cutoff), "--ledger", ledger).status == 0
    said = here("rank", "--quarter", 3, "--ledger", ledger, "--lang", "en").said
    assert "2 of 2 agencies have budgets about 1,000 times apart" in said


def test_plan_versions__stand_below_the_ranking_and_the_agency(read: Run) -> None:
    ranking = read("rank", "--quarter", 4, "--lang", "en").text
    assert "The cash plan changed for 30 agencies, at most 1 times each." in ranking
    agency = read("show", "Dinas Tenaga Kerja", "--quarter", 4, "--lang", "en").text
    assert "Dinas Tenaga Kerja: changes to the cash plan up to then: 1." in agency
    assert "changed for" not in read("rank", "--quarter", 3, "--lang", "en").text
