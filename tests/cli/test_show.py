"""One agency for machines: the ranked row, what explains it, and its kinds of expenditure."""

from collections.abc import Callable
from pathlib import Path

from .conftest import Run


def test_show_json__carries_why_and_what_it_would_take(read: Run) -> None:
    found = read("show", "Dinas Tenaga Kerja", "--quarter", 3, "--format", "json").json()
    agency = found["agency"]
    assert (found["schema"], agency["rank"], agency["absorption_pct"]) == ("skpd-eval/agency/1", 30, 30.86)
    assert agency["contribution"] == agency["shortfall"]
    [goal] = agency["outlook"]["goals"]
    assert (goal["day"], goal["needed"]) == ("2023-12-31", goal["plan"] - agency["realization"])
    assert agency["outlook"]["last_year"] is None
    assert agency["quadrant"] == "both-behind"
    assert {driver["level"] for driver in agency["drivers"]} >= {"kind", "activity"}
    assert sum(kind["budget"] for kind in found["rows"]) == agency["budget"]
    assert sum(activity["budget"] for activity in found["activities"]) == agency["budget"]


def test_show_json__contributions_sum_to_the_governments_shortfall(read: Run) -> None:
    ranked = read("rank", "--quarter", 3, "--format", "json").json()
    names = [row["agency_name"] for row in ranked["rows"][-3:]]
    shares = [
        read("show", name, "--quarter", 3, "--format", "json").json()["agency"]["contribution"] for name in names
    ]
    total = ranked["total"]["plan"] - ranked["total"]["realization"]
    assert 0 < sum(shares) < total


def test_show__an_agency_is_found_by_what_the_manifest_and_the_register_call_it(
    here: Run, tidy: Callable[..., Path], tmp_path: Path
) -> None:
    table = tidy("dinkes.csv", [("", "Dinas Kesehatan", 500, 250)])
    (tmp_path / "manifest.csv").write_text(f"file;agency_id\n{table.name};17\n")
    (tmp_path / "skpd-eval.toml").write_text(
        '[[agency]]\nname = "Dinas Kesehatan"\naliases = ["Dinkes"]\n', encoding="utf-8"
    )
    here("ingest", tmp_path, "--ledger", tmp_path / "l.sqlite")
    for typed in ("17", "dinkes", "Dinas Kesehatan"):
        shown = here("show", typed, "--format", "json", "--ledger", tmp_path / "l.sqlite")
        assert shown.status == 0, shown.said
        assert shown.json()["agency"]["agency_name"] == "Dinas Kesehatan"
    assert here("show", "7", "--ledger", tmp_path / "l.sqlite").status == 2
