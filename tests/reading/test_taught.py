"""What the user says of headings, for one run (``--column``) or for good (``[words]``), goes before their words."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer
from truth import Sheet, errors, findings, read_sheets

from skpd_eval.cli.fileoptions import Files, read_options
from skpd_eval.errors import ConfigurationError
from skpd_eval.model import FileReading, Finding, Severity
from skpd_eval.presentation.sentences.telling import hint
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
    lines = [line for export in reading.exports for line in export.accounts or export.progress]
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
            ["Lokasi / Satker", "Pagu", "Realisasi"],
            {},
            {"agency": "lokasi / satker"},
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


GRID = [[name, budget * MILLION, spent * MILLION] for name, budget, spent in AGENCIES]
SHARE = [round(spent * 100 / budget, 2) for _, budget, spent in AGENCIES]


def refused(tmp_path: Path, head: list[str], rows: list[list[Any]]) -> Finding:
    """The only error of a table."""
    reading = read_sheets(tmp_path, Sheet([*TITLES, head, *rows]), options=ReadOptions())
    (error,) = [finding for finding in findings(reading) if finding.severity is Severity.ERROR]
    return error


def follow(tmp_path: Path, finding: Finding, head: list[str], rows: list[list[Any]]) -> tuple[int, int]:
    """What is read once the options that a refusal's hint names are given."""
    said = re.findall(r"--column ([A-Z]+=\w+)", hint(finding, "en") or "")
    options = read_options(Files(column=said))
    return sums(read_sheets(tmp_path, Sheet([*TITLES, head, *rows]), options=options))


@pytest.mark.parametrize(
    ("head", "rows", "code", "told"),
    [
        pytest.param(
            ["SKPD", "Anggaran Gelondongan", "Realisasi", "%"],
            [[*row, share] for row, share in zip(GRID, SHARE, strict=True)],
            "column-not-understood",
            {"column": "B", "word": "gelondongan", "role": "budget", "by": "D", "rows": 3},
            id="a word, proved by the percentage",
        ),
        pytest.param(
            ["SKPD", "Anggaran Gelondongan", "Realisasi"],
            GRID,
            "column-not-understood",
            {"column": "B", "word": "gelondongan", "role": "budget", "by": "", "rows": 0},
            id="a word that nothing proves",
        ),
        pytest.param(
            ["SKPD", "Pagu", "Cair", "Sisa"],
            [[*row, row[1] - row[2]] for row in GRID],
            "column-not-understood",
            {"column": "C", "word": "", "role": "realization", "by": "D"},
            id="another word, proved by the remainder",
        ),
        pytest.param(
            ["Lokasi Penanggung Jawab", "Pagu", "Realisasi"],
            GRID,
            "column-not-understood",
            {"column": "A", "role": "agency_name", "by": "", "rows": 3},
            id="names of agencies",
        ),
        pytest.param(
            ["Pelaksana", "Duit", "Keluar", "Tingkat"],
            [[*row, share] for row, share in zip(GRID, SHARE, strict=True)],
            "layout-unknown",
            {"say": "--column A=agency --column B=budget --column C=realization"},
            id="no word at all",
        ),
        pytest.param(
            ["SKPD", "Pagu", "Realisasi", "Realisasi", "%"],
            [[*row[:2], 5 * MILLION, row[2], share] for row, share in zip(GRID, SHARE, strict=True)],
            "column-ambiguous",
            {"columns": "C, D", "say": "D=realization", "by": "E"},
            id="two of one name, one proved",
        ),
        pytest.param(
            ["SKPD", "Pagu", "Penyerapan Tunai Kotor", "Fisik (%)"],
            [[*row, 40.5] for row in GRID],
            "realization-not-understood",
            {"say": "C=realization"},
            id="no realization",
        ),
    ],
)
def test_a_refusal_names_column_word_and_proof_and_its_advice_gives_the_right_reading(
    tmp_path: Path, head: list[str], rows: list[list[Any]], code: str, told: dict[str, Any]
) -> None:
    finding = refused(tmp_path, head, rows)
    assert finding.code == code
    assert {key: value for key, value in finding.arguments.items() if key in told} == told
    assert follow(tmp_path, finding, head, rows) == (1850, 640)


def test_of_columns_of_several_periods_none_is_advised_without_proof(tmp_path: Path) -> None:
    """Whoever took the first would read one quarter for all."""
    head = ["SKPD", "Pagu", "Realisasi TW I", "Realisasi TW I"]
    rows = [[*row, 5 * MILLION] for row in GRID]
    assert refused(tmp_path, head, rows).arguments["say"] == ""


@pytest.mark.parametrize("heading", ["Auditan", "org_name", "Penanggung Jawab"])
def test_a_column_that_lists_agencies_once_each_is_theirs(tmp_path: Path, heading: str) -> None:
    reading = read(tmp_path, [heading, "Pagu", "Realisasi"], Taught())
    assert sums(reading) == (1850, 640)


def test_agencies_in_charge_of_works_are_no_list_of_agencies(tmp_path: Path) -> None:
    """Each works is a row, and an agency in charge of two stands twice."""
    rows = [[f"Jembatan {at}", *row] for at, row in enumerate([*GRID, GRID[0]])]
    finding = refused(tmp_path, ["Bangunan", "Penanggung Jawab", "Pagu", "Realisasi"], rows)
    assert finding.code == "column-not-understood"
