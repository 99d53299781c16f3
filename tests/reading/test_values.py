"""Written amounts of a table: one grammar a column, proved by its own texts and never guessed."""

from pathlib import Path
from typing import Any

import pytest
from truth import Q3, Sheet, codes, errors, figures, findings, read, read_sheets, save_text

from skpd_eval.money import NumberStyle
from skpd_eval.reading.told.options import ReadOptions

HEADER = ["Nama SKPD", "Pagu", "Realisasi"]


def table(
    *rows: tuple[Any, Any], header: list[str] | None = None, above: list[list[Any]] | None = None
) -> Sheet:
    cells = [[f"Dinas {chr(64 + place)}", *row] for place, row in enumerate(rows, 1)]
    return Sheet([*(above or []), list(header or HEADER), *cells], [], (len(above or []),))


def amounts(
    folder: Path, *rows: tuple[Any, Any], options: ReadOptions = Q3, **more: Any
) -> list[tuple[int, int]]:
    reading = read_sheets(folder, table(*rows, **more), options=options)
    assert errors(reading) == []
    return list(figures(reading).values())


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("1.234.567,89", "1.000,50"), id="Indonesian"),
        pytest.param(("1,234,567.89", "1,000.50"), id="English"),
        pytest.param((1234567.89, 1000.5), id="numbers"),
        pytest.param(("1234567.89", "1000.50"), id="plain with a point"),
        pytest.param(("1234567,89", "1000,50"), id="plain with a comma"),
        pytest.param(("Rp 1.234.567,89", "Rp1.000,50"), id="currency"),
        pytest.param(("Rp. 1.234.567,89", "IDR 1.000,50"), id="other currency marks"),
        pytest.param(("1\u00a0234\u00a0567,89", "1\u202f000,50"), id="typographic spaces"),
        pytest.param((" 1.234.567,89 ", "'1.000,50"), id="blanks and an apostrophe"),
        pytest.param(("1.234.567,890", "1.000,500"), id="decimals that are zero"),
        pytest.param((1234567.89, "1.000,50"), id="numbers and texts"),
    ],
)
def test_the_same_amounts_in_every_writing(tmp_path: Path, texts: tuple[Any, Any]) -> None:
    assert amounts(tmp_path, texts) == [(1_234_567_89, 1_000_50)]


def test_a_column_that_mixes_styles_is_refused_naming_both_cells(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, table(("1.234,5", 1), ("1,234.5", 1)))
    (finding,) = [finding for finding in findings(reading) if finding.code == "number-style-mixed"]
    assert finding.source is not None
    assert {finding.source.cell, finding.arguments["other"]} == {"B3", "B2"}


@pytest.mark.parametrize("text", ["1.500", "12.345", "999.999"])
def test_a_lone_group_is_read_as_thousands_and_said_so(tmp_path: Path, text: str) -> None:
    reading = read_sheets(tmp_path, table((text, 5000)))
    assert list(figures(reading).values()) == [(int(text.replace(".", "")) * 100, 5000_00)]
    assert "number-style-assumed" in codes(reading)


def test_a_lone_group_follows_what_other_texts_prove(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, table(("1,500", "1,000.25"), ("2,500", "3")))
    assert list(figures(reading).values()) == [(1500_00, 1000_25), (2500_00, 3_00)]
    assert "number-style-assumed" not in codes(reading)


@pytest.mark.parametrize(
    ("style", "expected"),
    [(NumberStyle.ENGLISH, 1_50), (NumberStyle.INDONESIAN, 1500_00)],
    ids=["point", "comma"],
)
def test_the_users_word_decides_a_lone_group(tmp_path: Path, style: NumberStyle, expected: int) -> None:
    options = ReadOptions(government="Kota Contoh", year=2023, quarter=3, decimal=style)
    reading = read_sheets(tmp_path, table(("1.500", 1)), options=options)
    assert list(figures(reading).values()) == [(expected, 100)]
    assert "number-style-assumed" not in codes(reading)


@pytest.mark.parametrize(
    "value",
    [
        "12abc",
        "inf",
        "-inf",
        "NaN",
        "1e999",
        "1E5",
        "TRUE",
        "#DIV/0!",
        "#REF!",
        "#N/A",
        "12,3456.7",
        "1.50.000",
        "45%",
        True,
    ],
)
def test_what_is_no_amount_is_refused_with_its_cell(tmp_path: Path, value: Any) -> None:
    reading = read_sheets(tmp_path, table(("1.000,00", "500,00"), ("2.000,00", value)))
    assert "C3" in {cell for _, cell in errors(reading)}
    assert reading.exports == ()


@pytest.mark.parametrize("value", ["-", "–", "—", " - "])
def test_a_dash_is_zero(tmp_path: Path, value: str) -> None:
    assert amounts(tmp_path, ("1.000,00", value)) == [(1000_00, 0)]


def test_amounts_beyond_the_exact_range_of_floating_point(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, table(("90.071.992.547.409,93", "30.000.000.000.000,01")))
    assert list(figures(reading).values()) == [(9007199254740993, 3000000000000001)]


@pytest.mark.parametrize(
    ("title", "factor"),
    [
        ("(dalam ribuan rupiah)", 1_000),
        ("(dalam jutaan rupiah)", 1_000_000),
        ("Dalam Juta Rupiah", 1_000_000),
        ("(Rp Miliar)", 1_000_000_000),
        ("(dalam milyar Rp)", 1_000_000_000),
    ],
)
def test_a_declared_unit_is_applied_and_said(tmp_path: Path, title: str, factor: int) -> None:
    reading = read_sheets(tmp_path, table(("1.234,5", "0,25"), above=[[title]]))
    assert list(figures(reading).values()) == [(123450 * factor, 25 * factor)]
    assert "unit-factor" in codes(reading)


def test_a_unit_in_a_heading_is_of_its_column(tmp_path: Path) -> None:
    header = ["Nama SKPD", "Pagu (Rp Juta)", "Realisasi (Rp)"]
    assert amounts(tmp_path, (5, 1_250_000), header=header) == [(5_000_000_00, 1_250_000_00)]


def test_a_unit_that_the_user_tells_wins(tmp_path: Path) -> None:
    options = ReadOptions(government="Kota Contoh", year=2023, quarter=3, unit_factor=1000)
    assert amounts(tmp_path, (5, 1), options=options, above=[["(dalam jutaan rupiah)"]]) == [
        (5_000_00, 1_000_00)
    ]


def test_a_formula_without_a_stored_value_is_refused(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, table((1000, "=B2/2")))
    assert ("formula-without-value", "C2") in errors(reading)


def test_a_formula_that_is_not_read_does_not_matter(tmp_path: Path) -> None:
    sheet = table((1000, 500))
    sheet.rows[0].append("Sisa")
    sheet.rows[1].append("=B2-C2")
    assert list(figures(read_sheets(tmp_path, sheet)).values()) == [(1000_00, 500_00)]


def test_more_than_two_decimals_in_a_number_cell_are_rounded_and_said(tmp_path: Path) -> None:
    reading = read_sheets(tmp_path, table((1000, 333.335)))
    assert list(figures(reading).values()) == [(1000_00, 333_34)]
    assert "amount-rounded" in codes(reading)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"], ids=["semicolon", "comma", "tab", "bar"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files_of_every_kind(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = save_text(tmp_path / "t.csv", table(("1.234.567,89", "1.000,50")), delimiter, encoding)
    reading = read(path)
    assert errors(reading) == []
    assert list(figures(reading).values()) == [(1_234_567_89, 1_000_50)]


def test_a_text_file_names_lines(tmp_path: Path) -> None:
    path = save_text(tmp_path / "t.csv", table(("1.000,00", "500,00"), ("2.000,00", "lima")))
    assert errors(read(path)) == [("amount-unreadable", "line 3")]
