"""What the user says of headings, for one run (``--column``) or for good (``[words]``), goes before their words."""

from pathlib import Path
from typing import Any

import pytest
import typer
from truth import Sheet, errors, findings, read_sheets

from skpd_eval.cli.fileoptions import Files, read_options
from skpd_eval.errors import ConfigurationError
from skpd_eval.model import FileReading
from skpd_eval.reading.layout.taught import HARMLESS, ROLES, Taught, column_index
from skpd_eval.reading.told.options import ReadOptions
from skpd_eval.settings import load_settings
from skpd_eval.settings.records import HEADING_MEANINGS

AGENCIES = (("Dinas Pendidikan", 900, 350), ("Dinas Kesehatan", 700, 210), ("Inspektorat", 250, 80))
TITLES = [["PEMERINTAH KABUPATEN CONTOH"], ["S.D. TRIWULAN II TAHUN ANGGARAN 2023"]]
MILLION = 1_000_000


def read(tmp_path: Path, head: list[str], taught: Taught, *more: Any) -> FileReading:
    rows = [[name, budget * MILLION, spent * MILLION, *more] for name, budget, spent in AGENCIES]
    return read_sheets(tmp_path, Sheet([*TITLES, head, *rows]), options=ReadOptions(taught=taught))


def sums(reading: FileReading) -> tuple[int, int]:
    """Budget and realization in millions of a table that is read."""
    assert errors(reading) == []
    lines = [line for export in reading.exports for line in export.accounts]
    budget, spent = sum(line.budget or 0 for line in lines), sum(line.realization or 0 for line in lines)
    return budget // (100 * MILLION), spent // (100 * MILLION)


@pytest.mark.parametrize(
    ("head", "columns", "words"),
    [
        pytest.param(
            ["Satker", "Duit", "Cair"],
            {"A": "agency", "B": "budget", "C": "realization"},
            {},
            id="each column",
        ),
        pytest.param(["SKPD", "Duit", "Realisasi"], {"B": "budget"}, {}, id="one column"),
        pytest.param(
            ["SKPD", "Anggaran Gelondongan", "Realisasi"],
            {},
            {HARMLESS: "gelondongan"},
            id="a word says nothing",
        ),
        pytest.param(
            ["SKPD", "Pagu", "Uang Keluar"], {}, {"realization": "uang keluar"}, id="words mean a measure"
        ),
        pytest.param(
            ["Asisten / Satker", "Pagu", "Realisasi"],
            {},
            {"agency": "asisten / satker"},
            id="words mean agencies",
        ),
        pytest.param(["SKPD", "Duit (Rp)", "Realisasi"], {}, {"budget": "Duit"}, id="beside a unit"),
    ],
)
def test_a_table_is_read_as_the_user_says(
    tmp_path: Path, head: list[str], columns: dict[str, str], words: dict[str, str]
) -> None:
    assert errors(read(tmp_path, head, Taught())) != []
    taught = Taught(
        tuple((column_index(letter), role) for letter, role in columns.items()), tuple(words.items())
    )
    assert sums(read(tmp_path, head, taught)) == (1850, 640)


def test_the_column_that_the_user_names_goes_before_another_of_its_name(tmp_path: Path) -> None:
    head = ["SKPD", "Pagu", "Realisasi", "Realisasi"]
    assert errors(read(tmp_path, head, Taught(), 5 * MILLION)) == [("column-ambiguous", "C3")]
    reading = read(tmp_path, head, Taught(columns=((2, "realization"),)), 5 * MILLION)
    assert sums(reading) == (1850, 640)
    assert [dict(one.arguments) for one in findings(reading) if one.code == "columns-not-read"] == [
        {"columns": "realisasi"}
    ]


def test_a_column_is_left_unread(tmp_path: Path) -> None:
    head = ["SKPD", "Pagu", "Realisasi", "Realisasi"]
    assert sums(read(tmp_path, head, Taught(columns=((3, "unread"),)), 5 * MILLION)) == (1850, 640)


@pytest.mark.parametrize(("letters", "index"), [("A", 0), ("d", 3), ("AA", 26), ("1", -1), ("", -1)])
def test_a_column_by_its_letters(letters: str, index: int) -> None:
    assert column_index(letters) == index


def test_the_option_names_columns() -> None:
    options = read_options(Files(column=["D=budget", "e = Realization"]))
    assert options.taught.columns == ((3, "budget"), (4, "realization"))


@pytest.mark.parametrize("text", ["budget", "4=budget", "D=money", "=budget"])
def test_an_option_that_names_none_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="LETTER=WHAT, agency"):
        read_options(Files(column=[text]))


def test_the_configuration_teaches_words(tmp_path: Path) -> None:
    path = tmp_path / "skpd-eval.toml"
    path.write_text('[words]\nharmless = ["gelondongan"]\nagency = ["satker"]\n', encoding="utf-8")
    assert load_settings(path).words == (("harmless", "gelondongan"), ("agency", "satker"))
    path.write_text('[words]\nmoney = ["duit"]\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="unknown-key"):
        load_settings(path)


def test_what_the_configuration_may_teach_is_what_columns_hold() -> None:
    assert {*HEADING_MEANINGS} == {*ROLES, HARMLESS}
