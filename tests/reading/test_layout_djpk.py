"""Posture of a government's budget as the DJPK portal gives it: two dialects, amounts of two decimals of miliar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from skpd_eval.model import Export, FileReading, Level, Severity
from skpd_eval.money import NumberStyle
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions

Q3 = ReadOptions(quarter=3)
MILIAR = 10**9 * 100
"""Sen of one miliar rupiah."""
TWO_DECIMALS = MILIAR // 100

HEADER = "akun,anggaran,realisasi,persentase"
PLAIN: Sequence[Sequence[str]] = [
    ("Pendapatan Daerah", "500.00", "400.00", "80"),
    ("     PAD", "100.00", "80.00", "80"),
    ("         Pajak Daerah", "60.00", "50.00", "83.33"),
    ("         Retribusi Daerah", "40.00", "30.00", "75"),
    ("     TKDD", "400.00", "320.00", "80"),
    ("         Pendapatan Transfer Pemerintah Pusat", "400.00", "320.00", "80"),
    ("         Dana Darurat", "", "", ""),
    ("Belanja Daerah", "600.50", "300.25", "50"),
    ("     Belanja Pegawai", "300.00", "200.00", "66.67"),
    ("     Belanjaodal", "100.50", "10.25", "10.2"),
    ("     Belanja Lainnya", "200.00", "90.00", "45"),
    ("         Belanja Hibah", "150.00", "80.00", "53.33"),
    ("         Belanja Tidak Terduga", "50.00", "10.00", "20"),
    ("Surplus/(Defisit)", "-100.50", "99.75", "-99.25"),
    ("Pembiayaan Daerah", "100.50", "150.00", "149.25"),
    ("     Penerimaan Pembiayaan Daerah", "105.50", "155.00", "146.92"),
    ("         Sisa Lebih Perhitungan Anggaran Tahun Sebelumnya", "105.50", "155.00", "146.92"),
    ("     Pengeluaran Pembiayaan Daerah", "5.00", "5.00", "100"),
    ("         Penyertaanodal Daerah", "5.00", "5.00", "100"),
]
WORDED: Sequence[Sequence[str]] = [
    ("Pendapatan Daerah", "500,00 M", "400,00 M", "80.00"),
    ("PAD", "500,00 M", "400,00 M", "80.00"),
    ("Pajak Daerah", "500,00 M", "400,00 M", "80.00"),
    ("Belanja Daerah", "1.600,50 M", "300,25 M", "18.76"),
    ("Belanja Pegawai", "1.500,00 M", "290,00 M", "19.33"),
    ("Belanja Pegawai", "1.500,00 M", "290,00 M", "19.33"),
    ("Belanja Modal", "100,50 M", "10,25 M", "10.20"),
    ("Belanja Modal", "100,50 M", "10,25 M", "10.20"),
    ("Pembiayaan Daerah", "-55,71 M", "0,00 M", "0.00"),
    ("Pengeluaran Pembiayaan Daerah", "55,71 M", "0,00 M", "0.00"),
]
Rows = Sequence[Sequence[str]]


def plain(rows: Rows = PLAIN, header: str = HEADER) -> str:
    """The dialect of 2021: hierarchy by indents, plain numbers, unit unstated."""
    return "\n".join([header, *(",".join(row) for row in rows)]) + "\n"


def worded(rows: Rows = WORDED, header: str = HEADER) -> str:
    """The dialect of 2022 to 2024: quoted names, a unit word beside the number."""
    lines = [f'" {name}","{budget}","{spent}",{share}' for name, budget, spent, share in rows]
    return "\n".join([header, *lines]) + "\n"


def read(
    tmp_path: Path, text: str, name: str = "2023_Kota_Contoh.csv", options: ReadOptions = Q3
) -> FileReading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_file(str(path), name, options)


def only(reading: FileReading) -> Export:
    assert not reading.findings, reading.findings
    (export,) = reading.exports
    return export


def spent(export: Export, root: str = "5") -> tuple[int, int]:
    lines = [line for line in export.accounts if (line.account or "").split(".")[0] == root]
    return sum(line.budget or 0 for line in lines), sum(line.realization or 0 for line in lines)


def codes_found(reading: FileReading) -> dict[str, Severity]:
    findings = [*reading.findings, *(finding for export in reading.exports for finding in export.findings)]
    return {finding.code: finding.severity for finding in findings}


@pytest.mark.parametrize("text", [pytest.param(plain(), id="plain"), pytest.param(worded(), id="worded")])
def test_posture__of_a_government(tmp_path: Path, text: str) -> None:
    export = only(read(tmp_path, text))
    assert (export.layout, export.level, export.government) == (
        "djpk-postur",
        Level.GOVERNMENT,
        "Kota Contoh",
    )
    assert (export.cutoff, export.unit_factor) == (dt.date(2023, 9, 30), 10**9)
    assert [(agency.code, agency.name) for agency in export.agencies] == [(None, "Kota Contoh")]
    assert {finding.code for finding in export.findings} >= {
        "government-from-file-name", "year-from-file-name", "precision",
    }  # fmt: skip


def test_posture__plain_dialect(tmp_path: Path) -> None:
    export = only(read(tmp_path, plain()))
    assert spent(export) == (60_050 * TWO_DECIMALS, 30_025 * TWO_DECIMALS)
    assert {line.account: line.budget for line in export.accounts}["5.2"] == 10_050 * TWO_DECIMALS
    assert {"unit-assumed", "account-name-repaired"} <= {finding.code for finding in export.findings}
    assert {"parts-differ", "printed-percent-differs"}.isdisjoint(finding.code for finding in export.findings)


def test_posture__worded_dialect_and_names_twice(tmp_path: Path) -> None:
    export = only(read(tmp_path, worded()))
    assert spent(export) == (160_050 * TWO_DECIMALS, 30_025 * TWO_DECIMALS)
    assert [line.account for line in export.accounts if (line.account or "")[0] == "5"] == ["5.1.01", "5.2"]
    assert not [finding for finding in export.findings if finding.severity is not Severity.INFO]


SWAPPED = [(name, share, spent_, budget) for name, budget, spent_, share in PLAIN]
WITH_COMMAS = "".join(
    ";".join((row[0], *(cell.replace(".", ",") for cell in row[1:]))) + "\n"
    for row in [HEADER.split(","), *PLAIN]
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(plain(SWAPPED, "akun,persentase,realisasi,anggaran"), id="columns swapped"),
        pytest.param("Postur APBD,,,\n,,,\n" + plain(), id="title rows"),
        pytest.param(plain(header="Akun;Anggaran;Realisasi;Persentase").replace(",", ";"), id="semicolons"),
        pytest.param(plain(header="AKUN,PAGU,REALISASI,%"), id="synonyms"),
        pytest.param(plain(header="akun,anggaran (dalam miliar),realisasi (dalam miliar),persentase"), id="declared"),
        pytest.param(plain(header="akun,anggaran (dalam miliar),realisasi,persentase"), id="declared for one column"),
        pytest.param(WITH_COMMAS, id="decimal commas"),
        pytest.param(plain([row[:3] for row in PLAIN], "akun,anggaran,realisasi"), id="no percentage"),
    ],
)  # fmt: skip
def test_posture__mutations_read_right(tmp_path: Path, text: str) -> None:
    assert spent(only(read(tmp_path, text))) == (60_050 * TWO_DECIMALS, 30_025 * TWO_DECIMALS)


def changed(rows: Rows, place: int, cell: int, text: str) -> Rows:
    row = list(rows[place])
    row[cell] = text
    return [*rows[:place], row, *rows[place + 1 :]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(
            worded(changed(WORDED, 3, 1, "1600500000")), "unit-mixed", id="a number without its unit"
        ),
        pytest.param(
            plain(changed(PLAIN, 7, 1, "600500.00")), "unit-unclear", id="between miliar and rupiah"
        ),
        pytest.param(worded(changed(WORDED, 3, 1, "1.60,50 M")), "amount-unreadable", id="bad group"),
        pytest.param(worded(changed(WORDED, 3, 1, "#REF!")), "amount-unreadable", id="error value"),
        pytest.param(worded([WORDED[7], *WORDED]), "accounts-overlap", id="a part before its whole"),
        pytest.param(plain(changed(PLAIN, 7, 0, "")), "row-without-name", id="no name"),
        pytest.param(
            plain([row for row in PLAIN if "Belanja" in row[0]]), "agency-missing", id="whose is not told"
        ),
    ],
)
def test_posture__refused(tmp_path: Path, text: str, code: str) -> None:
    reading = read(tmp_path, text)
    assert not reading.exports
    assert codes_found(reading)[code] is Severity.ERROR


def test_posture__no_period_is_refused(tmp_path: Path) -> None:
    assert codes_found(read(tmp_path, plain(), options=ReadOptions()))["quarter-missing"] is Severity.ERROR


def test_posture__name_and_option_disagree_on_the_year(tmp_path: Path) -> None:
    reading = read(tmp_path, plain(), options=ReadOptions(year=2022, quarter=3))
    assert codes_found(reading)["year-differs"] is Severity.ERROR


@pytest.mark.parametrize(
    ("name", "government"),
    [
        ("2023_Batu.csv", "Batu"),
        ("2021_Kota_Batu.csv", "Kota Batu"),
        ("kota-batu TW III 2023.csv", "Kota Batu"),
        ("realisasi_september_2023_Malang.csv", "Malang"),
        ("apbd_2023.csv", None),
    ],
)
def test_posture__government_of_the_file_name(tmp_path: Path, name: str, government: str | None) -> None:
    assert only(read(tmp_path, plain(), name)).government == government


def test_posture__what_the_user_says_wins(tmp_path: Path) -> None:
    options = ReadOptions(quarter=3, government="Kabupaten Lain")
    export = only(read(tmp_path, plain(), options=options))
    assert (export.government, export.agencies[0].name) == ("Kabupaten Lain", "Kabupaten Lain")


def test_posture__rounded_parts_are_kept_as_stated(tmp_path: Path) -> None:
    rows = changed(PLAIN, 11, 1, "150.01")
    export = only(read(tmp_path, plain(rows)))
    assert spent(export) == (60_050 * TWO_DECIMALS, 30_025 * TWO_DECIMALS)
    assert ("5", 200 * MILIAR) in {(line.account, line.budget) for line in export.accounts}
    assert "parts-differ" not in {finding.code for finding in export.findings}
    assert ("5.1.05", 15_001 * TWO_DECIMALS) in {(total.account, total.budget) for total in export.totals}


def test_posture__parts_that_differ_beyond_rounding(tmp_path: Path) -> None:
    export = only(read(tmp_path, plain(changed(PLAIN, 11, 1, "151.00"))))
    (finding,) = [finding for finding in export.findings if finding.code == "parts-differ"]
    assert finding.source is not None
    assert finding.source.cell == "line 12"
    assert spent(export)[0] == 60_050 * TWO_DECIMALS


def test_posture__unknown_names_are_kept_as_stated(tmp_path: Path) -> None:
    rows = [*PLAIN[:13], ("         Belanja Ajaib", "7.00", "1.00", "14.29"), *PLAIN[13:]]
    export = only(read(tmp_path, plain(rows)))
    assert codes_found(read(tmp_path, plain(rows)))["account-name-unknown"] is Severity.WARNING
    assert spent(export)[0] == 60_050 * TWO_DECIMALS
    assert 7 * MILIAR in {total.budget for total in export.totals}


@pytest.mark.parametrize(
    ("share", "told"),
    [
        pytest.param("53.33", False, id="as computed"),
        pytest.param("53.34", False, id="within its last digit"),
        pytest.param("53.4", True, id="a column of two decimals drops zeros, not digits"),
        pytest.param("533.33", True, id="ten times"),
        pytest.param("54.00", True, id="rounded up"),
    ],
)
def test_posture__printed_percentage(tmp_path: Path, share: str, told: bool) -> None:
    reading = read(tmp_path, plain(changed(PLAIN, 11, 3, share)))
    assert ("printed-percent-differs" in codes_found(reading)) is told


def test_posture__a_sum_that_its_parts_and_its_percentage_contradict_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, plain(changed(PLAIN, 7, 2, "320.00")))
    assert not reading.exports
    assert codes_found(reading)["sum-differs"] is Severity.ERROR
    untold = [row[:3] for row in changed(PLAIN, 7, 2, "320.00")]
    assert read(tmp_path, plain(untold, "akun,anggaran,realisasi")).exports


def test_posture__years_in_a_column(tmp_path: Path) -> None:
    both = [(*row, year) for year in ("2022", "2023") for row in PLAIN]
    reading = read(tmp_path, plain(both, HEADER + ",tahun"), "Kota_Contoh.csv")
    assert [export.year for export in reading.exports] == [2022, 2023]
    assert {spent(export) for export in reading.exports} == {(60_050 * TWO_DECIMALS, 30_025 * TWO_DECIMALS)}


def test_posture__full_rupiah(tmp_path: Path) -> None:
    rows = [
        (row[0], *(cell and f"{cell.replace('.', '')}0000000" for cell in row[1:3]), row[3]) for row in PLAIN
    ]
    export = only(read(tmp_path, plain(rows), options=ReadOptions(quarter=3, decimal=NumberStyle.ENGLISH)))
    assert (export.unit_factor, spent(export)) == (1, (60_050 * TWO_DECIMALS, 30_025 * TWO_DECIMALS))


@pytest.mark.parametrize(
    ("file", "government", "year", "budget", "realization"),
    [
        ("2021_Kota_Batu.csv", "Kota Batu", 2021, 108_736, 98_997),
        ("2023_Batu.csv", "Batu", 2023, 111_183, 58_833),
        ("2023_Malang.csv", "Malang", 2023, 473_994, 259_502),
        ("2023_Kota_Kediri.csv", "Kota Kediri", 2023, 174_454, 89_179),
    ],
)
def test_posture__real_files(
    exports: Path, file: str, government: str, year: int, budget: int, realization: int
) -> None:
    export = only(read_file(str(exports / "djpk-jatim" / file), file, Q3))
    assert (export.government, export.year) == (government, year)
    assert spent(export) == (budget * TWO_DECIMALS, realization * TWO_DECIMALS)
