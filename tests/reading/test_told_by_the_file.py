"""Whose a table is and when, as the file says outside of its titles: in columns, in its name, around JSON's rows."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from truth import errors, only, read

from skpd_eval.reading.told.options import ReadOptions

AGENCIES = {"Dinas Pendidikan": (1_000, 400), "Dinas Kesehatan": (600, 300), "Badan Keuangan": (200, 20)}


def csv_file(folder: Path, head: str, before: str, name: str = "berkas.csv", title: str = "") -> Path:
    lines = [title] * bool(title) + [f"{head},nama_opd,pagu,realisasi"]
    lines += [f"{before},{agency},{budget},{spent}" for agency, (budget, spent) in AGENCIES.items()]
    (folder / name).write_text("\n".join(lines) + "\n")
    return folder / name


@pytest.mark.parametrize(
    ("head", "before", "government"),
    [
        ("provinsi,kab_kota", "JAWA BARAT,KABUPATEN SUMEDANG", "Kabupaten Sumedang"),
        ("nama_kabupaten_kota", "KOTA BATU", "Kota Batu"),
        ("provinsi", "Sulawesi Barat", "Provinsi Sulawesi Barat"),
        ("kabupaten", "Badung", "Kabupaten Badung"),
    ],
)
def test_a_column_that_says_the_same_in_every_row__names_the_government(
    tmp_path: Path, head: str, before: str, government: str
) -> None:
    path = csv_file(tmp_path, head, before)
    assert only(read(path, ReadOptions(year=2023, quarter=3))).government == government


def test_several_places__are_no_owner(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "kabupaten", "Badung")
    path.write_text(path.read_text().replace("Badung,Dinas Kesehatan", "Tabanan,Dinas Kesehatan"))
    assert only(read(path, ReadOptions(year=2023, quarter=3))).government is None


@pytest.mark.parametrize(
    ("name", "government"),
    [
        ("realisasi_opd_kota_batu_2023.csv", "Kota Batu"),
        ("serapan-prov-bali-tw3.csv", "Provinsi Bali"),
        ("Rekap Kab. Sikka Sept 2023.csv", "Kabupaten Sikka"),
        ("rekap kota.csv", None),
    ],
)
def test_a_file_named_after_a_government__is_its(tmp_path: Path, name: str, government: str | None) -> None:
    path = csv_file(tmp_path, "no", "1", name)
    assert only(read(path, ReadOptions(year=2023, quarter=3))).government == government


def test_a_title_goes_before_a_column_and_the_name(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "provinsi", "Bali", "kota_batu.csv", "PEMERINTAH KOTA MALANG")
    assert only(read(path, ReadOptions(year=2023, quarter=3))).government == "Kota Malang"


def test_a_month_behind_the_name_of_a_government__is_none_of_its_words(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "no", "1", title="REALISASI KOTA BATU SEPTEMBER 2023")
    assert only(read(path, ReadOptions())).government == "Kota Batu"


ROWS = [
    {"namaOpd": name, "pagu": budget, "realisasi": spent} for name, (budget, spent) in AGENCIES.items()
]


@pytest.mark.parametrize(
    "around",
    [
        pytest.param({"meta": {"pemda": "Kota Batu", "tahunAnggaran": 2023, "bulan": 9}}, id="month by number"),
        pytest.param(
            {"meta": {"government": "Pemerintah Kota Batu", "fiscalYear": 2023, "asOf": "2023-09-30"}}, id="day"
        ),
        pytest.param({"daerah": "Kota Batu", "tahun": 2023, "periode": {"s_d": "2023-09-30"}}, id="beside"),
        pytest.param({"info": {"daerah": "Kota Batu", "year": 2023, "quarter": 3}}, id="quarter"),
    ],
)
def test_what_stands_around_the_rows_of_a_json__is_told(tmp_path: Path, around: Any) -> None:
    made = {"generatedAt": "2024-02-06T08:11:52+07:00"}
    path = tmp_path / "x.json"
    path.write_text(json.dumps({**made, **around, "data": ROWS}))
    export = only(read(path, ReadOptions()))
    assert (export.government, str(export.cutoff)) == ("Kota Batu", "2023-09-30")


def test_a_label_and_a_code__name_the_agency_without_a_colon(tmp_path: Path) -> None:
    text = (
        "LAPORAN REALISASI BELANJA 1 Januari s.d. 31 Maret 2024\n"
        "SKPD;1.05.0.00.0.00.02.0000;Badan Penanggulangan Bencana Daerah\n\n"
        "Kode;Uraian;Anggaran;Realisasi\n5;BELANJA DAERAH;600;300\n5.1;BELANJA OPERASI;400;200\n"
        "5.2;BELANJA MODAL;200;100\n"
    )
    (tmp_path / "x.csv").write_text(text)
    reading = read(tmp_path / "x.csv", ReadOptions())
    assert errors(reading) == []
    assert [agency.name for agency in only(reading).agencies] == ["Badan Penanggulangan Bencana Daerah"]


def years_file(folder: Path, shares: dict[int, int]) -> Path:
    lines = ["tahun,nama_opd,pagu,realisasi"]
    lines += [f"{year},{name},{pagu},{pagu * share // 100}" for year, share in shares.items()
              for name, (pagu, _) in AGENCIES.items()]  # fmt: skip
    (folder / "data.csv").write_text("\n".join(lines) + "\n")
    return folder / "data.csv"


def test_a_year_and_no_more__is_refused_however_much_was_spent(tmp_path: Path) -> None:
    reading = read(years_file(tmp_path, {2021: 90, 2022: 88}), ReadOptions())
    assert {code for code, _ in errors(reading)} == {"quarter-missing"}
    told = read(years_file(tmp_path, {2021: 90, 2022: 88}), ReadOptions(quarter=4))
    assert [str(export.cutoff) for export in told.exports] == ["2021-12-31", "2022-12-31"]


def test_a_page_titled_after_a_government__is_its(tmp_path: Path) -> None:
    cells = "".join(
        f"<tr><td>{name}</td><td>{budget}</td><td>{spent}</td></tr>"
        for name, (budget, spent) in AGENCIES.items()
    )
    (tmp_path / "x.html").write_text(
        "<html><head><title>e-Monev Kota Batu</title></head><body><p>Posisi 30 September 2023</p><table>"
        f"<tr><th>OPD</th><th>Anggaran</th><th>Realisasi</th></tr>{cells}</table></body></html>"
    )
    assert only(read(tmp_path / "x.html", ReadOptions())).government == "Kota Batu"


def test_the_head_of_another_sheet__names_the_government(tmp_path: Path) -> None:
    workbook = Workbook()
    table, notes = workbook.active, workbook.create_sheet("metadata")
    assert table is not None
    rows = ([name, *amounts] for name, amounts in AGENCIES.items())
    for row in (["POSISI 30 SEPTEMBER 2023"], ["OPD", "Anggaran", "Realisasi"], *rows):
        table.append(row)
    notes.append(["Judul", "Realisasi Anggaran per OPD Kota Batu"])
    workbook.save(tmp_path / "x.xlsx")
    assert only(read(tmp_path / "x.xlsx", ReadOptions())).government == "Kota Batu"


@pytest.mark.parametrize(
    ("name", "year"),
    [("realisasi_tahun_2021.csv", 2021), ("realisasi 2021-10-05.csv", None), ("realisasi_20211005.csv", None)],
)
def test_a_file_named_after_a_year__is_of_it_but_not_after_a_day(tmp_path: Path, name: str, year: int | None) -> None:
    reading = read(csv_file(tmp_path, "no", "1", name, "REALISASI S.D. TRIWULAN III"), ReadOptions())
    assert [export.year for export in reading.exports] == ([year] if year else [])
    assert [code for code, _ in errors(reading)] == ([] if year else ["year-missing"])


@pytest.mark.parametrize(
    "around",
    [
        {"pemda": {"kode": "35.79", "nama": "Kota Batu"}, "tahun_anggaran": 2023, "per_tanggal": "30-09-2023"},
        {"periode": {"tahun": 2023, "bulan": 9}, "pemda": {"name": "Kota Batu"}},
    ],
)
def test_the_name_of_an_inner_object__is_what_its_key_says(tmp_path: Path, around: Any) -> None:
    (tmp_path / "x.json").write_text(json.dumps({**around, "data": ROWS}))
    export = only(read(tmp_path / "x.json", ReadOptions()))
    assert (export.government, str(export.cutoff)) == ("Kota Batu", "2023-09-30")


def test_a_statistical_title__ends_with_its_year(tmp_path: Path) -> None:
    title = '"Realisasi s.d. September Menurut Perangkat Daerah di Kabupaten Ende, 2019 (rupiah)"'
    export = only(read(csv_file(tmp_path, "no", "1", title=title), ReadOptions()))
    assert (export.government, str(export.cutoff)) == ("Kabupaten Ende", "2019-09-30")
