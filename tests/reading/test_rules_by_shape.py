"""A rule holds for every shape: what is done to a table is read right or refused, never read wrong without a word."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from shapes import MILLION, SHAPES, Printed, Shape
from truth import findings, read, read_sheets

from skpd_eval.model import FileReading, Severity

Fault = Callable[[Printed], None]


def _unit_in_heading(table: Printed) -> None:
    """Amounts in millions, and only their headings say so."""
    for column in table.money:
        table.head[column] = f"{table.head[column]} (Rp juta)"
    for row in [*table.rows, *([table.total] if table.total else [])]:
        for column in table.money:
            row[column] = row[column] / MILLION


def _headings_exchanged(table: Printed) -> None:
    """Budget and realization stand under each other's headings; the printed percentages know better."""
    half = len(table.money) // 2
    rows = [table.head, *table.over]
    for left, right in zip(table.money[:half], table.money[half:], strict=True):
        for row in rows:
            row[left], row[right] = row[right], row[left]


def _wrong_percentages(table: Printed) -> None:
    """Every printed percentage is another one."""
    assert table.percent is not None
    for row in [*table.rows, *([table.total] if table.total else [])]:
        row[table.percent] = round(row[table.percent] + 7.5, 2)


def _row_after_total(table: Printed) -> None:
    """A row of figures stands beneath the total, which does not count it."""
    again = list(table.rows[-1])
    again[table.name] = "Dinas Pekerjaan Umum"
    table.after.append(again)


def _header_again(table: Printed) -> None:
    """The header is printed again, as at the top of the next page."""
    at = len(table.rows) // 2
    table.rows[at:at] = [list(row) for row in (*table.over, table.head)]


def _period_in_heading(table: Printed) -> None:
    """Only the heading of the realization names the period."""
    table.titles = ["PEMERINTAH KABUPATEN CONTOH", "TAHUN ANGGARAN 2023"]
    table.head[table.money[-1]] = f"{table.head[table.money[-1]]} s.d. Juni 2023"


def _total_on_top(table: Printed) -> None:
    """The total stands above its rows."""
    table.on_top = True


def _item_named_total(table: Printed) -> None:
    """A row is called what an output is: a number of groups."""
    table.rows[-1][table.name] = "Jumlah kelompok tani yang dibina"


def _cells_shifted(table: Printed) -> None:
    """The cells of one row, from its name on, stand one column to the right."""
    table.rows[-2].insert(table.name, None)


def _cells_shifted_back(table: Printed) -> None:
    """The first amount of a row is lost, and what stands behind it has moved up."""
    del table.rows[-2][table.money[0]]


def _title_of_another_quarter(table: Printed) -> None:
    """The title says the second quarter, sheet and signature the third."""
    table.title = "September"
    table.after += [[], ["Contoh, 30 September 2023"]]


FAULTS: dict[str, Fault] = {
    "unit in heading": _unit_in_heading,
    "headings exchanged": _headings_exchanged,
    "wrong percentages": _wrong_percentages,
    "row after total": _row_after_total,
    "header again": _header_again,
    "period in heading": _period_in_heading,
    "total on top": _total_on_top,
    "item named total": _item_named_total,
    "cells shifted": _cells_shifted,
    "cells shifted back": _cells_shifted_back,
    "title of another quarter": _title_of_another_quarter,
}
READ_RIGHT = frozenset({"unit in heading", "period in heading", "header again", "total on top"})
"""What an honest table may look like: it is read, not refused."""
MUST_REFUSE = frozenset({"title of another quarter", "headings exchanged", "row after total"})
SAID = frozenset({"wrong percentages"})
"""The figures are right: it is said where they are printed wrong."""
NOT_OF = {
    ("row after total", "posture"),
    ("row after total", "accounts"),
    ("total on top", "posture"),
    ("total on top", "accounts"),
    ("headings exchanged", "months"),
    ("wrong percentages", "months"),
    ("period in heading", "months"),
    ("title of another quarter", "months"),
    ("item named total", "months"),
}
"""What the shape does not have: a total, a percentage, one position."""
HOLES: dict[tuple[str, str], str] = {}
"""What is read wrong today, by fault and shape, with why: each is expected to fail until it is mended."""


def _cases() -> list[object]:
    return [
        pytest.param(
            shape,
            fault,
            id=f"{name}-{kind}",
            marks=[pytest.mark.xfail(strict=True, reason=HOLES[kind, name])] if (kind, name) in HOLES else [],
        )
        for name, shape in SHAPES.items()
        for kind, fault in FAULTS.items()
        if (kind, name) not in NOT_OF
    ]


def _errors(reading: FileReading) -> list[str]:
    return [finding.code for finding in findings(reading) if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_table_itself_is_read(tmp_path: Path, shape: Shape) -> None:
    printed = shape.printed()
    reading = read_sheets(tmp_path, printed.sheet(), options=printed.options)
    assert _errors(reading) == []
    assert shape.found(reading) == shape.sums


@pytest.mark.parametrize(("shape", "fault"), _cases())
def test_right_or_refused(tmp_path: Path, shape: Shape, fault: Fault) -> None:
    printed = shape.printed()
    fault(printed)
    reading = read_sheets(tmp_path, printed.sheet(), options=printed.options)
    kind = next(name for name, one in FAULTS.items() if one is fault)
    wrong = _errors(reading)
    if wrong:
        assert kind not in READ_RIGHT | SAID, wrong
        refused = [finding for finding in findings(reading) if finding.severity is Severity.ERROR]
        assert all(finding.source is not None for finding in refused)
        return
    assert kind not in MUST_REFUSE
    assert shape.found(reading) == shape.sums
    if kind in SAID:
        assert {f.code for f in findings(reading)} & {"printed-percent-differs", "printed-percent-other"}


SHIFTED = [
    pytest.param(shape, fault, id=f"{name}-{kind}")
    for name, shape in SHAPES.items()
    for kind, fault in (("right", _cells_shifted), ("left", _cells_shifted_back))
]


@pytest.mark.parametrize(("shape", "fault"), SHIFTED)
def test_shifted_cells_in_a_table_without_a_total(tmp_path: Path, shape: Shape, fault: Fault) -> None:
    """No sum proves them wrong: the other rows do, or what is then missing is said."""
    printed = shape.printed()
    printed.total = None
    again = [list(row) for row in printed.rows] if shape.printed.__name__ in ("recap", "names") else []
    for place, row in enumerate(again):
        row[0], row[printed.name] = len(printed.rows) + place + 1, f"Badan {place}"
    printed.rows += again
    fault(printed)
    reading = read_sheets(tmp_path, printed.sheet(), options=printed.options)
    if not _errors(reading):
        whole = tuple(sums * (2 if again else 1) for sums in shape.sums)
        said = {finding.code for finding in findings(reading) if finding.severity is Severity.WARNING}
        assert shape.found(reading) == whole or said - {"total-missing"}


@pytest.mark.parametrize("total", [True, False], ids=["with a total", "without"])
@pytest.mark.parametrize(("mark", "other"), [(";", ","), (",", ";"), (";", "\t"), ("\t", "|")])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_line_with_another_separator(
    tmp_path: Path, shape: Shape, mark: str, other: str, total: bool
) -> None:
    """One line of a text file is written with another separator than its neighbours."""
    printed = shape.printed()
    printed.total = printed.total if total else None
    content = io.StringIO()
    csv.writer(content, delimiter=mark).writerows(printed.sheet().rows)
    lines = content.getvalue().splitlines()
    place = len(lines) - 2
    lines[place] = lines[place].replace(mark, other)
    path = tmp_path / "laporan.csv"
    path.write_text("\n".join(lines))
    reading = read(path, printed.options)
    if not _errors(reading):
        assert shape.found(reading) == shape.sums
