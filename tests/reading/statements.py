"""Statements of realization (LRA, postures of governments), printed from a few accounts in every layout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from mutations import AMOUNTS
from truth import Row, Sheet

from skpd_eval.model import Export, FileReading

Style = Callable[[int], Any]
Amounts = tuple[int, int]
Accounts = Mapping[str, Amounts]
"""Lowest account to budget and realization in sen."""

NAMES = {
    "4": "PENDAPATAN DAERAH",
    "4.1": "PENDAPATAN ASLI DAERAH",
    "4.1.01": "Pajak Daerah",
    "4.1.02": "Retribusi Daerah",
    "4.2": "PENDAPATAN TRANSFER",
    "5": "BELANJA DAERAH",
    "5.1": "BELANJA OPERASI",
    "5.1.01": "Belanja Pegawai",
    "5.1.02": "Belanja Barang dan Jasa",
    "5.2": "BELANJA MODAL",
    "5.3": "BELANJA TIDAK TERDUGA",
    "6": "PEMBIAYAAN DAERAH",
    "6.1": "PENERIMAAN PEMBIAYAAN",
    "6.2": "PENGELUARAN PEMBIAYAAN",
}
LEAVES = ("4.1.01", "4.1.02", "4.2", "5.1.01", "5.1.02", "5.2", "5.3", "6.1", "6.2")
AGENCY = "1.01.2.22.0.00.01.0000 Dinas Pendidikan"


WHOLE = (LEAVES, LEAVES[:7])
"""With financing and without."""


@st.composite
def accounts(
    draw: st.DrawFn, some: Sequence[Sequence[str]] = WHOLE, amounts: st.SearchStrategy[int] = AMOUNTS
) -> dict[str, Amounts]:
    """Accounts of one of the charts.

    Every part has a neighbour beneath its sum, so that none that is lost leaves a sum of the same amount.
    """
    chart = draw(st.sampled_from(some))
    budgets = [draw(amounts) for _ in chart]
    return {
        code: (budget, budget * draw(st.integers(1, 120)) // 100)
        for code, budget in zip(chart, budgets, strict=True)
    }


def rolled(leaves: Accounts) -> dict[str, Amounts]:
    """All accounts in order with their sums; what financing spends counts against what it gains."""
    found: dict[str, list[int]] = {}
    for code, amounts in leaves.items():
        for length in range(1, code.count(".") + 2):
            own = found.setdefault(".".join(code.split(".")[:length]), [0, 0])
            sign = -1 if code == "6.2" and length == 1 else 1
            own[:] = [old + sign * new for old, new in zip(own, amounts, strict=True)]
    return {code: (budget, spent) for code, (budget, spent) in sorted(found.items())}


def by_group(leaves: Accounts) -> dict[Any, Any]:
    """Sums by group: ``5.1``, ``5.2`` …"""
    found: dict[Any, Any] = {}
    for code, (budget, spent) in leaves.items():
        before = found.get(code[:3], (0, 0))
        found[code[:3]] = before[0] + budget, before[1] + spent
    return found


def groups_found(exports: tuple[Export, ...]) -> dict[Any, Any]:
    """The same of what was read."""
    lines = [line for export in exports for line in export.accounts]
    known: dict[str, Amounts] = {}
    for line in lines:
        before = known.get(line.account or "", (0, 0))
        known[line.account or ""] = before[0] + (line.budget or 0), before[1] + (line.realization or 0)
    return by_group(known)


def of_government(leaves: Accounts) -> dict[Any, Any]:
    """What a statement of a government says."""
    return by_group(leaves) | {"whose": "Kota Contoh", "until": dt.date(2022, 12, 31)}


def government_found(reading: FileReading) -> dict[Any, Any]:
    """The same of a reading."""
    (export,) = reading.exports
    return groups_found(reading.exports) | {"whose": export.government, "until": export.cutoff}


TITLES = (
    "PEMERINTAH KOTA CONTOH",
    "LAPORAN REALISASI ANGGARAN PENDAPATAN DAN BELANJA DAERAH",
    "UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER 2022",
)
SUMS = {"4": "Jumlah Pendapatan", "5": "Jumlah Belanja"}


def share(spent: int, budget: int) -> float:
    """A printed percentage."""
    return round(spent * 100 / budget, 2) if budget else 0.0


def coded(leaves: Accounts, style: Style, *, sums: bool = False) -> Sheet:
    """LRA by account (layout L9), last year beside, with or without sums and balances beneath."""
    head: Row = ["Kode Rekening", "Uraian", "Anggaran 2022", "Realisasi 2022", "%", "Realisasi 2021"]
    rows: list[Row] = [[title] for title in TITLES] + [[], head]
    for code, label, budget, spent in _lines(leaves, sums=sums):
        figures = [style(budget), style(spent), share(spent, budget), style(77_777_00)]
        rows.append([code and f"{code}.", label, *figures])
    return Sheet(rows, ["A1:F1", "A2:F2", "A3:F3"], (4,))


def named(leaves: Accounts, style: Style) -> Sheet:
    """The same without codes, as SIMAKDA prints it."""
    head: Row = ["URAIAN", "ANGGARAN", "REALISASI", "LEBIH (KURANG)"]
    rows: list[Row] = [[title] for title in TITLES] + [[], head]
    for _, label, budget, spent in _lines(leaves, sums=True):
        rows.append([label, style(budget), style(spent), style(spent - budget)])
    return Sheet(rows, ["A1:D1", "A2:D2", "A3:D3"], (4,))


def _lines(leaves: Accounts, *, sums: bool) -> list[tuple[str | None, str, int, int]]:
    found: list[tuple[str | None, str, int, int]] = []
    every = rolled(leaves)
    for root in ("4", "5", "6"):
        found += [(code, NAMES[code], *pair) for code, pair in every.items() if code[0] == root]
        if sums and root in every and root in SUMS:
            found.append((None, SUMS[root], *every[root]))
        if sums and root == "5" and "4" in every:
            budget, spent = (every["4"][at] - every["5"][at] for at in (0, 1))
            found.append((None, "SURPLUS/(DEFISIT)", budget, spent))
    return found


def agency_form(leaves: Accounts, style: Style) -> Sheet:
    """LRA of one agency (layout L4): merged cells, headings one column off their figures."""
    rows: list[Row] = [
        [], [],
        ["PEMERINTAH KABUPATEN CONTOH"],
        ["LAPORAN REALISASI ANGGARAN PENDAPATAN DAN BELANJA DAERAH"],
        ["periode 1 Januari s.d 31 Oktober 2022"],
        [], [],
    ]  # fmt: skip
    for label in ("Urusan Pemerintahan", "Unit Organisasi", "Sub Unit Organisasi"):
        value = "1.01 PENDIDIKAN" if label.startswith("Urusan") else AGENCY
        rows.append(_placed({1: label, 9: ":", 10: value}))
    rows += [[], [], []]
    rows.append(_placed({1: "KODE REKENING", 6: "URAIAN", 16: "ANGGARAN", 18: "REALISASI"}))
    rows += [[], [], []]
    merges = ["B14:F15", "G14:O15", "Q14:R15", "S14:T15"]
    for code, (budget, spent) in rolled(leaves).items():
        place = 7 if code.count(".") == 0 else 8
        rows.append(_placed({3: code, place: NAMES[code], 16: style(budget), 17: style(spent)}))
        merges.append(f"R{len(rows)}:S{len(rows)}")
    return Sheet(rows, merges, (13, 14))


def _placed(cells: dict[int, Any]) -> Row:
    return [cells.get(column) for column in range(20)]


def agency_true(leaves: Accounts) -> dict[Any, Any]:
    """What the form of an agency says."""
    return by_group(leaves) | {"whose": AGENCY, "until": dt.date(2022, 10, 31)}


def agency_found(reading: FileReading) -> dict[Any, Any]:
    """The same of a reading."""
    (export,) = reading.exports
    (agency,) = export.agencies
    return groups_found(reading.exports) | {"whose": f"{agency.code} {agency.name}", "until": export.cutoff}


POSTURE = ("4.1.01", "4.1.02", "4.2", "5.1.01", "5.1.02", "5.2", "5.1.05", "5.3", "6.1", "6.2")
PORTAL: Sequence[tuple[int, str, tuple[str, ...]]] = (
    (0, "Pendapatan Daerah", ("4",)),
    (1, "PAD", ("4.1",)),
    (2, "Pajak Daerah", ("4.1.01",)),
    (2, "Retribusi Daerah", ("4.1.02",)),
    (1, "TKDD", ("4.2",)),
    (0, "Belanja Daerah", ("5",)),
    (1, "Belanja Pegawai", ("5.1.01",)),
    (1, "Belanja Barang dan Jasa", ("5.1.02",)),
    (1, "Belanja Modal", ("5.2",)),
    (1, "Belanja Lainnya", ("5.1.05", "5.3")),
    (2, "Belanja Hibah", ("5.1.05",)),
    (2, "Belanja Tidak Terduga", ("5.3",)),
    (0, "Pembiayaan Daerah", ("6",)),
    (1, "Penerimaan Pembiayaan Daerah", ("6.1",)),
    (1, "Pengeluaran Pembiayaan Daerah", ("6.2",)),
)
"""Depth, name as the DJPK portal has it, and the accounts that it sums."""
HUNDREDTH = 10**7 * 100
"""Sen of the portal's last decimal: amounts are in miliar with two."""
MILIAR = st.integers(100, 500_000).map(lambda hundredths: hundredths * HUNDREDTH)


def portal(leaves: Accounts, style: Style, *, indented: bool) -> Sheet:
    """Posture of the DJPK portal (layout L11): its hierarchy by blanks before the names, or by one blank alone."""
    rows: list[Row] = [["akun", "anggaran", "realisasi", "persentase"]]
    whole = {code: (budget, _in_hundredths(spent)) for code, (budget, spent) in leaves.items()}
    every = rolled(whole)
    for depth, label, codes in PORTAL:
        budget, spent = (sum(every[code][at] for code in codes) for at in (0, 1))
        blanks = " " * ((depth and 1 + 4 * depth) if indented else 1)
        rows.append([blanks + label, style(budget), style(spent), f"{share(spent, budget)}"])
    return Sheet(rows, [], (0,))


def _in_hundredths(amount: int) -> int:
    return amount // HUNDREDTH * HUNDREDTH


def plain_miliar(sen: int) -> str:
    """``1087.36``"""
    return f"{sen // HUNDREDTH / 100:.2f}"


def worded_miliar(sen: int) -> str:
    """``1.111,83 M``"""
    return f"{sen // HUNDREDTH / 100:,.2f} M".translate(str.maketrans(",.", ".,"))


def of_portal(leaves: Accounts) -> dict[Any, Any]:
    """What a posture says."""
    return of_government({code: (budget, _in_hundredths(spent)) for code, (budget, spent) in leaves.items()})


REGIONAL: Row = ["thang", "bulan", "tgl_cutoff", "nama_pemda", "pendapatan", "belanja", "pembiayaan", "SILPA"]
GOVERNMENTS = ("Kota Contoh", "Kab. Contoh", "Kab. Satu")
Places = dict[tuple[str, int], Any]
"""Government and month, or year, to what it states."""


@st.composite
def positions(draw: st.DrawFn) -> Places:
    """Revenue, expenditure and financing of governments by month, cumulative, in sen."""
    found: Places = {}
    for name in draw(st.lists(st.sampled_from(GOVERNMENTS), min_size=2, max_size=3, unique=True)):
        so_far = (0, 0, 0)
        for month in range(7, 8 + draw(st.integers(0, 2))):
            more = [draw(st.integers(10**9, 10**12)) * 100 for _ in so_far]
            so_far = so_far[0] + more[0], so_far[1] + more[1], -more[2]
            found[name, month] = so_far
    return found


def regional(drawn: Places, style: Style) -> Sheet:
    """Realization of governments by month as a treasury office gives it (layout L12)."""
    rows: list[Row] = [list(REGIONAL)]
    for (name, month), (revenue, spent, financing) in drawn.items():
        until = dt.date(2023, month + 1, 1) - dt.timedelta(days=1)
        amounts = map(style, (revenue, spent, financing, revenue - spent + financing))
        rows.append(["2023", f"{month}", f"{until}", name, *amounts])
    return Sheet(rows, [], (0,))


def by_position(drawn: Places) -> dict[Any, Any]:
    """What it says: each account an own fact."""
    return {
        (name, month, account): (month, account, amount)
        for (name, month), amounts in drawn.items()
        for account, amount in zip("456", amounts, strict=True)
    }


def positions_found(reading: FileReading) -> dict[Any, Any]:
    """The same of a reading."""
    return {
        (export.government, month, line.account): (month, line.account, line.realization)
        for export in reading.exports
        for month in [export.cutoff and export.cutoff.month]
        for line in export.accounts
    }


def whole_rupiah(sen: int) -> str:
    """``1234567``"""
    return f"{sen // 100}"


PIVOTED = LEAVES[:7]
YEARS = (2021, 2022)


@st.composite
def budgets(draw: st.DrawFn) -> Places:
    """Accounts of governments by year, budgets of whole rupiah."""
    names = draw(st.lists(st.sampled_from(GOVERNMENTS), min_size=1, max_size=3, unique=True))
    amounts = st.integers(10**10, 10**12).map(lambda rupiah: rupiah * 100)
    return {(name, year): draw(accounts([PIVOTED], amounts)) for name in names for year in YEARS}


def pivot(drawn: Places, style: Style) -> Sheet:
    """Budgets with governments and their years in columns (layout L13)."""
    head: list[Row] = [["KODE", "URAIAN"], [None, None], [None, None]]
    for number, (name, year) in enumerate(drawn):
        first = year == YEARS[0]
        for row, cell in zip(head, (3507.0 + number if first else None, name if first else None, year), strict=True):
            row.append(cell)
    rows: list[Row] = [["APBD KABUPATEN/KOTA TAHUN 2021-2022"], [], *head]
    for code in rolled(dict.fromkeys(PIVOTED, (0, 0))):
        amounts = [style(rolled(leaves)[code][0]) for leaves in drawn.values()]
        rows.append([float(code.replace(".", "")), NAMES[code], *amounts])
    return Sheet(rows, [], (2, 3, 4))


def by_year(drawn: Places) -> dict[Any, Any]:
    """What it says: the budget of each group of expenditure, with its year."""
    return {
        (name, year, group): (year, group, budget)
        for (name, year), leaves in drawn.items()
        for group, (budget, _) in by_group(leaves).items()
        if group[0] == "5"
    }


def years_found(reading: FileReading) -> dict[Any, Any]:
    """The same of a reading."""
    return {
        (export.government, export.year, group): (export.year, group, budget)
        for export in reading.exports
        for group, (budget, _) in groups_found((export,)).items()
        if group[0] == "5"
    }
