"""Tables that people drew who had not seen the reader, with their truth: never read wrong, and no more refused.

Each folder of ``tests/unseen`` is a set: the files, ``truth.json`` as it was written before the first run, and
``unfinished.txt``, the readable tables that are still refused or read without their government. It only shrinks.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from skpd_eval.cli.app import app
from skpd_eval.jobs import ingest

SETS = Path(__file__).parents[1] / "unseen"
SMALLEST = Decimal("0.005")
"""Rupiah, and points of physical progress: half of the last digit that a table shows."""
POINTS = Decimal("0.011")

UNNAMED = "no government"

pytestmark = pytest.mark.slow


def _tables() -> Iterator[Any]:
    for truth in sorted(SETS.glob("*/truth.json")):
        unfinished = (truth.parent / "unfinished.txt").read_text(encoding="utf-8").splitlines()
        for table in json.loads(truth.read_text(encoding="utf-8")):
            name = f"{truth.parent.name}/{table['file']}"
            yield pytest.param(truth.parent / table["file"], table, table["file"] in unfinished, id=name)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The command in this process; files are read here too."""
    here = ingest.read_files.__globals__["_read_here"]
    monkeypatch.setattr(ingest, "read_files", lambda tasks, name, **_: here(tasks, name, None))
    ledger = str(tmp_path / "ledger.db")
    return lambda *words: CliRunner().invoke(app, [*map(str, words), "--ledger", ledger])


@pytest.mark.parametrize(("path", "table", "unfinished"), [*_tables()])
def test_an_unseen_table__is_read_true_or_refused(
    run: Any, path: Path, table: dict[str, Any], unfinished: bool
) -> None:
    told = run("ingest", path)
    readable = table["expect"] == "read"
    if told.exit_code:
        assert unfinished or not readable, f"refused needlessly: {told.output}"
        return
    assert readable, "recorded, although it is not to be believed"
    cutoff = ("--cutoff", table["cutoff"]) if table.get("cutoff") else ()
    ranked = run("rank", "--format", "json", *cutoff)
    assert ranked.exit_code == 0, ranked.output
    unlike = _differences(json.loads(ranked.stdout), table)
    assert unlike == ([UNNAMED] if unfinished else []), "unlike the truth; or finished, then take it off the list"


def _differences(ranked: dict[str, Any], table: dict[str, Any]) -> list[object]:
    """What was read unlike the truth: agencies, their amounts and progress, the year, the government."""
    found, true = _amounts(ranked), _true(table)
    unlike: list[object] = [(name, found.get(name), true.get(name)) for name in _unlike(found, true)]
    if table["year"] and ranked["year"] != table["year"]:
        unlike.append(ranked["year"])
    if table["government"] and _key(ranked["government"] or "") != _key(table["government"]):
        unlike.append(ranked["government"] or UNNAMED)
    progress = {_key(row["agency_name"]): row["physical_pct"] for row in ranked["rows"]}
    for row in table["rows"]:
        shown = progress.get(_key(row["name"]))
        if row.get("physical") is not None and _key(row["name"]) in progress and _apart(shown, row["physical"], POINTS):
            unlike.append((row["name"], shown, row["physical"]))
    return unlike


def _unlike(found: dict[str, list[Any]], true: dict[str, list[Any]]) -> list[str]:
    return [
        name
        for name in sorted({*found, *true})
        if name not in found
        or name not in true
        or any(_apart(one, other, SMALLEST) for one, other in zip(found[name], true[name], strict=True))
    ]


def _amounts(ranked: dict[str, Any]) -> dict[str, list[Any]]:
    """Budget and realization by agency, in rupiah."""
    found: dict[str, list[Any]] = defaultdict(lambda: [None, None])
    for row in (*ranked["rows"], *ranked["unranked"], *ranked["exclusions"]):
        sums = found[_key(row["agency_name"])]
        for place, role in enumerate(("budget", "realization")):
            if row.get(role) is not None:
                sums[place] = (sums[place] or 0) + row[role]
    return found


def _true(table: dict[str, Any]) -> dict[str, list[Any]]:
    return {_key(row["name"]): [row.get("budget"), row.get("realization")] for row in table["rows"]}


def _apart(one: float | None, other: float | None, most: Decimal) -> bool:
    if one is None or other is None:
        return one is not other
    return abs(Decimal(str(one)) - Decimal(str(other))) > most


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.casefold()).replace("kabupaten", "kab").strip()
