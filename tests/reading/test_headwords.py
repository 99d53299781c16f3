"""Headings understood by their words alone, and those that a single unknown word keeps from it."""

from pathlib import Path
from typing import Any

import pytest
from test_wild_recaps import TITLE, WHOLE, in_rupiah, read_cells
from truth import errors, only

from skpd_eval.reading.headings.headings import Column, Heading
from skpd_eval.reading.headings.headwords import meaning, understood


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("alokasi anggaran", "budget"),
        ("pagu dpa", "budget"),
        ("pagu anggaran > jumlah", "budget"),
        ("anggaran > setelah perubahan", "budget_revised"),
        ("anggaran > sebelum perubahan", "budget_original"),
        ("realisasi sp2d", "realization"),
        ("realisasi keuangan > s d triwulan ini", "realization"),
        ("realisasi keuangan > triwulan ini", None),
        ("realisasi keuangan > s d triwulan lalu", None),
        ("keuangan % > target", "plan_pct"),
        ("keuangan % > realisasi", "realization_pct"),
        ("% thd pagu", None),
        ("% realisasi terhadap pagu", "realization_pct"),
        ("% realisasi terhadap target", None),
        ("% fisik", "physical_pct"),
        ("rencana fisik", "physical_target_pct"),
        ("anggaran kas", "plan"),
        ("realisasi dak", None),
        ("pagu bidang bina marga", None),
        ("sisa anggaran", None),
        ("anggaran > belanja pegawai", "budget:5.1.01"),
        ("modal > realisasi", "realization:5.2"),
        ("anggaran > belanja daerah", "budget"),
        ("organisasi perangkat daerah opd", "agency_name"),
        ("kode perangkat daerah", "agency_code"),
        ("nama kegiatan", None),
        ("kepala dinas", None),
        ("skpk", "agency_name"),
        ("distrik", "agency_name"),
        ("kdskpd", "agency_code"),
        ("nama unit", "agency_name"),
        ("kode unit", "agency_code"),
        ("unit", None),
        ("nmskpd", "agency_name"),
        ("jml anggaran", "budget"),
        ("jumlah spj sah", "realization"),
        ("realisasi > s d minggu ini", "realization"),
        ("realisasi > minggu ini", None),
        ("realisasi > s d minggu lalu", None),
        ("belum terealisasi", None),
        ("pengeluaran s d periode ini", "realization"),
        ("pengeluaran periode ini", None),
        ("pengeluaran", None),
        ("anggaran pengeluaran sd periode ini", "budget"),
    ],
)
def test_meaning(heading: str, role: str | None) -> None:
    assert meaning(tuple(heading.split(" > "))) == role


@pytest.mark.parametrize(
    ("headings", "taken", "roles"),
    [
        (["alokasi anggaran"], {"budget"}, []),
        (
            ["anggaran > operasi", "anggaran > modal", "realisasi > operasi", "realisasi > modal"],
            set(),
            ["budget:5.1", "budget:5.2", "realization:5.1", "realization:5.2"],
        ),
        (["anggaran > pegawai", "realisasi > pegawai"], set(), []),
        (["anggaran > pegawai", "realisasi > pegawai", "realisasi > jumlah"], set(), ["realization"]),
        (["anggaran > pegawai", "realisasi > modal"], set(), []),
        (
            ["anggaran > operasi", "anggaran > pegawai", "realisasi > operasi", "realisasi > pegawai"],
            set(),
            [],
        ),
        (["realisasi sp2d", "% realisasi"], set(), ["realization"]),
        (["kecamatan", "alokasi anggaran"], set(), ["agency_name", "budget"]),
        (["nama pekerjaan", "kecamatan", "alokasi anggaran"], set(), ["budget"]),
    ],
)
def test_understood(headings: list[str], taken: set[str], roles: list[str]) -> None:
    parts = [tuple(heading.split(" > ")) for heading in headings]
    unknown = [Column("", column, Heading(path, beneath=path)) for column, path in enumerate(parts)]
    assert sorted(understood(unknown, taken).values()) == sorted(roles)


def test_kinds_without_their_total__are_lines_of_their_accounts(tmp_path: Path) -> None:
    head: list[list[Any]] = [
        ["No", "Perangkat Daerah", "Anggaran", None, "Realisasi", None],
        [None, None, *(["Belanja Operasi", "Belanja Modal"] * 2)],
    ]
    rows = [
        [number, name, budget - 9, 9, spent - 5, 5]
        for number, (name, (budget, spent)) in enumerate(WHOLE.items(), 1)
    ]
    total = [None, "JUMLAH", *(sum(row[column] for row in rows) for column in range(2, 6))]
    reading = read_cells(tmp_path, [*head, *rows, total], TITLE)
    assert in_rupiah(reading) == WHOLE
    assert {line.account for line in only(reading).accounts} == {"5.1", "5.2"}
    total[-1] += 1
    wrong = read_cells(tmp_path, [*head, *rows, total], TITLE)
    assert "total-differs" in {code for code, _ in errors(wrong)}


@pytest.mark.parametrize(
    ("heading", "bare", "roles"),
    [
        pytest.param("s d hari ini", True, ["realization"], id="until today, beneath a title of the realization"),
        pytest.param("s d saat ini", True, ["realization"], id="until now"),
        pytest.param("s d hari ini", False, [], id="where the titles name no period"),
        pytest.param("hari ini", True, [], id="today alone"),
        pytest.param("target > s d saat ini", True, ["plan"], id="of the plan"),
        pytest.param("sisa > s d saat ini", True, [], id="of the remainder"),
    ],
)
def test_until_now_alone__is_the_realization(heading: str, bare: bool, roles: list[str]) -> None:
    column = Column(0, "", Heading(tuple(heading.split(" > "))))
    assert [*understood([column], {"budget"}, bare=bare).values()] == roles
