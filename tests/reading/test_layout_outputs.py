"""Output forms: target and realization of each quarter alone, one row a sub-activity."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from truth import Row, Sheet, codes, errors, findings, read_sheets

from skpd_eval.model import Consolidation, Dimension, FileReading, Kind, Level, Polarity
from skpd_eval.reading.told.options import ReadOptions

TOLD = ReadOptions(government="Kota Contoh")
EDUCATION = "1.01.02.2.01.0001"
HEALTH = "1.02.02.2.01.0003"
Q = range(1, 5)
Output = tuple[str, str, Any, str, list[Any], list[Any]]
OUTPUTS: list[Output] = [
    ("Dinas Pendidikan", EDUCATION, 100, "dokumen", [10, 20, 30, 40], [5, 25, 10, None]),
    ("Dinas Kesehatan", HEALTH, 12.5, "paket", [0, 2.5, 5, 5], [0, 2.5, 4, None]),
]


def form(outputs: list[Output] = OUTPUTS, *, grouped: bool = False) -> Sheet:
    """The template's headers in one row, or the quarters beneath their group."""
    head = [
        "No",
        "SKPD",
        "Kode",
        "Program",
        "Kegiatan",
        "Sub kegiatan",
        "Volume Sub Kegiatan DPA dalam setahun",
        "Satuan",
    ]
    target, done = "Target Volume Sub Kegiatan", "Realisasi Pencapaian Sub Kegiatan di"
    rows: list[Row] = [["CAPAIAN KELUARAN"], ["TAHUN ANGGARAN 2023"]]
    if grouped:
        rows.append([*head, target, None, None, None, done, None, None, None])
        rows.append([None] * 8 + [f"Tw {q}" for q in Q] * 2)
    else:
        rows.append([*head, *(f"{target} Tw {q}" for q in Q), *(f"{done} Tw {q}" for q in Q)])
    merges = [f"{letter}3:{letter}4" for letter in "ABCDEFGH"] + ["I3:L3", "M3:P3"]
    for place, (agency, code, volume, measure, targets, spent) in enumerate(outputs, 1):
        rows.append(
            [place, agency, code, "Program", "Kegiatan", f"Sub {code}", volume, measure, *targets, *spent]
        )
    return Sheet(rows, merges if grouped else [], (2, 3) if grouped else (2,))


Found = dict[int, dict[str, tuple[Decimal | None, Decimal | None]]]


def outputs(reading: FileReading) -> Found:
    """Quarter to code to target and realization up to it."""
    found: Found = {}
    for export in reading.exports:
        assert export.cutoff is not None
        own = {line.activity or "": (line.target, line.realization) for line in export.indicators}
        found[(export.cutoff.month + 2) // 3] = own
    return found


def number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


TRUTH: Found = {
    1: {EDUCATION: (Decimal(10), Decimal(5)), HEALTH: (Decimal(0), Decimal(0))},
    2: {EDUCATION: (Decimal(30), Decimal(30)), HEALTH: (Decimal("2.5"), Decimal("2.5"))},
    3: {EDUCATION: (Decimal(60), Decimal(40)), HEALTH: (Decimal("7.5"), Decimal("6.5"))},
}


@pytest.mark.parametrize("grouped", [False, True], ids=["one row", "grouped"])
def test_outputs__a_position_a_quarter(tmp_path: Path, grouped: bool) -> None:
    reading = read_sheets(tmp_path, form(grouped=grouped), options=TOLD)
    assert errors(reading) == []
    assert outputs(reading) == TRUTH
    first = reading.exports[0]
    assert (first.kind, first.level, first.cutoff) == (Kind.OUTPUTS, Level.SUB_ACTIVITY, dt.date(2023, 3, 31))
    assert first.columns == {"target": "I", "realization": "M"}
    line = first.indicators[0]
    assert (line.indicator, line.measure, first.agencies[line.agency].name) == (
        f"Sub {EDUCATION}", "dokumen", "Dinas Pendidikan"
    )  # fmt: skip
    assert "volume-differs" not in codes(reading)


def test_outputs__an_indicator_does_not_name_its_activity(tmp_path: Path) -> None:
    sheet = form()
    sheet.rows[2][5] = "Indikator"
    reading = read_sheets(tmp_path, sheet, options=TOLD)
    assert reading.exports[0].indicators[0].indicator == f"Sub {EDUCATION}"
    assert not {code for dimension, code in reading.exports[0].names if dimension is Dimension.ACTIVITY}


@pytest.mark.parametrize("measure", ["%", "Persen", "Indeks"])
def test_outputs__what_does_not_add_is_as_of_the_quarter(tmp_path: Path, measure: str) -> None:
    rows: list[Output] = [("Dinas Pendidikan", EDUCATION, 90, measure, [20, 40, 60, 90], [10, 35, 55, None])]
    found = outputs(read_sheets(tmp_path, form(rows), options=TOLD))
    assert [found[q][EDUCATION] for q in (1, 2, 3)] == [(20, 10), (40, 35), (60, 55)]


def test_outputs__a_row_that_is_cumulative_is_as_of_the_quarter(tmp_path: Path) -> None:
    """Its last target is the year's volume, and the sum is not."""
    rows: list[Output] = [
        ("Dinas Pendidikan", EDUCATION, 100, "dokumen", [10, 30, 60, 100], [5, 30, 40, None])
    ]
    found = outputs(read_sheets(tmp_path, form(rows), options=TOLD))
    assert found[3][EDUCATION] == (60, 40)


def test_outputs__a_volume_that_no_reading_gives_is_told(tmp_path: Path) -> None:
    rows: list[Output] = [("Dinas Pendidikan", EDUCATION, 99, "dokumen", [10, 20, 30, 40], [5, 25, 10, None])]
    reading = read_sheets(tmp_path, form(rows), options=TOLD)
    (finding,) = [finding for finding in findings(reading) if finding.code == "volume-differs"]
    assert (finding.arguments, finding.source and finding.source.cell) == (
        {"text": "99", "other": "100"},
        "G4",
    )
    assert outputs(reading)[3][EDUCATION] == (60, 40)


def test_outputs__a_blank_is_unknown_and_a_dash_is_zero(tmp_path: Path) -> None:
    rows = [(*OUTPUTS[0][:5], [5, None, 10, None]), (*OUTPUTS[1][:5], ["-", "-", 4, None])]
    found = outputs(read_sheets(tmp_path, form(rows), options=TOLD))
    assert found[3] == {EDUCATION: (60, None), HEALTH: (Decimal("7.5"), 4)}


def test_outputs__zeros_at_the_end_are_not_filled_in(tmp_path: Path) -> None:
    rows = [(*OUTPUTS[0][:5], [5, 0, 0, 0]), (*OUTPUTS[1][:5], [0, 0, 0, 0])]
    assert set(outputs(read_sheets(tmp_path, form(rows), options=TOLD))) == {1}


@pytest.mark.parametrize(
    ("options", "quarters"),
    [
        pytest.param(ReadOptions(quarter=2), {1, 2}, id="quarter"),
        pytest.param(ReadOptions(cutoff=dt.date(2023, 5, 15)), {1, 2}, id="cut-off"),
    ],
)
def test_outputs__up_to_the_position(tmp_path: Path, options: ReadOptions, quarters: set[int]) -> None:
    reading = read_sheets(tmp_path, form(), options=options)
    assert set(outputs(reading)) == quarters
    assert "column-after-period" in codes(reading)
    if options.cutoff is not None:
        assert reading.exports[-1].cutoff == options.cutoff


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("✓", "check-mark"),
        ("v", "check-mark"),
        (True, "check-mark"),
        ("ada", "quantity-unreadable"),
        ("1.2.3", "quantity-unreadable"),
    ],
)
def test_outputs__marks_instead_of_numbers_are_refused(tmp_path: Path, mark: Any, code: str) -> None:
    sheet = form()
    sheet.rows[3][9] = mark
    assert errors(read_sheets(tmp_path, sheet, options=TOLD)) == [(code, "J4")]


def test_outputs__without_any_realization_is_refused(tmp_path: Path) -> None:
    rows = [(*row[:5], [None] * 4) for row in OUTPUTS]
    assert [code for code, _ in errors(read_sheets(tmp_path, form(rows), options=TOLD))] == ["no-data-rows"]


def test_outputs__two_columns_of_one_quarter_are_refused(tmp_path: Path) -> None:
    sheet = form()
    sheet.rows[2][9] = "Target Volume Sub Kegiatan Tw 1"
    assert [code for code, _ in errors(read_sheets(tmp_path, sheet, options=TOLD))] == ["column-ambiguous"]


def with_column(heading: str, cells: list[Any], rows: list[Output] = OUTPUTS) -> Sheet:
    sheet = form(rows)
    sheet.rows[2] = [*sheet.rows[2], heading]
    sheet.rows[3:] = [[*row, cell] for row, cell in zip(sheet.rows[3:], cells, strict=True)]
    return sheet


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("Polaritas", ["Maximize", "MINIMIZE"], [Polarity.HIGHER, Polarity.LOWER]),
        ("Jenis Indikator", ["positif", "Negatif "], [Polarity.HIGHER, Polarity.LOWER]),
        ("Arah Indikator", ["Semakin rendah, semakin baik", "Stabil"], [Polarity.LOWER, Polarity.STABLE]),
        pytest.param("Jenis Indikator", ["Output", "IKU"], [None, None], id="a column of something else"),
        ("Polaritas", ["-", "Minimize"], [None, Polarity.LOWER]),
    ],
)
def test_outputs__polarity_is_the_files(
    tmp_path: Path, heading: str, cells: list[Any], expected: list[Polarity | None]
) -> None:
    reading = read_sheets(tmp_path, with_column(heading, cells), options=TOLD)
    assert errors(reading) == []
    for export in reading.exports:
        assert [line.polarity for line in export.indicators] == expected


def test_outputs__a_polarity_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, with_column("Polaritas", ["Maximize", "biasa"]), options=TOLD)
    assert errors(reading) == [("polarity-unreadable", "Q5")]


def test_outputs__how_quarters_make_the_year_is_the_files(tmp_path: Path) -> None:
    cells = ["Rata-rata", "Posisi akhir"]
    reading = read_sheets(tmp_path, with_column("Konsolidasi", cells), options=TOLD)
    assert errors(reading) == []
    third = {line.activity: line for line in reading.exports[2].indicators}
    assert third[EDUCATION].consolidation is Consolidation.AVERAGE
    assert third[EDUCATION].quarters == ((10, 5), (20, 25), (30, 10))
    assert (third[HEALTH].consolidation, third[HEALTH].target, third[HEALTH].realization) == (
        Consolidation.LAST, 5, 4
    )  # fmt: skip


def _a_title_more(sheet: Sheet) -> None:
    sheet.rows.insert(0, ["PEMERINTAH KOTA CONTOH"])


def _columns_exchanged(sheet: Sheet) -> None:
    for row in sheet.rows[2:]:
        row[1], row[7], row[8], row[15] = row[7], row[1], row[15], row[8]


def _roman_quarters(sheet: Sheet) -> None:
    words = {f"Tw {q}": f"Triwulan {name}" for q, name in zip(Q, ["I", "II", "III", "IV"], strict=True)}
    for old, new in reversed(words.items()):
        sheet.rows[2] = [cell.replace(old, new) if isinstance(cell, str) else cell for cell in sheet.rows[2]]


def _texts(sheet: Sheet) -> None:
    for row in sheet.rows[3:]:
        row[6:] = [str(cell).replace(".", ",") if isinstance(cell, int | float) else cell for cell in row[6:]]


def _other_words(sheet: Sheet) -> None:
    sheet.rows[2][1], sheet.rows[2][2], sheet.rows[2][5] = (
        "Nama OPD",
        "Kode Sub Kegiatan",
        "Nama Sub Kegiatan",
    )


@pytest.mark.parametrize(
    "mutate",
    [_a_title_more, _columns_exchanged, _roman_quarters, _texts, _other_words],
    ids=lambda mutate: mutate.__name__.strip("_"),
)
def test_outputs__read_right_whatever_offices_do(tmp_path: Path, mutate: Callable[[Sheet], None]) -> None:
    sheet = form()
    mutate(sheet)
    assert outputs(read_sheets(tmp_path, sheet, options=TOLD)) == TRUTH


four = st.lists(st.integers(0, 10**6), min_size=4, max_size=4)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(four, four.filter(lambda done: done[-1] > 0))
def test_outputs__equal_the_truth(tmp_path: Path, targets: list[int], done: list[int]) -> None:
    rows: list[Output] = [("Dinas Pendidikan", EDUCATION, sum(targets), "dokumen", targets, done)]
    found = outputs(read_sheets(tmp_path, form(rows), options=TOLD))
    expected = zip(Q, accumulate(targets), accumulate(done), strict=True)
    assert found == {q: {EDUCATION: (target, spent)} for q, target, spent in expected}
