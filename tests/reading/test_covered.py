"""Numbers beneath merged cells: nobody sees them, so none of them may become a figure."""

from collections.abc import Mapping
from typing import Any

import pytest

from skpd_eval.model import Export, Finding, Severity
from skpd_eval.reading.cells.grid import ContainerKind, Grid, Workbook
from skpd_eval.reading.file.file import read_workbook
from skpd_eval.reading.told.options import ReadOptions

ROWS: list[list[Any]] = [
    ["PEMERINTAH KABUPATEN CONTOH"],
    ["LAPORAN REALISASI ANGGARAN"],
    ["periode 1 Januari s.d 31 Oktober 2022"],
    ["Unit Organisasi : DINAS CONTOH"],
    ["KODE REKENING", "URAIAN", "ANGGARAN", None, "REALISASI"],
    ["5", "BELANJA DAERAH", 900, 600, None],
    ["5.1", "BELANJA OPERASI", 700, 500, None],
    ["5.2", "BELANJA MODAL", 200, 100, None],
]
"""The form of one agency: its heading of realizations stands one column right of the cells that are seen."""
SUM, FIRST, SECOND = 5, 6, 7
SEEN, COVERED = 3, 4


def read(cells: Mapping[tuple[int, int], Any]) -> tuple[tuple[Export, ...], tuple[Finding, ...]]:
    """The form with ``cells`` put in; budget's heading and each row's realization are merged over two columns."""
    rows = [row + [None] * (5 - len(row)) for row in ROWS]
    for (row, column), value in cells.items():
        rows[row][column] = value
    merges = ((4, 2, 4, 3), *((row, SEEN, row, COVERED) for row in (SUM, FIRST, SECOND)))
    workbook = Workbook(ContainerKind.XLSX, (Grid("Sheet1", rows, merges=merges),))
    exports, findings = read_workbook(workbook, "form.xlsx", ReadOptions())
    return exports, (*findings, *(finding for export in exports for finding in export.findings))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        pytest.param({}, [], id="nothing beneath"),
        pytest.param({(FIRST, COVERED): 0, (SECOND, COVERED): 0}, [], id="zeros beneath"),
        pytest.param({(FIRST, COVERED): 500, (SUM, SEEN): 1100}, ["D6"], id="one counted twice"),
        pytest.param(
            {(FIRST, COVERED): 500, (SECOND, COVERED): 100, (SUM, SEEN): 1200}, ["D6"], id="all counted twice"
        ),
        pytest.param({(FIRST, COVERED): 500}, [], id="beneath, but not counted"),
    ],
)
def test_what_is_seen_counts(cells: Mapping[tuple[int, int], Any], said: list[str]) -> None:
    exports, findings = read(cells)
    (export,) = exports
    assert {line.account: line.realization for line in export.accounts} == {"5.1": 500_00, "5.2": 100_00}
    told = [one.source.cell for one in findings if one.code == "sum-counts-covered" and one.source]
    assert told == said
    assert all(finding.severity is not Severity.ERROR for finding in findings)


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        pytest.param({(FIRST, COVERED): 499}, "covered-amount-differs", "E7", id="another amount beneath"),
        pytest.param({(SUM, COVERED): 601}, "covered-amount-differs", "E6", id="another sum beneath"),
        pytest.param(
            {(FIRST, COVERED): 500, (SUM, SEEN): 1099}, "sum-differs", "D6", id="no whole repetition"
        ),
    ],
)
def test_what_nobody_can_tell_is_refused(cells: Mapping[tuple[int, int], Any], code: str, cell: str) -> None:
    _, findings = read(cells)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert [(finding.code, finding.source and finding.source.cell) for finding in errors] == [(code, cell)]
