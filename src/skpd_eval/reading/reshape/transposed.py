"""Agencies across and measures (or months) down: turned so that each agency has a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpd_eval.reading.cells.grid import Grid
from skpd_eval.reading.cells.rearranged import Cell, rearranged, whole_row
from skpd_eval.reading.cells.values import is_blank
from skpd_eval.reading.reshape.cellwords import (
    BUDGETS,
    MONTH,
    SPENT,
    figures,
    heads_above,
    heads_agencies,
    heads_numbers,
    measure_named,
    measure_of,
    words_of,
)
from skpd_eval.reading.words.agencynames import names_agency
from skpd_eval.reading.words.groupnames import expenditure_kind

SEARCHED_ROWS = 80
FEWEST_AGENCIES = 2
MOST_LABELS = 4
MOST_MEASURES = 60
_YEAR = re.compile(r"\b20\d\d\b")
_NEEDED = (BUDGETS, SPENT | {MONTH})


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Zero-based: columns of labels and of agencies, rows of their names and of measures."""

    labels: tuple[int, ...]
    agencies: tuple[int, ...]
    heads: tuple[int, ...]
    measures: tuple[int, ...]


def turned(grid: Grid) -> Grid | None:
    """The grid with a row an agency; ``None`` where the measures do not stand in its first column."""
    found = next(_matrices(grid), None)
    if found is None:
        return None
    rows: list[list[Cell]] = [whole_row(grid, row) for row in range(found.heads[0])]
    rows += [_heading(grid, found, label) for label in found.labels]
    across = (*found.heads, *found.measures)
    rows += [[(row, column) for row in across] for column in found.agencies]
    rows += [whole_row(grid, row) for row in range(found.measures[-1] + 1, len(grid.rows))]
    return rearranged(grid, rows)


def _heading(grid: Grid, found: _Matrix, label: int) -> list[Cell]:
    """A column of labels as a row of headings; names of agencies without one get theirs."""
    first = label == found.labels[0]
    own: list[Cell] = [(row, label) for row in found.heads]
    if first and not any(heads_agencies(grid.value(row, label)) for row in found.heads):
        own[-1] = "SKPD"
    return [*own, *((row, label) for row in found.measures)]


def _matrices(grid: Grid) -> Iterator[_Matrix]:
    for row in range(1, min(len(grid.rows), SEARCHED_ROWS)):
        across = figures(grid, row)
        labels = [column for column in range(min(across, default=0)) if words_of(grid.value(row, column))]
        while across and not labels and len(across) > 1:  # a running number stands before its label
            labels = [column for column in range(across[0], across[1]) if words_of(grid.value(row, column))]
            across = across[1:]
        if not labels or len(labels) > MOST_LABELS or len(across) < FEWEST_AGENCIES:
            continue
        found = _from(grid, row, tuple(range(labels[0], labels[-1] + 1)), tuple(across))
        if found is not None:
            yield found


def _from(grid: Grid, first: int, labels: tuple[int, ...], agencies: Sequence[int]) -> _Matrix | None:
    """The matrix whose first measure stands in a row, if that row and those beneath are measures of agencies."""
    heads = heads_above(grid, first, labels[-1] + 1)
    last, most = first, min(len(grid.rows), first + MOST_MEASURES)
    while heads and last + 1 < most and _is_measure(grid, last + 1, labels, agencies):
        last += 1
    measures = tuple(range(first, last + 1))
    told = [measure_named(path) for path in _paths(grid, measures, labels)]
    if not all(any(role in choice for role in told) for choice in _NEEDED):
        return None
    columns = tuple(column for column in range(labels[-1] + 1, grid.width) if _named(grid, heads, column))
    if not heads or not set(agencies) <= set(columns) or not _are_agencies(grid, heads, labels, columns):
        return None
    return _Matrix(labels, columns, heads, measures)


def _is_measure(grid: Grid, row: int, labels: Sequence[int], agencies: Sequence[int]) -> bool:
    labelled = any(words_of(grid.value(row, column)) for column in labels)
    return labelled and any(not is_blank(grid.value(row, column)) for column in agencies)


def _paths(grid: Grid, rows: Sequence[int], labels: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """The labels of each row; those before the last hold until another stands beneath them."""
    held: dict[int, str] = {}
    for row in rows:
        own = {column: text for column in labels if isinstance(text := grid.value(row, column), str)}
        outermost = min(own, default=labels[-1])
        held = {column: text for column, text in held.items() if column < outermost} | own
        yield tuple(held[column] for column in sorted(held))


def _named(grid: Grid, heads: Sequence[int], column: int) -> bool:
    return any(not is_blank(grid.value(row, column)) for row in heads)


def _are_agencies(grid: Grid, heads: Sequence[int], labels: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether what stands across is agencies: some are called so, none is a measure, month or kind of expenditure."""
    names = [str(grid.value(row, column) or "") for row in heads for column in columns]
    others = any(map(_is_other, names))
    headed = any(heads_agencies(grid.value(row, column)) for row in heads for column in labels)
    return not others and (headed or any(map(names_agency, names)))


def _is_other(name: str) -> bool:
    """Whether what stands across is a measure, of a year, or a kind of expenditure, also without *belanja*."""
    worded = any(map(str.isalpha, name))
    kind = worded and (expenditure_kind(name) or expenditure_kind(f"belanja {name}"))
    return bool(kind or measure_of(name) or heads_numbers(name) or _YEAR.search(name))
