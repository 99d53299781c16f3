"""Tables of monitoring applications under exactly their headers, printed from one small truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st
from mutations import AMOUNTS
from truth import MONTHS, Leaf, Row, Sheet, names, number, spread

from skpd_eval.model import Export, FileReading, Kind

Style = Callable[[int], Any]
AGENCY = "1.01.2.22.0.00.01.0000"
NAME = "Dinas Pendidikan"
WORKS: tuple[tuple[str, int, int], ...] = (
    ("1.01.01.2.01.0001", 12_000_000_00, 3_000_000_00),
    ("1.01.01.2.02.0003", 7_200_000_00, 0),
    ("1.01.02.2.01.0001", 24_000_000_00, 9_000_000_50),
)
"""Sub-activity, budget and realization in sen."""
Work = tuple[str, int, int]


@st.composite
def works(draw: st.DrawFn) -> list[Work]:
    """One to six sub-activities."""
    places = draw(
        st.lists(
            st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(1, 3)),
            min_size=1,
            max_size=6,
            unique=True,
        )
    )
    budgets = [draw(AMOUNTS) for _ in places]
    return [
        (f"1.01.{program:02}.2.{activity:02}.{work:04}", budget, budget * draw(st.integers(0, 120)) // 100)
        for (program, activity, work), budget in zip(places, budgets, strict=True)
    ]


def levels(works: Sequence[Work]) -> list[tuple[str, int, int]]:
    """Programs, activities and sub-activities in the order of their codes, each with its sums."""
    found: dict[str, list[int]] = {}
    for code, budget, spent in sorted(works):
        parts = code.split(".")
        for length in (3, 5, 6):
            own = found.setdefault(".".join(parts[:length]), [0, 0])
            own[0], own[1] = own[0] + budget, own[1] + spent
    return [(code, budget, spent) for code, (budget, spent) in sorted(found.items())]


def whole(works: Sequence[Work]) -> tuple[int, int]:
    """Budget and realization of all works."""
    return sum(budget for _, budget, _ in works), sum(spent for *_, spent in works)


def share(spent: int, budget: int) -> float:
    """A printed percentage."""
    return round(spent * 100 / budget, 2) if budget else 0.0


def plugin_tree(
    works: Sequence[Work] = WORKS, style: Style = number, *, budget: str = "DPA SIMDA (Rp.)"
) -> Sheet:
    """RFK of one agency of a monitoring plugin: codes over five columns, the cash plan by month behind."""
    months = [f"Anggaran Kas \n Bulan {month}" for month in range(1, 13)]
    head = [
        "Kode", None, None, None, None, "Urusan/ Bidang Urusan Pemerintahan Daerah Dan Program/ Kegiatan",
        "RKA SIPD (Rp.)", budget, "Realisasi Keuangan (Rp.)", "Capaian ( % )", "RAK ( % )", "Deviasi ( % )",
        "Realisasi Fisik ( % )", "Nilai Realisasi Fisik ( Rp )", "Sumber Dana", "Keterangan / Permasalahan",
        "Catatan Verifikator", *months, "Anggaran Kas \n Total",
    ]  # fmt: skip
    numbers = [
        "1",
        None,
        None,
        None,
        None,
        *map(str, range(6, 10)),
        "10 = (9 / 8) * 100",
        *map(str, range(11, 31)),
    ]
    rows: list[Row] = [
        ["Realisasi Fisik dan Keuangan (RFK)"],
        [f"{AGENCY} {NAME}"],
        ["Bulan Juni Tahun 2023"],
        [f"Unit Organisasi : {AGENCY} {NAME} Sub Unit Organisasi : {AGENCY} {NAME}"],
        head,
        numbers,
    ]

    def line(code: list[str], name: str | None, planned: int, spent: int) -> Row:
        figures = [style(planned + 500), style(planned), style(spent), share(spent, planned), 50, 20]
        return [*code, *[None] * (5 - len(code)), name, *figures]

    total = whole(works)
    rows += [line(["1"], "URUSAN", *total), line(["1", "01"], "BIDANG", *total)]
    for code, planned, spent in levels(works):
        urusan, bidang, program, *rest = code.split(".")
        split = [urusan, bidang, program, *([".".join(rest[:2])] if rest else []), *rest[2:]]
        row = line(split, f"Nama {code}", planned, spent)
        if len(rest) == 3:
            row += [45.5, style(planned // 2), "DAU", "Lelang gagal", None]
            row += [*map(style, spread(planned)), style(planned)]
        rows.append(row)
    rows.append(
        line([], None, *total) + [None] * 5 + [style(sum(m)) for m in zip(*_plans(works), strict=True)]
    )
    rows[-1][0] = "TOTAL dan CATATAN KESIMPULAN KABAG ADBANG"
    return Sheet(rows, ["A5:E5"], (4,))


def _plans(works: Sequence[Work]) -> list[list[int]]:
    return [spread(budget) for _, budget, _ in works]


def form_a(works: Sequence[Work] = WORKS, style: Style = number) -> Sheet:
    """Monthly form of one agency without codes; percentages are fractions, the last block counts."""
    rows: list[Row] = [
        ["FORM. A"],
        ["LAPORAN BULANAN PELAKSANAAN PROGRAM/KEGIATAN/SUBKEGIATAN"],
        ["TAHUN ANGGARAN 2023"],
        ["Nama Urusan", ": 1 PENDIDIKAN"],
        ["Organisasi", f": {NAME}"],
        ["Periode", ": Bulan Juni"],
        [],
        ["No", "Nama Program/Kegiatan/Subkegiatan", "Jumlah Anggaran (Rp)", "Bobot (%)",
         "Realisasi Pelaksanaan Anggaran", *[None] * 8, "Sisa Anggaran (Rp)"],
        [None] * 4 + ["Bulan Lalu", None, None, "Bulan Ini", None, None, "s.d. Bulan Ini", None, None],
        [None] * 4 + ["Keuangan", None, "Fisik (%)"] * 3,
        [None] * 4 + ["Rp.", "%", None] * 3,
        [*range(1, 15)],
    ]  # fmt: skip
    label = {3: "", 5: "Kegiatan: ", 6: "Sub Kegiatan: "}
    count = 0
    for code, budget, spent in levels(works):
        depth = code.count(".") + 1
        count += depth == 3
        rows.append(
            [count if depth == 3 else None, f"{label[depth]}Nama {code}", *_blocks(budget, spent, style)]
        )
    rows.append(["Jumlah Belanja", None, *_blocks(*whole(works), style)])
    rows += [[], [None] * 10 + ["Mataram, 3 Juli 2023"], [None] * 10 + ["Kepala Dinas"]]
    merges = ["A8:A11", "B8:B11", "C8:C11", "D8:D11", "E8:M8", "N8:N11", "E9:G9", "H9:J9", "K9:M9", "E10:F10",
              "G10:G11", "H10:I10", "J10:J11", "K10:L10", "M10:M11"]  # fmt: skip
    return Sheet(rows, merges, (7, 8, 9, 10))


def _blocks(budget: int, spent: int, style: Style) -> Row:
    before, now = spent // 4, spent // 2
    blocks = [[style(part), share(part, budget) / 100, None] for part in (before, now, spent)]
    return [style(budget), None, *blocks[0], *blocks[1], *blocks[2], style(budget - spent)]


def form_b(works: Sequence[Work] = WORKS, style: Style = number) -> Sheet:
    """Quarterly form of one agency: accounts over and beneath its programs, plan and realization on the deepest."""
    rows: list[Row] = [
        ["FORM. B"],
        ["TAHUN ANGGARAN 2023"],
        ["Organisasi", f": {NAME}"],
        ["Periode", ": Triwulan II"],
        [],
        ["Kode", "Nama Program/Kegiatan/Subkegiatan", "Jumlah Anggaran (Rp)", "Bobot (%)", "Penyerapan Anggaran",
         *[None] * 7, "Indikator Keluaran", None, "Sisa Anggaran (Rp)"],
        [None] * 4 + ["Triwulan Lalu", None, "Triwulan Ini", None, "s.d. Bulan Ini", None,
                      "Prosentasi s.d. Triwulan Ini", None, "Narasi", "Satuan"],
        [None] * 4 + ["Renc.", "Real"] * 3 + ["Keu. (%)", "Fisik. (%)"],
        [str(place) for place in range(1, 16)],
    ]  # fmt: skip
    budget, _ = whole(works)
    rows += [["5", "BELANJA DAERAH", style(budget)], ["5.1", "BELANJA OPERASI", style(budget)]]
    for code, planned, used in levels(works):
        rows.append([code, f"Nama {code}", style(planned)])
        if code.count(".") == 5:
            rows += [["5.1.02", "Belanja", style(planned)], ["5.1.02.01", "Belanja", style(planned)]]
            for account in ("5.1.02.01.01", "5.1.02.01.01.0024"):
                rows.append([account, "Belanja", style(planned), None, *_quarters(planned, used, style)])
    rows.append(["Jumlah Belanja", None, style(budget), None, *_quarters_of_all(works, style)])
    merges = ["A6:A8", "B6:B8", "C6:C8", "D6:D8", "E6:L6", "M6:N6", "O6:O8", "E7:F7", "G7:H7", "I7:J7", "K7:L7",
              "M7:M8", "N7:N8"]  # fmt: skip
    return Sheet(rows, merges, (5, 6, 7))


def _quarters(budget: int, spent: int, style: Style) -> Row:
    return [*map(style, _quarter_amounts(budget, spent)), share(spent, budget // 2) / 100]


def _quarters_of_all(works: Sequence[Work], style: Style) -> Row:
    amounts = [_quarter_amounts(budget, spent) for _, budget, spent in works]
    return [style(sum(column)) for column in zip(*amounts, strict=True)]


def _quarter_amounts(budget: int, spent: int) -> tuple[int, ...]:
    plan = budget // 2
    return plan // 3, spent // 4, plan // 2, spent // 2, plan, spent


def budget_import(leaves: Sequence[Leaf], style: Style = number) -> Sheet:
    """Budgets alone, code and name in one cell, a sum above the header."""
    head = ["Urusan", "OPD", "Bidang Urusan", "Sub Unit", "Program", "Kegiatan", "Sub Kegiatan", "Akun", "Kelompok",
            "Jenis", "Objek", "Rincian Obyek", "Rekening (Sub Rincian Obyek)", "APBD"]  # fmt: skip
    rows: list[Row] = [[None] * 13 + [style(sum(leaf.budget for leaf in leaves))], head]
    called = names(leaves)
    for leaf in leaves:
        parts, account = leaf.activity.split("."), leaf.account.split(".")
        agency = f"{leaf.agency} {called[leaf.agency]}"
        works = [f"{'.'.join(parts[:length])} Nama" for length in (3, 5, 6)]
        accounts = [f"{'.'.join(account[:length])} Belanja" for length in (1, 2, 3, 4, 5, 6)]
        rows.append(
            [
                f"{leaf.bidang[0]} URUSAN",
                agency,
                f"{leaf.bidang} BIDANG",
                agency,
                *works,
                *accounts,
                style(leaf.budget),
            ]
        )
    return Sheet(rows, [], (1,))


GROUPS = ("5.1", "5.2", "5.3", "5.4")


def deviation(plan: Sequence[Sequence[int]], spent: Sequence[Sequence[int]], style: Style = number) -> Sheet:
    """Cash plan and realization of one agency, a month a row, each group of expenditure a column."""
    heads = ["51", "52", "53", "54"]
    rows: list[Row] = [
        ["DEVIASI"],
        ["TAHUN 2023"],
        [],
        ["Jumlah\nBulan", "Bulan", "RAK\nTahunan (Rupiah)", None, None, None, "Realisasi\nRAK (Rupiah)"],
        [None, None, *heads, *heads],
        [*range(1, 11)],
    ]
    for place, month in enumerate(MONTHS):
        amounts = [group[place] for group in (*plan, *spent)]
        rows.append([place + 1, month, *map(style, amounts)])
    rows.append(["Jumlah", None, *(style(sum(group)) for group in (*plan, *spent))])
    return Sheet(rows, ["A4:A5", "B4:B5", "C4:F4", "G4:J4"], (3, 4))


def of_kind(reading: FileReading, kind: Kind) -> list[Export]:
    """The exports of a kind."""
    return [export for export in reading.exports if export.kind is kind]


def of_agencies(reading: FileReading) -> dict[str, tuple[int, int]]:
    """Budget and realization of each agency (code, else name) by its highest lines of progress."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for export in of_kind(reading, Kind.PHYSICAL):
        own: dict[int, set[str]] = defaultdict(set)
        for line in export.progress:
            own[line.agency].add(line.activity or "")
        for line in export.progress:
            above = own[line.agency] - {line.activity or ""}
            if not any((line.activity or "").startswith(f"{code}." if code else "") for code in above):
                agency = export.agencies[line.agency]
                amounts = found[agency.code or agency.name]
                amounts[0] += line.budget or 0
                amounts[1] += line.realization or 0
    return {agency: (budget, spent) for agency, (budget, spent) in found.items()}
