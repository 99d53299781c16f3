"""A table that is no report is called none; a report whose column is not understood has that column named."""

from pathlib import Path
from typing import Any

import pytest
from truth import Sheet, findings, read_sheets

from skpd_eval.reading.told.options import ReadOptions

AGENCIES = ("Dinas Pendidikan", "Dinas Kesehatan", "Dinas Perhubungan")


def _said(tmp_path: Path, rows: list[list[Any]]) -> dict[str, dict[str, Any]]:
    reading = read_sheets(tmp_path, Sheet(rows), options=ReadOptions(government="Kota Contoh"))
    return {finding.code: dict(finding.arguments) for finding in findings(reading)}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [["No", "Nama Siswa", "Kelas", "Nilai"], [1, "Budi", "VII", 80], [2, "Siti", "VII", 90]], id="grades"
        ),
        pytest.param(
            [["No", "Jenis Pajak", "Target", "Realisasi", "%"], [1, "Pajak Hotel", 10**9, 9 * 10**8, 90]],
            id="taxes by kind",
        ),
        pytest.param(
            [["Nama Pemda", "Tahun", "Bulan", "Pajak Hotel"], ["Kota Contoh", 2023, 3, 10**9]],
            id="taxes by government",
        ),
        pytest.param([["No", "NIP", "Nama", "SKPD", "Gaji"], [1, "1", "Budi", "Dinas", 10**7]], id="staff"),
    ],
)
def test_another_table_is_no_report_of_budget_and_realization(tmp_path: Path, rows: list[list[Any]]) -> None:
    assert [*_said(tmp_path, rows)] == ["layout-unknown"]


@pytest.mark.parametrize(
    ("head", "column", "missing"),
    [
        pytest.param(["SKPD", "Anggaran Jatah (Rp)", "Realisasi"], "B", "budget", id="budget"),
        pytest.param(["SKPD", "Pagu", "Cair (Rp)"], "C", "realization", id="realization"),
        pytest.param(["Lokasi Penanggung Jawab", "Pagu", "Realisasi"], "A", "", id="agency"),
    ],
)
def test_a_report_names_the_column_it_hesitates_about(
    tmp_path: Path, head: list[str], column: str, missing: str
) -> None:
    rows = [[name, 10**9 + place, 4 * 10**8 + place] for place, name in enumerate(AGENCIES)]
    arguments = _said(tmp_path, [head, *rows])["column-not-understood"]
    assert arguments["column"] == column
    assert missing in arguments["missing"]


@pytest.mark.parametrize(
    ("above", "more", "code"),
    [
        pytest.param([], "Tahun", "quarter-missing", id="year in a column"),
        pytest.param([["TAHUN ANGGARAN 2023"]], None, "quarter-missing", id="year in a title"),
        pytest.param([["S.D. TRIWULAN II"]], None, "year-missing", id="quarter in a title"),
        pytest.param([], None, "period-missing", id="nothing"),
    ],
)
def test_only_what_is_missing_is_asked_for(
    tmp_path: Path, above: list[list[str]], more: str | None, code: str
) -> None:
    head = ["SKPD", "Pagu", "Realisasi", *([more] if more else [])]
    rows = [[name, 10**9 + place, 4 * 10**8 + place, *([2023] if more else [])] for place, name in enumerate(AGENCIES)]
    said = _said(tmp_path, [*above, head, *rows])
    assert {"quarter-missing", "year-missing", "period-missing"} & said.keys() == {code}


def test_a_column_of_years_that_no_layout_lists(tmp_path: Path) -> None:
    """A tree of account codes has no role for the year; its only year is still said."""
    rows: list[list[Any]] = [
        ["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "Tahun"],
        ["5", "BELANJA", 10**9, 4 * 10**8, 2023],
        ["5.1", "BELANJA OPERASI", 10**9, 4 * 10**8, 2023],
    ]
    reading = read_sheets(
        tmp_path, Sheet(rows), options=ReadOptions(government="Kota Contoh", agency_name="Dinas Pendidikan")
    )
    assert {f.code for f in findings(reading)} & {"quarter-missing", "year-missing", "period-missing"} == {
        "quarter-missing"
    }
