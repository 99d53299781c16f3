"""Amounts put on record that an export lacks: in a column of their own, with their document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from .conftest import Run

HEALTH = "1.02.0.00.0.00.01.0000"
BOOKED = 12_500_000_000


def options(**changes: object) -> list[object]:
    told = {
        "--amount": "12.500.000.000", "--account": "5.1.02", "--cutoff": "2023-09-30",
        "--document": "SP2B 09/2023", "--reason": "BLUD", "--who": "Sari",
    } | changes  # fmt: skip
    return [part for name, value in told.items() if value is not None for part in (name, value)]


def ranked(here: Run, ledger: Path, quarter: int = 3) -> tuple[dict[str, Any], dict[str, Any]]:
    whole = here("rank", "--quarter", quarter, "--format", "json", "--ledger", ledger).json()
    return {row["agency_code"]: row for row in whole["rows"]}, whole["total"]


def test_adjust__stands_beside_the_figures(here: Run, ledger: Path) -> None:
    before, total_before = ranked(here, ledger)
    booked = here("adjust", "Dinas Kesehatan", *options(), "--ledger", ledger)
    assert booked.status == 0, booked.said
    after, total = ranked(here, ledger)
    row = after[HEALTH]
    added = {"adjustment", "adjusted_absorption_pct"}
    assert {name: value for name, value in row.items() if name not in added} == {
        name: value for name, value in before[HEALTH].items() if name not in added
    }
    assert row["adjustment"] == total["adjustment"] == BOOKED
    assert row["adjusted_absorption_pct"] == pytest.approx(
        (row["realization"] + BOOKED) / row["budget"] * 100, abs=0.005
    )
    assert total["adjusted_absorption_pct"] == pytest.approx(
        (total["realization"] + BOOKED) / total["budget"] * 100, abs=0.005
    )
    assert (before[HEALTH]["adjustment"], total_before["adjustment"]) == (None, None)
    assert {code for code, one in after.items() if one["adjustment"] is not None} == {HEALTH}
    assert ranked(here, ledger, 4)[0][HEALTH]["adjustment"] is None, "a later export may hold it"


def test_adjust__both_percentages_are_shown(here: Run, ledger: Path) -> None:
    here("adjust", HEALTH, *options(), "--ledger", ledger)
    table = here("rank", "--quarter", 3, "--ledger", ledger).text
    assert "Serapan dengan penyesuaian (%)" in table
    assert "Dinas Kesehatan Rp12.500.000.000 (SP2B 09/2023)" in table
    shown = here("show", HEALTH, "--quarter", 3, "--lang", "en", "--ledger", ledger).text
    assert "absorption 57.35%" in shown
    assert "absorption would be 73.61%" in shown


def test_adjust__stands_in_the_trend(here: Run, ledger: Path) -> None:
    here("adjust", HEALTH, *options(), "--ledger", ledger)
    course = here("trend", "--quarter", 3, "--format", "json", "--ledger", ledger).json()
    ranks, _ = ranked(here, ledger)
    assert {one["agency_code"]: one["adjusted_absorption_pct"] for one in course["agencies"]} == {
        code: row["adjusted_absorption_pct"] for code, row in ranks.items()
    }
    table = here("trend", "--quarter", 3, "--ledger", ledger).text
    assert "Dinas Kesehatan Rp12.500.000.000 (SP2B 09/2023)" in table


def test_adjust__listed_and_withdrawn(here: Run, ledger: Path) -> None:
    at = ("--ledger", ledger)
    here("adjust", HEALTH, *options(), *at)
    here("adjust", HEALTH, *options(**{"--amount": "-500", "--document": "Koreksi"}), *at)
    (first, second) = here("adjust", "--list", "--format", "json", *at).json()["rows"]
    assert (first["amount"], first["document"], first["who"]) == (BOOKED, "SP2B 09/2023", "Sari")
    assert (second["amount"], second["account"], second["cutoff"]) == (-500, "5.1.02", "2023-09-30")
    withdrawn = here(
        "adjust", "--withdraw", 1, "--reason", "Sudah masuk", "--who", "Tono", "--format", "json", *at
    )
    first = withdrawn.json()["rows"][0]
    assert (first["withdrawn_by"], first["withdrawal_reason"]) == ("Tono", "Sudah masuk")
    assert ranked(here, ledger)[0][HEALTH]["adjustment"] == -500
    assert here("ledger", "verify", *at).status == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"--document": None}, "--document", id="without a document"),
        pytest.param({"--reason": "  "}, "--reason", id="without a reason"),
        pytest.param({"--cutoff": None}, "--cutoff", id="without a position"),
        pytest.param({"--amount": "banyak"}, "banyak", id="no amount"),
        pytest.param({"--amount": "0"}, "“0”", id="nothing"),
        pytest.param({"--account": "5.3"}, "5.3", id="an account out of the ranking"),
        pytest.param({"--account": "4.1"}, "4.1", id="revenue"),
        pytest.param({"--account": "lima"}, "lima", id="no account"),
    ],
)
def test_adjust__refuses(here: Run, ledger: Path, changes: dict[str, object], said: str) -> None:
    result = here("adjust", HEALTH, *options(**changes), "--ledger", ledger)
    assert result.status == 2
    assert said in result.said
    assert here("adjust", "--list", "--format", "json", "--ledger", ledger).json()["rows"] == []


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param(("adjust",), 2, id="nothing told"),
        pytest.param(("adjust", "Dinas Ruang Angkasa", *options()), 2, id="unknown agency"),
        pytest.param(("adjust", HEALTH, *options(**{"--cutoff": "2023-10-05"})), 66, id="no such position"),
        pytest.param(("adjust", "--withdraw", 9, "--reason", "x"), 2, id="unknown adjustment"),
        pytest.param(("adjust", "--withdraw", 9), 2, id="withdrawn without a reason"),
        pytest.param(("adjust", "--list"), 0, id="list"),
    ],
)
def test_adjust__codes(run: Run, ledger: Path, arguments: tuple[object, ...], status: int) -> None:
    assert run(*arguments, "--ledger", ledger).status == status


def test_adjust__the_same_twice(here: Run, ledger: Path) -> None:
    here("adjust", HEALTH, *options(), "--ledger", ledger)
    again = here("adjust", HEALTH, *options(**{"--amount": "Rp12,5 miliar"}), "--ledger", ledger)
    assert (again.status, "Penyesuaian 1" in again.said) == (2, True)


def test_adjust__among_sub_units_it_is_in_the_total_alone(here: Run, ledger: Path) -> None:
    here("adjust", HEALTH, *options(), "--ledger", ledger)
    asked = ("rank", "--quarter", 3, "--level", "unit", "--ledger", ledger)
    found = here(*asked, "--format", "json").json()
    assert [row for row in found["rows"] if row["adjustment"] is not None] == []
    assert found["total"]["adjustment"] == BOOKED
    said = "in no sub-unit's: Dinas Kesehatan Rp12,500,000,000 (SP2B 09/2023)"
    assert said in here(*asked, "--lang", "en").text


def test_adjust__stands_beside_its_government(here: Run, ledger: Path) -> None:
    here("adjust", HEALTH, *options(), "--ledger", ledger)
    found = here("rank", "--quarter", 3, "--governments", "--format", "json", "--ledger", ledger).json()
    [row] = found["rows"]
    assert (row["adjustment"], found["total"]["adjustment"]) == (BOOKED, BOOKED)
    assert row["adjusted_absorption_pct"] == pytest.approx(
        (row["realization"] + BOOKED) / row["budget"] * 100, abs=0.005
    )


def test_adjust__stands_on_the_sheet_of_sources(here: Run, ledger: Path, tmp_path: Path) -> None:
    here("adjust", HEALTH, *options(), "--ledger", ledger)
    assert here("report", "--quarter", 3, "--out", "q3.xlsx", "--ledger", ledger).status == 0
    rows = list(load_workbook(tmp_path / "q3.xlsx")["Sumber"].iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == "Penyesuaian yang tercatat")
    heading, booked = rows[start + 1], rows[start + 2]
    told = dict(zip(heading, booked, strict=True))
    assert (told["SKPD"], told["Jumlah (Rp)"]) == ("Dinas Kesehatan", BOOKED)
    assert (told["Dokumen"], told["Alasan"], told["Oleh"]) == ("SP2B 09/2023", "BLUD", "Sari")
    assert told["Dicatat"]


def test_history__lists_what_was_put_on_record(here: Run, ledger: Path) -> None:
    at = ("--ledger", ledger)
    here("adjust", HEALTH, *options(), *at)
    assert here("assist", "open", "-q", 3, "-n", 1, "--who", "Sari", "--out", "forms", *at).status == 0
    found = here("history", "--format", "json", *at).json()
    assert [one["amount"] for one in found["adjustments"]] == [BOOKED]
    assert [one["case"] for one in found["assistance"]] == [1, 1]
    assert {one["agency_name"] for one in found["assistance"]} == {"Dinas Tenaga Kerja"}
    shown = here("history", "--lang", "en", *at).text
    assert ("Assistance on record" in shown, "Adjustments on record" in shown) == (True, True)
    other = here("history", "--year", 2022, "--format", "json", *at).json()
    assert (other["adjustments"], other["assistance"]) == ([], [])
