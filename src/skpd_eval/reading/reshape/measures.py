"""Measures in rows, several an agency (*Pagu*, *Realisasi*, *%*), stacked or tidy: turned into columns.

A column whose every figure stands beside a measure is one of measures. What the rows of one agency share is told of
them all; the columns whose figures differ by the measure are the amounts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.rearranged import Cell, rearranged, whole_row
from skpd_eval.reading.cells.values import is_blank, is_figure
from skpd_eval.reading.reshape.cellwords import (
    BUDGETS,
    SPENT,
    figures,
    heads_above,
    heads_agencies,
    heads_numbers,
    measure_of,
    words_of,
)
from skpd_eval.reading.words.agencynames import names_agency

LOOKED_AT = 200
FEWEST_TIMES = 2
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Labels:
    """Zero-based: the column of measures, the rows of the headings, and the measure of each row of figures."""

    column: int
    heads: tuple[int, ...]
    rows: dict[int, str]


@dataclass(slots=True)
class _Group:
    """The rows of one agency, or of an agency in a month, by their measure."""

    rows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Part:
    """A column to be: a measure, the zero-based row that names it, and the column of its amounts."""

    label: str
    row: int
    column: int
    alone: bool
    """Whether the measure is its whole heading."""


def in_columns(grid: Grid) -> Grid | None:
    """The grid with a row an agency and a column a measure; ``None`` where no column holds measures alone."""
    labels = next((one for column in range(grid.width) if (one := _labels(grid, column))), None)
    if labels is None:
        return None
    shared, amounts = _parted(grid, labels)
    named = any(_lists_agencies(grid, labels, column) for column in shared)
    groups = _groups(grid, labels, shared) if named and amounts else None
    if groups is None:
        return None
    cells = [whole_row(grid, row) for row in range(labels.heads[0])]
    parts = _parts(grid, labels, groups, amounts)
    cells += _headings(grid, labels, shared, parts)
    cells += _lines(grid, labels, groups, shared, parts)
    cells += [whole_row(grid, row) for row in range(max(labels.rows) + 1, len(grid.rows))]
    return rearranged(grid, cells)


def _labels(grid: Grid, column: int) -> _Labels | None:
    """The measures of a column, where every row of figures between its first and its last has one."""
    if not _may_be_labels(grid, column):
        return None
    told = {row: words_of(grid.value(row, column)) for row in range(len(grid.rows)) if _is_row_of(grid, row, column)}
    counts = Counter(told.values())
    roles = {measure_of(words) for words, count in counts.items() if count >= FEWEST_TIMES}
    if not roles & (BUDGETS | {"plan"}) or not roles & SPENT:
        return None
    between = range(min(told), max(told) + 1)
    if any(row not in told and figures(grid, row) for row in between):
        return None
    heads = heads_above(grid, min(told))
    return _Labels(column, heads, told) if heads else None


def _may_be_labels(grid: Grid, column: int) -> bool:
    """Whether the first and last rows state a budget and a realization: most columns need no closer look."""
    looked = (*grid.rows[:LOOKED_AT], *grid.rows[-LOOKED_AT:])
    roles = {measure_of(value) for value in {row[column] for row in looked if column < len(row)}}
    return bool(roles & (BUDGETS | {"plan"})) and bool(roles & SPENT)


def _is_row_of(grid: Grid, row: int, column: int) -> bool:
    value = grid.value(row, column)
    return isinstance(value, str) and measure_of(value) is not None and bool(figures(grid, row))


def _parted(grid: Grid, labels: _Labels) -> tuple[list[int], list[int]]:
    """Columns that are told of all rows of a group, and columns of amounts; what follows from the measure is none."""
    others = [column for column in range(grid.width) if column != labels.column and not _follows(grid, labels, column)]
    numbers = {column for column in others if any(heads_numbers(grid.value(row, column)) for row in labels.heads)}
    texts = [column for column in others if column not in numbers and _has_texts(grid, labels, column)]
    by_name = _keys(grid, labels, texts)
    amounts = [
        column
        for column in others
        if column not in numbers and column not in texts and _differs(grid, labels, column, by_name)
    ]
    return [column for column in others if column not in amounts], amounts


def _follows(grid: Grid, labels: _Labels, column: int) -> bool:
    """Whether a column holds nothing, or one thing by the measure: the unit of each, or its number."""
    found: dict[str, set[str]] = {}
    for row, label in labels.rows.items():
        found.setdefault(label, set()).add(_text(grid, row, column))
    single = all(len(values) == 1 for values in found.values())
    return single and (len({next(iter(values)) for values in found.values()}) > 1 or found.popitem()[1] == {""})


def _has_texts(grid: Grid, labels: _Labels, column: int) -> bool:
    values = (grid.value(row, column) for row in labels.rows)
    return any(not is_blank(value) and not is_figure(value) for value in values)


def _differs(grid: Grid, labels: _Labels, column: int, keys: dict[int, Key]) -> bool:
    """Whether the figures of a column are others for another measure of the same agency."""
    found: dict[Key, dict[str, list[str]]] = {}
    for row, label in labels.rows.items():
        text = _text(grid, row, column)
        if text:
            found.setdefault(keys[row], {}).setdefault(label, []).append(text)
    return any(len({tuple(sorted(values)) for values in by_label.values()}) > 1 for by_label in found.values())


def _keys(grid: Grid, labels: _Labels, columns: Sequence[int]) -> dict[int, Key]:
    """What each row says of whose it is; a row that says nothing is of the one above."""
    found: dict[int, Key] = {}
    last: Key = ()
    for row in labels.rows:
        own = tuple(_text(grid, row, column) for column in columns)
        last = own if any(own) else last
        found[row] = last
    return found


def _text(grid: Grid, row: int, column: int) -> str:
    value = grid.value(row, column)
    return "" if is_blank(value) else " ".join(str(value).split()).casefold()


def _lists_agencies(grid: Grid, labels: _Labels, column: int) -> bool:
    """Whether a column names several agencies, by its heading or by the names; a form of one has its own reader."""
    names = {text for row in labels.rows if (text := _text(grid, row, column))}
    return len(names) > 1 and (_heads_agencies(grid, labels, column) or sum(map(names_agency, names)) * 2 > len(names))


def _heads_agencies(grid: Grid, labels: _Labels, column: int) -> bool:
    return any(heads_agencies(grid.value(row, column)) for row in labels.heads)


def _groups(grid: Grid, labels: _Labels, shared: Sequence[int]) -> list[_Group] | None:
    """The rows of each agency; ``None`` where one states a measure twice, or most state only one."""
    numbers = [column for column in shared if any(heads_numbers(grid.value(row, column)) for row in labels.heads)]
    keys = _keys(grid, labels, [column for column in shared if column not in numbers])
    groups: dict[Key, _Group] = {}
    for row, label in labels.rows.items():
        group = groups.setdefault(keys[row], _Group())
        if label in group.rows:
            return None
        group.rows[label] = row
    whole = sum(len(group.rows) > 1 for group in groups.values())
    return [*groups.values()] if whole * 2 > len(groups) else None


def _parts(grid: Grid, labels: _Labels, groups: Sequence[_Group], amounts: Sequence[int]) -> list[_Part]:
    """The columns to be, measure by measure; one that is the same in all columns of every group is told once."""
    first = {label: row for row, label in reversed(labels.rows.items())}
    found: list[_Part] = []
    for label in sorted(first, key=lambda one: first[one]):
        rows = [group.rows[label] for group in groups if label in group.rows]
        once = all(len({_text(grid, row, one) for one in amounts} - {""}) < 2 for row in rows)
        found += [_Part(label, first[label], one, alone=once) for one in amounts[: 1 if once else None]]
    return found


def _headings(grid: Grid, labels: _Labels, shared: Sequence[int], parts: Sequence[_Part]) -> list[list[Cell]]:
    """The measures above the headings of their amounts, or beside those of what is shared where they stand alone."""
    heads: list[list[Cell]] = [[(row, column) for column in shared] for row in labels.heads]
    unnamed = not any(_heads_agencies(grid, labels, column) for column in shared)
    if unnamed:
        place = next(place for place, column in enumerate(shared) if _lists_agencies(grid, labels, column))
        heads[-1][place] = "SKPD"
    over: list[Cell] = [None] * len(shared)
    over += [(part.row, labels.column) for part in parts]
    if all(part.alone for part in parts):
        heads[-1] += over[len(shared) :]
        return heads
    beneath = [[None if part.alone else (row, part.column) for part in parts] for row in labels.heads]
    return [over, *([*own, *more] for own, more in zip(heads, beneath, strict=True))]


def _lines(
    grid: Grid, labels: _Labels, groups: Sequence[_Group], shared: Sequence[int], parts: Sequence[_Part]
) -> Iterator[list[Cell]]:
    """A row a group, and the rows between that hold no figures as they stand in the shared columns."""
    starts = {min(group.rows.values()): group for group in groups}
    for row in range(min(labels.rows), max(labels.rows) + 1):
        if row in starts:
            own = starts[row].rows
            told: list[Cell] = [_first(grid, column, sorted(own.values())) for column in shared]
            yield [*told, *(_cell(own.get(part.label), part.column) for part in parts)]
        elif row not in labels.rows and any(not is_blank(value) for value in grid.rows[row]):
            yield [(row, column) for column in shared]


def _cell(row: int | None, column: int) -> Cell:
    return None if row is None else (row, column)


def _first(grid: Grid, column: int, rows: Sequence[int]) -> Cell:
    """The first of a group's cells in a column that holds something."""
    return next(((row, column) for row in rows if not is_blank(grid.value(row, column))), (rows[0], column))
