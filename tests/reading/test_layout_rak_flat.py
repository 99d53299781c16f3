"""Flat cash plans: one row an account of a sub-activity, as SIPD and a monitoring plugin print them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from truth import (
    EDUCATION,
    HEALTH,
    LEAVES,
    MONTHS,
    Leaf,
    Row,
    Sheet,
    codes,
    errors,
    findings,
    indonesian,
    number,
    only,
    planned,
    read_sheets,
    spread,
    sums,
)  # fmt: skip

from skpd_eval.model import Kind, Level
from skpd_eval.reading.told.options import ReadOptions

TOLD = ReadOptions()
IDENTITY = [
    "Tahun", "Daerah", "Kode Urusan", "Nama Urusan", "Kode Bidang Urusan", "Nama Bidang Urusan", "Kode SKPD",
    "Nama SKPD", "Kode Sub SKPD", "Nama Sub SKPD", "Kode Program", "Nama Program", "Kode Kegiatan", "Nama Kegiatan",
    "Kode Sub Kegiatan", "Nama Sub Kegiatan", "Kode Akun", "Nama Akun",
]  # fmt: skip
SIPD = [f"bulan{month}" for month in range(1, 13)]
PLUGIN = [f"Bulan {month}" for month in range(1, 13)]


def flat(
    leaves: tuple[Leaf, ...] = LEAVES,
    style: Callable[[int], Any] = number,
    months: list[str] = SIPD,
    *,
    money: tuple[str, ...] = ("Nilai Rincian", "Total RAK"),
    year: Any = 2023,
    title: str = "ANGGARAN KAS TAHUN 2025",
    total: bool = True,
    share: bool = True,
) -> Sheet:
    """The table with its sums directly under the header and a percentage at its end."""
    heads = [*IDENTITY, *money]
    for quarter in range(4):
        heads += [*months[3 * quarter : 3 * quarter + 3], f"TW {quarter + 1}"]
    data = [[*identity(leaf, year), *amounts(leaf, money, style)] for leaf in leaves]
    rows: list[Row] = [[title], [], heads]
    width = len(IDENTITY)
    if total:
        every = [amounts(leaf, money, int) for leaf in leaves]
        rows.append([*[None] * width, *(style(sum(column)) for column in zip(*every, strict=True))])
    rows += data
    if share:
        rows.append([*[None] * width, None, 0.4567])
    return Sheet(rows, [], (2,))


def identity(leaf: Leaf, year: Any) -> Row:
    parts = leaf.activity.split(".")
    program, activity = ".".join(parts[:3]), ".".join(parts[:5])
    return [
        year, "Kabupaten Contoh", leaf.bidang[0], "Urusan", leaf.bidang, "Bidang", leaf.agency, leaf.name, leaf.agency,
        leaf.name, program, "Program", activity, "Kegiatan", leaf.activity, "Sub Kegiatan", leaf.account, "Akun",
    ]  # fmt: skip


def amounts(leaf: Leaf, money: tuple[str, ...], style: Callable[[int], Any]) -> Row:
    row = [style(0 if name in ("Nilai Realisasi", "Selisih") else leaf.budget) for name in money]
    plan = spread(leaf.budget)
    for quarter in range(4):
        three = plan[3 * quarter : 3 * quarter + 3]
        row += [*map(style, three), style(sum(three))]
    return row


def truth(leaves: tuple[Leaf, ...] = LEAVES) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for leaf in leaves:
        own = found.setdefault(leaf.agency, [0] * 12)
        own[:] = [old + new for old, new in zip(own, spread(leaf.budget), strict=True)]
    return found


WP_SIPD = ("Nilai Rincian", "Nilai Realisasi", "Selisih", "Total RAK")


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(flat(), id="SIPD"),
        pytest.param(flat(months=PLUGIN, money=WP_SIPD), id="plugin"),
        pytest.param(flat(months=MONTHS), id="months by name"),
        pytest.param(flat(style=indonesian), id="texts"),
        pytest.param(flat(total=False), id="no sums"),
        pytest.param(flat(share=False), id="no percentage"),
    ],
)
def test_flat__plan_by_agency(tmp_path: Path, sheet: Sheet) -> None:
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    export = only(reading)
    assert planned(export) == truth()
    assert (export.kind, export.level, export.year) == (Kind.PLAN, Level.ACCOUNT, 2025)
    assert export.government == "Kabupaten Contoh"
    assert sum(line.budget or 0 for line in export.plans) == sum(budget for budget, _ in sums().values())
    assert len(export.plans) == len(LEAVES)


def test_flat__the_titles_year_wins_over_the_column(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, flat(), options=TOLD)
    (finding,) = [finding for finding in findings(reading) if finding.code == "year-column-differs"]
    assert finding.source is not None
    assert (finding.source.cell, finding.arguments["year"]) == ("A5", 2025)


def test_flat__without_a_title_the_column_says_the_year(tmp_path: Path) -> None:
    export = only(read_sheets(tmp_path, flat(title="ANGGARAN KAS"), options=TOLD))
    assert (export.year, planned(export)) == (2023, truth())


@pytest.mark.parametrize("rows", [1, 2], ids=["one", "two"])
def test_flat__rows_without_their_agency_are_the_only_ones(tmp_path: Path, rows: int) -> None:
    mine = tuple(leaf for leaf in LEAVES if leaf.agency == HEALTH)
    sheet = flat(mine * 2)
    for row in sheet.rows[-1 - rows : -1]:
        row[:9] = [None] * 9
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert planned(only(reading)) == truth(mine * 2)
    (finding,) = [finding for finding in findings(reading) if finding.code == "rows-without-agency"]
    assert finding.arguments["count"] == rows


def test_flat__rows_without_their_agency_are_refused_beside_several(tmp_path: Path) -> None:
    sheet = flat()
    sheet.rows[5][:10] = [None] * 10
    assert errors(read_sheets(tmp_path, sheet, options=TOLD)) == [("agency-name-missing", "H6")]


@pytest.mark.parametrize("at", [3, -1], ids=["under the header", "at the end"])
def test_flat__sums_off_by_one_rupiah_are_refused(tmp_path: Path, at: int) -> None:
    sheet = flat(share=False)
    if at == -1:
        sheet.rows.append(sheet.rows.pop(3))
    sheet.rows[at][20] += 1
    cell = f"U{4 if at == 3 else len(sheet.rows)}"
    assert ("total-differs", cell) in errors(read_sheets(tmp_path, sheet, options=TOLD))


def test_flat__sums_above_and_beneath(tmp_path: Path) -> None:
    sheet = flat(share=False)
    sheet.rows.append(list(sheet.rows[3]))
    assert planned(only(read_sheets(tmp_path, sheet, options=TOLD))) == truth()
    sheet.rows[-1][20] += 1
    assert [code for code, _ in errors(read_sheets(tmp_path, sheet, options=TOLD))] == ["total-differs"]


def test_flat__a_stated_sum_of_a_row_that_differs_is_told(tmp_path: Path) -> None:
    sheet = flat(total=False)
    sheet.rows[3][19] += 5
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert planned(only(reading)) == truth()
    assert [f.source and f.source.cell for f in findings(reading) if f.code == "plan-row-differs"] == ["T4"]


def test_flat__the_percentage_is_no_row(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, flat(), options=TOLD)
    assert "percent-row" in codes(reading)
    assert "percent-row" not in codes(read_sheets(tmp_path, flat(share=False), options=TOLD))


def test_flat__unread_columns_are_said(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, flat(months=PLUGIN, money=WP_SIPD), options=TOLD)
    (finding,) = [finding for finding in findings(reading) if finding.code == "columns-not-read"]
    assert "nilai realisasi" in str(finding.arguments["columns"])


def test_flat__the_users_agency_for_a_file_of_many(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, flat(), options=ReadOptions(agency_name="Dinas Contoh"))
    assert "agency-told-for-many" in {code for code, _ in errors(reading)}


# What offices do to it


def _a_title_more(sheet: Sheet) -> None:
    sheet.rows.insert(0, ["PEMERINTAH KABUPATEN CONTOH"])


def _columns_exchanged(sheet: Sheet) -> None:
    for row in sheet.rows[2:]:
        if len(row) > 20:
            row[6:8], row[18:20] = row[7:5:-1], row[19:17:-1]
            row[20], row[21] = row[21], row[20]


def _other_words(sheet: Sheet) -> None:
    words = {
        "Kode SKPD": "Kode OPD",
        "Nama SKPD": "Nama OPD",
        "Nilai Rincian": "Pagu",
        "Kode Akun": "Kode Rekening",
    }
    sheet.rows[2] = [words.get(cell, cell) for cell in sheet.rows[2]]


def _group_heading(sheet: Sheet) -> None:
    sheet.rows.insert(2, [None] * 20 + ["Rencana Anggaran Kas"])
    sheet.merges.append("U3:AJ3")


def _quarters_gone(sheet: Sheet) -> None:
    for row in sheet.rows[2:]:
        row[:] = [cell for at, cell in enumerate(row) if at not in (23, 27, 31, 35)]


@pytest.mark.parametrize(
    "mutate",
    [_a_title_more, _columns_exchanged, _other_words, _group_heading, _quarters_gone],
    ids=lambda mutate: mutate.__name__.strip("_"),
)
def test_flat__read_right_whatever_offices_do(tmp_path: Path, mutate: Any) -> None:
    sheet = flat()
    mutate(sheet)
    assert planned(only(read_sheets(tmp_path, sheet, options=TOLD))) == truth()


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        pytest.param(5, 20, "seribu", ("amount-unreadable", "U6"), id="words"),
        pytest.param(5, 16, 5.1, ("code-as-number", "Q6"), id="account as number"),
        pytest.param(5, 6, 1.01, ("code-as-number", "G6"), id="agency as number"),
    ],
)
def test_flat__refused_with_the_cell(
    tmp_path: Path, row: int, column: int, value: Any, expected: tuple[str, str]
) -> None:
    sheet = flat()
    sheet.rows[row][column] = value
    assert expected in errors(read_sheets(tmp_path, sheet, options=TOLD))


accounts = st.sampled_from(["5.1.02.01.001.00024", "5.2.02.05.001.00004", "5.1.01.01.001.00001"])
some = st.builds(
    lambda agency, account, budget: Leaf("1.01", agency, "Dinas " + agency[2:4], "1.01.01.2.01.0001", account, budget * 100, 0),  # noqa: E501
    st.sampled_from([EDUCATION, HEALTH]), accounts, st.integers(200_000, 10**12),
)  # fmt: skip


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(some, min_size=1, max_size=6), st.booleans(), st.booleans())
def test_flat__equals_the_truth(tmp_path: Path, leaves: list[Leaf], total: bool, share: bool) -> None:
    reading = read_sheets(tmp_path, flat(tuple(leaves), total=total, share=share), options=TOLD)
    assert planned(only(reading)) == truth(tuple(leaves))
