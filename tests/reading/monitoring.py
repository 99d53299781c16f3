"""Recaps and trees of monitoring applications and of development administration, printed from a few agencies."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from forms import Work, levels, of_agencies, share, whole
from hypothesis import strategies as st
from truth import Row, Sheet

from skpd_eval.model import FileReading, Kind

Style = Callable[[int], Any]
AMOUNTS = st.integers(10**11, 10**13)
"""Sen: budgets that agencies have, whose unit is not in question."""
Agencies = Mapping[str, tuple[int, int, float]]
"""Name to budget and realization in sen and physical progress in percent."""
CODES = {
    "Dinas Pendidikan": "1.01.2.22.0.00.01.0000",
    "Dinas Kesehatan": "1.02.0.00.0.00.01.0000",
    "Dinas Perhubungan": "2.15.0.00.0.00.01.0000",
    "Kecamatan Satu": "7.01.0.00.0.00.03.0000",
}


@st.composite
def agencies(draw: st.DrawFn) -> dict[str, tuple[int, int, float]]:
    """Two to four agencies; no realization above a fifth more than its budget."""
    some = draw(st.lists(st.sampled_from(list(CODES)), min_size=2, max_size=4, unique=True))
    found = {}
    for name in some:
        budget = draw(AMOUNTS)
        found[name] = budget, budget * draw(st.integers(2, 120)) // 100, draw(st.integers(3, 200)) / 2
    return found


def _sums(drawn: Agencies) -> tuple[int, int]:
    return sum(budget for budget, *_ in drawn.values()), sum(spent for _, spent, _ in drawn.values())


def plugin(drawn: Agencies, style: Style) -> Sheet:
    """RFK per agency of the WP-SIPD plugin (layout L8), a row of formulas beneath its headings."""
    head = ["Kode", "Nama SKPD", "RKA SIPD (Rp.)", "DPA SIMDA (Rp.)", "Realisasi Keuangan (Rp.)", "Capaian ( % )",
            "RAK SIMDA ( % )", "Deviasi ( % )", "Realisasi Fisik ( % )", "Nilai Realisasi Fisik ( Rp. )",
            "Update Terakhir", "Catatan Ka.Adbang"]  # fmt: skip
    numbers = ["1", "2", "3", "4", "5", "6 = (5 / 4) * 100", "7", "8 = ((7 - 6) / 7) * 100", *map(str, range(9, 13))]
    rows: list[Row] = [["REALISASI FISIK DAN KEUANGAN (RFK)"], ["BULAN JUNI TAHUN ANGGARAN 2023"], head, numbers]
    for name, (budget, spent, physical) in drawn.items():
        figures = [style(budget + 500_000), style(budget), style(spent), share(spent, budget), 50.0, 20.0, physical]
        rows.append([CODES[name], name, *figures, style(spent // 2), "2023-07-02", None])
    budget, spent = _sums(drawn)
    rka = style(budget + len(drawn) * 500_000)
    rows.append(["TOTAL", None, rka, style(budget), style(spent), share(spent, budget)])
    return Sheet(rows, [], (2,))


BIDANG = {"1.01": "PENDIDIKAN", "1.02": "KESEHATAN", "2.15": "PERHUBUNGAN", "7.01": "KECAMATAN"}


def summary(drawn: Agencies, style: Style, *, affairs: bool) -> Sheet:
    """LRA by affair and organization (appendix I.2), or by organization alone, what remains in parentheses."""
    head = ["KODE", "URUSAN PEMERINTAHAN DAERAH" if affairs else "URAIAN", "BELANJA", None, None, None]
    under = [None, None, "ANGGARAN SETELAH PERUBAHAN", "REALISASI", "BERTAMBAH/ (BERKURANG)", "%"]
    rows: list[Row] = [
        ["PEMERINTAH KABUPATEN CONTOH"],
        ["RINGKASAN LAPORAN REALISASI ANGGARAN MENURUT URUSAN PEMERINTAHAN DAERAH DAN ORGANISASI"],
        ["UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 30 JUNI 2023"],
        head,
        under,
        ["1", "2", "3", "4", "5=4-3", "6"],
    ]

    def line(code: str | None, name: str, budget: int, spent: int) -> Row:
        return [code, name, style(budget), style(spent), style(spent - budget), share(spent, budget)]

    for bidang, affair in BIDANG.items():
        own = {name: pair for name, (*pair, _) in drawn.items() if CODES[name].startswith(bidang)}
        if own and affairs:
            rows.append(line(bidang, affair, *map(sum, zip(*own.values(), strict=True))))
        rows += [line(CODES[name], name, budget, spent) for name, (budget, spent) in own.items()]
    rows.append(line(None, "JUMLAH", *_sums(drawn)))
    return Sheet(rows, ["A4:A5", "B4:B5", "C4:F4"], (3, 4))


def accounts_by_name(reading: FileReading) -> dict[str, tuple[int | None, int | None]]:
    """Budget and realization of each agency as an LRA states them."""
    return {
        export.agencies[line.agency].name: (line.budget, line.realization)
        for export in reading.exports
        for line in export.accounts
    }


def weighted(drawn: Agencies, style: Style) -> Sheet:
    """Recap of a regency with weighted percentages (demonev, Kab. Enrekang)."""
    rows: list[Row] = [
        ["REKAPITULASI LAPORAN PERKEMBANGAN KEMAJUAN FISIK DAN KEUANGAN"],
        ["TRIWULAN II TAHUN 2023"],
        ["NO", "UNIT KERJA (SKPD)", "ANGGARAN", "JUMLAH KEGIATAN", "BOBOT", "REALISASI KEUANGAN (RP)",
         "REALISASI (%)", None, "TERTIMBANG %", None, "KEPALA SKPD", "KET"],
        [None, None, None, None, None, None, "Fisik", "Keu", "Fisik(%)", "Keu(%)", None, None],
    ]  # fmt: skip
    whole_budget, whole_spent = _sums(drawn)
    for place, (name, (budget, spent, physical)) in enumerate(drawn.items(), 1):
        bobot, done = share(budget, whole_budget), share(spent, budget)
        parts = [round(physical * bobot / 100, 2), round(done * bobot / 100, 2)]
        rows.append([place, name, style(budget), 3, bobot, style(spent), physical, done, *parts, "Budi", "-"])
    done = share(whole_spent, whole_budget)
    rows.append([None, "JUMLAH", style(whole_budget), 3 * len(drawn), 100, style(whole_spent), None, done])
    merges = ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4", "G3:H3", "I3:J3", "K3:K4", "L3:L4"]
    return Sheet(rows, merges, (2, 3))


def absorption(drawn: Agencies, style: Style) -> Sheet:
    """Absorption by agency (Biro AP NTB): amounts and percentages under the same word."""
    rows: list[Row] = [
        ["SERAPAN KEUANGAN APBD PER OPD SAMPAI DENGAN JUNI 2023"],
        [],
        ["No.", "Nama", "Pagu", "Realisasi", "Deviasi Serapan", "Realisasi", None, "Deviasi", None],
        [None, None, None, None, None, "Keu", "Fisik", "Keu", "Fisik"],
    ]
    for place, (name, (budget, spent, physical)) in enumerate(drawn.items(), 1):
        rows.append([place, name, style(budget), style(spent), 5.0, share(spent, budget), physical, -1.0, 2.0])
    budget, spent = _sums(drawn)
    rows.append([None, "Jumlah", style(budget), style(spent), None, share(spent, budget)])
    return Sheet(rows, ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:I3"], (2, 3))


def tree(works: list[Work], style: Style) -> Sheet:
    """Programs of one agency with weights (simonev, Kab. Bintan)."""
    rows: list[Row] = [
        ["LAPORAN REALISASI FISIK DAN KEUANGAN"],
        ["OPD : Dinas Pendidikan"],
        ["KEADAAN S.D. JUNI TAHUN ANGGARAN 2023"],
        [],
        ["NOMOR", "KODE", "PROGRAM/KEGIATAN", "UNIT KERJA", "PAGU DANA (RP)", "BOBOT (%)", "FISIK", None, None,
         "KEUANGAN", None, None, None, None, "LOKASI", "SISA ANGGARAN", None],
        [*[None] * 6, "TARGET (%)", "REALISASI (%)", "TTB (%)", "TARGET (RP)", "TARGET (%)", "REALISASI (RP)",
         "REALISASI (%)", "TTB (%)", None, "(RP)", "(%)"],
    ]  # fmt: skip
    every = whole(works)
    for place, (code, budget, spent) in enumerate(levels(works), 1):
        rows.append([place, code, f"Nama {code}", "Bidang Contoh", *_tree_figures(budget, spent, every[0], style)])
    rows.append(["JUMLAH", None, None, None, *_tree_figures(*every, every[0], style)])
    merges = [f"{letter}5:{letter}6" for letter in "ABCDEFO"] + ["G5:I5", "J5:N5", "P5:Q5"]
    return Sheet(rows, merges, (4, 5))


def _tree_figures(budget: int, spent: int, every: int, style: Style) -> Row:
    bobot, done = share(budget, every), share(spent, budget)
    physical = [60.0, 45.5, round(bobot * 0.455, 2)]
    money = [style(budget), 100.0, style(spent), done, round(bobot * done / 100, 2)]
    return [style(budget), bobot, *physical, *money, "Contoh", style(budget - spent), round(100 - done, 2)]


def by_name(drawn: Agencies) -> dict[Any, Any]:
    """Budget and realization of each agency."""
    return {name: (budget, spent) for name, (budget, spent, _) in drawn.items()}


def physical_by_name(drawn: Agencies) -> dict[Any, Any]:
    """Physical progress of each agency."""
    return {name: Decimal(str(physical)) for name, (_, _, physical) in drawn.items()}


def found_by_name(reading: FileReading) -> dict[Any, Any]:
    """Budget and realization of each agency as read."""
    return {
        export.agencies[line.agency].name: (line.budget, line.realization)
        for export in reading.exports
        if export.kind is Kind.PHYSICAL
        for line in export.progress
    }


def physical_found(reading: FileReading) -> dict[Any, Any]:
    """Physical progress of each agency as read."""
    return {
        export.agencies[line.agency].name: line.physical_pct
        for export in reading.exports
        if export.kind is Kind.PHYSICAL
        for line in export.progress
    }


MONTHS = {"Juli": 7, "Agustus": 8, "September": 9}
Course = Mapping[str, tuple[int, tuple[int, int]]]
"""Name to budget and realization until July and until August, in sen."""


@st.composite
def courses(draw: st.DrawFn) -> dict[str, tuple[int, tuple[int, int]]]:
    """Agencies of a government over two months, the second above the first."""
    some = draw(st.lists(st.sampled_from(list(CODES)), min_size=2, max_size=3, unique=True))
    found = {}
    for name in some:
        budget, july = draw(AMOUNTS), draw(st.integers(2, 40))
        found[name] = budget, (budget * july // 100, budget * (july + draw(st.integers(5, 60))) // 100)
    return found


def by_months(drawn: Course, style: Style) -> Sheet:
    """RFK of a government with months beside each other, the last a copy of the first (layout L6, Tapanuli Utara)."""
    contracts = [f"Nilai Kontrak/ SPK/ Kwitansi {month} 2022 (Rp)" for month in MONTHS]
    head = ["Kode Rekening", "Program/Kegiatan", "Jumlah Dana (Rp.)", "Sumber Dana", *contracts, "Realisasi Kumulatif"]
    rows: list[Row] = [
        ["PEMERINTAH KABUPATEN CONTOH"],
        ["REALISASI FISIK DAN KEUANGAN PELAKSANAAN KEGIATAN APBD"],
        ["Keadaan Bulan", ": Agustus Tahun 2022"],
        [],
        head,
        [*[None] * 7, *(f"{what} {month} (%)" for what in ("Fisik", "Keuangan") for month in MONTHS)],
    ]
    for name, (budget, spent) in drawn.items():
        bidang = CODES[name][:4]
        rows.append(_month_row(CODES[name], name.upper(), budget, spent, style))
        for code, label in ((f"{bidang}.02", "PROGRAM"), (f"{bidang}.02.2.01", "Kegiatan")):
            rows.append(_month_row(code, label, budget, spent, style))
        halves = budget // 2, (spent[0] // 2, spent[1] // 2)
        rest = budget - halves[0], (spent[0] - halves[1][0], spent[1] - halves[1][1])
        for place, part in enumerate((halves, rest), 1):
            rows.append(_month_row(f"{bidang}.02.2.01.{place:04d}", f"Sub {place}", *part, style))
    budget = sum(own for own, _ in drawn.values())
    july, august = (sum(spent[at] for _, spent in drawn.values()) for at in (0, 1))
    rows.append(_month_row(None, "TOTAL", budget, (july, august), style))
    return Sheet(rows, ["A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:F6", "G5:G6", "H5:M5"], (4, 5))


def _month_row(code: str | None, name: str, budget: int, spent: tuple[int, int], style: Style) -> Row:
    by_month = [spent[0], spent[1], spent[0]]
    shares = [share(amount, budget) for amount in by_month]
    return [code, name, style(budget), "DAU", *map(style, by_month), 30.5, 45.5, 30.5, *shares]


def by_month(drawn: Course) -> dict[Any, Any]:
    """Budget and realization by agency until August, the month that the title names."""
    return {CODES[name]: (budget, spent[1]) for name, (budget, spent) in drawn.items()}


def month_found(reading: FileReading) -> dict[Any, Any]:
    """The same of what was read until that month: agencies' own rows, else the highest beneath them."""
    exports = tuple(export for export in reading.exports if export.cutoff and export.cutoff.month == 8)
    return of_agencies(dataclasses.replace(reading, exports=exports))
