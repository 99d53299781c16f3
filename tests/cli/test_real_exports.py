"""Files that governments made, a folder by one command: the figures of their README, to the sen."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from .conftest import Result, call

Ask = Callable[..., Any]
OPTIONS: dict[str, tuple[object, ...]] = {
    "tapanuli-utara-2022": (),
    "toba-2022": (),
    "lampung-selatan-2026": ("--period", "month"),
    "djpk-jatim": ("--quarter", 3),
}


@pytest.fixture(scope="session")
def ask(exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Ask a command of the ledger of one folder, which is ingested at the first question, and give its JSON."""
    home = tmp_path_factory.mktemp("real")
    told: dict[str, Result] = {}

    def answer(folder: str, *command: object) -> Any:
        ledger = home / f"{folder}.sqlite"
        if folder not in told:
            told[folder] = call(["ingest", exports / folder, *OPTIONS[folder], "--ledger", ledger], home)
        if not command:
            return told[folder]
        return call([*command, "--ledger", ledger, "--format", "json"], home).json()

    return answer


def rows(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["agency_name"]: row for row in result["rows"]}


@pytest.mark.parametrize("folder", OPTIONS)
def test_each_folder__is_recorded_whole(ask: Ask, folder: str) -> None:
    assert ask(folder).status == 0, ask(folder).said


@pytest.mark.parametrize(
    ("cutoff", "realization", "absorption"),
    [("2022-08-31", "696504577949.12", 50.99), ("2022-07-31", "550385491565.81", 40.29)],
)
def test_tapanuli__the_month_of_the_title_and_the_month_before(
    ask: Ask, cutoff: str, realization: str, absorption: float
) -> None:
    result = ask("tapanuli-utara-2022", "rank", "--cutoff", cutoff)
    total = result["total"]
    assert (total["budget"], Decimal(str(total["realization"]))) == (1_365_979_757_893, Decimal(realization))
    assert (total["absorption_pct"], total["agencies"]) == (absorption, 48)
    assert len({row["agency_code"] for row in result["rows"]}) == 47


def test_tapanuli__the_newest_position_is_not_the_stale_copy_of_july(ask: Ask) -> None:
    assert ask("tapanuli-utara-2022", "rank", "--quarter", 3)["cutoff"] == "2022-08-31"


def test_tapanuli__lowest_and_highest(ask: Ask) -> None:
    ranked = ask("tapanuli-utara-2022", "rank", "--exclude-dissolved")["rows"]
    assert [row["absorption_pct"] for row in ranked[-3:]] == [29.10, 18.12, 16.23]
    assert [row["absorption_pct"] for row in ranked[:3]] == [74.36, 68.30, 62.38]


def test_tapanuli__divisions_are_inside_the_secretariat(ask: Ask) -> None:
    names = rows(ask("tapanuli-utara-2022", "rank"))
    assert not [name for name in names if name.startswith("BAGIAN")]
    assert sum("SEKRETARIAT DAERAH" in name for name in names) == 1


@pytest.mark.parametrize(
    ("agency", "absorption"),
    [
        ("Dinas Pekerjaan Umum Dan Tata Ruang", 33.56),
        ("Dinas Perumahan dan Kawasan Permukiman", 41.23),
        ("Badan Pengelolaan Keuangan Dan Aset Daerah", 83.89),
        ("Badan Kesatuan Bangsa dan Politik", 78.26),
    ],
)
def test_toba__absorption(ask: Ask, agency: str, absorption: float) -> None:
    assert rows(ask("toba-2022", "rank", "--quarter", 4))[agency]["absorption_pct"] == absorption


def test_toba__amounts(ask: Ask) -> None:
    result = ask("toba-2022", "rank", "--quarter", 4)
    assert rows(result)["Dinas Pekerjaan Umum Dan Tata Ruang"]["realization"] == 41_522_366_068
    finance = rows(result)["Badan Pengelolaan Keuangan Dan Aset Daerah"]
    left_out = [one for one in result["exclusions"] if one["agency_name"] == finance["agency_name"]]
    budget = finance["budget"] + sum(one["budget"] for one in left_out)
    realization = finance["realization"] + sum(one["realization"] for one in left_out)
    assert round(Decimal(realization) / Decimal(budget) * 100, 2) == Decimal("91.81")


@pytest.mark.parametrize(
    ("cutoff", "plan"),
    [("2022-03-31", 391_609_386), ("2022-06-30", 907_367_679), ("2022-09-30", 1_307_598_859)],
)
def test_toba__cash_plan_of_nassau(ask: Ask, cutoff: str, plan: int) -> None:
    nassau = rows(ask("toba-2022", "rank", "--cutoff", cutoff))["Kecamatan Nassau"]
    assert (nassau["budget"], nassau["plan"]) == (1_667_378_459, plan)


def test_toba__one_agency_recorded_earlier_is_compared_with_nobody(ask: Ask) -> None:
    found = ask("toba-2022", "trend", "--quarter", 4)
    positions = found["positions"]
    assert [(at["agencies_in_common"], at["agencies_ranked_now"]) for at in positions] == [(1, 12)] * 3 + [(12, 12)]
    assert [at["thin"] for at in positions] == [True] * 3 + [False]
    assert (found["persistent"], found["risers"], found["fallers"]) == ([], [], [])
    assert [at["month"] for at in found["curve"] if at["realization_pct"] is not None] == [11]


@pytest.mark.parametrize(
    ("quarter", "realization", "plan", "absorption", "achievement"),
    [(1, 1_014_703_637, 3_815_549_566, 9.39, 26.59), (2, 4_556_422_354, 7_053_751_598, 42.15, 64.60)],
)
def test_lampung_selatan__months_added_up(
    ask: Ask, quarter: int, realization: int, plan: int, absorption: float, achievement: float
) -> None:
    result = ask("lampung-selatan-2026", "rank", "--quarter", quarter)
    (row,) = result["rows"]
    assert (row["budget"], row["realization"], row["plan"]) == (10_810_941_900, realization, plan)
    assert (row["absorption_pct"], row["plan_achievement_pct"]) == (absorption, achievement)


@pytest.mark.parametrize(
    ("year", "government", "budget", "realization", "absorption"),
    [
        (2023, "Batu", 1_111_830_000_000, 588_330_000_000, 52.92),
        (2021, "Kota Batu", 1_087_360_000_000, 989_970_000_000, 91.04),
    ],
)
def test_djpk__governments(
    ask: Ask, year: int, government: str, budget: int, realization: int, absorption: float
) -> None:
    ranked = ask("djpk-jatim", "rank", "--governments", "--year", year, "--quarter", 3)["rows"]
    row = next(row for row in ranked if row["government"] == government)
    assert (row["budget"], row["realization"], row["absorption_pct"]) == (budget, realization, absorption)
