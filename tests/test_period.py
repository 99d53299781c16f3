"""Quarters, dates and the spellings of periods met in titles, headers and names."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from skpd_eval.errors import PeriodError
from skpd_eval.period import (
    PeriodMention,
    Quarter,
    find_period,
    find_period_in_name,
    find_year,
    looks_like_signature_date,
    month_end,
    month_number,
    months_gone,
    parse_date,
    parse_quarter,
    quarter_name,
    stamp_in_name,
    strip_period,
    whole_months,
)

Q3 = Quarter(2023, 3)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_quarter__ends_and_months() -> None:
    assert (Q3.start, Q3.end) == (day("2023-07-01"), day("2023-09-30"))
    assert Q3.months == (7, 8, 9)
    assert Q3.first_month == 7
    assert Q3.contains(day("2023-07-01"))
    assert Q3.contains(day("2023-09-30"))
    assert not Q3.contains(day("2023-10-01"))
    assert not Q3.contains(day("2022-08-01"))


def test_quarter__neighbours_and_order() -> None:
    assert Quarter(2023, 1).previous() == Quarter(2022, 4)
    assert Quarter(2022, 4).next() == Quarter(2023, 1)
    assert Quarter(2022, 4) < Quarter(2023, 1) < Quarter(2023, 2)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_quarter__no_such_number(number: int) -> None:
    with pytest.raises(PeriodError, match=f"Q{number}"):
        Quarter(2023, number)
    with pytest.raises(PeriodError, match=str(number)):
        quarter_name(number)


def test_quarter_name() -> None:
    assert [quarter_name(number) for number in (1, 2, 3, 4)] == ["I", "II", "III", "IV"]


def test_month_end() -> None:
    assert month_end(2024, 2) == day("2024-02-29")
    assert month_end(2023, 2) == day("2023-02-28")


@pytest.mark.parametrize(
    ("cutoff", "months"),
    [
        ("2023-09-30", 9),
        ("2023-09-29", 8 + Fraction(29, 30)),
        ("2023-08-11", 7 + Fraction(11, 31)),
        ("2023-12-31", 12),
    ],
)
def test_months_gone(cutoff: str, months: Fraction) -> None:
    assert months_gone(day(cutoff)) == months


@pytest.mark.parametrize(
    ("cutoff", "months"),
    [
        ("2023-09-30", 9),
        ("2023-09-29", 8),
        ("2023-08-11", 7),
        ("2023-01-30", 0),
        ("2024-02-28", 1),
        ("2023-12-31", 12),
    ],
)
def test_whole_months(cutoff: str, months: int) -> None:
    assert whole_months(day(cutoff)) == months


@pytest.mark.parametrize(
    "text",
    ["3", "III", "iii", "TW III", "TW.3", "TW-3", "Tw 3", "TW3", "Triwulan Ketiga", "Triwulan ke-3",
     "Q3", "q3",
     "Triwulan III", "TRIWULAN III", "Tri Wulan III", "Kuartal 3", " 3 "],
)  # fmt: skip
def test_parse_quarter(text: str) -> None:
    assert parse_quarter(text) == 3


@pytest.mark.parametrize(
    "text", ["0", "5", "x", "", "V", "IIII", "triwulan", "33", "3.5", "2023", "TW III 2023"]
)
def test_parse_quarter__refused(text: str) -> None:
    with pytest.raises(PeriodError, match="period-unreadable"):
        parse_quarter(text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("15/11/2023", "2023-11-15"),
        ("01/02/2023", "2023-02-01"),
        ("1-2-2023", "2023-02-01"),
        ("15.11.2023", "2023-11-15"),
        ("2023-11-15", "2023-11-15"),
        ("15 November 2023", "2023-11-15"),
        ("30 Sept 2023", "2023-09-30"),
        ("30 Sept. 2023", "2023-09-30"),
        ("12 Nopember 2020", "2020-11-12"),
        ("1 Pebruari 2024", "2024-02-01"),
        (" 31-Des-2023 ", "2023-12-31"),
    ],
)
def test_parse_date(text: str, date: str) -> None:
    assert parse_date(text) == day(date)


@pytest.mark.parametrize(
    "text",
    ["11/15/2023", "31/02/2023", "0000-00-00", "2023-13-01", "15/11-2023", "15/11/23",
     "29 Februari 2023", "15 Foo 2023",
     "November 2023", "45231", ""],
)  # fmt: skip
def test_parse_date__refused(text: str) -> None:
    with pytest.raises(PeriodError, match="period-unreadable"):
        parse_date(text)


@pytest.mark.parametrize(
    ("month", "words"),
    [
        (1, "Januari JANUARI Jan Jan. January"),
        (2, "Februari Pebruari Febuary February Feb Peb"),
        (3, "Maret March Mar"),
        (4, "April Apr"),
        (5, "Mei May"),
        (6, "Juni June Jun"),
        (7, "Juli July Jul"),
        (8, "Agustus August Agt Agust Ags Agu Aug"),
        (9, "September Sept Sep Sept."),
        (10, "Oktober October Okt Oct"),
        (11, "November Nopember Nov Nop"),
        (12, "Desember December Des Dec"),
    ],
)
def test_month_number(month: int, words: str) -> None:
    assert {word: month_number(word) for word in words.split()} == dict.fromkeys(words.split(), month)


@pytest.mark.parametrize("text", ["", "Agustus 2022", "Desa", "Marga", "8", "Fisik Juli"])
def test_month_number__none(text: str) -> None:
    assert month_number(text) is None


RANGES = [
    ("periode 1 Januari s.d 31 Oktober 2022", "2022-01-01", "2022-10-31", "day"),
    ("periode 01 Januari 2022 s.d 30 November 2022", "2022-01-01", "2022-11-30", "day"),
    ("Januari s.d Nopember 2022", "2022-01-01", "2022-11-30", "month"),
    ("Januari 2022 s/d Juli 2022", "2022-01-01", "2022-07-31", "month"),
    ("Januari s.d Febuary 2022", "2022-01-01", "2022-02-28", "month"),
    ("Januari s.d Noveber 2022", "2022-01-01", "2022-11-30", "month"),
    ("Janauri s.d Oktobber 2022", "2022-01-01", "2022-10-31", "month"),
    ("Januari s.d Juny 2022", "2022-01-01", "2022-06-30", "month"),
    ("1 Januari s,d 31 Oktober 2022", "2022-01-01", "2022-10-31", "day"),
    ("Januari sampai dengan Maret 2022", "2022-01-01", "2022-03-31", "month"),
    ("01 Desember s.d 08 Desember 2022", "2022-12-01", "2022-12-08", "day"),
    ("1 Agustus s.d 31 Agustus2022", "2022-08-01", "2022-08-31", "day"),
    ("1 - 31 Agustus 2022", "2022-08-01", "2022-08-31", "day"),
    ("Januari s.d januari 2022", "2022-01-01", "2022-01-31", "month"),
    ("01/01/2022 s.d 31/10/2022", "2022-01-01", "2022-10-31", "day"),
    ("Bulan Januari s.d. Bulan Maret 2022", "2022-01-01", "2022-03-31", "month"),
    ("tanggal 1 Januari 2022 sampai dengan tanggal 31 Maret 2022", "2022-01-01", "2022-03-31", "day"),
    ("1 Januari s.d. Triwulan III 2023", "2023-01-01", "2023-09-30", "quarter"),
    ("Triwulan III (Juli - September 2023)", "2023-07-01", "2023-09-30", "month"),
    ("JAN-FEB-MAR 2022", "2022-01-01", "2022-03-31", "month"),
    ("Triwulan I s.d. III 2023", "2023-01-01", "2023-09-30", "quarter"),
    ("Triwulan I s.d. Triwulan III Tahun 2023", "2023-01-01", "2023-09-30", "quarter"),
    ("Semester I Tahun 2023", "2023-01-01", "2023-06-30", "quarter"),
    ("Semester I dan II Tahun 2023", "2023-01-01", "2023-12-31", "quarter"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), RANGES, ids=[case[0] for case in RANGES])
def test_find_period__ranges(text: str, start: str, end: str, precision: str) -> None:
    found = find_period(text)
    assert found is not None
    assert (found.start, found.end, found.precision) == (day(start), day(end), precision)
    assert found.first_month == day(start).month


POINTS = [
    ("s.d 15 Juli 2022", "2022-07-15", "day"),
    ("Keadaan Bulan : Agustus Tahun 2022", "2022-08-31", "month"),
    (": Agustus Tahun 2022", "2022-08-31", "month"),
    ("periode November 2022", "2022-11-30", "month"),
    ("SAMPAI DENGAN FEBRUARI 2023", "2023-02-28", "month"),
    ("TRIWULAN II TAHUN 2021", "2021-06-30", "quarter"),
    ("TRIWULAN II TAHUN ANGGARAN 2021", "2021-06-30", "quarter"),
    ("s.d. Triwulan III (30 September 2023)", "2023-09-30", "day"),
    ("TRIWULAN IV (OKTOBER, NOVEMBER, DESEMBER) 2023", "2023-12-31", "quarter"),
    ("per 30/09/2023", "2023-09-30", "day"),
    ("Posisi 29 September 2023", "2023-09-29", "day"),
    ("Posisi 2023-09-29", "2023-09-29", "day"),
    ("TW III 2022 Agustus", "2022-08-31", "month"),
    ("LAPORAN REALISASI TA 2023 s.d. Sept", "2023-09-30", "month"),
    ("REALISASI APBD 2023 TRIWULAN IV", "2023-12-31", "quarter"),
    ("Batu, 3 November 2023", "2023-11-03", "day"),
]


@pytest.mark.parametrize(("text", "end", "precision"), POINTS, ids=[case[0] for case in POINTS])
def test_find_period__points_say_no_beginning(text: str, end: str, precision: str) -> None:
    found = find_period(text)
    assert found is not None
    assert (found.start, found.end, found.precision) == (None, day(end), precision)
    assert found.cutoff(1999) == day(end)
    assert not found.is_single_month


@pytest.mark.parametrize(
    ("text", "cutoff"),
    [
        ("JAN-NOP", "2022-11-30"), ("FEB-NOV", "2022-11-30"), ("Peb", "2022-02-28"),
        ("SD JUNI", "2022-06-30"),
        ("TW 1-3", "2022-09-30"), ("S.D. TRIWULAN I", "2022-03-31"), ("Semester I", "2022-06-30"),
        ("Realisasi Kumulatif Agustus", "2022-08-31"), ("s.d 15 Juli", "2022-07-15"),
        ("08-Agustus", "2022-08-31"),
        ("Fisik Juli (%)", "2022-07-31"), ("1 Januari s.d 15 Maret", "2022-03-15"),
    ],
)  # fmt: skip
def test_find_period__without_a_year(text: str, cutoff: str) -> None:
    found = find_period(text)
    assert found is not None
    assert (found.year, found.end) == (None, None)
    assert found.cutoff(2022) == day(cutoff)
    with pytest.raises(PeriodError, match="period-unreadable"):
        found.cutoff()


def test_cutoff__day_that_the_year_does_not_have() -> None:
    found = find_period("s.d 29 Februari")
    assert found is not None
    assert found.cutoff(2024) == day("2024-02-29")
    with pytest.raises(PeriodError, match="29 2"):
        found.cutoff(2023)


def test_find_period__month_beside_its_quarter() -> None:
    found = find_period("TW III 2022 Agustus")
    assert found == PeriodMention(None, day("2022-08-31"), 8, 3, 2022, "month", None)


@pytest.mark.parametrize(
    "text",
    ["TW II 2022 Agustus", "31 September 2022", "1 Februari s.d 29 Februari 2023",
     "Nopember s.d. Januari 2022",
     "Januari s.d Xober 2022",
     "1 Januari 2022 s/d 31 Okk 2022",
     "Januari sampai dengan bulan Jumadil 2022",
     "15 Juli s.d 1 Juli", "TW III-I", "31/02/2023"],
)  # fmt: skip
def test_find_period__impossible(text: str) -> None:
    with pytest.raises(PeriodError, match="period-unreadable"):
        find_period(text)


@pytest.mark.parametrize(
    "text",
    [
        "periode ............. s.d .............. 2022",
        "TAHUN ANGGARAN 2023",
        "Realisasi 2016",
        "Triwulan Lalu",
        "Anggaran Tahun Ini",
        "Total Jan Jul",
        "APBD per 12 Agustus 2021 dan Realisasi APBD per 27 September 2021",
        "Nomor 45/12/2022",
        "1.234.567,89",
        "5.1.02.01.01.0024",
        "Desa Marga Kecamatan Junrejo",
        "Septic Tank",
        "Lapen Sep. 100 M'",
        "Telford Sep 2.146 M'",
        "Januari " * 200,
        "",
    ],
    ids=lambda text: text[:30] or "empty",
)
def test_find_period__none(text: str) -> None:
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("text", "single"),
    [
        ("1 Agustus s.d 31 Agustus 2022", True),
        ("01 Februari s.d 28 Februari 2022", True),
        ("Januari s.d januari 2022", True),
        ("Agustus 2022", False),
        ("Keadaan Bulan Agustus", False),
        ("s.d. Agustus", False),
        ("Januari s.d Agustus 2022", False),
        ("Agustus 2021 s.d Agustus 2022", False),
    ],
)
def test_is_single_month(text: str, single: bool) -> None:
    found = find_period(text)
    assert found is not None
    assert found.is_single_month is single


NAMES = [
    ("lra_maret.xlsx", 3, None, None),
    ("rekap-belanja-triwulan-3.xlsx", None, 3, None),
    ("RFK TW III 2023.xlsx", None, 3, 2023),
    ("q3-2023.csv", None, 3, 2023),
    ("LRA s.d. Sept 2023", 9, None, 2023),
    ("JAN-NOP", 11, None, None),
    ("rfk-keadaan-agustus.xlsx", 8, None, None),
    ("2022/toba/12_maret.xlsx", 3, None, None),
    ("lra 2023-11-30 maret.csv", 3, None, None),
    ("lra_maret_20230405-122621.xlsx", 3, None, None),
    ("RFK TW.III", None, 3, None),
    ("C:\\ekspor\\LRA April.XLS", 4, None, None),
]


@pytest.mark.parametrize(("name", "month", "quarter", "year"), NAMES, ids=[case[0] for case in NAMES])
def test_find_period_in_name(name: str, month: int | None, quarter: int | None, year: int | None) -> None:
    found = find_period_in_name(name)
    assert found is not None
    assert (found.month, found.quarter, found.year, found.day) == (month, quarter, year, None)


@pytest.mark.parametrize(
    ("name", "end"),
    [("LRA per 15 Juli 2022.xlsx", "2022-07-15"), ("1 Januari s.d 31 Oktober 2022.xlsx", "2022-10-31")],
)
def test_find_period_in_name__a_day_in_words(name: str, end: str) -> None:
    found = find_period_in_name(name)
    assert found is not None
    assert found.end == day(end)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("anggaran_kas_48_20221208-205958.xlsx", "2022-12-08"),
        ("kas 2022-02.xlsx", "2022-02-28"),
        ("2022/kas_2023-11-30.xls", "2023-11-30"),
        ("kas_2022-02 dan 2022-03.xlsx", None),
        ("kas_2022-13.xlsx", None),
        ("kas_20220231.xlsx", None),
        ("kas_48_2022.xlsx", None),
        ("kas_1202202.xlsx", None),
    ],
)
def test_stamp_in_name(name: str, made: str | None) -> None:
    assert stamp_in_name(name) == (None if made is None else day(made))


@pytest.mark.parametrize(
    "name",
    [
        "41_lra_20221130-122621.xlsx", "anggaran_kas_12_20221201-101049.xlsx", "2023_Batu.csv", "desa.xlsx",
        "marga.csv", "junrejo.csv", "meiji.csv", "septic.csv", "lra_jan_feb.xlsx", "lra-triwulan-3-1.xlsx",
        "LRA 30-09-2023.xlsx", "tw 2 agustus.xlsx", "", ".xlsx",
    ],
)  # fmt: skip
def test_find_period_in_name__none(name: str) -> None:
    assert find_period_in_name(name) is None


HEADERS = [
    ("Nilai Kontrak/ SPK/ Kwitansi Agustus 2022 (Rp)", "Nilai Kontrak/ SPK/ Kwitansi (Rp)", "2022-08-31"),
    ("Nilai Kontrak/ SPK/ Kwitansi s/d April 2022 (Rp)", "Nilai Kontrak/ SPK/ Kwitansi (Rp)", "2022-04-30"),
    ("Realisasi 2016", "Realisasi", "2016-12-31"),
    ("Anggaran Tahun 2023", "Anggaran", "2023-12-31"),
    ("Realisasi s.d. Triwulan III", "Realisasi", "2020-09-30"),
    ("Realisasi\n(Triwulan III)", "Realisasi", "2020-09-30"),
    ("Realisasi TW III TA 2023", "Realisasi", "2023-09-30"),
    ("Realisasi s.d. 30 September 2023", "Realisasi", "2023-09-30"),
    ("Fisik Agustus(%) ", "Fisik (%)", "2020-08-31"),
    ("Keuangan Juli  (%)", "Keuangan (%)", "2020-07-31"),
    ("Sisa Dana Juli (Rp)", "Sisa Dana (Rp)", "2020-07-31"),
    ("Target Volume Sub Kegiatan Tw 1", "Target Volume Sub Kegiatan", "2020-03-31"),
    ("Januari", "", "2020-01-31"),
]


@pytest.mark.parametrize(("header", "words", "cutoff"), HEADERS, ids=[case[0] for case in HEADERS])
def test_strip_period(header: str, words: str, cutoff: str) -> None:
    stripped, found = strip_period(header)
    assert stripped == words
    assert found is not None
    assert found.cutoff(2020) == day(cutoff)


@pytest.mark.parametrize(
    "header", ["Anggaran Tahun Ini", "s.d. Bulan Ini", "Total Jan Jul", "2021 2022", "Uraian"]
)
def test_strip_period__nothing_to_strip(header: str) -> None:
    assert strip_period(header) == (header, None)


def test_strip_period__year_alone_has_the_precision_of_a_year() -> None:
    assert strip_period("Realisasi 2016")[1] == PeriodMention(
        None, day("2016-12-31"), None, None, 2016, "year", None
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("TAHUN ANGGARAN 2026", 2026), ("T.A. 2023", 2023), ("TA 2023", 2023), ("TAHUN 2021", 2021),
        ("Tahun Anggaran : 2022", 2022), (" 2022 ", 2022), ("APBD PROVINSI BALI TAHUN 2026", 2026),
        ("Perda Nomor 5 Tahun 2021 tentang APBD Tahun Anggaran 2022", 2022),
        ("Nomor 5 Tahun 2021 tentang APBD Tahun 2022", 2022),
        ("UU No. 23 Tahun 2014", None), ("12022", None), ("1999", None), ("2100", None),
        ("Data 2022", None),
        ("Kota 2022", None), ("", None), ("TAHUN 20223", None),
    ],
)  # fmt: skip
def test_find_year(text: str, year: int | None) -> None:
    assert find_year(text) == year


@pytest.mark.parametrize(
    "text",
    ["Batu, 3 November 2023", "Tarutung,      September 2022", "Kota Batu, .... Oktober 2023",
     "Balige, 30-11-2022",
     " Batu , tanggal 3 Nov 2023"],
)  # fmt: skip
def test_looks_like_signature_date(text: str) -> None:
    assert looks_like_signature_date(text)


@pytest.mark.parametrize(
    "text",
    ["3 November 2023", "Posisi, 3 November 2023", "periode, 3 Nov 2023", "Realisasi, Agustus 2022",
     "Batu, 3",
     "Batu, 3 November 2023 s.d. 4 November 2023", "Keadaan Bulan : Agustus Tahun 2022", ""],
)  # fmt: skip
def test_looks_like_signature_date__not(text: str) -> None:
    assert not looks_like_signature_date(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [("Minggu III Oktober 2023", None), ("minggu ke-2 Mei 2024", None), ("Minggu III, 20 Oktober 2023", "2023-10-20")],
)
def test_a_week_of_a_month_is_not_the_month(text: str, end: str | None) -> None:
    found = find_period(text)
    assert (found and found.end) == (end and day(end))
