"""Agencies and governments are found by what people call them; what may be several is never chosen in silence."""

from __future__ import annotations

import pytest

from skpd_eval.codes import short_name
from skpd_eval.codes.lookup import Spelled, lookup

AGENCIES = {
    "1.01.2.22.0.00.01.0000": "Dinas Pendidikan",
    "1.02.0.00.0.00.01.0000": "Dinas Kesehatan",
    "1.03.0.00.0.00.01.0000": "Dinas Pekerjaan Umum dan Penataan Ruang",
    "1.05.0.00.0.00.01.0000": "Satuan Polisi Pamong Praja",
    "1.05.0.00.0.00.03.0000": "Badan Penanggulangan Bencana Daerah",
    "2.07.0.00.0.00.01.0000": "Dinas Tenaga Kerja",
    "2.08.2.14.0.00.01.0000": "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan KB",
    "2.12.0.00.0.00.01.0000": "Dinas Kependudukan dan Pencatatan Sipil",
    "2.19.0.00.0.00.01.0000": "Dinas Kepemudaan, Olahraga dan Pariwisata",
    "4.01.0.00.0.00.01.0000": "Sekretariat Daerah",
    "4.02.0.00.0.00.01.0000": "Sekretariat DPRD",
    "5.01.5.05.0.00.01.0000": "Badan Perencanaan Pembangunan, Penelitian dan Pengembangan Daerah",
    "5.02.0.00.0.00.01.0000": "Badan Keuangan dan Aset Daerah",
    "5.03.5.04.0.00.01.0000": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "7.01.0.00.0.00.01.0000": "Kecamatan Batu",
    "7.01.0.00.0.00.03.0000": "Kecamatan Junrejo",
    "8.01.0.00.0.00.01.0000": "Badan Kesatuan Bangsa dan Politik",
}


def meant(asked: str) -> tuple[str, ...]:
    return lookup(asked, AGENCIES, lambda code: Spelled(code, AGENCIES[code])).found


def near(asked: str) -> list[str]:
    found = lookup(asked, AGENCIES, lambda code: Spelled(code, AGENCIES[code]))
    assert found.found == ()
    return [AGENCIES[code] for code in found.near]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        pytest.param("Disnaker", "2.07", id="a blend"),
        pytest.param("disdik", "1.01", id="a blend of one word"),
        pytest.param("Dinkes", "1.02", id="din for dinas"),
        pytest.param("Disdukcapil", "2.12", id="letters from the middle of words"),
        pytest.param("Disporapar", "2.19", id="two syllables apart in one word"),
        pytest.param("BKAD", "5.02", id="initials"),
        pytest.param("DPUPR", "1.03", id="initials without dan"),
        pytest.param("PUPR", "1.03", id="initials without the office"),
        pytest.param("DP3AP2KB", "2.08", id="initials counted"),
        pytest.param("Kesbangpol", "8.01", id="a blend without the office"),
        pytest.param("Bakesbangpol", "8.01", id="a blend with the office"),
        pytest.param("Bappeda", "5.01", id="a longer name than the short one says"),
        pytest.param("BKPSDM", "5.03", id="initials of six words"),
        pytest.param("Setwan", "4.02", id="the council's secretariat"),
        pytest.param("setda", "4.01", id="the secretariat"),
        pytest.param("satpol pp", "1.05.0.00.0.00.01", id="two words"),
        pytest.param("satpol", "1.05.0.00.0.00.01", id="the beginning of a short name"),
        pytest.param("junrejo", "7.01.0.00.0.00.03", id="one word of the name"),
        pytest.param("ker ten", "2.07", id="beginnings of words in any order"),
        pytest.param("2.07", "2.07", id="the beginning of a code"),
        pytest.param("KECAMATAN  BATU", "7.01.0.00.0.00.01", id="the name in another spelling"),
    ],
)
def test_an_agency_is_found_as_people_say_it(asked: str, code: str) -> None:
    [found] = meant(asked)
    assert found.startswith(code)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        pytest.param("kecamatan", ["7.01.0.00.0.00.01", "7.01.0.00.0.00.03"], id="a word of two names"),
        pytest.param("1.05", ["1.05.0.00.0.00.01", "1.05.0.00.0.00.03"], id="the beginning of two codes"),
        pytest.param("kes", ["1.02", "8.01"], id="a syllable of two names"),
        pytest.param("bp", ["1.05.0.00.0.00.03", "5.01", "5.03", "8.01"], id="initials that leave words out"),
    ],
)
def test_what_may_be_several_agencies_is_all_of_them(asked: str, codes: list[str]) -> None:
    found = meant(asked)
    assert len(found) == len(codes)
    assert all(one.startswith(code) for one, code in zip(found, codes, strict=True))


def test_the_governments_name_behind_an_agencys_is_no_word_left_out() -> None:
    known = ["DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL KAB. TAPANULI UTARA", "DINAS KESEHATAN KAB. TAPANULI UTARA"]
    assert lookup("dinkes", known, lambda name: Spelled(None, name)).found == (known[1],)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        pytest.param("Dinas Tenga Kerja", "Dinas Tenaga Kerja", id="a letter missing"),
        pytest.param("kesehatn", "Dinas Kesehatan", id="without the office"),
        pytest.param("Disnakr", "Dinas Tenaga Kerja", id="in a short name"),
    ],
)
def test_a_typing_error_finds_nobody_and_proposes(asked: str, first: str) -> None:
    assert near(asked)[0] == first


@pytest.mark.parametrize("asked", ["Dinas Kehutanan", "xyzzy", "", "-", "99", "Dinas Pasar"])
def test_what_is_no_agency_is_found_nowhere_and_nothing_is_proposed(asked: str) -> None:
    assert near(asked) == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Dinas Tenaga Kerja", "Disnaker"),
        ("Dinas Kesehatan", "Dinkes"),
        ("Dinas Komunikasi dan Informatika", "Diskominfo"),
        ("Dinas Pekerjaan Umum dan Penataan Ruang", "DPUPR"),
        ("DINAS LINGKUNGAN HIDUP", "DLH"),
        ("Badan Keuangan dan Aset Daerah", "BKAD"),
        ("Badan Kesatuan Bangsa dan Politik", "Bakesbangpol"),
        ("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "DP3A"),
        ("Satuan Polisi Pamong Praja", "Satpol PP"),
        ("DINAS KESEHATAN KAB. TAPANULI UTARA", "Dinkes"),
        ("Satuan Polisi Pamong Praja Kota Batu", "Satpol PP"),
        ("Dinas Tata Ruang Kota dan Pertanahan", "DTRKP"),
        ("Inspektorat", None),
        ("Kecamatan Batu", None),
        ("Dinas Kehutanan", None),
        ("", None),
    ],
)
def test_the_usual_short_name(name: str, short: str | None) -> None:
    assert short_name(name) == short
