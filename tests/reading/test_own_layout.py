"""A user's own layout: the worked example of the documentation, from the refusal to the figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from skpd_eval.errors import ConfigurationError
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.layout.layout import parse_layout
from skpd_eval.reading.told.options import ReadOptions

PROJECT = Path(__file__).parents[2]
TABLE = (
    "Satker Pelaksana;Duit Setahun;Sudah Cair\n"
    "Dinas Satu;1.000.000,00;250.000,00\nDinas Dua;2.000.000,00;1.500.000,00\nJumlah;3.000.000,00;1.750.000,00\n"
)


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "serapan.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def documented_layout() -> str:
    text = (PROJECT / "docs" / "layouts.md").read_text(encoding="utf-8")
    found = re.search(r'```toml\n(name = "satker".*?)```', text, re.DOTALL)
    assert found is not None
    return found[1]


def test_unknown_table__is_refused_with_its_headings(table: str) -> None:
    (finding,) = read_file(table, "serapan.csv", ReadOptions()).findings
    assert finding.code == "layout-unknown"
    assert "duit setahun" in str(finding.arguments["seen"])


def test_starter_layout__is_a_layout_with_every_heading_to_fill_in(table: str) -> None:
    draft = read_file(table, "serapan.csv", ReadOptions(starter_layout="mine.toml")).starter_layout
    assert parse_layout(draft, "mine.toml").name == "mine"
    assert draft.count("what is it?") == 3


def test_documented_layout__reads_the_documented_table(table: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(documented_layout(), encoding="utf-8")
    reading = read_file(table, "serapan.csv", ReadOptions(year=2023, quarter=3, layouts=(str(mine),)))
    (export,) = reading.exports
    assert [
        (export.agencies[line.agency].name, line.budget, line.realization) for line in export.accounts
    ] == [
        ("Dinas Satu", 100_000_000, 25_000_000),
        ("Dinas Dua", 200_000_000, 150_000_000),
    ]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        pytest.param('shape = "round"', "shape", id="unknown shape"),
        pytest.param('[[columns]]\nrole = "pagu"', "unknown-role", id="unknown role"),
        pytest.param("shape = ", "not-toml", id="no TOML"),
    ],
)
def test_wrong_layout__names_file_and_key(line: str, key: str) -> None:
    base = 'kind = "accounts"\nshape = "rows"\nreconcile = "level"\nrealization_basis = "lra"\n'
    text = base.replace('shape = "rows"', line) if line.startswith("shape") else base + line
    with pytest.raises(ConfigurationError, match=key):
        parse_layout(text, "mine.toml")
