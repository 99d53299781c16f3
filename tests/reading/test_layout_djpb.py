"""Realization of several governments in one file, a row a government and month, as regional treasuries give it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from skpd_eval.model import FileReading, Level, PeriodKind, Severity
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions

HEADER = "thang;bulan;tgl_cutoff;nama_pemda;pendapatan;belanja;pembiayaan;SILPA"
SYNONYMS = "tahun;bulan;posisi;pemda;realisasi pendapatan;realisasi belanja;pembiayaan;SILPA"
ROWS = (
    "2023;8;2023-08-31;Kota Satu;500000000000;400000000000;-16852263071;83147736929",
    "2023;9;2023-09-30;Kota Satu;600000000000;450000000000;-16852263071;133147736929",
    "2023;9;2023-09-30;Kab. Dua;700000000000;650000000000;0;50000000000",
)
AUGUST, SEPTEMBER = dt.date(2023, 8, 31), dt.date(2023, 9, 30)
TRUE = [
    ("Kota Satu", AUGUST, 400_000_000_000_00),
    ("Kota Satu", SEPTEMBER, 450_000_000_000_00),
    ("Kab. Dua", SEPTEMBER, 650_000_000_000_00),
]


def text(header: str = HEADER, rows: tuple[str, ...] = ROWS) -> str:
    return "\r\n".join((header, *rows)) + "\r\n"


def read(tmp_path: Path, content: str, options: ReadOptions | None = None) -> FileReading:
    path = tmp_path / "regional.csv"
    path.write_bytes(content.encode("ascii"))
    return read_file(str(path), path.name, options or ReadOptions())


def stated(reading: FileReading) -> list[tuple[str | None, dt.date | None, int | None]]:
    return [
        (export.government, export.cutoff, line.realization)
        for export in reading.exports
        for line in export.accounts
        if line.account == "5"
    ]


def codes_found(reading: FileReading) -> dict[str, Severity]:
    findings = [*reading.findings, *(finding for export in reading.exports for finding in export.findings)]
    return {finding.code: finding.severity for finding in findings}


def test_an_export_a_government_and_month(tmp_path: Path) -> None:
    reading = read(tmp_path, text())
    assert stated(reading) == TRUE
    assert {(export.level, export.period_kind, export.layout) for export in reading.exports} == {
        (Level.GOVERNMENT, PeriodKind.CUMULATIVE, "djpb-regional")
    }
    assert all(line.budget is None for export in reading.exports for line in export.accounts)
    assert [(line.account, line.realization, line.row) for line in reading.exports[0].accounts] == [
        ("4", 500_000_000_000_00, 2), ("5", 400_000_000_000_00, 2), ("6", -16_852_263_071_00, 2),
    ]  # fmt: skip


def rearranged(order: tuple[int, ...]) -> str:
    header, *rows = (";".join(line.split(";")[place] for place in order) for line in (HEADER, *ROWS))
    return text(header, tuple(rows))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(rearranged((3, 0, 1, 2, 5, 4, 7, 6)), id="columns swapped"),
        pytest.param("Realisasi APBD\r\n\r\n" + text(), id="title rows"),
        pytest.param(text(SYNONYMS), id="synonyms"),
        pytest.param(
            text().replace("2023-08-31", "31/08/2023").replace("2023-09-30", "30/09/2023"), id="dates by day"
        ),
        pytest.param(text().replace("2023-08-31", "2023-08-31 00:00:00"), id="an instant"),
        pytest.param(text().replace(";8;", ";Agustus;").replace(";9;", ";September;"), id="months by name"),
        pytest.param(text().replace("450000000000", "450.000.000.000"), id="amounts as people write them"),
        pytest.param(text(rows=(*ROWS, ";;;Jumlah;1;1;1;1")), id="a total row"),
        pytest.param(text().replace(";", ","), id="commas"),
    ],
)
def test_mutations_read_right(tmp_path: Path, content: str) -> None:
    assert stated(read(tmp_path, content)) == TRUE


def test_the_month_counts_where_the_date_lies_outside_of_it(tmp_path: Path) -> None:
    reading = read(tmp_path, text().replace("2023-09-30", "2023-10-04"))
    assert stated(reading) == TRUE
    assert codes_found(reading)["cutoff-outside-month"] is Severity.WARNING


def test_the_month_counts_where_every_file_row_has_the_day_it_was_drawn(tmp_path: Path) -> None:
    drawn = text().replace("2023-08-31", "2023-12-01").replace("2023-09-30", "2023-12-01")
    assert stated(read(tmp_path, drawn)) == TRUE


def test_financing_that_falls_is_no_period_alone(tmp_path: Path) -> None:
    rows = (ROWS[0], "2023;9;2023-09-30;Kota Satu;500000000000;400000000000;-90000000000;10000000000")
    assert [line[2] for line in stated(read(tmp_path, text(rows=rows)))] == [400_000_000_000_00] * 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("450000000000", "540000000000", id="another figure"),
        pytest.param("450000000000", "", id="a lost figure"),
    ],
)
def test_a_row_that_its_balance_contradicts_is_refused(tmp_path: Path, old: str, new: str) -> None:
    reading = read(tmp_path, text().replace(old, new))
    (error,) = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    assert (error.code, error.source and error.source.cell) == ("sum-differs", "line 3")


def test_a_balance_of_another_kind_proves_nothing(tmp_path: Path) -> None:
    rows = tuple(f"{row.rpartition(';')[0]};7" for row in ROWS)
    assert stated(read(tmp_path, text(rows=rows))) == TRUE


def test_months_alone_are_enough(tmp_path: Path) -> None:
    assert stated(read(tmp_path, text().replace("2023-08-31", "").replace("2023-09-30", ""))) == TRUE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(text(rows=(*ROWS, ROWS[2])), "position-twice", id="a row twice"),
        pytest.param(text().replace("2023-08-31", "31 Ags"), "period-unreadable", id="a date without a year"),
        pytest.param(text().replace(";9;", ";8;"), "month-contradicts-cutoff", id="month of another row"),
        pytest.param(
            text().replace("8;2023-08-31", "8;2023-07-31"), "month-contradicts-cutoff", id="a day before the month"
        ),
        pytest.param(
            text(rows=(ROWS[0], ROWS[1].replace("09-30", "10-04"), ROWS[1])), "position-twice", id="a month twice"
        ),
        pytest.param(text().replace(";8;2023-08-31", ";13;"), "period-unreadable", id="no month"),
        pytest.param(text().replace("Kab. Dua", ""), "row-without-name", id="nobody's row"),
        pytest.param(text().replace("450000000000", "450.00.000"), "amount-unreadable", id="bad group"),
    ],
)
def test_refused(tmp_path: Path, content: str, code: str) -> None:
    reading = read(tmp_path, content)
    assert not reading.exports
    assert codes_found(reading)[code] is Severity.ERROR
