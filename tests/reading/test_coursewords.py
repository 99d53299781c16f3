"""A single month that nothing calls cumulative is believed to be, and that is said."""

from pathlib import Path

import pytest
from truth import codes, only, read, read_sheets, recap, save, small

from skpd_eval.model import PeriodKind, Severity
from skpd_eval.reading.told.options import ReadOptions

BELIEVED = "course-believed"


def _titled(*lines: str, title: str = "Sheet1", head: str = "Realisasi") -> object:
    sheet = small()
    sheet.rows[0][3] = head
    sheet.rows[:0] = [[line] for line in lines]
    sheet.title = title
    return sheet


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        pytest.param(("REALISASI JANUARI S.D. JUNI 2023",), "Realisasi", id="from January on"),
        pytest.param(("REALISASI S/D JUNI 2023",), "Realisasi", id="until"),
        pytest.param(("KEADAAN BULAN JUNI 2023",), "Realisasi", id="as things stand"),
        pytest.param(("PER 30 JUNI 2023",), "Realisasi", id="as of a day"),
        pytest.param(("BULAN JUNI 2023",), "Realisasi s.d. Bulan Ini", id="heading"),
        pytest.param(("BULAN JUNI 2023",), "Realisasi Kumulatif", id="cumulative"),
        pytest.param(("BULAN JANUARI 2023",), "Realisasi", id="first month"),
        pytest.param(("BULAN DESEMBER 2023",), "Realisasi", id="whole year"),
    ],
)
def test_what_says_how_far_amounts_run_needs_no_remark(
    tmp_path: Path, lines: tuple[str, ...], head: str
) -> None:
    reading = read_sheets(tmp_path, _titled(*lines, head=head), options=ReadOptions())
    assert only(reading).period_kind is PeriodKind.CUMULATIVE
    assert BELIEVED not in codes(reading)


def test_a_month_alone_is_taken_as_cumulative_with_a_word(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, _titled("BULAN JUNI 2023"), options=ReadOptions())
    (said,) = [finding for finding in only(reading).findings if finding.code == BELIEVED]
    assert said.severity is Severity.WARNING


def test_a_quarter_alone_is_a_remark(tmp_path: Path) -> None:
    said = [f for f in only(read_sheets(tmp_path, recap())).findings if f.code == BELIEVED]
    assert [finding.severity for finding in said] == [Severity.INFO]


@pytest.mark.parametrize("kind", PeriodKind)
def test_whoever_is_told_believes_nothing(tmp_path: Path, kind: PeriodKind) -> None:
    options = ReadOptions(period_kind=kind)
    reading = read_sheets(tmp_path, _titled("BULAN JUNI 2023"), options=options)
    assert only(reading).period_kind is kind
    assert BELIEVED not in codes(reading)


def test_months_beside_each_other_are_witnesses(tmp_path: Path) -> None:
    may, june = (_titled(f"BULAN {month} 2023", title=month) for month in ("MEI", "JUNI"))
    for row in june.rows[2:]:
        row[3] = row[2] // 2 + 1_000_000
    for row in may.rows[2:]:
        row[3] = row[2] // 3
    reading = read(save(tmp_path / "bulanan.xlsx", may, june), ReadOptions(government="Kota Contoh"))
    assert len({export.cutoff for export in reading.exports}) == 2
    assert BELIEVED not in codes(reading)


@pytest.mark.parametrize("month", ["februari", "juni"])
def test_an_application_export_of_one_month(exports: Path, month: str) -> None:
    reading = read(exports / "lampung-selatan-2026" / f"lra_{month}.xlsx", ReadOptions())
    assert BELIEVED in codes(reading)


def test_an_application_export_of_january(exports: Path) -> None:
    reading = read(exports / "lampung-selatan-2026" / "lra_januari.xlsx", ReadOptions())
    assert BELIEVED not in codes(reading)
