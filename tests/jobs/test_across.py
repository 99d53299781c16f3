"""In which order the files of one run are recorded where the order decides."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from skpd_eval.jobs.across import Read, months_first
from skpd_eval.jobs.paths import Found
from skpd_eval.model import PeriodKind
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions

from .recording import SCHOOLS

JUNE, MAY = dt.date(2023, 6, 30), dt.date(2023, 5, 31)


def read(folder: Path, name: str, cutoff: dt.date, period: PeriodKind) -> Read:
    path = folder / name
    path.write_text(f"kode skpd;skpd;pagu;realisasi\n{SCHOOLS};Dinas Pendidikan;9;1\n", encoding="utf-8")
    options = ReadOptions("Kota Contoh", cutoff=cutoff, period_kind=period)
    return Read(Found(path, name, folder), read_file(str(path), name, options))


def test_months_first__a_cumulative_file_is_recorded_after_the_month_of_its_position(tmp_path: Path) -> None:
    whole = read(tmp_path, "a.csv", JUNE, PeriodKind.CUMULATIVE)
    earlier = read(tmp_path, "b.csv", MAY, PeriodKind.MONTH)
    alone = read(tmp_path, "c.csv", JUNE, PeriodKind.MONTH)
    assert months_first([whole, earlier, alone]) == [alone, whole, earlier]


def test_months_first__other_files_keep_their_order(tmp_path: Path) -> None:
    files = [
        read(tmp_path, "a.csv", JUNE, PeriodKind.CUMULATIVE),
        read(tmp_path, "b.csv", MAY, PeriodKind.MONTH),
    ]
    assert months_first(files) == files
