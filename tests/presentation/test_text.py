from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest

from skpd_eval.model import Evaluation, Papers
from skpd_eval.presentation import machine
from skpd_eval.presentation.tables import papers
from skpd_eval.presentation.tables.apart import exclusions
from skpd_eval.presentation.tables.lowest import lowest
from skpd_eval.presentation.tables.provenance import provenance
from skpd_eval.presentation.tables.ranking import ranking
from skpd_eval.presentation.writers.text import text

from . import factory

ROW_NAMES = [
    *["rank", "agency_code", "agency_name", "government", "cutoff", "budget", "realization", "plan"],
    *["absorption_pct", "plan_pct", "deviation_pp", "plan_achievement_pct"],
    *["physical_target_pct", "physical_pct", "physical_deviation_pp", "output_achievement_pct"],
    *["category", "status", "shortfall", "remaining", "previous_rank", "rank_change"],
    *["adjustment", "adjusted_absorption_pct", "confirmation", "other_budget", "other_absorption_pct"],
    *["physical_achievement_pct", "category_label", "status_label", "confirmation_label"],
    *["without_personnel_pct", "combined_pct", "previous_absorption_pct"],
]
OBJECT_NAMES = [
    *["schema", "government", "year", "quarter", "cutoff", "budget_basis", "realization_basis", "key"],
    *["language", "total", "rows", "unranked", "not_reported", "exclusions", "findings", "sources"],
    "other_budget_basis",
]


def read(document: str) -> Any:
    return json.loads(document, parse_float=Decimal)


def test_to_json__has_the_fixed_names_in_order(evaluation: Evaluation) -> None:
    whole = read(text.to_json(evaluation))
    assert list(whole) == OBJECT_NAMES
    assert list(whole["rows"][0]) == ROW_NAMES
    assert list(whole["total"]) == [
        "budget", "realization", "plan", "absorption_pct", "mean_absorption_pct", "agencies",
        "adjustment", "adjusted_absorption_pct", "other_budget", "other_absorption_pct",
        "physical_target_pct", "physical_pct", "mean_physical_target_pct", "mean_physical_pct",
        "without_personnel_pct", "plan_pct", "deviation_pp", "plan_achievement_pct", "shortfall", "remaining",
        "physical_deviation_pp", "physical_achievement_pct",
    ]  # fmt: skip
    assert machine.names(machine.RANKING_SCHEMA) == tuple(ROW_NAMES)


def test_to_json__lowest_adds_what_would_help(evaluation: Evaluation) -> None:
    whole = read(text.to_json(evaluation, evaluation.rows[-1:], machine.LOWEST_SCHEMA))
    assert whole["schema"] == "skpd-eval/lowest/1"
    assert list(whole["rows"][0]) == [*ROW_NAMES, "drivers", "notes", "needed_per_month"]
    assert whole["rows"][0]["needed_per_month"] == 2_719_506_667
    assert machine.names(machine.LOWEST_SCHEMA) == tuple(whole["rows"][0])


def test_to_json__rows_and_what_is_apart_sum_to_the_total(evaluation: Evaluation) -> None:
    whole = read(text.to_json(evaluation))
    parts = [*whole["rows"], *whole["unranked"], *whole["exclusions"]]
    for name in ("budget", "realization"):
        assert sum(part[name] for part in parts) == whole["total"][name]


@pytest.mark.parametrize(
    ("sen", "written"),
    [
        pytest.param(900719925474099301, "9007199254740993.01", id="beyond a float"),
        pytest.param(50, "0.50", id="sen"),
        pytest.param(100, "1", id="whole rupiah"),
        pytest.param(-1, "-0.01", id="negative"),
        pytest.param(None, "null", id="unknown is not zero"),
    ],
)
def test_to_json__amounts_are_exact(sen: int | None, written: str, evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], figures=factory.figures(budget=sen))
    assert f'"budget": {written},' in text.to_json(evaluation, [row])


@pytest.mark.parametrize(
    ("absorption", "written"),
    [
        pytest.param(Fraction(5014, 10000), "50.14", id="exact"),
        pytest.param(Fraction(2675, 100000), "2.68", id="half up"),
        pytest.param(Fraction(5), "500.00", id="over the budget"),
        pytest.param(None, "null", id="unknown"),
    ],
)
def test_to_json__percentages(absorption: Fraction | None, written: str, evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], ratios=replace(evaluation.rows[0].ratios, absorption=absorption))
    assert f'"absorption_pct": {written},' in text.to_json(evaluation, [row])


def test_to_json__labels_follow_the_language_and_codes_do_not(evaluation: Evaluation) -> None:
    indonesian, english = (read(text.to_json(evaluation, language=one))["rows"][5] for one in ("id", "en"))
    assert (indonesian["category_label"], indonesian["status_label"]) == ("Sangat Rendah", "Merah")
    assert (english["category_label"], english["status_label"]) == ("Very low", "Red")
    for row in (indonesian, english):
        assert (row["category"], row["status"]) == ("very-low", "red")


def test_to_json__governments_have_no_agency(evaluation: Evaluation) -> None:
    row = read(text.to_json(replace(evaluation, level="government", government=None)))["rows"][0]
    assert (row["agency_code"], row["agency_name"], row["government"]) == (None, None, "Kecamatan Junrejo")


def test_to_json__text_comes_back_as_it_was(evaluation: Evaluation) -> None:
    name = "a\x1b[31m \u202e\u2028 =1 水 \udc80"
    row = replace(evaluation.rows[0], figures=factory.figures(name))
    written = text.to_json(evaluation, [row])
    assert written.isascii()
    assert written.replace("\n", "").isprintable()
    assert read(written)["rows"][0]["agency_name"] == name


def test_to_csv__machine(evaluation: Evaluation) -> None:
    written = text.to_csv(evaluation)
    header, *rows = csv.reader(StringIO(written))
    assert header == ROW_NAMES
    assert len(rows) == len(evaluation.rows)
    assert rows[3][header.index("previous_rank")] == ""
    assert rows[3][header.index("deviation_pp")] == "-9.86"
    assert "\r" not in written


def test_to_csv__excel_id(evaluation: Evaluation) -> None:
    written = text.to_csv(evaluation, dialect="excel-id")
    assert written.startswith("\ufeffrank;agency_code;")
    assert ";-9,86;" in written
    assert written.count("\r\n") == 1 + len(evaluation.rows)


@pytest.mark.parametrize("dialect", ["machine", "excel-id"])
def test_to_csv__formulas_are_disarmed_and_figures_are_not(
    dialect: text.CsvDialect, evaluation: Evaluation
) -> None:
    row = replace(evaluation.rows[5], figures=factory.figures('=HYPERLINK("x";"y")'))
    written = text.to_csv(evaluation, [row], dialect=dialect)
    assert "'=HYPERLINK" in written
    assert "'-" not in written


def test_to_csv__without_rows_has_its_header(evaluation: Evaluation) -> None:
    assert text.to_csv(evaluation, []) == ",".join(ROW_NAMES) + "\n"


def test_to_markdown__shows_text_literally(evaluation: Evaluation) -> None:
    row = replace(evaluation.rows[0], figures=factory.figures("a|b <script> [x](y)"))
    written = text.to_markdown(ranking(replace(evaluation, rows=(row,))))
    assert "a\\|b \\<script\\> \\[x\\](y)" in written


def test_table_json__has_raw_values(evaluation: Evaluation) -> None:
    whole = read(text.table_json(exclusions(evaluation)))
    assert whole["schema"] == "skpd-eval/exclusions/1"
    assert whole["rows"][0]["budget"] == Decimal("310000000.50")


def test_table_csv__has_raw_values(evaluation: Evaluation) -> None:
    header, row, *_ = csv.reader(StringIO(text.table_csv(provenance(evaluation))))
    assert dict(zip(header, row, strict=True))["recorded_at"] == factory.RECORDED.isoformat()


def test_text__imports_nothing_heavy() -> None:
    code = (
        "import sys, skpd_eval.presentation.writers.text.text; "
        "print(*({'openpyxl', 'rich', 'pandas', 'babel'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ""


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("ranking.json", lambda e: text.to_json(e)),
        ("ranking-en.json", lambda e: text.to_json(e, language="en")),
        ("lowest.json", lambda e: text.to_json(e, e.rows[-2:], machine.LOWEST_SCHEMA)),
        ("ranking.csv", lambda e: text.to_csv(e)),
        ("ranking-excel-id.csv", lambda e: text.to_csv(e, dialect="excel-id")),
        ("lowest.md", lambda e: text.to_markdown(lowest(e, e.rows[-1:]))),
    ],
)
def test_snapshot(
    name: str,
    write: Callable[[Evaluation], str],
    evaluation: Evaluation,
    snapshot: Callable[[str, str], None],
) -> None:
    snapshot(name, write(evaluation))


def test_papers__read_like_the_workbook_from_first_page_to_sources(evaluation: Evaluation) -> None:
    parts = papers.in_order(Papers(evaluation, evaluation.rows[:-3:-1]), "id")
    written = "\n".join(text.to_markdown(part, "id") for part in parts)
    assert [line for line in written.splitlines() if line.startswith("#")] == [
        "# Evaluasi realisasi anggaran",
        "## Peringkat SKPD menurut serapan anggaran",
        "## SKPD terendah menurut serapan anggaran",
        "## Sumber",
        "## Aturan yang berlaku",
        "## Temuan data",
        "## Di luar peringkat, termasuk dalam jumlah",
        "## Sudah lapor, tidak diperingkat",
        "## Belum lapor",
    ]
    head = written.split("## ")[0]
    assert "Kota Batu — s.d. Triwulan III 2023 (posisi 30 September 2023)" in head
    assert "Temuan data: 1, lihat “Sumber”." in head
    assert "|" not in head
    assert written.count("Diperingkat menurut serapan anggaran") == 1


def test_papers__without_rows_have_no_list_of_the_lowest(evaluation: Evaluation) -> None:
    parts = papers.in_order(Papers(replace(evaluation, rows=()), ()), "en")
    assert "lowest" not in [part.name for part in parts]
