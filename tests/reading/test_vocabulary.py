"""Headings as offices write them: other spellings, English, camelCase, a letter wrong, the government in a column."""

from pathlib import Path
from typing import Any

import pytest
from truth import Sheet, errors, findings, only, read_sheets

from skpd_eval.reading.headings.headercells import plain
from skpd_eval.reading.headings.headwords import meaning
from skpd_eval.reading.headings.vocabulary import spelled
from skpd_eval.reading.told.options import ReadOptions

MILLION = 1_000_000
AGENCIES = (("Dinas Pendidikan", 900, 350), ("Dinas Kesehatan", 700, 210), ("Inspektorat", 250, 80))
TITLES = ["PEMERINTAH KABUPATEN CONTOH", "S.D. TRIWULAN II TAHUN ANGGARAN 2023"]


def table(*heads: str, factor: int = MILLION) -> list[list[Any]]:
    rows = [[name, budget * factor, spent * factor] for name, budget, spent in AGENCIES]
    return [*([title] for title in TITLES), [*heads], *rows]


def amounts(tmp_path: Path, rows: list[list[Any]]) -> tuple[int, int]:
    """Budget and realization in millions, of a table that is read."""
    export = only(read_sheets(tmp_path, Sheet(rows), options=ReadOptions()))
    lines = (*export.accounts, *export.progress)
    budget = sum(line.budget or line.budget_revised or 0 for line in lines)
    return budget // (100 * MILLION), sum(line.realization or 0 for line in lines) // (100 * MILLION)


@pytest.mark.parametrize(
    ("written", "spelling"),
    [
        pytest.param("agency code", "kode skpd", id="English, what it is first"),
        pytest.param("kd opd", "kode skpd", id="abbreviated"),
        pytest.param("nama organisasi perangkat daerah", "nama skpd", id="in full"),
        pytest.param("realisasi sampai dengan tw ii", "realisasi sd triwulan ii", id="until"),
        pytest.param("pagu anggran", "pagu anggaran", id="a letter left out"),
        pytest.param("realissasi keu", "realisasi keuangan", id="a letter doubled"),
        pytest.param("realisais", "realisasi", id="two letters exchanged"),
        pytest.param("anggota", "anggota", id="another word"),
        pytest.param("triwulan*", "triwulan*", id="a pattern"),
    ],
)
def test_a_heading_has_one_spelling(written: str, spelling: str) -> None:
    assert spelled(written) == spelling


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("realizedAmount", "realized Amount"),
        ("kode_skpd", "kode skpd"),
        ("SP2D", "SP2D"),
        ("DPPA-SKPD", "DPPA-SKPD"),
    ],
)
def test_words_written_together_are_parted(written: str, words: str) -> None:
    assert plain(written) == words


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("budget ceiling", "budget"),
        ("budget initial", "budget_original"),
        ("revised budget", "budget_revised"),
        ("realized to date", "realization"),
        ("realization percentage", "realization_pct"),
        ("physical progress", "physical_pct"),
        ("remaining budget", None),
        ("pagu setahun", "budget"),
        ("anggaran 1 tahun", "budget"),
        ("jumlah anggaran setelah perubahan", "budget_revised"),
        ("realisasi netto", "realization"),
        ("belanja bersih", None),
        ("sp2d bruto", None),
        ("fiscal year", None),
        ("tahun anggaran", None),
    ],
)
def test_meaning_of_a_heading_in_other_words(heading: str, role: str | None) -> None:
    assert meaning(tuple(heading.split(" > "))) == role


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param(("Perangkat Daerah", "PAGU ANGGRAN", "REALISASSI"), id="a letter wrong"),
        pytest.param(("agencyName", "budgetCeiling", "realizedToDate"), id="camelCase"),
        pytest.param(("nm_opd", "pagu_setahun", "real_keu"), id="abbreviated"),
        pytest.param(("agency_name", "revised_budget", "spent"), id="English"),
        pytest.param(("SKPD", "JUMLAH ANGGARAN SETELAH PERUBAHAN", "REALISASI NETTO"), id="in many words"),
    ],
)
def test_a_table_under_other_words_has_the_same_amounts(tmp_path: Path, heads: tuple[str, ...]) -> None:
    assert amounts(tmp_path, table(*heads)) == (1850, 640)


def test_a_letter_wrong_is_told(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, Sheet(table("SKPD", "Pagu Anggran", "Realisasi")), options=ReadOptions())
    told = [dict(finding.arguments) for finding in findings(reading) if finding.code == "heading-slip"]
    assert told == [{"heading": "pagu anggran", "read": "pagu anggaran"}]


def test_a_unit_in_english_multiplies(tmp_path: Path) -> None:
    assert amounts(tmp_path, table("agency", "budget_idr_million", "spent_idr_million", factor=1)) == (
        1850,
        640,
    )


@pytest.mark.parametrize(
    ("columns", "government"),
    [
        pytest.param({"nama_kabupaten_kota": "KABUPATEN TOBA"}, "Kabupaten Toba", id="regency or city"),
        pytest.param({"region": "Kabupaten Badung"}, "Kabupaten Badung", id="region"),
        pytest.param({"province": "Banten"}, "Provinsi Banten", id="its form in the heading"),
        pytest.param({"provinsi": "Bali", "kab_kota": "Kota Denpasar"}, "Kota Denpasar", id="in a province"),
    ],
)
def test_the_government_that_a_column_names(tmp_path: Path, columns: dict[str, str], government: str) -> None:
    rows = [[*columns.values(), *row] for row in table("SKPD", "Pagu", "Realisasi")[3:]]
    head = [*columns, "SKPD", "Pagu", "Realisasi"]
    reading = read_sheets(tmp_path, Sheet([TITLES[1:], head, *rows]), options=ReadOptions())
    assert only(reading).government == government


def test_regions_inside_a_government_are_none(tmp_path: Path) -> None:
    rows = [[f"Wilayah {place}", *row] for place, row in enumerate(table("", "", "")[3:])]
    head = ["Wilayah", "SKPD", "Pagu", "Realisasi"]
    reading = read_sheets(
        tmp_path, Sheet([*([title] for title in TITLES), head, *rows]), options=ReadOptions()
    )
    assert only(reading).government == "Kabupaten Contoh"


def test_a_year_is_no_budget(tmp_path: Path) -> None:
    """*Fiscal year* holds the word for budget, and a budget of Rp2,023 was read."""
    head = ["fiscal_year", "agency", "budget", "spent"]
    rows = [[2023, *row] for row in table("", "", "")[3:]]
    reading = read_sheets(tmp_path, Sheet([head, *rows]), options=ReadOptions(quarter=2))
    assert errors(reading) == []
    assert only(reading).year == 2023
