"""An agency under another code, or dissolved: what is said with and without a register."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .conftest import Run

Tidy = Callable[..., Path]
OLD, NEW = "2.07.0.00.0.00.01.0000", "2.07.3.32.0.00.01.0000"
OTHERS = [
    ("1.01.0.00.0.00.01.0000", "Dinas Pendidikan", 1000, 500),
    ("1.02.0.00.0.00.01.0000", "Dinas Kesehatan", 1000, 300),
    ("1.06.0.00.0.00.01.0000", "Dinas Sosial", 1000, 200),
]
JOINED = f'[[agency]]\nname = "Dinas Tenaga Kerja"\ncodes = ["{OLD}", "{NEW}"]\n'


@pytest.fixture
def recoded(here: Run, tidy: Tidy, tmp_path: Path) -> Path:
    """The labour agency has one code in June, and another in September."""
    tidy("a.csv", [(OLD, "Dinas Tenaga Kerja", 1000, 100), *OTHERS], "2023-06-30")
    tidy("b.csv", [(NEW, "DINAS TENAGA KERJA", 1000, 400), *OTHERS], "2023-09-30")
    ledger = tmp_path / "recoded.db"
    assert here("ingest", tmp_path, "--ledger", ledger, "--quiet").status == 0
    return ledger


def ranked(here: Run, ledger: Path) -> dict[str, object]:
    found = here("rank", "--ledger", ledger, "--quarter", 3, "--format", "json").json()
    [row] = [row for row in found["rows"] if row["agency_code"] == NEW]
    told = [finding for finding in found["findings"] if finding["code"] == "agency-two-codes"]
    return {"missing": found["not_reported"], "change": row["rank_change"], "told": len(told)}


def test_rank__a_new_code_is_proposed_and_its_old_one_is_not_called_missing(here: Run, recoded: Path) -> None:
    assert ranked(here, recoded) == {"missing": [], "change": None, "told": 1}


def test_rank__movement_survives_once_the_register_joins_the_codes(
    here: Run, recoded: Path, tmp_path: Path
) -> None:
    (tmp_path / "skpd-eval.toml").write_text(JOINED, encoding="utf-8")
    assert ranked(here, recoded) == {"missing": [], "change": 4 - 2, "told": 0}


def test_rank__a_merged_agency_moved_from_what_its_parts_had_together(
    here: Run, tidy: Tidy, tmp_path: Path
) -> None:
    """Together 230 of 1000, third of four; now 600 of 1000, first of four."""
    parts = [(OLD, "Dinas X", 400, 190), (NEW, "Dinas W", 600, 40)]
    heir = "3.25.0.00.0.00.01.0000"
    tidy("a.csv", [*parts, *OTHERS], "2023-06-30")
    tidy("b.csv", [(heir, "Dinas Y", 1000, 600), *OTHERS], "2023-09-30")
    ledger = tmp_path / "merged.db"
    assert here("ingest", tmp_path, "--ledger", ledger, "--quiet").status == 0
    register = f'[[agency]]\nname = "Dinas Y"\ncode = "{heir}"\nformerly = ["Dinas X", "{NEW}"]\n'
    (tmp_path / "skpd-eval.toml").write_text(register, encoding="utf-8")
    found = here("rank", "--ledger", ledger, "--format", "json").json()
    moved = {row["agency_name"]: (row["previous_rank"], row["rank_change"]) for row in found["rows"]}
    assert moved["Dinas Y"] == (None, 3 - 1)
    assert found["not_reported"] == []
    trend = here("trend", "--ledger", ledger, "--format", "json").json()
    [row] = [one for one in trend["agencies"] if one["agency_name"] == "Dinas Y"]
    assert (row["measures_pct"], row["change_pp"]) == ([23, 60], 60 - 23)


@pytest.fixture
def recoded_with_the_year(here: Run, tidy: Tidy, tmp_path: Path) -> Path:
    """The labour agency has one code last September, and another this one."""
    tidy("a.csv", [(OLD, "Dinas Tenaga Kerja", 1000, 100), *OTHERS], "2022-09-30")
    tidy("b.csv", [(NEW, "DINAS TENAGA KERJA", 1000, 400), *OTHERS], "2023-09-30")
    ledger = tmp_path / "years.db"
    assert here("ingest", tmp_path, "--ledger", ledger, "--quiet").status == 0
    return ledger


@pytest.mark.parametrize("command", ["trend", "lowest"])
def test_last_year__a_new_code_is_proposed(here: Run, recoded_with_the_year: Path, command: str) -> None:
    assert f"{OLD}, {NEW}" in here(command, "--ledger", recoded_with_the_year).said


def test_last_year__is_the_same_agencys_once_the_register_joins_the_codes(
    here: Run, recoded_with_the_year: Path, tmp_path: Path
) -> None:
    (tmp_path / "skpd-eval.toml").write_text(JOINED, encoding="utf-8")
    result = here("trend", "--ledger", recoded_with_the_year, "--format", "json")
    since = {one["agency_code"]: one["since_last_year_pp"] for one in result.json()["agencies"]}
    assert since[NEW] == 40 - 10
    assert OLD not in result.said


def test_adjust__what_was_booked_follows_the_agency_to_its_new_code(
    here: Run, recoded: Path, tmp_path: Path
) -> None:
    booking = (OLD, "--amount", "50", "--account", "5.1.02", "--cutoff", "2023-06-30", "--document", "SP2B")
    told = here("adjust", *booking, "--reason", "BLUD", "--who", "Sari", "--ledger", recoded)
    assert told.status == 0, told.said
    (tmp_path / "skpd-eval.toml").write_text(JOINED, encoding="utf-8")
    rows = here("rank", "--ledger", recoded, "--quarter", 2, "--format", "json").json()["rows"]
    assert {row["agency_code"]: row["adjustment"] for row in rows}[NEW] == 50
    assert here("show", OLD, "--ledger", recoded, "--quarter", 3).status == 0


def test_status__asks_nothing_of_a_code_that_another_took_the_place_of(here: Run, recoded: Path) -> None:
    result = here("status", "--ledger", recoded, "--quarter", 3, "--format", "json")
    assert OLD not in {row["agency_code"] for row in result.json()["rows"]}
    assert f"{OLD}, {NEW}" in result.said


def test_init__drafts_a_new_code_and_the_configuration_loads(
    here: Run, recoded: Path, tmp_path: Path
) -> None:
    assert here("init", "--from", tmp_path / "a.csv", "--from", tmp_path / "b.csv").status == 0
    assert f'codes = ["{OLD}", "{NEW}"]' in (tmp_path / "skpd-eval.toml").read_text(encoding="utf-8")
    assert ranked(here, recoded)["change"] == 4 - 2


DISSOLVED = [(OLD, "Dinas Koperasi *)", 100, 99), (OLD, "Dinas Koperasi", 1000, 10), *OTHERS]


def test_init__drafts_a_dissolved_agency_as_what_its_heir_continues(
    here: Run, tidy: Tidy, tmp_path: Path
) -> None:
    exported = tidy("c.csv", DISSOLVED)
    assert here("init", "--from", exported).status == 0
    assert 'formerly = ["Dinas Koperasi"]' in (tmp_path / "skpd-eval.toml").read_text(encoding="utf-8")
    assert here("rules").status == 0


def test_report__page_one_names_no_dissolved_agency_as_highest(
    here: Run, tidy: Tidy, tmp_path: Path
) -> None:
    ledger = tmp_path / "dissolved.db"
    assert here("ingest", tidy("c.csv", DISSOLVED), "--ledger", ledger).status == 0
    assert here("report", "--ledger", ledger, "--out", tmp_path / "q3.md").status == 0
    paper = (tmp_path / "q3.md").read_text(encoding="utf-8")
    assert "Tertinggi: Dinas Pendidikan (50,00%). Terendah: Dinas Koperasi (1,00%)." in paper
    assert "Penerus Dinas Koperasi *): Dinas Koperasi." in paper.replace("\\", "")


def test_report__page_one_explains_the_mark_where_it_stands(here: Run, tidy: Tidy, tmp_path: Path) -> None:
    ledger = tmp_path / "dissolved.db"
    low = [(OLD, "Dinas Koperasi *)", 100, 2), *DISSOLVED[1:]]
    assert here("ingest", tidy("c.csv", low), "--ledger", ledger).status == 0
    assert here("report", "--ledger", ledger, "--out", tmp_path / "q3.xlsx").status == 0
    sheet = load_workbook(tmp_path / "q3.xlsx")["Ringkasan"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any("Dinas Koperasi *)" in text for text in texts)
    assert any(text.endswith("Penerus Dinas Koperasi *): Dinas Koperasi.") for text in texts)


def test_ingest__an_agency_and_a_government_told_in_short_are_those_that_are_known(here: Run, tmp_path: Path) -> None:
    ledger = ("--ledger", "l.db")
    (tmp_path / "skpd-eval.toml").write_text('[[agency]]\nname = "Dinas Tenaga Kerja"\nshort = "Disnaker"\n')
    (tmp_path / "all.csv").write_text("pemda;posisi;skpd;pagu;realisasi\nKota Contoh;2023-06-30;Dinas A;100;40\n")
    (tmp_path / "one.csv").write_text("kode rekening;uraian;pagu;realisasi\n5.1.02;Belanja Barang;100;30\n")
    assert here("ingest", "all.csv", *ledger).status == 0
    told = ("--agency", "disnaker", "--government", "contoh", "--cutoff", "2023-09-30")
    assert here("ingest", "one.csv", *told, *ledger).status == 0
    found = here("rank", "-q", 3, "--format", "json", *ledger).json()
    assert [(row["agency_name"], row["government"]) for row in found["rows"]] == [("Dinas Tenaga Kerja", "Kota Contoh")]
