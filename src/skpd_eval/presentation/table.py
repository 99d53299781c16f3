"""The neutral table: raw values, a column's kind says how they are shown, a tone stands beside a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any, Generic, Literal, NamedTuple, TypeVar

Record = TypeVar("Record")

Value = int | Fraction | dt.date | dt.datetime | str | None
"""Raw content of a cell: sen, percent (0-100) or points as ``Fraction``, a date, a text, ``None`` unknown."""


class ColumnKind(StrEnum):
    """How the values of a column are shown."""

    TEXT = "text"
    CODE = "code"
    """Text that must never become a number."""
    RUPIAH = "rupiah"
    """Integer sen."""
    PERCENT = "percent"
    """Exact percentage 0-100."""
    POINTS = "points"
    """Exact percentage points, shown with their sign."""
    RANK = "rank"
    COUNT = "count"
    CHANGE = "change"
    """Places gained (positive) or lost."""
    NUMBER = "number"
    """Exact number in a unit of its own, with at most four decimals."""
    DATE = "date"
    TIME = "time"
    BAR = "bar"
    """A percentage drawn as a bar, on a terminal only: its figure always stands in another column."""


Align = Literal["left", "right", "center"]

_LEFT = frozenset({ColumnKind.TEXT, ColumnKind.CODE, ColumnKind.DATE, ColumnKind.TIME, ColumnKind.BAR})


class Cell(NamedTuple):
    """A value, its tone, for a bar the percentage its mark stands at, and of a word the code it stands for."""

    value: Value
    tone: str | None = None
    mark: Fraction | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: machine name, heading in the reader's language, kind, how soon a narrow screen drops it."""

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    priority: int = 1
    """1 is never dropped; of the others the highest goes first."""
    short: str = ""
    """A shorter heading for a screen, where there is one."""
    coded: bool = False
    """Its words stand for codes: for programs the code has the key, and the word stands beside it."""

    @property
    def align(self) -> Align:
        """Left for words and dates, right for figures."""
        return "left" if self.kind in _LEFT else "right"


@dataclass(frozen=True, slots=True)
class Table:
    """One table in one language: ``name`` is its machine name, rows have a cell for every column."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    subtitles: tuple[str, ...] = ()
    total_rows: tuple[tuple[Cell, ...], ...] = ()
    paragraphs: tuple[str, ...] = ()
    """Lines to be read out, between the table and its footnotes."""
    footnotes: tuple[str, ...] = ()
    asides: frozenset[str] = frozenset()
    """Of the footnotes those that papers and files need, and a screen shows only when asked."""
    whole: Table | None = None
    """With every column, for programs, where some are left out for people."""
    about: tuple[tuple[str, Value], ...] = ()
    """What programs are told of the whole table, by key: whose it is, of which position."""

    def keeping(self, columns: Iterable[Column]) -> Table:
        """The same table with only the given columns of it, in their old order."""
        kept = set(columns)
        places = [place for place, column in enumerate(self.columns) if column in kept]

        def narrow(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
            return tuple(row[place] for place in places)

        return replace(
            self,
            columns=tuple(self.columns[place] for place in places),
            rows=tuple(map(narrow, self.rows)),
            total_rows=tuple(map(narrow, self.total_rows)),
        )

    def ordered(self, by: Column, *, descending: bool = False) -> Table:
        """Rows in the order of a column's values, equal ones as they were; unknown last either way."""
        place = self.columns.index(by)

        def known(row: tuple[Cell, ...]) -> bool:
            return row[place].value not in (None, "")

        ranked = sorted(filter(known, self.rows), key=lambda row: _sortable(row[place]), reverse=descending)
        return replace(self, rows=(*ranked, *(row for row in self.rows if not known(row))))

    def first(self, count: int) -> Table:
        """Only so many rows, the totals as they were: they are of all."""
        return replace(self, rows=self.rows[:count])

    def without_empty(self, always: frozenset[str] = frozenset()) -> Table:
        """Leave out columns that are unknown in every row, except those whose key is in ``always``.

        Programs still get them: the columns of a file do not depend on what is in it.
        """
        known = {
            column.key
            for place, column in enumerate(self.columns)
            if any(row[place].value not in (None, "") for row in (*self.rows, *self.total_rows))
        }
        return self.for_people(column for column in self.columns if column.key in known | always)

    def for_people(self, columns: Iterable[Column]) -> Table:
        """Only the given columns, with all of them kept for programs."""
        return replace(self.keeping(columns), whole=self.whole or self)

    def without_bars(self) -> Table:
        """Leave out the bars: they repeat a figure of another column."""
        return self.keeping(column for column in self.columns if column.kind is not ColumnKind.BAR)


@dataclass(frozen=True, slots=True)
class Field(Generic[Record]):
    """A column together with how its cell is taken from a record."""

    column: Column
    take: Callable[[Record], Cell | Value]


def field(
    key: str,
    heading: str,
    take: Callable[[Record], Cell | Value],
    kind: ColumnKind = ColumnKind.TEXT,
    priority: int = 1,
    short: str = "",
    *,
    coded: bool = False,
) -> Field[Record]:
    """A :class:`Field` in one line."""
    return Field(Column(key, heading, kind, priority, short, coded), take)


def fill(fields: Sequence[Field[Record]], records: Iterable[Record]) -> tuple[tuple[Cell, ...], ...]:
    """One row per record, with a cell for every field."""
    return tuple(tuple(_cell(one.take(record)) for one in fields) for record in records)


def columns_of(fields: Sequence[Field[Record]]) -> tuple[Column, ...]:
    """The columns of the fields, in order."""
    return tuple(one.column for one in fields)


def row_of(columns: Sequence[Column], values: Mapping[str, Cell | Value]) -> tuple[Cell, ...]:
    """A row (mostly of totals) from values by column key; what is not named is a blank, not an unknown."""
    return tuple(_cell(values.get(column.key, "")) for column in columns)


def _sortable(cell: Cell) -> Any:
    return cell.value.casefold() if isinstance(cell.value, str) else cell.value


def _cell(value: Cell | Value) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)
