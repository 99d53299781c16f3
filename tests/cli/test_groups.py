"""Rankings within groups, revenue, the year-end line and the rules, on the sample data."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from .conftest import Run
from .test_results import BELOW_80, named


def test_rank_group_by__every_ranked_agency_once(read: Run) -> None:
    rows = read("rank", "--quarter", 3, "--group-by", "kind", "--format", "json").json()["rows"]
    assert sorted(row["rank"] for row in rows) == list(range(1, 31))
    assert {row["group_rank"] for row in rows if row["group"] == "district"} == {1, 2, 3}


@pytest.mark.parametrize("group_by", ["kind", "size", "field"])
def test_rank_group_by__says_the_rule_it_used(read: Run, group_by: str) -> None:
    shown = read("rank", "--quarter", 3, "--group-by", group_by, "--lang", "en")
    assert (shown.status, "Ranking within" in shown.text) == (0, True)
    assert ("KPPN" in shown.text) is (group_by == "size")


def test_rank__group_by_and_revenue_exclude_each_other(read: Run) -> None:
    assert read("rank", "--quarter", 3, "--group-by", "kind", "--revenue").status == 2


def test_rank_revenue__none_in_the_sample(read: Run) -> None:
    shown = read("rank", "--quarter", 3, "--revenue", "--lang", "en")
    assert (shown.status, "No agency states revenue" in shown.said) == (2, True)


def test_lowest__at_the_years_end_those_below_the_line(read: Run) -> None:
    assert named(read("lowest", "--quarter", 4, "--format", "json").json()) == BELOW_80
    assert len(read("lowest", "--quarter", 4, "-n", 10, "--format", "json").json()["rows"]) == 10


def test_rules__list_every_parameter(read: Run) -> None:
    rows = read("rules", "--on", "2023-09-30", "--format", "json").json()["rows"]
    names = {next(iter(row.values())) for row in rows}
    assert {
        "performance_scale",
        "monthly_corridor",
        "pad_effectiveness",
        "ikpa_targets",
        "year_end_line",
    } <= names


def test_show_posture__the_whole_budget_as_published(read: Run) -> None:
    rows = read("show", "--posture", "--quarter", 4, "--format", "json").json()["rows"]
    amounts = {row["account"]: row["budget"] for row in rows if row["account"]}
    assert amounts["5"] == 1_302_860_151_616
    assert amounts["5"] == sum(amounts[group] for group in ("5.1", "5.2", "5.3", "5.4"))


@pytest.mark.parametrize(
    ("key", "definition"),
    [
        ("combined", "It is 50.00% × physical progress + 50.00% × absorption."),
        ("without-personnel", "It is (realization − personnel) ÷ (budget − personnel)"),
        ("plan", "It is realization ÷ cash plan to date."),
    ],
)
def test_rank__prints_the_definition_of_its_key(read: Run, key: str, definition: str) -> None:
    assert definition in read("rank", "--quarter", 3, "--by", key, "--lang", "en").text


def test_rank_reference__is_marked_and_names_what_it_lacks(read: Run) -> None:
    shown = read("rank", "-q", 3, "--reference", "ikpa", "--lang", "en").text
    assert shown.startswith("IKPA-style score: a reference, no rule for regional budgets")
    assert "Used: absorption (20%)." in shown
    assert "outputs (25%)" in shown
    rows = read("rank", "-q", 3, "--reference", "ikpa", "--format", "json").json()["rows"]
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
    assert all(0 < row["score"] <= 100 for row in rows)


def test_report_reference__adds_sheets_only_where_asked(read: Run, tmp_path: Path) -> None:
    asked = ("--reference", "ikpa", "--reference", "efficiency")
    assert read("report", "-q", 3, "--out", "plain.xlsx").status == 0
    assert read("report", "-q", 3, "--out", "more.xlsx", *asked).status == 0
    names = [load_workbook(tmp_path / f"{name}.xlsx").sheetnames for name in ("plain", "more")]
    assert set(names[1]) - set(names[0]) == {"IKPA (acuan)", "Efisiensi (acuan)"}
