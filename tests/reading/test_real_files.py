"""Files that governments made: figures of their README to the sen. Skipped where they are absent."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from truth import errors, only, read

from skpd_eval.model import Export, Kind, PeriodKind
from skpd_eval.reading.told.options import ReadOptions

EXPORTS = Path(__file__).parents[3] / "shared" / "exports"
LAMPUNG = EXPORTS / "lampung-selatan-2026"
TAPANULI = EXPORTS / "tapanuli-utara-2022" / "rfk-keadaan-agustus.xlsx"
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


@cache
def tapanuli() -> dict[dt.date, Export]:
    """The whole government's RFK as it stands: an export each position."""
    reading = read(TAPANULI, ReadOptions())
    assert errors(reading) == []
    return {export.cutoff: export for export in reading.exports if export.cutoff is not None}


JULY, AUGUST = dt.date(2022, 7, 31), dt.date(2022, 8, 31)


def agency_lines(export: Export) -> list[tuple[str, int, int]]:
    """Name, budget and realization of each agency's own row, in sen."""
    return [
        (export.agencies[line.agency].name, line.budget or 0, line.realization or 0)
        for line in export.progress
        if line.activity is None
    ]


@pytest.mark.parametrize(
    ("cutoff", "realization"),
    [
        (dt.date(2022, 5, 31), 268_015_136_528_20),
        (JULY, 550_385_491_565_81),
        (AUGUST, 696_504_577_949_12),
    ],
)
def test_tapanuli_utara__positions_of_one_file(cutoff: dt.date, realization: int) -> None:
    export = tapanuli()[cutoff]
    lines = agency_lines(export)
    assert (len(lines), len({export.agencies[line.agency].code for line in export.progress})) == (48, 47)
    assert sum(line[1] for line in lines) == 1_365_979_757_893_00
    assert sum(line[2] for line in lines) == realization
    assert set(tapanuli()) == {dt.date(2022, 5, 31), JULY, AUGUST}


def test_tapanuli_utara__lowest_and_highest() -> None:
    export = tapanuli()[AUGUST]
    shares = sorted(
        round(Decimal(line.realization or 0) * 100 / (line.budget or 1), 2)
        for line in export.progress
        if line.activity is None and not export.agencies[line.agency].dissolved
    )
    assert [str(share) for share in shares[:3]] == ["16.23", "18.12", "29.10"]
    assert [str(share) for share in shares[-3:]] == ["62.38", "68.30", "74.36"]
    assert sum(agency.dissolved for agency in export.agencies) == 3


def test_tapanuli_utara__divisions_are_inside_the_secretariat() -> None:
    names = [name for name, _, _ in agency_lines(tapanuli()[AUGUST])]
    assert not [name for name in names if name.startswith("BAGIAN")]


def test_tapanuli_utara__detail_that_does_not_add_up_is_said() -> None:
    said = [
        finding.arguments["agency"]
        for export in tapanuli().values()
        for finding in export.findings
        if finding.code == "level-incomplete" and finding.source and str(finding.source.cell).startswith("J")
    ]
    kecamatan = ("TARUTUNG", "SIPOHOLON", "PAHAE JULU", "PAHAE JAE", "SIBORONGBORONG")
    expected = ["DINAS KESEHATAN", *(f"KANTOR KECAMATAN {name}" for name in kecamatan)]
    unreadable_code_beneath = "DINAS KOPERASI, USAHA KECIL MENENGAH"
    assert len(said) == len(expected) + 1
    for name in (*expected, unreadable_code_beneath):
        assert any(str(one).startswith(name) for one in said), name


def test_tapanuli_utara__packages_are_detail_of_their_headings_and_notes() -> None:
    export = tapanuli()[AUGUST]
    works = next(
        number
        for number, agency in enumerate(export.agencies)
        if agency.name.startswith("DINAS PEKERJAAN UMUM DAN TATA RUANG")
    )
    roads = [line for line in export.progress if line.agency == works and line.activity == "1.03.10.2.01.08"]
    assert [line.budget for line in roads] == [36_911_731_601_00]
    packages = [note for note in export.notes if note.agency == works and note.topic == "package"]
    assert len({note.row for note in packages}) > 100
    assert {note.topic for note in export.notes} >= {
        "package", "funding_source", "procurement", "contract_value", "contractor", "problem"
    }  # fmt: skip


def test_tapanuli_utara__an_analyst_can_read_the_remarks() -> None:
    remarks = [finding for export in tapanuli().values() for finding in export.findings]
    assert len(remarks) < 40
    assert sum(finding.code == "codes-repaired" for finding in remarks) == 1


@pytest.mark.parametrize(
    "path", sorted(EXPORTS.rglob("*.xlsx")) if EXPORTS.is_dir() else [], ids=lambda path: path.name
)
def test_every_file_is_read_or_refused_with_a_reason(path: Path) -> None:
    reading = read(path, ReadOptions(year=2022, quarter=3, force=True))
    assert bool(reading.exports) is not bool(errors(reading))
    assert all(finding.source is not None for finding in reading.findings)
