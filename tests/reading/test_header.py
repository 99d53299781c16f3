"""Headers found wherever they stand and however their words are put; what is unclear is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from truth import (
    LEAVES,
    POLOS,
    Q3,
    TIDY,
    Sheet,
    english,
    errors,
    figures,
    findings,
    indonesian,
    number,
    only,
    plain,
    read,
    read_sheets,
    save_text,
    small,
    sums,
    tidy,
)

from skpd_eval.model import Kind, Level, Severity
from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.headings.headercells import header_texts
from skpd_eval.reading.told.options import ReadOptions


@pytest.mark.parametrize("header", [TIDY, POLOS], ids=["English words", "Indonesian words"])
@pytest.mark.parametrize("style", [plain, indonesian, english], ids=["plain", "indonesian", "english"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_tidy__words_styles_and_delimiters(
    tmp_path: Path, header: list[str], style: Callable[[int], str], delimiter: str
) -> None:
    path = save_text(tmp_path / "tidy.csv", tidy(header=header, style=style), delimiter)
    export = only(read(path, ReadOptions()))
    assert (export.layout, export.kind, export.level) == ("tidy", Kind.ACCOUNTS, Level.ACCOUNT)
    assert (export.government, str(export.cutoff)) == ("Kota Contoh", "2023-09-30")
    assert [
        (line.activity, line.account, line.budget, line.realization, line.row) for line in export.accounts
    ] == [
        (leaf.activity, leaf.account, leaf.budget, leaf.realization, row)
        for row, leaf in enumerate(LEAVES, 2)
    ]


def test_tidy__as_a_workbook(tmp_path: Path) -> None:
    assert figures(read_sheets(tmp_path, tidy(style=number), options=ReadOptions())) == sums()


WORDS = [
    ("Nama SKPD", ["SKPD", "OPD", "Nama OPD", "Perangkat Daerah", "NAMA PERANGKAT DAERAH", "Satuan Kerja", "Dinas",
                   "Instansi", "Unit Kerja", "agency", "Agency_Name"]),
    ("Pagu", ["Anggaran", "PAGU ANGGARAN", "Pagu (Rp)", "Jumlah Anggaran", "Pagu  Dana", "budget", "Anggaran\n(Rp.)"]),
    ("Realisasi", ["Realisasi Anggaran", "REALISASI (Rp)", "Jumlah Realisasi", "realization", "Realisasi s.d. TW III",
                   "Realisasi Belanja"]),
    ("Kode SKPD", ["Kode", "Kode OPD", "KODE_SKPD", "agency_code", "Kode Perangkat Daerah"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, others in WORDS for new in others])
def test_words_of_the_same_meaning(tmp_path: Path, old: str, new: str) -> None:
    sheet = small()
    sheet.rows[0] = [new if cell == old else cell for cell in sheet.rows[0]]
    assert figures(read_sheets(tmp_path, sheet)) == sums()


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (1, 0, 3, 2), (2, 0, 1, 3)], ids=str)
def test_columns_in_any_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    sheet = small()
    sheet.rows = [[row[column] for column in order] for row in sheet.rows]
    assert figures(read_sheets(tmp_path, sheet)) == sums()


@pytest.mark.parametrize("above", [1, 14, 60])
def test_a_header_may_stand_far_down(tmp_path: Path, above: int) -> None:
    sheet = small()
    sheet.rows[0:0] = [["LAPORAN"], *([] for _ in range(above - 1))]
    assert figures(read_sheets(tmp_path, sheet)) == sums()


@pytest.mark.parametrize("column", [0, 1, 2, 3, 4])
def test_a_blank_column_anywhere(tmp_path: Path, column: int) -> None:
    sheet = small()
    for row in sheet.rows:
        row.insert(column, None)
    assert figures(read_sheets(tmp_path, sheet)) == sums()


def test_a_title_that_looks_like_a_header(tmp_path: Path) -> None:
    sheet = small()
    sheet.rows[0:0] = [["Pagu dan Realisasi"], ["SKPD", "Kota Contoh"], []]
    assert figures(read_sheets(tmp_path, sheet)) == sums()


@pytest.mark.parametrize(
    "row", [["1", "2", "3", "4"], [1, 2, 3, 4], ["(1)", "(2)", "(3)", "(4)"], ["a", "b", "c", "d"]]
)
def test_a_row_of_column_numbers(tmp_path: Path, row: list[object]) -> None:
    sheet = small()
    sheet.rows.insert(1, row)
    assert figures(read_sheets(tmp_path, sheet)) == sums()


def test_two_columns_of_one_meaning_are_refused(tmp_path: Path) -> None:
    sheet = small()
    for row in sheet.rows:
        row.append(row[3])
    assert [code for code, _ in errors(read_sheets(tmp_path, sheet))] == ["column-ambiguous"]


def test_several_periods_side_by_side__the_one_in_force_counts(tmp_path: Path) -> None:
    sheet = small()
    sheet.rows[0][3] = "Realisasi s.d. Agustus 2023"
    sheet.rows[0].append("Realisasi s.d. September 2023")
    for row in sheet.rows[1:]:
        row.append(row[3])
        row[3] = 1
    sheet.rows[0:0] = [["KEADAAN BULAN SEPTEMBER TAHUN 2023"]]
    assert figures(read_sheets(tmp_path, sheet)) == sums()


def test_columns_that_are_not_known_are_named(tmp_path: Path) -> None:
    sheet = small()
    sheet.rows[0].append("Warna Gedung")
    for row in sheet.rows[1:]:
        row.append("putih")
    reading = read_sheets(tmp_path, sheet)
    (finding,) = [finding for finding in findings(reading) if finding.code == "columns-not-read"]
    assert "warna gedung" in str(finding.arguments["columns"]).casefold()


def test_a_header_that_lacks_a_column_says_which_and_what_was_seen(tmp_path: Path) -> None:
    sheet = small()
    for row in sheet.rows:
        del row[3]
    (finding,) = [
        finding for finding in findings(read_sheets(tmp_path, sheet)) if finding.code == "header-incomplete"
    ]
    assert "realization" in str(finding.arguments["missing"])
    assert "pagu" in str(finding.arguments["seen"]).casefold()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        pytest.param([["Menu", "Harga"], ["Soto", 12000]], "layout-unknown", id="another table"),
        pytest.param([["Kode SKPD", "Nama SKPD", "Pagu", "Realisasi"]], "no-data-rows", id="header alone"),
        pytest.param([[None]], "no-rows", id="nothing"),
    ],
)
def test_what_is_no_export(tmp_path: Path, rows: list[list[object]], code: str) -> None:
    reading = read_sheets(tmp_path, Sheet(rows))
    assert [name for name, _ in errors(reading)] == [code]


def test_a_layout_of_ones_own(tmp_path: Path) -> None:
    layout = tmp_path / "mine.toml"
    layout.write_text(
        'name = "mine"\ntitle = "Mine"\nkind = "accounts"\nshape = "rows"\nreconcile = "level"\n'
        'realization_basis = "sp2d"\npriority = 1\n'
        '[[columns]]\nrole = "agency_name"\nheaders = ["kantor"]\nrequired = true\n'
        '[[columns]]\nrole = "budget"\nheaders = ["duit"]\nrequired = true\n'
        '[[columns]]\nrole = "realization"\nheaders = ["habis"]\nrequired = true\n'
    )
    options = ReadOptions(government="Kota Contoh", year=2023, quarter=3, layouts=(str(layout),))
    sheet = Sheet([["Kantor", "Duit", "Habis"], ["Dinas A", 100, 40]])
    export = only(read_sheets(tmp_path, sheet, options=options))
    assert (export.layout, export.realization_basis) == ("mine", "sp2d")
    assert errors(read_sheets(tmp_path, sheet, options=Q3)) != []


def test_no_finding_of_an_ordinary_table_is_a_warning(tmp_path: Path) -> None:
    said = findings(read_sheets(tmp_path, small(total=True)))
    assert {finding.severity for finding in said} <= {Severity.INFO}


@pytest.mark.parametrize(
    ("heads", "beneath", "expected"),
    [
        pytest.param(
            [["Pagu", "Serapan", None, None, None], [None, "Lalu", None, "Kini", None]],
            [None, "Renc", "Real", "Renc", "Real"],
            [("Serapan", "Lalu", "Real"), ("Serapan", "Kini", "Real")],
            id="groups beside each other",
        ),
        pytest.param(
            [["Pagu", "Serapan", None, "Kode", None], ["Kini", "Lalu", None, None, None]],
            ["Renc", "Renc", "Real", None, "Real"],
            [("Serapan", "Lalu", "Real"), ("", "", "Real")],
            id="a column with a heading of its own between",
        ),
    ],
)
def test_headings_without_merges_end_at_a_column_of_another(
    heads: list[list[str | None]], beneath: list[str | None], expected: list[tuple[str, ...]]
) -> None:
    texts = header_texts(Grid(None, [*heads, beneath]), 0, 2)
    assert [tuple(row[column] for row in texts) for column in (2, 4)] == expected
