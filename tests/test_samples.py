"""The sample data against the published facts it reproduces, read with openpyxl and not with the tool."""

import csv
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import canonicalize

import pytest
from openpyxl import load_workbook

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
BATU = SAMPLES / "kota-batu-2023"
TIDY = SAMPLES / "tidy" / "kota-batu-2023-triwulan-3.csv"
QUARTERS = (1, 2, 3, 4)
PPKD = ("5.3", "5.4")
MILIAR = Decimal(10**9)
FIELD, UNIT, WORK, ACCOUNT = range(4)

TEN_LOWEST = [
    ("Dinas Tenaga Kerja", "30.86"),
    ("Badan Kesatuan Bangsa dan Politik", "33.01"),
    ("Dinas Perumahan dan Kawasan Permukiman", "39.94"),
    ("Dinas Lingkungan Hidup", "45.10"),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", "50.14"),
    ("Dinas Pariwisata", "52.85"),
    ("Dinas Koperasi, Usaha Mikro, Perdagangan dan Perindustrian", "53.16"),
    ("Dinas Sosial", "53.24"),
    ("Dinas Perhubungan", "54.42"),
    ("Dinas Pertanian dan Ketahanan Pangan", "54.55"),
]
BELOW_80_AT_YEAR_END = [
    ("Dinas Tenaga Kerja", "11.8", "60.57"),
    ("Sekretariat DPRD", "59.2", "74.88"),
    ("Dinas Sosial", "27.1", "76.70"),
    ("Dinas Koperasi, Usaha Mikro, Perdagangan dan Perindustrian", "21.6", "78.10"),
    ("Dinas Perhubungan", "27.1", "79.62"),
]
KINDS_AT_QUARTER_3 = [
    pytest.param(("5.1.01",), "399.07", "267.14", "66.94", id="pegawai"),
    pytest.param(("5.1.02",), "387.52", "200.27", "51.68", id="barang dan jasa"),
    pytest.param(("5.2",), "126.72", "17.74", "14.00", id="modal"),
    pytest.param(("5.1.05",), "41.51", "22.53", "54.27", id="hibah"),
    pytest.param(("5.1.06",), "10.84", "5.82", "53.65", id="bansos"),
    pytest.param(("5.3",), "50.57", "0.00", "0.00", id="tidak terduga"),
    pytest.param(("5.4.01",), "23.95", "13.13", "54.85", id="bagi hasil"),
    pytest.param(("5.4.02",), "71.65", "61.70", "86.11", id="bantuan keuangan"),
    pytest.param(("5.1.05", "5.1.06", "5.3", "5.4"), "198.52", "103.18", "51.97", id="belanja lainnya"),
    pytest.param(("5",), "1111.83", "588.33", "52.92", id="belanja daerah"),
]


@dataclass(frozen=True)
class Row:
    """One row of a recap: codes down to the level it stands on, eight amounts in rupiah."""

    codes: tuple[str, ...]
    name: str
    amounts: tuple[Decimal, ...]

    @property
    def budget(self) -> Decimal:
        return sum(self.amounts[0::2], Decimal(0))

    @property
    def realization(self) -> Decimal:
        return sum(self.amounts[1::2], Decimal(0))


def rounded(value: Decimal, places: str = "0.01") -> Decimal:
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    return rounded(part * 100 / whole)


def amount(cell: Any) -> Decimal:
    if isinstance(cell, str):
        return Decimal(cell.replace(".", "").replace(",", "."))
    return Decimal(repr(cell))


def cells(path: Path, first_row: int = 1) -> Iterator[tuple[Any, ...]]:
    book = load_workbook(path, read_only=True)
    yield from book.worksheets[0].iter_rows(min_row=first_row, values_only=True)
    book.close()


@cache
def recap_cells(quarter: int) -> list[tuple[Any, ...]]:
    return list(cells(BATU / f"rekap-belanja-triwulan-{quarter}.xlsx", 10))


@cache
def recap(quarter: int) -> tuple[list[Row], Row]:
    """All rows beneath the header, and the total row."""
    rows = [
        Row(tuple(code for code in row[:4] if code), row[4], tuple(amount(cell) for cell in row[5:13]))
        for row in recap_cells(quarter)
    ]
    return rows[:-1], rows[-1]


@cache
def accounts(quarter: int) -> dict[tuple[str, ...], Row]:
    """The most detailed rows by (field, unit, sub-activity, account)."""
    return {row.codes: row for row in recap(quarter)[0] if len(row.codes) == 4 and len(row.codes[3]) == 17}


def parent_unit(unit: str) -> str:
    return unit[:-4] + "0000"


@cache
def agency_names() -> dict[str, str]:
    return {
        row.codes[UNIT]: row.name
        for row in recap(1)[0]
        if len(row.codes) == 2 and row.codes[UNIT].endswith(".0000")
    }


@cache
def by_agency(quarter: int) -> dict[str, tuple[Decimal, Decimal]]:
    """Budget and realization by agency name, without PPKD amounts."""
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for codes, row in accounts(quarter).items():
        if not codes[ACCOUNT].startswith(PPKD):
            pair = sums[agency_names()[parent_unit(codes[UNIT])]]
            pair[0] += row.budget
            pair[1] += row.realization
    return {name: (budget, realization) for name, (budget, realization) in sums.items()}


def absorption(quarter: int) -> list[tuple[str, Decimal]]:
    """Agencies and their percentage, lowest first."""
    ratios = {name: done / budget for name, (budget, done) in by_agency(quarter).items()}
    return [(name, rounded(ratios[name] * 100)) for name in sorted(ratios, key=lambda name: ratios[name])]


def children_differ(rows: list[tuple[int, tuple[Decimal, ...]]]) -> list[int]:
    """Positions of rows, each (level, amounts), whose amounts are not the sum of the level beneath."""
    wrong = []
    for i, (level, own) in enumerate(rows):
        beneath = []
        for deeper, amounts in rows[i + 1 :]:
            if deeper <= level:
                break
            beneath.append((deeper, amounts))
        if beneath:
            nearest = min(deeper for deeper, _ in beneath)
            sums = [sum(column) for column in zip(*(a for d, a in beneath if d == nearest), strict=True)]
            if sums != list(own):
                wrong.append(i)
    return wrong


def test_children_differ__names_the_parent_that_does_not_add_up() -> None:
    one, two, three = ((Decimal(n),) for n in (1, 2, 3))
    assert children_differ([(0, three), (1, one), (1, two)]) == []
    assert children_differ([(0, three), (1, two), (2, two), (1, two), (2, one)]) == [0, 3]


@pytest.mark.parametrize(
    ("quarter", "total"),
    [(1, 1_111_833_347_973), (2, 1_111_833_347_973), (3, 1_111_833_347_973), (4, 1_302_860_151_616)],
)
def test_recap__budget_is_the_published_one(quarter: int, total: int) -> None:
    assert recap(quarter)[1].budget == total


@pytest.mark.parametrize("quarter", QUARTERS)
def test_recap__thirty_agencies_in_unbroken_codes(quarter: int) -> None:
    assert len(by_agency(quarter)) == 30
    assert all(len(codes[UNIT]) == 22 and len(codes[WORK]) == 15 for codes in accounts(quarter))
    assert all(codes[FIELD] == codes[WORK][:4] for codes in accounts(quarter))


@pytest.mark.parametrize("quarter", QUARTERS)
def test_recap__every_parent_is_the_sum_of_its_children(quarter: int) -> None:
    rows, total = recap(quarter)
    levels = [(_level(row.codes), row.amounts) for row in rows]
    assert children_differ(levels) == []
    affairs = [amounts for level, amounts in levels if level == 0]
    assert [sum(column) for column in zip(*affairs, strict=True)] == list(total.amounts)


def _level(codes: tuple[str, ...]) -> int:
    if len(codes) == 1:
        return 0 if len(codes[0]) == 1 else 1
    depth = {7: 0, 12: 1, 15: 2}
    work = 3 + depth[len(codes[WORK])] if len(codes) > 2 else 2
    return work if len(codes) < 4 else 6 + codes[ACCOUNT].count(".") - 2


def test_recap__amounts_are_text_or_mixed_as_sipd_leaves_them() -> None:
    seen = {
        quarter: {type(cell) for row in recap_cells(quarter) for cell in row[5:13]} for quarter in QUARTERS
    }
    assert seen[1] == seen[4] == {str}
    assert seen[2] == seen[3] == {str, int, float}


@pytest.mark.parametrize(("prefixes", "budget", "realization", "share"), KINDS_AT_QUARTER_3)
def test_quarter_3__kinds_as_djpk_prints_them(
    prefixes: tuple[str, ...], budget: str, realization: str, share: str
) -> None:
    rows = [row for codes, row in accounts(3).items() if codes[ACCOUNT].startswith(prefixes)]
    budgets = sum((row.budget for row in rows), Decimal(0))
    done = sum((row.realization for row in rows), Decimal(0))
    assert rounded(budgets / MILIAR) == Decimal(budget)
    assert rounded(done / MILIAR) == Decimal(realization)
    assert percent(done, budgets) == Decimal(share)


def test_quarter_3__ten_lowest_in_their_order() -> None:
    assert absorption(3)[:10] == [(name, Decimal(share)) for name, share in TEN_LOWEST]


def test_quarter_3__the_other_twenty_between_56_and_66_without_a_tie() -> None:
    shares = [share for _, share in absorption(3)[10:]]
    assert len(shares) == 20
    assert len(set(shares)) == 20
    assert min(shares) >= 56
    assert max(shares) <= 66


@pytest.mark.parametrize(
    ("name", "miliar"),
    [
        ("Dinas Tenaga Kerja", "10.6"),
        ("Badan Kesatuan Bangsa dan Politik", "41.9"),
        ("Dinas Perumahan dan Kawasan Permukiman", "71.4"),
    ],
)
def test_quarter_3__original_budgets_that_were_published(name: str, miliar: str) -> None:
    assert rounded(by_agency(3)[name][0] / MILIAR, "0.1") == Decimal(miliar)


@pytest.mark.parametrize(
    ("name", "on_11_august"),
    [
        ("Dinas Tenaga Kerja", "2.2"),
        ("Badan Kesatuan Bangsa dan Politik", "6.3"),
        ("Dinas Perumahan dan Kawasan Permukiman", "5.9"),
    ],
)
def test_quarters_2_and_3__lie_around_the_position_of_11_august(name: str, on_11_august: str) -> None:
    assert by_agency(2)[name][1] < Decimal(on_11_august) * MILIAR < by_agency(3)[name][1]


def test_quarters_2_and_3__lie_around_the_462_miliar_of_11_august() -> None:
    assert recap(2)[1].realization < 462 * MILIAR < recap(3)[1].realization


def test_year_end__total_against_the_revised_budget() -> None:
    total = recap(4)[1]
    assert percent(total.realization, total.budget) == Decimal("85.64")


def test_year_end__five_agencies_below_80() -> None:
    below = [(name, share) for name, share in absorption(4) if share < 80]
    assert below == [(name, Decimal(share)) for name, _, share in BELOW_80_AT_YEAR_END]
    budgets = {name: rounded(by_agency(4)[name][0] / MILIAR, "0.1") for name, _ in below}
    assert budgets == {name: Decimal(miliar) for name, miliar, _ in BELOW_80_AT_YEAR_END}


def test_quarters__never_fall_and_never_pass_the_budget() -> None:
    first, *later = (accounts(quarter) for quarter in QUARTERS)
    assert all(quarter.keys() == first.keys() for quarter in later)
    for codes in first:
        amounts = [accounts(quarter)[codes] for quarter in QUARTERS]
        series = [row.realization for row in amounts]
        assert series == sorted(series), codes
        assert all(0 <= row.realization <= row.budget for row in amounts), codes
        assert len({row.budget for row in amounts[:3]}) == 1, codes
        assert amounts[0].budget > 0, codes


def test_units__state_their_own_lines_beside_the_agency() -> None:
    units = {row.codes[UNIT] for row in recap(3)[0] if len(row.codes) == 2}
    beneath = {unit for unit in units if not unit.endswith(".0000")}
    assert len(beneath) == 7
    assert {parent_unit(unit) for unit in beneath} < units
    fields = [row for row in recap(3)[0] if row.codes == ("1.02",)]
    health = [row for row in recap(3)[0] if len(row.codes) == 2 and row.codes[FIELD] == "1.02"]
    assert len(health) == 3
    assert fields[0].budget == sum(row.budget for row in health)


def test_units__some_agencies_stand_beneath_several_fields() -> None:
    fields = defaultdict(set)
    for codes in accounts(3):
        fields[parent_unit(codes[UNIT])].add(codes[FIELD])
    assert fields["2.17.3.30.3.31.01.0000"] == {"2.17", "3.30", "3.31"}
    assert fields["1.01.2.22.0.00.01.0000"] == {"1.01", "2.22"}


@cache
def plan_rows(name: str) -> tuple[list[tuple[str, tuple[Decimal, ...]]], tuple[Decimal, ...]]:
    """Rows of a cash plan as (code, amounts), each unit once, and the total row."""
    rows = [(row[0], tuple(amount(cell) for cell in row[2:])) for row in cells(BATU / name, 4)]
    kept = [row for before, row in zip([None, *rows], rows, strict=False) if row != before]
    assert len(rows) - len(kept) == sum(len(code) == 22 for code, _ in kept)
    return kept[:-1], kept[-1][1]


@pytest.mark.parametrize(("name", "quarter"), [("rak-2023.xlsx", 3), ("rak-perubahan-oktober-2023.xlsx", 4)])
def test_rak__sums_equal_the_budget_line_by_line(name: str, quarter: int) -> None:
    rows, total = plan_rows(name)
    assert all(budget == planned == sum(months) for _, (budget, planned, *months) in rows)
    assert min(month for _, amounts in rows for month in amounts) >= 0
    expected = recap(quarter)[0]
    assert [code for code, _ in rows] == [row.codes[-1] for row in expected]
    assert [amounts[0] for _, amounts in rows] == [row.budget for row in expected]
    levels = [(_level(row.codes), amounts) for row, (_, amounts) in zip(expected, rows, strict=True)]
    assert children_differ(levels) == []
    affairs = [amounts for level, amounts in levels if level == 0]
    assert [sum(column) for column in zip(*affairs, strict=True)] == list(total)


def test_rak__revision_leaves_the_first_nine_months() -> None:
    before, after = (plan_rows(name)[1] for name in ("rak-2023.xlsx", "rak-perubahan-oktober-2023.xlsx"))
    differing = [month for month in range(12) if before[2 + month] != after[2 + month]]
    assert sum(after[2:11]) <= sum(before[2:11])
    assert percent(sum(after[2:11]), sum(before[2:11])) > Decimal("99.5")
    assert {9, 10, 11} <= set(differing)


def test_rak__plan_of_30_september_tells_something() -> None:
    _, (budget, _, *months) = plan_rows("rak-2023.xlsx")
    assert 62 <= percent(sum(months[:9]), budget) <= 68
    deviations = {name: done - planned for name, planned, done in financial(3)}
    lowest = [deviations[name] for name, _ in TEN_LOWEST]
    assert max(lowest) < -10
    assert 2 <= sum(deviation > 0 for deviation in deviations.values()) <= 6


def financial(quarter: int) -> list[tuple[str, Decimal, Decimal]]:
    """Agency, planned and realized per cent as the RFK states them."""
    return [(row[2], amount(row[8]), amount(row[10])) for row in progress(quarter)[0]]


@cache
def progress(quarter: int) -> tuple[list[tuple[Any, ...]], tuple[Any, ...]]:
    """The thirty rows and the total row of an RFK recap."""
    rows = list(cells(BATU / f"rfk-triwulan-{quarter}.xlsx", 7))
    end = next(i for i, row in enumerate(rows) if row[2] == "JUMLAH")
    return rows[:end], rows[end]


@pytest.mark.parametrize("quarter", QUARTERS)
def test_rfk__money_is_the_recap_and_the_plan(quarter: int) -> None:
    rows, total = progress(quarter)
    assert {row[1]: row[2] for row in rows} == agency_names()
    plan = planned_by_agency("rak-perubahan-oktober-2023.xlsx" if quarter == 4 else "rak-2023.xlsx", quarter)
    for row in rows:
        budget, realization = by_agency(quarter)[row[2]]
        assert (amount(row[3]), amount(row[9])) == (budget, realization)
        assert amount(row[7]) == plan[row[1]]
        assert amount(row[8]) == percent(plan[row[1]], budget)
        assert amount(row[10]) == percent(realization, budget)
        assert amount(row[11]) == amount(row[10]) - amount(row[8])
    for column in (3, 7, 9):
        assert amount(total[column]) == sum(amount(row[column]) for row in rows)


def planned_by_agency(name: str, quarter: int) -> dict[str, Decimal]:
    """Cumulative plan by agency code without PPKD amounts, from the account rows beneath each unit."""
    plan: dict[str, Decimal] = defaultdict(Decimal)
    unit = ""
    for code, (_, _, *months) in plan_rows(name)[0]:
        if len(code) == 22:
            unit = parent_unit(code)
        elif len(code) == 17 and not code.startswith(PPKD):
            plan[unit] += sum(months[: 3 * quarter], Decimal(0))
    return plan


@pytest.mark.parametrize("quarter", QUARTERS)
def test_rfk__physical_is_plausible(quarter: int) -> None:
    for row in progress(quarter)[0]:
        target, reached = amount(row[4]), amount(row[5])
        assert 0 < reached <= 100
        assert 0 < target <= 100
        assert amount(row[6]) == reached - target
        if quarter > 1:
            before = {earlier[1]: earlier for earlier in progress(quarter - 1)[0]}[row[1]]
            assert amount(before[4]) <= target
            assert amount(before[5]) <= reached


def test_rfk__the_ten_lowest_say_why_and_one_agency_works_behind_its_money() -> None:
    rows = {row[2]: row for row in progress(3)[0]}
    assert all(rows[name][12] for name, _ in TEN_LOWEST)
    behind = [name for name, row in rows.items() if amount(row[5]) < amount(row[10])]
    assert behind == ["Dinas Perpustakaan dan Kearsipan"]


def test_tidy__equals_the_recap_to_the_sen() -> None:
    with TIDY.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {(row["government"], row["year"], row["cutoff"]) for row in rows} == {
        ("Kota Batu", "2023", "2023-09-30")
    }
    assert {row["agency_code"]: row["agency_name"] for row in rows} == agency_names()
    assert all(row["agency_code"] == parent_unit(row["unit_code"]) for row in rows)
    found = {
        (row["sub_activity_code"][:4], row["unit_code"], row["sub_activity_code"], row["account_code"]): (
            Decimal(row["budget"]),
            Decimal(row["realization"]),
        )
        for row in rows
    }
    assert len(found) == len(rows)
    assert found == {codes: (row.budget, row.realization) for codes, row in accounts(3).items()}


def test_folder__stays_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 3 * 1024**2


@pytest.mark.slow
def test_make_samples__makes_the_committed_files(tmp_path: Path) -> None:
    """Members are compared by what they say: bytes depend on the deflate and XML libraries at hand."""
    script = str(SAMPLES / "make_samples.py")
    subprocess.run([sys.executable, script, "--target", str(tmp_path)], check=True, capture_output=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*"))
    assert len(made) == 11
    for name in made:
        ours, theirs = _members(tmp_path / name), _members(SAMPLES / name)
        assert [part for part in ours.keys() | theirs.keys() if ours.get(part) != theirs.get(part)] == [], name


@pytest.mark.slow
def test_make_samples__twice_gives_the_same_bytes(tmp_path: Path) -> None:
    script = str(SAMPLES / "make_samples.py")
    for run in ("one", "two"):
        target = str(tmp_path / run)
        subprocess.run([sys.executable, script, "--target", target], check=True, capture_output=True)
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def _members(path: Path) -> dict[str, bytes]:
    if path.suffix != ".xlsx":
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: canonicalize(archive.read(name)).encode() for name in archive.namelist()}
