"""Amounts under a percent heading, beside a column of the same measure that somebody jotted a figure into."""

from pathlib import Path
from typing import Any

import pytest
from truth import Row, Sheet, codes, only, read_sheets

from skpd_eval.model import FileReading
from skpd_eval.reading.told.options import ReadOptions

TITLES: list[Row] = [["PEMERINTAH KABUPATEN CONTOH"], ["LAPORAN REALISASI FISIK DAN KEUANGAN"], ["s.d. 30 Juni 2023"]]
BUDGET, SPENT = (100_000_000, 200_000_000, 310_000_000, 70_000_000), (40_000_000, 90_000_000, 130_000_000, 11_000_000)
NAMES = {"Program/Kegiatan": "Kegiatan", "SKPD": "Dinas"}


def read(folder: Path, kind: str, jotted: list[Any], total: list[Any]) -> FileReading:
    """One or several agencies; ``jotted`` stands under the heading of the amounts, which stand beside it."""
    head: Row = ["No", kind, "Pagu Anggaran", "Realisasi Keuangan (Rp)", "Keuangan (%)", "Fisik (%)"]
    rows: list[Row] = [
        [at, f"{NAMES[kind]} {'ABCD'[at - 1]}", budget, jotted[at - 1], spent, 40]
        for at, (budget, spent) in enumerate(zip(BUDGET, SPENT, strict=True), 1)
    ]
    options = ReadOptions(agency_name="Dinas Sosial" if kind == "Program/Kegiatan" else None)
    return read_sheets(folder, Sheet([*TITLES, head, *rows, *total], [], (len(TITLES),)), options=options)


def total(jotted: Any = None, *, off: int = 0) -> list[Row]:
    return [[None, "JUMLAH", sum(BUDGET), jotted, sum(SPENT) + off, 40]]


STRAY, HALVES = [395, None, None, None], [spent // 2 for spent in SPENT]


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("jotted", [STRAY, [None] * 4], ids=["one figure", "none"])
@pytest.mark.parametrize("beneath", [total(), []], ids=["total", "no total"])
def test_amounts_are_read_where_they_stand(tmp_path: Path, kind: str, jotted: list[Any], beneath: list[Row]) -> None:
    reading = read(tmp_path, kind, jotted, beneath)
    assert sum(line.realization or 0 for line in only(reading).progress) == sum(SPENT) * 100
    assert "column-of-strays" in codes(reading)


@pytest.mark.parametrize("kind", NAMES)
def test_two_columns_full_of_amounts_are_refused(tmp_path: Path, kind: str) -> None:
    assert "column-ambiguous" in codes(read(tmp_path, kind, HALVES, []))


@pytest.mark.parametrize("kind", NAMES)
def test_a_total_that_the_amounts_do_not_come_to_is_refused(tmp_path: Path, kind: str) -> None:
    assert "total-differs" in codes(read(tmp_path, kind, STRAY, total(off=1)))
