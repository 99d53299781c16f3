"""Which rows of a recap are agencies, of several levels without codes: sums prove it, or the row is refused."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from test_wild_recaps import HEAD, TITLE, in_rupiah, read_cells
from truth import errors

Rows = list[list[Any]]
CODED = ["No", "Kode", "SKPD", "Pagu", "Realisasi"]
AGENCIES = {
    "1.01.0.00.0.00.01.0000": ("Dinas Pendidikan", 1_000, 400),
    "1.02.0.00.0.00.01.0000": ("Dinas Kesehatan", 600, 300),
    "1.03.0.00.0.00.01.0000": ("Dinas Pekerjaan Umum", 700, 150),
    "5.02.0.00.0.00.01.0000": ("Badan Keuangan", 200, 20),
}
TRUTH = {name: amounts for name, *amounts in AGENCIES.values()}
TOTAL = ["JUMLAH", 2_500, 870]
FIELDS = {
    "PENDIDIKAN": ("1.01", 1_000, 400), "KESEHATAN": ("1.02", 600, 300),
    "PEKERJAAN UMUM": ("1.03", 700, 150), "KEUANGAN": ("5.02", 200, 20),
}  # fmt: skip


def levels(*, coded: bool, numbered: bool) -> Rows:
    """Affairs, their fields and the agencies, each with its sum."""
    found: Rows = []
    for place, ((field, (short, *sums)), (code, agency)) in enumerate(
        zip(FIELDS.items(), AGENCIES.items(), strict=True), 1
    ):
        if place == 1:
            found.append([None, "1" if coded else None, "URUSAN PEMERINTAHAN WAJIB", 2_300, 850])
        if place == 4:
            found.append([None, "5" if coded else None, "UNSUR PENUNJANG", 200, 20])
        found.append([None, short if coded else None, field, *sums])
        found.append([place if numbered else None, code if coded else None, *agency])
    return found


@pytest.mark.parametrize("total", [[[None, None, *TOTAL]], []], ids=["total", "no total"])
@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "bare"])
@pytest.mark.parametrize("coded", [True, False], ids=["coded", "names"])
def test_affairs_and_fields_above_their_agencies_are_none(
    tmp_path: Path, coded: bool, numbered: bool, total: Rows
) -> None:
    found = in_rupiah(read_cells(tmp_path, [CODED, *levels(coded=coded, numbered=numbered), *total], TITLE))
    assert found == {name: tuple(amounts) for name, amounts in TRUTH.items()}


@pytest.mark.parametrize(
    "off", [{"URUSAN PEMERINTAHAN WAJIB"}, {"PENDIDIKAN"}, {*FIELDS}], ids=["affair", "field", "all"]
)
@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "bare"])
@pytest.mark.parametrize("coded", [True, False], ids=["coded", "names"])
def test_levels_that_nothing_proves_are_refused(tmp_path: Path, coded: bool, numbered: bool, off: set[str]) -> None:
    rows = levels(coded=coded, numbered=numbered)
    for row in rows:
        row[3] += row[2] in off
    found = {code for code, _ in errors(read_cells(tmp_path, [CODED, *rows], TITLE))}
    assert found
    assert found <= {"group-unclear", "row-no-agency"}


def rows(*lines: tuple[Any, str] | tuple[Any, str, int, int]) -> Rows:
    return [[*line, *[None] * (4 - len(line))] for line in lines]


DISTRICTS = {"Kecamatan Lowokwaru": (300, 110), "Kecamatan Blimbing": (300, 70)}
TWO = {"Dinas Pendidikan": (1_000, 400), "Dinas Kesehatan": (600, 300)}
CASES: dict[str, tuple[Rows, dict[str, tuple[int, int]]]] = {
    "districts without amounts": (
        rows(("I", "Kecamatan Lowokwaru"), (1, "Kelurahan Dinoyo", 100, 50), (2, "Kelurahan Merjosari", 200, 60),
             ("II", "Kecamatan Blimbing"), (1, "Kelurahan Arjosari", 300, 70)), DISTRICTS),
    "districts and their own office": (
        rows(("I", "Kecamatan Lowokwaru", 300, 110), ("a", "Kecamatan (induk)", 200, 60),
             ("b", "Kelurahan Dinoyo", 100, 50),
             ("II", "Kecamatan Blimbing", 300, 70), ("a", "Kelurahan Arjosari", 300, 70)), DISTRICTS),
    "coordinators without amounts": (
        rows(("I", "ASISTEN PEMERINTAHAN"), (1, "Dinas Pendidikan", 1_000, 400),
             ("II", "ASISTEN EKONOMI"), (1, "Dinas Kesehatan", 600, 300)), TWO),
    "coordinators": (
        rows(("A", "KOORDINATOR I", 1_000, 400), (1, "Dinas Pendidikan", 1_000, 400),
             ("B", "KOORDINATOR II", 600, 300), (1, "Dinas Kesehatan", 600, 300)), TWO),
    "Roman agencies with kinds": (
        rows(("I", "Dinas Pendidikan", 1_000, 400), (1, "Belanja Pegawai", 700, 300),
             (2, "Belanja Barang dan Jasa", 300, 100),
             ("II", "Dinas Kesehatan", 600, 300), (1, "Belanja Pegawai", 400, 200),
             (2, "Belanja Modal", 200, 100)), TWO),
    "indented units": (
        rows((None, "Dinas Pendidikan", 1_000, 400), (None, "   SMP 1", 700, 300), (None, "   SMP 2", 300, 100),
             (None, "Dinas Kesehatan", 600, 300)), TWO),
    "lettered divisions": (
        rows((1, "Dinas Pendidikan", 1_000, 400), ("a", "Bagian Umum", 700, 300), ("b", "Bagian Tata Usaha", 300, 100),
             (2, "Dinas Kesehatan", 600, 300)), TWO),
    "an agency with nothing beneath one with a unit": (
        rows((1, "Dinas Pendidikan", 1_000, 400), ("a", "Bagian Umum", 1_000, 400),
             (2, "Dinas Kesehatan", 600, 300), (3, "Dinas Sosial", 0, 0)), {**TWO, "Dinas Sosial": (0, 0)}),
}  # fmt: skip


@pytest.mark.parametrize("total", [True, False], ids=["total", "no total"])
@pytest.mark.parametrize(("printed", "truth"), CASES.values(), ids=CASES.keys())
def test_parts_are_told_from_agencies(
    tmp_path: Path, printed: Rows, truth: dict[str, tuple[int, int]], total: bool
) -> None:
    sums = [sum(amounts) for amounts in zip(*truth.values(), strict=True)]
    cells: Sequence[Sequence[Any]] = [HEAD, *printed, *([[None, "JUMLAH", *sums]] if total else [])]
    assert in_rupiah(read_cells(tmp_path, cells, TITLE)) == truth


WORKS: Rows = [
    ["1.01.0.00.0.00.01.0000", "Dinas Pendidikan", 1_000, 400],
    ["1.01.01", "PROGRAM PENUNJANG", 700, 300],
    ["1.01.01.2.01.0001", "Gaji", 700, 300],
    ["1.01.02", "PROGRAM PENDIDIKAN", 300, 100],
    ["1.01.02.2.01.0001", "Buku", 300, 100],
    ["1.02.0.00.0.00.01.0000", "Dinas Kesehatan", 600, 300],
    ["1.02.01", "PROGRAM PENUNJANG", 600, 300],
    ["1.02.01.2.01.0001", "Gaji", 600, 300],
    ["1.02.0.00.0.00.02.0000", "RSUD", 900, 170],
    ["1.02.01", "PROGRAM PENUNJANG", 900, 170],
    ["1.02.01.2.01.0001", "Gaji", 900, 170],
]


@pytest.mark.parametrize("total", [[TOTAL], []], ids=["total", "no total"])
def test_programs_in_the_column_of_agencies_are_of_the_agency_above(tmp_path: Path, total: Rows) -> None:
    head = ["Kode", "Perangkat Daerah", "Pagu", "Realisasi"]
    found = in_rupiah(read_cells(tmp_path, [head, *WORKS, *([None, *row] for row in total)], TITLE))
    assert found == {**TWO, "RSUD": (900, 170)}


def test_programs_that_do_not_add_up_to_their_agency_are_refused(tmp_path: Path) -> None:
    head = ["Kode", "Perangkat Daerah", "Pagu", "Realisasi"]
    rows = [list(row) for row in WORKS]
    rows[1][2] += 1
    assert {code for code, _ in errors(read_cells(tmp_path, [head, *rows], TITLE))} == {"sum-differs"}


def test_names_under_an_unknown_heading_beside_their_codes_are_read(tmp_path: Path) -> None:
    head = ["Kode", "Unit / Sub Unit", "Pagu", "Realisasi"]
    rows = [[code, *agency] for code, agency in AGENCIES.items()]
    assert set(in_rupiah(read_cells(tmp_path, [head, *rows], TITLE))) == set(TRUTH)


def test_lettered_kinds_beneath_each_agency_are_none(tmp_path: Path) -> None:
    rows: Rows = []
    for at, (name, budget, spent) in enumerate(AGENCIES.values(), 1):
        rows.append([at, name, budget, spent])
        kinds = {"a. Belanja Pegawai": 5, "b. Belanja Barang dan Jasa": 3, "c. Belanja Modal": 2}
        rows += [[None, kind, budget * share // 10, spent * share // 10] for kind, share in kinds.items()]
    head = ["No", "SKPD / JENIS BELANJA", "Anggaran", "Realisasi"]
    found = in_rupiah(read_cells(tmp_path, [head, *rows, [None, "JUMLAH SELURUHNYA", *TOTAL[1:]]], TITLE))
    assert found == {name: tuple(amounts) for name, amounts in TRUTH.items()}


def test_a_group_of_two_kinds_of_offices_is_counted_as_groups_are(tmp_path: Path) -> None:
    rows: Rows = [
        ["I", "DINAS", 1_600, 700],
        ["I.1", "Dinas Pendidikan", 1_000, 400],
        ["I.2", "Dinas Kesehatan", 600, 300],
        ["II", "BADAN PENUNJANG", 200, 20],
        ["II.1", "Badan Keuangan", 150, 15],
        ["II.2", "Badan Kepegawaian", 50, 5],
        [None, "Total (I+II)", 1_800, 720],
    ]
    found = in_rupiah(read_cells(tmp_path, [HEAD, *rows], TITLE))
    assert found == {
        "Dinas Pendidikan": (1_000, 400), "Dinas Kesehatan": (600, 300),
        "Badan Keuangan": (150, 15), "Badan Kepegawaian": (50, 5),
    }  # fmt: skip


@pytest.mark.parametrize("total", [[[None, *TOTAL]], []], ids=["total", "no total"])
def test_an_agency_that_stands_twice_under_its_code__counts_where_a_total_proves_it(
    tmp_path: Path, total: Rows
) -> None:
    rows: Rows = [[code, *agency] for code, agency in AGENCIES.items()]
    again: Rows = [[rows[0][0], rows[0][1], 100, 60]]
    head = ["Kode", "Nama", "Anggaran", "Realisasi"]
    summed = [[None, "JUMLAH", 2_600, 930]] if total else []
    found = {code for code, _ in errors(read_cells(tmp_path, [head, *rows, *again, *summed], TITLE))}
    assert found == (set() if total else {"agency-twice"})
