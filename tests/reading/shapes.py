"""One small table in each shape that a report comes in, so that a rule can be tried on all of them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from truth import MONTHS, Row, Sheet

from skpd_eval.model import AccountLine, FileReading, Kind, ProgressLine
from skpd_eval.reading.told.options import ReadOptions

MILLION = 1_000_000
TITLES = ("PEMERINTAH KABUPATEN CONTOH", "LAPORAN REALISASI", "S.D. TRIWULAN II TAHUN ANGGARAN 2023")
AGENCY = "Dinas Pendidikan"
TOLD = ReadOptions(government="Kabupaten Contoh", agency_name=AGENCY)
UNTOLD = ReadOptions(government="Kabupaten Contoh")
Sums = tuple[int, int]


@dataclass
class Printed:
    """A table by its parts, so that one of them can be spoiled. Amounts in whole rupiah."""

    head: Row
    rows: list[Row]
    total: Row | None
    money: tuple[int, ...]
    """Columns of amounts: budgets, then as many of realizations."""
    name: int
    """Column of the names of rows."""
    over: list[Row] = field(default_factory=list)
    """Header rows above the last."""
    titles: list[str] = field(default_factory=lambda: list(TITLES))
    options: ReadOptions = TOLD
    merges: Sequence[str] = ()
    title: str = "Sheet1"
    percent: int | None = None
    """Column of the printed percentage."""
    on_top: bool = False
    after: list[Row] = field(default_factory=list)
    """Rows beneath the total."""

    def sheet(self) -> Sheet:
        """The table as a sheet."""
        total = [] if self.total is None else [self.total]
        body = [*total, *self.rows] if self.on_top else [*self.rows, *total]
        titles: list[Row] = [[line] for line in self.titles]
        header = [*self.over, self.head]
        rows = [*titles, *header, *body, *self.after]
        places = tuple(range(len(titles), len(titles) + len(header)))
        return Sheet(copy.deepcopy(rows), [] if len(titles) != len(TITLES) else list(self.merges), places, self.title)


@dataclass(frozen=True)
class Shape:
    """How a shape is printed, and what a right reading of it adds up to: budget and realization in rupiah."""

    printed: Callable[[], Printed]
    sums: Sums
    found: Callable[[FileReading], Sums]


def _share(budget: int, spent: int) -> float:
    return round(spent * 100 / budget, 2)


AGENCIES = (
    (AGENCY, 900 * MILLION, 350 * MILLION),
    ("Dinas Kesehatan", 700 * MILLION, 210 * MILLION),
    ("Dinas Perhubungan", 400 * MILLION, 96 * MILLION),
    ("Inspektorat", 250 * MILLION, 80 * MILLION),
)
WHOLE = sum(budget for _, budget, _ in AGENCIES), sum(spent for *_, spent in AGENCIES)


def recap() -> Printed:
    """A row an agency."""
    rows = [[at, name, b, s, _share(b, s)] for at, (name, b, s) in enumerate(AGENCIES, 1)]
    total = [None, "JUMLAH", *WHOLE, _share(*WHOLE)]
    head = ["No", "SKPD", "Pagu", "Realisasi", "%"]
    return Printed(head, rows, total, (2, 3), 1, options=UNTOLD, percent=4)


def tree() -> Printed:
    """Program, activity and sub-activities by their codes."""
    rows = [
        ["1.01.02", "PROGRAM PENDIDIKAN", *WHOLE, _share(*WHOLE)],
        ["1.01.02.2.01", "Pengelolaan Pendidikan Dasar", *WHOLE, _share(*WHOLE)],
    ]
    rows += [
        [f"1.01.02.2.01.{at:04}", f"Sub Kegiatan {at}", b, s, _share(b, s)]
        for at, (_, b, s) in enumerate(AGENCIES, 1)
    ]
    total = [None, "JUMLAH", *WHOLE, _share(*WHOLE)]
    head = ["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "%"]
    return Printed(head, rows, total, (2, 3), 1, percent=4)


def names() -> Printed:
    """Activities of one agency by name alone."""
    rows = [[at, f"Kegiatan {at}", b, s, _share(b, s), 40.0] for at, (_, b, s) in enumerate(AGENCIES, 1)]
    total = [None, "JUMLAH", *WHOLE, _share(*WHOLE), 40.0]
    head = ["No", "Program/Kegiatan", "Pagu Anggaran", "Realisasi", "Keuangan (%)", "Fisik (%)"]
    return Printed(head, rows, total, (2, 3), 1, percent=4)


ACCOUNTS = (
    ("BELANJA DAERAH", *WHOLE),
    ("BELANJA OPERASI", 1_600 * MILLION, 560 * MILLION),
    ("Belanja Pegawai", *AGENCIES[0][1:]),
    ("Belanja Barang dan Jasa", *AGENCIES[1][1:]),
    ("BELANJA MODAL", 650 * MILLION, 176 * MILLION),
)


def posture() -> Printed:
    """Accounts of one agency by name alone."""
    rows = [[name, b, s, _share(b, s)] for name, b, s in ACCOUNTS]
    return Printed(["Uraian", "Anggaran", "Realisasi", "%"], rows, None, (1, 2), 0, percent=3)


def accounts() -> Printed:
    """Accounts of one agency by code."""
    codes = ("5", "5.1", "5.1.01", "5.1.02", "5.2")
    rows = [[code, name, b, s, _share(b, s)] for code, (name, b, s) in zip(codes, ACCOUNTS, strict=True)]
    return Printed(["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "%"], rows, None, (2, 3), 1, percent=4)


def _realized(month: int) -> Row:
    """Half a year is realized, by two kinds of expenditure of which one falls."""
    return [(70 - 5 * month) * MILLION, (20 + month) * MILLION] if month < 6 else [0, 0]


def months() -> Printed:
    """Cash plan and realization of one agency, a month a row."""
    rows: list[Row] = [
        [at + 1, month, 100 * MILLION, 50 * MILLION, *_realized(at)]
        for at, month in enumerate(MONTHS)
    ]
    total = [None, "Jumlah", *(sum(row[at] for row in rows) for at in range(2, 6))]
    over: list[Row] = [["Jumlah\nBulan", "Bulan", "RAK\nTahunan (Rupiah)", None, "Realisasi\nRAK (Rupiah)", None]]
    head = [None, None, "51", "52", "51", "52"]
    merges = ["A4:A5", "B4:B5", "C4:D4", "E4:F4"]
    return Printed(head, rows, total, (2, 3, 4, 5), 1, over=over, merges=merges)


def _of_lines(reading: FileReading) -> Sums:
    """Budget and realization of the lowest lines."""
    lines: list[AccountLine | ProgressLine] = [
        line for export in reading.exports for line in (*export.accounts, *export.progress)
    ]
    return sum(line.budget or 0 for line in lines) // 100, sum(line.realization or 0 for line in lines) // 100


def _of_months(reading: FileReading) -> Sums:
    planned = sum(
        sum(month or 0 for month in line.months)
        for export in reading.exports
        if export.kind is Kind.PLAN
        for line in export.plans
    )
    spent = sum(
        line.realization or 0
        for export in reading.exports
        if export.kind is Kind.ACCOUNTS
        for line in export.accounts
    )
    return planned // 100, spent // 100


SHAPES: dict[str, Shape] = {
    "recap": Shape(recap, WHOLE, _of_lines),
    "tree": Shape(tree, WHOLE, _of_lines),
    "names": Shape(names, WHOLE, _of_lines),
    "posture": Shape(posture, WHOLE, _of_lines),
    "accounts": Shape(accounts, WHOLE, _of_lines),
    "months": Shape(months, (12 * 150 * MILLION, (6 * 90 - 4 * sum(range(6))) * MILLION), _of_months),
}
