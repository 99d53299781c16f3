"""The rows of a form of series: which row is the target or the realization of what, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from skpd_eval import codes
from skpd_eval.model import AgencyName
from skpd_eval.reading.cells.collect import Collector
from skpd_eval.reading.cells.grid import CellValue
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.headings.header import Header
from skpd_eval.reading.headings.headings import normalize
from skpd_eval.reading.periods.course import MONTHS, Course, Months
from skpd_eval.reading.shapes.months.monthseries import MonthSeries
from skpd_eval.reading.words.rowkinds import is_number_row

ACCOUNTS = {
    "pendapatan": "4", "pendapatan daerah": "4", "belanja": "5", "belanja daerah": "5",
    "pembiayaan": "6", "pembiayaan daerah": "6",
    "belanja operasi": "5.1", "belanja modal": "5.2", "belanja tidak terduga": "5.3", "belanja transfer": "5.4",
    "penerimaan pembiayaan": "6.1", "pengeluaran pembiayaan": "6.2",
}  # fmt: skip
"""What a group of rows is called, and its account (Permendagri 90/2019)."""

_SERIES = re.compile(
    r"(?P<word>target|rencana|anggaran kas|rak|realisasi)(?: keuangan| anggaran| kas)*\b(?P<rest>.*)"
)
_NO_FIGURES = re.compile(
    r"(?:sisa|deviasi|selisih|persentase|prosentase|capaian|%|jumlah|total|lebih kurang)\b.*|%"
)
_ORDINAL = re.compile(r"[ivx]+|[a-z]")
_EMPTY_FORM = frozenset({"opd", "skpd", "nama opd", "nama skpd", "perangkat daerah", "nama perangkat daerah"})
_GOVERNMENT = re.compile(
    r"(?:pemerintah|pemda|pemkab|pemkot|kab|kabupaten|kota|prov|provinsi|propinsi)\b", re.IGNORECASE
)
_TITLE_AGENCY = re.compile(
    r"^(?:nama\s+)?(?:opd|skpd|perangkat\s+daerah)\s*[:.]?\s+(?P<name>[^\W\d_].*)$", re.IGNORECASE
)


class SeriesKind(StrEnum):
    """What a row of months states."""

    TARGET = "target"
    REALIZATION = "realization"


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One row of months. ``row`` is zero-based; ``label`` is what stands before it, for people."""

    row: int
    agency: str | None
    account: str
    kind: SeriesKind
    label: str


@dataclass(slots=True)
class Series:
    """A row of months as read: its twelve amounts in sen, its quarter cells, and how the months run."""

    line: SeriesRow
    months: Months
    quarters: dict[int, int | None]
    budget: int | None
    course: Course = Course.EMPTY

    def by_month(self) -> MonthSeries:
        """The amounts of its account by month."""
        return MonthSeries(self.line.account, self.months, dict.fromkeys(MONTHS, self.line.row), self.budget)


@dataclass(slots=True)
class SeriesTable:
    """The rows of months of a form, in order, and how many rows were passed over."""

    rows: list[SeriesRow] = field(default_factory=list)
    skipped: int = 0


@dataclass(slots=True)
class SeriesRows:
    """Classifies the rows beneath the header of a form of series."""

    header: Header
    collector: Collector
    months: tuple[int, ...] = ()
    claimed_agency: int | None = None
    account: str | None = None
    group: str = ""
    agency: str | None = None
    table: SeriesTable = field(default_factory=SeriesTable)

    def run(self) -> SeriesTable:
        """All rows; a row of figures that is no known series is an error, unless it stands in the notes."""
        self.months = tuple(column.index for column in self.header.of_measure("month"))
        agency = self.header.column("agency_name")
        self.claimed_agency = agency.index if agency else None
        for row in range(self.header.last_row + 1, len(self.collector.grid.rows)):
            if any(not is_blank(value) for value in self.collector.grid.rows[row]):
                self._row(row)
        self._no_repeats()
        return self.table

    def _row(self, row: int) -> None:
        if not self.table.rows and is_number_row(self.collector.grid.rows[row]):
            self.table.skipped += 1
            return
        self._take_agency(row)
        kind, passed = self._labels(row)
        figures = sum(_is_figure(self.collector.grid.value(row, col)) for col in self.months)
        if kind is not None and self.account is not None and not passed:
            label = " ".join((self.group, kind.upper() if kind is SeriesKind.TARGET else "REALISASI"))
            self.table.rows.append(SeriesRow(row, self.agency, self.account, kind, label))
            return
        self.table.skipped += 1
        in_notes = bool(self.table.rows) and kind is None and figures < 2
        if figures and not passed and not in_notes:
            self.collector.error("series-row-unknown", row, min(self.months), text=self._shown(row))

    def _take_agency(self, row: int) -> None:
        value = None if self.claimed_agency is None else self.collector.grid.value(row, self.claimed_agency)
        name = filled_name(value)
        in_table = not self.table.rows or row <= self.table.rows[-1].row + 2
        if (
            name is not None
            and in_table
            and normalize(name)[0] not in ACCOUNTS
            and not _SERIES.match(normalize(name)[0])
        ):
            self.agency = name

    def _labels(self, row: int) -> tuple[SeriesKind | None, bool]:
        """The kind of series that the texts before the months name; whether the row is a remainder or a share."""
        kind: SeriesKind | None = None
        passed = False
        for column in range(min(self.months)):
            value = self.collector.grid.value(row, column)
            if not isinstance(value, str) or (
                column == self.claimed_agency and self.agency == filled_name(value)
            ):
                continue
            words = normalize(value)[0]
            found = _SERIES.fullmatch(words)
            if found:
                kind = SeriesKind.REALIZATION if found["word"] == "realisasi" else SeriesKind.TARGET
                words = found["rest"].strip()
            if words in ACCOUNTS:
                self.account, self.group = ACCOUNTS[words], words.upper()
            elif any(map(str.isalpha, words)) and not _ORDINAL.fullmatch(words):
                passed = passed or bool(_NO_FIGURES.fullmatch(words))
                if (
                    not passed
                ):  # an unknown group ends the one before, lest its figures be taken for that one's
                    self.account, self.group = None, words
        return kind, passed

    def _shown(self, row: int) -> str:
        texts = [
            str(value) for value in self.collector.grid.rows[row][: min(self.months)] if not is_blank(value)
        ]
        return " ".join(texts)[:80]

    def _no_repeats(self) -> None:
        seen: dict[tuple[str | None, str, SeriesKind], SeriesRow] = {}
        for series in self.table.rows:
            other = seen.setdefault((series.agency, series.account, series.kind), series)
            if other is not series:
                self.collector.error(
                    "series-repeated",
                    series.row,
                    min(self.months),
                    series=series.label,
                    other=self.collector.grid.row_name(other.row),
                )
            above = [
                a
                for (agency, a, kind) in seen
                if agency == series.agency and kind == series.kind and a != series.account
            ]
            if any(codes.is_within(series.account, a) or codes.is_within(a, series.account) for a in above):
                self.collector.error("series-overlap", series.row, min(self.months), series=series.label)


def _is_figure(value: CellValue) -> bool:
    """A number, or a text that looks like one."""
    if isinstance(value, str):
        return any(map(str.isdigit, value)) and not any(map(str.isalpha, value.replace("Rp", "")))
    return isinstance(value, int | float) and not isinstance(value, bool)


def filled_name(value: CellValue) -> str | None:
    """An agency's name, ``None`` for a form left unfilled (``OPD………..``)."""
    if not isinstance(value, str):
        return None
    name = " ".join(value.split()).strip(" :.…-_")
    words = codes.agency_name_key(name)
    return name if any(map(str.isalpha, words)) and words not in _EMPTY_FORM else None


def agency_of_titles(lines: tuple[str, ...]) -> AgencyName | None:
    """The agency of a title line that begins with ``OPD`` or ``SKPD`` (``OPD KECAMATAN NASSAU``)."""
    for line in lines:
        found = _TITLE_AGENCY.match(line)
        name = filled_name(found["name"]) if found else None
        if name is not None and not _GOVERNMENT.match(name):
            code, rest = codes.split_code_and_name(name)
            return AgencyName(code, rest or name)
    return None
