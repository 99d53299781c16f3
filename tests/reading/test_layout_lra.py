"""Statements of budget realization (LRA): codes of today, older ones, names alone, sums beneath their parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from truth import errors

from skpd_eval.model import Export, FileReading, Level, Severity
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions

Row = Sequence[str]
TITLES: tuple[Row, ...] = (
    ("PEMERINTAH KOTA CONTOH",),
    ("LAPORAN REALISASI ANGGARAN PENDAPATAN DAN BELANJA DAERAH",),
    ("UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER 2022",),
)
TODAY: tuple[Row, ...] = (
    ("4.", "PENDAPATAN DAERAH", "1.000,00", "900,00"),
    ("4.1.", "PENDAPATAN ASLI DAERAH", "400,00", "300,00"),
    ("4.2.", "PENDAPATAN TRANSFER", "600,00", "600,00"),
    ("", "Jumlah Pendapatan", "1.000,00", "900,00"),
    ("5.", "BELANJA DAERAH", "2.000,00", "1.500,50"),
    ("5.1.", "BELANJA OPERASI", "1.500,00", "1.200,50"),
    ("5.1.01.", "Belanja Pegawai", "1.000,00", "800,25"),
    ("5.1.02.", "Belanja Barang dan Jasa", "500,00", "400,25"),
    ("5.2.", "BELANJA MODAL", "500,00", "300,00"),
    ("", "Jumlah Belanja", "2.000,00", "1.500,50"),
    ("", "SURPLUS/(DEFISIT)", "(1.000,00)", "(600,50)"),
    ("6.", "PEMBIAYAAN DAERAH", "1.000,00", "1.000,00"),
    ("6.1.", "PENERIMAAN PEMBIAYAAN", "1.200,00", "1.100,00"),
    ("6.2.", "PENGELUARAN PEMBIAYAAN", "200,00", "100,00"),
    ("", "SISA LEBIH PEMBIAYAAN ANGGARAN TAHUN BERKENAAN (SILPA)", "-", "399,50"),
)
OLDER = {"4": "1", "5": "2", "6": "3", "5.1.01": "2.1.1", "5.1.02": "2.1.2"}
SPENT = {"5.1.01": (1_000_00, 800_25), "5.1.02": (500_00, 400_25), "5.2": (500_00, 300_00)}


def older(rows: Sequence[Row] = TODAY) -> list[Row]:
    """The same statement as it was numbered before: 1 revenue, 2 expenditure, 3 financing."""
    found: list[Row] = []
    for number, *rest in rows:
        code = number.rstrip(".")
        root, dot, tail = code.partition(".")
        found.append((OLDER.get(code) or (OLDER[root] + dot + tail if code else ""), *rest))
    return found


def table(rows: Sequence[Row], header: Row, order: Sequence[int] | None = None) -> str:
    width = max(len(header), *(len(row) for row in rows))
    lines = [*TITLES, header, *rows]
    padded = [[*row, *[""] * (width - len(row))] for row in lines]
    if order is not None:
        padded[len(TITLES) :] = [[line[place] for place in order] for line in padded[len(TITLES) :]]
    return "\n".join(";".join(line) for line in padded) + "\n"


CODED = ("kode Rekening", "Uraian", "Jumlah Anggaran", "Realisasi 2022")


def read(tmp_path: Path, text: str, options: ReadOptions | None = None) -> FileReading:
    path = tmp_path / "lra.csv"
    path.write_text(text, encoding="utf-8")
    return read_file(str(path), path.name, options or ReadOptions())


def only(reading: FileReading) -> Export:
    assert not reading.findings, reading.findings
    (export,) = reading.exports
    return export


def spent(export: Export) -> dict[str | None, tuple[int | None, int | None]]:
    return {
        line.account: (line.budget, line.realization)
        for line in export.accounts
        if (line.account or "").startswith("5")
    }


def codes_found(reading: FileReading) -> dict[str, Severity]:
    findings = [*reading.findings, *(finding for export in reading.exports for finding in export.findings)]
    return {finding.code: finding.severity for finding in findings}


NAMED = [row[1:] for row in TODAY]
WITH_YEARS = [(*row, "90,00", "777,00") for row in TODAY]
ENUMERATED = [
    (("A. ", "B. ", "C. ", "1. ", "2. ", "3. ", "4. ")[place % 7] + name, *rest)
    for place, (name, *rest) in enumerate(NAMED)
]
WRAPPED = [
    ("4.1", "PENDAPATAN ASLI DAERAH", "400,00", "300,00"),
    ("4.1.03", "Hasil Pengelolaan Kekayaan Daerah yang", "", ""),
    ("", "Dipisahkan", "400,00", "300,00"),
    *TODAY[2:3], *TODAY[4:],
]  # fmt: skip
COUNTED = [(str(number), *row) for number, row in enumerate(NAMED, 1)]
UNDOTTED = [(row[0].rstrip("."), *row[1:]) for row in TODAY]
PROGNOSIS = ("Nomor Urut", "Uraian", "Jumlah Anggaran", "Realisasi 2022", "%", "PROGNOSIS", "Ket")
IN_YEARS = (*CODED[:2], "Anggaran 2022", "Realisasi 2022", "%", "Realisasi 2021")
SIMAKDA = ("URAIAN", "ANGGARAN", "REALISASI", "LEBIH (KURANG)")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(table(TODAY, CODED), id="codes of today"),
        pytest.param(table(older(), PROGNOSIS), id="older codes"),
        pytest.param(table(older(), ("NO.", "URAIAN", "ANGGARAN 2022", "REALISASI 2022")), id="older codes under NO"),
        pytest.param(table(WITH_YEARS, (*CODED, "%", "Realisasi 2021")), id="last year beside"),
        pytest.param(table(WITH_YEARS, IN_YEARS), id="years in all headings"),
        pytest.param(table(NAMED, SIMAKDA), id="names alone"),
        pytest.param(table(ENUMERATED, SIMAKDA), id="letters and numbers before the names"),
        pytest.param(table(COUNTED, ("NO", *SIMAKDA[:3])), id="running numbers"),
        pytest.param(table(TODAY, CODED, (1, 0, 3, 2)), id="columns swapped"),
        pytest.param(table(UNDOTTED, CODED), id="no trailing dots"),
        pytest.param(table([("1", "2", "3", "4"), *TODAY], CODED), id="a row of column numbers"),
        pytest.param(table(WRAPPED, CODED), id="a name over two lines"),
        pytest.param("\n;;;\n" + table(TODAY, CODED), id="more title rows"),
        pytest.param(table(TODAY, ("Kode", "Uraian Rekening", "Pagu", "Jumlah Realisasi")), id="synonyms"),
    ],
)  # fmt: skip
def test_statements_read_right(tmp_path: Path, text: str) -> None:
    export = only(read(tmp_path, text))
    assert spent(export) == SPENT
    assert (export.government, export.cutoff, export.level) == (
        "Kota Contoh",
        dt.date(2022, 12, 31),
        Level.GOVERNMENT,
    )
    assert sum(line.realization or 0 for line in export.accounts if (line.account or "")[0] == "4") == 900_00
    assert "read-as-government" in codes_found(read(tmp_path, text))


def test_a_year_and_a_quarter_told(tmp_path: Path) -> None:
    text = table(WITH_YEARS, (*CODED, "%", "Realisasi 2021")).replace(TITLES[2][0], "TAHUN ANGGARAN 2022")
    assert spent(only(read(tmp_path, text, ReadOptions(quarter=4)))) == SPENT


def test_an_agency_that_is_named(tmp_path: Path) -> None:
    rows = [row for row in TODAY if row[0][:1] == "5" or "Belanja" in row[1]]
    options = ReadOptions(agency_name="1.01.2.22.0.00.01.0000 Dinas Pendidikan")
    export = only(read(tmp_path, table(rows, CODED), options))
    assert (export.level, [agency.code for agency in export.agencies]) == (
        Level.ACCOUNT,
        ["1.01.2.22.0.00.01.0000"],
    )
    assert spent(export) == SPENT


def test_financing_of_an_agency_nets(tmp_path: Path) -> None:
    """The agency that keeps the treasury has financing: what it spends counts against what it gains."""
    rows = [("5", "BELANJA", "100,00", "90,00"), ("5.1", "BELANJA OPERASI", "100,00", "90,00"), *TODAY[11:14]]
    options = ReadOptions(agency_name="5.02.0.00.0.00.01.0000 Badan Keuangan Daerah")
    export = only(read(tmp_path, table(rows, CODED), options))
    assert [(line.account, line.budget) for line in export.accounts] == [
        ("5.1", 100_00), ("6.1", 1_200_00), ("6.2", 200_00)
    ]  # fmt: skip


GROUPS = [
    ("5.1", "BELANJA TIDAK LANGSUNG", "600", "500"),
    ("5.1.1", "Belanja Pegawai", "550", "460"), ("5.1.8", "Belanja Tidak Terduga", "50", "40"),
    ("5.2", "BELANJA LANGSUNG", "400", "300"),
    ("5.2.1", "Belanja Pegawai", "100", "90"), ("5.2.2", "Belanja Barang dan Jasa", "200", "160"),
    ("5.2.3", "Belanja Modal", "100", "50"),
]  # fmt: skip
"""The order of 2007 to 2020: two groups, which hold other accounts than those of today."""
WHOLE, SUM = ("5", "BELANJA", "1.000", "800"), ("", "JUMLAH BELANJA", "1.000", "800")


def renumbered(change: Callable[[str], str], rows: Sequence[Row]) -> list[Row]:
    return [(change(str(code)) if code else code, *rest) for code, *rest in rows]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([WHOLE, *GROUPS], id="beneath their sum"),
        pytest.param(GROUPS, id="beside each other"),
        pytest.param([*GROUPS, SUM], id="above their sum"),
        pytest.param(renumbered(lambda code: code.replace(".", ""), [WHOLE, *GROUPS]), id="codes without dots"),
        pytest.param(renumbered(lambda code: f"1.01.01.00.00.{code}", [WHOLE, *GROUPS]), id="behind the agency's code"),
    ],
)
def test_indirect_and_direct_expenditure(tmp_path: Path, rows: list[Row]) -> None:
    export = only(read(tmp_path, table(rows, CODED), ReadOptions(agency_name="Dinas Pendidikan")))
    assert [(line.account, line.realization) for line in export.accounts if (line.account or "")[0] == "5"] == [
        ("5.1.01", 460_00), ("5.3", 40_00), ("5.1.01", 90_00), ("5.1.02", 160_00), ("5.2", 50_00),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("5", "BELANJA", "1.001", "800"), *GROUPS], id="beneath a sum that differs"),
        pytest.param([*GROUPS, ("", "JUMLAH BELANJA", "1.001", "800")], id="above a sum that differs"),
    ],
)
def test_groups_that_do_not_come_to_their_sum_are_refused(tmp_path: Path, rows: list[Row]) -> None:
    reading = read(tmp_path, table(rows, CODED), ReadOptions(agency_name="Dinas Pendidikan"))
    assert "sum-differs" in {code for code, _ in errors(reading)}


def test_an_account_beside_its_section(tmp_path: Path) -> None:
    """Sharing of revenue stands right beneath contingency, whose part it is not."""
    rows = [
        ("PENDAPATAN", "100", "90"), ("PENDAPATAN TRANSFER", "100", "90"), ("BELANJA", "160", "130"),
        ("BELANJA OPERASI", "100", "90"), ("BELANJA TIDAK TERDUGA", "50", "30"), ("Belanja Bagi Hasil", "10", "10"),
    ]  # fmt: skip
    export = only(read(tmp_path, table(rows, SIMAKDA)))
    assert spent(export) == {"5.1": (100_00, 90_00), "5.3": (50_00, 30_00), "5.4.01": (10_00, 10_00)}


def test_sums_beneath_headings_without_amounts(tmp_path: Path) -> None:
    rows = [
        ("PENDAPATAN", "", ""), ("PENDAPATAN TRANSFER", "100", "90"), ("JUMLAH PENDAPATAN", "100", "90"),
        ("BELANJA", "", ""), ("BELANJA OPERASI", "", ""), ("Belanja Pegawai", "70", "60"),
        ("Belanja Barang", "30", "30"),
        ("Jumlah Belanja Operasi", "100", "90"), ("BELANJA MODAL", "50", "40"), ("JUMLAH BELANJA", "150", "130"),
        ("JUMLAH BELANJA DAN TRANSFER", "150", "130"),
    ]  # fmt: skip
    expected = {"5.1.01": (70_00, 60_00), "5.1.02": (30_00, 30_00), "5.2": (50_00, 40_00)}
    assert spent(only(read(tmp_path, table(rows, SIMAKDA)))) == expected
    wrong = [*rows[:7], ("Jumlah Belanja Operasi", "100", "91"), *rows[8:]]
    assert codes_found(read(tmp_path, table(wrong, SIMAKDA)))["sum-differs"] is Severity.ERROR


def moved(rows: Sequence[Row], source: int, target: int) -> list[Row]:
    left = [*rows[:source], *rows[source + 1 :]]
    return [*left[:target], rows[source], *left[target:]]


@pytest.mark.parametrize("header", [pytest.param(CODED, id="coded"), pytest.param(SIMAKDA, id="named")])
@pytest.mark.parametrize("source", range(len(TODAY)))
def test_no_row_out_of_its_place_counts_twice(tmp_path: Path, header: Row, source: int) -> None:
    for target in range(0, len(TODAY), 2):
        rows = moved(TODAY, source, target)
        reading = read(tmp_path, table(rows if header is CODED else [row[1:] for row in rows], header))
        amounts = [spent(export).values() for export in reading.exports]
        sums = [(sum(pair[0] or 0 for pair in one), sum(pair[1] or 0 for pair in one)) for one in amounts]
        assert sums in ([], [(2_000_00, 1_500_50)])


def replaced(rows: Sequence[Row], place: int, cell: int, text: str) -> list[Row]:
    return [
        tuple(text if (at, column) == (place, cell) else value for column, value in enumerate(row))
        for at, row in enumerate(rows)
    ]


UNNAMED = [row for row in replaced(older(), 4, 1, "PENGELUARAN UMUM") if row[0]]
UNCODED = [*TODAY[:7], ("", "Honorarium", "5,00", "1,00"), *TODAY[7:]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(table(replaced(TODAY, 6, 3, "800,26"), CODED), "sum-differs", id="a part off by a sen"),
        pytest.param(table(replaced(TODAY, 9, 3, "1.500,51"), CODED), "sum-differs", id="a sum beneath off by a sen"),
        pytest.param(table(replaced(older(), 6, 3, "800,26"), CODED), "sum-differs", id="an older part"),
        pytest.param(table(UNNAMED, CODED), "old-code-unnamed", id="an older root of another name"),
        pytest.param(table(TODAY[4:9], CODED), "agency-missing", id="whose is not told"),
        pytest.param(table(replaced(TODAY, 7, 2, "50,0,00"), CODED), "amount-unreadable", id="bad number"),
        pytest.param(table(UNCODED, CODED), "row-without-code", id="a row without a code"),
        pytest.param(table([row[1:] for row in replaced(TODAY, 5, 1, "")], SIMAKDA), "row-without-name", id="no name"),
    ],
)  # fmt: skip
def test_statements_refused(tmp_path: Path, text: str, code: str) -> None:
    reading = read(tmp_path, text)
    assert not reading.exports
    assert codes_found(reading)[code] is Severity.ERROR


@pytest.mark.parametrize(
    "header",
    [
        pytest.param((*CODED[:2], "Anggaran (juta)", "Realisasi"), id="of the budget"),
        pytest.param((*CODED[:2], "Anggaran", "Realisasi (juta)"), id="of the realization"),
        pytest.param(("URAIAN", "ANGGARAN (juta)", "REALISASI"), id="names alone"),
    ],
)
def test_a_unit_over_one_column_alone__is_refused(tmp_path: Path, header: Row) -> None:
    rows = TODAY if header[0] == CODED[0] else NAMED
    reading = read(tmp_path, table(rows, header))
    assert not reading.exports
    assert codes_found(reading)["unit-one-sided"] is Severity.ERROR


def test_a_statement_of_nobody__shows_what_was_understood(tmp_path: Path) -> None:
    (export,) = read(tmp_path, table(TODAY[4:9], CODED)).understood
    assert (export.layout, [agency.name for agency in export.agencies]) == ("lra", [""])
    assert export.accounts


def test_accrual_statements_are_no_budget(tmp_path: Path) -> None:
    rows = [("7", "PENDAPATAN - LO", "100", "90"), ("7.1", "PENDAPATAN ASLI DAERAH - LO", "100", "90")]
    assert not read(tmp_path, table(rows, CODED)).exports


def test_codes_as_numbers_of_a_sheet(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (*TITLES, CODED):
        sheet.append(list(line))
    for number, name, *amounts in TODAY:
        code: object = number.rstrip(".") or None
        if isinstance(code, str) and code.count(".") < 2:
            code = float(code)
        sheet.append([code, name, *(_number(text) for text in amounts)])
    path = tmp_path / "lra.xlsx"
    book.save(path)
    assert spent(only(read_file(str(path), path.name, ReadOptions()))) == SPENT


def _number(text: str) -> float | str:
    if text == "-":
        return text
    value = float(text.strip("()").replace(".", "").replace(",", "."))
    return -value if text.startswith("(") else value
