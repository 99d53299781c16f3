"""A small true table, and how each layout prints it: what a reader must find again, to the sen."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from skpd_eval.errors import FileRefusedError
from skpd_eval.model import Export, FileReading, Finding, Severity, Source
from skpd_eval.reading.file.file import read_file
from skpd_eval.reading.told.options import ReadOptions

Row = list[Any]
Sums = dict[str, tuple[int, int]]
"""Agency (code, else name) to budget and realization in sen."""

Q3 = ReadOptions(government="Kota Contoh", year=2023, quarter=3)
SEPTEMBER = dt.date(2023, 9, 30)
EDUCATION, HEALTH = "1.01.2.22.0.00.01.0000", "1.02.0.00.0.00.01.0000"


@dataclass(frozen=True)
class Leaf:
    """One account of a sub-activity of an agency, amounts in sen."""

    bidang: str
    agency: str
    name: str
    activity: str
    account: str
    budget: int
    realization: int


LEAVES = (
    Leaf(
        "1.01",
        EDUCATION,
        "Dinas Pendidikan",
        "1.01.01.2.01.0001",
        "5.1.02.01.001.00024",
        1_000_000_00,
        250_000_50,
    ),
    Leaf("1.01", EDUCATION, "Dinas Pendidikan", "1.01.01.2.01.0001", "5.2.02.05.001.00004", 7_500_000_00, 0),
    Leaf(
        "2.22",
        EDUCATION,
        "Dinas Pendidikan",
        "2.22.02.2.01.0003",
        "5.1.02.02.001.00026",
        3_000_000_00,
        2_999_999_99,
    ),
    Leaf(
        "1.02",
        HEALTH,
        "Dinas Kesehatan",
        "1.02.02.2.01.0001",
        "5.1.01.01.001.00001",
        9_000_000_00,
        4_000_000_00,
    ),
    Leaf(
        "1.02",
        HEALTH,
        "Dinas Kesehatan",
        "1.02.02.2.02.0001",
        "5.2.03.01.001.00006",
        12_345_678_00,
        1_234_567_00,
    ),
)
GROUPS = ("5.1", "5.2", "5.3", "5.4")


def sums(leaves: Iterable[Leaf] = LEAVES) -> Sums:
    """What the leaves add up to by agency."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for leaf in leaves:
        found[leaf.agency][0] += leaf.budget
        found[leaf.agency][1] += leaf.realization
    return {agency: (budget, realization) for agency, (budget, realization) in found.items()}


def names(leaves: Iterable[Leaf] = LEAVES) -> dict[str, str]:
    """Agency code to name, in the order of the leaves."""
    return {leaf.agency: leaf.name for leaf in leaves}


def indonesian(sen: int) -> str:
    """``1.234.567,50``"""
    whole, rest = divmod(abs(sen), 100)
    text = f"{whole:,}".replace(",", ".") + f",{rest:02}"
    return f"({text})" if sen < 0 else text


def english(sen: int) -> str:
    """``1,234,567.50``"""
    return f"{'-' if sen < 0 else ''}{abs(sen) // 100:,}.{abs(sen) % 100:02}"


def plain(sen: int) -> str:
    """``1234567.50``"""
    return str(Decimal(sen) / 100)


def number(sen: int) -> int | float:
    """A spreadsheet's number."""
    return sen // 100 if sen % 100 == 0 else float(Decimal(sen) / 100)


Style = Callable[[int], Any]


def levels(account: str) -> list[str]:
    """An account and its upper levels from the third on: ``5.1.02`` … ``5.1.02.01.001.00024``."""
    parts = account.split(".")
    return [".".join(parts[:length]) for length in range(3, len(parts) + 1)]


@dataclass
class Sheet:
    """Rows of a sheet (from A1), merged ranges, and the rows that belong to its header."""

    rows: list[Row]
    merges: list[str] = field(default_factory=list)
    header: tuple[int, ...] = ()
    """Zero-based."""
    title: str = "Sheet1"

    @property
    def data(self) -> int:
        """Zero-based first row beneath the header."""
        return self.header[-1] + 1

    def row_of(self, text: str) -> int:
        """Zero-based row that holds a text."""
        return next(index for index, row in enumerate(self.rows) if text in row)


def recap(leaves: Sequence[Leaf] = LEAVES, style: Style = indonesian, *, numbers: bool = True) -> Sheet:
    """SIPD-RI "Rekapitulasi Belanja" (layout L1)."""
    header = [
        [
            "Kode",
            None,
            None,
            None,
            "Uraian Urusan, Organisasi, Program, Kegiatan dan Sub Kegiatan",
            "Kelompok Belanja",
        ],
        [None] * 5 + ["Operasi", None, "Modal", None, "Tak Terduga", None, "Transfer", None],
        [None] * 5 + ["Anggaran", "Realisasi"] * 4,
    ]
    rows: list[Row] = [
        ["KOTA CONTOH"],
        ["REKAPITULASI BELANJA MENURUT URUSAN PEMERINTAH DAERAH, ORGANISASI, PROGRAM, KEGIATAN"],
        ["BESERTA HASIL DAN SUB KEGIATAN BESERTA KELUARAN"],
        ["TAHUN ANGGARAN 2023"],
        [],
        *header,
    ]
    if numbers:
        rows.append(["1", None, None, None, *"2345678", "9", "10"])
    rows += _recap_rows(leaves, style)
    merges = [
        "A1:M1",
        "A2:M2",
        "A3:M3",
        "A4:M4",
        "A6:D8",
        "E6:E8",
        "F6:M6",
        "F7:G7",
        "H7:I7",
        "J7:K7",
        "L7:M7",
    ]
    return Sheet(rows, merges, (5, 6, 7))


def _recap_rows(leaves: Sequence[Leaf], style: Style) -> list[Row]:
    places: dict[tuple[str | None, ...], dict[str, list[int]]] = {}

    def add(place: tuple[str | None, ...], leaf: Leaf) -> None:
        amounts = places.setdefault(place, {group: [0, 0] for group in GROUPS})
        amounts[leaf.account[:3]][0] += leaf.budget
        amounts[leaf.account[:3]][1] += leaf.realization

    for leaf in sorted(leaves, key=lambda leaf: (leaf.bidang, leaf.agency, leaf.activity, leaf.account)):
        parts = leaf.activity.split(".")
        works = [".".join(parts[:3]), ".".join(parts[:5]), leaf.activity]
        add((leaf.bidang[0], None, None, None), leaf)
        add((leaf.bidang, None, None, None), leaf)
        add((leaf.bidang, leaf.agency, None, None), leaf)
        for work in works:
            add((leaf.bidang, leaf.agency, work, None), leaf)
        for account in levels(leaf.account):
            add((leaf.bidang, leaf.agency, leaf.activity, account), leaf)
        add((None, None, None, None), leaf)
    called = names(leaves)
    rows: list[Row] = []
    total = places.pop((None, None, None, None))
    for place, amounts in places.items():
        own = next(code for code in reversed(place) if code)
        rows.append([*place, called.get(own, f"Uraian {own}"), *_cells(amounts, style)])
    return [*rows, [None, None, None, None, "Jumlah", *_cells(total, style)]]


def _cells(amounts: dict[str, list[int]], style: Style) -> Row:
    return [style(amount) for group in GROUPS for amount in amounts[group]]


MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip


def spread(budget: int) -> list[int]:
    """A leaf's plan: the budget over twelve months, whole rupiah, the rest in December."""
    share = budget // 12 // 100 * 100
    return [share] * 11 + [budget - 11 * share]


def plan(leaves: Sequence[Leaf] = LEAVES, style: Style = number) -> Sheet:
    """SIPD-RI cash plan (layout L2): one code column, each agency twice."""
    title = "RENCANA ANGGARAN KAS SATUAN KERJA PERANGKAT DAERAH KOTA CONTOH APBD TAHUN 2023"
    rows: list[Row] = [[title], [], ["Kode Rekening", "Uraian", "Anggaran Tahun Ini", "Total RAK", *MONTHS]]
    places: dict[tuple[str, ...], list[int]] = {}
    for leaf in sorted(leaves, key=lambda leaf: (leaf.bidang, leaf.agency, leaf.activity, leaf.account)):
        parts = leaf.activity.split(".")
        path = [leaf.bidang[0], leaf.bidang, leaf.agency, leaf.agency + "*"]
        path += [".".join(parts[:3]), ".".join(parts[:5]), leaf.activity, *levels(leaf.account)]
        amounts = [leaf.budget, leaf.budget, *spread(leaf.budget)]
        for length in range(len(path) + 1):
            place = places.setdefault(tuple(path[:length]), [0] * len(amounts))
            place[:] = [old + new for old, new in zip(place, amounts, strict=True)]
    called = names(leaves)
    total = places.pop(())
    for place, amounts in places.items():
        code = place[-1].rstrip("*")
        rows.append([code, called.get(code, f"Uraian {code}"), *map(style, amounts)])
    rows.append(["JUMLAH", None, *map(style, total)])
    return Sheet(rows, ["A1:P1"], (2,), title="RAK Belanja")


def rfk(leaves: Sequence[Leaf] = LEAVES, style: Style = number, *, total: bool = True) -> Sheet:
    """Recap of physical and financial progress, one row an agency (domain 2.3)."""
    rows: list[Row] = [
        ["PEMERINTAH KOTA CONTOH"],
        ["REKAPITULASI LAPORAN REALISASI FISIK DAN KEUANGAN"],
        ["KEADAAN S.D. TRIWULAN III TAHUN ANGGARAN 2023"],
        [],
        ["No", "Kode SKPD", "SKPD", "Pagu (Rp)", "Fisik", None, None, "Keuangan", None, None],
        [None] * 4
        + ["Target (%)", "Realisasi (%)", "Deviasi", "Target (Rp)", "Realisasi (Rp)", "Realisasi (%)"],
    ]  # fmt: skip
    found = sums(leaves)
    for place, (agency, (budget, realization)) in enumerate(found.items(), 1):
        rows.append(
            [
                place, agency, names(leaves)[agency], style(budget), 60.5, 50 + place, place - 10.5,
                style(budget // 2), style(realization), share(realization, budget),
            ]
        )  # fmt: skip
    if total:
        budget, realization = (sum(amounts) for amounts in zip(*found.values(), strict=True))
        plans = sum(amount // 2 for amount, _ in found.values())
        rows.append(
            [
                None,
                None,
                "JUMLAH",
                style(budget),
                None,
                None,
                None,
                style(plans),
                style(realization),
                share(realization, budget),
            ]
        )
    merges = ["A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:G5", "H5:J5"]
    return Sheet(rows, merges, (4, 5), title="RFK TW III")


def share(realization: int, budget: int) -> float:
    """A printed percentage."""
    return round(realization * 100 / budget, 2) if budget else 0.0


TIDY = [
    "government",
    "cutoff",
    "agency_code",
    "agency_name",
    "sub_activity_code",
    "account_code",
    "budget",
    "realization",
]
"""Header of the plain table, in English."""
POLOS = [
    "Pemda",
    "Posisi",
    "Kode SKPD",
    "Nama SKPD",
    "Kode Sub Kegiatan",
    "Kode Rekening",
    "Pagu",
    "Realisasi",
]
"""The same in Indonesian."""


def tidy(leaves: Sequence[Leaf] = LEAVES, style: Style = plain, header: Sequence[str] = TIDY) -> Sheet:
    """One row an account."""
    rows = [
        [
            *("Kota Contoh", "2023-09-30", leaf.agency, leaf.name, leaf.activity, leaf.account),
            *(style(leaf.budget), style(leaf.realization)),
        ]
        for leaf in leaves
    ]
    return Sheet([list(header), *rows], [], (0,))


def small(leaves: Sequence[Leaf] = LEAVES, style: Style = number, *, total: bool = False) -> Sheet:
    """One row an agency: the plainest of tables."""
    found, called = sums(leaves), names(leaves)
    rows: list[Row] = [["Kode SKPD", "Nama SKPD", "Pagu", "Realisasi"]]
    rows += [[code, called[code], style(budget), style(spent)] for code, (budget, spent) in found.items()]
    if total:
        rows.append([None, "JUMLAH", *(style(sum(amounts)) for amounts in zip(*found.values(), strict=True))])
    return Sheet(rows, [], (0,))


def save(path: Path, *sheets: Sheet) -> Path:
    """Write sheets as a workbook."""
    book = Workbook()
    book.remove(book.active)
    for number_, sheet in enumerate(sheets):
        page = book.create_sheet(sheet.title if number_ == 0 else f"{sheet.title} ({number_ + 1})")
        for row in sheet.rows:
            page.append(list(row))
        for merge in sheet.merges:
            page.merge_cells(merge)
    book.save(path)
    return path


def save_text(path: Path, sheet: Sheet, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write a sheet as a text file."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(sheet.rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def read(path: Path, options: ReadOptions = Q3) -> FileReading:
    """The reading of a file; a refusal to open it becomes its finding."""
    try:
        return read_file(str(path), path.name, options)
    except FileRefusedError as error:
        finding = Finding(error.code, Severity.ERROR, dict(error.arguments), Source(path.name))
        return FileReading(str(path), path.name, "", 0, findings=(finding,))


def read_sheets(
    folder: Path, *sheets: Sheet, options: ReadOptions = Q3, name: str = "rekap.xlsx"
) -> FileReading:
    """The reading of a workbook of the sheets."""
    return read(save(folder / name, *sheets), options)


def findings(reading: FileReading) -> tuple[Finding, ...]:
    """All findings, of the file and of its tables."""
    return (*reading.findings, *(finding for export in reading.exports for finding in export.findings))


def errors(reading: FileReading) -> list[tuple[str, str | None]]:
    """Codes of errors with their cells."""
    return [
        (finding.code, finding.source.cell if finding.source else None)
        for finding in findings(reading)
        if finding.severity is Severity.ERROR
    ]


def codes(reading: FileReading) -> set[str]:
    """Codes of all findings."""
    return {finding.code for finding in findings(reading)}


def only(reading: FileReading) -> Export:
    """The one export of a file that was read."""
    assert errors(reading) == []
    (export,) = reading.exports
    return export


def figures(reading: FileReading) -> Sums:
    """Budget and realization by agency, as a reading gives them."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for export in reading.exports:
        lines: list[Any] = [*(export.accounts or export.progress)]
        for line in lines:
            agency = export.agencies[line.agency]
            own = found[agency.code or agency.name]
            own[0] += line.budget or 0
            own[1] += line.realization or 0
    return {agency: (budget, realization) for agency, (budget, realization) in found.items()}


def planned(export: Export) -> dict[str, list[int]]:
    """Twelve months by agency."""
    found: dict[str, list[int]] = defaultdict(lambda: [0] * 12)
    for line in export.plans:
        own = found[export.agencies[line.agency].code or ""]
        own[:] = [old + (new or 0) for old, new in zip(own, line.months, strict=True)]
    return dict(found)
