"""``skpd-eval export``: in other programs, a plain group-by gives the ranking to the sen."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

AMOUNTS = ("budget", "realization", "plan")
BY_AGENCY = """SELECT agency_code, round(sum(budget), 2), round(sum(realization), 2), round(sum(plan), 2)
    FROM {table} WHERE standing != 'outside' GROUP BY agency_code"""


def ranked(read: Run) -> dict[str, tuple[Decimal, ...]]:
    rows = csv.DictReader(io.StringIO(read("rank", "-q", 3, "--format", "csv").text))
    return {row["agency_code"]: tuple(Decimal(row[name]) for name in AMOUNTS) for row in rows}


def test_a_pivot_of_the_csv_is_the_ranking_to_the_sen(read: Run) -> None:
    found: dict[str, list[Decimal]] = {}
    for row in csv.DictReader(io.StringIO(read("export", "-q", 3).text)):
        if row["standing"] != "outside":
            sums = found.setdefault(row["agency_code"], [Decimal(0)] * 3)
            found[row["agency_code"]] = [
                one + Decimal(row[name] or 0) for one, name in zip(sums, AMOUNTS, strict=True)
            ]
    assert {code: tuple(sums) for code, sums in found.items()} == ranked(read)


def test_a_csv_for_excel_has_semicolons_and_decimal_commas(read: Run, tmp_path: Path) -> None:
    out = tmp_path / "baris.csv"
    result = read("export", "-q", 3, "--csv-dialect", "excel-id", "--out", out)
    assert result.status == 0
    assert result.said.splitlines()[-1].endswith("(2.224 baris).")
    assert out.read_bytes().startswith("\ufeffline_id;government;".encode())


def test_parquet_goes_to_a_file(read: Run) -> None:
    result = read("export", "-q", 3, "--format", "parquet")
    assert (result.status, result.text) == (2, "")
    assert "--out" in result.said


def test_parquet_without_its_library_says_what_to_install(
    read: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    result = read("export", "-q", 3, "--out", tmp_path / "l.parquet")
    assert result.status == 2
    assert "skpd-eval[export]" in result.said


@pytest.fixture
def parquet(read: Run, tmp_path: Path) -> Path:
    pytest.importorskip("pyarrow")
    out = tmp_path / "lines.parquet"
    assert read("export", "-q", 3, "--out", out).status == 0
    return out


def test_a_group_by_of_the_parquet_in_pandas_is_the_ranking_to_the_sen(read: Run, parquet: Path) -> None:
    import pandas as pd

    frame = pd.read_parquet(parquet)
    assert {type(value) for value in frame["budget"].dropna()} == {Decimal}
    inside = frame[frame["standing"] != "outside"]
    found = {
        str(code): tuple(sum(filter(pd.notna, rows[name]), Decimal(0)) for name in AMOUNTS)
        for code, rows in inside.groupby("agency_code")
    }
    assert found == ranked(read)


def test_a_group_by_of_the_parquet_in_duckdb_is_the_ranking_to_the_sen(read: Run, parquet: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    rows: list[tuple[Any, ...]] = duckdb.sql(BY_AGENCY.format(table=f"'{parquet}'")).fetchall()
    assert {code: tuple(sums) for code, *sums in rows} == ranked(read)
