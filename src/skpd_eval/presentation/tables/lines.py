"""Counted lines as machines read them: one record a column with its type and what it says, and text from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from skpd_eval.model.counted_line import CountedLine
from skpd_eval.presentation import machine
from skpd_eval.presentation.machine import Plain

LINES_SCHEMA = "skpd-eval/lines/1"


class ColumnType(StrEnum):
    """What a column holds."""

    TEXT = "text"
    COUNT = "count"
    DAY = "day"
    RUPIAH = "rupiah"


class LineColumn(NamedTuple):
    """A column of the table of lines: the field it is of, its type, and what it says."""

    name: str
    type: ColumnType
    says: str


_T, _C, _D, _R = ColumnType.TEXT, ColumnType.COUNT, ColumnType.DAY, ColumnType.RUPIAH
LINE_COLUMNS = (
    LineColumn("line_id", _T, "stays the same as long as the ledger: submission, row, agency or unit, account"),
    LineColumn("government", _T, "name, empty where none is known"),
    LineColumn("year", _C, "fiscal year of the position"),
    LineColumn("quarter", _C, "quarter of the position, 1 to 4"),
    LineColumn("cutoff", _D, "the day that the agency's figures cover"),
    LineColumn("stated_on", _D, "cut-off of the file; of a cash plan the first day it is in force"),
    LineColumn("agency_id", _T, "code, or `name:…` where the agency has none; joins the positions of a year"),
    LineColumn("agency_code", _T, "empty where it has none"),
    LineColumn("agency_name", _T, ""),
    LineColumn("unit_id", _T, "of the sub-unit, else of the agency"),
    LineColumn("standing", _T, "`ranked`, `unranked`, or `outside`: not in the ranking, in the total"),
    LineColumn("level", _T, "how deep the line goes: `account`, `sub-activity`, `activity`, `program`, `agency`"),
    LineColumn("activity_code", _T, "program, activity or sub-activity"),
    LineColumn("activity_name", _T, ""),
    LineColumn("account_code", _T, ""),
    LineColumn("account_name", _T, ""),
    LineColumn("kind", _T, "of the file: `accounts`, `plan` or `physical`"),
    LineColumn("budget_basis", _T, "of the file: `original`, `revised`, `unstated`"),
    LineColumn("realization_basis", _T, "of the file: `lra`, `sp2d`, `spj`, `agency`"),
    LineColumn("period_kind", _T, "of the file: `cumulative` or `month`"),
    LineColumn("budget", _R, "empty where the line does not state it"),
    LineColumn("realization", _R, "from January to the position; of a file of one month alone, of that month"),
    LineColumn("plan", _R, "cash plan from January to the position"),
    LineColumn("submission", _C, "number in `skpd-eval history`"),
    LineColumn("file", _T, ""),
    LineColumn("sheet", _T, "empty for a text file"),
    LineColumn("row", _C, "of the sheet, or line of the text file"),
    LineColumn("budget_cell", _T, "such as `F12`"),
    LineColumn("realization_cell", _T, ""),
    LineColumn("plan_cell", _T, "of months side by side the first and the last"),
    LineColumn("sha256", _T, "of the file"),
)
NAMES = tuple(column.name for column in LINE_COLUMNS)


def rows(lines: Iterable[CountedLine]) -> Iterator[list[Plain]]:
    """The lines as exact plain values in the order of the columns: rupiah, days as ISO text."""
    shown = [_SHOWN[column.type] for column in LINE_COLUMNS]
    for line in lines:
        values = [getattr(line, name) for name in NAMES]
        yield [None if value is None else show(value) for value, show in zip(values, shown, strict=True)]


_SHOWN: dict[ColumnType, Callable[..., Plain]] = {
    ColumnType.TEXT: str,
    ColumnType.COUNT: int,
    ColumnType.DAY: lambda day: str(day.isoformat()),
    ColumnType.RUPIAH: machine.rupiah,
}
