"""RFK of one agency: codes split over columns, rupiah under a percent heading, packages among the sub-activities."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from truth import Row, Sheet, codes, errors, findings, only, read_sheets

from skpd_eval.model import Kind, Level
from skpd_eval.reading.told.options import ReadOptions

TOLD = ReadOptions(government="Kabupaten Contoh", quarter=3, year=2022, agency_name="Dinas PUTR")
PROGRAM, ACTIVITY = "1.03.01", "1.03.01.2.01"
PARTS = [("01", 600, 150), ("02", 400, 350)]
"""Sub-activities of the one activity: last segment, budget, realization."""


def row(code: list[Any], name: str, budget: Any, spent: Any, physical: Any = 40) -> Row:
    share = spent * 100 / budget if budget and spent is not None else None
    return [*code, *[None] * (5 - len(code)), name, budget, None, "Swakelola", physical, spent, share, None]


def form(parts: list[tuple[str, int, int]] = PARTS, *, packages: bool = True, total: bool = True) -> Sheet:
    """The header of such a form: two rows from row 10, the percentage one column right of ``Keuangan (%)``."""
    budget, spent = sum(part[1] for part in parts), sum(part[2] for part in parts)
    rows: list[Row] = [
        [],
        ["PEMERINTAH KABUPATEN CONTOH"],
        ["LAPORAN REALISASI FISIK DAN KEUANGAN"],
        ["TAHUN ANGGARAN 2022"],
        *[[]] * 5,
        ["Kode Kegiatan", None, None, None, None, "Program/Kegiatan", "Jumlah Pagu", "Pelaksanaan Pengadaan", None,
         "Realisasi Kumulatif", None, None, "Sisa Dana"],
        [None] * 7 + ["Pihak Ke III / Dikontrakan", "Swakelola (Rp)", "Fisik (%)", "Keuangan (%)", None, None],
        row([1.0, "03"], "PEKERJAAN UMUM", None, None, None),
        row([1.0, "03", "01"], "PROGRAM PENUNJANG", budget, spent),
        row([1.0, 3.0, 1.0, 2.01], "Perencanaan", budget, spent),
    ]  # fmt: skip
    for last, own, used in parts:
        rows.append(row([1.0, "03", "01", "2.01", last], f"Sub {last}", own, used))
        if packages:
            rows.append(row([1.0, "03", "01", "2.01", last], f"Paket {last} A", own // 2, used // 3, 10))
            rows.append(row([], "Paket tanpa kode", own // 4, None, None))
    if total:
        rows.append(row([], "JUMLAH", budget, spent, None))
    merges = ["A10:E11", "F10:F11", "G10:G11", "H10:I10", "J10:L10", "M10:M11"]
    return Sheet(rows, merges, (9, 10))


def amounts(sheet: Sheet, folder: Path, options: ReadOptions = TOLD) -> dict[str | None, tuple[int, int]]:
    export = only(read_sheets(folder, sheet, options=options))
    assert len({(line.activity) for line in export.progress}) == len(export.progress), "each code once"
    return {line.activity: (line.budget or 0, line.realization or 0) for line in export.progress}


def truth(parts: list[tuple[str, int, int]] = PARTS) -> dict[str | None, tuple[int, int]]:
    whole = (sum(part[1] for part in parts) * 100, sum(part[2] for part in parts) * 100)
    found: dict[str | None, tuple[int, int]] = {PROGRAM: whole, ACTIVITY: whole}
    return found | {f"{ACTIVITY}.{last}": (budget * 100, spent * 100) for last, budget, spent in parts}


BIG = [(last, budget * 1_000_000, spent * 1_000_000) for last, budget, spent in PARTS]


@pytest.mark.parametrize("packages", [True, False], ids=["packages", "plain"])
@pytest.mark.parametrize("total", [True, False], ids=["total", "no total"])
def test_rfk__of_one_agency(tmp_path: Path, packages: bool, total: bool) -> None:
    assert amounts(form(BIG, packages=packages, total=total), tmp_path) == truth(BIG)


def test_rfk__whose_and_what(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, form(BIG), options=TOLD)
    export = only(reading)
    assert (export.kind, export.level, export.layout) == (Kind.PHYSICAL, Level.SUB_ACTIVITY, "rfk-government")
    assert [agency.name for agency in export.agencies] == ["Dinas PUTR"]
    assert export.columns["realization"] == "K"
    assert {line.physical_pct for line in export.progress} == {40}
    (finding,) = [finding for finding in findings(reading) if finding.code == "packages-left-out"]
    assert finding.arguments["count"] == 2


def test_rfk__the_agency_of_a_title_line(tmp_path: Path) -> None:
    sheet = form(BIG)
    sheet.rows[5] = ["SKPD", ":", "Dinas PUTR Contoh"]
    options = ReadOptions(quarter=3)
    export = only(read_sheets(tmp_path, sheet, options=options))
    assert [agency.name for agency in export.agencies] == ["Dinas PUTR Contoh"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param(
            ["DINAS PEKERJAAN UMUM KABUPATEN CONTOH"], "DINAS PEKERJAAN UMUM", id="a line of its own"
        ),
        pytest.param(["Dinas/Badan/Kantor", ":", "Dinas PU"], "Dinas PU", id="another label"),
        pytest.param(["SEKRETARIAT DAERAH"], None, id="who may have made it"),
    ],
)
def test_rfk__the_agency_that_titles_name(tmp_path: Path, title: Row, expected: str | None) -> None:
    sheet = form(BIG)
    sheet.rows[4] = title
    reading = read_sheets(tmp_path, sheet, options=ReadOptions(quarter=3))
    assert {agency.name for export in reading.exports for agency in export.agencies} == {expected} - {None}


def test_rfk__programs_of_many_bidang_are_no_agencys_that_a_title_names(tmp_path: Path) -> None:
    sheet = form(BIG, total=False, packages=False)
    sheet.rows[4] = ["BADAN PERENCANAAN PEMBANGUNAN DAERAH"]
    for bidang in ("04", "05", "06"):
        sheet.rows.append(row([1.0, bidang, "01"], "PROGRAM", 1_000_000, 500_000))
    assert ("agency-missing", "13") in errors(read_sheets(tmp_path, sheet, options=ReadOptions(quarter=3)))


def test_rfk__a_whole_agency_code_beside_split_ones(tmp_path: Path) -> None:
    sheet = form(BIG)
    budget, spent = sum(part[1] for part in BIG), sum(part[2] for part in BIG)
    sheet.rows.insert(11, row(["1.03.1.04.0.00.01.0000"], "DINAS PUTR", budget, spent))
    export = only(read_sheets(tmp_path, sheet, options=ReadOptions(quarter=3)))
    assert [(agency.code, agency.name) for agency in export.agencies] == [
        ("1.03.1.04.0.00.01.0000", "DINAS PUTR")
    ]
    found = {line.activity: (line.budget, line.realization) for line in export.progress}
    assert found == truth(BIG) | {None: truth(BIG)[PROGRAM]}


@pytest.mark.parametrize("off", [0, 1])
def test_rfk__without_a_total_packages_are_told_by_their_sum(tmp_path: Path, off: int) -> None:
    """Sub-activities and their packages carry one code; nothing above them states an amount."""
    sheet = form(BIG, packages=False, total=False)
    for cells in (*sheet.rows[12:14],):
        cells[6:] = [None] * len(cells[6:])
    budget, spent = BIG[1][1:]
    code = [1.0, "03", "01", "2.01", BIG[1][0]]
    sheet.rows.append(row(code, "Paket A", budget - 300, spent - 100))
    sheet.rows.append(row(code, "Paket B", 200, 100))
    sheet.rows.append(row([], "Paket tanpa kode", 100 + off, 0))
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    if off:
        assert "levels-differ" in {code for code, _ in errors(reading)}
    else:
        found = {line.activity: (line.budget, line.realization) for line in only(reading).progress}
        assert found == {
            key: amounts for key, amounts in truth(BIG).items() if key not in (PROGRAM, ACTIVITY)
        }


@pytest.mark.parametrize("off", [0, 1])
def test_rfk__the_one_row_above_all_programs_is_their_total(tmp_path: Path, off: int) -> None:
    sheet = form(BIG, total=False)
    budget, spent = sum(part[1] for part in BIG), sum(part[2] for part in BIG)
    sheet.rows[11] = row([1.0, "03"], "PEKERJAAN UMUM", budget + off, spent)
    if off:
        assert "total-differs" in {code for code, _ in errors(read_sheets(tmp_path, sheet, options=TOLD))}
    else:
        assert amounts(sheet, tmp_path) == truth(BIG)


def test_rfk__nobodys_is_refused(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, form(BIG), options=ReadOptions(quarter=3))
    assert {code for code, _ in errors(reading)} == {"agency-missing"}


def test_rfk__segments_as_numbers_get_back_their_zero(tmp_path: Path) -> None:
    sheet = form(BIG)
    for cells in sheet.rows[11:]:
        for at in (1, 2, 4):
            if isinstance(cells[at], str) and cells[at].isdigit():
                cells[at] = int(cells[at])
    assert amounts(sheet, tmp_path) == truth(BIG)


def test_rfk__four_digits_where_other_rows_have_them(tmp_path: Path) -> None:
    sheet = form([("0001", *BIG[0][1:]), ("0002", *BIG[1][1:])], packages=False)
    sheet.rows[-2][4] = 2
    expected = {f"{ACTIVITY}.0001", f"{ACTIVITY}.0002"}
    assert expected < set(amounts(sheet, tmp_path))


@pytest.mark.parametrize("value", [2.1, True], ids=["a lost zero", "a boolean"])
def test_rfk__a_segment_that_lost_a_digit_is_refused(tmp_path: Path, value: object) -> None:
    sheet = form(BIG)
    sheet.rows[13][3] = value
    assert ("code-as-number", "D14") in errors(read_sheets(tmp_path, sheet, options=TOLD))


def test_rfk__a_total_that_no_level_equals_is_refused(tmp_path: Path) -> None:
    sheet = form(BIG)
    sheet.rows[-1][6] += 1
    assert ("total-differs", f"G{len(sheet.rows)}") in errors(read_sheets(tmp_path, sheet, options=TOLD))


def test_rfk__levels_that_differ_without_a_total_are_refused(tmp_path: Path) -> None:
    sheet = form(BIG, total=False)
    sheet.rows[12][6] += 1
    sheet.rows[13][6] += 2
    assert ("levels-differ", "G13") in errors(read_sheets(tmp_path, sheet, options=TOLD))


def test_rfk__a_level_above_the_one_that_counts_is_left_out(tmp_path: Path) -> None:
    """Whoever reads the lines takes the highest level: one that does not equal the total must not be there."""
    sheet = form(BIG)
    sheet.rows[12][6] += 1
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert PROGRAM not in {line.activity for line in only(reading).progress}
    assert "total-at-lower-level" in codes(reading)


def test_rfk__an_amount_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    sheet = form(BIG, total=False, packages=False)
    del sheet.rows[11:14]
    sheet.rows[12][10] = "lihat lampiran"
    assert ("amount-needed", "K13") in errors(read_sheets(tmp_path, sheet, options=TOLD))


# What offices do to it


def _a_title_more(sheet: Sheet) -> None:
    sheet.rows.insert(1, ["RFK"])
    sheet.merges.clear()


def _unmerged(sheet: Sheet) -> None:
    sheet.merges.clear()


def _other_words(sheet: Sheet) -> None:
    sheet.rows[9][0], sheet.rows[9][6], sheet.rows[9][12] = "Kode Rekening", "Pagu Anggaran", "Sisa Anggaran"


def _columns_exchanged(sheet: Sheet) -> None:
    for cells in sheet.rows[9:]:
        cells[5], cells[6] = cells[6], cells[5]
    sheet.merges[1:3] = ["F10:F11", "G10:G11"]


def _amounts_under_their_heading(sheet: Sheet) -> None:
    for cells in sheet.rows[10:]:
        cells[10], cells[11] = cells[11], cells[10]
    sheet.rows[10][10], sheet.rows[10][11] = "Keuangan (%)", "Realisasi Keuangan (Rp)"


MUTATIONS: list[Callable[[Sheet], None]] = [
    _a_title_more, _unmerged, _other_words, _columns_exchanged, _amounts_under_their_heading
]  # fmt: skip


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__.strip("_"))
def test_rfk__read_right_whatever_offices_do(tmp_path: Path, mutate: Callable[[Sheet], None]) -> None:
    sheet = form(BIG)
    mutate(sheet)
    assert amounts(sheet, tmp_path) == truth(BIG)


parts = st.lists(st.tuples(st.integers(10**6, 10**10), st.integers(10**4, 10**10)), min_size=1, max_size=4)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(parts, st.booleans())
def test_rfk__equals_the_truth(tmp_path: Path, given_parts: list[tuple[int, int]], packages: bool) -> None:
    numbered = [(f"{place:02d}", budget, spent) for place, (budget, spent) in enumerate(given_parts, 1)]
    assert amounts(form(numbered, packages=packages), tmp_path) == truth(numbered)
