"""Progress tables of programs and activities by name alone: the level that the total proves counts, else none."""

from pathlib import Path

import pytest
from truth import Row, Sheet, codes, read_sheets

from skpd_eval.model import FileReading
from skpd_eval.reading.told.options import ReadOptions

MILLION = 1_000_000
TITLES: list[Row] = [
    ["PEMERINTAH KABUPATEN CONTOH"],
    ["LAPORAN REALISASI FISIK DAN KEUANGAN"],
    ["s.d. 30 Juni 2023"],
]
HEAD: Row = ["No", "Program/Kegiatan", "Pagu Anggaran", "Realisasi Keuangan", "Fisik (%)"]
TOLD = ReadOptions(agency_name="Dinas Sosial")
UNTOLD = ReadOptions()
Amounts = tuple[int, int]

PLANS, STAFF, CARE, CHILDREN = (100, 40), (200, 90), (310, 130), (70, 11)
SUPPORT: Amounts = (100 + 200, 40 + 90)
REHABILITATION: Amounts = (310 + 70, 130 + 11)
WHOLE: Amounts = (680, 271)


def row(mark: object, name: str, amounts: Amounts) -> Row:
    return [mark, name, amounts[0] * MILLION, amounts[1] * MILLION, 40]


def read(folder: Path, rows: list[Row], options: ReadOptions = TOLD) -> FileReading:
    return read_sheets(folder, Sheet([*TITLES, HEAD, *rows], [], (len(TITLES),)), options=options)


def figures(reading: FileReading) -> dict[str, Amounts]:
    """Budget and realization by agency, in millions."""
    (export,) = reading.exports
    return {
        export.agencies[line.agency].name: (
            (line.budget or 0) // MILLION // 100,
            (line.realization or 0) // MILLION // 100,
        )
        for line in export.progress
    }


ACTIVITIES = [("Perencanaan", PLANS), ("Kepegawaian", STAFF), ("Rehabilitasi", CARE), ("Perlindungan", CHILDREN)]


def table(programs: tuple[str, str], indent: str = "", marks: str = "    ", top: str = "") -> list[Row]:
    """Two programs over their activities; ``marks`` of a program and its activities, twice over."""
    first, second = (row(mark.strip() or None, name, amounts) for mark, name, amounts in (
        (marks[0], programs[0], SUPPORT), (marks[0], programs[1], REHABILITATION)
    ))  # fmt: skip
    beneath = [
        row(mark.strip() or None, indent + name, amounts)
        for mark, (name, amounts) in zip((marks[1], marks[2], marks[1], marks[2]), ACTIVITIES, strict=True)
    ]
    head = [row(None, top, WHOLE)] if top else []
    return [*head, first, *beneath[:2], second, *beneath[2:]]


CAPITALS, PLAIN = ("PROGRAM PENUNJANG", "PROGRAM REHABILITASI"), ("Penunjang", "Rehabilitasi Sosial")
TOTAL = row(None, "JUMLAH", WHOLE)
UNCOUNTED = row(None, "JUMLAH KEGIATAN", WHOLE)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([*table(CAPITALS), TOTAL], id="capitals"),
        pytest.param([*table(PLAIN, "   "), TOTAL], id="indents"),
        pytest.param([*table(PLAIN), TOTAL], id="nothing"),
        pytest.param([*table(PLAIN, marks="A12"), TOTAL], id="marks"),
        pytest.param([*table(PLAIN, marks="A--"), TOTAL], id="letters and dashes"),
        pytest.param(table(CAPITALS), id="capitals, no total"),
        pytest.param(table(PLAIN), id="nothing, no total"),
        pytest.param(table(PLAIN, top="Urusan Sosial"), id="the whole in the first row"),
        pytest.param([*table(PLAIN, marks="A12"), UNCOUNTED], id="total called sum of activities"),
        pytest.param([row(at, *one) for at, one in enumerate(ACTIVITIES, 1)], id="one counted list"),
    ],
)
def test_levels__counted_once(tmp_path: Path, rows: list[Row]) -> None:
    assert figures(read(tmp_path, rows)) == {"Dinas Sosial": WHOLE}


def test_levels__total_of_programs_whose_activities_are_not_all_there(tmp_path: Path) -> None:
    rows = table(CAPITALS)
    del rows[1]
    assert figures(read(tmp_path, [*rows, TOTAL])) == {"Dinas Sosial": WHOLE}


def test_levels__one_activity_repeats_its_program(tmp_path: Path) -> None:
    rows = [row(None, "Bantuan", PLANS), row(None, "Penyaluran", PLANS), *table(PLAIN)]
    whole = (680 + 100, 271 + 40)
    assert figures(read(tmp_path, [*rows, row(None, "JUMLAH", whole)])) == {"Dinas Sosial": whole}


def _off(rows: list[Row]) -> list[Row]:
    """The first program states five millions more than its activities."""
    rows[0][2] += 5 * MILLION
    return rows


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(_off(table(CAPITALS)), id="capitals"),
        pytest.param(_off(table(PLAIN)), id="nothing, one program proved"),
        pytest.param(_off(table(PLAIN, marks="A12")), id="marks"),
        pytest.param(_off(table(PLAIN, marks="112")), id="numbers that begin again"),
        pytest.param([row(None, *one) for one in ACTIVITIES], id="one list without marks"),
    ],
)
def test_levels__refused_where_nothing_proves_which_count(tmp_path: Path, rows: list[Row]) -> None:
    assert "total-needed" in codes(read(tmp_path, rows))


def test_levels__refused_where_the_total_adds_up_over_levels(tmp_path: Path) -> None:
    twice = row(None, "JUMLAH", (2 * 680, 2 * 271))
    assert "total-differs" in codes(read(tmp_path, [*table(CAPITALS), twice]))


ROADS: Amounts = (500 + 300, 100 + 20)
AGENCIES = [
    row(1, "DINAS SOSIAL", WHOLE),
    *table(PLAIN, "  "),
    row(2, "DINAS PEKERJAAN UMUM", ROADS),
    row(None, "  Jalan", (500, 100)),
    row(None, "  Jembatan", (300, 20)),
]


@pytest.mark.parametrize(
    "total", [[], [row(None, "JUMLAH", (680 + 800, 271 + 120))]], ids=["no total", "total"]
)
def test_levels__agencies_above_their_programs_are_the_owners(tmp_path: Path, total: list[Row]) -> None:
    found = figures(read(tmp_path, [*AGENCIES, *total], UNTOLD))
    assert found == {"DINAS SOSIAL": WHOLE, "DINAS PEKERJAAN UMUM": ROADS}


def test_levels__several_agencies_are_never_one_that_is_told(tmp_path: Path) -> None:
    assert "agency-told-for-many" in codes(read(tmp_path, AGENCIES, TOLD))


def test_levels__agencies_above_coded_programs_in_one_column(tmp_path: Path) -> None:
    head: Row = ["KODE", "PERANGKAT DAERAH / PROGRAM / KEGIATAN / SUB KEGIATAN", "PAGU (Rp)", "REALISASI (Rp)"]
    rows = [
        [code, name, budget * MILLION, spent * MILLION]
        for code, name, (budget, spent) in [
            ("1.06.0.00.0.00.01.0000", "Dinas Sosial", SUPPORT),
            ("1.06.01", "PROGRAM PENUNJANG", SUPPORT),
            ("1.06.01.2.01", "Perencanaan", PLANS),
            ("1.06.01.2.02", "Kepegawaian", STAFF),
            ("1.02.0.00.0.00.02.0000", "RSUD Contoh", CARE),
            ("1.02.01", "PROGRAM PENUNJANG", CARE),
        ]
    ]
    total = [None, "JUMLAH", (300 + 310) * MILLION, (130 + 130) * MILLION]
    sheet = Sheet([*TITLES, head, *rows, total], [], (len(TITLES),))
    (export,) = read_sheets(tmp_path, sheet, options=UNTOLD).exports
    found: dict[str, int] = {}
    for line in export.accounts:
        name = export.agencies[line.agency].name
        found[name] = found.get(name, 0) + (line.realization or 0)
    assert found == {"Dinas Sosial": 130 * MILLION * 100, "RSUD Contoh": 130 * MILLION * 100}
