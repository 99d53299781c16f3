"""A part must not pass as the whole: lists of some agencies, pages of a longer table, two answers of one agency."""

from __future__ import annotations

from pathlib import Path

import pytest

from skpd_eval.model import Severity
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue, Grid
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.outline.carriedforward import refuse_carried_forward
from skpd_eval.reading.told.options import ReadOptions

ROWS = (
    ("1.01.2.22.0.00.01.0000", "Dinas Pendidikan", 1_000_000_000, 600_000_000),
    ("1.02.0.00.0.00.01.0000", "Dinas Kesehatan", 2_000_000_000, 900_000_000),
    ("1.03.0.00.0.00.01.0000", "Dinas Pekerjaan Umum", 3_000_000_000, 700_000_000),
)


def refused(tmp_path: Path, title: str = "", *more: tuple[str, str, int, int]) -> set[str]:
    lines = [
        title,
        "kode skpd;nama skpd;pagu;realisasi",
        *(";".join(map(str, row)) for row in (*ROWS, *more)),
    ]
    path = tmp_path / "realisasi.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    reading = read_file(str(path), path.name, ReadOptions("Kota Contoh", 2023, quarter=3))
    return {finding.code for finding in reading.findings if finding.severity is Severity.ERROR}


@pytest.mark.parametrize(
    ("title", "part"),
    [
        pytest.param("10 OPD DENGAN SERAPAN TERENDAH", True, id="the lowest ten"),
        pytest.param("SEPULUH SKPD SERAPAN TERTINGGI TAHUN 2023", True, id="in words"),
        pytest.param("TOP 10 PERANGKAT DAERAH", True, id="top"),
        pytest.param("PERINGKAT 24 OPD DARI TERTINGGI KE TERENDAH", False, id="from end to end"),
        pytest.param("REALISASI ANGGARAN 30 SKPD", False, id="all, counted"),
        pytest.param("REALISASI ANGGARAN PER SKPD", False, id="all"),
    ],
)
def test_a_list_of_some_agencies_is_no_whole(tmp_path: Path, title: str, part: bool) -> None:
    assert ("some-agencies" in refused(tmp_path, title)) is part


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        pytest.param([["Jumlah dipindahkan", 3.0, 2.0]], True, id="the last row"),
        pytest.param([["Jumlah dipindahkan", 3.0, 2.0], ["Halaman 1 dari 3"]], True, id="a foot beneath"),
        pytest.param([["Dipindahkan ke halaman 2", 3.0, 2.0]], True, id="to a page"),
        pytest.param(
            [["Jumlah dipindahkan", 3.0, 2.0], ["Pindahan", 3.0, 2.0], ["JUMLAH", 9.0, 8.0]],
            False,
            id="taken up",
        ),
        pytest.param([["JUMLAH", 9.0, 8.0]], False, id="a total"),
        pytest.param([["Dinas Perpindahan Penduduk", 9.0, 8.0]], False, id="a name"),
    ],
)
def test_a_page_that_carries_its_sum_forward_needs_the_next(rows: list[list[CellValue]], part: bool) -> None:
    collector = Collector(
        "a.xlsx", Grid("Hal 1", [["SKPD", "Pagu", "Realisasi"], ["Dinas A", 3.0, 2.0], *rows])
    )
    refuse_carried_forward(0, collector)
    assert collector.refused is part


def test_an_agency_that_answers_twice_and_nothing_tells_the_rows_apart(tmp_path: Path) -> None:
    assert "agency-twice" in refused(tmp_path, "", (*ROWS[0][:2], 1_100_000_000, 500_000_000))


def test_an_agency_with_a_row_for_each_affair_counts_both(tmp_path: Path) -> None:
    lines = ["kode urusan;kode skpd;nama skpd;pagu;realisasi"]
    lines += [
        f"1.0{place};{row[0]};{row[1]};{row[2]};{row[3]}" for place, row in enumerate((*ROWS, ROWS[0]), 1)
    ]
    lines[-1] = f"1.04;{ROWS[0][0]};{ROWS[0][1]};1100000000;500000000"
    path = tmp_path / "urusan.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    reading = read_file(str(path), path.name, ReadOptions("Kota Contoh", 2023, quarter=3))
    assert not [finding for finding in reading.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("heading", ["persen_serapan", "% Realisasi", "Serapan (%)"])
def test_exchanged_columns_are_told_by_the_printed_percentages_whatever_their_order_of_words(
    tmp_path: Path, heading: str
) -> None:
    rows = (
        f"{code};{name};{spent};{budget};{100 * spent / budget:.2f}" for code, name, budget, spent in ROWS
    )
    path = tmp_path / "tertukar.csv"
    path.write_text("\n".join([f"kode skpd;nama skpd;pagu;realisasi;{heading}", *rows]), encoding="utf-8")
    reading = read_file(str(path), path.name, ReadOptions("Kota Contoh", 2023, quarter=3))
    assert "columns-exchanged" in {f.code for f in reading.findings if f.severity is Severity.ERROR}
