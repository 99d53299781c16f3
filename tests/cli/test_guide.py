"""docs/panduan.md: its commands run as they stand, from a folder of exports to the signed page."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from .conftest import BATU, Run

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "panduan.md").read_text(encoding="utf-8")
TWO_PAGES = 130
"""Lines of text that fit two printed pages."""


def commands(text: str = GUIDE) -> list[str]:
    found = re.findall(r"^```powershell\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [line for block in found for line in block.splitlines()]


@pytest.mark.slow
def test_every_command_of_the_guide_runs_one_after_the_other(here: Run, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    pytest.importorskip("docx")
    shutil.copytree(BATU, tmp_path / "ekspor")
    assert len(commands()) > 15
    for line in commands():
        result = here(*shlex.split(line)[1:])
        assert result.status == 0, f"{line}\n{result.said}"
    there = {path.name for path in tmp_path.iterdir()}
    assert {"bahan-tw3.xlsx", "halaman-tw3.pdf", "nota-tw3.docx", "baris.csv", "cadangan.sqlite", "formulir"} <= there


def test_the_letterhead_of_the_guide_is_a_right_configuration(tmp_path: Path) -> None:
    from skpd_eval.settings import load_settings

    [block] = re.findall(r"^```toml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    path = tmp_path / "skpd-eval.toml"
    path.write_text(block, encoding="utf-8")
    assert load_settings(path).letterhead.signatories[0].position == "Sekretaris Daerah"


def test_the_guide_fits_two_pages_and_puts_windows_first() -> None:
    assert len(GUIDE.splitlines()) <= TWO_PAGES
    assert GUIDE.index("Windows") < GUIDE.index("Linux")


@pytest.mark.parametrize("quoted", re.findall(r"^\| “([^”…]+)", GUIDE, re.MULTILINE))
def test_what_the_guide_says_one_reads_is_said_somewhere(quoted: str) -> None:
    """The first words of a remark, as the catalogs word it."""
    from skpd_eval.findings import groups
    from skpd_eval.presentation.catalogs import PO_PATH

    said = [words.sentence["id"] for group in groups() for one in group.records for words in one.words]
    assert any(quoted.strip() in text for text in [*said, PO_PATH.read_text(encoding="utf-8")])


def test_the_readme_leads_to_the_guide_on_its_first_screen() -> None:
    first = (DOCS.parent / "README.md").read_text(encoding="utf-8").splitlines()[:20]
    assert any("docs/panduan.md" in line for line in first)


def test_a_demo_ends_with_the_next_step() -> None:
    recipe = (DOCS.parent / "Makefile").read_text(encoding="utf-8").partition("\ndemo:")[2].partition("\n\n")[0]
    assert "docs/panduan.md" in recipe
    assert "ingest FOLDER" in recipe.splitlines()[-2]
