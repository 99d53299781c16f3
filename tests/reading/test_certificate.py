"""What a table proves of itself: which identities hold, in how many rows, and the one word for all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapes import AGENCIES, SHAPES, Printed
from truth import read, read_sheets

from skpd_eval.model import Certificate, Degree, FileReading, Identity, Proven
from skpd_eval.reading.told.options import ReadOptions

BOTH = ("budget", "realization")
ROWS = len(AGENCIES)


def certificates(reading: FileReading) -> list[Certificate]:
    assert reading.exports, reading.findings
    return [export.certificate for export in reading.exports]


def printed(shape: str, tmp_path: Path, *, total: bool = True, percent: bool = True) -> list[Certificate]:
    """The certificates of a shape's small table, without its total row or its percentages where so asked."""
    table: Printed = SHAPES[shape].printed()
    if not total:
        table.total = None
    if not percent and table.percent is not None:
        for row in [table.head, *table.rows, *([table.total] if table.total else [])]:
            row[table.percent] = None
    return certificates(read_sheets(tmp_path, table.sheet(), options=table.options))


@pytest.mark.parametrize("shape", [pytest.param(name, id=name) for name in SHAPES])
def test_every_shape__that_proves_its_figures_says_so(shape: str, tmp_path: Path) -> None:
    assert {one.degree for one in printed(shape, tmp_path)} == {Degree.PROVED}


@pytest.mark.parametrize(
    ("shape", "total", "percent", "held"),
    [
        pytest.param(
            "recap",
            True,
            True,
            {(Identity.TOTAL, 2, ROWS, ROWS), (Identity.PERCENT, 2, ROWS, ROWS)},
            id="total and percentages",
        ),
        pytest.param("recap", True, False, {(Identity.TOTAL, 2, ROWS, ROWS)}, id="total alone"),
        pytest.param("recap", False, True, {(Identity.PERCENT, 2, ROWS, ROWS)}, id="percentages alone"),
        pytest.param("recap", False, False, set(), id="nothing"),
        pytest.param("posture", False, False, {(Identity.PARENTS, 2, 2, 2)}, id="accounts by their parts"),
        pytest.param("names", True, False, {(Identity.TOTAL, 2, ROWS, ROWS)}, id="works by name"),
    ],
)
def test_identities__are_those_that_the_table_has(
    shape: str, total: bool, percent: bool, held: set[tuple[object, ...]], tmp_path: Path
) -> None:
    (found,) = printed(shape, tmp_path, total=total, percent=percent)
    assert {(one.identity, one.columns, one.met, one.of) for one in found.proven} == held
    assert all(one.measures == BOTH for one in found.proven)
    assert found.degree is (Degree.PROVED if held else Degree.NOT)


def table(tmp_path: Path, *lines: str) -> Certificate:
    path = tmp_path / "table.csv"
    path.write_text("\n".join(["REALISASI ANGGARAN SKPD", "per 31 Desember 2023", *lines]), encoding="utf-8")
    (found,) = certificates(read(path, ReadOptions()))
    return found


@pytest.mark.parametrize(
    ("lines", "degree", "proven"),
    [
        pytest.param(
            ["SKPD;Pagu;Realisasi", "Dinas A;1000000;500000", "Dinas B;2000000;400000", "JUMLAH;3000000;"],
            Degree.PARTLY,
            (Proven(Identity.TOTAL, ("budget",), 1, 2, 2),),
            id="the total states the budget alone",
        ),
        pytest.param(
            [
                "SKPD;Pagu;Realisasi;%",
                "Dinas A;1000000;500000;50",
                "Dinas B;2000000;400000;20",
                "Dinas C;4000000;1000000;25",
                "Dinas D;8000000;2000000;",
            ],
            Degree.PARTLY,
            (Proven(Identity.PERCENT, BOTH, 2, 3, 4),),
            id="a row prints no percentage",
        ),
        pytest.param(
            [
                "SKPD;Pagu;Realisasi;Sisa",
                "Dinas A;1000000;500000;500000",
                "Dinas B;2000000;400000;1600000",
                "Dinas C;4000000;0;4000000",
            ],
            Degree.PROVED,
            (Proven(Identity.REMAINDER, BOTH, 2, 3, 3, slack=150),),
            id="remainders, half a rupiah of each figure",
        ),
    ],
)
def test_degree__goes_by_measures_and_rows(
    lines: list[str], degree: Degree, proven: tuple[Proven, ...], tmp_path: Path
) -> None:
    found = table(tmp_path, *lines)
    assert (found.degree, found.proven) == (degree, proven)
