from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

import skpd_eval
from skpd_eval.errors import (
    AmountError,
    Argument,
    BusyError,
    ConfigurationError,
    FileRefusedError,
    GovernmentNotNamedError,
    MissingInputError,
    MissingMonthError,
    NotIngestedError,
    SkpdEvalError,
)
from skpd_eval.findings import records
from skpd_eval.model import Finding, Severity, Source
from skpd_eval.presentation.sentences import telling
from skpd_eval.presentation.sentences.reasons import REASONS

WITH_REASON = {"AmountError", "CodeError", "OutputError", "ConfigurationError", "RegulationError", "wrong"}


def reasons_given() -> Iterator[tuple[str, str]]:
    """Code and place of every reason that the rooms left of presentation give."""
    root = Path(skpd_eval.__file__).parent
    for path in sorted(root.rglob("*.py")):
        if "presentation" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            named = [keyword.value for keyword in node.keywords if keyword.arg in {"code", "reason"}]
            for value in (*node.args, *named):
                if name in WITH_REASON and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value, f"{path.relative_to(root)}:{node.lineno}"


def finding(code: str, **arguments: str | int) -> Finding:
    return Finding(code, Severity.WARNING, arguments)


def at(file: str, sheet: str | None, cell: str) -> Finding:
    return Finding("code-repeated", Severity.ERROR, {}, Source(file, sheet, cell))


@pytest.mark.parametrize(
    ("said", "indonesian", "english"),
    [
        pytest.param(
            finding("total-differs", stated=130286011161600, sum=130286015161600, cells="B2"),
            "Baris jumlah tertulis Rp1.302.860.111.616, "
            "tetapi baris-barisnya berjumlah Rp1.302.860.151.616 (B2).",
            "The total row states Rp1,302,860,111,616, but the rows add up to Rp1,302,860,151,616 (B2).",
            id="amounts arrive in sen",
        ),
        pytest.param(
            AmountError("1.5O0", "not-a-number"),
            "“1.5O0” bukan jumlah uang: bukan angka.",
            "“1.5O0” is no amount: not a number.",
            id="reason is worded",
        ),
        pytest.param(
            finding("period-from-file-name", cutoff="2023-09-30"),
            "Posisi 30 September 2023 diambil dari nama berkas.",
            "The position 30 September 2023 was taken from the file's name.",
            id="a date is a date",
        ),
        pytest.param(
            finding("cutoffs-differ", found="2023-08-31 (1), 2023-09-30 (29)"),
            "SKPD berada pada posisi yang berbeda: 31 Agustus 2023 (1), 30 September 2023 (29).",
            "Agencies stand at different positions: 31 August 2023 (1), 30 September 2023 (29).",
            id="dates among words",
        ),
        pytest.param(
            finding("printed-percent-differs", agency="Dinas Sosial", stated="78.09", computed="62.36"),
            "Dinas Sosial: berkas mencetak 78,09%, angkanya sendiri menghasilkan 62,36%.",
            "Dinas Sosial: the file prints 78.09%, its own figures give 62.36%.",
            id="percentages",
        ),
        pytest.param(
            finding("year-differs", file=2022, option=2023),
            "Berkas ini tahun 2022, tetapi yang diminta 2023.",
            "The file is of the year 2022, but 2023 was asked for.",
            id="a year has no separators",
        ),
        pytest.param(
            MissingMonthError("Dinas X", "2, 12", "2023-12-31"),
            "Dinas X: realisasi per bulan sebelum 31 Desember 2023 belum ada untuk: Februari, Desember.",
            "Dinas X: the realization of single months before 31 December 2023 is missing: February, December.",
            id="months have names",
        ),
        pytest.param(
            finding("two-files-one-position", other="q3-2023-09-30.xlsx", agency="X"),
            "Berkas lain dalam proses ini menyebut X pada posisi yang sama: q3-2023-09-30.xlsx.",
            "Another file of this run states X at the same position: q3-2023-09-30.xlsx.",
            id="a date in a file's name stays",
        ),
        pytest.param(
            finding("column-ambiguous", role="Pagu: murni"),
            "Lebih dari satu kolom mungkin berisi: Pagu: murni.",
            "More than one column could be: Pagu: murni.",
            id="a heading as it is",
        ),
        pytest.param(
            finding("header-incomplete", layout="RAK", missing="agency_code, month:3", seen="No"),
            "Tata letak RAK hampir cocok; kolom yang tidak ada: kode SKPD, bulan 3. Kepala kolom yang terlihat: No.",
            "The layout RAK almost fits; missing columns: agency code, month 3. Headings seen: No.",
            id="roles of columns",
        ),
        pytest.param(
            GovernmentNotNamedError("Kota Batu, Kota Malang"),
            "Buku catatan memuat beberapa pemerintah daerah: Kota Batu, Kota Malang.",
            "The ledger holds several governments: Kota Batu, Kota Malang.",
            id="an error",
        ),
        pytest.param(
            FileRefusedError("too-large", "x.xlsx", limit="ratio", allowed=200),
            "Berkas melebihi batas: rasio pemampatan, paling banyak 200.",
            "The file exceeds a limit: compression ratio, at most 200.",
            id="a limit is worded",
        ),
        pytest.param(
            ConfigurationError("skpd-eval.toml", "", "not-toml"),
            "skpd-eval.toml keliru pada “–”: bukan TOML yang sah.",
            "skpd-eval.toml is wrong at “–”: not valid TOML.",
            id="a file's name keeps its case",
        ),
        pytest.param(
            finding("sheet-not-read"), "Lembar ? tidak dibaca.", "The sheet ? was not read.", id="not told"
        ),
        pytest.param(
            finding("new-code", a="x", b=1), "new-code (a: x, b: 1).", "new-code (a: x, b: 1).", id="unknown"
        ),
        pytest.param(finding("new-code"), "new-code.", "new-code.", id="unknown without arguments"),
    ],
)
def test_sentence(said: Finding | SkpdEvalError, indonesian: str, english: str) -> None:
    assert telling.sentence(said, "id") == indonesian
    assert telling.sentence(said, "en") == english


def test_sentence__files_cannot_command_a_terminal() -> None:
    said = telling.full(finding("code-unreadable", text="\x1b[2J{0}\u202e", reason="malformed"))
    assert said.isprintable()
    assert "␛[2J{0}\\u{202e}" in said


def test_sentence__long_arguments_are_cut_where_one_can_see_it() -> None:
    assert "[…]" in telling.sentence(finding("layout-unknown", seen="x" * 5000))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(at("a.xlsx", "LRA", "H12"), "a.xlsx › LRA › H12", id="cell"),
        pytest.param(at("a\x07.csv", None, "line 3"), "a␇.csv › baris 3", id="line"),
        pytest.param(at("a.xlsx", "LRA", "7"), "a.xlsx › LRA › baris 7", id="row"),
        pytest.param(Finding("damaged", Severity.ERROR), "", id="nowhere"),
        pytest.param(FileRefusedError("damaged", "a.xlsx", part="zip"), "a.xlsx", id="refused file"),
        pytest.param(ConfigurationError("c.toml", "k", "gap"), "", id="its sentence names the file"),
    ],
)  # fmt: skip
def test_where(said: Finding | SkpdEvalError, expected: str) -> None:
    assert telling.where(said) == expected


def test_full__is_one_line_with_address_and_hint() -> None:
    said = Finding("formula-without-value", Severity.ERROR, {}, Source("a.xlsx", "LRA", "H12"))
    assert telling.full(said, "en") == (
        "a.xlsx › LRA › H12: The cell holds a formula without a stored value. "
        "Open the file in a spreadsheet program and save it."
    )


def test_full__says_what_is_there() -> None:
    said = telling.full(NotIngestedError("2023-Q3", "2023-Q1, 2023-Q2", "ledger.sqlite"), "en")
    assert said == (
        "Nothing recorded for Quarter III 2023 in ledger.sqlite. Recorded: Quarter I 2023, Quarter II 2023. "
        "Run: skpd-eval ingest PATH"
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("-", "l.sqlite holds no budget, realization or progress yet.", id="nothing named"),
        pytest.param("2023", "l.sqlite holds no budget, realization or progress of 2023 yet.", id="a year"),
    ],
)
def test_sentence__an_empty_ledger_names_and_lists_nothing(asked: str, expected: str) -> None:
    assert telling.sentence(NotIngestedError(asked, "-", "l.sqlite"), "en") == expected


def test_hint__none_where_nothing_needs_doing() -> None:
    assert telling.hint(finding("amount-rounded", count=2)) is None
    assert telling.hint(finding("new-code")) is None


@pytest.mark.parametrize("code", sorted(records()))
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_sentence__is_one_line_that_ends(code: str, language: str) -> None:
    said = telling.sentence(finding(code), language)
    assert said.endswith((".", "%)."))
    assert "\n" not in said
    assert "{" not in (telling.hint(finding(code), language) or "").replace(
        "{year}, {quarter}, {cutoff}", ""
    )


def test_every_reason__that_the_rooms_give_has_words() -> None:
    unsaid = {
        f"{code} ({place})"
        for code, place in reasons_given()
        if "-" in code and "." not in code and code not in REASONS and code not in records()
    }
    assert unsaid == set()


@pytest.mark.parametrize("error", [BusyError("ledger.sqlite"), MissingInputError("input-missing", "x.xlsx")])
def test_every_error__has_a_hint(error: SkpdEvalError) -> None:
    assert telling.hint(error)



@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("id", "Dinas A: realisasi fisik melebihi 100% (110,00%) (posisi 30 September 2023).", id="id"),
        pytest.param("en", "Dinas A: physical progress is over 100% (110.00%) (position 30 September 2023).", id="en"),
    ],
)
def test_sentence__of_another_position_than_the_pages_names_it(language: str, said: str) -> None:
    arguments: dict[str, Argument] = {"agency": "Dinas A", "physical": "110"}
    dated = Finding("physical-over-hundred", Severity.WARNING, arguments, cutoff=dt.date(2023, 9, 30))
    assert telling.sentence(dated, language) == said
    assert telling.full(dated, language).startswith(said)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("code", "answer"),
    [(code, "--unit rupiah") for code in ("unit-suspect", "units-apart", "unit-one-sided")],
)
def test_hint__a_doubt_of_the_unit_says_how_it_is_answered_where_the_amounts_are_right(
    code: str, answer: str, language: str
) -> None:
    assert answer in (telling.hint(finding(code), language) or "")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("given", [(), ("before",), ("agencies",), ("agencies", "realization")])
def test_hint__a_jump_between_positions_is_accepted_by_the_configuration(
    given: tuple[str, ...], language: str
) -> None:
    said = Finding("unit-mismatch-suspected", Severity.WARNING, dict.fromkeys(given, 1))
    assert "[[allow]]" in (telling.hint(said, language) or "")
