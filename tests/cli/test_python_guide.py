"""docs/python.md: its blocks run, one after the other, on the sample ledger."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import BATU, Run

GUIDE = Path(__file__).parents[2] / "docs" / "python.md"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_python_of_the_guide_runs_as_it_stands(
    batu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(batu, tmp_path / "ledger.db")
    shutil.copy(BATU / "rekap-belanja-triwulan-3.xlsx", tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    assert len(blocks("python")) == 5
    for block in blocks("python"):
        exec(compile(block, str(GUIDE), "exec"), names)


@pytest.mark.parametrize("query", blocks("sql"), ids=lambda query: query.split("\n")[0][:40])
def test_the_queries_of_the_guide_give_rows(batu: Path, query: str) -> None:
    with closing(sqlite3.connect(f"{batu.as_uri()}?mode=ro", uri=True)) as database:
        assert database.execute(query).fetchall()


def test_the_commands_of_the_guide_run(read: Run) -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    assert lines
    for line in lines:
        result = read(*shlex.split(line)[1:])
        assert result.status == 0, f"{line}: {result.said}"


def test_the_documented_columns_of_the_views_are_there(batu: Path) -> None:
    rows = re.findall(r"^\| `(v_\w+)` \|[^|]+\| (.+) \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, _ in rows] == ["v_positions", "v_lines", "v_ranking"]
    before: set[str] = set()
    with closing(sqlite3.connect(f"{batu.as_uri()}?mode=ro", uri=True)) as database:
        for name, told in rows:
            there = {column for _, column, *_ in database.execute(f"PRAGMA table_info({name})")}
            before = set(re.findall(r"`(\w+)`", told)) | (before if told.startswith("those") else set())
            assert before - there - {"recorded_at"} == set()
