"""The year position by position, on the sample data: published facts, and shapes that machines read."""

from collections.abc import Callable
from pathlib import Path

import pytest

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
    assert (
        "Since Quarter III: +29.71 points, of which +36.45 from spending and −6.74 from the change" in shown
    )


DEPARTMENT = ("2.07.0.00.0.00.01.0000", "Dinas Tenaga Kerja")
NEW = ("1.06.0.00.0.00.01.0000", "Dinas Sosial")
OTHERS = (("1.01.0.00.0.00.01.0000", "Dinas Pendidikan"), ("1.02.0.00.0.00.01.0000", "Dinas Kesehatan"))


def two_years(here: Run, tidy: Callable[..., Path], tmp_path: Path) -> Path:
    """Last year's September and December, and this year's September a day earlier than the quarter's end."""
    known = (DEPARTMENT, *OTHERS)
    tidy("a.csv", [(*agency, 1000, 440) for agency in known], "2022-09-29")
    tidy("b.csv", [(*agency, 1000, 830) for agency in known], "2022-12-31")
    tidy("c.csv", [*((*agency, 1000, 310) for agency in known), (*NEW, 1000, 500)], "2023-09-29")
    ledger = tmp_path / "years.db"
    assert here("ingest", tmp_path, "--ledger", ledger, "--quiet").status == 0
    return ledger


def test_lowest__judges_a_pace_by_the_same_date_of_last_year(
    here: Run, tidy: Callable[..., Path], tmp_path: Path
) -> None:
    ledger = two_years(here, tidy, tmp_path)
    said = here("lowest", "-n", 10, "--ledger", ledger, "--lang", "en").text
    assert "On 29 September 2022 it had reached 44.00%; now that is −13.00 points." in said
    assert "On 29 September 2022 the government had reached 44.00%; the agency now: +6.00 points." in said
    assert "to 83.00%" in said


def test_trend__says_of_how_many_agencies_a_position_is(
    here: Run, tidy: Callable[..., Path], tmp_path: Path
) -> None:
    tidy("a.csv", [(*NEW, 1000, 900)], "2023-03-31")
    tidy("b.csv", [(*agency, 1000, 310) for agency in (DEPARTMENT, *OTHERS)], "2023-06-30")
    tidy("c.csv", [(*agency, 1000, 400) for agency in (DEPARTMENT, NEW, *OTHERS)], "2023-09-30")
    ledger = tmp_path / "thin.db"
    assert here("ingest", tmp_path, "--ledger", ledger, "--quiet").status == 0
    said = here("trend", "--ledger", ledger, "--quarter", 3, "--lang", "en").text
    assert "Quarter I 1 of 4 agencies; Quarter II 3 of 4 agencies." in said
    assert said.count("hange of rank") == 1
    assert "The same 3 ranked agencies at each position" in said
    assert "June 3 of 4 agencies; there it is of their own budget." in said


def test_trend__stands_beside_the_same_date_of_last_year(
    here: Run, tidy: Callable[..., Path], tmp_path: Path
) -> None:
    ledger = two_years(here, tidy, tmp_path)
    found = here("trend", "--ledger", ledger, "--format", "json").json()
    assert found["same_date_last_year"]["cutoff"] == "2022-09-29"
    since = {one["agency_name"]: one["since_last_year_pp"] for one in found["agencies"]}
    assert since == {**{name: -13.0 for _, name in (DEPARTMENT, *OTHERS)}, "Dinas Sosial": None}


def test_lowest__one_agency_of_last_year_is_not_the_government(
    here: Run, tidy: Callable[..., Path], tmp_path: Path
) -> None:
    tidy("a.csv", [(*DEPARTMENT, 1000, 440)], "2022-09-30")
    tidy("c.csv", [*((*agency, 1000, 310) for agency in (DEPARTMENT, *OTHERS))], "2023-09-30")
    ledger = tmp_path / "thin.db"
    assert here("ingest", tmp_path, "--ledger", ledger, "--quiet").status == 0
    said = here("lowest", "-n", 10, "--ledger", ledger, "--lang", "en").text
    assert "On 30 September 2022 it had reached 44.00%" in said
    assert "the government had reached" not in said
    shown = here("trend", "--ledger", ledger, "--format", "json").json()
    assert shown["same_date_last_year"]["thin"]


@pytest.mark.parametrize(
    ("quarter", "parted"),
    [pytest.param(3, False, id="no budget changed"), pytest.param(4, True, id="budgets were revised")],
)
def test_trend__parts_a_change_only_where_a_budget_changed(read: Run, quarter: int, parted: bool) -> None:
    shown = read("trend", "-q", quarter, "--format", "md", "--lang", "en").text
    assert ("from the budget (points)" in shown, "from spending (points)" in shown) == (parted, parted)


@pytest.mark.parametrize("quarter", [3, 4])
def test_trend_csv__has_the_parts_of_a_change_whether_or_not_a_budget_changed(read: Run, quarter: int) -> None:
    header = read("trend", "-q", quarter, "--format", "csv").text.splitlines()[0].split(",")
    assert {"budget_pp", "realized_pp", "last_year_pct"} <= set(header)
