"""JSON answers as tables: arrays of objects, trees of accounts, and what stands around them as titles."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from containers import opened, refusal

from skpd_eval.model import Export, FileReading, Level
from skpd_eval.reading.container import ContainerKind
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions


def dumped(value: Any) -> bytes:
    return json.dumps(value).encode()


def read(tmp_path: Path, value: Any, options: ReadOptions | None = None, name: str = "x.json") -> FileReading:
    path = tmp_path / name
    path.write_bytes(dumped(value))
    return read_file(str(path), name, options or ReadOptions())


def only(reading: FileReading) -> Export:
    assert not reading.findings, reading.findings
    (export,) = reading.exports
    return export


ROWS = [{"nama": "A", "pagu": 10}, {"nama": "B", "pagu": 2.5, "catatan": None}]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(ROWS, id="an array"),
        pytest.param({"data": ROWS}, id="inside an object"),
        pytest.param({"status": True, "result": {"items": {"data": ROWS}}}, id="deep inside"),
    ],
)
def test_array_of_objects(tmp_path: Path, value: Any) -> None:
    book = opened(tmp_path, "x.json", dumped(value))
    (grid,) = book.grids
    assert book.container is ContainerKind.JSON
    assert grid.rows == [["nama", "pagu", "catatan"], ["A", 10, None], ["B", 2.5, None]]


def test_inner_objects_become_columns(tmp_path: Path) -> None:
    value = [{"namaSkpd": "A", "nilai": {"pagu": 1, "realisasi": "2"}}]
    (grid,) = opened(tmp_path, "x.json", dumped(value)).grids
    assert grid.rows == [["nama Skpd", "nilai pagu", "nilai realisasi"], ["A", 1, "2"]]


def test_arrays_of_arrays(tmp_path: Path) -> None:
    (grid,) = opened(tmp_path, "x.json", dumped({"rows": [["a", "b"], [1, None]]})).grids
    assert (grid.name, grid.rows) == ("rows", [["a", "b"], [1, None]])


def test_only_what_says_something_is_a_title(tmp_path: Path) -> None:
    value = {"message": "ok", "created_at": "2020-01-01", "tahun": 2023, "nama_skpd": "Dinas A", "data": ROWS}
    (grid,) = opened(tmp_path, "x.json", dumped(value)).grids
    assert grid.rows[:2] == [["tahun: 2023"], ["nama skpd: Dinas A"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b'{"a": [{"b": 1}', "damaged", id="cut"),
        pytest.param(b'[{"a": 1, "a": 2}]', "damaged", id="a key twice"),
        pytest.param(b'[{"a": NaN}]', "damaged", id="NaN"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, "too-large", id="deep"),
        pytest.param(b'{"a": 1}', "no-rows", id="no table"),
        pytest.param(b"[]", "no-rows", id="empty"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(tmp_path, "x.json", content).code == code


def node(name: str | None, budget: object, spent: object, *children: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"value": {"anggaran": budget, "realisasi": spent, "persentase": "-"}}
    if name is not None:
        made["label"] = name
    if children:
        made["child"] = {f"{place}": child for place, child in enumerate(children, 510)}
    return made


PERSONNEL = (700_000_000_000, 500_000_000_000)
REVENUE = (900_000_000_000, 494_821_832_264.91003)
POSTURE = {
    "pemda": "Kota Batu",
    "disclaimer": "APBD per 12 Agustus 2021 dan Realisasi APBD per 27 September 2021 (data realisasi sementara)",
    "postur": {
        "400": node("Pendapatan Daerah", *REVENUE, node("PAD", *REVENUE)),
        "500": node("Belanja Daerah", 1_000_000_000_000, 600_000_000_000.5,
                    node("Belanja Pegawai", *PERSONNEL, node("Belanja Pegawai", *PERSONNEL)),
                    node("Belanja Modal", 300_000_000_000, 100_000_000_000.5)),
        "600": node("Pembiayaan Daerah", 100_000_000_000, 0),
    },
}  # fmt: skip


def test_posture(tmp_path: Path) -> None:
    export = only(read(tmp_path, POSTURE))
    assert (export.layout, export.level, export.government) == ("djpk-postur", Level.GOVERNMENT, "Kota Batu")
    assert (export.cutoff, export.unit_factor) == (dt.date(2021, 9, 27), 1)
    assert [(line.account, line.budget, line.realization) for line in export.accounts][1:3] == [
        ("5.1.01", 700_000_000_000_00, 500_000_000_000_00),
        ("5.2", 300_000_000_000_00, 100_000_000_000_50),
    ]


def test_posture__roots_by_their_keys(tmp_path: Path) -> None:
    value = {
        "postur": {
            key: node(None, 10**12, 10**11, node(None, 10**12, 10**11)) for key in ("400", "500", "600")
        }
    }
    export = only(read(tmp_path, value, ReadOptions(year=2021, quarter=3, government="Kota Batu")))
    assert [(line.account, line.budget) for line in export.accounts] == [
        (code, 10**14) for code in ("4", "5", "6")
    ]
    assert "account-name-unknown" in {finding.code for finding in export.findings}


def account(code: str, name: str, budget: float, spent: float) -> dict[str, Any]:
    return {
        "kode_rekening": code, "level": code.count(".") + 1, "nama_rekening": name, "nominal": budget,
        "realisasi": spent, "presentase": 1.5, "previous_realisasi": 7,
    }  # fmt: skip


def test_statement_of_accounts(tmp_path: Path) -> None:
    lines = [
        account("5", "BELANJA DAERAH", 2000, 1500.5),
        account("5.1", "BELANJA OPERASI", 1500, 1400.5),
        account("5.1.01", "Belanja Pegawai", 1500, 1400.5),
        account("5.2", "BELANJA MODAL", 500, 100),
    ]
    head = {"tanggalFrom": "2023-01-01", "tanggalTo": "2023-09-30", "nama_skpd": "Dinas Pendidikan"}
    export = only(read(tmp_path, {"data": {**head, "data": lines}}))
    assert (export.layout, export.cutoff, export.agencies[0].name) == (
        "lra",
        dt.date(2023, 9, 30),
        "Dinas Pendidikan",
    )
    assert [(line.account, line.realization) for line in export.accounts] == [
        ("5.1.01", 1400_50),
        ("5.2", 100_00),
    ]


def test_plain_rows(tmp_path: Path) -> None:
    value = [
        {
            "kodeSkpd": "1.01.2.22.0.00.01.0000",
            "namaSkpd": "Dinas A",
            "anggaran": "1.000,50",
            "realisasi": "500",
        }
    ]
    export = only(read(tmp_path, value, ReadOptions(year=2023, quarter=3)))
    assert [(line.budget, line.realization) for line in export.accounts] == [(1000_50, 500_00)]


AMOUNTS = {"Dinas Pendidikan": (1_000, 400), "Dinas Kesehatan": (600, 300)}
META = {"pemda": "Kota Contoh", "tahunAnggaran": 2023, "bulan": 9, "generatedAt": "2024-01-05"}
RECORDS = [{"nama_skpd": name, "pagu": budget, "realisasi": spent} for name, (budget, spent) in AMOUNTS.items()]
KINDS = ("Belanja Operasi", "Belanja Modal")
HEADINGS = ["nama_skpd", "pagu", "realisasi"]
LISTS = [[name, *amounts] for name, amounts in AMOUNTS.items()]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"meta": META, "data": RECORDS}, id="what it is of in an object beside"),
        pytest.param({**META, "data": RECORDS}, id="what it is of beside the table"),
        pytest.param(
            {"info": META, "data": {name: {"pagu": b, "realisasi": r} for name, (b, r) in AMOUNTS.items()}},
            id="keyed by the agency",
        ),
        pytest.param({**META, "columns": HEADINGS, "data": LISTS}, id="headings apart from the rows"),
        pytest.param({**META, "edges": [{"node": one} for one in RECORDS]}, id="each in an object that says nothing"),
        pytest.param(
            {**META, "fields": [{"id": name, "type": "text"} for name in HEADINGS], "records": LISTS},
            id="headings as objects",
        ),
        pytest.param(
            {
                **META,
                "data": [
                    {"skpd": {"kode": f"1.0{place}", "nama": name}, "belanja": {"pagu": b, "realisasi": r}}
                    for place, (name, (b, r)) in enumerate(AMOUNTS.items(), 1)
                ],
            },
            id="objects inside objects",
        ),
        pytest.param(
            {
                **META,
                "data": [
                    {
                        "nama_skpd": name,
                        "rincian": [{"jenis_belanja": kind, "pagu": b // 2, "realisasi": r // 2} for kind in KINDS],
                    }
                    for name, (b, r) in AMOUNTS.items()
                ],
            },
            id="kinds in a list of each agency",
        ),
    ],
)
def test_forms_of_a_table_read_the_same(tmp_path: Path, value: Any) -> None:
    reading = read(tmp_path, value)
    (export,) = reading.exports
    found: dict[str, tuple[int, int]] = {}
    for line in export.accounts:
        budget, spent = found.get(export.agencies[line.agency].name, (0, 0))
        found[export.agencies[line.agency].name] = (
            budget + (line.budget or 0) // 100,
            spent + (line.realization or 0) // 100,
        )
    assert found == AMOUNTS
    assert (export.government, export.cutoff) == ("Kota Contoh", dt.date(2023, 9, 30))


def test_accounts_by_their_names_are_no_agencies(tmp_path: Path) -> None:
    value = {**META, "data": {name: {"anggaran": 10, "realisasi": 4} for name in ("pendapatan", "belanja")}}
    assert not read(tmp_path, value).exports


@pytest.mark.parametrize(
    ("value", "title"),
    [
        pytest.param({"periode": {"jenis": "bulanan", "s_d": "2023-06-30"}}, "Posisi 30/06/2023", id="until a day"),
        pytest.param({"meta": {"asOf": "2024-09-30"}}, "Posisi 30/09/2024", id="as of"),
        pytest.param({"filter": {"bulan": 7}}, "Bulan: Juli", id="a month by its number"),
    ],
)
def test_the_position_beside_a_table_is_a_title(tmp_path: Path, value: Any, title: str) -> None:
    (grid,) = opened(tmp_path, "x.json", dumped({**value, "data": ROWS})).grids
    assert [title] in grid.rows


def test_the_day_of_the_answer_is_no_position(tmp_path: Path) -> None:
    value = {"meta": {"generatedAt": "2024-08-06", "updated_to": "2024-08-06"}, "data": ROWS}
    (grid,) = opened(tmp_path, "x.json", dumped(value)).grids
    assert grid.rows[0] == ["nama", "pagu", "catatan"]
