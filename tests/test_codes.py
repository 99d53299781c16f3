"""Kinds of codes, their repair, their parents, and when two names are one."""

from __future__ import annotations

import pytest

from skpd_eval.codes import (
    CleanCode,
    CodeKind,
    account_kind,
    account_level,
    account_parent,
    activity_parent,
    agency_name_key,
    agency_of,
    bidang_of,
    classify,
    clean_code,
    government_key,
    government_name,
    is_dissolved_mark,
    is_unit,
    is_within,
    parent,
    split_code_and_name,
)
from skpd_eval.errors import CodeError

AGENCY = "1.01.2.22.0.00.01.0000"
UNIT = "4.01.0.00.0.00.01.0003"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("1", CodeKind.URUSAN),
        ("X", CodeKind.URUSAN),
        ("1.01", CodeKind.BIDANG),
        ("5.02", CodeKind.BIDANG),
        ("X.XX", CodeKind.BIDANG),
        (AGENCY, CodeKind.AGENCY),
        (UNIT, CodeKind.UNIT),
        ("1.01.02", CodeKind.PROGRAM),
        ("X.XX.01", CodeKind.PROGRAM),
        ("1.01.02.2.01", CodeKind.ACTIVITY),
        ("1.01.02.1.01", CodeKind.ACTIVITY),
        ("X.XX.01.2.06", CodeKind.ACTIVITY),
        ("1.01.02.1.01.53", CodeKind.SUB_ACTIVITY),
        ("1.02.01.2.01.0001", CodeKind.SUB_ACTIVITY),
        ("5", CodeKind.ACCOUNT),
        ("5.1", CodeKind.ACCOUNT),
        ("5.1.02", CodeKind.ACCOUNT),
        ("5.1.02.01", CodeKind.ACCOUNT),
        ("5.1.02.01.01", CodeKind.ACCOUNT),
        ("5.1.02.01.01.0024", CodeKind.ACCOUNT),
        ("5.1.02.01.001", CodeKind.ACCOUNT),
        ("5.1.02.01.001.00024", CodeKind.ACCOUNT),
        ("2.15.0.00.0.00.01.000", None),
        ("7.01.0.00.0.00.0006", None),
        ("5.1.02.01.01.00024", None),
        ("5.1.02.01.001.0024", None),
        ("1.020", None),
        ("1.1", None),
        ("01", None),
        ("1E5", None),
        ("1.01.02.0.01", None),
        ("", None),
        ("1.01\n", None),
        ("\u0661.\u0660\u0661", None),
    ],
)
def test_classify(code: str, kind: CodeKind | None) -> None:
    assert classify(code) is kind


@pytest.mark.parametrize(
    ("code", "expect", "kind"),
    [
        ("5", None, CodeKind.ACCOUNT),
        ("5", CodeKind.URUSAN, CodeKind.URUSAN),
        ("5", CodeKind.ACCOUNT, CodeKind.ACCOUNT),
        ("2", CodeKind.ACCOUNT, CodeKind.URUSAN),
        ("5.1", CodeKind.URUSAN, CodeKind.ACCOUNT),
        ("0", CodeKind.URUSAN, None),
    ],
)
def test_classify__a_single_digit_is_what_is_expected(
    code: str, expect: CodeKind | None, kind: CodeKind | None
) -> None:
    assert classify(code, expect=expect) is kind


@pytest.mark.parametrize(
    ("text", "code", "repairs"),
    [
        ("5.1.02", "5.1.02", ()),
        ("5.1.01.03.08.0002 ", "5.1.01.03.08.0002", ("blank-trimmed",)),
        ("\u00a05.1.02\u00a0", "5.1.02", ("blank-trimmed",)),
        (" 5.1.02.", "5.1.02", ("blank-trimmed", "trailing-dot")),
        ("1.01 .01.2.02.05", "1.01.01.2.02.05", ("inner-blank",)),
        ("1.1.1. ", "1.1.1", ("blank-trimmed", "trailing-dot")),
        ("5. 1 .02 .", "5.1.02", ("inner-blank", "trailing-dot")),
        ("'1.02", "1.02", ("apostrophe",)),
        ("X.XX.01", "X.XX.01", ()),
        ("01", "01", ()),
        ("2.15.0.00.0.00.01.000", "2.15.0.00.0.00.01.000", ()),
    ],
)
def test_clean_code(text: str, code: str, repairs: tuple[str, ...]) -> None:
    assert clean_code(text) == CleanCode(code, repairs)


def test_clean_code__keeps_codes_apart_that_are_one_number() -> None:
    texts = ["1.02", "1.020", "1.10", "1.1", "01", "1"]
    assert [clean_code(text).code for text in texts] == texts


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"), ("  ", "empty"), ("1E5", "malformed"), ("1.01 2.02", "malformed"),
        ("5" * 300, "malformed"), ("5..1", "malformed"),
        (".5", "malformed"), ("Jumlah", "malformed"), ("5,1", "malformed"), ("2-17.3", "malformed"),
        ("5.1..", "malformed"), ("x.xx.01", "malformed"),
    ],
)  # fmt: skip
def test_clean_code__refused(text: str, reason: str) -> None:
    with pytest.raises(CodeError, match=f"reason='{reason}'"):
        clean_code(text)


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("1.01.2.22.0.00.02.0000 Dinas Pendidikan dan Kebudayaan", "1.01.2.22.0.00.02.0000",
         "Dinas Pendidikan dan Kebudayaan"),
        ("2.16.2.20.2.21.02.0000 - Dinas Kominfo", "2.16.2.20.2.21.02.0000", "Dinas Kominfo"),
        ("5.1.02. Belanja\n Barang", "5.1.02", "Belanja Barang"),
        ("X.XX.01 PROGRAM PENUNJANG", "X.XX.01", "PROGRAM PENUNJANG"),
        ("2.15.0.00.0.00.01.000 Dinas Perhubungan", "2.15.0.00.0.00.01.000", "Dinas Perhubungan"),
        (" 1.01.02 ", "1.01.02", ""),
        ("Dinas  Kesehatan", None, "Dinas Kesehatan"),
        ("2.5 ha sawah", None, "2.5 ha sawah"),
        ("3 Bagian Umum", None, "3 Bagian Umum"),
        ("", None, ""),
    ],
)  # fmt: skip
def test_split_code_and_name(text: str, code: str | None, name: str) -> None:
    assert split_code_and_name(text) == (code, name)


def test_agencies_and_units() -> None:
    assert agency_of(UNIT) == "4.01.0.00.0.00.01.0000"
    assert agency_of(AGENCY) == AGENCY
    assert is_unit(UNIT)
    assert not is_unit(AGENCY)
    with pytest.raises(CodeError, match="not-an-agency"):
        agency_of("5.1.02")


@pytest.mark.parametrize(
    ("code", "bidang"),
    [(AGENCY, "1.01"), (UNIT, "4.01"), ("1.02.01.2.01.0001", "1.02"), ("X.XX.01", "X.XX"), ("1.01", "1.01")],
)
def test_bidang_of(code: str, bidang: str) -> None:
    assert bidang_of(code) == bidang


@pytest.mark.parametrize("code", ["5.1.02", "1", "x"])
def test_bidang_of__refused(code: str) -> None:
    with pytest.raises(CodeError, match="no-bidang"):
        bidang_of(code)


def test_activity_parent__ladder() -> None:
    ladder = ["1.02.01.2.01.0001", "1.02.01.2.01", "1.02.01", "1.02", "1", None]
    assert [activity_parent(code) for code in ladder[:-1] if code] == ladder[1:]
    assert activity_parent("5") is None
    with pytest.raises(CodeError, match="not-an-activity"):
        activity_parent("5.1.02")


def test_account_levels__ladder() -> None:
    ladder = ["5.1.02.01.01.0024", "5.1.02.01.01", "5.1.02.01", "5.1.02", "5.1", "5"]
    assert [account_level(code) for code in ladder] == [6, 5, 4, 3, 2, 1]
    assert [account_parent(code) for code in ladder] == [*ladder[1:], None]
    assert [account_kind(code) for code in ladder] == ["5.1.02"] * 4 + [None] * 2
    with pytest.raises(CodeError, match="not-an-account"):
        account_level("1.02.01.2.01")


def test_parent__of_units_and_agencies() -> None:
    assert parent(UNIT) == "4.01.0.00.0.00.01.0000"
    assert parent(AGENCY) == "1.01"
    with pytest.raises(CodeError, match="malformed"):
        parent("5..1")


@pytest.mark.parametrize(
    ("code", "ancestor", "within"),
    [
        ("5.1.02", "5.1", True),
        ("5.1.02", "5.1.02", True),
        ("5.1.02", "5.1.0", False),
        ("5.10", "5.1", False),
        ("5.1", "5.1.02", False),
        (UNIT, "4.01.0.00.0.00.01.0000", True),
        ("4.01.0.00.0.00.01.0000", UNIT, False),
        (AGENCY, AGENCY, True),
        (UNIT, AGENCY, False),
        (AGENCY, "1.01", True),
    ],
)
def test_is_within(code: str, ancestor: str, within: bool) -> None:
    assert is_within(code, ancestor) is within


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DINAS  PENDIDIKAN", "Dinas Pendidikan"),
        ("Dinas Pendidikan & Kebudayaan", "DINAS PENDIDIKAN DAN KEBUDAYAAN"),
        ("Dinas\u00a0Kese\u200bhatan", "Dinas Kesehatan"),
        ("Dinas Koperasi, Usaha Mikro", "Dinas Koperasi Usaha Mikro"),
        ("Badan Keuangan\nDaerah", "Badan Keuangan Daerah"),
        ("Dinas Sosial *)", "Dinas Sosial"),
        ("\uff24inas Sosial", "Dinas Sosial"),
        ("Dinas\x07Sosial", "DinasSosial"),
        ("PM-PTSP", "PM PTSP"),
    ],
)
def test_agency_name_key__same(one: str, other: str) -> None:
    assert agency_name_key(one) == agency_name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kantor Kecamatan Porsea", "Kecamatan Porsea"),
        ("NA", "nan"),
        ("-", "0"),
        ("-", "*"),
        ("None", "null"),
    ],
)
def test_agency_name_key__different(one: str, other: str) -> None:
    assert agency_name_key(one) != agency_name_key(other)
    assert agency_name_key(one)


@pytest.mark.parametrize(
    "name", ["Dinas Sosial *)", "*) Dinas Sosial", "Dinas Sosial **)", "Dinas Sosial * )"]
)
def test_is_dissolved_mark(name: str) -> None:
    assert is_dissolved_mark(name)


@pytest.mark.parametrize("name", ["Dinas Sosial", "Dinas (Sosial)", "Dinas *Sosial*", ""])
def test_is_dissolved_mark__not(name: str) -> None:
    assert not is_dissolved_mark(name)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("PEMERINTAH KABUPATEN TOBA", "kabupaten toba"),
        ("PEMERINTAH DAERAH KABUPATEN TOBA", "kabupaten toba"),
        ("Kab. Toba", "kabupaten toba"),
        ("KAB.TOBA", "kabupaten toba"),
        ("Pemkab Toba", "kabupaten toba"),
        ("Toba", "toba"),
        ("KOTA BATU", "kota batu"),
        ("Pemkot Batu", "kota batu"),
        ("PROPINSI BALI", "provinsi bali"),
        ("Prov. Bali", "provinsi bali"),
        ("Pemerintah Provinsi Bali", "provinsi bali"),
        ("PEMPROV BALI", "provinsi bali"),
        ("Pemerintah Daerah Daerah Istimewa Yogyakarta", "daerah istimewa yogyakarta"),
        ("Kota", "kota"),
    ],
)
def test_government_key(name: str, key: str) -> None:
    assert government_key(name) == key


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PEMERINTAH KABUPATEN TOBA", "Kabupaten Toba"),
        ("KAB. LAMPUNG SELATAN", "Kabupaten Lampung Selatan"),
        ("DI KABUPATEN TAPANULI UTARA TAHUN ANGGARAN 2022", "Kabupaten Tapanuli Utara"),
        ("KOTA BATU", "Kota Batu"),
        ("APBD PROVINSI BALI TAHUN 2026", "Provinsi Bali"),
        ("SATUAN KERJA PERANGKAT DAERAH KAB. LAMPUNG SELATAN PERGESERAN APBD TAHUN 2026",
        "Kabupaten Lampung Selatan"),
        ("PEMERINTAH KABUPATEN TOBA PROVINSI SUMATERA UTARA", "Kabupaten Toba"),
        ("KABUPATEN LIMA PULUH KOTA", "Kabupaten Lima Puluh Kota"),
        ("KABUPATEN TOJO UNA-UNA", "Kabupaten Tojo Una-Una"),
        ("PROVINSI DKI JAKARTA", "Provinsi DKI Jakarta"),
        ("PROVINSI DI YOGYAKARTA", "Provinsi DI Yogyakarta"),
        ("PROVINSI DAERAH ISTIMEWA YOGYAKARTA", "Provinsi Daerah Istimewa Yogyakarta"),
        ("Realisasi di Kabupaten Toba sampai Oktober", "Kabupaten Toba"),
        ("PEMKOT BATU", "Kota Batu"),
        ("Province: Bali", "Provinsi Bali"),
        ("Kota : Batu", "Kota Batu"),
        ("REALISASI APBD KABUPATEN TOBA T.A. 2025", "Kabupaten Toba"),
    ],
)  # fmt: skip
def test_government_name(text: str, name: str) -> None:
    assert government_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA",
        "KABUPATEN / KOTA",
        "DAERAH KABUPATEN/KOTA TAHUN 2022",
        "TAMAN KOTA",
        "PEMBANGUNAN PERKOTAAN",
        "KOTA TAHUN 2022",
        "TAHUN ANGGARAN 2022",
        "",
    ],
)
def test_government_name__none(text: str) -> None:
    assert government_name(text) is None
