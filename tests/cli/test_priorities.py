from pathlib import Path

from openpyxl import load_workbook

from .conftest import Run

CONFIGURATION = """
[[priority]]
label = "Pelatihan kerja"
codes = ["2.07.03"]
owner = "Dinas Tenaga Kerja"
"""


def test_show_priorities(read: Run, tmp_path: Path) -> None:
    (tmp_path / "skpd-eval.toml").write_text(CONFIGURATION, encoding="utf-8")
    [row] = read("show", "--priorities", "--quarter", 3, "--format", "json").json()["rows"]
    assert row["label"] == "Pelatihan kerja"
    assert 0 < row["realization"] < row["budget"]
    assert row["absorption_pct"] == round(row["realization"] / row["budget"] * 100, 2)


def test_report__has_the_priorities(read: Run, tmp_path: Path) -> None:
    (tmp_path / "skpd-eval.toml").write_text(CONFIGURATION, encoding="utf-8")
    [row] = read("show", "--priorities", "--quarter", 3, "--format", "json").json()["rows"]
    assert read("report", "--quarter", 3, "--out", "q3.xlsx").status == 0
    sheet = [*load_workbook(tmp_path / "q3.xlsx")["Prioritas"].iter_rows(values_only=True)]
    [found] = [cells for cells in sheet if cells[0] == "Pelatihan kerja"]
    assert {row["budget"], row["realization"], row["status_label"]} <= set(found)
    assert read("report", "--quarter", 3, "--out", "q3.md").status == 0
    assert "Pelatihan kerja" in (tmp_path / "q3.md").read_text(encoding="utf-8")


def test_show_priorities__none_configured(read: Run) -> None:
    shown = read("show", "--priorities", "--quarter", 3, "--lang", "en")
    assert (shown.status, "lists no priority programs" in shown.said) == (2, True)


def test_show__needs_an_agency_or_priorities(read: Run) -> None:
    assert read("show", "--quarter", 3).status == 2
    assert read("show", "Dinas Sosial", "--priorities", "--quarter", 3).status == 2
