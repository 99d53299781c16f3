"""Nothing falls off in silence: columns, rows and groupings that gave no figure and proved none are counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapes import AGENCIES, SHAPES
from truth import read, read_sheets

from skpd_eval.model import Unread
from skpd_eval.reading.told.options import ReadOptions

ROWS = ("Dinas A;1000000;500000", "Dinas B;2000000;400000", "Dinas C;4000000;1000000", "Dinas D;800000;200000")


def unread(tmp_path: Path, header: str, cells: list[str], *more: str) -> Unread:
    """What a plain table leaves unread: a column of cells beside its rows, and lines beneath them."""
    rows = [f"{row};{cell}" for row, cell in zip(ROWS, cells, strict=True)]
    path = tmp_path / "table.csv"
    lines = ["REALISASI ANGGARAN SKPD", "per 31 Desember 2023", f"SKPD;Pagu;Realisasi;{header}", *rows, *more]
    path.write_text("\n".join(lines), encoding="utf-8")
    reading = read(path, ReadOptions())
    (export,) = reading.exports
    return export.unread


@pytest.mark.parametrize("shape", [pytest.param(name, id=name) for name in SHAPES])
def test_a_table_that_is_read_whole__leaves_nothing_unread(shape: str, tmp_path: Path) -> None:
    table = SHAPES[shape].printed()
    reading = read_sheets(tmp_path, table.sheet(), options=table.options)
    assert {export.unread for export in reading.exports} == {Unread()}


@pytest.mark.parametrize(
    ("header", "cells", "left"),
    [
        pytest.param("Jumlah Paket", ["3", "7", "4", "9"], Unread(columns=("D",)), id="figures of something else"),
        pytest.param("Nama PPTK", ["Ani", "Budi", "Cici", "Dodi"], Unread(columns=("D",)), id="a name a row"),
        pytest.param(
            "Zona", ["merah", "merah", "hijau", "hijau"], Unread(dimensions=("D",)), id="words that group rows"
        ),
        pytest.param("Sisa", ["500000", "1600000", "3000000", "600000"], Unread(), id="remainders are compared"),
        pytest.param("Serapan", ["50", "20", "25", "25"], Unread(), id="percentages are compared"),
        pytest.param("Jumlah Paket", ["", "", "", ""], Unread(), id="an empty column"),
    ],
)
def test_a_column_beside_the_amounts__counts_as_unread_where_nothing_is_made_of_it(
    header: str, cells: list[str], left: Unread, tmp_path: Path
) -> None:
    assert unread(tmp_path, header, cells) == left


def test_a_remainder_beside_a_realization_headed_by_its_year__is_compared(tmp_path: Path) -> None:
    lines = ["SKPD;Anggaran 2023;Realisasi 2023;Lebih/(Kurang)"]
    lines += [f"{name};{budget};{spent};{spent - budget}" for name, budget, spent in AGENCIES]
    path = tmp_path / "table.csv"
    path.write_text("\n".join(["per 31 Desember 2023", *lines]), encoding="utf-8")
    (export,) = read(path, ReadOptions()).exports
    assert export.unread == Unread()
    assert [(one.identity, one.met, one.of) for one in export.certificate.proven] == [
        ("remainder", len(AGENCIES), len(AGENCIES))
    ]
