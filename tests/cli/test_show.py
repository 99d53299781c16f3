"""One agency for machines: the ranked row, what explains it, and its kinds of expenditure."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

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
        read("show", name, "--quarter", 3, "--format", "json").json()["agency"]["contribution"]
        for name in names
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


POSTURE = """Akun,Anggaran,Realisasi,Persentase
" Pendapatan Daerah","1.000,00 M","700,00 M",70.00
" Belanja Daerah","{budget} M","{spent} M",{share}
" Pembiayaan Daerah","10,00 M","10,00 M",100.00
"  Penerimaan Pembiayaan Daerah","10,00 M","10,00 M",100.00
"""


def test_show__a_pace_is_judged_against_the_governments_last_year_where_the_agencys_is_not_known(
    here: Run, batu: Path, tmp_path: Path
) -> None:
    ledger = tmp_path / "l.sqlite"
    shutil.copy(batu, ledger)
    for cutoff, budget, spent, share in (
        ("2022-09-29", "1.162,27", "511,40", "44.00"),
        ("2022-12-31", "1.194,00", "983,00", "82.33"),
    ):
        path = tmp_path / f"{cutoff}.csv"
        path.write_text(POSTURE.format(budget=budget, spent=spent, share=share), encoding="utf-8")
        told = ("--government", "Kota Batu", "--cutoff", cutoff, "--ledger", ledger)
        assert here("ingest", path, *told).status == 0
    shown = here("show", "Dinas Tenaga Kerja", "--quarter", 3, "--format", "json", "--ledger", ledger).json()
    last = shown["agency"]["outlook"]["last_year"]
    assert (last["of"], last["cutoff"], last["absorption_pct"]) == ("government", "2022-09-29", 44.00)
    gone = 8 + 29 / 30
    assert last["speed_pct"] == pytest.approx((82.33 - 44) / (12 - gone) / (44 / gone) * 100, abs=0.05)
