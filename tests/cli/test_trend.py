"""The year position by position, on the sample data: published facts, and shapes that machines read."""

from .conftest import Run


def test_trend_json__four_quarters_of_the_sample(read: Run) -> None:
    found = read("trend", "--quarter", 4, "--format", "json").json()
    assert found["schema"] == "skpd-eval/trend/1"
    assert [point["cutoff"] for point in found["positions"]] == [
        "2023-03-31",
        "2023-06-30",
        "2023-09-30",
        "2023-12-31",
    ]
    assert found["persistent"][0] == "Dinas Tenaga Kerja"
    labour = next(one for one in found["agencies"] if one["agency_name"] == "Dinas Tenaga Kerja")
    assert labour["measures_pct"][2:] == [30.86, 60.57]
    assert round(labour["realized_pp"] + labour["budget_pp"] - labour["change_pp"], 2) in (-0.01, 0, 0.01)
    assert [point["month"] for point in found["curve"]] == list(range(1, 13))


def test_trend__says_who_stays_lowest(read: Run) -> None:
    shown = read("trend", "--quarter", 3, "--lang", "en")
    assert shown.status == 0
    assert "Among the lowest again: Dinas Tenaga Kerja (3 times)" in shown.text
    assert "S-curve" in shown.text


def test_trend__every_position_is_named_by_its_date_where_a_quarter_has_several(read: Run) -> None:
    header = read("trend", "--quarter", 2, "--every-position", "--format", "csv").text.splitlines()[0]
    assert "q1_pct,q2_pct" in header


def test_show__parts_what_was_realized_from_what_the_budget_did(read: Run) -> None:
    """Kota Batu's lowest of 2023 got money late, in the revised budget: their percentage fell by it."""
    shown = read("show", "Dinas Tenaga Kerja", "--quarter", 4, "--lang", "en").text
    assert "Since Quarter III: +29.71 points, of it +36.45 by what was realized and −6.74 by the changed" in shown
