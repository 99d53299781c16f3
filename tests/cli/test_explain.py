"""Every printed figure leads back to cells: their contents, read by another way, sum to it."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from skpd_eval.money import round_half_up

from .conftest import BATU, Run

AGENCIES = ("Dinas Tenaga Kerja", "Badan Keuangan dan Aset Daerah", "Dinas Pendidikan")


@cache
def sheet(file: str, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(BATU / file).get_sheet_by_name(name).to_python(skip_empty_area=False)


def cell(file: str, name: str, address: str) -> Decimal:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    value = sheet(file, name)[int(digits) - 1][column - 1]
    return Decimal(0) if value == "" else Decimal(repr(value))


def sum_of_cells(operand: dict[str, Any]) -> Decimal:
    lines = operand["lines"]
    assert len(lines) == operand["lines_total"]
    return sum((cell(line["file"], line["sheet"], at) for line in lines for at in line["cells"]), Decimal(0))


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("measure", ["budget", "realization", "plan"])
def test_explain__the_cells_sum_to_the_amount(read: Run, agency: str, measure: str) -> None:
    found = read("explain", agency, measure, "--quarter", 3, "--all", "--format", "json").json()
    [operand] = found["operands"]
    assert sum_of_cells(operand) == Decimal(str(found["value"]))
    ranked = read("rank", "--quarter", 3, "--format", "json").json()["rows"]
    assert found["value"] == next(row[measure] for row in ranked if row["agency_name"] == agency)


@pytest.mark.parametrize(
    ("measure", "formula", "compute"),
    [
        pytest.param("absorption", "F-10", lambda r, b: r / b, id="F-10"),
        pytest.param("deviation", "F-13", lambda r, p, b: (r - p) / b, id="F-13"),
        pytest.param("plan-achievement", "F-12", lambda r, p: r / p, id="F-12"),
    ],
)
def test_explain__the_formula_of_the_cells_is_the_figure(
    read: Run, measure: str, formula: str, compute: Any
) -> None:
    found = read("explain", "Tenaga Kerja", measure, "--quarter", 3, "--all", "--format", "json").json()
    operands = [Fraction(sum_of_cells(operand)) for operand in found["operands"]]
    assert found["formula"] == formula
    assert round_half_up(compute(*operands) * 100, 2) == Decimal(str(found["value"]))


def test_explain__physical_progress_is_one_cell(read: Run) -> None:
    found = read("explain", "Tenaga Kerja", "physical", "--quarter", 3, "--format", "json").json()
    [line] = found["operands"][0]["lines"]
    [at] = line["cells"]
    assert cell(line["file"], line["sheet"], at) == Decimal(str(found["value"]))


def test_explain__lists_the_largest_lines_and_sums_by_kind(read: Run) -> None:
    found = read("explain", "Tenaga Kerja", "budget", "--quarter", 3, "--format", "json").json()
    [operand] = found["operands"]
    assert len(operand["lines"]) == 10 < operand["lines_total"]
    assert sum(kind["amount"] for kind in operand["kinds"]) == found["value"]
    amounts = [line["value"] for line in operand["lines"]]
    assert amounts == sorted(amounts, reverse=True)


def test_explain__in_words(read: Run) -> None:
    shown = read("explain", "Tenaga Kerja", "absorption", "--quarter", 3, "--lang", "en")
    assert "F-10: Realization ÷ budget: Rp3,274,981,702 ÷ Rp10,612,384,000 = 30.86%" in shown.text
    assert "rekap-belanja-triwulan-3.xlsx" in shown.text


def test_explain__a_measure_that_is_none(read: Run) -> None:
    assert read("explain", "Tenaga Kerja", "happiness", "--quarter", 3).status == 2


OUTPUTS = (
    "SKPD;Kode;Sub kegiatan;Satuan;Polaritas;Konsolidasi;Target Volume Tw 1;Target Volume Tw 2;Target Volume Tw 3"
    ";Realisasi Volume Tw 1;Realisasi Volume Tw 2;Realisasi Volume Tw 3",
    "Dinas Tenaga Kerja;2.07.03.2.01.0001;Waktu tunggu;hari;Minimize;Rata-rata;10;10;10;8;12;13",
    "Dinas Tenaga Kerja;2.07.04.2.03.0002;Peserta;orang;Maximize;Jumlah;10;20;30;5;10;15",
)


def test_explain__an_output_with_the_cells_of_its_quarters(here: Run, ledger: Path, tmp_path: Path) -> None:
    """Waiting: mean of 8, 12, 13 is 11 of 10 days, so 2 - 11/10; people: 30 of 60."""
    path = tmp_path / "keluaran.csv"
    path.write_text("TAHUN ANGGARAN 2023\n" + "\n".join(OUTPUTS), encoding="utf-8")
    given = here("ingest", path, "--government", "Kota Batu", "--year", 2023, "--ledger", ledger)
    assert given.status == 0, given.said
    found = here(
        "explain", "Dinas Tenaga Kerja", "output", "-q", 3, "--format", "json", "--ledger", ledger
    ).json()
    assert found["value"] == 70
    [operand] = found["operands"]
    assert {line["name"]: line["value"] for line in operand["lines"]} == {"Waktu tunggu": 90, "Peserta": 50}


def test_explain__what_was_booked(here: Run, ledger: Path) -> None:
    booked = here(
        "adjust", "Dinas Tenaga Kerja", "--amount", 10**8, "--account", "5.1.02", "--cutoff", "2023-09-30",
        "--document", "SP2B 1", "--reason", "BLUD", "--who", "Sari", "--ledger", ledger,
    )  # fmt: skip
    assert booked.status == 0, booked.said
    found = here(
        "explain",
        "Dinas Tenaga Kerja",
        "adjusted-absorption",
        "-q",
        3,
        "--format",
        "json",
        "--ledger",
        ledger,
    ).json()
    spent, adjustment, budget = (operand["value"] for operand in found["operands"])
    assert found["value"] == pytest.approx((spent + adjustment) / budget * 100, abs=0.005)
    [line] = found["operands"][1]["lines"]
    assert (adjustment, line["file"], line["name"]) == (10**8, "SP2B 1", "BLUD")
