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
    "Satker Pelaksana;Duit Setahun;Sudah Cair;Tingkat\n"
    "Dinas Satu;1.000.000,00;250.000,00;25,00\nDinas Dua;2.000.000,00;1.500.000,00;75,00\n"
    "Jumlah;3.000.000,00;1.750.000,00;58,33\n"
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


def draft_of(table: str, name: str = "satker.toml") -> str:
    return read_file(table, "serapan.csv", ReadOptions(starter_layout=name)).starter_layout


def test_unknown_table__is_refused_with_its_headings(table: str) -> None:
    (finding,) = read_file(table, "serapan.csv", ReadOptions()).findings
    assert finding.code == "layout-unknown"
    assert "duit setahun" in str(finding.arguments["seen"])


def test_the_draft_of_the_documented_table_is_the_documented_layout(table: str) -> None:
    """No heading is known, so every role was proved by the figures and names."""
    draft, documented = draft_of(table), documented_layout()
    assert parse_layout(draft, "").columns == parse_layout(documented, "").columns
    assert [line for line in documented.splitlines() if line.startswith("# column")] == [
        line for line in draft.splitlines() if line.startswith("# column")
    ]


AMOUNTS = [(1_000_000, 250_000), (2_000_000, 1_500_000), (4_000_000, 440_000)]
WITH_TOTAL = [*AMOUNTS, (7_000_000, 2_190_000)]
NAMES = ("Dinas Satu", "Dinas Dua", "Dinas Tiga", "Jumlah")
PERCENTS = [f"{100 * spent / budget:.2f}" for budget, spent in WITH_TOTAL]
ALL = ["agency_name", "budget", "realization"]
RESTS = [str(budget - spent) for budget, spent in WITH_TOTAL]


@pytest.mark.parametrize(
    ("heads", "last", "said", "roles"),
    [
        pytest.param("X,Y,Z", None, ["B: an amount, its rows add up to row 5: what is it?"], ALL[:1], id="amounts"),
        pytest.param("X,Y,Z,P", PERCENTS, ["B: D = 100 x C / B in 4 rows"], ALL, id="percent"),
        pytest.param("X,Y,Realisasi,R", RESTS, ["B: D = B - C in 4 rows"], ALL, id="remainder"),
        pytest.param(
            "X,Realisasi,Pagu,P",
            PERCENTS,
            ["B: its heading says realization, its values budget (D = 100 x C / B in 4 rows): what is it?"],
            ALL[:1],
            id="words and figures disagree",
        ),
    ],
)
def test_a_draft_says_by_what(
    tmp_path: Path, heads: str, last: list[str] | None, said: list[str], roles: list[str]
) -> None:
    rows = [[name, str(budget), str(spent)] for name, (budget, spent) in zip(NAMES, WITH_TOTAL, strict=True)]
    lines = [[*row, *([] if last is None else [last[at]])] for at, row in enumerate(rows)]
    path = tmp_path / "x.csv"
    path.write_text("\n".join([heads, *map(",".join, lines)]), encoding="utf-8")
    draft = draft_of(str(path))
    assert all(f"# column {words}\n" in draft for words in said)
    assert [rule.role for rule in parse_layout(draft, "").columns] == roles


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
