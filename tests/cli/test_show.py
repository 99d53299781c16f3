"""One agency for machines: the ranked row, what explains it, and its kinds of expenditure."""

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
