"""A monitoring table that states realization in percent alone is ranked by it, and says so."""

from pathlib import Path

import pytest

from .conftest import Run

HEAD = "No;SKPD;Pagu;Realisasi Keuangan (%);Realisasi Fisik (%)"
ROWS = ["1;Dinas Pendidikan;10.000.000.000;54,00;60,00", "2;Dinas Kesehatan;6.000.000.000;43,33;45,10"]


@pytest.fixture
def monitoring(tmp_path: Path) -> Path:
    path = tmp_path / "monitoring.csv"
    title = "LAPORAN REALISASI FISIK DAN KEUANGAN KOTA CONTOH S.D. TRIWULAN III TAHUN 2023"
    path.write_text("\n".join([title, HEAD, *ROWS]), encoding="utf-8")
    return path


def test_rank__by_the_stated_percentage(here: Run, monitoring: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l.sqlite"
    read = here("ingest", monitoring, "--ledger", ledger, "--lang", "en")
    assert read.status == 0
    assert "Realization stands in percent alone" in read.said
    found = here("rank", "--quarter", 3, "--format", "json", "--ledger", ledger).json()
    ranked = [(row["agency_name"], row["realization"], row["absorption_pct"]) for row in found["rows"]]
    assert ranked == [("Dinas Pendidikan", 5_400_000_000, 54.0), ("Dinas Kesehatan", 2_599_800_000, 43.33)]
    assert found["total"]["realization"] == 7_999_800_000


def test_explain__names_the_cells_of_share_and_budget(here: Run, monitoring: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l.sqlite"
    assert here("ingest", monitoring, "--ledger", ledger).status == 0
    text = here("explain", "Kesehatan", "--quarter", 3, "--ledger", ledger, "--lang", "en").out.decode()
    assert "43.33" in text
    assert "line 4" in text
