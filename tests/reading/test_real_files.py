"""Files that governments made: figures of their README to the sen. Skipped where they are absent."""

from collections import defaultdict
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from truth import errors, only, read

from skpd_eval.model import Export, Kind, PeriodKind
from skpd_eval.reading.options import ReadOptions

EXPORTS = Path(__file__).parents[3] / "shared" / "exports"
LAMPUNG = EXPORTS / "lampung-selatan-2026"
AGENCY = "2.16.2.20.2.21.01.0000"
MONTH_ALONE = {
    "januari": 126_091_861,
    "februari": 250_955_054,
    "maret": 637_656_722,
    "april": 1_142_726_955,
    "mei": 1_421_890_019,
    "juni": 977_101_743,
}

pytestmark = pytest.mark.skipif(not LAMPUNG.is_dir(), reason="the real exports are not here")


@cache
def export_of(name: str, **told: object) -> Export:
    return only(read(LAMPUNG / name, ReadOptions(**told)))  # type: ignore[arg-type]


@pytest.mark.parametrize("month", MONTH_ALONE)
def test_lampung_selatan__each_month_alone(month: str) -> None:
    export = export_of(f"lra_{month}.xlsx", period_kind=PeriodKind.MONTH)
    assert (export.layout, export.kind, export.year) == ("sipd-recap", Kind.ACCOUNTS, 2026)
    assert export.period_kind is PeriodKind.MONTH
    assert export.government == "Kabupaten Lampung Selatan"
    assert [agency.code for agency in export.agencies] == [AGENCY]
    assert sum(line.realization or 0 for line in export.accounts) == MONTH_ALONE[month] * 100


def test_lampung_selatan__the_budget_and_its_leaves() -> None:
    export = export_of("lra_juni.xlsx")
    assert sum(line.budget or 0 for line in export.accounts) == 10_810_941_900_00
    assert len(export.accounts) == 192


def test_lampung_selatan__cumulative_absorption() -> None:
    cumulative = 0
    found = {}
    for month, alone in MONTH_ALONE.items():
        export = export_of(f"lra_{month}.xlsx", period_kind=PeriodKind.MONTH)
        cumulative += sum(line.realization or 0 for line in export.accounts)
        assert cumulative >= alone
        found[month] = round(Decimal(cumulative) / Decimal(10_810_941_900), 2)
    assert cumulative == 4_556_422_354_00
    assert (found["maret"], found["juni"]) == (Decimal("9.39"), Decimal("42.15"))


def test_lampung_selatan__months_of_the_files_follow_each_other() -> None:
    cutoffs = [export_of(f"lra_{month}.xlsx").cutoff for month in MONTH_ALONE]
    assert all(first and second and first < second for first, second in pairwise(cutoffs))


def test_lampung_selatan__cash_plan() -> None:
    export = export_of("rak_belanja.xlsx")
    assert (export.kind, export.sheet) == (Kind.PLAN, "RAK Belanja")
    months: dict[int, int] = defaultdict(int)
    for line in export.plans:
        for month, amount in enumerate(line.months, 1):
            months[month] += amount or 0
    assert sum(months[month] for month in range(1, 4)) == 3_815_549_566_00
    assert sum(months[month] for month in range(1, 7)) == 7_053_751_598_00


@pytest.mark.parametrize(
    "path", sorted(EXPORTS.rglob("*.xlsx")) if EXPORTS.is_dir() else [], ids=lambda path: path.name
)
def test_every_file_is_read_or_refused_with_a_reason(path: Path) -> None:
    reading = read(path, ReadOptions(year=2022, quarter=3, force=True))
    assert bool(reading.exports) is not bool(errors(reading))
    assert all(finding.source is not None for finding in reading.findings)
